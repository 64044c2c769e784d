"""What the verbs of a sentence ask to be done."""

from __future__ import annotations

from .lexicon.pieces import Kind
from .lexicon.tasks import KINDS, PASSING_ON, PHRASES, VERBS
from .words import Line

__all__ = ["clause_end", "kind_of_ing", "verb_kind"]


def verb_kind(line: Line, index: int) -> Kind:
    """What the verb at `index` amounts to: by itself, by what it has others do, or by a second verb after "and"."""
    kind = _lone_kind(line, index)
    word = line.words[index]
    last = clause_end(line, index)
    if word in ("have", "get", "ask", "help") and kind in ("none", "other", "action"):
        for place in range(index + 2, min(index + 8, last)):
            if line.words[place] in VERBS and (word == "have" or line.words[place - 1] == "to"):
                inner = _lone_kind(line, place)
                if inner == "contact" or (inner == "action" and kind != "action"):
                    return inner
    if kind in ("none", "talk", "other") and word in VERBS | {"be"}:
        for place in range(index + 1, last - 1):
            if line.words[place] == "and":
                second = place + 1 + (line.words[place + 1] in ("then", "also", "just", "maybe"))
                if second < last and line.words[second] in VERBS:
                    inner = _lone_kind(line, second)
                    return inner if inner in ("action", "contact") else kind
    return kind


def _lone_kind(line: Line, index: int) -> Kind:
    word = line.words[index]
    patterns = PHRASES.get(word)
    rest = " ".join(line.words[index : clause_end(line, index)])
    if word != "put" and KINDS.get(word, "action") not in ("none", "talk") and PASSING_ON.match(rest):
        return "contact"
    if patterns:
        for pattern, kind in patterns:
            if pattern.match(rest):
                return kind
    return KINDS.get(word, "other")


def clause_end(line: Line, index: int) -> int:
    """Where the part of the sentence that the word at `index` begins ends, at most 14 words on."""
    last = index + 1
    while last < len(line.words) and last - index < 14 and not (last in line.commas and last - index > 1):
        last += 1
    return last


def kind_of_ing(line: Line, index: int) -> Kind:
    """What a verb in -ing amounts to."""
    stem = line.words[index][:-3]
    forms = [stem, f"{stem}e"]
    if len(stem) > 3 and stem[-1] == stem[-2]:
        forms.append(stem[:-1])
    tail = " ".join(line.words[index + 1 : index + 14])
    for form in forms:
        for pattern, kind in PHRASES.get(form, ()):
            if pattern.match(f"{form} {tail}"):
                return kind
        if form in KINDS:
            return KINDS[form]
    return "none" if len(stem) < 3 or any(form in PHRASES for form in forms) else "other"
