"""What the model of tasks sees of the talk before a sentence.

Each sentence has its odds by itself. Where tasks are being handed out, the next is more likely; where people only tell
how things are, even an order is mostly none; and what "will do" amounts to was said just before. The first letters of
such a sign tell what it is:

- ``b``: how many tasks there seem to be in what was said before
- ``p1``, ``p2``: what the last sentence, and the one before it, seem to be, whether they ask, and who said them
- ``p``: the last sentence beside this one
- ``pw``, ``w``: the first words of the last sentence, and all words of a short one after it
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from ..types import Member
from .people import same

__all__ = ["REMEMBERED", "Said", "context"]

REMEMBERED = 12
"""Sentences before that are looked at."""

_SHORT = 7  # words
_YOUNG = 6  # sentences
_STEPS = (-3.0, -1.5, -0.5, 0.5, 2.0)  # log odds
_CROWDS = (300, 700, 1300, 2200, 3500)  # thousandths of a task


class Said(NamedTuple):
    """A sentence: its words, whether it asks, who said it, and its log odds by itself (see `learned.weigh`)."""

    words: tuple[str, ...]
    asks: bool
    member: Member | None
    likely: float
    contact: float

    @property
    def looks(self) -> str:
        """How likely it is a task, in steps, and of which kind."""
        return f"{_step(self.likely, _STEPS)}{'f' if self.contact > 0 else 'a'}"


def context(now: Said, past: Sequence[Said]) -> list[str]:
    """The signs of what was said before, each once. `past` are those sentences, the latest last."""
    return list(dict.fromkeys(_context(now, past))) if past else []


def _context(now: Said, past: Sequence[Said]) -> Iterator[str]:
    # Whole thousandths: another machine's exponential may differ in the last place.
    crowd = _step(sum(round(1000 / (1 + math.exp(-one.likely))) for one in past), _CROWDS)
    yield f"b {crowd}"
    yield f"b {crowd} {'young' if len(past) < _YOUNG else 'old'}"
    yield f"b {crowd} {now.looks}"
    length = "s" if len(now.words) < _SHORT else "l"
    for number, one in enumerate(islice(reversed(past), 2), 1):
        who = _who(now, one)
        yield f"p{number} {one.looks[0]} {who}"
        yield f"p{number} {one.looks} {who} {length}"
        yield f"p{number} {'?' if one.asks else '.'} {who} {length}"
    last = past[-1]
    who = _who(now, last)
    yield f"p {last.looks[0]} {who} {' '.join(now.words[:2])}"
    yield f"p {last.looks} {who} {now.looks}"
    yield from (f"pw {who} {length} {word}" for word in last.words[:2])
    if length == "s":
        yield from (f"w {last.looks} {who} {word}" for word in now.words)


def _who(now: Said, other: Said) -> str:
    return "same" if same(now.member, other.member) else "other"


def _step(value: float, steps: Sequence[float]) -> int:
    return sum(value > step for step in steps)
