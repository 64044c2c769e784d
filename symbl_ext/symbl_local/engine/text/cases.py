"""A task that may be one, with what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass

from .commitment import Commitment
from .due import Due
from .lexicon import circumstances as at
from .words import Line

__all__ = ["Case"]


@dataclass(frozen=True, slots=True)
class Case:
    """A task that may be one, and what surrounds it."""

    line: Line
    item: Commitment
    due: Due | None
    asks: bool
    put_off: bool
    rest: str  # from its verb on
    between: tuple[str, ...]  # its words up to the verb

    @property
    def first(self) -> str:
        return self.line.words[self.item.start]

    @property
    def dated(self) -> bool:
        """Whether a day or time yet to come is named."""
        return self.due is not None and self.due.firm

    @property
    def by_a_day(self) -> bool:
        """Whether it is to be done by some day or event, rather than at one."""
        return self.due is not None and at.DEADLINE.match(self.due.text.lower()) is not None
