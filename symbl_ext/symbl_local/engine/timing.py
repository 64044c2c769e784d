"""When each sentence of a turn was said. Pure functions; whole milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise

__all__ = ["WORD_MS", "spread"]

WORD_MS = 400
"""Milliseconds a word takes where nothing else is known: 150 words a minute."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LOWEST = (datetime.min.replace(tzinfo=UTC) - _EPOCH) // timedelta(milliseconds=1)
_HIGHEST = (datetime.max.replace(tzinfo=UTC) - _EPOCH) // timedelta(milliseconds=1)


def spread(
    start: datetime | None, end: datetime | None, sentences: Sequence[str], cursor: datetime
) -> list[tuple[datetime, datetime]]:
    """(start, end) of each sentence of a turn that was said from `start` to `end`.

    A given duration is shared by the sentences' lengths. With neither time, the turn begins at `cursor` (the
    end of the one before) and lasts as long as its words take; with one, the other follows from that too.
    An `end` before `start` counts as not given.
    """
    first, last = _bounds(start, end, WORD_MS * sum(_words(text) for text in sentences), cursor)
    weights = [len(text) + 1 for text in sentences]
    total = sum(weights)
    marks = [first + (last - first) * done // total for done in accumulate(weights, initial=0)] if total else []
    return [(_moment(left), _moment(right)) for left, right in pairwise(marks)]


def _bounds(start: datetime | None, end: datetime | None, length: int, cursor: datetime) -> tuple[int, int]:
    if start is not None:
        first = _milliseconds(start)
        last = _milliseconds(end) if end is not None else first - 1
        return first, last if last >= first else first + length
    if end is not None:
        last = _milliseconds(end)
        earliest = _milliseconds(cursor)
        return max(last - length, earliest) if earliest <= last else last - length, last
    first = _milliseconds(cursor)
    return first, first + length


def _words(text: str) -> int:
    return max(1, len(text.split()))


def _milliseconds(moment: datetime) -> int:
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH) // timedelta(milliseconds=1)


def _moment(milliseconds: int) -> datetime:
    return _EPOCH + timedelta(milliseconds=min(max(milliseconds, _LOWEST), _HIGHEST))
