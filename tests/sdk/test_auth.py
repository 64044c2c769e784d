"""Tokens: fetched late, once, renewed in time and after a refusal."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest

import symbl
from symbl import AsyncSymbl, AuthenticationError, Symbl

from .driving import PAYLOAD, both, drive, eventually
from .script import HANG, LOST, RESET, Answer, Recorded, ScriptedServer, token

UNAUTHORIZED = Answer(401, {"message": "Unauthorized"})
MESSAGES = Answer(200, {"messages": []})


def read(client: Any) -> Any:
    return client.conversations.get_messages("1")


def only(*good: str) -> Callable[[Recorded], Answer]:
    """Answers only those who come with one of these tokens."""
    return lambda request: MESSAGES if request.headers["authorization"][7:] in good else UNAUTHORIZED


def counting(server: ScriptedServer, expires_in: int = 3600, prefix: str = "token") -> ScriptedServer:
    """The server gives token-1, token-2 and so on."""
    return server.script("/token:generate", lambda request: token(f"{prefix}-{len(server.tokens)}", expires_in)).script(
        "/messages", MESSAGES
    )


def used(server: ScriptedServer) -> list[str]:
    return [call.headers["authorization"].removeprefix("Bearer ") for call in server.calls]


@both
def test_the_token_comes_with_the_first_call(kind: str, scripted: ScriptedServer) -> None:
    counting(scripted)
    came: list[int] = []
    drive(kind, scripted.base_url, lambda client: came.append(len(scripted.requests)), read, read, read)
    assert came == [0]
    assert [request.path for request in scripted.requests[:2]] == [
        "/oauth2/token:generate",
        "/v1/conversations/1/messages",
    ]
    assert "authorization" not in scripted.tokens[0].headers
    assert scripted.tokens[0].json == {"type": "application", "appId": "id", "appSecret": "secret"}
    assert used(scripted) == ["token-1"] * 3


def test_twenty_threads_ask_for_one_token(scripted: ScriptedServer) -> None:
    go = threading.Event()
    scripted.script("/token:generate", Answer(200, token().body, after=go)).script("/messages", MESSAGES)
    with Symbl("id", "secret", base_url=scripted.base_url, timeout=60) as client:
        threads = [threading.Thread(target=read, args=(client,)) for _ in range(20)]
        for thread in threads:
            thread.start()
        scripted.wait_for("/token:generate")
        go.set()
        for thread in threads:
            thread.join()
    assert len(scripted.tokens) == 1
    assert len(scripted.calls) == 20


def test_twenty_tasks_ask_for_one_token(scripted: ScriptedServer) -> None:
    counting(scripted)

    async def main() -> None:
        async with AsyncSymbl("id", "secret", base_url=scripted.base_url, timeout=60) as client:
            await asyncio.gather(*(read(client) for _ in range(20)))

    asyncio.run(main())
    assert len(scripted.tokens) == 1
    assert len(scripted.calls) == 20


def test_copies_share_the_token(client: Symbl, scripted: ScriptedServer) -> None:
    counting(scripted)
    read(client.with_options(timeout=20))
    read(client)
    assert len(scripted.tokens) == 1


class Clock:
    """The moments that the SDK sees."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("expires_in", "good", "over"), [(3600, 3539.0, 3541.0), (86400, 86339.0, 86341.0), (100, 89.0, 91.0)]
)
def test_a_token_is_renewed_shortly_before_its_end(
    expires_in: int, good: float, over: float, client: Symbl, scripted: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    counting(scripted, expires_in)
    clock = Clock()
    monkeypatch.setattr("symbl._auth.time", clock)
    read(client)
    clock.now = 1000 + good
    read(client)
    clock.now = 1000 + over
    read(client)
    read(client)
    assert used(scripted) == ["token-1", "token-1", "token-2", "token-2"]


def test_a_token_for_ever(client: Symbl, scripted: ScriptedServer) -> None:
    counting(scripted, 10**400)  # no float holds it
    read(client)
    read(client)
    assert used(scripted) == ["token-1", "token-1"]


@pytest.mark.parametrize("expires_in", [0, -5])
def test_a_token_without_a_life_serves_once(expires_in: int, client: Symbl, scripted: ScriptedServer) -> None:
    counting(scripted, expires_in)
    read(client)
    read(client)
    assert used(scripted) == ["token-1", "token-2"]


@both
def test_a_refused_token_is_renewed_once(kind: str, scripted: ScriptedServer) -> None:
    counting(scripted).script("/messages", only("token-2"))
    drive(kind, scripted.base_url, read, read)
    assert used(scripted) == ["token-1", "token-2", "token-2"]
    assert len(scripted.tokens) == 2


@both
def test_a_submission_with_a_refused_token_is_made_again(kind: str, scripted: ScriptedServer) -> None:
    counting(scripted).script("/process/text", UNAUTHORIZED, Answer(201, {"conversationId": "c", "jobId": "j"}))
    drive(kind, scripted.base_url, lambda client: client.text.process(PAYLOAD))
    assert used(scripted)[:2] == ["token-1", "token-2"]


@both
def test_a_renewed_token_that_is_refused_too_is_an_error(kind: str, scripted: ScriptedServer) -> None:
    counting(scripted).script("/messages", *[UNAUTHORIZED] * 5, MESSAGES)
    with pytest.raises(AuthenticationError, match="Unauthorized") as caught:
        drive(kind, scripted.base_url, read)
    assert caught.value.operation == "get-messages"
    assert used(scripted) == ["token-1", "token-2"]


@both
def test_wrong_credentials(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/token:generate", UNAUTHORIZED)
    with pytest.raises(AuthenticationError) as caught:
        drive(kind, scripted.base_url, read)
    assert caught.value.operation == "generate-token"
    assert len(scripted.requests) == 1


@both
def test_a_given_token_cannot_be_renewed(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/messages", UNAUTHORIZED)
    with pytest.raises(AuthenticationError):
        drive(kind, scripted.base_url, read, app_id=None, app_secret=None, access_token="given")
    assert used(scripted) == ["given"]
    assert not scripted.tokens


@both
def test_a_given_token_with_a_pair_can(kind: str, scripted: ScriptedServer) -> None:
    counting(scripted).script("/messages", only("token-1"))
    drive(kind, scripted.base_url, read, access_token="given")
    assert used(scripted) == ["given", "token-1"]


def test_threads_that_are_refused_together_renew_once(scripted: ScriptedServer) -> None:
    """The second refusal arrives when the first has led to a new token, and does not cost that one."""
    both_came, renewed = threading.Event(), threading.Event()

    def refuse(request: Recorded) -> Answer:
        if request.headers["authorization"] == "Bearer token-2":
            renewed.set()
            return MESSAGES
        if len(scripted.to("/messages")) == 1:
            return Answer(401, UNAUTHORIZED.body, after=both_came)
        both_came.set()
        return Answer(401, UNAUTHORIZED.body, after=renewed)

    counting(scripted).script("/messages", refuse)
    with Symbl("id", "secret", base_url=scripted.base_url, timeout=60) as client:
        threads = [threading.Thread(target=read, args=(client,)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(used(scripted)) == ["token-1", "token-1", "token-2", "token-2"]
    assert len(scripted.tokens) == 2


@both
def test_the_token_is_not_baked_into_the_client(kind: str, scripted: ScriptedServer) -> None:
    headers: list[Any] = []
    counting(scripted)
    drive(kind, scripted.base_url, read, lambda client: headers.append(dict(client._core.transport._client.headers)))
    assert "authorization" not in headers[0]


@both
def test_a_token_request_is_tried_again(kind: str, scripted: ScriptedServer) -> None:
    counting(scripted).script("/token:generate", RESET, Answer(503), token())
    drive(kind, scripted.base_url, read)
    assert len(scripted.tokens) == 3


@both
@pytest.mark.parametrize(
    ("fault", "error"), [(RESET, symbl.ConnectionFailed), (Answer(502, "<html>"), symbl.ServerError)]
)
def test_a_token_that_cannot_be_had(kind: str, fault: Any, error: type[Exception], scripted: ScriptedServer) -> None:
    scripted.script("/token:generate", fault)
    with pytest.raises(error) as caught:
        drive(kind, scripted.base_url, lambda client: client.text.process(PAYLOAD))
    assert len(scripted.requests) == 3, "three tries in all, for the token"
    assert "may have been accepted" not in f"{caught.value} {getattr(caught.value, '__notes__', '')}"
    assert getattr(caught.value, "sent", False) is False


@both
@pytest.mark.parametrize(
    ("answer", "path"),
    [
        (Answer(200, "<html>"), "$"),
        (Answer(200, ""), "$"),
        (Answer(200, []), "$"),
        (Answer(200, {"expiresIn": 5}), "$.accessToken"),
        (Answer(200, {"accessToken": "x"}), "$.expiresIn"),
        (token(expires_in="soon"), "$.expiresIn"),
        (token("two words"), "$.accessToken"),
        (token("zwölf"), "$.accessToken"),
        (token(""), "$.accessToken"),
    ],
)
def test_an_answer_that_is_no_token(kind: str, answer: Answer, path: str, scripted: ScriptedServer) -> None:
    scripted.script("/token:generate", answer)
    with pytest.raises(symbl.ResponseDecodeError) as caught:
        drive(kind, scripted.base_url, read)
    assert (caught.value.operation, caught.value.path, caught.value.body) == ("generate-token", path, None)


def test_one_who_fails_to_fetch_a_token_lets_the_others_try(client: Symbl, scripted: ScriptedServer) -> None:
    counting(scripted).script("/token:generate", UNAUTHORIZED, token())
    with pytest.raises(AuthenticationError):
        read(client)
    read(client)


def test_waiting_for_anothers_token_ends_with_the_deadline(scripted: ScriptedServer) -> None:
    scripted.script("/token:generate", HANG)
    with Symbl("id", "secret", base_url=scripted.base_url, timeout=60) as client:

        def first() -> None:
            with pytest.raises(symbl.SymblError):
                read(client)

        thread = threading.Thread(target=first)
        thread.start()
        scripted.wait_for("/token:generate")
        with pytest.raises(symbl.TimedOut, match="token") as caught:
            client.conversations.get_messages("1", deadline=0.05)
        assert caught.value.sent is False
        scripted.stop()
        thread.join()


def test_waiting_for_anothers_token_ends_with_the_deadline_in_asyncio(scripted: ScriptedServer) -> None:
    scripted.script("/token:generate", HANG)

    async def main() -> None:
        async with AsyncSymbl("id", "secret", base_url=scripted.base_url, timeout=60) as client:
            first = asyncio.create_task(read(client))
            await asyncio.to_thread(scripted.wait_for, "/token:generate")
            with pytest.raises(symbl.TimedOut, match="token"):
                await client.conversations.get_messages("1", deadline=0.05)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            # The one that was cancelled has let go of the lock.
            scripted.script("/token:generate", token()).script("/messages", MESSAGES)
            await read(client)

    asyncio.run(main())


def test_a_lost_token_answer_is_no_lost_submission(client: Symbl, scripted: ScriptedServer) -> None:
    scripted.script("/token:generate", LOST, LOST, token())
    assert client.text.process(PAYLOAD).job_status == "completed"
    eventually(lambda: len(scripted.to("/process/text")) == 1)


@both
def test_a_server_that_echoes_a_secret_does_not_get_it_shown(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/oauth2/token:generate", Answer(401, {"message": "no such pair: id, hush-hush"}))
    with pytest.raises(symbl.AuthenticationError) as caught:
        drive(kind, scripted.base_url, lambda client: client.conversations.get_messages("1"), app_secret="hush-hush")
    assert "***" in str(caught.value)
    assert "hush-hush" not in f"{caught.value!r} {caught.value} {caught.value.body}"

    scripted.script("/oauth2/token:generate", token("t-o-k-e-n")).script("/messages", Answer(403, "bad t-o-k-e-n"))
    with pytest.raises(symbl.PermissionDeniedError) as denied:
        drive(kind, scripted.base_url, lambda client: client.conversations.get_messages("1"))
    assert "t-o-k-e-n" not in f"{denied.value!r} {denied.value} {denied.value.body}"
