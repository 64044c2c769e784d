"""Sending audio over a live connection: what is given, what a microphone hears, what a file holds."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from .._flow import Call, Flow, Sleep, Wait, operation
from ..errors import StreamingError
from ._audio import Format, audio_format
from ._files import File, Recording, open_recording
from ._microphone import Microphone, check_device
from ._request import StreamRequest
from ._session import Session
from ._signal import Signal

if TYPE_CHECKING:
    from ._link import Link

__all__ = ["Speaking"]


class Speaking:
    """The half of a live connection that sends."""

    _inbox: Any
    _link: Link

    def __init__(self, request: StreamRequest) -> None:
        self._signal = Signal()
        self._session = self._new_session(request)
        self._paused = False
        self._untold = 0.0  # seconds of dropped audio
        self._told_at = float("-inf")

    def _new_session(self, request: StreamRequest) -> Session:
        return Session(request)

    def pause(self) -> None:
        """Lets the microphone record without sending."""
        self._paused = True

    def resume(self) -> None:
        """Sends what the microphone records again."""
        self._paused = False

    def _make_room(self, pieces: list[bytes], may_drop: bool = True) -> Flow[None]:
        """What is done with audio that the buffer cannot take."""
        session, outbox = self._session, self._session.outbox
        if may_drop and session.request.settings.when_full == "drop":
            self._dropped(sum(session.audio.seconds(len(piece)) for piece in pieces))
            return
        enough = outbox.limit / 2

        def changed() -> bool:
            return outbox.held <= enough or session.stop_asked or session.state in ("stopped", "closed")

        while pieces:
            yield Wait(self._signal, changed)
            pieces = self._link.offer(pieces)

    def _send(self, data: bytes, may_drop: bool = False) -> Flow[None]:
        if rest := self._link.send(data):
            yield from self._make_room(rest, may_drop)

    def _dropped(self, seconds: float, reason: str = "the buffer is full") -> None:
        """Counts lost audio, and tells of it once a second."""
        with self._link.lock:
            self._session.dropped += seconds
            self._untold += seconds
            now = time.monotonic()
            if now - self._told_at >= 1.0:
                self._told_at = now
                self._tell_dropped(reason)

    def _tell_dropped(self, reason: str = "the buffer is full") -> None:
        seconds, self._untold = self._untold, 0.0
        total = round(self._session.dropped, 3)
        event = {"type": "audio_dropped", "seconds": round(seconds, 3), "totalSeconds": total, "reason": reason}
        self._inbox.put([event])
        self._link.wake()

    @property
    def _flowing(self) -> bool:
        return self._session.state in ("started", "reconnecting") and not self._session.stop_asked

    def _from_microphone(self, device: Any) -> Flow[None]:
        check_device(device)
        audio = self._session.audio
        if audio.encoding != "LINEAR16":
            raise ValueError(f"the microphone gives LINEAR16; this stream is {audio.encoding}")
        self._session.check_sending()
        microphone: Microphone = yield Call(lambda: Microphone(device, audio.rate))
        try:
            while self._flowing:
                block, overflowed = yield Call(microphone.read)
                if overflowed:
                    self._dropped(audio.seconds(len(block)), "the microphone was not read in time")
                if block and not self._paused and self._flowing:
                    yield from self._send(block, may_drop=True)
        except StreamingError:
            if self._flowing or not self._session.stop_asked:
                raise
        finally:
            microphone.close()

    @operation
    def stream_file(self, path: File, realtime: bool = True) -> Flow[float]:
        """Streams a recording, and gives the seconds of it that were sent.

        WAVE files of 8 to 48 kHz are sent at their own rate, which the server is told by `modify_request`; other
        formats need the extra `media` and are brought to the stream's rate. Channels are mixed. With `realtime` the
        clock sets the pace, as if it were spoken; without, it goes as fast as the server takes it. The end of the
        stream ends it early. Raises OSError, or ValueError for what holds no audio.
        """
        if not isinstance(realtime, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"realtime must be a bool, not {type(realtime).__name__}")
        self._session.check_sending()
        before = self._session.audio
        recording: Recording = yield Call(lambda: open_recording(path, before.rate))
        audio: Format = recording.audio
        sent, started = 0.0, time.monotonic()
        try:
            if audio != before:
                self._link.modify(audio)
            while not self._session.stop_asked and (block := (yield Call(recording.read))):
                if realtime and (early := started + sent - time.monotonic()) > 0:
                    yield Sleep(early)
                yield from self._send(block)
                sent += audio.seconds(len(block))
            if audio != before and not self._session.stop_asked:
                self._link.modify(before)
        except StreamingError:
            if not self._session.stop_asked:
                raise
        finally:
            recording.close()
        return sent

    @operation
    def modify_request(
        self,
        speech_recognition: Mapping[str, Any] | None = None,
        *,
        encoding: str | None = None,
        sample_rate_hertz: int | None = None,
    ) -> Flow[None]:
        """Says that the audio that follows has another encoding or rate, and waits for the server's answer.

        The two can be given as one dict, `{"encoding": ..., "sampleRateHertz": ...}`, too. Raises ValueError or
        TypeError for what cannot be, StreamingError when no answer comes within `start_timeout`.
        """
        given = dict(speech_recognition or {})
        rate = sample_rate_hertz or given.get("sampleRateHertz", given.get("sample_rate_hertz"))
        name = encoding or given.get("encoding")
        if name is None and rate is None:
            raise ValueError("modify_request needs an encoding or a sample rate")
        session = self._session
        session.check_sending()
        asked = session.modified
        self._link.modify(audio_format(name or session.audio.encoding, session.audio.rate if rate is None else rate))
        seconds = session.request.settings.start_timeout
        yield Wait(self._signal, lambda: session.modified > asked or self._link.over, seconds)
        if session.modified == asked:
            raise StreamingError(f"no answer to modify_request within {seconds:g} s")
