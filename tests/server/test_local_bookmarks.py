"""Bookmarks and their summaries (docs/contract.md §19.4)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from accounts import Account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

START = datetime(2026, 3, 2, 15, tzinfo=UTC)
USER = {"name": "Ana Ruiz", "userId": "ana@example.com", "email": "ana@example.com"}
MARK = {"label": "Price", "description": "Where the price came up", "user": USER, "beginTimeOffset": 5, "duration": 10}


def said(text: str, start: float, end: float) -> dict[str, Any]:
    times = {"startTime": start, "endTime": end}
    return {
        "payload": {"content": text},
        "from": {"name": "Ana"},
        "duration": {name: (START + timedelta(seconds=at)).isoformat() for name, at in times.items()},
    }


@pytest.fixture
def call(account: Account) -> tuple[Account, str, list[str]]:
    """An account, its conversation of three messages of ten seconds each, and their ids."""
    conversation_id = account.process(said("One.", 100, 110), said("Two.", 110, 120), said("Three.", 120, 130))
    messages = account.read(conversation_id, "/messages")["messages"]
    return account, f"/v1/conversations/{conversation_id}/bookmarks", [message["id"] for message in messages]


Called = tuple[Account, str, list[str]]


def ids(bookmark: dict[str, Any]) -> list[str]:
    return [ref["id"] for ref in bookmark["messageRefs"]]


def test_from_making_to_deleting(call: Called) -> None:
    account, path, messages = call
    assert account.ok("GET", path) == {"bookmarks": []}
    response = account.call("POST", path, json=MARK)
    assert response.status_code == 201
    made = response.json()
    assert re.fullmatch(r"\d{16}", made["id"])
    assert {name: made[name] for name in MARK} == MARK
    times = ["2026-03-02T15:01:40.000Z", "2026-03-02T15:01:50.000Z", "2026-03-02T15:02:00.000Z"]
    assert made["messageRefs"] == [
        {"id": messages[0], "text": "One.", "startTime": times[0], "endTime": times[1]},
        {"id": messages[1], "text": "Two.", "startTime": times[1], "endTime": times[2]},
    ]
    assert account.ok("GET", f"{path}/{made['id']}") == made
    early = account.ok("POST", path, json=MARK | {"beginTimeOffset": 0})
    assert account.ok("GET", path) == {"bookmarks": [early, made]}  # in the order of their times

    changed = account.ok("PUT", f"{path}/{made['id']}", json=MARK | {"label": "Cost", "user": {}, "duration": 20})
    assert changed == made | {"label": "Cost", "user": {}, "duration": 20, "messageRefs": changed["messageRefs"]}
    assert ids(changed) == messages
    assert account.ok("GET", f"{path}/{made['id']}") == changed

    gone = {"id": made["id"], "type": "bookmark", "deleted": True}
    assert account.ok("DELETE", f"{path}/{made['id']}") == gone
    for method in ("GET", "PUT", "DELETE"):
        assert account.call(method, f"{path}/{made['id']}", json=MARK).status_code == 404
    assert account.ok("GET", path) == {"bookmarks": [early]}


def test_messages_may_be_given_in_place_of_the_time(call: Called) -> None:
    account, path, messages = call
    refs = [{"id": messages[2]}, {"id": messages[1]}, {"id": messages[2]}]
    words = {"label": "Price", "description": "Where"}
    by_messages = account.ok("POST", path, json=words | {"messageRefs": refs})
    assert (by_messages["beginTimeOffset"], by_messages["duration"]) == (10, 20)
    assert ids(by_messages) == messages[1:]
    both = account.ok("PUT", f"{path}/{by_messages['id']}", json=MARK | {"messageRefs": refs[:1]})
    assert (both["beginTimeOffset"], both["duration"], ids(both)) == (5, 10, messages[2:])
    by_time = account.ok("PUT", f"{path}/{by_messages['id']}", json=MARK | {"messageRefs": []})
    assert ids(by_time) == messages[:2]


def test_what_is_said_later_belongs_to_a_time_but_not_to_chosen_messages(call: Called) -> None:
    account, path, messages = call
    by_time = account.ok("POST", path, json=MARK | {"beginTimeOffset": 25, "duration": 100})
    by_message = account.ok("POST", path, json=MARK | {"messageRefs": [{"id": messages[2]}]})
    account.process(said("Four.", 130, 140), to=path.split("/")[3])
    assert len(ids(account.ok("GET", f"{path}/{by_time['id']}"))) == 2
    assert len(ids(account.ok("GET", f"{path}/{by_message['id']}"))) == 1


def test_a_user_may_have_a_number_and_need_not_be_there(call: Called) -> None:
    account, path, _ = call
    mark = {name: value for name, value in MARK.items() if name != "user"}
    assert account.ok("POST", path, json=mark)["user"] == {}
    assert account.ok("POST", path, json=mark | {"user": {"userId": 7, "name": None}})["user"] == {"userId": "7"}


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"label": None}, "label: "),
        ({"label": ""}, "label: "),
        ({"label": "x" * 257}, "label: "),
        ({"description": None}, "description: "),
        ({"description": " "}, "description: "),
        ({"description": "x" * 2049}, "description: "),
        ({"user": "Ana"}, "user: "),
        ({"user": {"name": 7}}, "user.name: "),
        ({"beginTimeOffset": -1}, "beginTimeOffset: "),
        ({"beginTimeOffset": 1.5}, "beginTimeOffset: "),
        ({"beginTimeOffset": None}, "beginTimeOffset: "),
        ({"duration": -1}, "duration: "),
        ({"duration": 10**30}, "duration: "),
        ({"duration": None}, "duration: "),
        ({"duration": None, "beginTimeOffset": None}, "Expected beginTimeOffset and duration, or messageRefs"),
        ({"messageRefs": [{}]}, "messageRefs[0].id: "),
    ],
)
def test_what_is_refused(call: Called, change: dict[str, Any], place: str) -> None:
    account, path, _ = call
    made = account.ok("POST", path, json=MARK)
    for method, where in (("POST", path), ("PUT", f"{path}/{made['id']}")):
        response = account.call(method, where, json=MARK | change)
        assert response.status_code == 400
        assert response.json()["message"].startswith(place)
    assert account.ok("GET", path) == {"bookmarks": [made]}


def test_messages_that_are_not_there(call: Called) -> None:
    account, path, messages = call
    [other] = account.read(account.process("Hello."), "/messages")["messages"]
    for unknown in ("1", other["id"]):
        mark = MARK | {"messageRefs": [{"id": messages[0]}, {"id": unknown}]}
        response = account.call("POST", path, json=mark)
        assert (response.status_code, response.json()["message"][:19]) == (404, "messageRefs[1].id: ")
    assert account.ok("GET", path) == {"bookmarks": []}


def test_others_do_not_see_them(call: Called, stranger: Account) -> None:
    account, path, _ = call
    made = account.ok("POST", path, json=MARK)
    other = f"/v1/conversations/{account.process('Hello.')}/bookmarks"
    for where, who in ((path, stranger), (other, account)):
        for method in ("GET", "PUT", "DELETE"):
            assert who.call(method, f"{where}/{made['id']}", json=MARK).status_code == 404
        assert who.call("GET", f"{where}/{made['id']}/summary").status_code == 404
    assert stranger.call("GET", path).status_code == 404
    assert stranger.call("POST", path, json=MARK).status_code == 404
    assert stranger.call("GET", f"{path}-summary").status_code == 404
    assert account.call("POST", f"{path}/{made['id']}").status_code == 405
    assert account.ok("GET", path) == {"bookmarks": [made]}


def test_they_go_with_their_conversation(call: Called) -> None:
    account, path, _ = call
    made = account.ok("POST", path, json=MARK)
    account.ok("DELETE", path.removesuffix("/bookmarks"))
    assert account.call("GET", f"{path}/{made['id']}").status_code == 404


# ------------------------------------------------------------------------------------------- summaries

TALK = [
    "We decided to launch the new pricing page on Monday.",
    "The budget for the pricing page is ten thousand dollars.",
    "The backup server in Berlin failed twice last night.",
    "I will replace the broken disk of the backup server tomorrow.",
]


def test_a_summary_is_of_the_messages_of_the_bookmark(listener: Account) -> None:
    conversation_id = listener.process(*(said(text, 10 * n, 10 * n + 10) for n, text in enumerate(TALK)))
    path = f"/v1/conversations/{conversation_id}/bookmarks"
    messages = [message["id"] for message in listener.read(conversation_id, "/messages")["messages"]]
    marks = [listener.ok("POST", path, json=MARK | {"beginTimeOffset": at, "duration": 20}) for at in (0, 20)]
    empty = listener.ok("POST", path, json=MARK | {"beginTimeOffset": 500})
    for mark, own, other in ((marks[0], messages[:2], "Berlin"), (marks[1], messages[2:], "pricing")):
        answer = listener.ok("GET", f"{path}/{mark['id']}/summary")
        assert answer == listener.ok("GET", f"{path}/{mark['id']}/summary")
        [item] = answer["summary"]
        assert re.fullmatch(r"\d{16}", item["id"])
        assert {ref["id"] for ref in item["messageRefs"]} <= set(own)
        assert item["bookmarkReference"] == {"id": mark["id"]}
        assert item["text"].startswith("Ana: ")
        assert other not in item["text"]
        assert item["startTime"] < item["endTime"]
    all_of_them = listener.read(conversation_id, "/bookmarks-summary")["bookmarksSummary"]
    assert [one["bookmarkId"] for one in all_of_them] == [marks[0]["id"], marks[1]["id"], empty["id"]]
    assert all_of_them[1]["summary"] == answer["summary"]
    assert all_of_them[2]["summary"] == listener.ok("GET", f"{path}/{empty['id']}/summary")["summary"] == []


# -------------------------------------------------------------------------------------------- any times


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 8)), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 15)), min_size=1, max_size=4),
)
def test_the_messages_of_a_time_are_those_said_in_it(
    account: Account, times: list[tuple[int, int]], marks: list[tuple[int, int]]
) -> None:
    conversation_id = account.process(
        *(said(f"Number {n}", start, start + length) for n, (start, length) in enumerate(times))
    )
    path, origin = f"/v1/conversations/{conversation_id}/bookmarks", min(start for start, _ in times)
    for begins, duration in marks:
        made = account.ok("POST", path, json=MARK | {"beginTimeOffset": begins, "duration": duration})
        first, last = origin + begins, origin + begins + max(duration, 0.001)
        expected = sorted(
            (start, n) for n, (start, length) in enumerate(times) if start < last and start + max(length, 0.001) > first
        )
        assert [ref["text"] for ref in made["messageRefs"]] == [f"Number {n}" for _, n in expected]
