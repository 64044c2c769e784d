"""Recordings as 16-bit mono samples: WAVE by the standard library, everything else by PyAV, the extra `media`."""

from __future__ import annotations

import os
import wave
from array import array
from collections.abc import Iterator
from typing import IO, Any, Protocol, TypeAlias, cast

from ..errors import ConfigurationError
from ._audio import ENCODINGS, Format

__all__ = ["Recording", "open_recording"]

BLOCK = 0.1  # seconds that are read at once
INSTALL = "this file needs PyAV: pip install 'symbl-sdk[media]'"
SLOWEST, FASTEST, _ = ENCODINGS["LINEAR16"]
FLIP = bytes(value ^ 0x80 for value in range(256))  # samples of 8 bits have no sign

File: TypeAlias = str | os.PathLike[str] | IO[bytes]


class Recording(Protocol):
    """An open recording. `read` gives about a tenth of a second, and nothing at the end."""

    audio: Format

    def read(self) -> bytes: ...
    def close(self) -> None: ...


def open_recording(path: Any, rate: int) -> Recording:
    """Opens a file. One that is no plain WAVE is brought to a rate in Hz.

    Raises TypeError or OSError for what cannot be opened, ValueError for what holds no audio.
    """
    file: Any = path
    is_file = hasattr(file, "read")
    if not is_file:
        try:
            file = cast("str", os.fspath(path))
        except TypeError:
            kind = type(path).__name__
            raise TypeError(f"path must be a path or a file opened in binary mode, not {kind}") from None
    start: int = cast("IO[bytes]", file).tell() if is_file else 0
    try:
        return Wave(file)
    except (wave.Error, EOFError, NotPlain):
        if is_file:
            cast("IO[bytes]", file).seek(start)
        return Decoded(file, rate)


class NotPlain(Exception):
    """A WAVE file that takes more than turning bytes around."""


class Wave:
    """Samples of a WAVE file, the channels mixed. The rate is left as it is."""

    def __init__(self, path: Any) -> None:
        self._file: Any = wave.open(path, "rb")  # noqa: SIM115
        rate = self._file.getframerate()
        self._width, self._channels = self._file.getsampwidth(), self._file.getnchannels()
        if not SLOWEST <= rate <= FASTEST or self._width > 4 or self._channels > 2:
            self._file.close()
            raise NotPlain
        self.audio = Format("LINEAR16", rate)

    def read(self) -> bytes:
        data: bytes = self._file.readframes(int(self.audio.rate * BLOCK))
        whole = len(data) - len(data) % (self._width * self._channels)  # a file may be cut off
        samples = two_bytes(data[:whole], self._width)
        return samples if self._channels == 1 else mixed(samples)

    def close(self) -> None:
        self._file.close()


def two_bytes(data: bytes, width: int) -> bytes:
    """Little-endian samples of any width, in 16 bits."""
    if width == 2:
        return data
    samples = bytearray(2 * (len(data) // width))
    if width == 1:
        samples[1::2] = data.translate(FLIP)
    else:
        samples[0::2], samples[1::2] = data[width - 2 :: width], data[width - 1 :: width]
    return bytes(samples)


def mixed(data: bytes) -> bytes:
    """Two channels in one."""
    both = array("h", data)
    if not LITTLE:
        both.byteswap()
    one = array("h", [(left + right) >> 1 for left, right in zip(both[0::2], both[1::2], strict=True)])
    if not LITTLE:
        one.byteswap()
    return one.tobytes()


LITTLE = array("h", [1]).tobytes()[0] == 1


class Decoded:
    """Samples of any file that PyAV reads, at a rate of one's choice."""

    def __init__(self, path: Any, rate: int) -> None:
        try:
            import av
            from av.error import FFmpegError
        except ModuleNotFoundError as error:
            if error.name != "av":
                raise
            raise ConfigurationError(INSTALL) from None
        self.audio = Format("LINEAR16", rate)
        try:
            self._container: Any = av.open(path)
        except FFmpegError as error:
            if isinstance(error, OSError) and error.errno in (2, 13, 21):
                raise type(error)(*error.args) from None
            raise ValueError(f"not a recording: {error}") from None
        if not self._container.streams.audio:
            self._container.close()
            raise ValueError("there is no audio in this file")
        self._pieces = self._decode(av, FFmpegError, rate)

    def _decode(self, av: Any, trouble: type[Exception], rate: int) -> Iterator[bytes]:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
        try:
            for frame in self._container.decode(audio=0):
                for piece in resampler.resample(frame):
                    yield bytes(piece.planes[0])[: piece.samples * 2]
            for piece in resampler.resample(None):
                yield bytes(piece.planes[0])[: piece.samples * 2]
        except trouble as error:
            raise ValueError(f"the recording cannot be read on: {error}") from None

    def read(self) -> bytes:
        wanted = int(self.audio.rate * BLOCK) * 2
        parts: list[bytes] = []
        while wanted > 0 and (piece := next(self._pieces, None)) is not None:
            parts.append(piece)
            wanted -= len(piece)
        return b"".join(parts)

    def close(self) -> None:
        self._container.close()
