"""A task that somebody in a sentence commits to, and what every pattern asks of the words around it."""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon.participles import participle
from .lexicon.pieces import Kind
from .lexicon.promises import ASIDE_STARTS, ASKING, HABIT, NOT, SUBORDINATE, THAT_IS_SAID, Who
from .lexicon.tasks import KINDS, VERBS
from .open_verbs import may_be_task
from .verbs import kind_of_ing, verb_kind
from .words import Line

__all__ = ["Commitment", "barred", "task_at"]

_KEPT = ("follow", "check", "catch", "sign", "e", "co", "re", "pre")


@dataclass(frozen=True, slots=True)
class Commitment:
    """A task found in a sentence: by which pattern, whose, and the words from its verb on.

    `start` is the index of the first word of the pattern, `verb` that of the verb.
    """

    name: str
    who: Who
    score: float
    definitive: bool
    kind: Kind
    start: int
    verb: int
    subject: str = ""


def task_at(
    line: Line, name: str, who: Who, score: float, sure: bool, start: int, verb: int, subject: str = ""
) -> Commitment | None:
    """The task whose verb is at `verb`, after a pattern that begins at `start`; None when that names none."""
    if verb in line.commas and line.words[verb : verb + 1] and line.words[verb] in ASIDE_STARTS:
        verb = min(
            (comma for comma in line.commas if comma > verb), default=len(line.words)
        )  # "could you, if ..., print"
    if verb >= len(line.words) or line.words[verb] in NOT or _is_named(line, verb):
        return None
    if line.text[line.spans[verb][1] :][:1] == "-" and verb + 2 < len(line.words) and line.words[verb] not in _KEPT:
        verb += 1  # "drop-test it"
    is_being = line.words[verb] == "be" and verb + 1 < len(line.words) and line.words[verb + 1].endswith("ing")
    verb += is_being
    if name == "mind" or (line.words[verb].endswith("ing") and line.words[verb] not in VERBS):
        kind = (
            kind_of_ing(line, verb)
            if is_being or name in ("mind", "going", "why not", "volunteer", "worth", "step")
            else "none"
        )
    elif name == "offer" and line.words[verb] in ("rang", "called", "phoned", "emailed", "texted", "messaged"):
        kind = "contact"
    elif name == "great if" and line.words[verb].endswith("ed"):
        kind = participle(line.words[verb])
    else:
        kind = verb_kind(line, verb)
    if kind == "other" or (kind == "none" and not is_being and name != "habit"):
        kind = "other" if name in ASKING and may_be_task(line, verb) else "none"
    if kind == "talk" and line.words[verb] == "look" and who in ("name", "they"):
        kind = "action"
    if kind == "none" or (line.words[verb] == "have" and line.words[verb - 1] in ("must", "should", "could", "would")):
        return None
    if HABIT.search(" ".join(line.words[start : verb + 1])):
        return None
    return Commitment(name, who, score, sure, kind, start, verb, subject)


def barred(line: Line, start: int, name: str) -> bool:
    """Whether what comes before makes a phrase a condition, a reason, a report or part of a question."""
    if start == 0:
        return False
    before = line.words[start - 1]
    if before in ("so", "and", "then") and start > 1:
        if name == "can" and before == "so":
            return True
        if before == "so" and start > 1 and line.words[start - 2] in ("do", "did", "think", "hope", "believe"):
            return True
    if start in line.commas:
        return False
    if before == "which" and line.words[start] == "i" and start - 1 in line.commas:
        return False  # "the sign, which I'll do on Sunday"
    if before == "that":
        if start > 1 and line.words[start - 2] == "so":
            return True
        return not (start > 1 and line.words[start - 2] in THAT_IS_SAID)
    if name == "imperative":
        return before in SUBORDINATE
    if before in ("what", "all") and name == "must do":
        return False
    return before in SUBORDINATE or before in ("says", "states", "means", "meant")


def _is_named(line: Line, index: int) -> bool:
    """Whether the word at `index` is written as a name is, as in "we're going to Spain"."""
    written = line.text[slice(*line.spans[index])]
    return index > 0 and written[:1].isupper() and not line.text.isupper() and line.words[index] not in KINDS
