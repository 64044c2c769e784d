"""A reader of SubRip files that takes nothing but what players take."""

from __future__ import annotations

import re
from typing import NamedTuple

_TIMES = re.compile(r"(\d{2,}):([0-5]\d):([0-5]\d),(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d),(\d{3})")


class Cue(NamedTuple):
    start: int
    end: int
    text: str


def read_srt(text: str) -> list[Cue]:
    """The cues, times in milliseconds. They must be numbered from 1 and parted by one empty line."""
    cues: list[Cue] = []
    for number, block in enumerate(text.removesuffix("\n").split("\n\n") if text else [], 1):
        first, times, *lines = block.split("\n")
        assert first == str(number)
        match = _TIMES.fullmatch(times)
        assert match, times
        parts = [int(group) for group in match.groups()]
        start, end = (((h * 60 + m) * 60 + s) * 1000 + ms for h, m, s, ms in (parts[:4], parts[4:]))
        assert lines
        assert all(line and "-->" not in line for line in lines)
        cues.append(Cue(start, end, "\n".join(lines)))
    return cues
