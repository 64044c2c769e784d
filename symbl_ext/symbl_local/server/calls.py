"""Phone calls (docs/contract.md §19.1, §19.2)."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from symbl_local.realtime.live import TooManyStreamsError
from symbl_local.realtime.requests import RequestError
from symbl_local.realtime.session import error
from symbl_local.server.accept import decoded, read_object
from symbl_local.server.call import Answer, Call, Services, route
from symbl_local.server.errors import ApiError
from symbl_local.server.experiences import base_url
from symbl_local.telephony.calls import CallRefusedError, NoCallError
from symbl_local.telephony.requests import Start, read_call, read_event

__all__ = ["hear", "routes"]

T = TypeVar("T")

_NO_CALL = "There is no call with this connection id; it may have ended."


def connect(call: Call) -> Answer:
    """`connect-endpoint`: make a call, or end one."""
    base = base_url(call)
    asked = decoded(read_call, read_object(call.body))
    calls = call.services.calls
    try:
        if isinstance(asked, Start):
            made = _awaited(call, calls.start(call.account, asked, base))
            return Answer(_shown(base, made.id, made.conversation.id), 201)
        ended = _awaited(call, calls.stop(call.account, asked))
    except NoCallError:
        raise ApiError(404, _NO_CALL) from None
    except CallRefusedError as refusal:
        raise ApiError(400, str(refusal)) from None
    except TooManyStreamsError:
        most = call.services.settings.max_streams
        message = f"This account has {most} live conversations, which is as many as it may have."
        raise ApiError(429, message, {"Retry-After": "1"}) from None
    except RequestError as problem:
        if problem.code == "unsupported_language":
            raise ApiError(400, f"languages[0]: {problem.details}") from None
        raise ApiError(503 if problem.code == "shutting_down" else 500, problem.details) from None
    info = {"summaryInfo": ended.summary_info(asked.emails)}
    return Answer(_shown(base, ended.id, ended.conversation.id) | info, 201)


def post_event(call: Call) -> Answer:
    """`post-speaker-event`: who speaks from now on."""
    event = decoded(read_event, read_object(call.body))

    async def follow() -> None:
        call.services.calls.follow(call.account, call.ids["connectionId"], event)

    try:
        _awaited(call, follow())
    except NoCallError:
        raise ApiError(404, _NO_CALL) from None
    return Answer({"message": "Noted."})


def hear(services: Services, account: str, connection_id: str, text: str) -> dict[str, Any] | None:
    """An event that came over a socket; an error message if it cannot be one."""
    try:
        event = decoded(read_event, read_object(text.encode()))
        services.calls.follow(account, connection_id, event)
    except ApiError as refusal:
        return error("invalid_event", refusal.message)
    except NoCallError:
        return error("invalid_event", _NO_CALL)
    return None


def _awaited(call: Call, work: Coroutine[Any, Any, T]) -> T:
    """The result of something that the event loop has to do, in a thread that waits for it."""
    return asyncio.run_coroutine_threadsafe(work, call.services.calls.loop).result()


def _shown(base: str, connection_id: str, conversation_id: str) -> dict[str, Any]:
    return {
        "eventUrl": f"{base}/v1/event/{connection_id}",
        "resultWebSocketUrl": f"ws{base.removeprefix('http')}/events/{connection_id}",
        "connectionId": connection_id,
        "conversationId": conversation_id,
    }


routes = [
    route("/v1/endpoint:connect", POST=connect),
    route("/v1/event/{connectionId}", POST=post_event),
]
