"""A small linear model of tasks, beside the rules.

The rules know set ways to take something on or to ask for it; people have more. So each sign of a sentence (see
`signs`) has two whole-number weights, fitted by logistic regression on labelled sentences of our own: one for being a
task at all, one for being a follow-up if it is one. Their sums say how likely that is, scaled by the number of signs,
so that a long sentence is not taken for a task because it has many. Where the rules found no task, one must be very
likely to count; a task of the rules stays unless it is unlikely. ``benchmarks/quality/fit.py`` makes the weights,
``lexicon/learned.tsv``, which are read when the first sentence is judged. Sums of whole numbers are the same on every
machine, and so are the findings.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from . import lexicon
from .signs import Found

__all__ = ["UNIT", "decide", "scale", "weigh", "weights"]

UNIT = 1000
"""What a weight of one is written as."""

# Log odds.
_ENOUGH_FOR_NEW = 2.9  # a probability of 0.95; long talk has few tasks, so what is less sure is mostly none
_ENOUGH_FOR_RULED = -0.85  # 0.3
_ENOUGH_FOR_OTHER_KIND = 1.5  # 0.82
_NEVER_NEW = ("c is_at_hand", "opinion")


@lru_cache(maxsize=1)
def weights() -> dict[str, tuple[int, int]]:
    """By sign, the weights for a task and for a follow-up, in thousandths; the sign "" has what all begin with."""
    text = files(lexicon).joinpath("learned.tsv").read_text(encoding="utf-8")
    of: dict[str, tuple[int, int]] = {}
    for row in text.splitlines():
        if not row.startswith("##"):
            sign, task, contact = row.split("\t")
            of[sign] = (int(task), int(contact))
    return of


def scale(count: int) -> float:
    """What the weights of a sentence with so many signs are multiplied by."""
    return math.sqrt(60 / max(20, count))


def weigh(found: Sequence[str]) -> tuple[float, float]:
    """The log odds that a sentence with these signs is a task, and that it is a follow-up if it is one."""
    of = weights()
    task = contact = 0
    for sign in found:
        pair = of.get(sign)
        if pair is not None:
            task += pair[0]
            contact += pair[1]
    first, second = of[""]
    by = scale(len(found))
    return (first + by * task) / UNIT, (second + by * contact) / UNIT


def decide(found: Sequence[str], ruled: Found, likely: float, contact: float) -> Found:
    """What a sentence with these signs is, in view of what the rules say and of its log odds (see `weigh`)."""
    kind: Found = "f" if contact > 0 else "a"
    if ruled == "-":
        new = likely > _ENOUGH_FOR_NEW and not any(sign in found for sign in _NEVER_NEW)
        return kind if new else "-"
    if likely <= _ENOUGH_FOR_RULED:
        return "-"
    # What "I'll do that" amounts to was said before, and the rules have looked there.
    return kind if abs(contact) > _ENOUGH_FOR_OTHER_KIND and "r echo" not in found else ruled
