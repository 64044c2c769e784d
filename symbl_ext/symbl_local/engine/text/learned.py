"""A linear model that tells tasks from other sentences.

Rules know set ways to take something on or to ask for it; people have more. So each sign of a sentence (see `signs`),
among them what the rules say, has two whole-number weights, fitted by logistic regression on labelled sentences of our
own: one for being a task at all, one for being a follow-up if it is one. Their sums say how likely that is, scaled by
the number of signs, so that a long sentence is not taken for a task because it has many. The signs of what was said
before (see `context`) then have weights of their own, fitted last. ``benchmarks/quality/fit.py`` makes the weights,
``lexicon/learned.tsv``, which are read when the first sentence is judged. Sums of whole numbers are the same on every
machine, and so are the findings.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

from . import lexicon
from .context import Said, context
from .signs import Found

__all__ = ["UNIT", "decide", "scale", "weigh", "weigh_after", "weights"]

UNIT = 1000
"""What a weight of one is written as."""

_ENOUGH = 0.41  # log odds: a probability of 0.6. What is less sure costs more precision than it finds.


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
    task, contact = _sums(found)
    first, second = weights()[""]
    by = scale(len(found))
    return (first + by * task) / UNIT, (second + by * contact) / UNIT


def weigh_after(now: Said, past: Sequence[Said]) -> tuple[float, float]:
    """The same in view of what was said before."""
    task, contact = _sums(context(now, past))
    return now.likely + task / UNIT, now.contact + contact / UNIT


def _sums(found: Sequence[str]) -> tuple[int, int]:
    of = weights()
    task = contact = 0
    for sign in found:
        pair = of.get(sign)
        if pair is not None:
            task += pair[0]
            contact += pair[1]
    return task, contact


def decide(likely: float, contact: float) -> Found:
    """What a sentence with these log odds is."""
    if likely <= _ENOUGH:
        return "-"
    return "f" if contact > 0 else "a"
