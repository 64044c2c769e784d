"""Day expressions: one pattern each, and the day or days it means."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, time

from ..lexicon import word_list
from ..numbers import CARDINAL, value_of
from .model import Moment

__all__ = ["DAY_RULES", "PARTS", "part_of_day"]

MONTHS = word_list("january february march april may june july august september october november december")
WEEKDAYS = word_list("monday tuesday wednesday thursday friday saturday sunday")
_TO_TWENTIETH = word_list(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS = [*_TO_TWENTIETH, *(f"twenty-{word}" for word in _TO_TWENTIETH[:9]), "thirtieth", "thirty-first"]
_HOLIDAYS = {
    "new year's day": (1, 1), "new year's eve": (12, 31), "new year's": (1, 1), "new years": (1, 1), "new year": (1, 1),
    "valentine's day": (2, 14), "st patrick's day": (3, 17), "independence day": (7, 4), "fourth of july": (7, 4),
    "halloween": (10, 31), "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25),
    "boxing day": (12, 26), "veterans day": (11, 11), "easter": (4, 5), "thanksgiving": (11, 26),
    "labor day": (9, 1), "memorial day": (5, 31), "juneteenth": (6, 19),
}  # fmt: skip
PARTS: dict[str, tuple[time, time]] = {
    "morning": (time(8), time(12)),
    "lunchtime": (time(12), time(13)),
    "lunch": (time(12), time(13)),
    "afternoon": (time(12), time(15)),
    "evening": (time(16), time(20)),
    "night": (time(20), time(23, 59, 59)),
}
"""The hours that a part of the day stands for."""

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thu(?:rs?)?|fri)\b\.?)"
_ORDINAL = (
    "(?:"
    + "|".join(sorted((word.replace("-", "[- ]") for word in _ORDINALS), key=len, reverse=True))
    + r"|(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th))"
)
_DAY = rf"(?:{_ORDINAL}|(?:3[01]|[12]\d|0?[1-9]))(?![\d:%]|,\d|\.\d)"
_YEAR = r"(?:(?:1[5-9]|20)\d\d)(?![\d:%]|,\d|\.\d)"
_PART = r"(?: (?:at )?(?P<part>morning|afternoon|evening|night|lunchtime|lunch|noon|midday|midnight))?"
_NEXT = r"(?P<which>next|this coming|this past|this|last|coming|past|previous|current|following|every|each|any)"
_UNIT = r"(?P<unit>week|month|quarter|year|weekend|semester|term|spring|summer|fall|autumn|winter|sprint|season)"
_COUNT = rf"(?:\d+|{CARDINAL}|an?(?: couple(?: of)?| few)?|a few|few|several|couple of)"
_EDGE = r"(?P<edge>end|ends|beginning|start|middle|mid|early|late|later|close|first week|second week|third week|last week|first half|second half|first day|last day|top|back half|back end|tail end|back)"
_LONE = r"(?= *(?:$|[.,;:?!)\"]|-[ -])| (?:and|or|at|if|in|so|for|to|is|was|would|will|works?|because|but|with|we|i|you|please|then|when|unless|as|by|from|through|instead|though|too|right|around|before|after|latest|of (?:next|this|the|last) month)\b)"

Resolver = Callable[[re.Match[str], date], Moment]


def _clamped(year: int, month: int, day: int) -> date:
    year = min(max(year, 1), 9999)
    return date(year, month, min(day, monthrange(year, month)[1]))


def _shift(day: date, days: int) -> date:
    """`day` moved by `days`, held inside the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _months_on(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return _clamped(number // 12, number % 12 + 1, day.day)


def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.rstrip(".")[:3]))


def _day_number(text: str) -> int:
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else _ORDINALS.index(text.replace(" ", "-")) + 1


def _month_days(year: int, month: int) -> Moment:
    return Moment(_clamped(year, month, 1), _clamped(year, month, 31))


def _near(today: date, month: int, day: int) -> date:
    """The date without a year that was likely meant: up to two months back, else ahead."""
    found = _clamped(today.year, month, day)
    distance = (found - today).days
    if distance < -65:
        return _clamped(today.year + 1, month, day)
    return _clamped(today.year - 1, month, day) if distance > 300 else found


def part_of_day(moment: Moment, part: str | None) -> Moment:
    """`moment` narrowed to its morning, noon, evening and so on."""
    if part is None or moment.last_day is not None:
        return moment
    if part in ("noon", "midday"):
        return Moment(moment.day, clock=time(12))
    if part == "midnight":
        return Moment(moment.day, clock=time(0))
    first, last = PARTS[part]
    return Moment(moment.day, clock=first, last_clock=last)


def _calendar_date(match: re.Match[str], today: date) -> Moment:
    month = _month_number(match["month"])
    day = _day_number(match["day"])
    year = match["year"]
    found = _clamped(int(year), month, day) if year else _near(today, month, day)
    return part_of_day(Moment(found), match.groupdict().get("part"))


def _digits_date(match: re.Match[str], today: date) -> Moment:
    if match["iso"]:
        year, month, day = (int(part) for part in match["iso"].split("-"))
    else:
        numbers = [int(part) for part in re.split(r"[/.]", match["slashed"])]
        month, day = numbers[:2] if numbers[0] <= 12 else numbers[1::-1]
        year = numbers[2] if len(numbers) > 2 else _near(today, min(max(month, 1), 12), day).year
        year += 2000 if year < 100 else 0
    return Moment(_clamped(year, min(max(month, 1), 12), max(day, 1)))


def _month(match: re.Match[str], today: date) -> Moment:
    month = _month_number(match["month"])
    year = match["year"]
    which = match["which"]
    if year:
        return _month_days(int(year), month)
    if which in ("last", "past", "previous"):
        return _month_days(today.year - (month >= today.month), month)
    if which == "next":
        return _month_days(today.year + (month <= today.month), month)
    return _month_days(_near(today, month, 1).year, month)


def _weekday(match: re.Match[str], today: date) -> Moment:
    number = next(index for index, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"][:3]))
    which = match["which"]
    monday = _shift(today, -today.weekday())
    ahead = (number - today.weekday() - 1) % 7 + 1
    if which in ("last", "past", "this past", "previous") or match["since"]:
        found = _shift(today, -((today.weekday() - number - 1) % 7 + 1))
    elif which == "next" or match["of"]:
        found = _shift(monday, 7 + number)
    elif which == "this" and number >= today.weekday():
        found = _shift(monday, number)
    elif match["numbered"]:
        found = _numbered(today, _day_number(match["numbered"]))
    else:
        found = _shift(today, ahead + (7 if match["later"] else 0))
    return part_of_day(Moment(found), match["part"])


def _numbered(today: date, day: int) -> date:
    if day >= today.day and day <= monthrange(today.year, today.month)[1]:
        return _clamped(today.year, today.month, day)
    return (
        _months_on(_clamped(today.year, today.month, 1), 1).replace(day=min(day, 28))
        if day <= 28
        else _clamped(_months_on(today.replace(day=1), 1).year, _months_on(today.replace(day=1), 1).month, day)
    )


def _day_of_month(match: re.Match[str], today: date) -> Moment:
    return part_of_day(Moment(_numbered(today, _day_number(match["day"]))), match["part"])


_RELATIVE = {"day after tomorrow": 2, "day before yesterday": -2, "today": 0, "tomorrow": 1, "yesterday": -1}


def _relative(match: re.Match[str], today: date) -> Moment:
    day = _shift(today, _RELATIVE[match["day"]])
    return part_of_day(Moment(day), match["part"] or ("morning" if match["early"] else None))


def _this_part(match: re.Match[str], today: date) -> Moment:
    if match["which"] == "last":
        today = _shift(today, -1)
    return part_of_day(Moment(today), match["part"] if match["part"] else "night")


def _unit_days(unit: str, offset: int, today: date) -> Moment:
    """The week, month, quarter, year or season `offset` steps from the one that holds `today`."""
    monday = _shift(today, -today.weekday())
    if unit in ("week", "sprint"):
        return Moment(_shift(monday, 7 * offset), _shift(monday, 7 * offset + 6))
    if unit == "weekend":
        return Moment(_shift(monday, 7 * offset + 5), _shift(monday, 7 * offset + 6))
    if unit == "month":
        first = _months_on(today.replace(day=1), offset)
        return _month_days(first.year, first.month)
    if unit == "quarter":
        first = _months_on(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * offset)
        last = _months_on(first, 2)
        return Moment(first, _clamped(last.year, last.month, 31))
    if unit in ("year", "season"):
        return Moment(_clamped(today.year + offset, 1, 1), _clamped(today.year + offset, 12, 31))
    month = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12, "semester": 9, "term": 9}[unit]
    year = today.year + (offset if offset < 0 else offset - (today.month <= month and offset > 0))
    last = _months_on(_clamped(year, month, 1), 2)
    return Moment(_clamped(year, month, 1), _clamped(last.year, last.month, 31))


_STEPS = {
    "next": 1,
    "coming": 1,
    "this coming": 1,
    "following": 1,
    "last": -1,
    "past": -1,
    "this past": -1,
    "previous": -1,
}


def _unit(match: re.Match[str], today: date) -> Moment:
    offset = 2 if match["after"] else _STEPS.get(match["which"] or "", 0)
    return _edge(match["edge"], _unit_days(match["unit"], offset, today), today)


def _edge(edge: str | None, days: Moment, today: date) -> Moment:
    """The day or days at one edge of a stretch of days."""
    first, last = days.day or today, days.last_day or days.day or today
    length = (last - first).days + 1
    if edge is None:
        return days
    if edge in ("end", "ends", "close", "last day", "back end", "tail end"):
        return Moment(_shift(last, -2) if length == 7 else last)
    if edge in ("beginning", "start", "first day", "top"):
        return Moment(first)
    if edge in ("second half", "late", "later", "back half", "back"):
        return Moment(_shift(first, length // 2), last)
    if edge in ("first half", "early"):
        return Moment(first, _shift(first, max(length // 2 - 1, 0)))
    if edge in ("middle", "mid"):
        return Moment(_shift(first, length // 2))
    number = {"first week": 0, "second week": 1, "third week": 2}.get(edge)
    return (
        Moment(_shift(last, -6), last)
        if number is None
        else Moment(_shift(first, 7 * number), _shift(first, 7 * number + 6))
    )


def _edge_of_month(match: re.Match[str], today: date) -> Moment:
    month = _month_number(match["month"])
    year = int(match["year"]) if match["year"] else _near(today, month, 15).year
    return _edge(match["edge"].rstrip("-"), _month_days(year, month), today)


def _edge_of_day(match: re.Match[str], today: date) -> Moment:
    word = match["unit"]
    if word in ("week", "eow"):
        return _edge("end", _unit_days("week", 0, today), today)
    if word in ("month", "eom", "eoy", "eoq"):
        return _edge("end", _unit_days({"eoy": "year", "eoq": "quarter"}.get(word, "month"), 0, today), today)
    if match["weekday"]:
        number = next(index for index, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"][:3]))
        today = _shift(today, (number - today.weekday() - 1) % 7 + 1)
    elif match["tomorrow"]:
        today = _shift(today, 1)
    return Moment(today)


def _counted(match: re.Match[str], today: date) -> Moment:
    return _moved(match["count"], match["unit"], -1 if match["ago"] else 1, today)


def _moved(count: str, unit: str, sign: int, today: date) -> Moment:
    amount = 3 if "few" in count or "several" in count else int(min(value_of(count) or 1, 100_000))
    if unit.startswith("month"):
        return Moment(_months_on(today, sign * min(amount, 12_000)))
    if unit.startswith("year"):
        return Moment(_months_on(today, sign * 12 * min(amount, 1_000)))
    return Moment(_shift(today, sign * amount * (7 if unit.startswith("week") else 1)))


def _quarter(match: re.Match[str], today: date) -> Moment:
    number = int(match["number"]) if match["number"] else _ORDINALS.index(match["ordinal"]) + 1
    year = int(match["year"]) if match["year"] else today.year
    first = _clamped(year, 3 * number - 2, 1)
    return _edge(match["edge"], Moment(first, _clamped(year, 3 * number, 31)), today)


def _year(match: re.Match[str], today: date) -> Moment:
    year = int(match["year"])
    return _edge(match["edge"], Moment(_clamped(year, 1, 1), _clamped(year, 12, 31)), today)


def _holiday(match: re.Match[str], today: date) -> Moment:
    month, day = _HOLIDAYS[match["name"]]
    return Moment(_near(today, month, day))


_OF_MONTH = rf"(?:{_WEEKDAY},? )?"
_DIGIT_CUE = re.compile(r"\d")
_MONTH_CUE = re.compile(r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
_WEEKDAY_CUE = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)")
_END_CUE = re.compile(r"\b(?:eo[dwmqyb]|[ce]ob|end of|close of)\b")
_RELATIVE_CUE = re.compile(r"today|tomorrow|yesterday")
_PART_CUE = re.compile(r"night|morning|noon|evening|lunch")
_UNIT_CUE = re.compile(
    r"\b(?:week|month|quarter|year|weekend|semester|term|spring|summer|fall|autumn|winter|sprint|season)\b"
)
_COUNT_CUE = re.compile(r"\b(?:ago|back|earlier|from (?:now|today|tomorrow|then))\b")
_QUARTER_CUE = re.compile(r"quarter|q\d")
_HOLIDAY_CUE = re.compile(r"new year|day\b|easter|hallow|christmas|thanksgiving|july|juneteenth")
_ORDINAL_CUE = re.compile(r"(?:st|nd|rd|th)\b")

_RULES: tuple[tuple[re.Pattern[str], str, Resolver], ...] = (
    (_DIGIT_CUE, r"(?P<iso>(?<![\d-])\d{4}-(?:0[1-9]|1[0-2])-[0-3]\d(?![\d-]))|(?P<slashed>(?<![\d./$£€])[0-3]?\d/[0-3]?\d/(?:\d{4}|\d\d)(?![\d/])|(?<![\d./])[0-3]?\d\.[0-3]?\d\.20\d\d(?!\d)|(?:(?<=\bon )|(?<=\bby )|(?<=\bbefore )|(?<=\buntil )|(?<=\bsince )|(?<=\bfrom ))[01]?\d/[0-3]?\d(?![\d/]))", _digits_date),
    (_MONTH_CUE, rf"\b{_OF_MONTH}(?P<month>{_MONTH}) (?:the )?(?P<day>{_DAY})(?! (?:percent|dollars|people|seats|users|days|hours|minutes))(?:,? (?:of )?(?P<year>{_YEAR}))?{_PART}", _calendar_date),
    (_MONTH_CUE, rf"\b{_OF_MONTH}(?:the )?(?P<day>{_DAY}) (?:day )?(?:of )?(?P<month>{_MONTH})\b(?:,? (?P<year>{_YEAR}))?{_PART}", _calendar_date),
    (_MONTH_CUE, rf"\b{_EDGE}(?:[ -]of (?:the )?|[ -]to[ -](?:mid|late)[ -]| in |[ -])(?P<month>{_MONTH})\b(?:,? (?:of )?(?P<year>{_YEAR}))?", _edge_of_month),
    (_MONTH_CUE, rf"\b(?:{_NEXT} )?(?P<month>{_MONTH})\b(?:,? (?:of )?(?P<year>{_YEAR}))?", _month),
    (_END_CUE, rf"\b(?:eod|cob|eob|(?:(?:the )?(?:end|close) of (?:the |your |our |my )?(?:business |working |work )?(?:day|play|business)))(?P<unit>)\b(?:,? (?:on )?(?:(?P<weekday>{_WEEKDAY})|(?P<tomorrow>tomorrow)|today))?", _edge_of_day),
    (_END_CUE, r"\b(?P<unit>eow|eom|eoy|eoq)\b(?P<weekday>)(?P<tomorrow>)", _edge_of_day),
    (_WEEKDAY_CUE, rf"\b(?:(?P<since>(?<=since ))|(?:{_NEXT} ))?(?P<weekday>{_WEEKDAY})s?\b(?:,? (?:the )?(?P<numbered>{_ORDINAL})(?! (?:floor|one|time|half)))?(?P<of> of next week| next week)?(?P<later> week\b| after next)?{_PART}s?\b", _weekday),
    (_RELATIVE_CUE, rf"\b(?:(?P<early>first thing(?: in the morning)?(?: on)?|bright and early|early|late|later|earlier) )?(?P<day>day after tomorrow|day before yesterday|today|tomorrow|yesterday)(?! 's\b){_PART}\b", _relative),
    (_PART_CUE, r"\b(?:(?P<which>this|last|later this|earlier this|late this|early this) (?P<part>morning|afternoon|evening|night|lunchtime)|(?P<name>later tonight|tonight|overnight(?= (?:tonight|today))))\b", _this_part),
    (_UNIT_CUE, rf"\b(?:{_EDGE}(?:[ -]of)?[ -])?(?:(?!each |every |any ){_NEXT} |the |(?<=end of )|(?<=start of )|(?<=middle of )|(?<=beginning of ))(?:(?:fiscal|calendar|financial|business|school|academic|whole|entire|working) )?{_UNIT}(?P<after> after next)?\b", _unit),
    (_COUNT_CUE, rf"\b(?P<count>{_COUNT}) (?:business |working |calendar )?(?P<unit>days?|weeks?|months?|years?)(?: or (?:so|two|three))? (?:(?P<ago>ago|back|earlier)|from (?:now|today|tomorrow|then))\b", _counted),
    (_QUARTER_CUE, rf"\b(?:{_EDGE}(?:[ -]of)?[ -](?:the )?)?(?:(?:the )?(?P<ordinal>first|second|third|fourth) quarter|q(?P<number>[1-4]))\b(?:,? (?:of )?(?:fy ?)?(?P<year>{_YEAR}))?", _quarter),
    (_DIGIT_CUE, rf"\b(?:{_EDGE}(?:[ -]of)?[ -]|(?<=\bin )|(?<=\bsince )|(?<=\bby )|(?<=\buntil )|(?<=\bof )|(?<=\bfor )|(?<=\bfrom )|(?<=\bbefore )|(?<=\bafter )|(?<=\bduring )|(?<=\bthrough ))(?P<year>{_YEAR})\b(?! (?:\w+s|dollars|people|percent|miles)\b)", _year),
    (_HOLIDAY_CUE, rf"\b(?P<name>{'|'.join(sorted(_HOLIDAYS, key=len, reverse=True))})\b", _holiday),
    (_ORDINAL_CUE, rf"(?:\bthe |(?<=\bon )|(?<=\bby )|(?<=\bbefore )|(?<=\buntil )|(?<=\btill ))(?P<day>{_ORDINAL})\b(?: of (?:the|this|next) month)?{_PART}{_LONE}", _day_of_month),
)  # fmt: skip

DAY_RULES: tuple[tuple[re.Pattern[str], re.Pattern[str], Resolver], ...] = tuple(
    (cue, re.compile(pattern), rule) for cue, pattern, rule in _RULES
)
"""What must be there at all, patterns over folded text (the more particular first), and what their matches mean."""
