"""What is tried again, how often and after how long (design: retries and time limits)."""

from __future__ import annotations

import asyncio
import datetime
import email.utils
import socket
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import symbl
from symbl import _exchange, _http
from symbl._core import AsyncCore, SyncCore
from symbl._flow import Send, Sleep
from symbl.errors import error_class
from symbl_api.api.conversations import get_messages

from .driving import PAYLOAD, both, drive
from .script import HANG, LOST, RESET, Answer, ScriptedServer, Trickle, submitted

MESSAGES = Answer(200, {"messages": []})
RETRIED = [408, 429, 500, 502, 503, 504, 507, 599]
FINAL = [400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 418, 422, 451, 499, 501]
KEY = {"idempotency_key": "key-1"}


def read(client: Any, **options: Any) -> Any:
    return client.conversations.get_messages("1", **options)


def process(client: Any, **options: Any) -> Any:
    return client.text.process(PAYLOAD, **options)


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses between tries, which are not made."""
    pauses: list[float] = []
    for core in (SyncCore, AsyncCore):
        make = core.__init__

        def init(self: Any, config: Any, transport: Any, *rest: Any, make: Any = make) -> None:
            make(self, config, transport, *rest)
            if getattr(transport, "sleepless", False):
                return
            transport.sleepless = True
            perform = transport.perform

            def skip(effect: Any) -> Any:
                if not isinstance(effect, Sleep):
                    return perform(effect)
                pauses.append(effect.seconds)
                return _nothing() if asyncio.iscoroutinefunction(perform) else None

            transport.perform = skip

        monkeypatch.setattr(core, "__init__", init)
    return pauses


async def _nothing() -> None:
    return None


# ------------------------------------------------------------------------------------------------ the table


@both
@pytest.mark.parametrize("status", RETRIED)
def test_reads_are_tried_three_times(kind: str, status: int, scripted: ScriptedServer) -> None:
    scripted.script("/messages", Answer(status), Answer(status), MESSAGES)
    drive(kind, scripted.base_url, read)
    scripted.script("/messages", Answer(status))
    with pytest.raises(error_class(status)):
        drive(kind, scripted.base_url, read)
    assert len(scripted.calls) == 6


@both
@pytest.mark.parametrize("status", FINAL)
def test_other_statuses_are_not_retried(kind: str, status: int, scripted: ScriptedServer) -> None:
    scripted.script("/messages", Answer(status))
    with pytest.raises(symbl.APIError) as caught:
        drive(kind, scripted.base_url, read, app_id=None, app_secret=None, access_token="x")
    assert caught.value.status == status
    assert len(scripted.calls) == 1


@both
@pytest.mark.parametrize("fault", [RESET, LOST], ids=["reset", "lost"])
def test_reads_are_retried_after_a_lost_connection(kind: str, fault: Any, scripted: ScriptedServer) -> None:
    scripted.script("/messages", fault, fault, MESSAGES)
    drive(kind, scripted.base_url, read)
    scripted.script("/messages", fault)
    with pytest.raises(symbl.ConnectionFailed) as caught:
        drive(kind, scripted.base_url, read)
    assert caught.value.sent
    assert not isinstance(caught.value, symbl.TimedOut)
    assert len(scripted.calls) == 6


@both
def test_a_body_that_is_cut_off_is_a_lost_connection(kind: str, scripted: ScriptedServer) -> None:
    cut_off = Answer(200, b'{"messages"', {"Content-Length": "100", "Connection": "close"})
    scripted.script("/messages", cut_off, Answer(200, b"xyz", {"Content-Encoding": "gzip"}), MESSAGES)
    drive(kind, scripted.base_url, read)
    assert len(scripted.calls) == 3


def test_an_error_without_a_text_is_named() -> None:
    effect = Send("GET", "http://x/y?secret", {}, {}, None, 1.0, 1.0)
    assert str(_http.connection_error(httpx.ReadError(""), effect)) == "GET http://x/y: ReadError"


@both
def test_an_answer_that_is_not_http(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/messages", Answer(200, b"", {"Content-Length": "x y"}))
    with pytest.raises(symbl.ConnectionFailed):
        drive(kind, scripted.base_url, read)


@both
@pytest.mark.parametrize("status", [408, 500, 501, 502, 503, 504])
def test_submissions_are_not_repeated_after_an_error(kind: str, status: int, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", Answer(status), submitted())
    with pytest.raises(error_class(status)) as caught:
        drive(kind, scripted.base_url, process)
    assert len(scripted.calls) == 1
    assert ("may have been accepted" in str(getattr(caught.value, "__notes__", ""))) == (status >= 500)


@both
@pytest.mark.parametrize("fault", [RESET, LOST], ids=["reset", "lost"])
def test_a_submission_whose_answer_is_lost_may_have_been_accepted(
    kind: str, fault: Any, scripted: ScriptedServer
) -> None:
    scripted.script("/process/text", fault, submitted())
    with pytest.raises(symbl.ConnectionFailed, match="may have been accepted") as caught:
        drive(kind, scripted.base_url, process)
    assert caught.value.sent
    assert len(scripted.calls) == 1


@both
def test_so_may_one_with_an_answer_that_cannot_be_read(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", Answer(200, "<html>"))
    with pytest.raises(symbl.ResponseDecodeError) as caught:
        drive(kind, scripted.base_url, process)
    assert "may have been accepted" in caught.value.__notes__[0]
    assert len(scripted.calls) == 1


@both
def test_and_one_whose_answer_is_late(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", HANG)
    with pytest.raises(symbl.TimedOut, match="may have been accepted") as caught:
        drive(kind, scripted.base_url, lambda client: process(client, timeout=0.4))
    assert isinstance(caught.value, TimeoutError)
    assert len(scripted.calls) == 1


@both
def test_a_submission_is_repeated_after_429(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", *[Answer(429)] * 5, submitted())
    drive(kind, scripted.base_url, process)
    assert len(scripted.to("/process/text")) == 6, "it waits in line, however many tries that takes"


@both
@pytest.mark.parametrize("asked", ["key", "option", "copy"])
def test_idempotent_submissions_are_repeated(kind: str, asked: str, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", RESET, Answer(500), submitted())
    if asked == "copy":
        drive(kind, scripted.base_url, lambda client: process(client.with_options(idempotent_submits=True)))
    else:
        drive(
            kind,
            scripted.base_url,
            lambda client: process(client, **(KEY if asked == "key" else {})),
            idempotent_submits=asked == "option",
        )
    tries = scripted.to("/process/text")
    keys = {request.headers["idempotency-key"] for request in tries}
    assert len(tries) == 3
    assert len(keys) == 1
    assert (keys == {"key-1"}) == (asked == "key")
    assert len({request.content for request in tries}) == 1


@both
def test_every_submission_has_a_key_of_its_own(kind: str, scripted: ScriptedServer) -> None:
    drive(kind, scripted.base_url, process, process, lambda c: process(c, **KEY), idempotent_submits=True)
    keys = [request.headers["idempotency-key"] for request in scripted.to("/process/text")]
    assert len(set(keys)) == 3
    assert keys[2] == "key-1"


@both
def test_no_key_unless_asked(kind: str, scripted: ScriptedServer) -> None:
    drive(kind, scripted.base_url, process)
    assert "idempotency-key" not in scripted.to("/process/text")[0].headers


@both
def test_an_idempotent_submission_that_is_lost_in_the_end(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", RESET)
    with pytest.raises(symbl.ConnectionFailed, match="may have been accepted"):
        drive(kind, scripted.base_url, lambda client: process(client, **KEY))
    assert len(scripted.calls) == 3


@both
@pytest.mark.parametrize("call", [read, process])
def test_a_failure_to_connect_is_always_retried(
    kind: str, call: Any, slept: list[float], no_pauses: None, unused_port: int
) -> None:
    with pytest.raises(symbl.ConnectionFailed) as caught:
        drive(kind, f"http://127.0.0.1:{unused_port}", call, app_id=None, app_secret=None, access_token="given")
    assert caught.value.sent is False
    assert "may have been accepted" not in str(caught.value)
    assert len(slept) == 2


@pytest.fixture
def unused_port() -> Iterator[int]:
    """A port that nobody listens at, or can come to listen at."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        yield sock.getsockname()[1]


@both
def test_what_was_lost_once_stays_lost(
    kind: str, scripted: ScriptedServer, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """First the answer is lost, then nobody can be reached: the job may exist all the same."""
    scripted.script("/process/text", RESET)
    build = _http.build

    def move(tries: int) -> float:
        # From now on the requests go nowhere.
        monkeypatch.setattr("symbl._http.build", lambda effect: {**build(effect), "url": "http://127.0.0.1:1"})
        return 0.0

    monkeypatch.setattr("symbl._exchange.backoff", move)
    with pytest.raises(symbl.ConnectionFailed, match="may have been accepted"):
        drive(kind, scripted.base_url, lambda client: process(client, **KEY))
    assert len(scripted.to("/process/text")) == 1


@both
def test_waiting_in_line_does_not_use_up_the_tries(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", *[Answer(429)] * 4, RESET, Answer(429), RESET, submitted())
    drive(kind, scripted.base_url, lambda client: process(client, **KEY))
    assert len(scripted.to("/process/text")) == 8


@both
def test_the_line_ends_with_wait_timeout(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", Answer(429))
    with pytest.raises(symbl.RateLimitError):
        drive(kind, scripted.base_url, lambda client: process(client, wait_timeout=0.2))
    assert len(scripted.calls) > 3


# ---------------------------------------------------------------------------------------------- Retry-After


@both
@pytest.mark.parametrize("call", [read, process])
@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_in_seconds(
    kind: str, call: Any, status: int, scripted: ScriptedServer, slept: list[float]
) -> None:
    path = "/messages" if call is read else "/process/text"
    good = MESSAGES if call is read else submitted()
    scripted.script(path, Answer(status, "", {"Retry-After": "7"}), Answer(status, "", {"Retry-After": "120"}), good)
    if (call, status) == (process, 503):
        with pytest.raises(symbl.ServerError) as caught:
            drive(kind, scripted.base_url, call)
        assert caught.value.retry_after == 7
        assert slept == []
    else:
        drive(kind, scripted.base_url, call)
        assert slept[:2] == [7, 120]


@both
def test_retry_after_as_a_date(kind: str, scripted: ScriptedServer, slept: list[float]) -> None:
    ahead = email.utils.format_datetime(datetime.datetime.fromtimestamp(time.time() + 60, datetime.UTC), usegmt=True)
    past = "Wed, 21 Oct 2015 07:28:00 GMT"
    dates = [Answer(503, "", {"Retry-After": date}) for date in (ahead, past)]
    scripted.script("/messages", *dates, MESSAGES)
    drive(kind, scripted.base_url, read)
    assert 0 < slept[0] <= 60
    assert slept[1] == 0


@both
@pytest.mark.parametrize("call", [read, process])
@pytest.mark.parametrize("value", ["121", "3600", "inf", "Fri, 31 Dec 2999 23:59:59 GMT"])
def test_nobody_waits_longer_than_two_minutes_for_a_try(
    kind: str, call: Any, value: str, scripted: ScriptedServer, slept: list[float]
) -> None:
    scripted.script("/messages" if call is read else "/process/text", Answer(429, "", {"Retry-After": value}))
    with pytest.raises(symbl.RateLimitError) as caught:
        drive(kind, scripted.base_url, call)
    assert caught.value.retry_after > 120
    assert slept == []
    assert len(scripted.calls) == 1


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[-+]?[0-9.]{1,400}([eE][0-9]{1,4})?", fullmatch=True) | st.sampled_from(
    ["nan", "-5", "Wed, 21 Oct 99999 07:28:00 GMT", "Wed, 21 Oct 2015 07:28:00 +99999999999999", "0 Jan 0 0:0:0 -0000"]
))  # fmt: skip
def test_any_retry_after(value: str) -> None:
    seconds = _exchange.retry_after({"retry-after": value})
    assert seconds is None or seconds >= 0


@settings(deadline=None)
@given(st.integers(0, 10**6))
def test_backoff_is_jittered_and_bounded(tries: int) -> None:
    assert 0 <= _exchange.backoff(tries) <= min(8, 0.5 * 2 ** min(tries, 10))


@both
def test_pauses_grow(kind: str, slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symbl._exchange.random.uniform", lambda low, high: high)
    with ScriptedServer().script("/messages", Answer(500)) as server:
        with pytest.raises(symbl.ServerError):
            drive(kind, server.base_url, read)
        server.script("/process/text", *[Answer(429)] * 6, submitted())
        drive(kind, server.base_url, process)
    assert slept[:2] == [0.5, 1]
    assert slept[2:8] == [0.5, 1, 2, 4, 8, 8]


# --------------------------------------------------------------------------------------------- time limits


@both
def test_timeout_is_for_one_exchange(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/messages", HANG, HANG, MESSAGES)
    drive(kind, scripted.base_url, lambda client: read(client, timeout=0.4))
    scripted.script("/messages", HANG)
    with pytest.raises(symbl.TimedOut, match=r"no answer within 0\.4 s") as caught:
        drive(kind, scripted.base_url, lambda client: read(client, timeout=0.4))
    assert caught.value.sent
    assert isinstance(caught.value, TimeoutError)
    assert len(scripted.calls) == 6


@both
def test_timeout_is_not_outwitted_by_a_trickle(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/messages", Trickle())
    with pytest.raises(symbl.TimedOut):
        drive(kind, scripted.base_url, lambda client: read(client, timeout=0.3))
    assert len(scripted.calls) == 3


@both
@pytest.mark.parametrize("call", [read, process])
@pytest.mark.parametrize("where", ["token", "call", "pause"])
def test_deadline_bounds_everything(kind: str, call: Any, where: str, scripted: ScriptedServer) -> None:
    path = {"token": "/token:generate", "call": "1/messages" if call is read else "/process/text"}
    if where == "pause":
        scripted.script(path["call"], Answer(429, "", {"Retry-After": "60"}))
    else:
        scripted.script(path[where], HANG)
    with pytest.raises(symbl.RateLimitError if where == "pause" else symbl.TimedOut):
        drive(kind, scripted.base_url, lambda client: call(client, deadline=0.5))
    assert len(scripted.requests) == {"token": 1, "call": 2, "pause": 2}[where]


@both
def test_deadline_bounds_the_tries_together(
    kind: str, scripted: ScriptedServer, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Time passes only in the pauses."""
    now = [0.0]

    class Clock:
        @staticmethod
        def monotonic() -> float:
            return now[0]

        time = staticmethod(time.time)

    def pause(tries: int) -> float:
        now[0] += 4
        return 1.0

    monkeypatch.setattr("symbl._exchange.time", Clock)
    monkeypatch.setattr("symbl._exchange.backoff", pause)
    scripted.script("/messages", Answer(500))
    with pytest.raises(symbl.ServerError):
        drive(kind, scripted.base_url, lambda client: read(client, deadline=5.5))
    assert len(scripted.calls) == 2, "the second pause would end too late"


@both
def test_a_deadline_of_the_client_is_for_each_call(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/messages", MESSAGES, HANG)
    with pytest.raises(symbl.TimedOut):
        drive(kind, scripted.base_url, read, read, deadline=0.5)
    assert len(scripted.calls) == 2


def test_the_deadline_over_before_the_request(scripted: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = _exchange.Limits(timeout=60, ends=time.monotonic() - 1, deadline=5)
    with pytest.raises(symbl.TimedOut, match="the deadline of 5 s is over") as caught:
        limits.left()
    assert caught.value.sent is False


@pytest.mark.parametrize(
    ("options", "connect", "read"),
    [
        ({}, 10, 60),
        ({"timeout": 3.0}, 3, 3),
        ({"timeout": 3.0, "deadline": 100.0}, 3, 3),
        ({"deadline": 0.001}, 0.001, 0.001),
    ],
)
def test_no_exchange_takes_longer_than_what_is_left(options: Any, connect: float, read: float) -> None:
    core = symbl.Symbl(access_token="given", base_url="http://x", **options)._core
    effect = core.send(get_messages.request("1")).send(None)
    assert isinstance(effect, Send)
    timeout = _http.build(effect)["timeout"].as_dict()
    assert timeout["connect"] <= connect
    assert timeout["read"] == timeout["write"] == timeout["pool"] <= read


# ---------------------------------------------------------------------------------------- what goes on a request


@both
def test_headers(kind: str, scripted: ScriptedServer) -> None:
    drive(kind, scripted.base_url, process)
    for request in scripted.requests:
        assert request.headers["user-agent"].startswith(f"symbl-sdk/{symbl.__version__} python/3.")
        assert request.headers["accept"] == "application/json"
    assert "content-type" not in scripted.calls[-1].headers, "a look has no body"


@both
def test_redirects_are_not_followed(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/messages", Answer(307, "", {"Location": "/v1/elsewhere"}))
    with pytest.raises(symbl.APIError) as caught:
        drive(kind, scripted.base_url, read)
    assert type(caught.value) is symbl.APIError
    assert [call.path for call in scripted.calls] == ["/v1/conversations/1/messages"]


def test_connections_are_used_again(client: symbl.Symbl, scripted: ScriptedServer) -> None:
    scripted.script("/messages", MESSAGES)
    for _ in range(5):
        read(client)
    assert scripted.connections == 1


@both
def test_a_closed_client_says_so(kind: str, scripted: ScriptedServer) -> None:
    with pytest.raises(RuntimeError, match="closed"):
        drive(kind, scripted.base_url, lambda client: client.close(), read)
    assert scripted.connections == 0


def test_an_asyncio_client_belongs_to_one_event_loop(scripted: ScriptedServer) -> None:
    scripted.script("/messages", MESSAGES)
    client = symbl.AsyncSymbl("id", "secret", base_url=scripted.base_url)

    async def close() -> None:
        await client.close()

    with asyncio.Runner() as runner:
        for _ in range(2):
            runner.run(read(client))
        for step in (read(client), close()):
            with pytest.raises(RuntimeError, match="event loop it is first used in"):
                asyncio.run(step)
        runner.run(close())
    assert len(scripted.to("/messages")) == 2


def test_clients_can_be_closed_twice_and_unused(scripted: ScriptedServer) -> None:
    scripted.script("/messages", MESSAGES)
    for kind in ("sync", "async"):
        drive(kind, scripted.base_url, lambda client: client.close())
        drive(kind, scripted.base_url, read, lambda client: client.close(), lambda client: client.close())
