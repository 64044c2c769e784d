"""One streaming socket as a state machine without input or output (docs/realtime-contract.md §3).

Frames go in, effects come out; who carries them out tells the session what became of `Start`, `Modify` and `Stop`.
No frame makes it raise anything.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import Any, Literal

from symbl_local.realtime.requests import (
    AudioFormat,
    RequestError,
    StartOptions,
    read_message,
    read_modify,
    read_start,
)

__all__ = ["MAX_FRAME", "MAX_MESSAGE", "Close", "Effect", "Feed", "Modify", "Send", "Session", "Start", "Stop", "error"]

log = logging.getLogger(__name__)

MAX_FRAME = 64 * 2**10
"""Bytes of a frame that is taken."""

MAX_MESSAGE = 2**20
"""Bytes of a frame from which on the socket is closed."""

IDLE = 4408
"""Close code: nothing happened for too long."""

_PING, _PONG = "__PING__", "__PONG__"
_SUMMARIES = {
    "already_started": "The stream has been started already.",
    "call_failed": "The call failed.",
    "conversation_deleted": "The conversation has been deleted.",
    "frame_too_large": "The frame is too large.",
    "internal": "Something went wrong in the server.",
    "invalid_audio": "The audio cannot be decoded.",
    "invalid_json": "The message cannot be read.",
    "invalid_modify_request": "The modify_request cannot be followed.",
    "invalid_start_request": "The start_request cannot be followed.",
    "not_started": "The stream has not been started.",
    "recognizer_failed": "Speech recognition has failed.",
    "shutting_down": "The server is stopping.",
    "unknown_type": "The message is of no known type.",
    "unsupported_encoding": "This encoding is not supported.",
    "unsupported_language": "This language is not supported.",
    "unsupported_sample_rate": "This sample rate is not supported.",
}


@dataclass(frozen=True, slots=True)
class Send:
    """Send this: JSON, or text as it is."""

    message: dict[str, Any] | str


@dataclass(frozen=True, slots=True)
class Start:
    """Start recognition, then call `started` or `refused`."""

    options: StartOptions


@dataclass(frozen=True, slots=True)
class Modify:
    """What follows is encoded in another way."""

    audio: AudioFormat


@dataclass(frozen=True, slots=True)
class Feed:
    """Audio to recognize."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Stop:
    """Finish recognition and send what is left, then call `stopped`. `leave`: the socket will be closed after it."""

    leave: bool


@dataclass(frozen=True, slots=True)
class Close:
    """Close the socket, after all that was sent. Nothing follows."""

    code: int
    reason: str = ""


Effect = Send | Start | Modify | Feed | Stop | Close


def error(code: str, details: str) -> dict[str, Any]:
    """An error message (docs/realtime-contract.md §6)."""
    return {"type": "error", "code": code, "message": _SUMMARIES.get(code, code), "details": details}


class Session:
    """The state of one socket. `idle` is how many seconds it may stay open without a running stream."""

    def __init__(self, idle: float) -> None:
        self._most_idle = idle
        self._idle: float | None = idle
        self._state: Literal["new", "starting", "listening", "stopping", "closed"] = "new"
        self._options: StartOptions | None = None
        self._told = False
        self.rounds = 0
        """How often the socket has begun to be idle: from then on `patience` counts."""

    @property
    def listening(self) -> bool:
        """Whether audio is taken."""
        return self._state == "listening"

    @property
    def patience(self) -> float | None:
        """Seconds without a stream after which `timed_out` is to be called; None while one runs."""
        return self._idle if self._state == "new" else None

    def text(self, text: str) -> list[Effect]:
        """A text frame has come."""
        if self._state == "closed":
            return []
        if text == _PING:
            return [Send(_PONG)]
        size = len(text.encode(errors="surrogatepass"))
        if size > MAX_MESSAGE:
            return self._far_too_large()
        try:
            if size > MAX_FRAME:
                raise _too_large(size)
            return self._message(read_message(text))
        except RequestError as refused:
            return [Send(error(refused.code, refused.details))]

    def _message(self, message: dict[str, Any]) -> list[Effect]:
        match message["type"]:
            case "start_request":
                if self._state != "new":
                    raise RequestError("already_started", "start_request: the stream is running; stop it first")
                options = read_start(message)
                self._state, self._options = "starting", options
                return [Start(options)]
            case "modify_request":
                self._running("modify_request")
                assert self._options
                return [Modify(read_modify(message, self._options.audio))]
            case "stop_request" | "stop_recognition" as name:
                self._running(name)
                assert self._options
                self._state = "stopping"
                return [Stop(self._options.disconnect)]
            case name:
                raise RequestError("unknown_type", f"type: {name!r} is none that a client sends")

    def _running(self, name: str) -> None:
        if self._state != "listening":
            raise RequestError("not_started", f"{name}: send a start_request first")

    def audio(self, data: bytes) -> list[Effect]:
        """A binary frame has come. Outside a stream it is ignored."""
        if self._state == "closed":
            return []
        if len(data) > MAX_MESSAGE:
            return self._far_too_large()
        if len(data) > MAX_FRAME:
            refused = _too_large(len(data))
            return [Send(error(refused.code, refused.details))]
        if self._state == "listening":
            return [Feed(data)] if data else []
        if not self._told:
            self._told = True
            log.info("audio outside a stream is ignored")
        return []

    def _far_too_large(self) -> list[Effect]:
        return self.close(1009, f"a frame may have {MAX_MESSAGE} bytes")

    def started(self, conversation_id: str) -> list[Effect]:
        """Recognition has started, in that conversation."""
        if self._state != "starting":
            return []
        self._state = "listening"
        data = {"conversationId": conversation_id}
        inner = (
            {"type": "conversation_created", "data": data},
            {"type": "started_listening"},
            {"type": "recognition_started", "data": data},
        )
        return [Send({"type": "message", "message": message}) for message in inner]

    def refused(self, code: str, details: str) -> list[Effect]:
        """Recognition could not be started: another `start_request` may follow."""
        if self._state != "starting":
            return []
        self._state = "new"
        self.rounds += 1
        return [Send(error(code, details))]

    def modified(self, audio: AudioFormat) -> list[Effect]:
        """The new encoding is in force."""
        if self._state != "listening" or self._options is None:
            return []
        self._options = replace(self._options, audio=audio)
        data = {"encoding": audio.encoding, "sampleRateHertz": audio.rate}
        return [Send({"type": "message", "message": {"type": "session_modified", "data": data}})]

    def stopped(self) -> list[Effect]:
        """Everything that was said has been told; this was the end of the stream."""
        if self._state != "stopping" or self._options is None:
            return []
        done = Send({"type": "message", "message": {"type": "recognition_stopped"}})
        if self._options.disconnect:
            return [done, *self.close(1000)]
        self._state = "new"
        self.rounds += 1
        asked = self._options.idle
        self._idle = self._most_idle if asked is None else min(asked, self._most_idle)
        return [done] if self._idle else [done, *self.close(1000)]

    def timed_out(self) -> list[Effect]:
        """Nothing has come for as long as `patience` says."""
        return [] if self._state == "closed" else self.close(IDLE, f"idle for {self._idle or 0:g} s")

    def close(self, code: int, reason: str = "") -> list[Effect]:
        """The socket is to be closed, whatever its state."""
        if self._state == "closed":
            return []
        self._state = "closed"
        return [Close(code, reason)]


def _too_large(size: int) -> RequestError:
    return RequestError("frame_too_large", f"the frame has {size} bytes; at most {MAX_FRAME} are taken, best are 8192")
