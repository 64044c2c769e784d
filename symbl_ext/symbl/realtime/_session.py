"""What a live connection says, and what it makes of what it hears. No socket, no clock, no lock: the link has those."""

from __future__ import annotations

import json
import logging
from typing import Any, Literal, TypeAlias, cast

from ..errors import StreamingError
from ._audio import Cutter, Format
from ._outbox import PIECE, Item, Outbox
from ._request import StreamRequest

__all__ = ["Event", "Session", "State", "encode", "error_event", "error_text"]

logger = logging.getLogger("symbl")

Event: TypeAlias = dict[str, Any]
State: TypeAlias = Literal["connecting", "started", "stopping", "stopped", "reconnecting", "closed"]

# A close with one of these says that trying again is of no use.
FINAL_CODES = (1000, 1002, 1003, 1007, 1008, 1009, 1010, 4408)


def encode(message: Any) -> bytes:
    """A message as it goes over the wire: JSON, never the text of a dict."""
    return json.dumps(message, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


STOP = Item(encode({"type": "stop_request"}), text=True)


class Session:
    """The state of one connection id across all its sockets.

    `connecting`, `started`, then `stopping` once `stop` was asked for, `stopped` where the server keeps the connection,
    and `closed`; `reconnecting` while a broken connection is sought again.
    """

    def __init__(self, request: StreamRequest) -> None:
        self.request = request
        self.state: State = "connecting"
        self.conversation_id: str | None = None
        self.refusal: StreamingError | None = None  # why the start came to nothing
        self.audio = request.audio  # of what is given now
        self.outbox = Outbox(request.settings.buffer_seconds, request.settings.reconnect_timeout > 0)
        self.dropped = 0.0  # seconds
        self.modified = 0  # answers to modify_request, errors too
        self.stop_asked = False
        self.listening = False
        self.completed = False
        self._cutter = self._new_cutter()
        self._start_audio = request.audio  # what the outbox begins with
        self._again = 0.0
        self._expected: dict[str, int] = {}  # the next number of each type of result

    # ------------------------------------------------------------------------------------- to the server

    def greeting(self) -> bytes:
        """The first message on a socket."""
        self.listening = False
        message = self.request.start(self.outbox.confirmed_audio or self._start_audio)
        if self.state == "reconnecting":  # results that were told meanwhile are told again
            message["resumeFrom"] = self._expected
        return encode(message)

    @property
    def may_send(self) -> bool:
        """Whether audio may go out: only after the server has said that it listens."""
        return self.state in ("started", "stopping")

    def check_sending(self) -> None:
        """Raises StreamingError where no audio can be taken."""
        if self.stop_asked or self.state in ("stopped", "closed"):
            raise StreamingError("the connection is closed" if self.state == "closed" else "the stream was stopped")

    def cut(self, data: bytes) -> list[bytes]:
        return self._cutter.cut(data)

    def offer(self, piece: bytes) -> bool:
        """Takes a piece of audio to be sent, if it fits."""
        seconds = self.audio.seconds(len(piece))
        if not self.outbox.room(seconds):
            return False
        self.outbox.add(Item(piece, seconds))
        return True

    def modify(self, audio: Format) -> None:
        """The audio that follows has another format."""
        self.audio, self._cutter = audio, self._new_cutter(audio)
        message = {"type": "modify_request", "speechRecognition": audio.wire()}
        self.outbox.add(Item(encode(message), text=True, audio=audio))

    def stop(self) -> None:
        """The last message, after all audio."""
        if not self.stop_asked:
            self.stop_asked = True
            self.outbox.add(STOP)
            if self.state == "started":
                self.state = "stopping"

    def restart(self) -> bytes:
        """The `start_request` that takes up a stopped session."""
        self.outbox.clear()
        self.stop_asked = self.completed = False
        self.state, self.refusal = "connecting", None
        self._start_audio, self.outbox.confirmed_audio = self.audio, None
        self._cutter = self._new_cutter()
        return self.greeting()

    def _new_cutter(self, audio: Format | None = None) -> Cutter:
        return Cutter(audio or self.audio, PIECE if self.outbox.reliable else None)

    # ----------------------------------------------------------------------------------- from the server

    def heard(self, text: bytes) -> list[Event]:
        """Reads a message and gives the events that it makes."""
        if text in (b"__PONG__", b"__PING__"):
            return []
        try:
            event = json.loads(text.decode())
        except (ValueError, RecursionError):
            event = None
        if not isinstance(event, dict):
            logger.warning("a message of the server is no JSON object (%d bytes)", len(text))
            return [error_event("invalid_message", "a message of the server is no JSON object")]
        return self._understood(event)  # pyright: ignore[reportUnknownArgumentType]

    def _understood(self, event: Event) -> list[Event]:
        inner = event.get("message")
        kind = event.get("type")
        if kind == "message" and isinstance(inner, dict):
            return [event, *self._lifecycle(inner)]  # pyright: ignore[reportUnknownArgumentType]
        if kind == "error":
            self._refused(event)
        number = event.get("sequenceNumber")
        if isinstance(kind, str) and isinstance(number, int):
            self._expected[kind] = number + 1
        return [event]

    def _lifecycle(self, inner: dict[str, Any]) -> list[Event]:
        kind = inner.get("type")
        data = inner.get("data")
        found = data.get("conversationId") if isinstance(data, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
        made: list[Event] = []
        if kind in ("conversation_created", "recognition_started") and found is not None:
            if self.conversation_id not in (None, str(found)):  # pyright: ignore[reportUnknownArgumentType]
                text = f"the conversation is another one now: {found} after {self.conversation_id}"
                made.append(error_event("conversation_changed", text))
                self._expected.clear()
            self.conversation_id = str(found)  # pyright: ignore[reportUnknownArgumentType]
        if kind in ("conversation_created", "started_listening", "recognition_started"):
            self.listening = True
            if self.conversation_id is not None:
                made += self.started()
        elif kind == "session_modified":
            self.modified += 1
        elif kind == "conversation_completed":
            self.completed = True
        elif kind == "recognition_stopped" and self.stop_asked:
            self.state = "stopped"
            self.outbox.clear()
        elif kind == "error":
            self._refused(inner)
        return made

    def started(self) -> list[Event]:
        """The server listens, and audio may flow."""
        if self.state not in ("connecting", "reconnecting"):
            return []
        again = self.state == "reconnecting"
        self.state = "stopping" if self.stop_asked else "started"
        if not again:
            return []
        seconds, self._again = self._again, 0.0
        return [{"type": "reconnected", "conversationId": self.conversation_id, "resentSeconds": round(seconds, 3)}]

    def _refused(self, event: Event) -> None:
        self.modified += 1
        if self.state in ("connecting", "reconnecting"):
            self.refusal = StreamingError(f"the server refuses the stream: {error_text(event)}")

    def lost(self, why: str, code: int | None) -> list[Event]:
        """The socket is gone. Says so by events, and by the state: `reconnecting` or `closed`."""
        unfinished = self.state in ("started", "stopping", "reconnecting")
        if unfinished and not (self.stop_asked and (self.completed or code == 1000)):
            if self.outbox.reliable and code not in FINAL_CODES:
                self._again += self.outbox.lost()
                if self.stop_asked and self.outbox.last is not STOP:  # it arrived, but not what it asked for
                    self.outbox.add(STOP)
                first = self.state != "reconnecting"
                self.state = "reconnecting"
                return [{"type": "reconnecting", "reason": why}] if first else []
            self.closed()
            if code == 1000 or self.completed:  # the server ended it in good order
                return []
            return [error_event("connection_lost", why)]
        self.closed()
        return []

    def closed(self) -> None:
        self.state = "closed"
        self.outbox.clear()


def error_event(code: str, text: str) -> Event:
    """An `error` event made here, in the shape of the server's."""
    return {"type": "error", "code": code, "message": text, "details": text}


def error_text(event: Event) -> str:
    """The text of an error in any of its shapes: `details` and `message`, which may be an object."""
    parts: list[str] = []
    for name in ("message", "details"):
        value = event.get(name)
        if isinstance(value, dict):
            value = cast("dict[str, Any]", value).get("message")
        if isinstance(value, str) and value and value not in parts:
            parts.append(value)
    code = event.get("code")
    text = ": ".join(parts) or "no reason given"
    return f"{text} ({code})" if isinstance(code, str) and code not in text else text
