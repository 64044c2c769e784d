"""Media files made with PyAV: the same speech in every container, and files that are broken on purpose."""

from __future__ import annotations

import io
import wave
from array import array
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

av_any: Any = av  # its types know fewer codecs than it has

CODECS = {
    "wav": "pcm_s16le",
    "mp3": "libmp3lame",
    "m4a": "aac",
    "mp4": "aac",
    "mov": "aac",
    "aac": "aac",
    "flac": "flac",
    "ogg": "libopus",
    "opus": "libopus",
    "oga": "libvorbis",
    "webm": "libopus",
    "mkv": "aac",
    "wma": "wmav2",
    "aiff": "pcm_s16be",
    "au": "pcm_mulaw",
    "avi": "libmp3lame",
}
FORMATS = {"m4a": "ipod", "aac": "adts", "mkv": "matroska", "wma": "asf", "oga": "ogg", "opus": "ogg"}


def write_wave(path: Path, channels: Sequence[bytes], rate: int = 16_000) -> Path:
    """A wav file of mono PCM, one a channel, padded to one length."""
    length = max(len(channel) for channel in channels)
    frames = array("h", bytes(length * len(channels)))
    for number, channel in enumerate(channels):
        frames[number :: len(channels)] = array("h", channel.ljust(length, b"\0"))
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(frames.tobytes())
    return path


def read_audio(path: Path, rate: int = 16_000) -> bytes:
    """The samples of a file the plain way: mono at `rate`."""
    resampler = av_any.AudioResampler(format="s16", layout="mono", rate=rate)
    parts: list[bytes] = []
    with av_any.open(str(path)) as container:
        for frame in (*container.decode(audio=0), None):
            parts += [bytes(out.planes[0])[: out.samples * 2] for out in resampler.resample(frame)]
    return b"".join(parts)


def transcode(
    source: Path,
    target: Path,
    *,
    rate: int | None = None,
    layout: str = "mono",
    bit_rate: int | None = None,
    codec: str | None = None,
    options: dict[str, str] | None = None,
) -> Path:
    """`source` as the suffix of `target` says; with a picture track where `target` is a video container."""
    kind = target.suffix[1:]
    name = codec or CODECS[kind]
    rate = rate or (48_000 if name == "libopus" else 16_000)
    resampler = av_any.AudioResampler(format="s16", layout=layout, rate=rate)
    with (
        av_any.open(str(source)) as given,
        av_any.open(str(target), "w", format=FORMATS.get(kind, kind), options=options or {}) as made,
    ):
        picture = _picture_track(made) if kind in ("mp4", "mov", "mkv", "avi") or target.stem == "video" else None
        track = made.add_stream(name, rate=rate, layout=layout)
        if bit_rate:
            track.bit_rate = bit_rate
        seconds = 0.0
        for frame in (*given.decode(audio=0), None):
            for part in resampler.resample(frame):
                seconds += part.samples / rate
                made.mux(track.encode(part))
        made.mux(track.encode(None))
        if picture is not None:
            _paint(made, picture, seconds)
    return target


def silent_video(target: Path, seconds: float = 1.0) -> Path:
    """A video without sound."""
    with av_any.open(str(target), "w") as made:
        _paint(made, _picture_track(made), seconds)
    return target


def _picture_track(container: Any) -> Any:
    track = container.add_stream("libvpx" if container.format.name == "webm" else "mpeg4", rate=10)
    track.width, track.height, track.pix_fmt = 64, 48, "yuv420p"
    return track


def _paint(container: Any, track: Any, seconds: float) -> None:
    for number in range(max(1, int(seconds * 10))):
        frame = av_any.VideoFrame(64, 48, "yuv420p")
        for plane in frame.planes:
            plane.update(bytes([number % 200]) * plane.buffer_size)
        frame.pts, frame.time_base = number, Fraction(1, 10)
        container.mux(track.encode(frame))
    container.mux(track.encode(None))


def cut(source: Path, target: Path, share: float) -> Path:
    """The first part of a file's bytes."""
    data = source.read_bytes()
    target.write_bytes(data[: int(len(data) * share)])
    return target


def wave_bytes(pcm: bytes, rate: int = 16_000) -> bytes:
    """A mono wav file in memory."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(pcm)
    return file.getvalue()
