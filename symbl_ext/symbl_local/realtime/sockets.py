"""The sockets: who may open one, and the way of frames between it and the rest (docs/realtime-contract.md §1, §2)."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import unquote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from symbl_local.realtime.hub import Ending, Listener
from symbl_local.realtime.live import Live, TooManyStreamsError
from symbl_local.realtime.requests import RequestError
from symbl_local.realtime.session import Close, Effect, Feed, Modify, Send, Session, Start, Stop, error
from symbl_local.realtime.stream import Stream
from symbl_local.server.call import Services
from symbl_local.server.errors import ApiError, error_response

__all__ = ["routes"]

log = logging.getLogger(__name__)

_ID = re.compile(r"[A-Za-z0-9\-_.~=+/]{1,128}")
_HOST = re.compile(r"[A-Za-z0-9.-]{1,255}(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?")
_SPEAKER_BACKLOG = 5_000
"""Messages that may wait for a speaker's own socket."""
_SLOW = 5.0
"""Seconds for which a socket that is to be closed may take no data."""


async def stream(websocket: WebSocket) -> None:
    """``/v1/streaming/{id}``: audio in, results out."""
    live = _live(websocket)
    try:
        account, subprotocol = await _account(websocket)
        connection_id = _connection_id(websocket)
        with live.streaming(account):
            await websocket.accept(subprotocol)
            await _Line(websocket, live, account, connection_id).run()
    except TooManyStreamsError:
        most = live.settings.max_streams
        await _refuse(websocket, ApiError(429, f"This account has {most} streams, which is as many as it may have."))
    except ApiError as refusal:
        await _refuse(websocket, refusal)


async def subscribe(websocket: WebSocket) -> None:
    """``/v1/subscribe/{id}``: results only."""
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
        await websocket.accept(subprotocol)
        talking = asyncio.create_task(_talk(websocket, listener))
        try:
            await _until_gone(websocket, talking)
        finally:
            talking.cancel()
            await asyncio.wait([talking])
    finally:
        conversation.unsubscribe(listener)


async def _until_gone(websocket: WebSocket, talking: asyncio.Task[None]) -> None:
    """Listeners have nothing to say; what they say is ignored."""
    while not talking.done():
        hearing = asyncio.ensure_future(websocket.receive())
        await asyncio.wait([hearing, talking], return_when=asyncio.FIRST_COMPLETED)
        if not hearing.done():
            hearing.cancel()
            return
        if hearing.result()["type"] == "websocket.disconnect":
            return


class _Line:
    """One streaming socket: its session, its messages, and the stream that it feeds."""

    def __init__(self, websocket: WebSocket, live: Live, account: str, connection_id: str) -> None:
        self._websocket = websocket
        self._live = live
        self._account = account
        self._id = connection_id
        self._session = Session(live.settings.stream_idle)
        self._listener = Listener(_SPEAKER_BACKLOG)
        self._stream: Stream | None = None

    async def run(self) -> None:
        """Until the socket is closed. What was said is finished first, whichever way it ends."""
        talking = asyncio.create_task(_talk(self._websocket, self._listener))
        lost = True
        try:
            lost = await self._listen(talking)
        except Exception:
            log.exception("a stream failed")
            self._listener.put(json.dumps(error("internal", "the stream failed")))
            self._listener.end(1011, "internal error")
        finally:
            if self._stream:
                await self._stream.hush()
                await self._stream.leave(lost=lost)
            self._listener.end(1000)
            await asyncio.wait([talking])

    async def _listen(self, talking: asyncio.Task[None]) -> bool:
        """Follow frames until the socket is closed; whether that was by loss of the connection."""
        while True:
            receiving = asyncio.ensure_future(self._websocket.receive())
            await asyncio.wait(
                [receiving, talking], timeout=self._session.patience, return_when=asyncio.FIRST_COMPLETED
            )
            if receiving.done():
                message = receiving.result()
                if message["type"] == "websocket.disconnect":
                    return True
                text, data = message.get("text"), message.get("bytes")
                effects = self._session.text(text) if text is not None else self._session.audio(data or b"")
            else:
                receiving.cancel()
                if talking.done():
                    return False
                effects = self._session.timed_out()
            if await self._carry_out(effects):
                return False

    async def _carry_out(self, effects: list[Effect]) -> bool:
        """Do what the session wants; whether the socket is to be closed."""
        for effect in effects:
            match effect:
                case Send(message):
                    text = message if isinstance(message, str) else json.dumps(message, ensure_ascii=False)
                    self._listener.put(text)
                case Close(code, reason):
                    self._listener.end(code, reason)
                    return True
                case Feed(data):
                    await self._feed(data)
                case Start():
                    return await self._carry_out(await self._start(effect))
                case Modify(audio):
                    if self._stream:
                        await self._stream.modify(audio)
                    return await self._carry_out(self._session.modified(audio))
                case Stop(leave):
                    return await self._carry_out(await self._stop(leave))
        return False

    async def _start(self, start: Start) -> list[Effect]:
        try:
            base_url = _base_url(self._websocket)
            conversation = await self._live.open(self._account, self._id, start.options, base_url=base_url)
            before, self._stream = self._stream, await conversation.add_speaker(start.options, self._listener)
        except RequestError as refused:
            return self._session.refused(refused.code, refused.details)
        if before:
            await before.leave()
        return self._session.started(conversation.id)

    async def _feed(self, data: bytes) -> None:
        assert self._stream
        try:
            await self._stream.feed(data)
        except RequestError as refused:
            self._listener.put(json.dumps(error(refused.code, refused.details)))

    async def _stop(self, leave: bool) -> list[Effect]:
        assert self._stream
        await self._stream.stop()
        if leave:
            stopped, self._stream = self._stream, None
            await stopped.leave()
        return self._session.stopped()


async def _talk(websocket: WebSocket, listener: Listener) -> None:
    """Send what the listener is told, and close the socket at the end of it."""
    with suppress(WebSocketDisconnect, RuntimeError):  # it is closed already
        while not isinstance(item := await listener.next(), Ending):
            await websocket.send_text(item)
        with suppress(TimeoutError):
            async with asyncio.timeout(_SLOW):
                await websocket.close(item.code, item.reason)


def _live(websocket: WebSocket) -> Live:
    services: Services = websocket.app.state.services
    return services.live


async def _account(websocket: WebSocket) -> tuple[str, str | None]:
    """Whose token it is, and the sub-protocol to be echoed if that is where it was. Raises `ApiError`."""
    services: Services = websocket.app.state.services
    if token := websocket.query_params.get("access_token"):
        return await run_in_threadpool(services.tokens.account, _bearer(token)), None
    if "authorization" in websocket.headers or "x-api-key" in websocket.headers:
        return await run_in_threadpool(services.tokens.account, websocket.headers), None
    offered: Sequence[str] = websocket.scope.get("subprotocols", ())
    token = offered[0] if offered else None
    return await run_in_threadpool(services.tokens.account, _bearer(token or "")), token


def _base_url(websocket: WebSocket) -> str:
    """Where the caller found this server, as far as that can be believed."""
    host = websocket.headers.get("host", "")
    secure = "https" in (websocket.headers.get("x-forwarded-proto", "").lower(), websocket.url.scheme)
    return f"http{'s' if secure else ''}://{host}" if _HOST.fullmatch(host) else ""


def _bearer(token: str) -> Headers:
    return Headers({"authorization": f"Bearer {token}"})


def _connection_id(websocket: WebSocket) -> str:
    raw: bytes = websocket.scope.get("raw_path") or websocket.scope["path"].encode()
    found = unquote(raw.partition(b"?")[0].decode("latin-1").rpartition("/")[2])
    if not _ID.fullmatch(found):
        raise ApiError(400, "The connection id must have 1 to 128 of the characters A-Z a-z 0-9 - _ . ~ = + and /.")
    return found


async def _refuse(websocket: WebSocket, refusal: ApiError) -> None:
    response: Response = error_response(refusal)
    await websocket.send_denial_response(response)


routes = [
    WebSocketRoute(f"/{path}/{{connectionId:path}}", endpoint)
    for path, endpoint in (
        ("v1/streaming", stream),
        ("v1/realtime/insights", stream),
        ("v1/subscribe", subscribe),
        ("session/subscribe", subscribe),
    )
]
"""Every address of a live socket."""
