"""Amounts, durations and addresses of all sorts: what can be told by its shape."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re
from collections.abc import Callable

from .numbers import CARDINAL, DIGITS
from .numbers import WORDS as _WORDS

__all__ = ["SHAPES", "Shape"]

_COUNT = rf"(?:{DIGITS}|{CARDINAL})"
_CLEAR = r"(?<![\w.,:/#@&+-])"
_UNIT = r"(?:fortnights?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|months?|quarters?|semesters?|years?|yrs?|decades?)"
_KIND = r"(?:(?:business|working|calendar|full|solid|straight|whole|more|extra|consecutive|additional) )?"
_SCALE = r"(?: ?(?:k|m|mm|bn|b)\b| (?:thousand|million|billion|grand)\b)?"
_CURRENCY = r"(?:dollars?|bucks?|euros?|pounds?(?: sterling)?|pence|cents?|grand|quid|rupees?|yen|francs?|pesos?|kroner|kronor|zloty|usd|eur|gbp|cad|aud|inr|chf)\b"
_TOP = r"(?:com|org|net|io|ai|co|dev|app|gov|edu|info|biz|me|tv|uk|de|fr|nl|eu|ca|us|au|in|ch|es|it|se|no|dk|pl|example|test|invalid|local|health|tech|cloud|online|shop|store|site|xyz)"
_SPOKEN_DIGIT = r"(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|double|triple)"


def _phone(match: re.Match[str]) -> bool:
    digits = sum(char.isdigit() for char in match[0])
    return 7 <= digits <= 15


def _always(_: re.Match[str]) -> bool:
    return True


def _number(match: re.Match[str]) -> bool:
    return match[0] != "one"


Check = Callable[[re.Match[str]], bool]
Shape = tuple[str, re.Pattern[str], re.Pattern[str], Check]

_EARLY: tuple[tuple[str, str, str, Check], ...] = (
    ("email", "@", r"(?<![\w.+-])[\w.+-]++@(?:[a-z0-9-]+\.)+[a-z]{2,}\b", _always),
    ("email", " dot ", rf"\b[a-z][\w-]*+(?: dot \w+){{0,2}} at \w+(?: \w+)? dot {_TOP}\b", _always),
    ("url", "www|http", r"\b(?:https?://|www\.)[^\s<>\"']*[^\s<>\"'.,;:!?)]", _always),
    ("url", r"\w\.\w", rf"(?<![\w@.-])[a-z0-9](?:[a-z0-9-]*+\.)+{_TOP}\b(?:/[^\s<>\"']*[^\s<>\"'.,;:!?)])?(?![\w@])", _always),
    ("money", "[$£€¥₹]", rf"(?<!\w)(?:us|a|au|ca|c|nz|hk)?[$£€¥₹] ?{DIGITS}{_SCALE}(?!\d)", _always),
    ("money", r"\b(?:usd|eur|gbp|cad|aud|inr|chf)", rf"{_CLEAR}(?:usd|eur|gbp|cad|aud|inr|chf) ?{DIGITS}{_SCALE}(?!\d)", _always),
    ("money", r"\b"+_CURRENCY, rf"{_CLEAR}(?:{DIGITS}{_SCALE}|{CARDINAL}|half a million|a couple (?:of )?(?:hundred|thousand|million)|a) {_CURRENCY}(?: and {_COUNT} cents)?", _always),
    ("percent", "%|per ?cent", rf"{_CLEAR}(?:{DIGITS}|{CARDINAL}(?: point {CARDINAL})?|half a) ?(?:%|-?percent\b|per cent\b|percentage points?\b)", _always),
)  # fmt: skip

_LATE: tuple[tuple[str, str, str, Check], ...] = (
    ("phone", r"\d", r"(?<![\w.,$£€+-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ .-]?)?\d{1,5}(?:[ .-]\d{2,8}){1,4}(?![\w%-])", _phone),
    ("phone", r"\d", r"(?<![\w.,$£€-])\+?\d{10,13}(?![\w%.,-]\w|\w)", _phone),
    ("phone", r"\b"+_SPOKEN_DIGIT, rf"\b{_SPOKEN_DIGIT}(?:[ ,-]{{1,2}}{_SPOKEN_DIGIT}){{6,14}}\b", _always),
    ("duration", r"\b"+_UNIT, rf"{_CLEAR}(?:an?|one) (?:hour|minute|day|week|month|year) and a half\b", _always),
    ("duration", r"\b"+_UNIT, rf"{_CLEAR}(?:{_COUNT}(?: and a half| or {_COUNT}|(?: to |-){_COUNT})?|half an?|half|a couple(?: of)?|a few|several|another|a good)[ -]{_KIND}{_UNIT}\b(?: and (?:a half|{_COUNT} {_UNIT}))?(?! old)", _always),
    ("duration", r"\b"+_UNIT, rf"(?:(?<=\bfor )|(?<=\bin )|(?<=\bwithin )|(?<=\babout )|(?<=\btakes )|(?<=\btake )|(?<=\btook )|(?<=\bthan )|(?<=\bof )|(?<=\bafter )|(?<=\bonly )|(?<=\bjust )|(?<=\bover )|(?<=\bunder )|(?<=\bleast )|(?<=\bnearly )|(?<=\balmost )|(?<=\bby )|(?<=\bonce )|(?<=\bjust under )|(?<=\broughly )|(?<=\baround )|(?<=\bmaybe )|(?<=\bwith )|(?<=\bis )|(?<=\bwas )|(?<=\bsay, )|(?<=\bspend )|(?<=\bspent )|(?<=\bstayed )|(?<=\bstay )|(?<=\blasts )|(?<=\blasted )|(?<=\bwait )|(?<=\bup to )|(?<=\bevery )|(?<='s ))an? {_KIND}{_UNIT}\b(?<!second)(?! (?:person|time|to remember)\b)", _always),
    ("duration", r"\b"+_UNIT, rf"\ban? {_KIND}{_UNIT}\b(?= (?:ago|longer|later|earlier|or two|at most|max|tops)\b)", _always),
    ("number", rf"\d|\b(?:{_WORDS})\b", rf"{_CLEAR}(?:{DIGITS}{_SCALE}|{CARDINAL}(?: and a half\b)?|half a million)(?![\w:/@%]|[.,]\d|'s)", _number),
)  # fmt: skip

SHAPES: tuple[tuple[Shape, ...], ...] = tuple(
    tuple((kind, re.compile(cue), re.compile(pattern), check) for kind, cue, pattern, check in group)
    for group in (_EARLY, _LATE)
)
"""(type, what must be there at all, pattern over folded text, check): first those that stand before dates, then those that stand after."""
