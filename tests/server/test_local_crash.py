"""Kill -9 at any moment: what was accepted is done once, in order, and nothing is half written."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from accounts import Account, login

import symbl_local

WORDS = [f"Word{number}." for number in range(5)]


class Writer(threading.Thread):
    """Submits conversations and appends to them until the server dies; notes what was accepted."""

    def __init__(self, account: Account, name: str) -> None:
        super().__init__(name=name)
        self._account = account
        self.accepted: dict[str, list[tuple[str, str]]] = {}
        self.in_doubt: dict[str | None, str] = {}

    def run(self) -> None:
        number = 0
        conversation_id = None
        while True:
            mark = f"{self.name}n{number}"
            texts = [f"{mark} {word}" for word in WORDS]
            try:
                conversation_id, job_id = self._account.submit(" ".join(texts), to=conversation_id)
            except httpx.TransportError:
                self.in_doubt[conversation_id] = mark
                return
            self.accepted.setdefault(conversation_id, []).append((mark, job_id))
            number += 1
            if number % 4 == 0:
                conversation_id = None


@pytest.mark.parametrize("round_", range(5))
def test_kill(tmp_path: Path, round_: int) -> None:
    moment = random.Random(round_).uniform(0.05, 0.4)
    options: dict[str, Any] = {
        "data_dir": tmp_path,
        "app_id": "me",
        "app_secret": "s",
        "analyzer": "scripted:ScriptedAnalyzer",
        "max_concurrent_jobs": 100_000,
    }
    with symbl_local.serve(**options) as server, login(server) as account:
        writers = [Writer(account, f"w{number}") for number in range(4)]
        for writer in writers:
            writer.start()
        time.sleep(moment)
        server.kill()
        for writer in writers:
            writer.join()
    accepted = {id_: jobs for writer in writers for id_, jobs in writer.accepted.items()}
    in_doubt = {id_: mark for writer in writers for id_, mark in writer.in_doubt.items()}
    assert accepted
    with symbl_local.serve(**options) as server, login(server) as account:
        for jobs in accepted.values():
            for _, job_id in jobs:
                account.wait(job_id)
        time.sleep(0.05)  # for what was accepted but not answered any more
        for conversation_id, jobs in accepted.items():
            expected = [f"{mark} {word}" for mark, _ in jobs for word in WORDS]
            unanswered = in_doubt.get(conversation_id)
            extra = [f"{unanswered} {word}" for word in WORDS] if unanswered else []
            assert account.texts(conversation_id) in (expected, expected + extra)
            [member] = account.read(conversation_id, "/members")["members"]
            assert member["name"] == "Ann"


def test_job_in_progress_is_done_again(tmp_path: Path) -> None:
    options: dict[str, Any] = {"data_dir": tmp_path, "app_id": "me", "app_secret": "s"}
    with symbl_local.serve(job_delay=30, **options) as server, login(server) as account:
        conversation_id, first = account.submit("First.")
        _, second = account.submit("Second.", to=conversation_id)
        while account.ok("GET", f"/v1/job/{first}")["status"] != "in_progress":
            time.sleep(0.01)
        server.kill()
    with symbl_local.serve(**options) as server, login(server) as account:
        account.wait(first)
        account.wait(second)
        assert account.texts(conversation_id) == ["First.", "Second."]


def test_stopping_leaves_what_is_not_done_to_the_next_start(tmp_path: Path) -> None:
    options: dict[str, Any] = {"data_dir": tmp_path, "app_id": "me", "app_secret": "s"}
    with symbl_local.serve(job_delay=30, **options) as server, login(server) as account:
        conversation_id, job_id = account.submit("Hello.")
    with symbl_local.serve(**options) as server, login(server) as account:
        account.wait(job_id)
        assert account.texts(conversation_id) == ["Hello."]


def test_idempotency_key_survives(tmp_path: Path) -> None:
    options: dict[str, Any] = {"data_dir": tmp_path, "app_id": "me", "app_secret": "s"}
    answers = []
    for _ in range(2):
        with symbl_local.serve(**options) as server, login(server) as account:
            body = {"messages": [{"payload": {"content": "Hello."}}]}
            answers.append(account.ok("POST", "/v1/process/text", json=body, headers={"Idempotency-Key": "k"}))
            server.kill()
    assert answers[0] == answers[1]
