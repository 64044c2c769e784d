"""Action items and follow-ups: whose they are, until when, and how sure that is.

Rules look for commitments in a sentence and for what speaks against them. A linear model (see `learned`) weighs what they
say together with the words, and decides. Whose the task is and until when, rules tell.
"""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..types import Entity, Insight, Member, Message
from .cases import Busy
from .commitment import Commitment
from .commitments import commitments
from .dates import TimeSpan, find_times
from .due import Due, due_of
from .judging import confidence, judged
from .learned import decide, weigh
from .lexicon import words
from .lexicon.tasks import VERBS
from .people import People
from .signs import Before, Found, Outcome, signs
from .unforeseen import task_in
from .verbs import clause_end
from .words import Line, read

__all__ = ["action", "action_phrases", "evidence"]

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
_TRIES = re.compile(
    r"(?:(?:and|so|okay|ok|yes|yeah|yep|sure|well|right|fine|hm+|mm|of course|all right|no problem|absolutely|oh) )*"
    r"i (?:will|can)(?: certainly| always| at least)? (?:try|do my best|give (?:it|that) a (?:go|try|shot))\b(?! to\b| and\b| \w+ing\b)"
)
"""Answers that take on what was just asked, by verbs that name no task themselves."""
_TO_SOMEBODY = words("me us")
_IMPERSONAL = ("imperative", "habit", "can", "would", "let me")
_BEGINNING = 6  # sentences after which talk shows whether it hands out work
_REMEMBERED = 12  # sentences before that the model looks at
_LOOSE = words("must should going will still need step passive continuous") | {"let us"}
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


def action(
    line: Line,
    message: Message,
    earlier: Sequence[Message],
    times: Sequence[TimeSpan],
    people: People,
    found: Sequence[Commitment],
    inside: tuple[Entity, ...],
) -> Insight | None:
    """The action item or follow-up in a sentence, if there is one.

    `found` are the commitments in it, `inside` the entities to report with it.
    """
    if not line.words:
        return None
    asks = "?" in line.text[-3:]
    ruled, reasons = _by_rules(line, message, earlier, times, people, found)
    outcome, past = _seen(ruled, reasons, message, earlier, people, found)
    seen = signs(line, _names(message.text, people), times, outcome, past)
    likely, contact = weigh(seen)
    kind = decide(likely, contact)
    if kind == "-":
        return None
    score = 1 / (1 + math.exp(-round(likely, 2)))
    if ruled is None:
        item = task_in(line, found, people, score)
        due = due_of(line, item, len(line.words), message, times)
    else:
        item, due = ruled.item, ruled.due
    return Insight(
        type="follow_up" if kind == "f" else "action_item",
        text=message.text,
        score=round(score, 3),
        message_id=message.id,
        member=message.member,
        definitive=item.definitive and not asks,
        assignee=_assignee(line, item, message, earlier, people),
        due=due.text if due else None,
        due_by=due.by if due else None,
        phrases=action_phrases(line, [item]),
        entities=inside,
    )


def evidence(message: Message, earlier: Sequence[Message], people: People) -> list[str]:
    """The signs of a sentence. For fitting the model."""
    line = read(message.text)
    times = find_times(line.text, line.folded)
    names = people.actors(line)
    found = commitments(line, names)
    ruled, reasons = _by_rules(line, message, earlier, times, people, found) if line.words else (None, [])
    outcome, past = _seen(ruled, reasons, message, earlier, people, found)
    return signs(line, names, times, outcome, past)


@dataclass(frozen=True, slots=True)
class _Ruled:
    """The task that the rules choose."""

    item: Commitment
    due: Due | None
    score: float
    contact: bool


def _by_rules(
    line: Line,
    message: Message,
    earlier: Sequence[Message],
    times: Sequence[TimeSpan],
    people: People,
    found: Sequence[Commitment],
) -> tuple[_Ruled | None, list[str]]:
    """The best task among the commitments `found` in a sentence, if one is left, and why the others are none."""
    asks = "?" in line.text[-3:]
    busy = _are_busy(earlier, people) if any(item.name in _LOOSE for item in found) else "no"
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
        score, reason = judged(line, item, due, asks, busy)
        if score is None:
            reasons.append(reason or "")
            continue
        weaker = item.name in _WEAKER or (item.name == "settled" and explicit)
        rank = (weaker, item.who in ("nobody", "they") and item.name != "let us", due is None)
        if best is None or rank < best[0]:
            best = (rank, item, due, score)
    if best is None and _TRIES.match(line.plain) and _asked_before(earlier[-2:], people, message.member):
        tries = Commitment("settled", "i", 0.6, False, "action", 0, line.words.index("i"))
        best = ((True, False, True), tries, None, tries.score)
    if best is None:
        return None, reasons
    _, item, due, score = best
    if item.name == "imperative" and _is_mere_talk(line, item, due, earlier, people):
        return None, [*reasons, "is_mere_talk"]
    helper = next((other for other in found if other.start == item.verb and other.who == "name"), None)
    if helper is not None and line.words[item.verb] in ("get", "have"):
        item = helper  # "I'll get Rhys to redo it" is for Rhys
    return _Ruled(item, due, score, _kind(line, item, earlier, people) == "contact"), reasons


def _seen(
    ruled: _Ruled | None,
    reasons: Sequence[str],
    message: Message,
    earlier: Sequence[Message],
    people: People,
    found: Sequence[Commitment],
) -> tuple[Outcome, list[Before]]:
    """What the rules make of a sentence and of those before it."""
    outcome = Outcome("-", None, 0.0, found, reasons)
    if ruled is not None:
        item = ruled.item
        line = read(message.text)
        echo = item.name == "settled" or _TAKES_OVER.match(line.plain[line.starts[item.verb] :]) is not None
        outcome = Outcome("f" if ruled.contact else "a", item, ruled.score, found, reasons, echo)
    past = [
        Before(read(one.text).words, *_at_a_glance(one.text, people), one.member == message.member)
        for one in earlier[-_REMEMBERED:]
    ]
    return outcome, past


@lru_cache(maxsize=4096)
def _names(text: str, people: People) -> frozenset[str]:
    """The names in a sentence that may do something."""
    return people.actors(read(text))


@lru_cache(maxsize=4096)  # what was said just before is looked at again
def _at_a_glance(text: str, people: People) -> tuple[Found, bool]:
    """What the rules see in a sentence by itself, and whether it asks."""
    line = read(text)
    asks = "?" in text[-3:]
    for item in commitments(line, _names(text, people)):
        if confidence(line, item, None, asks) is not None:
            return ("f" if item.kind == "contact" else "a"), asks
    return "-", asks


def _kind(line: Line, item: Commitment, earlier: Sequence[Message], people: People) -> str:
    """A task is to get in touch when its verb says so, when a small errand leads up to that, or when "that" was so."""
    if item.kind == "talk":
        alone = line.words[item.verb] == "go" and item.who == "i" and "with" not in line.words[item.verb :]
        return "action" if alone or line.words[item.verb] in _SHOWS else "contact"
    if item.kind == "contact":
        return "contact"
    tail = line.plain[line.starts[item.verb] :]
    if _SENDS_BACK.search(tail) or (line.words[item.verb] in _ERRANDS and _REPORTS.search(tail)):
        return "contact"
    if item.name == "settled" or _TAKES_OVER.match(tail):
        return _asked_before(earlier[-3:], people) or "action"
    return "action"


def _asked_before(earlier: Sequence[Message], people: People, other_than: Member | None = None) -> str | None:
    """What the last sentence that asked for something, or offered it, asked for: "contact", "action" or None."""
    for before in reversed(earlier):
        if other_than is not None and before.member == other_than:
            continue
        line = read(before.text)
        kinds = [_kind(line, found, (), people) for found in commitments(line, _names(before.text, people))]
        if kinds:
            return "contact" if "contact" in kinds else "action"
    return None


def _is_mere_talk(line: Line, item: Commitment, due: Due | None, earlier: Sequence[Message], people: People) -> bool:
    """Whether an order only tells how a thing is done, among people none of whom has taken anything on."""
    if due is not None or "please" in line.words or not _TO_SOMEBODY.isdisjoint(line.words):
        return False
    return _are_busy(earlier, people) == "no"


def _are_busy(earlier: Sequence[Message], people: People) -> Busy:
    """Whether anybody has taken something on, or been asked to, in what was said just before."""
    for before in earlier:
        said = read(before.text)
        for found in commitments(said, _names(before.text, people)):
            personal = found.name not in _IMPERSONAL and found.who != "they"
            if personal and confidence(said, found, None, "?" in said.text[-3:]) is not None:
                return "yes"
    return "perhaps" if len(earlier) < _BEGINNING else "no"


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
