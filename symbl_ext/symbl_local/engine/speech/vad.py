"""Where speech is: audio in, stretches of speech out, cut at pauses and never longer than a limit.

The frames are judged by the voice detector of pocketsphinx. The loop around it is our own because that of the
package loses the last segment when audio ends in speech, and because a segment should keep a little of what
surrounds it: weak first and last sounds are judged silent.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

__all__ = ["MAX_SEGMENT", "Piece", "Segment", "Segmenter", "gather"]

MAX_SEGMENT = 20.0
"""Seconds that no segment exceeds."""

_FRAME = 0.03  # seconds
_WINDOW = 10  # frames looked at for a beginning
_VOICED = 6  # of them that must be speech
_PAD = 6  # frames kept before the first and after the last speech
_QUIET = 15  # frames without speech that end a segment
_LONG = round(12 / _FRAME)  # frames from which on a short pause ends it
_SHORT_PAUSE = 4
_LONGER = round(17 / _FRAME)  # frames from which on any pause ends it
_MOST = int(MAX_SEGMENT / _FRAME)
_MODE = 2  # of 0 to 3: 0 hears speech in noise of 10 dB, 3 clips words


@dataclass(frozen=True, slots=True)
class Piece:
    """Some speech: where it starts, in seconds, and its samples. `last` ends the segment; then `pcm` may be empty."""

    start: float
    pcm: bytes
    last: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech: where it starts, in seconds, and its samples."""

    start: float
    pcm: bytes


class Segmenter:
    """Finds speech in one channel of 16-bit PCM. `rate` is 8000, 16000, 32000 or 48000."""

    def __init__(self, rate: int = 16_000, is_speech: Callable[[bytes], bool] | None = None) -> None:
        self._size = round(rate * _FRAME) * 2
        self._is_speech = is_speech or _detector(rate)
        self._rest = b""
        self._index = 0  # frames judged
        self._before: deque[tuple[bytes, bool]] = deque(maxlen=_WINDOW + _PAD)  # while there is no speech
        self._length = 0  # frames of the segment so far; 0 while there is none
        self._quiet: list[bytes] = []  # frames since the last speech

    @property
    def seconds(self) -> float:
        """How much audio has been judged."""
        return self._index * _FRAME

    def feed(self, pcm: bytes) -> Iterator[Piece]:
        """Take audio of any length; give the speech that is known by now."""
        data = self._rest + pcm
        whole = len(data) - len(data) % self._size
        self._rest = data[whole:]
        for at in range(0, whole, self._size):
            frame = data[at : at + self._size]
            yield from self._step(frame, self._is_speech(frame))

    def finish(self) -> Iterator[Piece]:
        """The audio is over: give the last speech, if it was going on."""
        if self._rest:
            frame = self._rest.ljust(self._size, b"\0")
            self._rest = b""
            yield from self._step(frame, self._is_speech(frame))
        if self._length:
            yield self._end(self._quiet[:_PAD])

    def _step(self, frame: bytes, speech: bool) -> Iterator[Piece]:
        self._index += 1
        if not self._length:
            self._before.append((frame, speech))
            if sum(flag for _, flag in list(self._before)[-_WINDOW:]) >= _VOICED:
                yield self._begin()
            return
        self._length += 1
        if speech:
            start = self._index - 1 - len(self._quiet)
            yield Piece(start * _FRAME, b"".join((*self._quiet, frame)), False)
            self._quiet.clear()
        else:
            self._quiet.append(frame)
        pause = len(self._quiet)
        if self._length >= _MOST or pause >= _QUIET:
            yield self._end(self._quiet[:_PAD])
        elif pause >= (1 if self._length >= _LONGER else _SHORT_PAUSE) and self._length >= _LONG:
            # The other half of the pause belongs to what follows.
            yield self._end(self._quiet[: (pause + 1) // 2])

    def _begin(self) -> Piece:
        """The segment starts a little before the first speech in the window."""
        frames = list(self._before)
        first = next(n for n, (_, flag) in enumerate(frames) if flag and n >= len(frames) - _WINDOW)
        kept = frames[max(0, first - _PAD) :]
        self._before.clear()
        self._length = len(kept)
        return Piece((self._index - len(kept)) * _FRAME, b"".join(frame for frame, _ in kept), False)

    def _end(self, tail: list[bytes]) -> Piece:
        piece = Piece((self._index - len(self._quiet)) * _FRAME, b"".join(tail), True)
        self._before.extend((frame, False) for frame in self._quiet[len(tail) :])
        self._quiet = []
        self._length = 0
        return piece


def gather(pieces: Iterable[Piece], parts: list[Piece]) -> Iterator[Segment]:
    """Pieces to whole segments; `parts` keeps those of an unfinished one from call to call."""
    for piece in pieces:
        parts.append(piece)
        if piece.last:
            yield Segment(parts[0].start, b"".join(part.pcm for part in parts))
            parts.clear()


def _detector(rate: int) -> Callable[[bytes], bool]:
    from . import _pocketsphinx

    detector: Any = _pocketsphinx.package().Vad(mode=_MODE, sample_rate=rate, frame_length=_FRAME)
    return lambda frame: bool(detector.is_speech(frame))
