"""Audio as it is sent: its encoding and rate, how long a piece of it lasts, and where it may be cut."""

from __future__ import annotations

from typing import Any

from attrs import frozen

__all__ = ["ENCODINGS", "FRAME", "Cutter", "Format", "as_bytes", "audio_format"]

FRAME = 8192  # bytes of audio in one message
ENCODINGS = {  # the least and the greatest rate, and what is taken where none is given
    "LINEAR16": (8000, 48000, 44100),
    "MULAW": (8000, 8000, 8000),
    "FLAC": (16000, 655350, 44100),
    "OPUS": (8000, 48000, 48000),
}
OPUS_PACKET = 0.02  # seconds
SAMPLES = frozenset("bBchH")  # of the struct module


@frozen
class Format:
    """An encoding and a rate in Hz."""

    encoding: str
    rate: int

    @property
    def width(self) -> int:
        """Bytes that belong together."""
        return 2 if self.encoding == "LINEAR16" else 1

    def seconds(self, size: int) -> float:
        """How long so many bytes last. FLAC is taken to halve its samples, and a piece of OPUS to be one packet."""
        return OPUS_PACKET if self.encoding == "OPUS" else size / self.rate / self.width

    def wire(self) -> dict[str, Any]:
        """The `speechRecognition` of a message."""
        return {"encoding": self.encoding, "sampleRateHertz": self.rate}


def audio_format(encoding: Any, rate: Any) -> Format:
    """A checked format; None is the default. Raises TypeError or ValueError that names what is wrong."""
    if encoding is not None and not isinstance(encoding, str):
        raise TypeError(f"encoding must be a str, not {type(encoding).__name__}")
    name = (encoding or "LINEAR16").upper()
    if name not in ENCODINGS:
        raise ValueError(f"encoding must be one of {', '.join(ENCODINGS)}, not {encoding!r}")
    least, most, usual = ENCODINGS[name]
    if rate is not None and (isinstance(rate, bool) or not isinstance(rate, int)):
        raise TypeError(f"sampleRateHertz must be an int, not {type(rate).__name__}")
    chosen = usual if rate is None else rate
    if not least <= chosen <= most:
        allowed = f"{least}" if least == most else f"between {least} and {most}"
        raise ValueError(f"sampleRateHertz must be {allowed} for {name}, not {chosen}")
    return Format(name, chosen)


def as_bytes(data: Any) -> bytes:
    """What a user gives as audio: anything that holds bytes or 16-bit samples. TypeError for the rest."""
    if type(data) is bytes:
        return data
    try:
        view = memoryview(data)
    except TypeError:
        raise TypeError(f"audio must be bytes-like, not {type(data).__name__}") from None
    if view.format.strip("@<=>") not in SAMPLES:
        raise TypeError(f"audio must be bytes or 16-bit integers, not items of format {view.format!r}")
    return view.tobytes()


class Cutter:
    """Cuts audio into messages, between samples. A half sample waits for the other half."""

    def __init__(self, audio: Format, longest: float | None = None) -> None:
        """`longest` is the most seconds of a message, None where only its size counts."""
        self.audio = audio
        self._half = b""
        size = FRAME if longest is None else min(FRAME, int(audio.rate * longest) * audio.width)
        self._size = max(audio.width, size - size % audio.width)

    def cut(self, data: bytes) -> list[bytes]:
        if self.audio.encoding == "OPUS":
            if len(data) > FRAME:
                raise ValueError(f"a packet of OPUS has at most {FRAME} bytes, not {len(data)}")
            return [data] if data else []
        if self._half:
            data, self._half = self._half + data, b""
        if len(data) % self.audio.width:
            data, self._half = data[:-1], data[-1:]
        size = self._size
        if len(data) <= size:
            return [data] if data else []
        return [data[start : start + size] for start in range(0, len(data), size)]
