"""Requests that begin with their verb, and tasks that are noted down: "Next step: book the hall"."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re
from collections.abc import Iterator

from .commitment import Commitment, barred
from .lexicon import words
from .lexicon.promises import CONDITIONS, FINITE, JOINING, NO_OBJECT, OBJECTS, POLITELY
from .lexicon.tasks import A_MEETING, VERBS
from .open_verbs import is_called, may_be_task
from .questions import skip_leads
from .verbs import clause_end, verb_kind
from .words import Line

__all__ = ["orders"]

_PARTS = 40  # of a sentence that are looked at: what has more is a list or no sentence
_GIVEN = re.compile(
    r"(?:and |so |then |still |my |our |your |an? |the )*(?:action items?|action points?|actions?|to do|todo|next (?:steps?|job|thing)|first (?:job|thing|task)|tasks?|homework|reminder|note to self)"
    r"(?: is| are)?(?: (?:for|on) (\w+))?(?: today| tomorrow| tonight| this week| next week| now)?(?: is| are)?(?: to)? "
)


def orders(line: Line, names: frozenset[str]) -> Iterator[Commitment]:
    """Requests that begin with their verb: at the start of the sentence, or of a later part of it."""
    given = _GIVEN.match(line.plain)
    if given:
        verb = line.at(given.end())
        certain = verb in line.commas or line.words[verb - 1] == "to"
        kind = verb_kind(line, verb) if given.end() < len(line.plain) and certain else "none"
        if kind == "none" and given.end() < len(line.plain) and verb in line.commas:
            kind = "contact" if A_MEETING.search(line.plain, given.end()) or " with " in line.plain else "action"
        if kind in ("action", "contact"):
            yield Commitment(
                "name" if given[1] else "step",
                "name" if given[1] else "nobody",
                0.85,
                True,
                kind,
                0,
                verb,
                given[1] or "",
            )
    first = skip_leads(line, 0, names)
    opens_condition = first < len(line.words) and line.words[first] in CONDITIONS
    for start in (first, *sorted(line.commas)[:_PARTS]):
        index = skip_leads(line, start, names) if start != first else first
        if line.words[max(0, index - 2) : index + 1] == ("hang", "on", "to"):
            index -= 2
        aside = start <= 3 or "please" in line.words  # "Good catch, send her the link"
        aside = aside or (_goes_on(line, start) and not opens_condition)
        if start != first and not opens_condition and line.words[start] not in JOINING and not aside:
            continue
        index = _past_leads(line, index)
        while index < len(line.words) - 1 and line.words[index] in POLITELY and not _may_order(line, index):
            index += 1
        if line.words[index : index + 2] in _TRYING and index + 2 < len(line.words):
            index += 2
        if index >= len(line.words) - 1 or barred(line, index, "imperative"):
            continue
        follower = line.words[index + 1]
        asked = ("please" in line.words or is_called(line, index)) and follower in _CERTAIN
        if not _may_order(line, index) and not (asked and may_be_task(line, index)):
            continue
        if start != first and not opens_condition and line.words[start] not in JOINING and follower not in _CERTAIN:
            continue
        if start != first and follower in (
            "to",
            "is",
            "are",
            "was",
            "will",
            "has",
            "and",
            "or",
            "for",
            "of",
            "in",
            "at",
            "s",
            "'s",
        ):
            continue
        if follower in NO_OBJECT or _is_noun_phrase(line, index):
            continue
        kind = verb_kind(line, index)
        if line.words[index : index + 3] == ("go", "ahead", "and"):
            index += 3
            kind = verb_kind(line, index) if index < len(line.words) else "none"
        if kind in ("action", "contact") or (asked and kind != "talk" and may_be_task(line, index)):
            kind = kind if kind != "none" else "other"
            yield Commitment("imperative", "you", 0.7 if start == first else 0.6, True, kind, index, index)


def _past_leads(line: Line, index: int) -> int:
    """The first word after a time in front of a request, as in "next time bring the long one"."""
    lead = _TIME_LEADS.match(line.plain, line.starts[index]) if index < len(line.starts) else None
    return line.at(lead.end()) if lead and lead.end() < len(line.plain) else index


def _goes_on(line: Line, start: int) -> bool:
    """Whether a request follows on from a statement: "there's a form at the desk, fill it in"."""
    index = start + (line.words[start : start + 1] == ("and",))
    word = line.words[index] if index < len(line.words) else ""
    return (
        word in VERBS
        and word not in _SAME_IN_PAST
        and line.words[0] not in _SUPPOSES
        and _TELLS.search(line.plain[: line.starts[start]]) is None
    )


def _may_order(line: Line, index: int) -> bool:
    word = line.words[index]
    if word == "have" and line.words[index + 1 : index + 3] in (("a", "word"), ("a", "look"), ("a", "chat")):
        return True
    if word == "let" and line.words[index + 1] == "us" and "know" not in line.words[index : index + 3]:
        return False
    return (word in VERBS and word not in _NO_ORDER) or (word == "do" and line.words[index + 1] in _DONE)


def _is_noun_phrase(line: Line, index: int) -> bool:
    """Whether the verb is rather the first noun of a statement, as in "Call volume has been high"."""
    rest = line.words[index + 1 : clause_end(line, index)]
    if len(rest) > 1 and rest[0] in ("in", "out", "up", "off", "back") and rest[1] in NO_OBJECT:
        return True
    if rest and rest[0] in _OF and _HAPPENED.isdisjoint(rest) is False:
        return True  # "rent on the old kitchen went up"
    if not rest or rest[0] in OBJECTS:
        return False
    if len(rest) > 1 and (rest[1].endswith("ed") or rest[1] in _HAPPENED):
        return True  # "scope creep hurt us"
    return FINITE.match(" ".join(line.words[index : clause_end(line, index)])) is not None


_TIME_LEADS = re.compile(
    r"(?:next time|first thing|from (?:tomorrow|now on|today|tonight|next week|then on)|between now and then|in the meantime|tomorrow|tonight|for next (?:week|time)|"
    r"before (?:you|we) (?:go|leave|start)|on (?:the|your) way (?:out|home|back)|this (?:week|weekend|afternoon|evening)|"
    r"on \w+day|over the weekend|after (?:lunch|work|that)) "
)
_TRYING = (("try", "to"), ("be", "sure"), ("go", "and"))
_SAME_IN_PAST = words("put cut set let hit read shut quit split spread run come shed cost bet")
_SUPPOSES = words("if when whenever say suppose imagine each every so")
_TELLS = re.compile(
    r"\b(?:was|were|had|did|went|came|would|used to|said|told|took|could|might|\w+ed|if|when|whenever|each time|every time)\b|"
    r"^(?:(?:and|so|but|well|then|first) )*(?:you|they|we|he|she|i) (?!are |am |is |have |has |need |must |will |can |should |got |ought |do )"
)
_CERTAIN = words("the a an me him her them us it that this those these my your our his their everyone")
_DONE = words("it that this them those so the your these some")
_NO_ORDER = words("you i we he she they it this that a an the to but or no not one")
_OF = words("on of for from at")
_HAPPENED = words("went was were is are has rose fell came had came dropped doubled hurt")
