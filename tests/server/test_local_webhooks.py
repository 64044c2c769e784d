"""Calls to `webhookUrl`."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from conftest import Account, login

import symbl_local


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
    ("allowed", "url", "called"),
    [
        (None, "http://127.0.0.1:{port}/", False),
        ("loopback", "http://127.0.0.1:{port}/", True),
        ("loopback", "http://LOCALHOST:{port}/", True),
        ("127.0.0.1", "http://127.0.0.1:{port}/", True),
        ("127.0.0.1", "http://localhost:{port}/", False),
        (["example.com", "localhost"], "http://localhost:{port}/", True),
        ("localhost", "http://localhost.example.com:{port}/", False),
        ("loopback", "http://127.0.0.1@example.invalid:{port}/", False),
        ("loopback", "http://0.0.0.0:{port}/", False),
        ("loopback", "http://2130706433:{port}/", False),
    ],
)
def test_only_admitted_hosts(receiver: Receiver, allowed: Any, url: str, called: bool) -> None:
    with (
        symbl_local.serve(allow_hosts=allowed, analyzer="scripted:ScriptedAnalyzer") as server,
        login(server) as account,
    ):
        for _ in range(2):
            account.process("Hello.", webhookUrl=url.format(port=receiver.server_port))
        if called:
            time.sleep(0.3)
        assert bool(receiver.events) == called
        assert server.log.count("--allow-hosts does not name it") == (not called)  # once, not every time
