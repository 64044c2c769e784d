"""The live connections that users hold. Everything is written once, as flows; the two classes at the end run them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

from .._core import AsyncCore, Core, SyncCore
from .._flow import AsyncHost, Flow, Host, Wait, operation
from ..conversation import AsyncConversation, BaseConversation, Conversation
from ..errors import NoConversationError, StreamingError, TimedOut
from ._audio import as_bytes
from ._ending import QUICK, remember
from ._inbox import AsyncInbox, Inbox, SyncInbox, callbacks
from ._link import CLOSE_TIMEOUT, LONGEST_STOP, Link
from ._request import StreamRequest, stream_url
from ._session import Event, State
from ._speaking import Speaking

__all__ = ["AsyncStreamingConnection", "BaseStreamingConnection", "StreamingConnection", "begun"]

K = TypeVar("K", bound=Core[Any])
C = TypeVar("C", bound=BaseConversation[Any])
T = TypeVar("T")

MARGIN = 2.0  # seconds by which the thread may be late


class BaseStreamingConnection(Speaking, Generic[K, C]):
    """A live stream. On a `StreamingConnection` the calls block, on an `AsyncStreamingConnection` they are awaited.

    Events are dicts, as the server sent them. One whose `type` has a callback goes there, the others to whoever
    iterates over the connection; until either is there they are kept. Made here, in the same form, are `error` (with
    `code`), `reconnecting`, `reconnected` and `audio_dropped`. docs/streaming.md lists all.
    """

    def __init__(self, core: K, request: StreamRequest) -> None:
        super().__init__(request)
        self._core = core
        self._conversation: C | None = None

    def __repr__(self) -> str:
        session = self._session
        ids = f"connection_id={session.request.connection_id} conversation_id={session.conversation_id}"
        return f"<{type(self).__name__} {ids} state={session.state}>"

    _address = staticmethod(stream_url)
    _link_class = Link

    # --------------------------------------------------------------------------------------- what is known

    @property
    def connection_id(self) -> str:
        """The id of this connection; other connections with it speak in the same conversation."""
        return self._session.request.connection_id

    @property
    def conversation_id(self) -> str | None:
        """The conversation's id, None where the server has not named it."""
        return self._session.conversation_id

    connectionId = connection_id
    conversationId = conversation_id

    @property
    def conversation(self) -> C:
        """The conversation, to be read as any other, also after the stream has ended. Raises NoConversationError."""
        found = self._session.conversation_id
        if found is None:
            raise NoConversationError("the conversation has not started: the server has not named it")
        conversation = self._conversation
        if conversation is None or conversation.conversation_id != found:
            made: C = self._core.conversation(found, None)
            self._conversation = self._core.shared.recent = conversation = made
        return conversation

    @property
    def state(self) -> State:
        """`connecting`, `started`, `stopping`, `stopped`, `reconnecting` or `closed`."""
        return self._session.state

    @property
    def dropped_seconds(self) -> float:
        """Audio that found no room, with `when_full="drop"`, or that the microphone lost."""
        return self._session.dropped

    # --------------------------------------------------------------------------------------------- events

    def subscribe(self, events: Mapping[str, Callable[[Event], Any]]) -> None:
        """Calls `callback(event)` for every event of a type: `{"message_response": callback, ...}`.

        Returns at once. Another call adds to the first, or replaces. Events that came before are delivered too, in
        their order. Callbacks are called one after the other, in a thread of their own; on an
        `AsyncStreamingConnection` in the event loop, and they may be coroutine functions. One that raises is logged and
        told by an `error` event, and raised by `stop()` if nothing subscribes to that.
        """
        self._inbox.subscribe(callbacks(events))
        self._deliver_soon()

    def on_error(self, callback: Callable[[Exception], Any]) -> Self:
        """Calls `callback(exception)` for whatever an `error` event tells of."""
        if not callable(callback):
            raise TypeError(f"on_error needs a callable, not {type(callback).__name__}")
        self._inbox.subscribe({}, callback)
        self._deliver_soon()
        return self

    def _deliver_soon(self) -> None:
        raise NotImplementedError

    def _begin(self) -> None:
        raise NotImplementedError

    @property
    def _ended(self) -> bool:
        """Whether no event will come unless the stream is started again."""
        return self._link.over or self._link.settled

    def _next_event(self) -> Flow[Event | None]:
        """The next event without a callback, None at the end. Raises StreamingError where the connection was lost."""
        inbox: Inbox = self._inbox
        while (event := inbox.take()) is None:
            if self._ended and not inbox.kept:
                failure, inbox.lost = inbox.lost, None
                if failure is not None:
                    raise failure
                return None
            yield Wait(self._signal, lambda: inbox.kept or self._ended)
        return event

    # -------------------------------------------------------------------------------------- start and stop

    @operation
    def start(self) -> Flow[None]:
        """Starts a stopped stream again, on the same connection, in the same conversation.

        For streams with `disconnect_on_stop_request=False`, as long as the server keeps them. Raises StreamingError.
        """
        self._link.restart()
        yield from self._until_started()

    def _until_started(self) -> Flow[None]:
        link, session = self._link, self._session
        seconds = session.request.settings.start_timeout
        try:
            yield Wait(self._signal, lambda: link.over or session.state not in ("connecting",), seconds + MARGIN)
            if session.state != "connecting" and not link.over and session.state != "closed":
                return
            if not (yield Wait(self._signal, lambda: link.over, MARGIN)) and link.failure is None:
                raise TimedOut(f"the stream did not start within {seconds:g} s", sent=False)
        except BaseException:
            link.close()
            raise
        link.close()
        raise link.failure or StreamingError("the stream ended before it started")

    def _stop(self) -> Flow[None]:
        """Sends the stop and waits until everything that follows it has been delivered."""
        link, settings = self._link, self._session.request.settings
        with link.lock:
            if self._untold:
                self._tell_dropped()
        link.request_stop()
        if self._inbox.inside:
            return
        yield Wait(self._signal, lambda: link.settled, LONGEST_STOP + settings.stop_timeout)
        if self._session.state == "closed":
            yield Wait(self._signal, lambda: link.over, CLOSE_TIMEOUT)
        yield Wait(self._signal, lambda: self._inbox.idle, settings.stop_timeout)
        if (failure := self._inbox.failure()) is not None:
            raise failure

    def _close(self) -> Flow[None]:
        self._link.close()
        if not self._inbox.inside:
            yield Wait(self._signal, lambda: self._link.over, CLOSE_TIMEOUT)


class StreamingConnection(BaseStreamingConnection[SyncCore, Conversation], Host):
    """A live stream whose calls block. Comes from `client.streaming.start_connection()`.

    A context manager that leaves when the final results have been delivered, and soon after an exception.
    """

    _inbox: SyncInbox

    def __init__(self, core: SyncCore, request: StreamRequest, token: str, renew: Callable[[str], Flow[str]]) -> None:
        super().__init__(core, request)
        self._inbox = SyncInbox(self._signal)
        url = self._address(core.config.base_url, request.connection_id)

        def renewal(stale: str) -> str:
            return core.run(renew(stale))

        renewed = renewal if core.tokens().renewable else None
        deliver = self._inbox.deliver
        self._link = self._link_class(self._session, self._inbox, self._signal, url, token, renewed, deliver)
        remember(self._link, core)

    def _run(self, flow: Flow[T]) -> T:
        return self._core.run(flow)

    def _begin(self) -> None:
        self._link.open()

    def _deliver_soon(self) -> None:
        self._link.take_turns()
        self._link.wake()
        if self._link.over and not self._inbox.idle:
            threading.Thread(target=self._inbox.deliver, name=f"symbl-events-{self.connection_id}").start()

    def __iter__(self) -> Iterator[Event]:
        """Events as they come, until the stream stops. Those of types that have a callback go there instead."""
        while (event := self._run(self._next_event())) is not None:
            yield event

    def send_audio(self, data: Any) -> None:
        """Sends audio: anything that holds bytes, in the stream's encoding, cut into messages between samples.

        When `buffer_seconds` of audio wait to be sent, it waits for room, or drops what does not fit (`when_full`).
        Raises StreamingError when the stream was stopped or lost, TypeError for what is no audio.
        """
        if rest := self._link.send(as_bytes(data)):
            self._run(self._make_room(rest))
        elif self._untold:
            self._tell_dropped()

    def send_audio_from_mic(self, device: int | None = None) -> None:
        """Streams the microphone until Ctrl-C, which stops the stream, or until the stream stops or closes.

        `device` is an index of `sounddevice.query_devices()`. Needs the extra `mic`. Raises ConfigurationError
        without its libraries, StreamingError when the device cannot be used.
        """
        try:
            self._run(self._from_microphone(device))
        except KeyboardInterrupt:
            self.stop()

    def stop(self) -> Self:
        """Ends the stream, waits for the final results and their callbacks, and returns this object.

        It gives up after `stop_timeout` seconds without any event. In a callback it returns at once. Raises
        StreamingError for what nobody was told of: an exception in a callback, a lost connection, missing results.
        """
        self._run(self._stop())
        if self.state == "closed" and not self._inbox.inside:
            self._link.join(CLOSE_TIMEOUT)
        return self

    def close(self) -> None:
        """Ends the connection at once. What the server has not sent by then is not waited for."""
        self._run(self._close())
        if not self._inbox.inside:
            self._link.join(CLOSE_TIMEOUT)

    def _abandon(self, seconds: float) -> None:
        self._run(self._link.leave(0.0 if self._inbox.inside else seconds))
        if not self._inbox.inside:
            self._link.join(CLOSE_TIMEOUT)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None and not issubclass(kind, KeyboardInterrupt):
            self._abandon(QUICK)
            return
        try:
            self.stop()
        finally:
            self.close()


class AsyncStreamingConnection(BaseStreamingConnection[AsyncCore, AsyncConversation], AsyncHost):
    """A live stream whose calls are awaited. Callbacks may be coroutine functions."""

    _inbox: AsyncInbox

    def __init__(self, core: AsyncCore, request: StreamRequest, token: str, renew: Callable[[str], Flow[str]]) -> None:
        super().__init__(core, request)
        loop = asyncio.get_running_loop()
        self._inbox = AsyncInbox(self._signal)

        def renewal(stale: str) -> str:
            return asyncio.run_coroutine_threadsafe(core.run(renew(stale)), loop).result(core.config.timeout)

        def deliver() -> None:
            if self._inbox.idle:
                return
            try:
                loop.call_soon_threadsafe(self._inbox.deliver)
            except RuntimeError:  # the loop has ended, and nobody listens any more
                self._link.close()

        url = self._address(core.config.base_url, request.connection_id)
        renewed = renewal if core.tokens().renewable else None
        self._link = self._link_class(self._session, self._inbox, self._signal, url, token, renewed, deliver)
        remember(self._link, core)

    async def _run(self, flow: Flow[T]) -> T:
        return await self._core.run(flow)

    def _begin(self) -> None:
        self._link.begin()

    def _deliver_soon(self) -> None:
        self._inbox.deliver()

    async def __aiter__(self) -> AsyncIterator[Event]:
        """Events as they come, until the stream stops. Those of types that have a callback go there instead."""
        while (event := await self._run(self._next_event())) is not None:
            yield event

    async def send_audio(self, data: Any) -> None:
        """As `StreamingConnection.send_audio`; the event loop is never blocked."""
        if rest := self._link.send(as_bytes(data)):
            await self._run(self._make_room(rest))
        elif self._untold:
            self._tell_dropped()

    async def send_audio_from_mic(self, device: int | None = None) -> None:
        """As `StreamingConnection.send_audio_from_mic`; being cancelled, as by Ctrl-C, stops the stream."""
        try:
            await self._run(self._from_microphone(device))
        except asyncio.CancelledError:
            await self.stop()
            raise

    async def stop(self) -> Self:
        """As `StreamingConnection.stop`."""
        await self._run(self._stop())
        return self

    async def close(self) -> None:
        """As `StreamingConnection.close`."""
        await self._run(self._close())

    async def _abandon(self, seconds: float) -> None:
        await self._run(self._link.leave(0.0 if self._inbox.inside else seconds))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            await self._abandon(QUICK)
            return
        try:
            await self.stop()
        finally:
            await self.close()


def begun(connection: BaseStreamingConnection[Any, Any]) -> Flow[None]:
    """Opens a connection and waits for its stream to start."""
    connection._begin()  # pyright: ignore[reportPrivateUsage]
    yield from connection._until_started()  # pyright: ignore[reportPrivateUsage]
