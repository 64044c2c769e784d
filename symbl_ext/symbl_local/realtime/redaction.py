"""Personal data in English text: found by shape and by the words around it, named, and taken out.

Recognizers write numbers as words, so digits may be spoken: "two two two four four …" is one number as "222-44" is.
What kinds there are: docs/realtime-contract.md §7. There is no check that anybody has the number or the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from symbl_local.engine.text.dates import find_times
from symbl_local.engine.text.entities import entities
from symbl_local.engine.text.people import people_of
from symbl_local.engine.text.words import read
from symbl_local.engine.types import Message
from symbl_local.realtime.messages import Pii

__all__ = ["identify", "redact"]

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UNITS = {word: str(n) for n, word in enumerate(_DIGITS)} | {"oh": "0", "o": "0"}
_FROM_TEN = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
)  # fmt: skip
_TEENS = {word: str(n) for n, word in enumerate(_FROM_TEN, 10)}
_BY_TEN = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TENS = {word: n for n, word in enumerate(_BY_TEN, 2)}
_TIMES = {"double": 2, "triple": 3}
_NUMBER_WORD = "|".join((*_UNITS, *_TEENS, *_TENS, *_TIMES))
_TOKEN = re.compile(rf"\d+|\b(?:{_NUMBER_WORD})\b", re.I)
_BETWEEN = re.compile(r"[\s\-.,/()]{0,3}")
_LONGEST = 19  # digits of a number that means anything
_BEFORE = 60  # characters that may say what a number is

_SSN = re.compile(r"(?<![\d-])\d{3}[- ]\d{2}[- ]\d{4}(?![\d-])")
_EMAIL = re.compile(
    r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b"
    r"|\b[\w.+-]+ at (?:[\w-]+ dot ){1,3}(?:com|org|net|edu|gov|io|ai|co|us|uk|de|info|biz)\b",
    re.I,
)
_DOMAIN = re.compile(
    r"\b(?:https?://)?(?:[a-z0-9-]+\.)+(?:com|org|net|edu|gov|io|ai|co|us|uk|de|info|biz)\b(?:/\S*)?"
    r"|\b(?:www dot )?[a-z0-9-]+ dot (?:com|org|net|edu|gov|io|ai|info|biz)\b",
    re.I,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")
_SWIFT = re.compile(r"(?i:\b(?:swift|bic)\b(?:\s+(?:code|number))?(?:\s+is)?[\s:]+)(?P<it>[A-Z]{6}[A-Z0-9]{2,5})\b")
_COUNT = r"(?:\d{1,3}|(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]?)?(?:[a-z]+))"
_AGE = re.compile(
    rf"\b(?P<it>{_COUNT}) (?:years? old|years? of age)\b|\b(?:aged|my age is|age is|age of) (?P<it2>{_COUNT})\b", re.I
)
_AGES = frozenset((*_UNITS, *_TEENS, *_TENS))
_STREET = re.compile(
    rf"\b(?:\d{{1,6}}|(?:{_NUMBER_WORD})(?:[ -](?:{_NUMBER_WORD}))*)\s+(?:[a-z.']+\s+){{1,4}}?"
    r"(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|square|terrace|highway|parkway)\b"
    r"(?:,? (?:apartment|apt|suite|unit) \w+)?",
    re.I,
)
_DOCUMENT = re.compile(
    r"\b(?:(?P<passport>passport)|(?:driver'?s? |driving )?licen[cs]e)(?:\s+(?:number|no|id))?\.?(?:\s+is)?"
    r"[\s:#]+(?P<it>[A-Z]{0,3}\d[A-Z\d-]{4,14})\b",
    re.I,
)
_MONTH = re.compile(
    r"january|february|march|april|\bmay\b|june|july|august|september|october|november|december|\d{4}|\d+/\d+", re.I
)
_BIRTH = re.compile(r"\b(?:born|birth(?:day|date)?|dob)\b", re.I)


def identify(text: str, when: datetime, *, unfinished: bool = False) -> list[Pii]:
    """Personal data in `text`, in order and without overlaps.

    `when` it was said completes dates. Of an `unfinished` text, digits at its end count too: the rest of the number
    is still to come.
    """
    found: list[Pii] = []
    for one in _candidates(text, when, unfinished):  # the surest first
        if all(one.end <= other.offset or other.end <= one.offset for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.offset)


def redact(text: str, found: Sequence[Pii], instead: str) -> tuple[str, list[Pii]]:
    """The text with `instead` in the place of what was found, and where that stands now, without what it was."""
    parts: list[str] = []
    moved: list[Pii] = []
    at = length = 0
    for one in found:
        length += one.offset - at
        parts += [text[at : one.offset], instead]
        moved.append(Pii(one.type, instead, instead, length))
        length += len(instead)
        at = one.end
    return "".join((*parts, text[at:])), moved


def _candidates(text: str, when: datetime, unfinished: bool) -> Iterator[Pii]:
    yield from _matches("EMAIL_ADDRESS", _EMAIL, text)
    for match in _SSN.finditer(text):
        digits = match[0].replace(" ", "-")
        yield Pii("SSN", digits, match[0], match.start())
    for match in _IBAN.finditer(text):
        if _is_iban(match[0].replace(" ", "")):
            yield Pii("IBAN", match[0].replace(" ", ""), match[0], match.start())
    for match in _SWIFT.finditer(text):
        yield Pii("SWIFT_CODE", match["it"], match["it"], match.start("it"))
    for match in _DOCUMENT.finditer(text):
        yield Pii("PASSPORT" if match["passport"] else "DRIVERS_LICENSE", match["it"], match["it"], match.start("it"))
    yield from _matches("ADDRESS", _STREET, text)
    yield from _dates_and_names(text, when, names=False)
    numbers = list(_numbers(text))
    for number in numbers:
        if kind := _kind_of(number, text):
            yield number.as_pii(kind, text)
    yield from _ages(text)
    yield from _matches("DOMAIN_NAME", _DOMAIN, text)
    yield from _dates_and_names(text, when, names=True)
    if unfinished and numbers and numbers[-1].end >= len(text.rstrip(" .")) and len(numbers[-1].digits) > 2:
        yield numbers[-1].as_pii("NUMBER", text)  # the rest is still to come, perhaps


def _matches(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Pii]:
    for match in pattern.finditer(text):
        yield Pii(kind, match[0], match[0], match.start())


def _ages(text: str) -> Iterator[Pii]:
    for match in _AGE.finditer(text):
        group = "it" if match["it"] else "it2"
        word = match[group]
        if word.isdecimal() or re.split(r"[ -]", word.lower())[-1] in _AGES:
            yield Pii("AGE", word, word, match.start(group))


def _dates_and_names(text: str, when: datetime, *, names: bool) -> Iterator[Pii]:
    """Days of the calendar and people; a day of the week, or "tomorrow", tells nothing of anybody."""
    line = read(text)
    message = Message(id="", text=text, start=when, end=when)
    for entity in entities(line, message, find_times(line.text, line.folded), (), people_of(())):
        if names and entity.type == "person":
            yield Pii("PERSON_NAME", entity.text, entity.text, entity.offset)
        elif not names and entity.type in ("date", "datetime") and _MONTH.search(entity.text):
            born = _BIRTH.search(text[max(0, entity.offset - _BEFORE) : entity.offset])
            yield Pii("DATE_OF_BIRTH" if born else "DATE", entity.value or entity.text, entity.text, entity.offset)


@dataclass(frozen=True, slots=True)
class _Number:
    """Digits in a row, written or spoken."""

    digits: str
    start: int
    end: int

    def as_pii(self, kind: str, text: str) -> Pii:
        ssn = kind == "SSN" and len(self.digits) == 9
        value = "-".join((self.digits[:3], self.digits[3:5], self.digits[5:])) if ssn else self.digits
        return Pii(kind, value, text[self.start : self.end], self.start)


def _numbers(text: str) -> Iterator[_Number]:
    """The numbers; "oh" counts between digits only."""
    run: list[re.Match[str]] = []
    for match in _TOKEN.finditer(text):
        if run and not _BETWEEN.fullmatch(text, run[-1].end(), match.start()):
            yield from _joined(run)
            run = []
        run.append(match)
    yield from _joined(run)


def _joined(run: list[re.Match[str]]) -> Iterator[_Number]:
    while run and run[0][0].lower() in ("o", "oh"):
        run = run[1:]
    while run and run[-1][0].lower() in ("o", "oh", *_TIMES):
        run = run[:-1]
    if not run:
        return
    digits = ""
    times = 1
    tens = False
    for match in run:
        word = match[0].lower()
        if word in _TIMES:
            times, tens = _TIMES[word], False
        elif word in _TENS:
            digits, times, tens = digits + f"{_TENS[word]}0" * times, 1, True
        elif word in _UNITS:
            if tens and word not in ("zero", "o", "oh"):
                digits = digits[:-1] + _UNITS[word]
            else:
                digits += _UNITS[word] * times
            times, tens = 1, False
        else:
            digits, times, tens = digits + _TEENS.get(word, word) * times, 1, False
    if len(digits) > _LONGEST and len(run) > 1:  # several numbers, rather
        for match in run:
            yield from _joined([match])
        return
    start = run[0].start()
    if start and run[0].string[start - 1] == "(":
        start -= 1
    if start and run[0].string[start - 1] == "+":
        start -= 1
    yield _Number(digits, start, run[-1].end())


def _kind_of(number: _Number, text: str) -> str | None:
    """What a number is, by its length, its check digit, and the words before it."""
    size = len(number.digits)
    if size < 3:
        return None
    before = text[max(0, number.start - _BEFORE) : number.start].lower()
    written = text[number.start : number.end]
    said: dict[str, int] = {}
    for kind, words in _CUES.items():
        if places := [match.end() for match in words.finditer(before)]:
            said[kind] = places[-1]
    for kind in sorted(said, key=lambda kind: -said[kind]):  # the nearest word decides
        low, high = _SIZES[kind]
        if low <= size <= high:
            return kind
    if 13 <= size <= 19 and _luhn(number.digits):
        return "CREDIT_CARD"
    if size == 10 or (size == 11 and number.digits[0] == "1") or (written.startswith("+") and 8 <= size <= 15):
        return "PHONE_NUMBER"
    return None


_CUES = {
    "SSN": re.compile(r"\bsocial security\b|\bssn\b|\bsocial\b"),
    "CREDIT_CARD": re.compile(r"\bcard\b|\bvisa\b|\bmastercard\b|\bamex\b"),
    "CARD_SECURITY_CODE": re.compile(r"\bcvv\b|\bcvc\b|\bsecurity code\b"),
    "ROUTING_NUMBER": re.compile(r"\brouting\b|\baba number\b"),
    "BANK_ACCOUNT": re.compile(r"\baccount\b"),
    "PASSPORT": re.compile(r"\bpassport\b"),
    "DRIVERS_LICENSE": re.compile(r"\blicen[cs]e\b"),
    "PHONE_NUMBER": re.compile(r"\bphone\b|\bcell\b|\bmobile\b|\bcall\b|\btext\b|\breach\b|\bfax\b|\bmy number\b"),
}
_SIZES = {
    "SSN": (4, 9),
    "CREDIT_CARD": (12, 19),
    "CARD_SECURITY_CODE": (3, 4),
    "ROUTING_NUMBER": (9, 9),
    "BANK_ACCOUNT": (5, 17),
    "PASSPORT": (6, 9),
    "DRIVERS_LICENSE": (5, 12),
    "PHONE_NUMBER": (7, 15),
}


def _luhn(digits: str) -> bool:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + index % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def _is_iban(code: str) -> bool:
    moved = code[4:] + code[:4]
    return 15 <= len(code) <= 34 and int("".join(str(int(char, 36)) for char in moved)) % 97 == 1
