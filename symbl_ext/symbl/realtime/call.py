"""The connection of a phone call: its events, who speaks, and its end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NoReturn
from urllib.parse import quote

from .._core import AsyncCore, Core, SyncCore
from .._flow import Flow, Wait, operation
from ..errors import NotFoundError, StreamingError, SymblError
from ._audio import Format
from ._calling import event_body, stop_body
from ._link import CLOSE_TIMEOUT, Link
from ._request import Settings, StreamRequest
from ._session import Event, Session, error_text
from .connection import AsyncStreamingConnection, StreamingConnection

if TYPE_CHECKING:
    from datetime import datetime

    from symbl_api.models import CallAnswer, CallSummary, Done

    from ._wire import Wire

__all__ = ["AsyncConnection", "Connection"]

logger = logging.getLogger("symbl")

SETTLED = 3.0  # seconds without an event after the end, where the server does not close the socket


def call_url(base_url: str, connection_id: str) -> str:
    """The address that tells of a call."""
    return f"ws{base_url.removeprefix('http')}/session/subscribe/{quote(connection_id, safe='')}"


class CallSession(Session):
    """Only listens: nothing is said on the socket, and it has started when it is open."""

    def greeting(self) -> bytes:
        self.state = "started"
        return b""

    def stop(self) -> None:
        self.stop_asked = True
        if self.state == "started":
            self.state = "stopping"

    def lost(self, why: str, code: int | None) -> list[Event]:
        if self.stop_asked:
            self.closed()
            return []
        return super().lost(why, code)


class CallLink(Link):
    """A link that ends soon after its call, and without it when nobody waits."""

    def leave(self, seconds: float) -> Flow[None]:
        self.close()
        yield Wait(self.signal, lambda: self.over, CLOSE_TIMEOUT)

    def _overdue(self, wire: Wire) -> str | None:
        if self.session.state == "stopping" and self._watch.quiet >= SETTLED:
            self._closing = True
            return None
        return super()._overdue(wire)


class OnCall:
    """What calls have and streams have not, and the other way round."""

    _core: Any
    _link: Link
    _inbox: Any
    _signal: Any
    _session: Session
    _address = staticmethod(call_url)
    _link_class = CallLink

    def _know(self, answer: CallAnswer) -> None:
        self._answer = answer
        self._hung_up = False
        self._session.conversation_id = answer.conversation_id

    def _new_session(self, request: StreamRequest) -> Session:
        return CallSession(request)

    def __repr__(self) -> str:
        answer = self._answer
        ids = f"connection_id={answer.connection_id} conversation_id={answer.conversation_id}"
        return f"<{type(self).__name__} {ids} state={self._session.state}>"

    @property
    def result_web_socket_url(self) -> str:
        """The socket that tells of the call and takes who speaks; `push_speaker_event` does without."""
        return self._answer.result_web_socket_url

    @property
    def event_url(self) -> str:
        """Where it is posted who speaks; `push_speaker_event` does that."""
        return self._answer.event_url

    @property
    def summary_info(self) -> list[CallSummary]:
        """Pages about the call for those who took part; empty before its end."""
        return list(self._answer.summary_info or ())

    resultWebSocketUrl = result_web_socket_url
    eventUrl = event_url
    summaryInfo = summary_info

    @operation
    def push_speaker_event(
        self, kind: str, user: Mapping[str, Any], timestamp: datetime | str | None = None
    ) -> Flow[Done]:
        """Says who speaks: `started_speaking` or `stopped_speaking`, and `{"userId": ..., "name": ...}`.

        `timestamp` is when it happened, now if absent. What is said from then on is that speaker's. Raises ValueError
        or TypeError for what cannot be, `NotFoundError` when the call is over.
        """
        from symbl_api.api.telephony import post_speaker_event

        request = post_speaker_event.request(self._answer.connection_id, body=event_body(kind, user, timestamp))
        core: Core[Any] = self._core
        return (yield from core.call(request, post_speaker_event.parse))

    # ------------------------------------------------------------------------------------------- its life

    def _listened(self) -> Flow[None]:
        """Opens the socket. One that there is no more, because the call was so short, is no mistake."""
        link, session = self._link, self._session
        link.begin()
        yield Wait(
            self._signal, lambda: link.over or session.state != "connecting", 2 * session.request.settings.start_timeout
        )
        if isinstance(link.failure, NotFoundError):
            return
        if link.failure is not None or session.state == "connecting":
            link.close()
            raise link.failure or StreamingError("the call cannot be listened to: no connection")

    def _until_over(self) -> Flow[None]:
        """Waits for the end of the call, and until its events have been delivered."""
        yield Wait(self._signal, lambda: self._link.over, None)
        yield Wait(self._signal, lambda: self._inbox.idle, None)
        self._complain()

    def _complain(self) -> None:
        """Raises what nobody was told of."""
        if (failure := self._inbox.failure()) is not None:
            raise failure
        if (event := self._inbox.untold()) is not None:
            raise StreamingError(error_text(event))

    def _told_of_end(self, answer: CallAnswer) -> None:
        """The server has ended the call."""
        self._hung_up = True
        self._answer = answer
        if answer.conversation_id is not None:
            self._session.conversation_id = answer.conversation_id
        self._link.request_stop()

    def _stop(self) -> Flow[None]:
        """Ends the call and waits until everything has been delivered."""
        if not self._hung_up:
            from .telephony import hang_up

            try:
                self._told_of_end((yield from hang_up(self._core, stop_body(self._answer.connection_id))))
            except NotFoundError:  # it was over already
                self._hung_up = True
                self._link.request_stop()
        if not self._inbox.inside:
            yield Wait(self._signal, lambda: self._link.over, self._session.request.settings.stop_timeout)
            yield Wait(self._signal, lambda: self._inbox.idle, self._session.request.settings.stop_timeout)
            self._complain()

    def _leave(self, seconds: float) -> Flow[None]:
        """Ends the call without waiting for its results."""
        from .telephony import hang_up

        try:
            if not self._hung_up:
                self._hung_up = True
                yield from hang_up(self._core, stop_body(self._answer.connection_id))
        except SymblError as error:
            logger.warning("the call could not be ended: %s", error)
        yield from self._link.leave(0.0 if self._inbox.inside else seconds)

    # --------------------------------------------------------------------------------------- what is not

    def _no_audio(self, *arguments: Any, **keywords: Any) -> NoReturn:
        """Only streams send audio: a call is heard by the server itself."""
        raise StreamingError("a phone call sends no audio of its own; only a streaming connection does")

    send_audio = send_audio_from_mic = stream_file = modify_request = pause = resume = _no_audio

    @operation
    def start(self) -> Flow[None]:
        """A call cannot be taken up again."""
        raise StreamingError("a phone call that has ended cannot be started again; make another")


def listening(answer: CallAnswer) -> StreamRequest:
    return StreamRequest(answer.connection_id, {}, Format("LINEAR16", 16_000), Settings())


class Connection(OnCall, StreamingConnection):
    """A phone call. Comes from `client.telephony.start_pstn()` and `start_sip()`; its calls block.

    Events are dicts, as those of a stream: `transcript_response` with live text, `message_response`,
    `insight_response`, `topic_response`, and `error`. A context manager that ends the call when it is left.
    """

    def __init__(self, core: SyncCore, answer: CallAnswer, token: str, renew: Callable[[str], Flow[str]]) -> None:
        super().__init__(core, listening(answer), token, renew)
        self._know(answer)

    def subscribe(self, events: Mapping[str, Callable[[Event], Any]], wait: bool = True) -> None:
        """Calls `callback(event)` for every event of a type, and returns when the call is over.

        With `wait=False`, and in a callback, it returns at once. Ctrl-C ends the call. Another call adds to the first,
        or replaces; events that came before are delivered too, in their order. Raises StreamingError for what nobody
        was told of by `error` events: a call that failed, a lost connection, an exception in a callback.
        """
        super().subscribe(events)
        if wait and not self._inbox.inside:
            try:
                self._run(self._until_over())
            except KeyboardInterrupt:
                self.stop()

    def _abandon(self, seconds: float) -> None:
        self._run(self._leave(seconds))
        if not self._inbox.inside:
            self._link.join(CLOSE_TIMEOUT)


class AsyncConnection(OnCall, AsyncStreamingConnection):
    """`Connection` for asyncio: its calls are awaited, and callbacks may be coroutine functions."""

    def __init__(self, core: AsyncCore, answer: CallAnswer, token: str, renew: Callable[[str], Flow[str]]) -> None:
        super().__init__(core, listening(answer), token, renew)
        self._know(answer)

    async def subscribe(  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]
        self, events: Mapping[str, Callable[[Event], Any]], wait: bool = True
    ) -> None:
        """As `Connection.subscribe`; being cancelled, as by Ctrl-C, ends the call."""
        super().subscribe(events)
        if wait and not self._inbox.inside:
            try:
                await self._run(self._until_over())
            except asyncio.CancelledError:
                await self.stop()
                raise

    async def _abandon(self, seconds: float) -> None:
        await self._run(self._leave(seconds))
