"""Calls to `webhookUrl`."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from accounts import Account, login

import symbl_local
from symbl_local.webhooks import admits, check_url


class Receiver(ThreadingHTTPServer):
    """Keeps what is posted to it; slow to answer, so that a later call could overtake an earlier one."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.url = f"http://127.0.0.1:{self.server_port}"

    def wait_for(self, job_id: str, last: str) -> list[str]:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            states = [event["status"] for _, event in list(self.events) if event["jobId"] == job_id]
            if last in states:
                return states
            time.sleep(0.01)
        raise AssertionError(self.events)


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.headers["Content-Type"] == "application/json"
        time.sleep(0.05)
        self.server.events.append((self.path, body))
        self.send_response(302 if self.path == "/moved" else 500 if self.path == "/broken" else 204)
        self.send_header("Location", "/elsewhere")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as receiver:
        thread = threading.Thread(target=receiver.serve_forever, args=(0.01,))
        thread.start()
        yield receiver
        receiver.shutdown()
        thread.join()


def test_every_change_in_order(account: Account, receiver: Receiver) -> None:
    jobs = [account.submit("Hello.", webhookUrl=f"{receiver.url}/hook?a=b")[1] for _ in range(5)]
    for job_id in jobs:
        assert receiver.wait_for(job_id, "completed") == ["scheduled", "in_progress", "completed"]
    assert {path for path, _ in receiver.events} == {"/hook?a=b"}
    assert set(receiver.events[0][1]) == {"jobId", "status"}


def test_failure_and_append_and_query(account: Account, receiver: Receiver) -> None:
    conversation_id, job_id = account.submit("FAIL.", webhookUrl=receiver.url)
    assert receiver.wait_for(job_id, "failed") == ["scheduled", "in_progress", "failed"]
    path = f"/v1/process/text/{conversation_id}"
    job_id = account.ok("PUT", path, json={"messages": []}, params={"webhookUrl": receiver.url})["jobId"]
    assert receiver.wait_for(job_id, "completed") == ["scheduled", "in_progress", "completed"]


@pytest.mark.parametrize("path", ["/moved", "/broken"])
def test_bad_answers_are_left_alone(account: Account, receiver: Receiver, path: str) -> None:
    _, job_id = account.submit("Hello.", webhookUrl=receiver.url + path)
    assert receiver.wait_for(job_id, "completed") == ["scheduled", "in_progress", "completed"]
    assert {path for path, _ in receiver.events} == {path}


def test_unreachable_receiver_does_not_matter(account: Account) -> None:
    account.process("Hello.", webhookUrl="http://127.0.0.1:1/")


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
        assert bool(receiver.events) == called
        assert server.log.count("--allow-hosts does not name it") == (not called)  # once, not every time
