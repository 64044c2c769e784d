"""Until when a task is to be done."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from ..types import Message
from .commitment import Commitment
from .dates import Moment, TimeSpan
from .words import Line

__all__ = ["Due", "due_of"]

_PREPOSITION = re.compile(
    r"(?<!\w)(?:(?:no later than|sometime|some time|by|before|on|at|until|till|within|in|for|around|after|over(?= the)|during|through|prior to|starting|probably|of) )?(?:(?:on|by|the) )?$"
)
_DUE_CLAUSE = re.compile(
    r"\b((?:(?:right|straight|immediately|shortly|soon) )?(?:after|before|as soon as|once|when|by the time) "
    r"(?:(?:i|we|you|he|she|they|it|this|that|the|our|my|your|his|her|their|lunch|everyone|anyone|anybody|someone|somebody|people|guests|customers|visitors|\w+ (?:gets?|is|has|comes?|arrives?|leaves?|signs?|confirms?|approves?))\b)[^,.;:!?—–]*"
    r"|(?:at|in|for|before|by|on) (?:the|our|my|your|their) next (?:meeting|session|call|appointment|visit|stand ?up|review|class|practice|shift|board meeting|one on one|check-in|lesson|delivery)"
    r"|(?:by|before|until|till) then\b|before (?:launch|closing|opening|kick-?off|go-?live|departure|delivery|dinner|breakfast|bed)\b|(?:the (?:minute|moment|second|day|week)) (?:that )?(?:i|we|you|he|she|it|they|this|that|the \w+)\b[^,.;:!?—–]*|(?:(?:fairly|pretty|very|quite|really) )?soon(?! (?:as|after|enough))\b|on (?:my|your|our|his|her|the) way (?:home|out|in|back|over|there|to \w+(?: \w+)?|past)|(?:at|around|about|by|before|after|from) (?:(?:half|quarter|twenty|ten|five)(?: past| to)? )?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midday|midnight|lunch|lunchtime|tea|teatime|dinner|supper|bedtime)\b(?! (?:\w+s|hundred|thousand|million|percent|per cent|or|of)\b)(?: o'clock| in the (?:morning|afternoon|evening))?|after (?:an?|one|two|three|four|five|six|seven|eight|ten|twelve|\d+|a few|a couple of) (?:\w+ )?(?:days?|weeks?|months?)\b|whenever (?:you|we|i|it|they|he|she)[^,.;:!?—–]*|overnight|right (?:after|away)|(?:the )?next time(?! (?:i|you|we|he|she|they|it))|straight away|asap|as soon as possible|immediately|first thing|(?:with)?in (?:the next )?(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fourteen|fifteen|twenty|thirty|\d+|a few|a couple of)[ -](?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?)\b)"
)
_NOT_LATER = re.compile(r"^(?:today|this (?:year|quarter))$")
_ANOTHER_TIME = re.compile(r"\bnext\b|^(?:with)?in (?!an? (?:min|sec|mo))")


@dataclass(frozen=True, slots=True)
class Due:
    text: str
    by: datetime | None
    firm: bool  # names a day or a time yet to come


def due_of(line: Line, item: Commitment, limit: int, message: Message, times: Sequence[TimeSpan]) -> Due | None:
    """The time phrase of a task: the nearest after its verb and before word `limit`, else one before the verb."""
    verb = line.spans[item.verb][0]
    last = line.spans[limit][0] if limit < len(line.words) else len(line.text)
    ahead = [span for span in times if not span.past]
    after = [span for span in ahead if verb <= span.start < last]
    before = [span for span in ahead if span.end <= verb]
    clause = _DUE_CLAUSE.search(line.folded, verb, last)
    if clause and not any(span.start < clause.end() + 4 for span in after):
        said = line.text[clause.start() : clause.end()].rstrip()
        return Due(said, None, _ANOTHER_TIME.search(clause[0]) is not None)
    chosen = after[0] if after else before[-1] if before else None
    if chosen is None:
        return None
    preposition = _PREPOSITION.search(line.folded[max(0, chosen.start - 28) : chosen.start])
    start = chosen.start - len(preposition[0]) if preposition else chosen.start
    moment = chosen.resolve(message.start.date())
    text = line.text[start : chosen.end]
    return Due(text, _instant(moment, message.start), _NOT_LATER.search(text.lower()) is None)


def _instant(moment: Moment, now: datetime) -> datetime | None:
    day = moment.last_day or moment.day or now.date()
    clock = moment.last_clock or moment.clock or time(0)
    return datetime.combine(day, clock, UTC)
