"""Conversations as wholes: found, given metadata, deleted."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from accounts import Account, login

import symbl_local

LIST = "/v1/conversations"
GONE = {"message": "The conversationId is either invalid or does not exist."}
WAV = b"RIFF\x26\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3e\0\0\0\x7d\0\0\2\0\x10\0data\2\0\0\0\0\0"


def moment(days: float) -> str:
    return (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def make(account: Account, name: str, days: float = 1, **metadata: str) -> str:
    message = {"payload": {"content": "Hello."}, "from": {"name": "Ann"}, "duration": {"startTime": moment(days)}}
    conversation_id = account.process(message, name=name)
    if metadata:
        account.ok("PUT", f"{LIST}/{conversation_id}", json={"metadata": metadata})
    return conversation_id


def names(account: Account, path: str = LIST, **query: Any) -> list[str]:
    return [one["name"] for one in account.ok("GET", path, params=query)["conversations"]]


def starts(account: Account, **query: Any) -> list[str]:
    return [one["startTime"] for one in account.ok("GET", LIST, params=query)["conversations"]]


def refusal(account: Account, **query: Any) -> str:
    response = account.call("GET", LIST, params=query)
    assert response.status_code == 400, response.text
    return response.json()["message"]


def test_an_entry_is_the_conversation(account: Account) -> None:
    conversation_id = make(account, "Call", region="north")
    [one] = account.ok("GET", LIST)["conversations"]
    assert one == account.read(conversation_id)
    assert [member["name"] for member in one["members"]] == ["Ann"]
    assert one["metadata"] == {"region": "north"}


def test_nothing_of_others(account: Account, stranger: Account) -> None:
    make(account, "Mine", region="north")
    make(stranger, "Theirs", region="north")
    assert names(account) == ["Mine"]
    assert names(account, filter="conversation.metadata.region==north") == ["Mine"]
    assert names(account, filter="conversation.name==Theirs") == []


def test_order_and_pages(account: Account) -> None:
    for name, days in (("b", 3), ("a", 2), ("c", 1)):
        make(account, name, days)
    assert names(account) == ["b", "a", "c"]
    assert names(account, order="asc") == ["b", "a", "c"]
    assert names(account, order="desc") == ["c", "a", "b"]
    assert names(account, sort="conversation.name") == ["a", "b", "c"]
    assert names(account, sort="conversation.name", order="desc", limit=2) == ["c", "b"]
    assert names(account, limit=1, offset=1) == ["a"]
    assert names(account, limit=0) == names(account, offset=3) == names(account, offset=10**30) == []
    assert names(account, limit=65536, offset=2) == ["c"]


def test_several_fields(account: Account) -> None:
    for name, days in (("b", 3), ("a", 1), ("a", 2)):
        make(account, name, days)
    query = {"sort": "conversation.name,conversation.startTime"}
    assert [text[:10] for text in starts(account, **query)] == [moment(days)[:10] for days in (2, 1, 3)]
    assert [text[:10] for text in starts(account, order="desc", **query)] == [moment(days)[:10] for days in (3, 1, 2)]


def test_the_last_seven_days_unless_told(account: Account) -> None:
    make(account, "old", 30)
    make(account, "week", 8)
    make(account, "new", 1)
    assert names(account) == ["new"]
    assert names(account, startTime=moment(9)) == ["week", "new"]
    assert names(account, endTime=moment(7)) == ["week"]
    assert names(account, startTime=moment(31), endTime=moment(7)) == ["old", "week"]
    assert names(account, filter="conversation.name!=nobody") == ["old", "week", "new"]
    assert names(account, filter="conversation.name!=nobody", startTime=moment(9)) == ["week", "new"]
    assert names(account, filter="conversation.name!=nobody", endTime=moment(9)) == ["old"]


@pytest.mark.parametrize("field", ["startTime", "startDate"])
def test_either_name_of_the_start(account: Account, field: str) -> None:
    make(account, "week", 8)
    make(account, "new", 1)
    assert names(account, filter=f"conversation.{field}<={moment(7)}") == ["week"]
    assert names(account, filter=f"conversation.{field}=gt={moment(7)}") == ["new"]
    assert names(account, sort=f"conversation.{field}", startTime=moment(9)) == ["week", "new"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"limit": -1}, "limit: expected a whole number from 0 to 65536"),
        ({"limit": 65537}, "limit: expected a whole number from 0 to 65536"),
        ({"limit": ""}, "limit: expected a whole number from 0 to 65536"),
        ({"limit": "9" * 5000}, "limit: expected a whole number from 0 to 65536"),
        ({"offset": -1}, "offset: expected a whole number from 0"),
        ({"offset": "٣"}, "offset: expected a whole number from 0"),
        ({"order": "down"}, "order: expected asc or desc"),
        ({"startTime": "yesterday"}, "startTime: expected a time, such as 2026-03-02T15:00:00.000Z"),
        ({"endTime": ""}, "endTime: expected a time, such as 2026-03-02T15:00:00.000Z"),
        ({"endTime": moment(-1)}, "endTime: expected a time in the past"),
        ({"startTime": moment(-1)}, "startTime: expected a time in the past"),
        ({"startTime": moment(1), "endTime": moment(2)}, "startTime: expected a time before endTime"),
        ({"sort": "conversation.mood"}, "sort: there is no field 'conversation.mood' (there are conversation.id,"),
        ({"sort": ""}, "sort: there is no field ''"),
        ({"filter": ""}, "filter: expected a parameter, such as conversation.name instead of the end at character 1"),
        ({"filter": "conversation.name==a,conversation.name==b"}, "filter: there is no OR here: expected ; or and at"),
        ({"filter": "conversation.mood==good"}, "filter: there is no parameter conversation.mood"),
    ],
)
def test_wrong_queries(account: Account, query: dict[str, Any], message: str) -> None:
    assert refusal(account, **query).startswith(message)


def test_the_beginning_of_time(account: Account) -> None:
    assert names(account, endTime="0001-01-02T00:00:00Z") == []
    assert names(account, startTime="0001-01-01T00:00:00Z") == []


# -- metadata ---------------------------------------------------------------------------------------------


def test_metadata_are_replaced(account: Account) -> None:
    conversation_id = make(account, "Call", region="north", stage="new")
    path = f"{LIST}/{conversation_id}"
    assert account.ok("PUT", path, json={"metadata": {"stage": "old", "gone": None}}) == {
        "id": conversation_id,
        "metadata": {"stage": "old"},
    }
    assert account.read(conversation_id)["metadata"] == {"stage": "old"}
    assert names(account, filter="conversation.metadata.region==north") == []
    assert names(account, filter="conversation.metadata.stage==old") == ["Call"]
    account.ok("PUT", path, json={"metadata": {}, "id": "1", "type": "party", "name": "Party"})
    assert account.read(conversation_id)["metadata"] == {}
    assert account.read(conversation_id)["name"] == "Call"
    assert names(account, filter="conversation.metadata.stage==old") == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"{}", "metadata: missing"),
        (b'{"metadata": null}', "metadata: missing"),
        (b'{"metadata": []}', "metadata: expected an object, not a list"),
        (b'{"metadata": {"a": 1}}', "metadata.a: expected a string, not a number"),
        (b'{"metadata": {"a": "1", "b": "2", "a": "1"}}', "the name 'a' comes twice"),
        (b'{"metadata": {"a": "%s"}}' % (b"x" * 129), "metadata.a: expected at most 128 characters, not 129"),
        (b"[]", "The body must be a JSON object."),
    ],
)
def test_wrong_metadata(account: Account, body: bytes, message: str) -> None:
    conversation_id = make(account, "Call", kept="yes")
    response = account.call("PUT", f"{LIST}/{conversation_id}", content=body)
    assert (response.status_code, response.json()) == (400, {"message": message})
    assert account.read(conversation_id)["metadata"] == {"kept": "yes"}


def test_a_value_may_have_128_characters(account: Account) -> None:
    conversation_id = make(account, "Call", long="ü" * 128, empty="")
    assert account.read(conversation_id)["metadata"] == {"long": "ü" * 128, "empty": ""}


def test_metadata_follow_the_start(account: Account) -> None:
    """The search by metadata is in order of time, which an append can change."""
    conversation_id = make(account, "moved", 1, region="north")
    make(account, "other", 2, region="north")
    query = {"filter": "conversation.metadata.region==north"}
    assert names(account, **query) == ["other", "moved"]
    early = {"payload": {"content": "Earlier."}, "duration": {"startTime": moment(3)}}
    account.process(early, to=conversation_id)
    assert names(account, **query) == ["moved", "other"]


# -- deleting ---------------------------------------------------------------------------------------------


def test_unknown_and_of_another_account(account: Account, stranger: Account) -> None:
    conversation_id = make(account, "Call", region="north")
    for who, path in ((account, f"{LIST}/1"), (stranger, f"{LIST}/{conversation_id}")):
        for method, body in (("DELETE", None), ("PUT", {"metadata": {}})):
            response = who.call(method, path, json=body)
            assert (response.status_code, response.json()) == (404, GONE)
    assert account.read(conversation_id)["metadata"] == {"region": "north"}


def test_deleted_is_gone(account: Account) -> None:
    other = make(account, "Other")
    conversation_id, job_id = account.submit("Is it? TODO Ann: write about #work.", name="Call", detectEntities=True)
    account.wait(job_id)
    done = account.ok("DELETE", f"{LIST}/{conversation_id}")
    assert done == {"message": "successfully deleted the conversation"}
    for resource in ("", "/messages", "/topics", "/insights", "/members", "/entities", "/trackers", "/analytics"):
        response = account.call("GET", f"{LIST}/{conversation_id}{resource}")
        assert (response.status_code, response.json()) == (404, GONE)
    assert account.call("GET", f"/v1/job/{job_id}").status_code == 404
    assert account.call("DELETE", f"{LIST}/{conversation_id}").status_code == 404
    assert account.call("PUT", f"/v1/process/text/{conversation_id}", json={"messages": []}).status_code == 404
    assert names(account) == ["Other"]
    assert account.texts(other) == ["Hello."]


def test_a_key_may_be_used_again_after_its_conversation(account: Account) -> None:
    body, headers = {"messages": []}, {"Idempotency-Key": "one"}
    first = account.ok("POST", "/v1/process/text", json=body, headers=headers)
    account.wait(first["jobId"])
    account.ok("DELETE", f"{LIST}/{first['conversationId']}")
    again = account.ok("POST", "/v1/process/text", json=body, headers=headers)
    assert again["conversationId"] != first["conversationId"]


def rows(data_dir: Path) -> dict[str, int]:
    """How many rows each table has, but for what says so of itself."""
    db = sqlite3.connect(data_dir / "symbl_local.sqlite3")
    tables = [name for [name] in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    counts = {table: db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}
    db.close()
    return {table: count for table, count in counts.items() if count and not table.startswith("sqlite_")}


FULL: dict[str, Any] = {
    "detectEntities": True,
    "detectPhrases": True,
    "enableSummary": True,
    "entities": [{"customType": "Thing", "text": "offer"}],
    "trackers": [{"name": "Price", "vocabulary": ["how much"]}],
    "features": {"featureList": ["insights", "callScore"]},
    "webhookUrl": "http://127.0.0.1:9/",
}


def full(account: Account) -> str:
    conversation_id = account.process(
        "How much is the offer?", "I'll send the offer to Bob by Friday.", "Can you call Bob back?", **FULL
    )
    account.ok("PUT", f"{LIST}/{conversation_id}", json={"metadata": {"region": "north"}})
    headers = {"Idempotency-Key": "one"}
    again = account.ok("PUT", f"/v1/process/text/{conversation_id}", json={"messages": []}, headers=headers)
    account.wait(again["jobId"])
    return conversation_id


def test_no_row_is_left(tmp_path: Path) -> None:
    with symbl_local.serve(data_dir=tmp_path, allow_hosts="loopback") as server, login(server) as account:
        before = full(account)
        account.ok("DELETE", f"{LIST}/{before}")
    empty = rows(tmp_path)
    with symbl_local.serve(data_dir=tmp_path, allow_hosts="loopback") as server, login(server) as account:
        kept = full(account)
    filled = rows(tmp_path)
    known = {"conversations", "jobs", "idempotency_keys", "members", "messages", "insights", "entities", "metadata"}
    assert known | {"tracker_matches"} <= filled.keys() - empty.keys()
    with symbl_local.serve(data_dir=tmp_path) as server, login(server) as account:
        account.ok("DELETE", f"{LIST}/{kept}")
    assert rows(tmp_path) == empty
    assert not {"conversations", "jobs", "messages", "metadata", "members"} & empty.keys()


def test_while_its_jobs_wait_and_run(tmp_path: Path) -> None:
    with (
        symbl_local.serve(data_dir=tmp_path, analyzer="scripted:ScriptedAnalyzer", job_delay=30) as server,
        login(server) as account,
    ):
        conversation_id, running = account.submit("Hello.")
        _, waiting = account.submit("Hello again.", to=conversation_id)
        while account.ok("GET", f"/v1/job/{running}")["status"] != "in_progress":
            time.sleep(0.01)
        uploads = [
            account.ok("PUT", f"/v1/process/audio/{conversation_id}", content=WAV)["jobId"],
            account.ok("POST", "/v1/process/audio", content=WAV)["jobId"],
        ]
        spool = tmp_path / "spool"
        while len([path for path in spool.iterdir() if path.is_file()]) != 2:
            time.sleep(0.01)
        account.ok("DELETE", f"{LIST}/{conversation_id}")
        assert len([path for path in spool.iterdir() if path.is_file()]) == 1
        for job_id in (running, waiting, uploads[0]):
            assert account.call("GET", f"/v1/job/{job_id}").status_code == 404
        assert account.ok("GET", f"/v1/job/{uploads[1]}")["status"] in ("scheduled", "in_progress")
        assert "ERROR" not in server.log
    left = rows(tmp_path)
    assert left["conversations"] == left["jobs"] == 1


def test_jobs_of_others_get_the_slots_of_deleted_ones() -> None:
    with symbl_local.serve(analyzer="scripted:ScriptedAnalyzer") as server, login(server) as account:
        for _ in range(8):  # more than are worked at together
            slow = [account.submit("SLEEP 1.5")[0] for _ in range(8)]
            for conversation_id in slow:
                account.ok("DELETE", f"{LIST}/{conversation_id}")
        account.wait(account.submit("Hello.")[1])
        assert "ERROR" not in server.log
