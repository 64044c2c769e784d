"""Dates and times in a sentence: where they stand, and what they mean on a given day."""

from .find import find_times
from .model import Moment, TimeSpan

__all__ = ["Moment", "TimeSpan", "find_times"]
