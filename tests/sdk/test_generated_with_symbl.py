"""The generated operations: with a `Symbl` for a client, and on their own."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

import symbl
from symbl import AsyncSymbl, Symbl
from symbl_api import AsyncClient, Client, StatusError
from symbl_api.api.authentication import generate_token
from symbl_api.api.conversations import get_conversation, get_messages
from symbl_api.api.jobs import get_job
from symbl_api.api.process import post_text
from symbl_api.models import TextMessage, TextPayload, TextRequest, TokenRequest
from symbl_local import LocalServer

from .driving import PAYLOAD, both, drive, eventually
from .script import RESET, Answer, ScriptedServer, submitted, token

MESSAGES = Answer(200, {"messages": []})


def read(kind: str, client: Any) -> Any:
    call = get_messages.sync if kind == "sync" else get_messages.asyncio
    return call(conversation_id="1", client=client, sentiment=True)


def post(kind: str, client: Any, **options: Any) -> Any:
    call = post_text.sync if kind == "sync" else post_text.asyncio
    return call(client=client, body=PAYLOAD, **options)


@both
def test_they_get_tokens_and_retries(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/messages", Answer(502), RESET, MESSAGES)
    result = drive(kind, scripted.base_url, lambda client: read(kind, client))
    assert result.messages == []
    assert len(scripted.tokens) == 1
    assert [call.target for call in scripted.calls] == ["/v1/conversations/1/messages?sentiment=true"] * 3
    assert scripted.calls[0].headers["authorization"] == "Bearer token-0"
    assert scripted.calls[0].headers["user-agent"].startswith("symbl-sdk/")


@both
def test_they_get_a_new_token(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/token:generate", token("old"), token("new")).script("/messages", Answer(401), MESSAGES)
    drive(kind, scripted.base_url, lambda client: read(kind, client))
    assert [call.headers["authorization"] for call in scripted.calls] == ["Bearer old", "Bearer new"]


@both
@pytest.mark.parametrize(
    ("answer", "error"),
    [(Answer(404, {"message": "gone"}), symbl.NotFoundError), (RESET, symbl.ConnectionFailed)],
)
def test_they_get_the_errors(kind: str, answer: Any, error: type[Exception], scripted: ScriptedServer) -> None:
    scripted.script("/messages", answer)
    with pytest.raises(error):
        drive(kind, scripted.base_url, lambda client: read(kind, client))


@both
def test_a_submission_is_repeated_with_a_key_only(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", Answer(503), submitted())
    with pytest.raises(symbl.ServerError):
        drive(kind, scripted.base_url, lambda client: post(kind, client))
    scripted.script("/process/text", Answer(503), submitted())
    result = drive(kind, scripted.base_url, lambda client: post(kind, client, idempotency_key="k"))
    assert (result.conversation_id, result.job_id) == ("c1", "j1")
    assert len(scripted.calls) == 3


@both
def test_a_token_request_needs_no_token(kind: str, scripted: ScriptedServer) -> None:
    body = TokenRequest(type="application", app_id="a", app_secret="b")
    call = generate_token.sync if kind == "sync" else generate_token.asyncio
    assert drive(kind, scripted.base_url, lambda client: call(client=client, body=body)).access_token == "token-0"
    assert len(scripted.requests) == 1
    assert "authorization" not in scripted.requests[0].headers


def test_with_the_local_server(user: Symbl, local: LocalServer) -> None:
    conversation = user.text.process(PAYLOAD)
    messages = get_messages.sync(conversation.conversation_id, client=user)
    assert messages == conversation.get_messages()

    async def main() -> Any:
        credentials = user._core.config.credentials
        async with AsyncSymbl(credentials.app_id, credentials.app_secret, base_url=local.base_url) as client:
            return await get_messages.asyncio(conversation.conversation_id, client=client)

    assert asyncio.run(main()) == messages


def ask(local: LocalServer, app_id: str) -> TokenRequest:
    return TokenRequest(type="application", app_id=app_id, app_secret="s")


def test_on_their_own(local: LocalServer) -> None:
    body = TextRequest(messages=[TextMessage(payload=TextPayload(content="Hello."))])
    with Client(local.base_url) as anonymous:
        granted = generate_token.sync(client=anonymous, body=ask(local, "alone"))
        with pytest.raises(StatusError) as caught:
            get_conversation.sync("5", client=anonymous)
        assert caught.value.status == 401
    with Client(local.base_url, token=granted.access_token) as client:
        ids = post_text.sync(client=client, body=body)
        eventually(lambda: get_job.sync(ids.job_id, client=client).status == "completed")
        assert [m.text for m in get_messages.sync(ids.conversation_id, client=client).messages] == ["Hello."]
        with pytest.raises(StatusError) as caught:
            get_messages.sync("5", client=client)
        assert (caught.value.status, caught.value.operation) == (404, "get-messages")
        assert granted.access_token not in repr(client)


def test_on_their_own_in_asyncio(local: LocalServer) -> None:
    async def main() -> None:
        async with AsyncClient(local.base_url) as anonymous:
            granted = await generate_token.asyncio(client=anonymous, body=ask(local, "alone-async"))
        async with AsyncClient(local.base_url, token=granted.access_token) as client:
            ids = await post_text.asyncio(client=client, body=PAYLOAD)
            info = await get_conversation.asyncio(ids.conversation_id, client=client)
            assert info.id == ids.conversation_id
            with pytest.raises(StatusError):
                await get_messages.asyncio("5", client=client)

    asyncio.run(main())
