"""How positive or negative a sentence sounds, from -1 to 1.

The valences come from the lexicon of the vaderSentiment package; only its data file is read, since importing
the package loads an HTTP client. Business words and phrases adjust it, and words of mere politeness are left out.
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files

from .lexicon.feelings import ADJUSTED, BOOSTERS, DAMPENERS, NEGATORS, PHRASES
from .words import read

__all__ = ["sentiment"]

_SPREAD = 15.0  # the sum of valences at which the score reaches 0.7 is about the square root of this
_BOOST = 0.3
_NEGATED = -0.74
_REACH = 3  # words that a negation or a booster reaches over


@cache
def _valences() -> dict[str, float]:
    rows = (files("vaderSentiment") / "vader_lexicon.txt").read_text(encoding="utf-8").splitlines()
    valences: dict[str, float] = {}
    for row in rows:
        word, _, rest = row.partition("\t")
        if word.isalpha():
            valences[word] = float(rest.partition("\t")[0])
    return valences | ADJUSTED


@cache
def _phrases() -> re.Pattern[str]:
    either = "|".join(sorted(PHRASES, key=lambda phrase: (-len(phrase), phrase)))
    return re.compile(rf"\b(?:{either})\b")


def sentiment(text: str) -> float:
    """The polarity of a sentence; below -0.3 is negative, above 0.3 positive."""
    line = read(text)
    valences = _valences()
    used: set[int] = set()
    total = 0.0
    for match in _phrases().finditer(line.plain):
        first, last = line.at(match.start()), line.at(match.end() - 1)
        used.update(range(first, last + 1))
        total += _in_context(PHRASES[match[0]], line.words, first)
    for index, word in enumerate(line.words):
        valence = valences.get(word, 0.0)
        if valence and index not in used:
            total += _in_context(valence, line.words, index)
    if total and "!" in text:
        total += math.copysign(0.3, total)
    return round(total / math.sqrt(total * total + _SPREAD), 4) if total else 0.0


def _in_context(valence: float, words: tuple[str, ...], index: int) -> float:
    """A valence made stronger, weaker or the opposite by the words before it."""
    before = words[max(0, index - _REACH) : index]
    for distance, word in enumerate(reversed(before)):
        if word in BOOSTERS:
            valence += math.copysign(_BOOST * (1 - 0.1 * distance), valence)
        elif word in DAMPENERS:
            valence -= math.copysign(_BOOST * (1 - 0.1 * distance), valence)
    if any(word in NEGATORS for word in before):
        valence *= _NEGATED
    return valence
