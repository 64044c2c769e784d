"""Who says what, by who speaks when (docs/contract.md §13)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from accounts import Account
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


def said(text: str, start: float, end: float, name: str | None = None, user_id: str | None = None) -> dict[str, Any]:
    who = {key: value for key, value in (("name", name), ("userId", user_id)) if value}
    times = {name: (START + timedelta(seconds=at)).isoformat() for name, at in (("startTime", start), ("endTime", end))}
    return {"payload": {"content": text}, "from": who, "duration": times}


def event(kind: str, at: float, nanos: int | None = None, /, **user: str) -> dict[str, Any]:
    offset = {"seconds": int(at), "nanos": round(at % 1 * 10**9) if nanos is None else nanos}
    return {"type": f"{kind}_speaking", "user": user, "offset": offset}


def put(account: Account, conversation_id: str, *events: Any) -> httpx.Response:
    return account.call("PUT", f"/v1/conversations/{conversation_id}/speakers", json={"speakerEvents": list(events)})


def names(account: Account, conversation_id: str) -> list[str | None]:
    return [message["from"].get("name") for message in account.read(conversation_id, "/messages")["messages"]]


def test_speakers_show_everywhere(account: Account) -> None:
    conversation_id = account.process(said("Is it?", 10, 20), said("We CALL.", 20, 30), said("One.", 30, 40, "Carl"),
                                      confidenceThreshold=0.4)  # fmt: skip
    before = account.read(conversation_id)["members"]
    response = put(
        account,
        conversation_id,
        event("started", 0, name="Ann", email="ann@example.com"),
        event("stopped", 10, name="Ann", email="ann@example.com"),
        event("started", 10, name="Bob"),
        event("stopped", 20, name="Bob"),
    )
    assert response.status_code == 200
    assert conversation_id in response.json()["message"]
    messages = account.read(conversation_id, "/messages")["messages"]
    ann, bob, carl = (message["from"] for message in messages)
    assert [carl] == before
    assert (ann["name"], ann["email"], bob["name"]) == ("Ann", "ann@example.com", "Bob")
    assert account.read(conversation_id, "/members")["members"] == [carl, ann, bob]
    question, call = account.read(conversation_id, "/insights")["insights"]
    assert question["from"] == {"id": ann["id"], "name": "Ann", "userId": "ann@example.com"}
    assert call["from"] == {"id": bob["id"], "name": "Bob"}
    assert call["assignee"] == bob  # who makes the call is who says so
    speakers = account.read(conversation_id, "/analytics")["members"]
    assert [(speaker["name"], speaker["talkTime"]["seconds"]) for speaker in speakers] == [
        ("Ann", 10), ("Bob", 10), ("Carl", 10)
    ]  # fmt: skip
    assert speakers[0]["id"] == ann["id"]


def test_i_and_you_are_others_then(listener: Account) -> None:
    conversation_id = listener.process(
        said("I will write the report by Friday.", 0, 10), said("Could you review the numbers by Monday, Ann?", 10, 20)
    )
    first, second = listener.read(conversation_id, "/action-items")["actionItems"]
    assert (first["assignee"], second["assignee"]) == ({}, {})
    put(
        listener,
        conversation_id,
        event("started", 0, name="Ann"),
        event("stopped", 10, name="Ann"),
        event("started", 10, name="Bob"),
    )
    first, second = listener.read(conversation_id, "/action-items")["actionItems"]
    assert (first["from"]["name"], first["assignee"]["name"]) == ("Ann", "Ann")
    assert (second["from"]["name"], second["assignee"]["name"]) == ("Bob", "Ann")
    assert second["assignee"]["id"] == first["from"]["id"]


def test_offsets_count_from_the_first_message_and_nanoseconds_may_be_many(account: Account) -> None:
    conversation_id = account.process(said("One.", 30, 35), said("Two.", 35, 40))
    messages = account.read(conversation_id, "/messages")["messages"]
    assert [message["timeOffset"] for message in messages] == [0, 5]
    put(
        account,
        conversation_id,
        event("started", 0, 0, name="Ann"),
        event("stopped", 0, 5_000_000_000, name="Ann"),
        event("started", 2, 3_000_000_000, name="Bob"),
        {"type": "stopped_speaking", "user": {"name": "Bob"}, "offset": {"seconds": 10}},
    )
    assert names(account, conversation_id) == ["Ann", "Bob"]


def test_events_in_any_state(account: Account) -> None:
    turns = [said(f"{number}.", 10 * number, 10 * number + 10, "Nobody") for number in range(5)]
    cases: list[tuple[list[Any], list[str]]] = [
        ([], ["Nobody"] * 5),
        # never stopped: until the end
        ([event("started", 20, name="A")], ["Nobody", "Nobody", "A", "A", "A"]),
        # never started: nothing
        ([event("stopped", 20, name="A")], ["Nobody"] * 5),
        # twice: the first counts, and the first end
        (
            [event(kind, at, name="A") for kind, at in
             (("started", 10), ("started", 20), ("stopped", 30), ("stopped", 50))],
            ["Nobody", "A", "A", "Nobody", "Nobody"],
        ),
        # in any order
        (
            [event("stopped", 20, name="A"), event("started", 10, name="A")],
            ["Nobody", "A", "Nobody", "Nobody", "Nobody"],
        ),
        # an end and a beginning at once: speaks on, whichever comes first
        (
            [event(kind, at, name="A") for kind, at in
             (("started", 0), ("started", 20), ("stopped", 20), ("stopped", 40))],
            ["A", "A", "A", "A", "Nobody"],
        ),
        # no time at all
        ([event("started", 15, name="A"), event("stopped", 15, name="A")], ["Nobody"] * 5),
        # beyond the end
        ([event("started", 500, name="A")], ["Nobody"] * 5),
        # at once: who speaks longer; of equals the one known so far, else the one named first
        (
            [event("started", 6, name="B"), event("stopped", 30, name="B"), event("started", 0, name="A"),
             event("stopped", 25, name="A")],
            ["A", "B", "B", "Nobody", "Nobody"],
        ),
        (
            [event("started", 0, name="A"), event("started", 0, name="Nobody")],
            ["Nobody"] * 5,
        ),
    ]  # fmt: skip
    for events, expected in cases:
        conversation_id = account.process(*turns)
        assert put(account, conversation_id, *events).status_code == 200
        assert names(account, conversation_id) == expected, events


def test_a_message_without_length_belongs_to_who_speaks_then(account: Account) -> None:
    conversation_id = account.process(said("Zero.", 0, 0), said("Ten.", 10, 10), said("Twenty.", 20, 20))
    put(account, conversation_id, event("started", 10, name="A"), event("stopped", 20, name="A"))
    assert names(account, conversation_id) == [None, "A", None]


def test_users_are_members_by_id_then_address_then_name(account: Account) -> None:
    conversation_id = account.process(
        said("One.", 0, 10, "Ann", "ann@example.com"),
        said("Two.", 10, 20, "Bob"),
        said("Three.", 20, 30, "Cid", "c-17"),
        said("Four.", 30, 40),
        said("Five.", 40, 50),
        said("Six.", 50, 60),
    )
    known = {member["name"]: member["id"] for member in account.read(conversation_id, "/members")["members"]}
    unknown, other = str(uuid.uuid4()), str(uuid.uuid4())
    events = [
        event("started", 0, id=known["Bob"], name="Ann", email="ann@example.com"),  # the id says Bob
        event("stopped", 10, id=known["Bob"]),
        event("started", 10, id=unknown, name="Bob", email="ANN@example.com"),  # the address says Ann
        event("stopped", 20, email="ann@EXAMPLE.com"),
        event("started", 20, name="bob"),
        event("stopped", 30, name="Bob"),
        event("started", 30, userId="C-17", name="Sid"),
        event("stopped", 40, id="c-17"),
        event("started", 40, id=unknown + "1", name="Dan"),  # two people with the same name
        event("stopped", 50, id=unknown + "1", name="Dan"),
        event("started", 50, id=other, name="Dan"),
    ]
    assert put(account, conversation_id, *events).status_code == 200
    assert names(account, conversation_id) == ["Bob", "Ann", "Bob", "Cid", "Dan", "Dan"]
    messages = account.read(conversation_id, "/messages")["messages"]
    assert messages[4]["from"]["id"] != messages[5]["from"]["id"]
    members = account.read(conversation_id, "/members")["members"]
    assert [member["name"] for member in members] == ["Ann", "Bob", "Cid", "Dan", "Dan"]
    # The same events again mean the same people.
    assert put(account, conversation_id, *events).status_code == 200
    assert account.read(conversation_id, "/members")["members"] == members
    assert account.read(conversation_id, "/messages")["messages"] == messages


def test_what_events_tell_of_a_member_is_kept(account: Account) -> None:
    conversation_id = account.process(said("One.", 0, 10, "Ann"))
    put(account, conversation_id, event("started", 0, name="Ann", email="ann@example.com"))
    [ann] = account.read(conversation_id, "/members")["members"]
    assert ann["email"] == "ann@example.com"
    account.process({"payload": {"content": "Two."}, "from": {"userId": "ann@example.com"}}, to=conversation_id)
    assert names(account, conversation_id) == ["Ann", "Ann"]


def test_a_member_that_became_another_is_that_one(account: Account) -> None:
    conversation_id = account.process(said("One.", 0, 10, "A"), said("Two.", 10, 20, "B", "b@example.com"))
    a, b = account.read(conversation_id, "/members")["members"]
    body = {"id": a["id"], "name": "Bea", "email": "b@example.com"}
    account.ok("PUT", f"/v1/conversations/{conversation_id}/members/{a['id']}", json=body)
    put(account, conversation_id, event("started", 0, id=a["id"], name="A"))
    assert account.read(conversation_id, "/members")["members"] == [b | {"name": "Bea"}]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "speakerEvents: "),
        ({"speakerEvents": {}}, "speakerEvents: "),
        ({"speakerEvents": [7]}, "speakerEvents[0]: "),
        ({"speakerEvents": [event("ended", 0, name="A")]}, "speakerEvents[0].type: "),
        ({"speakerEvents": [event("started", 0)]}, "speakerEvents[0].user: "),
        ({"speakerEvents": [event("started", 0, name=" ", email="")]}, "speakerEvents[0].user: "),
        ({"speakerEvents": [event("started", 0, name="A") | {"user": None}]}, "speakerEvents[0].user: "),
        ({"speakerEvents": [event("started", 0, name="A") | {"offset": None}]}, "speakerEvents[0].offset: "),
        ({"speakerEvents": [event("started", 0, name="A"), event("stopped", -1, name="A")]},
         "speakerEvents[1].offset.seconds: "),
        ({"speakerEvents": [event("started", 0, -1, name="A")]}, "speakerEvents[0].offset.nanos: "),
        ({"speakerEvents": [event("started", 0, name="A") | {"offset": {"seconds": 1.5}}]},
         "speakerEvents[0].offset.seconds: "),
        ({"speakerEvents": [event("started", 0, name="A") | {"offset": {"seconds": "1"}}]},
         "speakerEvents[0].offset.seconds: "),
    ],
)  # fmt: skip
def test_what_is_refused(account: Account, body: Any, place: str) -> None:
    conversation_id = account.process("Hello.")
    response = account.call("PUT", f"/v1/conversations/{conversation_id}/speakers", json=body)
    assert response.status_code == 400
    assert response.json()["message"].startswith(place)
    assert names(account, conversation_id) == ["Ann"]


def test_too_many_users(account: Account) -> None:
    conversation_id = account.process("Hello.")
    response = put(account, conversation_id, *(event("started", 0, name=f"N{number}") for number in range(1001)))
    assert (response.status_code, response.json()["message"][:15]) == (400, "speakerEvents: ")
    assert len(account.read(conversation_id, "/members")["members"]) == 1  # nothing of it is done
    events = [event("started", 0, id=str(number), name="N") for number in range(1000)]
    assert put(account, conversation_id, *events).is_success
    assert len(account.read(conversation_id, "/members")["members"]) == 1001


def test_unknown_conversations(account: Account, stranger: Account) -> None:
    conversation_id = account.process("Hello.")
    assert put(stranger, conversation_id).status_code == 404
    assert put(account, "1234567890123456").status_code == 404
    assert account.call("GET", f"/v1/conversations/{conversation_id}/speakers").status_code == 405


# ------------------------------------------------------------------------------------------- any events

PEOPLE = ("Ann", "Bob", "Cid")
MOMENTS = st.integers(0, 24)  # half seconds
EVENTS = st.lists(st.tuples(st.sampled_from(("started", "stopped")), MOMENTS, st.sampled_from(PEOPLE)), max_size=12)
MESSAGES = st.lists(
    st.tuples(MOMENTS, st.integers(0, 6), st.sampled_from((None, "Ann", "Dan"))), min_size=1, max_size=5
)
TICKS = 4  # an eighth of a second, so that nothing begins or ends within one


def speaking(events: list[tuple[str, int, str]], who: str) -> list[bool]:
    """Whether somebody speaks, for each tick: read off one tick after the other."""
    state, found = False, []
    for tick in range(200):
        kinds = {kind for kind, at, name in events if name == who and at * TICKS == tick}
        if len(kinds) == 1:
            state = kinds == {"started"}
        found.append(state)
    return found


def expected(events: list[tuple[str, int, str]], messages: list[tuple[int, int, str | None]]) -> list[str | None]:
    """Each message's speaker, by counting the ticks of everybody."""
    who = list(dict.fromkeys(name for _, _, name in events))
    talk = {name: speaking(events, name) for name in who}
    origin = min(start for start, _, _ in messages)
    speakers: list[str | None] = []
    for start, length, known in messages:
        ticks = range((start - origin) * TICKS, (start - origin) * TICKS + max(1, length * TICKS))
        counts = {name: sum(talk[name][tick] for tick in ticks) for name in who}
        most = max(counts.values(), default=0)
        best = [name for name in who if counts[name] == most > 0]
        speakers.append(known if not best or known in best else best[0])
    return speakers


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS, messages=MESSAGES)
def test_every_message_is_said_by_the_one_who_speaks_longest_in_it(
    account: Account, events: list[tuple[str, int, str]], messages: list[tuple[int, int, str | None]]
) -> None:
    turns = [
        said(f"Number {number}", start / 2, (start + length) / 2, name)
        for number, (start, length, name) in enumerate(messages)
    ]
    conversation_id = account.process(*turns)
    assert put(account, conversation_id, *(event(kind, at / 2, name=who) for kind, at, who in events)).is_success
    assert names(account, conversation_id) == expected(events, messages)
