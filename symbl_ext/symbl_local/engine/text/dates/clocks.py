"""Times of day: one pattern each, and the time it means."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import time

from ..numbers import SMALL, value_of
from .days import PARTS
from .model import Moment

__all__ = ["CLOCK_RULES"]

_HALF = r"(?P<half>a\.m\b\.?|p\.m\b\.?|am\b|pm\b|a m\b|p m\b)"
_DAYTIME = r"(?: (?:in the|at) (?P<daytime>morning|afternoon|evening|night))"
_ZONE = r"(?: (?:sharp|eastern|central|pacific|mountain|gmt|utc|est|edt|cst|cdt|pst|pdt|mst|bst|cet|cest|ist)(?: (?:standard |daylight )?time)?\b)?"
_HOUR = rf"(?P<hour>[01]?\d|2[0-3]|{SMALL})"
_MINUTES = r"(?P<minute>(?:oh[ -])?five|ten|fifteen|twenty(?:[ -]five)?|thirty(?:[ -]five)?|forty(?:[ -]five)?|fifty(?:[ -]five)?)"
_AFTER = r"(?= *(?:$|[.,;:?!)\"]|-[ -])| (?:and|or|if|in|so|for|to|is|was|would|will|works?|every|each|because|but|with|we|i|you|please|then|when|on|as|by|sharp|today|tomorrow|tonight|instead|latest|at the latest|next|this|mon|tues|wednes|thurs|fri|satur|sun)(?:day)?\b)"
_AT = r"(?:(?<=\bat )|(?<=\bby )|(?<=\baround )|(?<=\bbefore )|(?<=\bafter )|(?<=\buntil )|(?<=\btill )|(?<=\bfrom )|(?<=\bbetween )|(?<=\babout )|(?<=\bpast ))"

_Reader = Callable[[re.Match[str]], Moment]


def _clock(hour: float, minute: float, half: str | None, daytime: str | None, later: bool) -> Moment:
    """A time; without a.m. or p.m., one to six (`later`) is taken for the afternoon."""
    hours = int(hour) % 24
    if half:
        hours = hours % 12 + (12 if half[0] == "p" else 0) if hours <= 12 else hours
    elif daytime:
        hours = hours % 12 + (12 if daytime in ("afternoon", "evening", "night") else 0) if hours <= 12 else hours
    elif later and 1 <= hours <= 6:
        hours += 12
    return Moment(clock=time(hours, int(minute) % 60))


def _digital(match: re.Match[str]) -> Moment:
    return _clock(int(match["hour"]), int(match["minute"]), match["half"], match["daytime"], len(match["hour"]) == 1)


def _hour(match: re.Match[str]) -> Moment:
    groups = match.groupdict()
    minute = value_of((groups.get("minute") or "zero").replace("oh", "").strip(" -")) or 0
    return _clock(value_of(match["hour"]) or 0, minute, groups.get("half"), groups.get("daytime"), True)


def _relative(match: re.Match[str]) -> Moment:
    hour = value_of(match["hour"]) or 0
    word = match["minutes"]
    minutes = {"half": 30, "quarter": 15}.get(word) or value_of(word) or 0
    if match["side"] in ("to", "before", "of"):
        hour, minutes = hour - 1, 60 - minutes
    return _clock(hour % 24 or (12 if hour == 0 else 0), minutes, match["half"], match["daytime"], True)


def _half_hour(match: re.Match[str]) -> Moment:
    return _clock(value_of(match["hour"]) or 0, 30, None, None, True)


def _named(match: re.Match[str]) -> Moment:
    return Moment(clock=time(0) if match["name"] == "midnight" else time(12))


def _part(match: re.Match[str]) -> Moment:
    first, last = PARTS[match["part"]]
    return Moment(clock=first, last_clock=last)


_RULES: tuple[tuple[str, _Reader], ...] = (
    (rf"(?<![\d:.,$£€])(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:%]|[.,]\d)(?: ?{_HALF})?{_DAYTIME}?{_ZONE}", _digital),
    (rf"(?<![\d:.,$£€])\b{_HOUR}(?:[ :]{_MINUTES})? ?{_HALF}{_ZONE}", _hour),
    (rf"(?<![\d:.,$£€])\b{_HOUR}(?:[ :]{_MINUTES})? o'clock{_DAYTIME}?{_ZONE}", _hour),
    (rf"(?<![\d:.,$£€])\b{_HOUR}(?:[ :]{_MINUTES})?{_DAYTIME}{_ZONE}", _hour),
    (rf"\b(?:a )?(?P<minutes>half|quarter|five|ten|twenty(?:[ -]five)?|[1-5]?\d)(?: minutes)? (?P<side>past|to|after|before|of) {_HOUR}\b(?! (?:people|percent|per cent|hundred|thousand|million|\w+s)\b)(?: o'clock)?(?: ?{_HALF})?{_DAYTIME}?", _relative),
    (rf"\b{_AT}{_HOUR}(?:[ -]{_MINUTES})?\b(?![:%]|[.,]\d){_AFTER}", _hour),
    (rf"\bhalf {_HOUR}\b(?! (?:million|thousand|hundred|percent|per cent|of|the|an?|\w+s)\b)", _half_hour),
    (r"\b(?P<name>noon|midday|midnight)\b", _named),
    (r"(?<=in the )(?:(?:early|late) )?(?P<part>morning|afternoon|evening)\b(?!s)", _part),
)  # fmt: skip


CLOCK_RULES: tuple[tuple[re.Pattern[str], _Reader], ...] = tuple(
    (re.compile(pattern), rule) for pattern, rule in _RULES
)
"""Patterns over folded text, the more particular first, and what their matches mean."""
