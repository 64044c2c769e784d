"""When the audio of a stream was recorded, as its arrival tells."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta

__all__ = ["Clock"]

_GAP = 1.0
"""Seconds that audio may come late; after a longer pause the microphone is taken to have been off."""


class Clock:
    """Maps seconds of audio to moments. Audio that comes too fast is taken to follow on what came before."""

    def __init__(self, start: datetime) -> None:
        self._offsets = [0.0]
        self._moments = [start]

    def arrived(self, offset: float, now: datetime) -> None:
        """Audio that begins `offset` seconds from the start of the stream has come."""
        if (now - self.at(offset)).total_seconds() > _GAP:
            self._offsets.append(offset)
            self._moments.append(now)

    def at(self, offset: float) -> datetime:
        """When the audio at `offset` was recorded."""
        index = max(0, bisect_right(self._offsets, offset) - 1)
        return self._moments[index] + timedelta(milliseconds=round((offset - self._offsets[index]) * 1000))
