"""What an operation is given and what it gives back, and the road between it and HTTP."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, QueryParams
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from symbl_local.config import Settings
from symbl_local.realtime.live import Live
from symbl_local.records import ConversationRecord
from symbl_local.server.errors import ApiError, no_conversation
from symbl_local.speech import Speech
from symbl_local.spool import Spool, TooLargeError
from symbl_local.store import Store
from symbl_local.telephony.calls import Calls
from symbl_local.webhooks import Webhooks
from symbl_local.workers import Workers
from symbl_local.writers import Writers

if TYPE_CHECKING:
    from symbl_local.server.auth import Tokens

__all__ = ["Answer", "Call", "Operation", "Services", "Upload", "route"]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What the operations of one server share."""

    settings: Settings
    store: Store
    tokens: Tokens
    workers: Workers
    speech: Speech
    spool: Spool
    webhooks: Webhooks
    writers: Writers = field(default_factory=Writers)
    live: Live
    calls: Calls


@dataclass(frozen=True, slots=True)
class Upload:
    """A body that went to the spool: its name and size, and a digest if the request has an idempotency key."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request, complete and authenticated. `account` is empty where no token is needed.

    The body is in `body`, or, where the route says so, in `upload`.
    """

    services: Services
    account: str
    method: str
    path: str
    ids: Mapping[str, str]
    query: QueryParams
    headers: Headers
    body: bytes = b""
    upload: Upload | None = None

    def flag(self, *names: str) -> bool:
        """A boolean of the query string, under any of its names; false where absent, 400 if it is neither."""
        for name in names:
            if name in self.query:
                word = self.query[name].lower()
                if word not in ("true", "false"):
                    raise ApiError(400, f"{name}: expected true or false")
                return word == "true"
        return False

    def conversation(self) -> ConversationRecord:
        """The conversation that the path names; 404 if this account has no such."""
        found = self.services.store.conversation(self.account, self.ids["conversationId"])
        if found is None:
            raise no_conversation()
        return found


@dataclass(frozen=True, slots=True)
class Answer:
    """A body to be sent as JSON."""

    body: Any
    status: int = 200


Operation = Callable[[Call], Answer]
"""An operation runs in a thread: it may read, write and compute, and raises `ApiError`."""


def route(
    path: str,
    *,
    authenticated: bool = True,
    uploads: Callable[[Call], object] | None = None,
    most: int | None = None,
    **operations: Operation,
) -> Route:
    """A path with its operations by method: ``route("/v1/job/{jobId}", GET=get_job)``.

    With `uploads` the body is a file, and `uploads` looks at the rest of the request before any of it is read. `most`
    are the bytes that a body may have here, where that is less than the settings allow.
    """

    async def endpoint(request: Request) -> Response:
        services: Services = request.app.state.services
        account = services.tokens.account(request.headers) if authenticated else ""
        reads = request.method in ("GET", "HEAD")
        call = Call(
            services=services,
            account=account,
            method=request.method,
            path=request.url.path,
            ids=request.path_params,
            query=request.query_params,
            headers=request.headers,
        )
        if uploads:
            await run_in_threadpool(uploads, call)
            call = replace(call, upload=await _upload(request, services))
        elif not reads:
            limit = services.settings.max_body
            call = replace(call, body=await _body(request, limit if most is None else min(limit, most)))
        operation = operations["GET" if reads else request.method]
        return await run_in_threadpool(_respond, operation, call)

    return Route(path, endpoint, methods=list(operations))


async def _upload(request: Request, services: Services) -> Upload:
    limit = services.settings.max_media
    too_large = ApiError(413, f"The file is larger than {limit} bytes.")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise too_large
    digest = hashlib.sha256() if "idempotency-key" in request.headers else None
    try:
        name = await services.spool.receive(request.stream(), limit, digest)
    except TooLargeError:
        raise too_large from None
    except OSError as error:
        log.error("an upload could not be stored: %s", error.strerror)
        raise ApiError(500, f"The file could not be stored: {error.strerror}.") from error
    return Upload(name, services.spool.size(name), digest.hexdigest() if digest else "")


async def _body(request: Request, limit: int) -> bytes:
    too_large = ApiError(413, f"The body is larger than {limit} bytes.")
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise too_large
    return bytes(body)


def _respond(operation: Operation, call: Call) -> Response:
    answer = operation(call)
    body = json.dumps(answer.body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Response(body.encode(), answer.status, media_type="application/json")
