"""The microphone, through sounddevice: the extra `mic`, imported when it is used."""

from __future__ import annotations

import threading
from importlib import import_module
from typing import Any

from ..errors import ConfigurationError, StreamingError

__all__ = ["SAMPLES", "Microphone", "check_device"]

SAMPLES = 4096  # of a block
INSTALL = "the microphone needs sounddevice: pip install 'symbl-sdk[mic]'"
PORTAUDIO = "the microphone needs the PortAudio library: on Debian and Ubuntu, apt install libportaudio2"
# Codes of PortAudio.
BUSY, NO_DEVICE, BAD_CHANNELS, BAD_RATE = (-9985, -9993), (-9996, -1), (-9998,), (-9997,)


def check_device(device: Any) -> None:
    """Refuses what cannot name a device."""
    if device is not None and (isinstance(device, bool) or not isinstance(device, (int, str))):
        raise TypeError(f"device must be the index of a device, not {type(device).__name__}")


class Microphone:
    """An open input of 16-bit mono samples. Closing waits for a read that is going on."""

    def __init__(self, device: int | str | None, rate: int) -> None:
        """Raises ConfigurationError without the libraries, StreamingError when the device cannot be used so."""
        sounddevice = load()
        self._lock = threading.Lock()
        stream: Any = None
        try:
            stream = sounddevice.RawInputStream(
                samplerate=rate, blocksize=SAMPLES, device=device, channels=1, dtype="int16"
            )
            stream.start()
        except Exception as error:
            if stream is not None:
                stream.close(ignore_errors=True)
            raise trouble(error, sounddevice, device, rate) from error
        self._stream = stream

    def read(self) -> tuple[bytes, bool]:
        """The next block, and whether some before it were lost."""
        with self._lock:
            if self._stream is None:
                return b"", False
            try:
                block, overflowed = self._stream.read(SAMPLES)
            except Exception as error:
                raise StreamingError(f"the microphone stopped: {error}") from error
            return bytes(block), bool(overflowed)

    def close(self) -> None:
        with self._lock:
            stream, self._stream = self._stream, None
            if stream is not None:
                stream.abort(ignore_errors=True)
                stream.close(ignore_errors=True)


def load() -> Any:
    try:
        return import_module("sounddevice")
    except ModuleNotFoundError as error:
        if error.name != "sounddevice":
            raise
        raise ConfigurationError(INSTALL) from None
    except OSError as error:
        raise ConfigurationError(f"{PORTAUDIO} ({error})") from None


def trouble(error: Exception, sounddevice: Any, device: int | str | None, rate: int) -> Exception:
    """What an error of sounddevice means for the user."""
    which = "the default microphone" if device is None else f"microphone {device!r}"
    code = error.args[1] if isinstance(error, sounddevice.PortAudioError) and len(error.args) > 1 else None
    if isinstance(error, ValueError) or code in NO_DEVICE:
        seen = "sounddevice.query_devices() lists those there are"
        return StreamingError(f"there is no {which.removeprefix('the ')}; {seen}: {error}")
    if code in BAD_RATE:
        return StreamingError(
            f"{which} does not record at {rate} Hz; choose another rate with "
            f"config={{'speechRecognition': {{'sampleRateHertz': ...}}}}: {error}"
        )
    if code in BUSY:
        return StreamingError(f"{which} is busy, or may not be used: {error}")
    if code in BAD_CHANNELS:
        return StreamingError(f"{which} is no input: {error}")
    return StreamingError(f"{which} cannot be opened: {error}")
