"""Audio frames of a stream to 16-bit mono PCM. Lives in the worker processes: decoders meet whatever strangers send.

LINEAR16 is little-endian, MULAW is G.711, OPUS is one raw packet a frame, FLAC is the bytes of a stream, cut anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from symbl_local.realtime.requests import AudioFormat

__all__ = ["Decoder"]

_CODECS = {"MULAW": "pcm_mulaw", "FLAC": "flac", "OPUS": "opus"}
_FLAC_STARTS = (b"fLaC", b"\xff\xf8", b"\xff\xf9")
_MOST_OVERHEAD = 256
"""Bytes of a FLAC frame that are no samples."""

_MOST_UNPARSED = 2**19
"""Bytes that a FLAC stream may bring without a whole frame in them."""


class Decoder:
    """Decodes and resamples one stream, bit by bit, to `rate` samples a second."""

    def __init__(self, audio: AudioFormat, rate: int) -> None:
        self._audio = audio
        self._rate = rate
        self._rest = b""
        self._begun = False
        self._headers = False
        self._unparsed = 0
        self._plain = audio.encoding == "LINEAR16" and audio.rate == rate
        self._resampler: Any = None
        self._shape: tuple[object, ...] = ()
        self._codec: Any = None if audio.encoding == "LINEAR16" else _codec(audio)

    def feed(self, data: bytes) -> tuple[bytes, str | None]:
        """The samples that are known by now, and why some audio could not be decoded, if so. It can be used on."""
        if self._audio.encoding == "LINEAR16":
            data = self._rest + data
            whole = len(data) - len(data) % 2
            self._rest = data[whole:]
            return data[:whole] if self._plain else self._linear(data[:whole]), None
        found: list[bytes] = []
        try:
            for frame in self._frames(data):
                found.append(self._resampled(frame))  # noqa: PERF401 - what was decoded before an error counts
        except (_av().FFmpegError, ValueError) as error:
            self._restart()
            return b"".join(found), f"{self._audio.encoding}: {getattr(error, 'strerror', None) or error}"
        return b"".join(found), None

    def finish(self) -> bytes:
        """What the decoder and the resampler still hold."""
        found: list[bytes] = []
        try:
            if self._codec is not None:
                rest: list[Any] = []
                while self._audio.encoding == "FLAC" and (packets := self._codec.parse(None)):
                    rest += packets  # one at a time
                found += [self._resampled(frame) for packet in (*rest, None) for frame in self._codec.decode(packet)]
            if self._resampler is not None:
                found += [_samples(frame) for frame in self._resampler.resample(None)]
        except (_av().FFmpegError, ValueError):
            pass  # damage at the very end loses the very end
        return b"".join(found)

    def _restart(self) -> None:
        """Have a decoder that has seen nothing bad. One of FLAC is kept if it can find the next frame itself."""
        if self._audio.encoding != "FLAC" or self._unparsed > _MOST_UNPARSED:
            self._codec = _codec(self._audio)
            self._unparsed, self._begun = 0, False

    def _frames(self, data: bytes) -> Iterator[Any]:
        if self._audio.encoding != "FLAC":
            yield from self._codec.decode(_av().Packet(data))
            return
        if not self._begun:
            data = self._rest + data
            self._rest = data if len(data) < len(_FLAC_STARTS[0]) else b""
            if self._rest:
                return
            if not data.startswith(_FLAC_STARTS):
                raise ValueError("this is not the beginning of a stream")
            self._begun = self._headers = True
        packets = self._codec.parse(data)
        self._unparsed = 0 if packets else self._unparsed + len(data)
        if self._unparsed > _MOST_UNPARSED:
            raise ValueError("no frame found")
        trouble: Exception | None = None
        for packet in packets:
            samples = 0
            try:
                for frame in self._codec.decode(packet):
                    samples += frame.samples
                    yield frame
            except _av().FFmpegError as error:
                trouble = error
            headers, self._headers = self._headers, False  # which come with the first packet
            if (
                not headers and packet.size > 4 * samples + _MOST_OVERHEAD
            ):  # what is no frame is hung on to the one before
                trouble = trouble or ValueError("part of the stream is damaged")
        if trouble:
            raise trouble

    def _linear(self, data: bytes) -> bytes:
        if not data:
            return b""
        frame = _av().AudioFrame(format="s16", layout="mono", samples=len(data) // 2)
        frame.planes[0].update(data.ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate = self._audio.rate
        return self._resampled(frame)

    def _resampled(self, frame: Any) -> bytes:
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        before = b""
        if self._resampler is None or self._shape != shape:
            if self._resampler is not None:
                before = b"".join(_samples(out) for out in self._resampler.resample(None))
            self._resampler = _av().AudioResampler(format="s16", layout="mono", rate=self._rate)
            self._shape = shape
        frame.pts = None  # the resampler would look for gaps
        return before + b"".join(_samples(out) for out in self._resampler.resample(frame))


def _samples(frame: Any) -> bytes:
    return bytes(memoryview(frame.planes[0])[: 2 * frame.samples])


def _codec(audio: AudioFormat) -> Any:
    codec = _av().CodecContext.create(_CODECS[audio.encoding], "r")
    codec.sample_rate = 48_000 if audio.encoding == "OPUS" else audio.rate
    codec.layout = "mono"
    if audio.encoding == "FLAC":
        codec.options = {"err_detect": "crccheck+explode"}
    return codec


def _av() -> Any:
    import av

    return av
