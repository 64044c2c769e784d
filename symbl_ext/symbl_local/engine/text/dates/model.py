"""What a date or time expression is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time

__all__ = ["Moment", "TimeSpan"]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or days, a time or times of day, or both, resolved against a reference day."""

    day: date | None = None
    last_day: date | None = None
    clock: time | None = None
    last_clock: time | None = None

    @property
    def type(self) -> str:
        """The entity type."""
        ranged = self.last_day is not None or self.last_clock is not None
        kind = "datetime" if self.day and self.clock else "date" if self.day else "time"
        return f"{kind}range" if ranged else kind

    @property
    def first(self) -> str:
        """The value, or the start of the range, as entities write it."""
        return _written(self.day, self.clock)

    @property
    def last(self) -> str:
        """The end of the range, as entities write it."""
        return _written(self.last_day or self.day, self.last_clock or self.clock)


def _written(day: date | None, clock: time | None) -> str:
    return " ".join(part for part in (str(day) if day else "", clock.isoformat("seconds") if clock else "") if part)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """An expression at `start`..`end` of the text; `resolve` tells what it means when said on a day.

    `past` says that it lies behind the speaker. `entity` is false for phrases that tell when something is due
    but name no date ("within an hour").
    """

    start: int
    end: int
    resolve: Callable[[date], Moment]
    has_day: bool
    past: bool = False
    entity: bool = True
