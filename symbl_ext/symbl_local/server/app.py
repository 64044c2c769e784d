"""The application: which path is which operation, and what lives as long as the server."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from symbl_local.jobs import Runner
from symbl_local.realtime import sockets
from symbl_local.server import (
    bookmarks,
    calls,
    callscore,
    experiences,
    groups,
    listing,
    managed_entities,
    members,
    summary,
    trackers,
    transcript,
    wider,
)
from symbl_local.server import conversations as read
from symbl_local.server.auth import generate_token, revoke_token
from symbl_local.server.call import Services, route
from symbl_local.server.errors import handlers
from symbl_local.server.local import get_capabilities
from symbl_local.server.process import check_file, get_job, submit_file, submit_text, submit_url

__all__ = ["create_app"]

_MOST_UNREAD = 256 * 2**20
"""Bytes of a refused request that are read only to be thrown away."""


class _Id(Convertor[str]):
    """The id of a conversation, which ``url`` is not."""

    regex = "(?!url$)[^/]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("id", _Id())


def _media_routes(path: str) -> list[Route]:
    return [
        route(f"{path}/url", POST=submit_url),
        route(f"{path}/url/{{conversationId}}", PUT=submit_url),
        route(path, uploads=check_file, POST=submit_file),
        route(f"{path}/{{conversationId:id}}", uploads=check_file, PUT=submit_file),
    ]


_ROUTES: list[BaseRoute] = [
    route("/oauth2/token:generate", authenticated=False, POST=generate_token),
    route("/oauth2/token:revoke", authenticated=False, DELETE=revoke_token),
    route("/v1/local/capabilities", authenticated=False, GET=get_capabilities),
    route("/v1/process/text", POST=submit_text),
    route("/v1/process/text/{conversationId}", PUT=submit_text),
    *_media_routes("/v1/process/audio"),
    *_media_routes("/v1/process/video"),
    route("/v1/job/{jobId}", GET=get_job),
    *listing.routes,
    *trackers.routes,
    *groups.routes,
    route("/v1/conversations/{conversationId}/messages", GET=read.get_messages),
    route("/v1/conversations/{conversationId}/topics", GET=read.get_topics),
    route("/v1/conversations/{conversationId}/questions", GET=read.get_questions),
    route("/v1/conversations/{conversationId}/action-items", GET=read.get_action_items),
    route("/v1/conversations/{conversationId}/follow-ups", GET=read.get_follow_ups),
    route("/v1/conversations/{conversationId}/insights", GET=read.get_insights),
    route("/v1/conversations/{conversationId}/members", GET=read.get_members),
    route("/v1/conversations/{conversationId}/entities", GET=read.get_entities),
    route("/v1/conversations/{conversationId}/trackers-detected", GET=read.get_trackers_detected),
    route("/v1/conversations/{conversationId}/trackers", GET=read.get_trackers_detected),
    route("/v1/conversations/{conversationId}/analytics", GET=read.get_analytics),
    *members.routes,
    *sockets.routes,
    *calls.routes,
    *transcript.routes,
    *summary.routes,
    *wider.routes,
    *experiences.routes,
    *callscore.routes,
    *bookmarks.routes,
    *managed_entities.routes,
]


def create_app(services: Services, on_ready: Callable[[], None]) -> ASGIApp:
    """The ASGI application of one server. `on_ready` is called when it can answer."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncGenerator[None]:
        loop = asyncio.get_running_loop()
        services.calls.loop = loop
        runner = Runner(services.store, services.workers, services.speech, services.spool, services.settings)

        def look() -> None:
            services.webhooks.wake()
            runner.wake()

        services.store.on_gone = lambda jobs: loop.call_soon_threadsafe(runner.abandon, jobs)
        services.store.on_change = lambda: loop.call_soon_threadsafe(look)  # the store calls from whatever thread
        running = [asyncio.create_task(runner.run()), asyncio.create_task(services.webhooks.run())]
        on_ready()
        yield
        for task in running:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        services.workers.close()
        await asyncio.to_thread(services.speech.close)

    app = Starlette(routes=[*_ROUTES, sockets.last_route], lifespan=lifespan, exception_handlers=handlers)
    app.router.redirect_slashes = False
    app.state.services = services
    return _Outermost(app)


class _Outermost:
    """What every answer gets, whoever gives it: an id to be quoted when asking about it, and somebody to read it.

    A refusal waits until the request is read to its end, because a client that is still sending would see its
    connection reset instead of the answer. One that sends on and on is hung up on.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        complete = False
        asked = "expect" not in Headers(scope=scope)  # else the client sends nothing until somebody reads

        async def watched() -> Message:
            nonlocal complete, asked
            asked = True
            message = await receive()
            complete = not message.get("more_body")
            return message

        async def send_last(message: Message) -> None:
            if message["type"] == "http.response.start":
                left = _MOST_UNREAD if asked else 0
                while not complete and left > 0:
                    left -= len((await watched()).get("body", b""))
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = uuid.uuid4().hex
                if not complete:
                    headers["Connection"] = "close"
            await send(message)

        await self._app(scope, watched, send_last)
