"""Groups: a name for the conversations that meet a criterion."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from accounts import Account

EXAMPLES = Path(__file__).parents[3] / "shared" / "contract" / "examples"
CALL = {
    "create-tracker": ("POST", "/v1/manage/tracker"),
    "create-trackers": ("POST", "/v1/manage/trackers"),
    "update-tracker": ("PUT", "/v1/manage/tracker"),
    "create-group": ("POST", "/v1/manage/group"),
    "create-groups": ("POST", "/v1/manage/groups"),
    "update-group": ("PUT", "/v1/manage/group"),
    "put-conversation": ("PUT", "/v1/conversations"),
}
ONE, MANY = "/v1/manage/group", "/v1/manage/groups"
GONE = {"message": "The groupId is either invalid or does not exist."}
CALLS = {"name": "Calls of Ann", "criteria": "conversation.metadata.agent==ann"}


def documented() -> list[Any]:
    """Method and path of each documented request, and its file."""
    if not EXAMPLES.is_dir():
        return [pytest.param("", "", "", marks=pytest.mark.skip(reason="the documented examples are not here"))]
    with (EXAMPLES / "INDEX.csv").open() as index:
        rows = [row for row in csv.DictReader(index) if row["kind"] == "request" and row["operation"] in CALL]
    assert {row["operation"] for row in rows} == set(CALL)
    return [(*CALL[row["operation"]], row["file"]) for row in rows]


@pytest.mark.parametrize(("method", "path", "file"), documented())
def test_documented_requests(account: Account, method: str, path: str, file: str) -> None:
    body = json.loads((EXAMPLES / file).read_text())
    if method == "PUT" and "conversation" in path:
        path += f"/{account.process('Hello.')}"
    elif method == "PUT":  # an id of the server's making
        draft = {"name": "Before", "vocabulary": ["x"], "criteria": CALLS["criteria"]}
        [made] = account.ok("POST", path, json=draft).values()
        path, body["id"] = f"{path}/{made['id']}", made["id"]
    response = account.call(method, path, json=body)
    assert response.status_code == (200 if method == "PUT" else 201), response.text
    answer = response.json()
    if "conversation" not in path:
        [answer] = answer.values()
    pairs = zip(body, answer, strict=True) if isinstance(body, list) else [(body, answer)]
    for sent, got in pairs:
        sent.pop("id", None)
        if method == "PUT" and "vocabulary" in sent:
            sent["vocabulary"].append("x")  # which was there before
        assert {name: got[name] for name in sent} == sent


def create(account: Account, **members: Any) -> dict[str, Any]:
    return account.ok("POST", ONE, json=CALLS | members)["group"]


def make(account: Account, name: str, days: float = 1, **metadata: str) -> None:
    start = (datetime.now(UTC) - timedelta(days=days)).isoformat()
    conversation_id = account.process({"payload": {"content": "Hi."}, "duration": {"startTime": start}}, name=name)
    account.ok("PUT", f"/v1/conversations/{conversation_id}", json={"metadata": metadata})


def inside(account: Account, group: dict[str, Any], **query: Any) -> list[str]:
    answer = account.ok("GET", f"/v1/groups/{group['id']}/conversations", params=query)
    return [one["name"] for one in answer["conversations"]]


def test_create_read_change_delete(account: Account) -> None:
    response = account.call("POST", ONE, json={"id": 4931769134481408, **CALLS, "description": "All of them."})
    assert response.status_code == 201
    group = response.json()["group"]
    assert group["id"] != "4931769134481408"
    assert group == {"id": group["id"], **CALLS, "description": "All of them."}
    path = f"{ONE}/{group['id']}"
    assert account.ok("GET", path) == {"group": group}
    assert account.ok("GET", MANY) == {"groups": [group]}
    other = {"name": 'The "new" ones_-', "criteria": "conversation.name==New*"}
    changed = account.ok("PUT", path, json={"id": int(group["id"]), **other})
    assert changed == account.ok("GET", path) == {"group": {"id": group["id"], **other}}
    assert account.ok("DELETE", path) == {"id": group["id"], "type": "group", "deleted": True}
    for method, body in (("GET", None), ("DELETE", None), ("PUT", {"id": group["id"], **CALLS})):
        response = account.call(method, path, json=body)
        assert (response.status_code, response.json()) == (404, GONE)
    assert account.call("GET", f"/v1/groups/{group['id']}/conversations").status_code == 404
    assert account.ok("GET", MANY) == {"groups": []}


def test_several_or_none(account: Account) -> None:
    response = account.call("POST", MANY, json=[CALLS, CALLS])
    assert response.status_code == 201
    groups = response.json()["groups"]
    assert [group["name"] for group in groups] == [CALLS["name"]] * 2  # a name is no key
    assert account.ok("GET", MANY) == {"groups": groups}
    response = account.call("POST", MANY, json=[CALLS, {"name": "x", "criteria": "x"}])
    assert response.status_code == 400
    assert (
        response.json()["message"]
        == "[1].criteria: expected an operator, such as ==, instead of the end at character 2"
    )
    assert account.call("POST", MANY, json=[]).json() == {"message": "expected at least one group"}
    assert account.ok("GET", MANY) == {"groups": groups}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": None}, "name: missing"),
        ({"name": ""}, "name: must not be blank"),
        ({"name": "x" * 129}, "name: expected at most 128 characters, not 129"),
        ({"name": "a/b"}, "name: only letters, digits, blanks, -, _ and \" may stand in a name, not '/'"),
        ({"description": "x" * 513}, "description: expected at most 512 characters, not 513"),
        ({"description": 5}, "description: expected a string, not a number"),
        ({"criteria": None}, "criteria: missing"),
        ({"criteria": ""}, "criteria: expected a parameter, such as conversation.name instead of the end"),
        ({"criteria": "a==1,b==2"}, "criteria: there is no OR here"),
        ({"criteria": "agent==ann"}, "criteria: there is no parameter agent"),
        (
            {"criteria": ";".join(f"conversation.metadata.{key}==1" for key in "abc")},
            "criteria: expected at most 2 different parameters at character 55",
        ),
        (
            {"criteria": "conversation.name==*" + "\N{PARTY POPPER}" * 12_501},
            "criteria: a text with wildcards is too long",
        ),
        (
            {"criteria": 'conversation.name!="*' + "[\N{PARTY POPPER}" * 7_500 + '"'},
            "criteria: a text with wildcards is too long",
        ),
    ],
)
def test_rules(account: Account, change: dict[str, Any], message: str) -> None:
    group = create(account)
    response = account.call("POST", ONE, json=CALLS | change)
    assert response.status_code == 400
    assert response.json()["message"].startswith(message)
    response = account.call("PUT", f"{ONE}/{group['id']}", json={"id": group["id"]} | CALLS | change)
    assert response.status_code == 400
    assert response.json()["message"].startswith(message)
    assert account.ok("GET", MANY) == {"groups": [group]}


def test_put_needs_the_id_of_the_path(account: Account) -> None:
    group = create(account)
    for body, message in ((CALLS, "id: missing"), ({"id": "1", **CALLS}, "id: expected the id in the path")):
        response = account.call("PUT", f"{ONE}/{group['id']}", json=body)
        assert (response.status_code, response.json()) == (400, {"message": message})


def test_conversations(account: Account, stranger: Account) -> None:
    make(account, "b", 30, agent="ann", region="north")
    make(account, "a", 3, agent="ann", region="south")
    make(account, "c", 2, agent="bob", region="north")
    make(stranger, "theirs", 2, agent="ann")
    group = create(account)
    assert inside(account, group) == ["b", "a"]  # of any age: the criteria are a filter
    assert inside(account, group, sort="conversation.name", order="asc", limit=1) == ["a"]
    assert inside(account, group, offset=1) == ["a"]
    assert inside(account, group, filter="conversation.metadata.region==north") == ["b"]
    assert inside(account, group, filter="conversation.metadata.agent==bob") == []
    three = "conversation.metadata.region==north and conversation.name==b"
    assert inside(account, group, filter=three) == ["b"]
    start = (datetime.now(UTC) - timedelta(days=7)).isoformat()
    assert inside(account, group, startTime=start) == ["a"]
    both = create(account, criteria=f"{CALLS['criteria']} and conversation.metadata.region==south")
    assert inside(account, both) == ["a"]
    response = account.call("GET", f"/v1/groups/{group['id']}/conversations", params={"limit": "x"})
    assert response.status_code == 400
    assert stranger.call("GET", f"/v1/groups/{group['id']}/conversations").status_code == 404
    assert stranger.ok("GET", MANY) == {"groups": []}
    account.ok("DELETE", f"{ONE}/{group['id']}")
    assert inside(account, both) == ["a"]
