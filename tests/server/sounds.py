"""Recordings made on the spot: buzzing that the voice detector takes for speech, and silence."""

from __future__ import annotations

import io
import wave
from array import array

RATE = 16_000


def silence(seconds: float) -> bytes:
    return bytes(2 * round(seconds * RATE))


def say(*lines: int, seconds: float = 1.0, pause: float = 1.0) -> bytes:
    """A buzz for each line, by its number in scripted_speech.LINES, and a pause before each and at the end."""
    parts = [silence(pause)]
    for line in lines:
        period = RATE // (100 * line)
        samples = [12_000 - 24_000 * (number % period) // period for number in range(round(seconds * RATE))]
        parts += [array("h", samples).tobytes(), silence(pause)]
    return b"".join(parts)


def wav(*channels: bytes, rate: int = RATE) -> bytes:
    """A file with these channels, padded to one length."""
    length = max(map(len, channels))
    frames = array("h", bytes(length * len(channels)))
    for number, channel in enumerate(channels):
        frames[number :: len(channels)] = array("h", channel.ljust(length, b"\0"))
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(len(channels))
        writer.setsampwidth(2)
        writer.setframerate(rate)
        writer.writeframes(frames.tobytes())
    return file.getvalue()
