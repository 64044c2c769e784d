"""Calls to `webhookUrl`."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from accounts import Account, login
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

import symbl
import symbl_local
from symbl_local import deliveries, signing
from symbl_local.config import Settings
from symbl_local.store import Store
from symbl_local.webhooks import Webhooks, admits, backoff, check_url

STATES = ["scheduled", "in_progress", "completed"]


class Call(NamedTuple):
    """A request to the receiver."""

    path: str
    headers: dict[str, str]
    raw: bytes

    @property
    def event(self) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(self.raw)
        return body

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


class Receiver(ThreadingHTTPServer):
    """Keeps what is posted to it. `reply` gives status and headers, or None to hang up."""

    request_queue_size = 128

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.calls: list[Call] = []
        self.reply: Callable[[Call], tuple[int, dict[str, str]] | None] = lambda call: (204, {})
        self.url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), OSError):  # one that was killed resets its connections
            super().handle_error(request, client_address)

    def states(self, job_id: str) -> list[str]:
        return [call.event["status"] for call in list(self.calls) if call.event["jobId"] == job_id]

    def wait_for(self, job_id: str, last: str = "completed") -> list[str]:
        wait_until(lambda: last in self.states(job_id), lambda: self.calls)
        return self.states(job_id)


class Handler(BaseHTTPRequestHandler):
    server: Receiver
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        raw = self.rfile.read(length)
        if len(raw) < length:  # the server was killed while it sent
            self.close_connection = True
            return
        call = Call(self.path, {name.lower(): value for name, value in self.headers.items()}, raw)
        self.server.calls.append(call)
        reply = self.server.reply(call)
        if reply is None:
            self.close_connection = True
            return
        status, headers = reply
        self.send_response(status)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if headers.get("Transfer-Encoding"):
            try:
                while True:
                    self.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            except OSError:
                self.close_connection = True

    def log_message(self, *_: Any) -> None:
        pass


def wait_until(condition: Callable[[], Any], found: Callable[[], Any] = lambda: None) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, found()
        time.sleep(0.01)


def serving(receiver: Receiver) -> Iterator[Receiver]:
    with receiver:
        thread = threading.Thread(target=receiver.serve_forever, args=(0.01,))
        thread.start()
        yield receiver
        receiver.shutdown()
        thread.join()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    yield from serving(Receiver())


@pytest.fixture
def other() -> Iterator[Receiver]:
    yield from serving(Receiver())


def once(*replies: tuple[int, dict[str, str]] | None) -> Callable[[Call], tuple[int, dict[str, str]] | None]:
    """These replies, one after the other, then success."""
    left = iter(replies)
    return lambda call: next(left, (204, {}))


# ---------------------------------------------------------------------------------------------------- events


def test_every_change_in_order(account: Account, receiver: Receiver) -> None:
    def slow(call: Call) -> tuple[int, dict[str, str]]:
        time.sleep(0.05)  # so that a later call could overtake an earlier one
        return 200, {}

    receiver.reply = slow
    jobs = [account.submit("Hello.", webhookUrl=f"{receiver.url}/hook?a=b")[1] for _ in range(5)]
    for job_id in jobs:
        assert receiver.wait_for(job_id) == STATES
    assert {call.path for call in receiver.calls} == {"/hook?a=b"}
    assert set(receiver.calls[0].event) == {"jobId", "status"}
    assert {call.headers["content-type"] for call in receiver.calls} == {"application/json"}
    assert len({call.id for call in receiver.calls}) == 15


def test_failure_and_append_and_query(account: Account, receiver: Receiver) -> None:
    conversation_id, job_id = account.submit("FAIL.", webhookUrl=receiver.url)
    assert receiver.wait_for(job_id, "failed") == ["scheduled", "in_progress", "failed"]
    path = f"/v1/process/text/{conversation_id}"
    job_id = account.ok("PUT", path, json={"messages": []}, params={"webhookUrl": receiver.url})["jobId"]
    assert receiver.wait_for(job_id) == STATES


def test_signatures(server: symbl_local.LocalServer, account: Account, receiver: Receiver) -> None:
    _, job_id = account.submit("Hello.", webhookUrl=receiver.url)
    assert receiver.wait_for(job_id) == STATES
    for call, status in zip(receiver.calls, STATES, strict=True):
        assert Webhook(server.webhook_secret).verify(call.raw, call.headers) == {"jobId": job_id, "status": status}
        event = symbl.webhooks.unwrap(call.raw, call.headers, server.webhook_secret)
        assert (event.job_id, event.status, event.delivery_id, event.verified) == (job_id, status, call.id, True)
        with pytest.raises(WebhookVerificationError):
            Webhook(server.webhook_secret).verify(call.raw + b" ", call.headers)


def test_several_secrets(receiver: Receiver) -> None:
    old, new = signing.new_secret(), signing.new_secret()
    with symbl_local.serve(allow_hosts="loopback", webhook_secret=f"{new} {old}") as server, login(server) as account:
        assert server.webhook_secret == server.env["SYMBL_WEBHOOK_SECRET"] == f"{new} {old}"
        _, job_id = account.submit("Hello.", webhookUrl=receiver.url)
        receiver.wait_for(job_id)
        assert not any(secret in server.log for secret in (old, new))
    for secret in (old, new):
        Webhook(secret).verify(receiver.calls[0].raw, receiver.calls[0].headers)


# -------------------------------------------------------------------------------------------------- attempts


@pytest.mark.parametrize("status", [302, 304, 400, 401, 404, 408, 429, 500, 503, None])
def test_tried_again(account: Account, receiver: Receiver, status: int | None) -> None:
    receiver.reply = once(None if status is None else (status, {"Location": "/elsewhere"}))
    _, job_id = account.submit("Hello.", webhookUrl=receiver.url + "/here")
    assert receiver.wait_for(job_id) == ["scheduled", *STATES]
    assert {call.path for call in receiver.calls} == {"/here"}
    first, again, *others = receiver.calls
    assert (again.id, again.raw) == (first.id, first.raw)
    assert len({call.id for call in others} | {first.id}) == 3


def test_gone_ends_it(account: Account, receiver: Receiver) -> None:
    receiver.reply = lambda call: (410, {})
    _, job_id = account.submit("Hello.", webhookUrl=receiver.url)
    assert receiver.wait_for(job_id) == STATES


@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_and_fresh_timestamps(
    server: symbl_local.LocalServer, account: Account, receiver: Receiver, form: str
) -> None:
    asked = "3" if form == "seconds" else formatdate(time.time() + 4, usegmt=True)
    receiver.reply = once((503, {"Retry-After": asked}))
    _, job_id = account.submit("Hello.", webhookUrl=receiver.url)
    assert receiver.wait_for(job_id) == ["scheduled", *STATES]
    first, again, *_ = receiver.calls
    # Without the header it would have been a second at most.
    assert int(again.headers["webhook-timestamp"]) - int(first.headers["webhook-timestamp"]) >= 2
    assert again.headers["webhook-signature"] != first.headers["webhook-signature"]
    for call in receiver.calls:
        Webhook(server.webhook_secret).verify(call.raw, call.headers)


def test_backoff() -> None:
    for attempts in (*range(20), 10**6):
        longest = min(300, 2 ** min(attempts, 99))
        assert all(longest / 2 <= backoff(attempts) <= longest for _ in range(50))


def test_unreachable_receiver_does_not_matter(account: Account) -> None:
    account.process("Hello.", webhookUrl="http://127.0.0.1:1/")
    account.process("Hello.", webhookUrl="https://127.0.0.1:1/")


def test_an_answer_without_end(account: Account, receiver: Receiver) -> None:
    receiver.reply = lambda call: (200, {"Transfer-Encoding": "chunked"})
    _, job_id = account.submit("Hello.", webhookUrl=receiver.url)
    assert receiver.wait_for(job_id) == STATES


def test_one_slow_host_does_not_hold_up_others(account: Account, receiver: Receiver, other: Receiver) -> None:
    done = threading.Event()

    def held(call: Call) -> tuple[int, dict[str, str]]:
        done.wait(30)
        return 204, {}

    receiver.reply = held
    slow = [account.submit("Hello.", webhookUrl=receiver.url)[1] for _ in range(80)]
    wait_until(lambda: receiver.calls)
    quick = [account.submit("Hello.", webhookUrl=other.url)[1] for _ in range(10)]
    for job_id in quick:
        assert other.wait_for(job_id) == STATES
    assert {call.event["status"] for call in receiver.calls} == {"scheduled"}
    done.set()
    for job_id in slow:
        states = receiver.wait_for(job_id)
        assert [state for state, _ in itertools.groupby(states)] == STATES


def options(**more: Any) -> dict[str, Any]:
    return {"allow_hosts": "loopback", "analyzer": "scripted:ScriptedAnalyzer", **more}


def test_one_attempt_only(receiver: Receiver) -> None:
    receiver.reply = lambda call: (500, {})
    with symbl_local.serve(**options(webhook_give_up=0)) as server, login(server) as account:
        _, job_id = account.submit("Hello.", webhookUrl=receiver.url)
        wait_until(lambda: server.log.count("is given up at attempt 1: status 500") == 3, lambda: server.log)
    assert receiver.states(job_id) == STATES


def test_given_up(tmp_path: Path, receiver: Receiver) -> None:
    """The last attempt comes when the time is up, however long the receiver wants to be left alone."""
    receiver.reply = lambda call: (429, {"Retry-After": "99999"})
    with symbl_local.serve(**options(data_dir=tmp_path, webhook_give_up=2)) as server, login(server) as account:
        _, job_id = account.submit("Hello.", webhookUrl=receiver.url)
        wait_until(lambda: server.log.count("is given up") == 3, lambda: server.log)
        assert f"webhook of job {job_id} (scheduled) is given up at attempt 2: status 429" in server.log
        receiver.reply = lambda call: (204, {})
        _, later = account.submit("Hello.", webhookUrl=receiver.url)
        assert receiver.wait_for(later) == STATES
    states = receiver.states(job_id)
    assert states[:2] == ["scheduled"] * 2
    assert [state for state, _ in itertools.groupby(states)] == STATES


# --------------------------------------------------------------------------------------------------- restart


def test_kill_and_restart(tmp_path: Path, receiver: Receiver) -> None:
    receiver.reply = lambda call: None
    settings = options(data_dir=tmp_path, app_id="me", app_secret="s")
    with symbl_local.serve(**settings) as server, login(server) as account:
        secret = server.webhook_secret
        _, job_id = account.submit("Hello.", webhookUrl=receiver.url)
        account.wait(job_id)
        wait_until(lambda: receiver.calls)
        server.kill()
    tried = len(receiver.calls)
    assert receiver.states(job_id) == ["scheduled"] * tried
    receiver.reply = lambda call: (204, {})
    with symbl_local.serve(**settings) as server:
        assert server.webhook_secret == secret
        assert receiver.wait_for(job_id)[tried:] == STATES
    assert receiver.calls[tried].id == receiver.calls[0].id
    assert len({call.id for call in receiver.calls}) == 3
    for call in receiver.calls[tried:]:
        Webhook(secret).verify(call.raw, call.headers)


def test_receiver_that_is_not_there_yet(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    with symbl_local.serve(**options()) as server, login(server) as account:
        _, job_id = account.submit("Hello.", webhookUrl=f"http://127.0.0.1:{port}/")
        account.wait(job_id)
        wait_until(lambda: "is tried again: ConnectError" in server.log)
        for receiver in serving(Receiver(port)):
            assert receiver.wait_for(job_id) == STATES


@pytest.mark.parametrize("round_", range(3))
def test_killed_at_any_moment(tmp_path: Path, receiver: Receiver, round_: int) -> None:
    """Every change of every job arrives, in order; what arrives twice has the same id."""
    chance = random.Random(round_)
    moment = chance.uniform(0.02, 0.3)

    def moody(call: Call) -> tuple[int, dict[str, str]]:
        return (500, {}) if chance.random() < 0.1 else (204, {})

    receiver.reply = moody
    settings = options(data_dir=tmp_path, app_id="me", app_secret="s", max_concurrent_jobs=1000)
    jobs: list[str] = []
    with symbl_local.serve(**settings) as server, login(server) as account:
        ends = time.monotonic() + moment
        while time.monotonic() < ends:
            jobs.append(account.submit("Hello.", webhookUrl=receiver.url)[1])
        server.kill()
    with symbl_local.serve(**settings):
        for job_id in jobs:
            receiver.wait_for(job_id)
    for job_id in jobs:
        events = {call.id: call.event["status"] for call in receiver.calls if call.event["jobId"] == job_id}
        # A job that was interrupted says once more that it is in progress.
        assert [state for state, _ in itertools.groupby(events.values())] == STATES
        seen = [call.id for call in receiver.calls if call.event["jobId"] == job_id]
        assert [id_ for id_, _ in itertools.groupby(seen)] == list(events)


def test_what_a_deleted_conversation_had_to_tell_goes_with_it() -> None:
    store = Store(None)
    ids = store.accept("a", None, {"webhookUrl": "http://a/"}, 0, limit=1)
    with store.writing() as db:
        assert deliveries.next_due(db, -1) == 0
        db.execute("DELETE FROM conversations WHERE id = ?", [ids.conversation_id])
        assert deliveries.next_due(db, -1) is None
    store.close()


def test_turns() -> None:
    """No origin gets more than its share, and a long queue of one does not keep the others waiting."""
    store = Store(None)
    urls = ["http://a/"] * 500 + ["http://b/", "http://b:81/", "https://b/x", "http://user:pw@c/"]
    for url in urls:
        store.accept("a", None, {"webhookUrl": url}, 0, limit=10_000)
    while store.claim("text"):
        pass
    with store.reading() as db:
        found = deliveries.due(db, 1, busy=(), room=64, each=4, after="")
        assert len(found) == 8
        assert all(item.status == "scheduled" for item in found)
        more = deliveries.due(db, 1, busy=found[:2], room=64, each=4, after="")
        assert [item.origin for item in found[:4]] == ["http://a:"] * 4
        assert {item.id for item in more}.isdisjoint(item.id for item in found[:2])
        assert [item.origin for item in more].count("http://a:") == 2
        one = deliveries.due(db, 1, busy=(), room=1, each=4, after=found[0].origin)
        assert [item.url for item in one] == ["http://b/"]
        assert deliveries.due(db, -1, busy=(), room=64, each=4, after="") == []
    with store.writing() as db:
        first = found[0]
        deliveries.remove(db, first, 7)
        again = deliveries.due(db, 7, busy=(), room=10_000, each=10_000, after="")
        assert [item.status for item in again if item.job_id == first.job_id] == ["in_progress"]
        deliveries.postpone(db, found[1], 50)
        assert deliveries.next_due(db, 7) == 50
        assert found[1].id in {item.id for item in deliveries.expired(db, 1)} | {
            item.id for item in deliveries.due(db, 50, busy=(), room=10_000, each=10_000, after="")
        }
        deliveries.resume(db, 8, 5)
        assert deliveries.next_due(db, 8) is None
        assert deliveries.expired(db, 5) == []
        assert len(deliveries.expired(db, 6)) == 200
    store.close()


# ----------------------------------------------------------------------------------------------------- hosts


@pytest.mark.parametrize(
    ("hosts", "url", "admitted"),
    [
        ([], "http://127.0.0.1/", False),
        (["loopback"], "http://127.0.0.1:8000/x", True),
        (["loopback"], "http://127.1.2.3/", True),
        (["loopback"], "http://[::1]/", True),
        (["loopback"], "https://LOCALHOST/", True),
        (["loopback"], "http://localhost./", True),
        (["loopback"], "http://localhost.example.com/", False),
        (["loopback"], "http://127.0.0.1@example.com/", False),
        (["loopback"], "http://example.com/127.0.0.1", False),
        (["loopback"], "http://0.0.0.0/", False),
        (["loopback"], "http://2130706433/", False),
        (["loopback"], "http://loopback.example/", False),
        (["127.0.0.1"], "http://127.0.0.1/", True),
        (["127.0.0.1"], "http://localhost/", False),
        (["Example.com", "other.org"], "http://user:pass@EXAMPLE.com:99/", True),
        (["example.com"], "http://sub.example.com/", False),
        (["10.0.0.7"], "http://10.0.0.7/", True),
        (["::1"], "http://[::1]/", True),
    ],
)
def test_admitted_hosts(hosts: list[str], url: str, admitted: bool) -> None:
    assert admits(hosts, check_url(url)) == admitted


@pytest.mark.parametrize(
    ("allowed", "called"), [(None, False), (["example.com"], False), (["example.com", "127.0.0.1"], True)]
)
def test_only_admitted_hosts_are_called(receiver: Receiver, allowed: Any, called: bool) -> None:
    with (
        symbl_local.serve(allow_hosts=allowed, analyzer="scripted:ScriptedAnalyzer") as server,
        login(server) as account,
    ):
        for _ in range(2):
            _, job_id = account.submit("Hello.", webhookUrl=receiver.url)
            account.wait(job_id)
            if called:
                receiver.wait_for(job_id, "completed")
        assert bool(receiver.calls) == called
        assert server.log.count("--allow-hosts does not name it") == (not called)  # once, not every time


def test_refused_ones_are_not_kept() -> None:
    store = Store(None)
    store.accept("a", None, {"webhookUrl": "http://example.invalid/"}, 0, limit=1)
    assert store.claim("text")

    def left() -> int:
        with store.reading() as db:
            return int(db.execute("SELECT count(*) FROM webhook_deliveries").fetchone()[0])

    async def main() -> None:
        async with asyncio.timeout(30):
            running = asyncio.create_task(Webhooks(store, Settings(), [b"key"]).run())
            while left():  # noqa: ASYNC110 - the database tells nobody
                await asyncio.sleep(0.01)
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running

    assert left() == 2
    asyncio.run(main())
    store.close()


def test_too_old_for_an_attempt(caplog: pytest.LogCaptureFixture) -> None:
    """What waited in a queue past its time is given up, with what the same job had to tell after it."""
    store = Store(None)
    for number in range(300):
        store.accept("a", None, {"webhookUrl": f"http://h{number}/"}, 0, limit=1000)
    while store.claim("text"):
        pass
    webhooks = Webhooks(store, Settings(), [b"key"])
    webhooks._sweep(3_600_000)
    assert "given up" not in caplog.text
    webhooks._sweep(3_700_000)
    with store.reading() as db:
        rest = deliveries.due(db, 2**62, busy=(), room=1000, each=4, after="")
    # What happened now is not old.
    assert {item.status for item in rest} == {"in_progress"}
    assert len(rest) == 300
    assert "200 webhooks are given up" in caplog.text
    store.close()


def test_no_secret_in_the_log(receiver: Receiver) -> None:
    """Neither what the server signs with nor what an address holds."""
    receiver.reply = once((500, {}))
    with symbl_local.serve(**options(log_level="debug")) as server, login(server) as account:
        url = receiver.url.replace("//", "//someone:hidden1@") + "/hidden2?key=hidden3"
        _, job_id = account.submit("Hello.", webhookUrl=url)
        receiver.wait_for(job_id)
        log = server.log
        assert "is tried again: status 500" in log
        assert not any(secret in log for secret in ("hidden", server.webhook_secret, "whsec_"))
    assert {call.headers["authorization"] for call in receiver.calls} == {"Basic c29tZW9uZTpoaWRkZW4x"}
