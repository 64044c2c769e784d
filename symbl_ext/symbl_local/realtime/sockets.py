"""The sockets: who may open one, and the way of frames between it and the rest (docs/realtime-contract.md §1, §2)."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from symbl_local.realtime.hub import Ending, Listener
from symbl_local.realtime.live import Live, TooManyStreamsError
from symbl_local.realtime.requests import AudioFormat, RequestError, StartOptions
from symbl_local.realtime.session import Close, Effect, Feed, Modify, Send, Session, Start, Stop, error
from symbl_local.realtime.stream import Stream
from symbl_local.server import calls
from symbl_local.server.call import Services
from symbl_local.server.errors import ApiError, error_response

__all__ = ["routes"]

log = logging.getLogger(__name__)

_ID = re.compile(r"[A-Za-z0-9\-_.~=+/]{1,128}")
_MOST_OFFERED = 4
_HOST = re.compile(r"[A-Za-z0-9.-]{1,255}(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
_SPEAKER_BACKLOG = 20_000
"""Messages that may wait for a speaker's own socket."""
_SLOW = 10.0
"""Seconds for which a socket that is to be closed may take no data."""


async def stream(websocket: WebSocket) -> None:
    """``/v1/streaming/{id}``: audio in, results out."""
    live = _live(websocket)
    try:
        account, subprotocol = await _account(websocket)
        connection_id = _connection_id(websocket)
        with live.streaming(account):
            await websocket.accept(subprotocol)
            line = _Line(websocket, live, account, connection_id)
            with live.socket(line.listener):
                await line.run()
    except TooManyStreamsError:
        most = live.settings.max_streams
        await _refuse(websocket, ApiError(429, f"This account has {most} streams, which is as many as it may have."))
    except ApiError as refusal:
        await _refuse(websocket, refusal)
    except WebSocketDisconnect:
        pass  # before it was even accepted


async def subscribe(websocket: WebSocket) -> None:
    """``/v1/subscribe/{id}``: results only."""
    await _attend(websocket, lambda account, text: None)


async def events(websocket: WebSocket) -> None:
    """``/events/{id}``: the results of a call, and, the other way, who speaks in it."""
    services: Services = websocket.app.state.services
    connection_id = websocket.path_params["connectionId"]
    await _attend(websocket, lambda account, text: calls.hear(services, account, connection_id, text))


async def _attend(websocket: WebSocket, heard: Callable[[str, str], dict[str, Any] | None]) -> None:
    """Tell a listener everything. What it says goes to `heard`, with its account; an answer is for it alone."""
    live = _live(websocket)
    try:
        account, subprotocol = await _account(websocket)
        conversation = live.find(account, _connection_id(websocket))
        if conversation is None:
            raise ApiError(404, "There is no live conversation with this connection id.")
    except ApiError as refusal:
        await _refuse(websocket, refusal)
        return
    listener = conversation.subscribe()
    try:
        with live.socket(listener), suppress(WebSocketDisconnect):
            await websocket.accept(subprotocol)
            await _listen_only(websocket, listener, lambda text: heard(account, text))
    finally:
        conversation.unsubscribe(listener)


async def nowhere(websocket: WebSocket) -> None:
    """Any other address."""
    await _refuse(websocket, ApiError(404, "Not Found."))


async def _listen_only(websocket: WebSocket, listener: Listener, heard: Callable[[str], dict[str, Any] | None]) -> None:
    """Until the socket is closed by either side."""
    talking = asyncio.create_task(_talk(websocket, listener))
    try:
        while True:
            hearing = asyncio.ensure_future(websocket.receive())
            await asyncio.wait([hearing, talking], return_when=asyncio.FIRST_COMPLETED)
            if not hearing.done():
                hearing.cancel()
                return
            message = hearing.result()
            if message["type"] == "websocket.disconnect":
                return
            if (text := message.get("text")) is not None and (answer := heard(text)):
                listener.put(json.dumps(answer, ensure_ascii=False))
    finally:
        talking.cancel()
        await asyncio.wait([talking])


class _Line:
    """One streaming socket: its session, its messages, and the stream that it feeds."""

    def __init__(self, websocket: WebSocket, live: Live, account: str, connection_id: str) -> None:
        self.listener = Listener(_SPEAKER_BACKLOG)
        self._websocket = websocket
        self._live = live
        self._account = account
        self._id = connection_id
        self._session = Session(live.settings.stream_idle)
        self._stream: Stream | None = None

    async def run(self) -> None:
        """Until the socket is closed. What was said is finished first, whichever way it ends."""
        talking = asyncio.create_task(_talk(self._websocket, self.listener))
        ending: Close | None = None
        try:
            ending = await self._listen(talking)
        except Exception:
            log.exception("a stream failed")
            self._say(error("internal", "the stream failed"))
            ending = Close(1011, "internal error")
        finally:
            if self._stream:
                await self._stream.stop()
                await self._stream.leave(lost=ending is None)
            self.listener.end(*((ending.code, ending.reason) if ending else (1000, "")))
            await asyncio.wait([talking])

    async def _listen(self, talking: asyncio.Task[None]) -> Close | None:
        """Follow frames until the socket is to be closed, or, with None, is closed already."""
        loop = asyncio.get_running_loop()
        rounds, began = self._session.rounds, loop.time()
        while True:
            if rounds != self._session.rounds:
                rounds, began = self._session.rounds, loop.time()
            patience = self._session.patience
            left = None if patience is None else max(0.0, began + patience - loop.time())
            receiving = asyncio.ensure_future(self._websocket.receive())
            await asyncio.wait([receiving, talking], timeout=left, return_when=asyncio.FIRST_COMPLETED)
            if receiving.done():
                message = receiving.result()
                if message["type"] == "websocket.disconnect":
                    return None
                text, data = message.get("text"), message.get("bytes")
                effects = self._session.text(text) if text is not None else self._session.audio(data or b"")
            else:
                receiving.cancel()
                if talking.done():
                    return None
                effects = self._session.timed_out()
            if ending := await self._carry_out(effects):
                return ending

    async def _carry_out(self, effects: list[Effect]) -> Close | None:
        """Do what the session wants, and what it wants then; the last of it may be to close the socket."""
        while effects:
            effect, *effects = effects
            match effect:
                case Send(message):
                    self._say(message)
                case Close():
                    return effect
                case Feed(data):
                    effects += await self._feed(data)
                case Start(options):
                    effects += await self._start(options)
                case Modify(audio):
                    effects += await self._modify(audio)
                case Stop(leave):
                    effects += await self._stop(leave)
        return None

    def _say(self, message: dict[str, Any] | str) -> None:
        self.listener.put(message if isinstance(message, str) else json.dumps(message, ensure_ascii=False))

    async def _start(self, options: StartOptions) -> list[Effect]:
        try:
            base_url = _base_url(self._websocket)
            conversation = await self._live.open(self._account, self._id, options, base_url=base_url)
            before, self._stream = self._stream, await conversation.add_speaker(options, self.listener)
        except RequestError as refused:
            return self._session.refused(refused.code, refused.details)
        if before:
            await before.leave()
        return self._session.started(conversation.id)

    async def _feed(self, data: bytes) -> list[Effect]:
        assert self._stream
        try:
            await self._stream.feed(data)
        except RequestError as refused:
            return [Send(error(refused.code, refused.details))]
        return []

    async def _modify(self, audio: AudioFormat) -> list[Effect]:
        assert self._stream
        try:
            await self._stream.modify(audio)
        except RequestError as refused:
            return [Send(error(refused.code, refused.details))]
        return self._session.modified(audio)

    async def _stop(self, leave: bool) -> list[Effect]:
        assert self._stream
        await self._stream.stop()
        if leave:
            stopped, self._stream = self._stream, None
            await stopped.leave()
        return self._session.stopped()


async def _talk(websocket: WebSocket, listener: Listener) -> None:
    """Send what the listener is told, and close the socket at the end of it, if that can be done in good time."""
    sending = asyncio.create_task(_send(websocket, listener))
    ended = asyncio.create_task(listener.until_ended())
    try:
        await asyncio.wait([sending, ended], return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait([sending], timeout=_SLOW)
    finally:
        sending.cancel()
        ended.cancel()
        await asyncio.wait([sending, ended])


async def _send(websocket: WebSocket, listener: Listener) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):  # it is closed already
        while not isinstance(item := await listener.next(), Ending):
            await websocket.send_text(item)
        await websocket.close(item.code, item.reason)


def _live(websocket: WebSocket) -> Live:
    services: Services = websocket.app.state.services
    return services.live


async def _account(websocket: WebSocket) -> tuple[str, str | None]:
    """Whose token it is, and the sub-protocol to be echoed if it was offered as one. Raises `ApiError`."""
    services: Services = websocket.app.state.services
    offered: Sequence[str] = websocket.scope.get("subprotocols", ())
    given = websocket.query_params.get("access_token")
    if given or "authorization" in websocket.headers or "x-api-key" in websocket.headers:
        headers = _bearer(given) if given else websocket.headers
        account = await run_in_threadpool(services.tokens.account, headers)
        words = {headers.get("x-api-key"), headers.get("authorization", "").rpartition(" ")[2]}
        return account, next((word for word in offered if word in words), None)  # some give it in both ways
    for word in offered[:_MOST_OFFERED]:
        with suppress(ApiError):
            return await run_in_threadpool(services.tokens.account, _bearer(word)), word
    return services.tokens.account(_bearer(offered[0] if offered else "")), None


def _base_url(websocket: WebSocket) -> str:
    """Where the caller found this server, as far as that can be believed."""
    host = websocket.headers.get("host", "")
    secure = "https" in (websocket.headers.get("x-forwarded-proto", "").lower(), websocket.url.scheme)
    return f"http{'s' if secure else ''}://{host}" if _HOST.fullmatch(host) else ""


def _bearer(token: str) -> Headers:
    return Headers({"authorization": f"Bearer {token}"})


def _connection_id(websocket: WebSocket) -> str:
    raw: bytes = websocket.scope.get("raw_path") or websocket.scope["path"].encode()
    path = raw.partition(b"?")[0].decode("latin-1")
    prefix = next((prefix for prefix in _PATHS if path.startswith(prefix)), "")
    segment = path.removeprefix(prefix)
    found = "" if "/" in segment else unquote(segment)
    if not _ID.fullmatch(found):
        raise ApiError(400, "The connection id must have 1 to 128 of the characters A-Z a-z 0-9 - _ . ~ = + and /.")
    return found


_PATHS = {
    "/v1/streaming/": stream,
    "/v1/realtime/insights/": stream,
    "/v1/subscribe/": subscribe,
    "/session/subscribe/": subscribe,
    "/events/": events,
}


async def _refuse(websocket: WebSocket, refusal: ApiError) -> None:
    response: Response = error_response(refusal)
    await websocket.send_denial_response(response)
    await asyncio.sleep(0)  # else uvicorn, which has yet to hear that the socket is closed, logs an error


routes = [WebSocketRoute(f"{path}{{connectionId:path}}", endpoint) for path, endpoint in _PATHS.items()]
"""Every address of a live socket."""

last_route = WebSocketRoute("/{path:path}", nowhere)
"""Refuses whatever no other route takes."""
