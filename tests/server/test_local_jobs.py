"""The life of a job: states, order, failure, limits, repeats."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from accounts import Account, login

import symbl_local

LONG = "Nobody says so much in one breath. " * 1500
"""Enough for a process of its own."""


def test_states(server: symbl_local.LocalServer) -> None:
    with symbl_local.serve(job_delay=0.5, analyzer="scripted:ScriptedAnalyzer") as server, login(server) as account:
        before = time.monotonic()
        conversation_id, first = account.submit("First.")
        _, second = account.submit("Second.", to=conversation_id)
        other, third = account.submit("Elsewhere.")
        while account.ok("GET", f"/v1/job/{third}")["status"] != "in_progress":
            time.sleep(0.01)
        assert account.ok("GET", f"/v1/job/{first}") == {"id": first, "status": "in_progress"}
        assert account.ok("GET", f"/v1/job/{second}") == {"id": second, "status": "scheduled"}
        assert account.texts(conversation_id) == []
        for job_id in (first, third):
            account.wait(job_id)
        assert 0.5 <= time.monotonic() - before < 1
        account.wait(second)
        assert time.monotonic() - before >= 1
        assert account.texts(conversation_id) == ["First.", "Second."]
        assert account.texts(other) == ["Elsewhere."]


def test_more_jobs_at_once_than_processors() -> None:
    with symbl_local.serve(job_delay=0.5, analyzer="scripted:ScriptedAnalyzer") as server, login(server) as account:
        before = time.monotonic()
        for job_id in [account.submit("Hello.")[1] for _ in range(20)]:
            account.wait(job_id)
        assert time.monotonic() - before < 3  # not 20 / 2 * 0.5


def test_appends_are_worked_off_in_order(account: Account) -> None:
    conversation_id = account.process("0.")
    jobs = [account.submit(f"{number}.", to=conversation_id)[1] for number in range(1, 30)]
    for job_id in jobs:
        account.wait(job_id)
    assert account.texts(conversation_id) == [f"{number}." for number in range(30)]


def test_failure(account: Account) -> None:
    conversation_id, failed = account.submit("Before. FAIL now.")
    _, then = account.submit("After.", to=conversation_id)
    assert account.wait(failed, "failed") == {"id": failed, "status": "failed", "reason": "ValueError: told to fail"}
    account.wait(then)
    assert account.texts(conversation_id) == ["After."]


def test_what_cannot_be_stored_fails_the_job(account: Account) -> None:
    conversation_id, job_id = account.submit("GARBAGE.")
    reason = account.wait(job_id, "failed")["reason"]
    assert reason == "the result could not be stored (IntegrityError)"
    assert account.texts(conversation_id) == []


def test_long_text(account: Account) -> None:
    assert len(account.texts(account.process(LONG))) == 1500


def test_failure_in_a_process(account: Account) -> None:
    _, job_id = account.submit(LONG, "FAIL now.")
    assert account.wait(job_id, "failed")["reason"] == "ValueError: told to fail"


def test_a_dead_process_is_tried_again(account: Account, tmp_path: Path) -> None:
    conversation_id = account.process(LONG, f"ONCE {tmp_path}/mark")
    assert len(account.texts(conversation_id)) == 1501


def test_a_process_that_dies_twice_fails_the_job(account: Account) -> None:
    _, job_id = account.submit(LONG, "DIE.")
    _, other = account.submit(LONG)
    assert account.wait(job_id, "failed")["reason"] == "the worker process died, twice"
    account.wait(other)


@pytest.mark.parametrize("size", ["short", "long"])
def test_time_limit(size: str) -> None:
    with symbl_local.serve(job_timeout=1, analyzer="scripted:ScriptedAnalyzer") as server, login(server) as account:
        _, job_id = account.submit(*([LONG] * (size == "long")), "SLEEP 60.")
        _, other = account.submit("Quick.")
        assert account.wait(job_id, "failed")["reason"] == "not done after 1 s"
        account.wait(other)


def test_the_server_answers_while_it_works(account: Account) -> None:
    """As many long jobs as there are slots, and answers meanwhile: counted, not timed."""
    jobs = [account.submit("SLEEP 1.")[1] for _ in range(2)] + [account.submit(LONG, "SLEEP 1.")[1] for _ in range(2)]
    answered = 0
    while account.ok("GET", f"/v1/job/{jobs[-1]}")["status"] not in ("completed", "failed"):
        answered += 1
    assert answered > 50
    for job_id in jobs:
        account.wait(job_id)


def test_too_many_jobs() -> None:
    options = {"max_concurrent_jobs": 2, "job_delay": 0.4, "analyzer": "scripted:ScriptedAnalyzer"}
    with symbl_local.serve(any_credentials=True, **options) as server, login(server) as account:
        conversation_id, job_id = account.submit("One.")
        account.submit("Two.", to=conversation_id)
        body = {"messages": []}
        for method, path in (("POST", "/v1/process/text"), ("PUT", f"/v1/process/text/{conversation_id}")):
            response = account.call(method, path, json=body)
            assert response.status_code == 429
            message = "This API has a limit of maximum of `2` number of concurrent jobs per account."
            assert response.json() == {"statusCode": 429, "message": message}
            assert response.headers["Retry-After"] == "1"
        with login(server, "another", "account") as other:
            other.submit("Three.")
        account.wait(job_id)
        account.submit("Four.")


def test_idempotency(account: Account, stranger: Account) -> None:
    key = {"Idempotency-Key": "once"}
    body = {"messages": [{"payload": {"content": "Hello."}}]}
    first = account.ok("POST", "/v1/process/text", json=body, headers=key)
    account.wait(first["jobId"])
    assert account.ok("POST", "/v1/process/text", json=body, headers=key) == first
    assert account.texts(first["conversationId"]) == ["Hello."]
    different = {"messages": [{"payload": {"content": "Goodbye."}}]}
    for method, path, content in (
        ("POST", "/v1/process/text", different),
        ("POST", "/v1/process/text?name=x", body),
        ("PUT", f"/v1/process/text/{first['conversationId']}", body),
    ):
        response = account.call(method, path, json=content, headers=key)
        assert response.status_code == 409
        assert response.json() == {"message": "This Idempotency-Key came with a different request before."}
    assert stranger.ok("POST", "/v1/process/text", json=different, headers=key) != first
    assert account.call("POST", "/v1/process/text", json={"messages": 1}, headers=key).status_code == 400


def test_idempotency_of_appends_and_at_the_limit() -> None:
    options = {"max_concurrent_jobs": 2, "job_delay": 0.3, "analyzer": "scripted:ScriptedAnalyzer"}
    with symbl_local.serve(**options) as server, login(server) as account:
        conversation_id, _ = account.submit("One.")
        path, key = f"/v1/process/text/{conversation_id}", {"Idempotency-Key": "k"}
        body = {"messages": [{"payload": {"content": "Two."}}]}
        first = account.ok("PUT", path, json=body, headers=key)
        assert account.ok("PUT", path, json=body, headers=key) == first  # although there is no room for a third job
        account.wait(first["jobId"])
        assert account.texts(conversation_id) == ["One.", "Two."]


def test_idempotency_of_requests_at_the_same_time(account: Account) -> None:
    body = {"messages": [{"payload": {"content": "Hello."}}]}
    start = threading.Barrier(8)

    def submit(_: int) -> tuple[str, str]:
        start.wait()
        answer = account.ok("POST", "/v1/process/text", json=body, headers={"Idempotency-Key": "together"})
        return answer["conversationId"], answer["jobId"]

    with ThreadPoolExecutor(8) as threads:
        answers = set(threads.map(submit, range(8)))
    assert len(answers) == 1


@pytest.mark.parametrize("key", ["", "two words", "é", "x" * 256])
def test_odd_keys_are_refused(account: Account, key: str) -> None:
    headers = {"Idempotency-Key": key.encode("latin-1")}
    response = account.call("POST", "/v1/process/text", json={"messages": []}, headers=headers)
    assert response.status_code == 400
    assert response.json() == {"message": "Idempotency-Key: expected 1 to 255 visible ASCII characters"}


def test_a_refused_request_leaves_no_key(account: Account) -> None:
    key = {"Idempotency-Key": "again"}
    assert account.call("PUT", "/v1/process/text/1", json={"messages": []}, headers=key).status_code == 404
    account.ok("POST", "/v1/process/text", json={"messages": []}, headers=key)
