"""Finds the date and time expressions of a sentence, joining days with times and ends of ranges."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from ..words import fold
from .clocks import CLOCK_RULES
from .days import DAY_RULES
from .model import Moment, TimeSpan

__all__ = ["find_times"]

_WORTHWHILE = re.compile(
    r"\d|day\b|days\b|morrow|tonight|overnight|week|month|quarter|year|eod|eow|cob|eob|eom|eoy|noon|midnight|morning|afternoon|"
    r"evening|night|o'clock|half |(?:five|ten|twenty|quarter) (?:past|to) |"
    r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|[ap]\.?m\b|(?:at|by|before|after|around|until|till|between) |"
    r"spring|summer|fall|autumn|winter|semester|term|sprint|season|holiday|christmas|easter|thanks|new year|hallow|th\b"
)
_RANGE = re.compile(r" ?(?:-|–|—|to|through|thru|until|till|'?til) ?")
_ALSO_RANGE = re.compile(r" ?(?:-|–|—|to|through|thru|until|till|and|or) ?")
_JOIN = re.compile(r",? (?:(?:at|around|about|by|from|between|before|after|say|on|@|of|in the) )?|,? ?@ ?|, ")
_PAST = re.compile(
    r"(?:last|past|previous|this past|earlier)\b(?! (?:\w+ )?of\b| day\b)|.*\b(?:yesterday|ago|back|(?:of|in) (?:last|the past|the previous))\b"
)
_SINCE = re.compile(r"\b(?:since|back in|as of) (?:the )?$")
_BETWEEN = re.compile(r"\b(?:between|from) (?:the )?$")
_SHORT = re.compile(r"(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mon|tues?|wed|thu(?:rs?)?|fri)\b\.?$")
_MONTH_NEEDS = re.compile(
    r"(?:in|by|of|since|until|till|before|after|during|from|for|through|early|late|mid|last|next|this|mid-|around|every|between|and|or|to) (?:the )?$"
)


@dataclass(slots=True)
class _Found:
    start: int
    end: int
    moment: Moment | None  # a time of day, which means the same on every day
    rule: int
    match: re.Match[str]

    def on(self, today: date) -> Moment:
        return self.moment if self.moment is not None else DAY_RULES[self.rule][2](self.match, today)


def find_times(text: str, folded: str | None = None) -> list[TimeSpan]:
    """The date and time expressions of `text`, in order, without overlaps."""
    folded = fold(text) if folded is None else folded
    if not _WORTHWHILE.search(folded):
        return []
    taken = bytearray(len(folded) + 1)
    found: list[_Found] = []
    cues: dict[re.Pattern[str], bool] = {}
    for index, (cue, pattern, _) in enumerate(DAY_RULES):
        if cue not in cues:
            cues[cue] = cue.search(folded) is not None
        if not cues[cue]:
            continue
        for match in pattern.finditer(folded):
            start, end = _trimmed(match)
            if not any(taken[start:end]) and _means_day(text, folded, start, end):
                taken[start:end] = b"\1" * (end - start)
                found.append(_Found(start, end, None, index, match))
    for pattern, read in CLOCK_RULES:
        for match in pattern.finditer(folded):
            start, end = _trimmed(match)
            if not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(_Found(start, end, read(match), -1, match))
    found.sort(key=lambda item: item.start)
    return _joined(folded, found)


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    text = match[0]
    return match.start() + len(text) - len(text.lstrip(" ,")), match.start() + len(text.rstrip(" ,"))


def _means_day(text: str, folded: str, start: int, end: int) -> bool:
    """Whether a match is not one of the words that only look like a month or a weekday ("may", "march", "wed")."""
    word = folded[start:end]
    if word in ("may", "march"):
        before = folded[max(0, start - 12) : start]
        return bool(_MONTH_NEEDS.search(before)) and (
            text[start].isupper() or not before.endswith(("and ", "or ", "to "))
        )
    if _SHORT.fullmatch(word):
        return text[start].isupper() or text[start:end].isupper()
    return True


def _joined(folded: str, found: list[_Found]) -> list[TimeSpan]:
    spans: list[TimeSpan] = []
    index = 0
    while index < len(found):
        group = [found[index]]
        index += 1
        while index < len(found) and len(group) < 4 and _belongs(folded, group, found[index]):
            group.append(found[index])
            index += 1
        spans.append(_span(folded, group))
    return spans


def _belongs(folded: str, group: list[_Found], item: _Found) -> bool:
    """Whether `item` goes on with the expression in `group`: the other half of a range, or of day and time."""
    gap = folded[group[-1].end : item.start]
    if len(gap) > 12:
        return False
    last_is_day = group[-1].moment is None
    item_is_day = item.moment is None
    if last_is_day == item_is_day:
        if any(_is_range(item.on(_ANY_DAY)) for item in (group[-1], item)):
            return False
        before = folded[max(0, group[-1].start - 12) : group[-1].start]
        pattern = _ALSO_RANGE if _BETWEEN.search(before) else _RANGE
        return pattern.fullmatch(gap) is not None and sum((one.moment is None) == item_is_day for one in group) == 1
    if any((one.moment is None) == item_is_day for one in group):
        return False
    if not _JOIN.fullmatch(gap):
        return False
    day = item if item_is_day else group[-1]
    moment = day.on(_ANY_DAY)
    return moment.last_day is None and moment.clock is None


_ANY_DAY = date(2024, 1, 3)


def _is_range(moment: Moment) -> bool:
    return moment.last_clock is not None


def _span(folded: str, group: list[_Found]) -> TimeSpan:
    start, end = group[0].start, group[-1].end
    words = folded[start:end]
    before = folded[max(0, start - 14) : start]
    past = bool(_PAST.match(words) or _SINCE.search(before))

    def resolve(today: date) -> Moment:
        days = [item.on(today) for item in group if item.moment is None]
        clocks = [item.moment for item in group if item.moment is not None]
        return _combined(days, clocks)

    return TimeSpan(start, end, resolve, any(item.moment is None for item in group), past)


def _combined(days: list[Moment], clocks: list[Moment]) -> Moment:
    if not days:
        day = last_day = None
        first, last = None, None
    else:
        day, last_day = days[0].day, days[0].last_day
        first, last = days[0].clock, days[0].last_clock
        if len(days) > 1:
            last_day = days[1].last_day or days[1].day
    if clocks:
        first, last = clocks[0].clock, clocks[0].last_clock
        if len(clocks) > 1:
            last = clocks[1].clock
            first = _same_half(first, last)
    if day is not None and last_day is not None and last_day < day:
        last_day = last_day + timedelta(7) if (day - last_day).days < 7 and last_day.year < 9999 else None
    return Moment(day, last_day, first, last)


def _same_half(first: time | None, last: time | None) -> time | None:
    """The start of a range of times, moved into the afternoon where "2 to 4 pm" means so."""
    if first and last and first > last and first.hour >= 12 and first.hour - 12 <= last.hour:
        return first.replace(hour=first.hour - 12)
    return first
