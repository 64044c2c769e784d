"""Moments in time: as answers show them, as the database keeps them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

__all__ = ["from_ms", "now", "seconds", "to_ms", "wire"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def now() -> datetime:
    """The present moment, cut to milliseconds: what is stored is what is shown."""
    return from_ms(to_ms(datetime.now(UTC)))


def to_ms(moment: datetime) -> int:
    """Milliseconds since 1970, which is how the database keeps a moment."""
    return (moment - _EPOCH) // _MILLISECOND


def from_ms(milliseconds: int) -> datetime:
    """The moment that `to_ms` turned into a number."""
    return _EPOCH + milliseconds * _MILLISECOND


def wire(moment: datetime) -> str:
    """``YYYY-MM-DDTHH:MM:SS.mmmZ``, the form of every date in an answer (docs/contract.md §0)."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def seconds(span: timedelta) -> float:
    """A span in seconds with two decimals, as `timeOffset` and `duration` show it."""
    return round(span.total_seconds(), 2)
