"""Decoding: any audio or video file to blocks of 16-bit mono PCM, streamed.

A file that a stranger sent is opened with care: only containers that hold their own data are read (no playlists,
no lists of other files, no session descriptions), only audio decoders run, and whatever asks for another file or
an address is refused. The name of the file plays no part; its content does.

A file that ends before the length it states is refused as truncated rather than transcribed in part: half a
meeting that looks like a whole one is worse than an error. Formats that state no length (ADTS, bare mp3 frames,
live webm) are decoded to their end. Single damaged frames are skipped.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, cast

from .headers import looks_like, sealed, short_of_data

if TYPE_CHECKING:
    from av import AudioFrame, AudioStream
    from av.container import InputContainer

__all__ = ["FORMATS", "MAX_SECONDS", "Media", "MediaError", "decode", "probe"]

MAX_SECONDS = 4 * 3600.0
"""The longest file that is taken, in seconds of audio."""

MAX_CHANNELS = 16

FORMATS = ("wav", "mp3", "m4a", "aac", "flac", "ogg", "opus", "wma", "amr", "aiff", "mp4", "mov", "mkv", "webm", "avi")
"""What can be decoded, by usual suffixes."""

_CONTAINERS = (
    "wav,w64,mp3,aac,flac,ogg,mov,mp4,matroska,webm,avi,asf,amr,amrnb,amrwb,aiff,ac3,eac3,au,caf,flv,mpeg,mpegts"
)
_CODECS = (
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_s32be,pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_u8,pcm_s8,"
    "pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,gsm_ms,g722,g726,mp1float,mp2float,mp3float,mp3,mp2,aac,"
    "aac_latm,alac,flac,opus,libopus,vorbis,speex,ac3,eac3,amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,"
    "wmav1,wmav2,wmapro,wmalossless,wmavoice"
)
_ESTIMATED = frozenset(("aac", "mpeg", "mpegts", "amr", "amrnb", "amrwb", "ac3", "eac3", "flv"))
_TOLERANCE = 1.0  # seconds that a stated length may be off
_GAP = 0.2  # seconds without packets from which on silence is put in, so that times stay true
_LARGEST_GAP = 600.0  # a longer one is a clock that jumped
_READ = 1 << 16


class MediaError(ValueError):
    """The file cannot be used; the message says why, in words for the person who sent it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """What a file says of its first audio track. `duration` is in seconds, None when nothing states it."""

    format: str
    codec: str
    channels: int
    rate: int
    duration: float | None
    video: bool


def probe(path: str | os.PathLike[str]) -> Media:
    """What the file holds, without decoding it. Raises `MediaError` and the `OSError` of opening it."""
    with _opened(Path(path)) as (container, stream):
        return _media(container, stream, Path(path))


def decode(
    path: str | os.PathLike[str],
    *,
    rate: int = 16_000,
    separate: bool = False,
    max_seconds: float = MAX_SECONDS,
) -> Iterator[tuple[bytes, ...]]:
    """The audio in blocks of up to about a second: one `bytes` a channel, native-endian, all of the same length.

    Channels are mixed to one unless `separate`. Memory does not grow with the file. Raises `MediaError`, perhaps
    only after some blocks: a file proves truncated, or longer than `max_seconds`, where it ends.
    """
    file = Path(path)
    with _opened(file) as (container, stream):
        media = _media(container, stream, file)
        if media.duration is not None and media.duration > max_seconds + _TOLERANCE:
            _too_long(max_seconds)
        if short_of_data(file):
            raise MediaError("the file is truncated: it ends before the length it states")
        written = 0
        gather = _Gather(rate)
        for planes in _planes(container, stream, rate, separate):
            written += len(planes[0]) // 2
            if written > max_seconds * rate:
                _too_long(max_seconds)
            yield from gather.add(planes)
        yield from gather.rest()
        if not written:
            raise MediaError("the audio track is empty or damaged: nothing could be decoded")
        if media.duration is not None and written / rate < media.duration - max(_TOLERANCE, media.duration / 100):
            raise MediaError(
                f"the file is truncated: it states {media.duration:.1f} s of audio and holds {written / rate:.1f} s"
            )


class _Gather:
    """Small frames to blocks: fewer, larger pieces cost the consumer less."""

    def __init__(self, rate: int) -> None:
        self._size = rate  # bytes: half a second
        self._parts: list[tuple[bytes, ...]] = []
        self._held = 0

    def add(self, planes: tuple[bytes, ...]) -> Iterator[tuple[bytes, ...]]:
        self._parts.append(planes)
        self._held += len(planes[0])
        if self._held >= self._size:
            yield from self.rest()

    def rest(self) -> Iterator[tuple[bytes, ...]]:
        if self._parts:
            yield tuple(b"".join(parts) for parts in zip(*self._parts, strict=True))
        self._parts, self._held = [], 0


def _planes(container: InputContainer, stream: AudioStream, rate: int, separate: bool) -> Iterator[tuple[bytes, ...]]:
    """Resampled audio, with silence where the file has none for a while."""
    from av import AudioResampler

    layout: str | None = None
    resampler: AudioResampler | None = None
    shape: tuple[object, ...] = ()
    written = 0
    origin = float(container.start_time or 0) / 1_000_000
    for frame in _frames(container, stream):
        if layout is None:
            layout = frame.layout.name if separate else "mono"
        if resampler is None or shape != (frame.format.name, frame.layout.name, frame.sample_rate):
            # Some files change their format on the way; the output stays what it was.
            for rest in resampler.resample(None) if resampler else ():
                written += rest.samples
                yield _bytes(rest)
            resampler = AudioResampler(format="s16p", layout=layout, rate=rate)
            shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if frame.time is not None:
            gap = frame.time - origin - written / rate
            if gap > _LARGEST_GAP:
                origin += gap
            elif gap > _GAP:
                channels = len(frame.layout.channels) if separate else 1
                missing = round(gap * rate)
                written += missing
                yield from _silence(missing, rate, channels)
        frame.pts = None  # the resampler would look for gaps of its own
        for out in resampler.resample(frame):
            written += out.samples
            yield _bytes(out)
    for out in resampler.resample(None) if resampler else ():
        yield _bytes(out)


def _silence(samples: int, rate: int, channels: int) -> Iterator[tuple[bytes, ...]]:
    left = samples
    while left > 0:
        count = min(left, rate)
        yield (bytes(2 * count),) * channels
        left -= count


def _frames(container: InputContainer, stream: AudioStream) -> Iterator[AudioFrame]:
    """Decoded frames; a packet that cannot be decoded is left out."""
    from av.error import FFmpegError

    packets = container.demux(stream)
    decoder: Callable[[object], list[AudioFrame]] = cast(Any, stream).decode  # its packets are half typed
    while True:
        try:
            packet = next(packets)
        except StopIteration:
            return
        except FFmpegError as error:
            raise MediaError(f"the file is damaged: {error.strerror or error}") from error
        try:
            frames: list[AudioFrame] = decoder(packet)
        except FFmpegError:
            continue
        yield from frames


def _bytes(frame: AudioFrame) -> tuple[bytes, ...]:
    size = 2 * frame.samples  # planes are padded
    return tuple(bytes(memoryview(plane)[:size]) for plane in frame.planes)


def _media(container: InputContainer, stream: AudioStream, path: Path) -> Media:
    context = stream.codec_context
    if not context.sample_rate or not context.layout.nb_channels:
        raise MediaError("the audio track is damaged: its rate or its channels are not known")
    if context.layout.nb_channels > MAX_CHANNELS:
        raise MediaError(f"the audio has {context.layout.nb_channels} channels; at most {MAX_CHANNELS} can be used")
    return Media(
        format=container.format.name,
        codec=context.name,
        channels=context.layout.nb_channels,
        rate=context.sample_rate,
        duration=_stated(container, stream, path),
        video=any(one.type == "video" for one in container.streams),
    )


def _stated(container: InputContainer, stream: AudioStream, path: Path) -> float | None:
    """The length that the file states, in seconds; None where it would be an estimate."""
    name = container.format.name
    if name in _ESTIMATED or (name == "mp3" and not sealed(path)):
        return None
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    if (tag := stream.metadata.get("DURATION")) and (length := _clock(tag)) is not None:
        return length
    if container.duration is not None and len(container.streams) == 1:
        return container.duration / 1_000_000
    return None


def _clock(text: str) -> float | None:
    """Seconds of "hh:mm:ss.fff"."""
    try:
        hours, minutes, seconds = text.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    except ValueError:
        return None


def _too_long(limit: float) -> NoReturn:
    raise MediaError(f"the audio is longer than {limit / 3600:g} hours")


class _Source:
    """A file without its name: a name would steer the guess of the format, and appear in messages."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.read = file.read
        self.seek = file.seek
        self.tell = file.tell


@contextmanager
def _opened(path: Path) -> Generator[tuple[InputContainer, AudioStream]]:
    import av
    from av.container import InputContainer
    from av.error import FFmpegError

    def refuse(*_: object) -> NoReturn:
        raise PermissionError("media may not refer to other files")

    if not path.is_file():
        raise MediaError("not a file" if path.exists() else "the file does not exist")
    if not path.stat().st_size:
        raise MediaError("the file is empty")
    with path.open("rb") as file:
        try:
            container = av.open(
                _Source(file),
                "r",
                container_options={
                    "format_whitelist": _CONTAINERS,
                    "codec_whitelist": _CODECS,
                    "protocol_whitelist": "none",
                    "max_streams": "64",
                },
                buffer_size=_READ,
                metadata_errors="replace",
                io_open=refuse,
            )
        except (FFmpegError, PermissionError, EOFError) as error:
            known = looks_like(path)
            raise MediaError(
                f"the file is damaged or truncated (it begins like {known})"
                if known
                else "unknown format: neither audio nor video that can be decoded"
            ) from error
        assert isinstance(container, InputContainer)
        with container:
            if not container.streams.audio:
                raise MediaError("the file has no audio track")
            yield container, container.streams.audio[0]
