"""Numbers in digits and in words."""

from __future__ import annotations

import re

from .lexicon import word_list

__all__ = ["CARDINAL", "DIGITS", "SMALL", "WORDS", "value_of"]

_UNITS = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = word_list("twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = {"hundred": 100, "thousand": 1_000, "grand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SUFFIXES = {"k": 1_000, "m": 1_000_000, "mm": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000}

_VALUES: dict[str, int] = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "a": 1,
    "an": 1,
    "couple": 2,
    "dozen": 12,
}

WORDS = "|".join(sorted((*_UNITS, *_TENS, "dozen", "hundred", "thousand", "million", "billion"), key=len, reverse=True))
"""The words of a number, as an alternation."""

SMALL = "|".join(sorted(_UNITS[1:13], key=len, reverse=True))
"""One to twelve, as an alternation."""

DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
"""A number in digits, to be anchored by the pattern that uses it."""

CARDINAL = (
    rf"(?:a (?=hundred|thousand|million|billion|dozen))?(?:{WORDS}|dozen)\b"
    rf"(?:(?:-| and | )(?:(?<=hundred and )|(?<=thousand and )|(?<=million and )|(?<! and ))(?:{WORDS})\b)*"
)
"""A number in words."""

_DIGITS_AND_SCALE = re.compile(r"([\d,]*\.?\d+)[ -]?([a-z]*)")


def value_of(text: str) -> float | None:
    """The number that folded `text` names, such as "1,200", "2.5k", "a couple of" or "two hundred and five"."""
    match = _DIGITS_AND_SCALE.match(text)
    if match:
        return float(match[1].replace(",", "")) * (_SCALES.get(match[2]) or _SUFFIXES.get(match[2]) or 1)
    total = current = 0
    known = False
    for word in re.split(r"[ -]", text):
        if word in _SCALES:
            scale = _SCALES[word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0
            known = True
        elif word in _VALUES:
            current = current * 12 if word == "dozen" and current else current + _VALUES[word]
            known = True
        elif word not in ("and", "of"):
            break
    return float(total + current) if known else None
