"""Who commits whom to what: the patterns behind action items and follow-ups.

Each pattern ends just before the verb; the verb and what follows decide whether the phrase names a task.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from .assigned import by_name
from .commitment import Commitment, barred, task_at
from .lexicon.promises import CUES, PATTERNS, SETTLED
from .orders import orders
from .passives import continuous, passives
from .words import Line, read

__all__ = ["commitments"]

_MOST = 40  # tasks of one sentence; with more it is no sentence, and costs time


def commitments(line: Line, names: frozenset[str]) -> list[Commitment]:
    """Every task in a sentence, in order. `names` are folded names that may act."""
    return list(_commitments(line.text, names))


@lru_cache(maxsize=4096)  # what was said just before is looked at again
def _commitments(text: str, names: frozenset[str]) -> tuple[Commitment, ...]:
    line = read(text)
    found = [
        *_settled(line),
        *_modal(line),
        *by_name(line, names),
        *orders(line, names),
        *passives(line),
        *continuous(line),
    ]
    found.sort(key=lambda item: (item.verb, item.name != "name", item.start, -item.score))
    return tuple(
        item for index, item in enumerate(found[: 2 * _MOST]) if index == 0 or item.verb != found[index - 1].verb
    )[:_MOST]


def _settled(line: Line) -> Iterator[Commitment]:
    """Tasks taken on in set phrases."""
    present = frozenset(line.words)
    for who, score, kind, first, pattern in SETTLED:
        if first is not None and present.isdisjoint(first):
            continue
        match = pattern.search(line.plain)
        if match:
            start = line.at(match.start())
            yield Commitment("settled", who, score, True, kind, start, start)


def _modal(line: Line) -> Iterator[Commitment]:
    present = frozenset(line.words)
    for name, who, score, sure, first, pattern in PATTERNS:
        if first is not None and present.isdisjoint(first):
            continue
        if who in CUES and present.isdisjoint(CUES[who]) and not pattern.pattern.startswith("^"):
            continue
        for match in pattern.finditer(line.plain + " "):
            start, verb = line.at(match.start()), line.at(match.end())
            if match.end() >= len(line.plain) or barred(line, start, name):
                continue
            item = task_at(line, name, who, score, sure, start, verb)
            if item:
                yield item
