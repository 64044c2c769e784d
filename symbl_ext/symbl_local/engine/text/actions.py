"""Action items and follow-ups: whose they are, until when, and how sure that is.

Rules look for commitments in a sentence and for what speaks against them. A linear model (see `learned`) weighs what
they say together with the words, and decides. Whose the task is and until when, rules tell.
"""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..types import Entity, Insight, Member, Message
from .commitment import Commitment
from .commitments import commitments
from .context import Said
from .dates import TimeSpan, find_times
from .due import Due, due_of
from .judging import weighed
from .learned import decide, weigh, weigh_after
from .lexicon import words
from .lexicon.tasks import VERBS
from .people import People
from .signs import Found, Outcome, signs
from .unforeseen import task_in
from .verbs import clause_end
from .words import Line, read

__all__ = ["Judged", "action", "action_phrases", "evidence", "judged"]

_ENDS_PHRASE = words("because so if unless but since which though where")
_CLAUSE_STARTS = words("i we you he she they it then also please let") | VERBS
_SHOWS = words("show demonstrate present explain walk recap demo run cover review look")
_WEAKER = ("continuous", "habit", "would")
_ON_ME = re.compile(r"\b(?:on|up to|down to|for) me to\b")
_TAKES_OVER = re.compile(
    r"(?:do(?:ing)? (?:that|it|this|so|the same)\b|(?:see to|sort|handle|deal with|take care of|take|own) (?:it|that|this|that one|this one)\b"
    r"(?: out| on| off your hands)?(?= |$)(?! (?:to|with|from|over|back|down|away|into)\b)|try\b|give (?:it|that) a (?:go|try)\b|"
    r"get (?:right |straight )?on (?:it|that|this|to it)\b|get (?:it|that|this) done\b|do my best\b)"
)
_ERRANDS = words(
    "nip pop go drop swing check look find see double figure do ask take get have clear square dig run sort sit"
)
_REPORTS = re.compile(
    r"\band (?:then )?(?:get back|let (?:\w+ ){1,3}?know|call|email|text|follow up|circle back|"
    r"have an? (?:\w+ )?(?:chat|word|talk)|speak|talk|ask|ring|meet|visit|thank|invite|remind|chase|report back|send|share|ping|message|come back|tell|update (?:you|them|him|her|us|me))\b"
)
_SENDS_BACK = re.compile(
    r"\band (?:then )?(?:send|email|mail|fax|get|ship|bring) (?:it|them|that|those|this|the \w+) back\b|"
    r"\band (?:then )?return (?:it|them|that)\b"
)


@dataclass(frozen=True, slots=True)
class _Ruled:
    """The task that the rules choose."""

    item: Commitment
    due: Due | None
    score: float
    contact: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence by itself: its times, commitments and the one that the rules choose; `said` is how likely it looks."""

    line: Line
    times: tuple[TimeSpan, ...]
    found: tuple[Commitment, ...]
    ruled: _Ruled | None
    said: Said


def judged(message: Message, people: People) -> Judged:
    """What a sentence says by itself, whatever was said before."""
    return _judged(message, people)[0]


def evidence(message: Message, people: People) -> tuple[list[str], Said]:
    """The signs of a sentence, and how it looks by itself. For fitting the model."""
    alone, seen = _judged(message, people)
    return seen, alone.said


def _judged(message: Message, people: People) -> tuple[Judged, list[str]]:
    line = read(message.text)
    times = tuple(find_times(line.text, line.folded))
    names = people.actors(line)
    found = tuple(commitments(line, names))
    ruled, reasons = _by_rules(line, message, times, found)
    outcome = Outcome("-", None, 0.0, found, reasons)
    if ruled is not None:
        kind: Found = "f" if ruled.contact else "a"
        outcome = Outcome(kind, ruled.item, ruled.score, found, reasons, _is_echo(line, ruled.item))
    seen = signs(line, names, times, outcome)
    said = Said(line.words, "?" in line.text[-3:], message.member, *weigh(seen))
    return Judged(line, times, found, ruled, said), seen


def action(
    alone: Judged,
    past: Sequence[Said],
    message: Message,
    earlier: Sequence[Message],
    people: People,
    inside: tuple[Entity, ...],
) -> Insight | None:
    """The action item or follow-up in a sentence, if there is one.

    `past` is how `earlier` sentences look, the latest last; `inside` are the entities to report with it.
    """
    line = alone.line
    if not line.words:
        return None
    likely, contact = weigh_after(alone.said, past)
    kind = decide(likely, contact)
    if kind == "-":
        return None
    score = min(0.99, 1 / (1 + math.exp(-round(likely, 2))))
    if alone.ruled is None:
        item = task_in(line, alone.found, people)
        due = due_of(line, item, len(line.words), message, alone.times)
    else:
        item, due = alone.ruled.item, alone.ruled.due
    return Insight(
        type="follow_up" if kind == "f" else "action_item",
        text=message.text,
        score=round(score, 3),
        message_id=message.id,
        member=message.member,
        definitive=item.definitive and not alone.said.asks,
        assignee=_assignee(line, item, message, earlier, people),
        due=due.text if due else None,
        due_by=due.by if due else None,
        phrases=action_phrases(line, [item]),
        entities=inside,
    )


def _by_rules(
    line: Line, message: Message, times: Sequence[TimeSpan], found: Sequence[Commitment]
) -> tuple[_Ruled | None, list[str]]:
    """The best task among the commitments `found` in a sentence, if one is left, and why the others are none."""
    asks = "?" in line.text[-3:]
    explicit = any(item.who in ("i", "name") and item.name != "settled" for item in found)
    best: tuple[tuple[bool, bool, bool], Commitment, Due | None, float] | None = None
    reasons: list[str] = []
    for number, item in enumerate(found):
        limit = next(
            (other.start for other in found[number + 1 :] if other.start > item.verb and other.name != "continuous"),
            len(line.words),
        )
        if item.name == "settled":
            limit = len(line.words)
        due = due_of(line, item, limit, message, times)
        score, reason = weighed(line, item, due, asks)
        if score is None:
            reasons.append(reason or "")
            continue
        weaker = item.name in _WEAKER or (item.name == "settled" and explicit)
        rank = (weaker, item.who in ("nobody", "they") and item.name != "let us", due is None)
        if best is None or rank < best[0]:
            best = (rank, item, due, score)
    if best is None:
        return None, reasons
    _, item, due, score = best
    helper = next((other for other in found if other.start == item.verb and other.who == "name"), None)
    if helper is not None and line.words[item.verb] in ("get", "have"):
        item = helper  # "I'll get Rhys to redo it" is for Rhys
    return _Ruled(item, due, score, _is_contact(line, item)), reasons


def _is_contact(line: Line, item: Commitment) -> bool:
    """A task is to get in touch when its verb says so, or when a small errand leads up to that."""
    if item.kind == "talk":
        alone = line.words[item.verb] == "go" and item.who == "i" and "with" not in line.words[item.verb :]
        return not alone and line.words[item.verb] not in _SHOWS
    if item.kind == "contact":
        return True
    tail = line.plain[line.starts[item.verb] :]
    return bool(_SENDS_BACK.search(tail) or (line.words[item.verb] in _ERRANDS and _REPORTS.search(tail)))


def _is_echo(line: Line, item: Commitment) -> bool:
    """Whether a task is one that was said before, as in "I'll do that"."""
    return item.name == "settled" or _TAKES_OVER.match(line.plain[line.starts[item.verb] :]) is not None


def _assignee(
    line: Line, item: Commitment, message: Message, earlier: Sequence[Message], people: People
) -> Member | None:
    if item.who == "name":
        return people.named(item.subject)
    if item.who in ("i", "we"):
        return message.member
    if item.who == "you":
        return people.addressed(line, item.start, message, earlier)
    if item.who == "they":
        return None
    if _ON_ME.search(line.plain):
        return message.member
    return people.owner(line, item)


def action_phrases(line: Line, found: Sequence[Commitment]) -> tuple[str, ...]:
    """What is to be done, as said: each verb with what belongs to it."""
    phrases: list[str] = []
    for item in found:
        last = item.verb + 1
        while last < clause_end(line, item.verb) and not _ends_phrase(line, last):
            last += 1
        phrases.append(line.source(item.verb, last).strip())
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


def _ends_phrase(line: Line, index: int) -> bool:
    """Whether a new clause begins at the word at `index`."""
    word = line.words[index]
    following = line.words[index + 1] if index + 1 < len(line.words) else ""
    return word in _ENDS_PHRASE or (word == "and" and following in _CLAUSE_STARTS)
