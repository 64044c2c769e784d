"""How positive or negative a sentence sounds, from -1 to 1.

The valences come from the lexicon of the vaderSentiment package; only its data file is read, since importing
the package loads an HTTP client. Business words and phrases adjust it, and words of mere politeness are left out.
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files

from .lexicon.feelings import ADJUSTED, BOOSTERS, DAMPENERS, NEGATORS, OPENERS, PHRASES
from .words import Line, read

__all__ = ["sentiment"]

_SPREAD = 18.0  # a sum of valences of its square root gives a score of 0.7
_BOOST = 0.3
_NEGATED = -0.74
_POLITE = 0.35  # what is left of a word that only opens a sentence politely
_SUPPOSED = 0.6  # ... of one in a condition
_ASKED = 0.7  # ... of a question
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
    opener = _opener(line)
    condition = next(
        (index for index, word in enumerate(line.words) if word in ("if", "unless", "whether")), len(line.words)
    )
    asks = text.rstrip()[-1:] == "?"
    valences = _valences()
    used: set[int] = set()
    total = 0.0
    for match in _phrases().finditer(line.plain):
        first, last = line.at(match.start()), line.at(match.end() - 1)
        used.update(range(first, last + 1))
        valence = _in_context(PHRASES[match[0]], line.words, first)
        total += valence * (_POLITE if first < opener else 1.0) * (_SUPPOSED if first > condition else 1.0)
    for index, word in enumerate(line.words):
        valence = valences.get(word, 0.0)
        if valence and index not in used and not _is_name(line, index):
            valence = _in_context(valence, line.words, index)
            total += valence * (_POLITE if index < opener else 1.0) * (_SUPPOSED if index > condition else 1.0)
    if asks:
        total *= _ASKED
    if total and "!" in text:
        total += math.copysign(0.3, total)
    return round(total / math.sqrt(total * total + _SPREAD), 4) if total else 0.0


def _opener(line: Line) -> int:
    """How many words at the start only greet, thank or agree before what the sentence is about."""
    first = min((index for index in line.commas if index > 0), default=0)
    while first and first + 1 in line.commas | {len(line.words)} and line.words[first] in OPENERS:
        first += 1
    polite = all(word in OPENERS for word in line.words[:first])
    return first if polite and len(line.words) - first >= 4 else 0


def _is_name(line: Line, index: int) -> bool:
    """Whether a word is part of a name by its capital letter inside the sentence."""
    start, end = line.spans[index]
    return (
        index > 0
        and line.text[start].isupper()
        and not line.text[start:end].isupper()
        and line.text[start - 2 : start - 1] not in (".", "!", "?")
    )


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
