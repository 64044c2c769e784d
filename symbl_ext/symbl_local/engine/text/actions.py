"""Action items and follow-ups: whose they are, until when, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from ..types import Entity, Insight, Member, Message
from .commitments import Commitment, commitments
from .dates import Moment, TimeSpan
from .people import People
from .words import Line

__all__ = ["action", "action_phrases"]

_NOW = re.compile(
    r"\b(?:right now|for a (?:second|minute|moment|sec)|real quick|one (?:second|moment|minute|sec)|bear with me|"
    r"while (?:we|i|you) (?:are|am)|on the screen|on my screen|in a (?:second|moment|minute|sec)|just a (?:second|moment|minute|sec)|"
    r"hang on|hold on|on this call|during this call|in this (?:meeting|session|demo|presentation)|here)\b"
)
_AT_ONCE = re.compile(r"\bnow\b(?! (?:and|on|that)\b)")
_PUT_OFF = re.compile(
    r"\b(?:later|after (?:this|the|our|that|lunch)|afterwards|before (?:the|our|next|we (?:leave|meet))|as soon as|once|when (?:you|i|we|it)|offline|"
    r"first thing|asap|by (?:then|the time)|within|in (?:an?|one|two|three|four|five|ten|\d+|a couple|a few|the next)\b)"
)
_DETAILS = re.compile(
    r"(?:confirm|verify|give|provide|spell|read|tell|state|check|share|repeat|enter|type|send)\b(?: \w+){0,4}? (?:your|the (?:last|first|full)|me your|me the) "
    r"(?:\w+ ){0,4}?(?:name|names|email|address|number|numbers|digits|code|birth|postcode|zip|details|id|pin|password|account|policy|date|birthday|serial|order)\b"
)
_IN_MEETING = re.compile(
    r"(?:check|see|look|pull|find|open|share|get|grab|think|read|try|confirm|verify|review|note|write|add|put|ask|run|bring|make|take|explain|start|"
    r"clarify|summarize|summarise|repeat|rephrase|address|answer|show|walk|switch|zoom|introduce|highlight|propose|transfer|type|log|enter|count|locate|figure|double)\b"
)
_OTHERS = re.compile(r"\b(?:with (?!me\b|you\b|us\b|that\b|this\b|it\b)\w+|to (?:him|her|them|you)|back to|away|from (?:there|them|him|her))\b")
_CLAUSE_DUE = re.compile(
    r"\b(?:(?:right|straight|immediately|shortly|soon) )?(?:(?:after|before|as soon as|once|when|by the time|until|by|within|in) )"
)
_PREPOSITION = re.compile(r"(?:(?:no later than|sometime|some time|by|before|on|at|until|till|within|in|for|around|after|over|during|through|prior to|starting|probably|of) )?(?:(?:on|by|the) )?$")
_DUE_CLAUSE = re.compile(
    r"\b((?:(?:right|straight|immediately|shortly|soon) )?(?:after|before|as soon as|once|when|by the time) "
    r"(?:(?:i|we|you|he|she|they|it|this|that|the|our|my|your|his|her|their|lunch|everyone|\w+ (?:gets?|is|has|comes?|arrives?|leaves?|signs?|confirms?|approves?))\b)[^,.;:!?—–]*"
    r"|right (?:after|away)|straight away|asap|as soon as possible|immediately|first thing|(?:with)?in (?:the next )?(?:an?|one|two|three|four|five|six|ten|\d+|a few|a couple of)[ -](?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?)\b)"
)
_FAR = 60  # characters; a time further from its verb likely belongs to something else


@dataclass(frozen=True, slots=True)
class _Due:
    text: str
    by: datetime | None
    start: int
    firm: bool  # names a day yet to come


def action(
    line: Line,
    message: Message,
    earlier: Sequence[Message],
    times: Sequence[TimeSpan],
    people: People,
    inside: tuple[Entity, ...],
) -> Insight | None:
    """The action item or follow-up in a sentence, if there is one. `inside` are the entities to report with it."""
    found = commitments(line, people.actors(line))
    asks = "?" in line.text[-3:]
    for item in found:
        due = _due(line, item, message, times)
        score = _score(line, item, due, asks)
        if score is None:
            continue
        kind = _kind(line, item, found)
        return Insight(
            type="follow_up" if kind == "contact" else "action_item",
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
    return None


def _score(line: Line, item: Commitment, due: _Due | None, asks: bool) -> float | None:
    """How surely this is a task for after the meeting, or None."""
    rest = " ".join(line.words[item.verb : item.verb + 14])
    put_off = (due is not None and due.firm) or bool(_PUT_OFF.search(line.plain[line.starts[item.verb] :]))
    score = item.score
    if item.kind == "talk" and not (due is not None and due.firm):
        return None
    if not put_off:
        if _NOW.search(line.plain) or (_AT_ONCE.search(rest) and item.who in ("i", "we") and item.kind != "contact"):
            return None
        if item.who == "you" and _DETAILS.match(rest):
            return None
        if item.name == "let me" and _IN_MEETING.match(rest) and not _OTHERS.search(rest):
            return None
    if asks and item.name in ("will", "going", "must", "should", "plan", "passive", "can", "must do", "step", "continuous", "imperative"):
        if item.who in ("i", "we", "nobody", "you", "they") and not _asks_only_at_end(line):
            return None
        score -= 0.08
    if item.name in ("can", "shall", "why not", "would") and item.who in ("i", "we", "nobody"):
        if item.name == "would" and item.kind != "contact":
            return None
        if not put_off and not _takes(rest) and item.kind != "contact":
            return None
    if item.name == "can" and item.who == "you" and not put_off:
        return None
    if item.name == "will" and item.who == "you" and not put_off and item.kind != "contact":
        return None
    if item.name == "continuous" and not (due is not None and due.firm):
        return None
    return min(1.0, max(0.5, score + (0.06 if due else 0.0)))


def _takes(rest: str) -> bool:
    """Whether somebody takes a task on: "I can take that one"."""
    return re.match(r"(?:take|do|handle|own|cover|pick|send|email|forward|get|put|set|ask|check|call|have|write|draft)\b", rest) is not None


def _asks_only_at_end(line: Line) -> bool:
    """Whether a question mark only asks to agree, as in "you need to fix the helper, okay?"."""
    return re.search(r"(?:okay|ok|right|yeah|alright|all right|please|yes|deal|correct|fair|good|will you|can you|could you|would you)$", line.plain) is not None


def _kind(line: Line, item: Commitment, found: Sequence[Commitment]) -> str:
    """A task is to get in touch when its verb says so, or when a small errand leads up to that."""
    if item.kind in ("contact", "talk"):
        return "contact"
    weak = line.words[item.verb] in ("check", "look", "find", "see", "double", "figure", "do", "ask", "take", "get", "have")
    tail = line.plain[line.starts[item.verb] :]
    if weak and re.search(r"\band (?:then )?(?:get back|let (?:you|him|her|them|us|me|\w+) know|call|email|text|follow up|circle back|report back|send|share|ping|message|come back|tell|update (?:you|them|him|her|us|me))\b", tail):
        return "contact"
    return "action"


def _assignee(line: Line, item: Commitment, message: Message, earlier: Sequence[Message], people: People) -> Member | None:
    if item.name == "name":
        return people.named(item.subject)
    if item.who in ("i", "we"):
        return message.member
    if item.who == "you":
        return people.addressed(line, item.start, message, earlier)
    if item.who == "they":
        return None
    owner = people.owner(line, item)
    return owner


def action_phrases(line: Line, found: Sequence[Commitment]) -> tuple[str, ...]:
    """What is to be done, as said: each verb with what belongs to it."""
    phrases: list[str] = []
    for item in found:
        last = item.verb + 1
        while last < len(line.words) and last - item.verb < 14 and last not in line.commas:
            if line.words[last] in ("because", "so", "if", "unless", "but", "since", "which", "though", "and") and last - item.verb > 1:
                break
            last += 1
        phrases.append(line.source(item.verb, last).strip())
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))


def _due(line: Line, item: Commitment, message: Message, times: Sequence[TimeSpan]) -> _Due | None:
    """The time phrase that belongs to a task: the nearest after its verb, else before it."""
    verb = line.spans[item.verb][0]
    ahead = [span for span in times if not span.past]
    after = [span for span in ahead if span.start >= verb]
    before = [span for span in ahead if span.end <= verb]
    clause = _DUE_CLAUSE.search(line.folded, verb)
    if clause and (not after or clause.start() < after[0].start - 12):
        span_inside = next((span for span in after if clause.start() <= span.start < clause.end()), None)
        if span_inside is None:
            by = None
            return _Due(line.text[clause.start() : clause.end()].rstrip(), by, clause.start(), True)
    chosen = after[0] if after else before[-1] if before else None
    if chosen is None:
        return None
    preposition = _PREPOSITION.search(line.folded[max(0, chosen.start - 28) : chosen.start])
    start = chosen.start - len(preposition[0]) if preposition else chosen.start
    moment = chosen.resolve(message.start.date())
    return _Due(line.text[start : chosen.end], _instant(moment, message.start), start, True)


def _instant(moment: Moment, now: datetime) -> datetime | None:
    day = moment.last_day or moment.day or now.date()
    clock = moment.last_clock or moment.clock or time(0)
    return datetime.combine(day, clock, UTC)
