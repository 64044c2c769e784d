"""What every read answers for a conversation that is unprocessed, running, failed or deleted (docs/contract.md §21)."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

import symbl_local
from tests.description import Operation
from tests.server.accounts import Account, login
from tests.server.sounds import say, wav

from .sending import OPERATIONS, UNKNOWN

PREFIX = "/v1/conversations/{conversationId}"
READS = {
    operation.name: operation
    for operation in OPERATIONS
    if (operation.method == "GET" and "{conversationId}" in operation.path and "{bookmarkId}" not in operation.path)
    or operation.name == "post-transcript"
}
EMPTY: dict[str, Any] = {
    "get-messages": {"messages": []},
    "get-topics": {"topics": []},
    "get-questions": {"questions": []},
    "get-action-items": {"actionItems": []},
    "get-follow-ups": {"followUps": []},
    "get-insights": {"insights": []},
    "get-comprehensive-action-items": {"actionItems": []},
    "get-abstract-topics": {"abstractTopics": []},
    "get-members": {"members": []},
    "get-entities": {"entities": []},
    "get-trackers-detected": [],
    "get-trackers": [],
    "get-analytics": {
        "metrics": [
            {"type": kind, "percent": 0.0, "seconds": 0.0}
            for kind in ("total_silence", "total_talk_time", "total_overlap")
        ],
        "members": [],
    },
    "list-bookmarks": {"bookmarks": []},
    "get-bookmarks-summary": {"bookmarksSummary": []},
    "post-transcript": {"transcript": {"payload": "", "contentType": "text/markdown"}},
}
"""Reads that show what there is so far, of a conversation that nothing has been found in."""
OF_STATUS = {"get-call-score-status", "get-lm-insights-status"}
PAGES = {"get-insights-details-url"}
MORE_THAN_AT_ONCE = 20
STATES = ("scheduled", "in_progress", "failed", "deleted")
GONE = {"message": "The conversationId is either invalid or does not exist."}


class Stages:
    """A conversation in each state, with the id of its job."""

    def __init__(self, account: Account) -> None:
        self.account = account
        asked = {"features": json.dumps({"featureList": ["callScore"]})}

        def record(line: int) -> tuple[str, str]:
            ids = account.ok("POST", "/v1/process/audio", content=wav(say(line)), params=asked)
            return ids["conversationId"], ids["jobId"]

        text = {"features": {"featureList": ["callScore"]}}
        deleted = account.submit("Hello.", **text)
        account.wait(deleted[1])
        account.ok("DELETE", f"/v1/conversations/{deleted[0]}")
        failed = account.submit("FAIL", **text)
        account.wait(failed[1], "failed")
        hanging = [record(6) for _ in range(MORE_THAN_AT_ONCE)]  # nobody is left to begin the last of them
        while account.ok("GET", f"/v1/job/{hanging[0][1]}")["status"] == "scheduled":
            time.sleep(0.02)
        self.ids = {"scheduled": hanging[-1], "in_progress": hanging[0], "failed": failed, "deleted": deleted}

    def read(self, operation: Operation, state: str) -> httpx.Response:
        path = operation.path.format(conversationId=self.ids[state][0])
        body = {"json": {"contentType": "text/markdown"}} if operation.method == "POST" else {}
        return self.account.call(operation.method, path, **body)


@pytest.fixture(scope="module")
def stages() -> Iterator[Stages]:
    with (
        symbl_local.serve(
            analyzer="tests.server.scripted:ScriptedAnalyzer",
            recognizer="tests.server.scripted_speech:Scripted",
            speech_workers=1,
            max_concurrent_jobs=100,
        ) as server,
        login(server) as account,
    ):
        yield Stages(account)


def test_every_read_is_in_a_table() -> None:
    others = {"get-conversation", "get-summary", "get-call-score"}
    assert READS.keys() == EMPTY.keys() | OF_STATUS | PAGES | others


@pytest.mark.parametrize("state", STATES)
def test_the_job(stages: Stages, state: str) -> None:
    response = stages.account.call("GET", f"/v1/job/{stages.ids[state][1]}")
    if state == "deleted":
        assert (response.status_code, "jobId" in response.json()["message"]) == (404, True)
        return
    job = response.json()
    assert (job["id"], job["status"]) == (stages.ids[state][1], state)
    assert ("reason" in job) == (state == "failed")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("name", READS)
def test_read(stages: Stages, name: str, state: str) -> None:
    response = stages.read(READS[name], state)
    conversation_id, job_id = stages.ids[state]
    body = response.json()
    if state == "deleted":
        assert (response.status_code, body) == (404, GONE)
    elif name in EMPTY:
        assert (response.status_code, body) == (200, EMPTY[name])
    elif name in OF_STATUS:
        assert (response.status_code, body) == (200, {"jobId": job_id, "status": state})
    elif name in PAGES:
        assert response.status_code == 200
        assert stages.account.call("GET", body["url"]).status_code == 200
    elif name == "get-conversation":
        assert (response.status_code, body["id"], body["name"]) == (200, conversation_id, conversation_id)
        assert body["startTime"] == body["endTime"]
        assert (body["members"], body["metadata"]) == ([], {})
    elif name == "get-summary" and state == "failed":
        assert (response.status_code, body) == (200, {"summary": []})
    elif name == "get-summary":
        assert (response.status_code, body["message"]) == (
            404,
            "There is no summary yet: a job of the conversation is not done.",
        )
    else:
        assert name == "get-call-score"
        why = "There is no call score: its job failed."
        if state != "failed":
            why = f"There is no call score yet: its job is {state}."
        assert (response.status_code, body["message"]) == (404, why)


@pytest.mark.parametrize("state", STATES)
def test_lists(stages: Stages, state: str) -> None:
    found = stages.account.ok("GET", "/v1/conversations", params={"limit": 100})["conversations"]
    assert (stages.ids[state][0] in {one["id"] for one in found}) == (state != "deleted")


def test_links_are_good_until_the_conversation_is_deleted(stages: Stages) -> None:
    conversation_id = stages.account.process("Hello.")
    made = stages.account.ok("POST", f"/v1/conversations/{conversation_id}/experiences", json={"name": "audio-summary"})
    assert stages.account.call("GET", made["url"]).status_code == 200
    stages.account.ok("DELETE", f"/v1/conversations/{conversation_id}")
    assert stages.account.call("GET", made["url"]).status_code == 404


def writes(stages: Stages) -> list[tuple[str, str, Any, int]]:
    """What else can be done, and the status of the answer for a conversation that is still there."""
    mark = {"label": "a", "description": "b", "user": {}, "beginTimeOffset": 0, "duration": 1}
    return [
        ("PUT", PREFIX, {"metadata": {"a": "b"}}, 200),
        ("PUT", f"{PREFIX}/speakers", {"speakerEvents": []}, 200),
        ("PUT", f"{PREFIX}/members/{UNKNOWN}", {"id": UNKNOWN, "name": "Ana"}, 404),
        ("POST", f"{PREFIX}/experiences", {"name": "verbose-text-summary"}, 201),
        ("PUT", f"{PREFIX}/experiences/url", {"url": "http://127.0.0.1:9/a.mp3"}, 200),
        ("POST", f"{PREFIX}/bookmarks", mark, 201),
        ("PUT", "/v1/process/text/{conversationId}", {"messages": []}, 201),
    ]


@pytest.mark.parametrize("state", STATES)
def test_changes(stages: Stages, state: str) -> None:
    for method, path, body, status in writes(stages):
        if state in ("scheduled", "in_progress") and "process" in path:
            continue  # would leave a job behind that never begins
        response = stages.account.call(method, path.format(conversationId=stages.ids[state][0]), json=body)
        assert response.status_code == (404 if state == "deleted" else status), (method, path, response.text)
        if state != "deleted" and "bookmarks" in path:
            made = path.format(conversationId=stages.ids[state][0]) + "/" + response.json()["id"]
            assert stages.account.ok("GET", made)["messageRefs"] == []
            assert stages.account.ok("GET", f"{made}/summary") == {"summary": []}
            stages.account.ok("DELETE", made)


def test_an_append_leaves_what_there_was(stages: Stages) -> None:
    """While a later job runs, the results of the earlier ones are read; only the summary waits."""
    conversation_id = stages.account.process("The #plans are good. Is that so?")
    before = {
        name: stages.account.call(
            operation.method,
            operation.path.format(conversationId=conversation_id),
            **({"json": {"contentType": "text/markdown"}} if operation.method == "POST" else {}),
        ).json()
        for name, operation in READS.items()
        if name in EMPTY
    }
    assert before["get-messages"]["messages"]
    answer = stages.account.ok("PUT", f"/v1/process/audio/{conversation_id}", content=wav(say(1)))
    assert stages.account.ok("GET", f"/v1/job/{answer['jobId']}")["status"] == "scheduled"
    for name, body in before.items():
        operation = READS[name]
        arguments = {"json": {"contentType": "text/markdown"}} if operation.method == "POST" else {}
        path = operation.path.format(conversationId=conversation_id)
        assert stages.account.call(operation.method, path, **arguments).json() == body, name
    assert stages.account.call("GET", f"/v1/conversations/{conversation_id}/summary").status_code == 404
