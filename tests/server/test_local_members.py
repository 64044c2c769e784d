"""New names and addresses of members, and members that become one (docs/contract.md §12)."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from accounts import Account

from symbl_local import content
from symbl_local import members as changing
from symbl_local.engine.types import Findings, Insight, Message
from symbl_local.records import Outcome, Person
from symbl_local.store import Store

BOB = {"name": "Bob", "userId": "bob"}


def said(text: str, name: str, user_id: str | None = None) -> dict[str, Any]:
    return {"payload": {"content": text}, "from": {"name": name, **({"userId": user_id} if user_id else {})}}


def put(account: Account, conversation_id: str, member_id: str, **body: Any) -> httpx.Response:
    path = f"/v1/conversations/{conversation_id}/members/{member_id}"
    return account.call("PUT", path, json={"id": member_id, **body})


def members(account: Account, conversation_id: str) -> dict[str, dict[str, str]]:
    return {member["name"]: member for member in account.read(conversation_id, "/members")["members"]}


def test_a_new_name_shows_everywhere(account: Account) -> None:
    conversation_id = account.process(
        said("TODO Bob: write. TODO Bobby: read.", "Bob"),
        said("We CALL you?", "Bob"),
        "TODO Bob: sing. Hello.",
        confidenceThreshold=0.4,
    )
    bob = members(account, conversation_id)["Bob"]
    response = put(account, conversation_id, bob["id"], name="Robert", email="robert@example.com")
    assert response.status_code == 200
    assert bob["id"] in response.json()["message"]
    assert conversation_id in response.json()["message"]

    robert = {"id": bob["id"], "name": "Robert", "email": "robert@example.com"}
    assert account.read(conversation_id, "/members")["members"][0] == robert
    assert account.read(conversation_id)["members"][0] == robert
    messages = account.read(conversation_id, "/messages")["messages"]
    assert [message["from"]["name"] for message in messages] == ["Robert"] * 3 + ["Ann"] * 2
    assert messages[0]["from"] == robert
    user = {"id": bob["id"], "name": "Robert", "userId": "robert@example.com"}
    written, read, question, call, sung = account.read(conversation_id, "/insights")["insights"]
    assert [item["from"] for item in (written, read, question, call)] == [user] * 4
    assert written["assignee"] == call["assignee"] == sung["assignee"] == robert
    assert written["entities"][0]["value"] == user | {"assignee": True}
    assert read["assignee"] == {"name": "Bobby"}
    speaker, _ = account.read(conversation_id, "/analytics")["members"]
    assert (speaker["id"], speaker["name"]) == (bob["id"], "Robert")


def test_somebody_who_was_known_by_name_only_is_the_member_of_that_name(account: Account) -> None:
    conversation_id = account.process(said("TODO carl: write.", "Speaker 1"))
    [speaker] = account.read(conversation_id, "/members")["members"]
    assert account.read(conversation_id, "/action-items")["actionItems"][0]["assignee"] == {"name": "carl"}
    put(account, conversation_id, speaker["id"], name="Carl")
    [item] = account.read(conversation_id, "/action-items")["actionItems"]
    assert item["assignee"] == {"id": speaker["id"], "name": "Carl"}


def test_persons_among_the_entities_are_renamed(listener: Account) -> None:
    conversation_id = listener.process(said("Could Maria Lopez sign it?", "Maria Lopez"), detectEntities=True)
    [maria] = listener.read(conversation_id, "/members")["members"]
    [entity] = [one for one in listener.read(conversation_id, "/entities")["entities"] if one["type"] == "person"]
    assert entity["value"] == "Maria Lopez"
    put(listener, conversation_id, maria["id"], name="Maria L. Lopez")
    [entity] = [one for one in listener.read(conversation_id, "/entities")["entities"] if one["type"] == "person"]
    assert (entity["value"], entity["text"]) == ("Maria L. Lopez", "Maria Lopez")


def test_a_summary_names_the_members_as_they_are(listener: Account) -> None:
    text = "We decided to launch the new pricing page on Monday. The budget is ten thousand dollars."
    conversation_id = listener.process(said(text, "Speaker 1"), enableSummary=True)
    [item] = listener.read(conversation_id, "/summary")["summary"]
    assert item["text"].startswith("Speaker 1: ")
    [speaker] = listener.read(conversation_id, "/members")["members"]
    put(listener, conversation_id, speaker["id"], name="Maria")
    [item] = listener.read(conversation_id, "/summary")["summary"]
    assert item["text"].startswith("Maria: ")
    event = {"type": "started_speaking", "user": {"name": "Omar"}, "offset": {}}
    listener.ok("PUT", f"/v1/conversations/{conversation_id}/speakers", json={"speakerEvents": [event]})
    [item] = listener.read(conversation_id, "/summary")["summary"]
    assert item["text"].startswith("Omar: ")


def test_the_same_address_makes_two_members_one(account: Account) -> None:
    conversation_id = account.process(
        said("TODO Speaker: write.", "Speaker"), said("Do we?", "Speaker"), "TODO Speaker: sing. Is it?"
    )
    known = members(account, conversation_id)
    speaker, ann = known["Speaker"], known["Ann"]
    response = put(account, conversation_id, speaker["id"], name="Ann Lee", email="ANN@example.com")
    assert response.status_code == 200
    assert ann["id"] in response.json()["message"]  # the one that stays

    lee = {"id": ann["id"], "name": "Ann Lee", "email": "ANN@example.com"}
    assert account.read(conversation_id, "/members")["members"] == [lee]
    assert all(message["from"] == lee for message in account.read(conversation_id, "/messages")["messages"])
    insights = account.read(conversation_id, "/insights")["insights"]
    assert len(insights) == 4
    assert {item["from"]["id"] for item in insights} == {ann["id"]}
    assert [item["assignee"] for item in insights if item["type"] != "question"] == [lee, lee]
    assert [entity["value"]["id"] for item in insights for entity in item.get("entities", ())] == [ann["id"]] * 2
    [analytics] = account.read(conversation_id, "/analytics")["members"]
    assert (analytics["id"], analytics["talkTime"]["percentage"]) == (ann["id"], 100)


def test_the_id_of_a_member_that_became_another_stands_for_that_one(account: Account) -> None:
    conversation_id = account.process(said("One.", "A"), said("Two.", "B"), said("Three.", "C", "c@example.com"))
    known = members(account, conversation_id)
    first = put(account, conversation_id, known["A"]["id"], name="C", email="c@example.com")
    again = put(account, conversation_id, known["A"]["id"], name="C", email="c@example.com")  # a lost answer
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json() == again.json()
    put(account, conversation_id, known["B"]["id"], name="Bea", email="bea@example.com")
    put(account, conversation_id, known["C"]["id"], name="Bea", email="bea@example.com")  # now C is gone too
    assert put(account, conversation_id, known["A"]["id"], name="Queen Bea").status_code == 200
    [bea] = account.read(conversation_id, "/members")["members"]
    assert bea == {"id": known["B"]["id"], "name": "Queen Bea", "email": "bea@example.com"}
    texts = account.read(conversation_id, "/messages")["messages"]
    assert [message["from"]["id"] for message in texts] == [bea["id"]] * 3


def test_members_that_became_one_go_with_their_conversation(account: Account) -> None:
    conversation_id = account.process(said("TODO B: one.", "A"), said("TODO A: two.", "B", "b@example.com"))
    a, _ = account.read(conversation_id, "/members")["members"]
    put(account, conversation_id, a["id"], name="Bea", email="b@example.com")
    account.ok("DELETE", f"/v1/conversations/{conversation_id}")
    assert put(account, conversation_id, a["id"], name="Bea").status_code == 404


def test_later_jobs_know_the_members_as_they_are(account: Account) -> None:
    conversation_id = account.process(said("One.", "Speaker"), said("Two.", "Ann", "ann-17"))
    known = members(account, conversation_id)
    put(account, conversation_id, known["Speaker"]["id"], name="Dan", email="dan@example.com")
    put(account, conversation_id, known["Ann"]["id"], name="Ann", email="ann@example.com")
    account.process(
        said("Three.", "Daniel", "DAN@example.com"),
        said("Four.", "Anna", "ann@example.com"),
        said("Five.", "Anna", "ANN-17"),
        to=conversation_id,
    )
    names = [message["from"]["name"] for message in account.read(conversation_id, "/messages")["messages"]]
    assert names == ["Dan", "Ann", "Dan", "Ann", "Ann"]
    users = {speaker["userId"] for speaker in account.read(conversation_id, "/analytics")["members"]}
    assert users == {"dan@example.com", "ann-17"}  # an id that a client gave stays


def test_a_job_that_was_running_meanwhile_changes_nothing_back(account: Account) -> None:
    conversation_id = account.process(said("One.", "A"), said("Two.", "B", "b@example.com"), said("Three.", "D"))
    known = members(account, conversation_id)
    _, job_id = account.submit(
        said("SLEEP 1", "A"), said("TODO A: write.", "D"), said("Four.", "New"), said("TODO D: read.", "A"),
        to=conversation_id,
    )  # fmt: skip
    while account.ok("GET", f"/v1/job/{job_id}")["status"] == "scheduled":
        pass
    put(account, conversation_id, known["A"]["id"], name="Bee", email="b@example.com")
    put(account, conversation_id, known["D"]["id"], name="Dee", email="d@example.com")
    account.wait(job_id)

    names = ["Bee", "Dee", "New"]
    after = account.read(conversation_id, "/members")["members"]
    assert [member["name"] for member in after] == names
    assert [member.get("email") for member in after] == ["b@example.com", "d@example.com", None]
    messages = account.read(conversation_id, "/messages")["messages"]
    assert [message["from"]["name"] for message in messages] == ["Bee", "Bee", "Dee", "Bee", "Dee", "New", "Bee"]
    tasks = account.read(conversation_id, "/action-items")["actionItems"]
    assert [(task["from"]["name"], task["assignee"]["name"]) for task in tasks] == [("Dee", "Bee"), ("Bee", "Dee")]
    account.process(said("Five.", "Newer"), to=conversation_id)
    assert list(members(account, conversation_id)) == [*names, "Newer"]


def test_an_address_stays_unless_it_is_given(account: Account) -> None:
    conversation_id = account.process("Hello.")
    [ann] = account.read(conversation_id, "/members")["members"]
    put(account, conversation_id, ann["id"], name="Anne")
    assert account.read(conversation_id, "/members")["members"] == [ann | {"name": "Anne"}]
    put(account, conversation_id, ann["id"], name="Anne", email="")
    assert account.read(conversation_id, "/members")["members"] == [{"id": ann["id"], "name": "Anne"}]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({"id": "another", "name": "X"}, "id: "),
        ({"id": None, "name": "X"}, "id: "),
        ({"name": None}, "name: "),
        ({"name": ""}, "name: "),
        ({"name": " \t"}, "name: "),
        ({"name": 7}, "name: "),
        ({"name": "X", "email": ["x"]}, "email: "),
    ],
)
def test_what_is_refused(account: Account, body: dict[str, Any], place: str) -> None:
    conversation_id = account.process("Hello.")
    [ann] = account.read(conversation_id, "/members")["members"]
    response = put(account, conversation_id, ann["id"], **body)
    assert response.status_code == 400
    assert response.json()["message"].startswith(place)
    assert account.read(conversation_id, "/members")["members"] == [ann]


def test_unknown_members_and_conversations(account: Account, stranger: Account) -> None:
    conversation_id, other = account.process("Hello."), account.process("Hello.")
    [ann] = account.read(conversation_id, "/members")["members"]
    assert put(account, conversation_id, str(uuid.uuid4()), name="X").status_code == 404
    assert put(account, other, ann["id"], name="X").status_code == 404
    assert put(account, "1234567890123456", ann["id"], name="X").status_code == 404
    assert put(stranger, conversation_id, ann["id"], name="X").status_code == 404
    path = f"/v1/conversations/{conversation_id}/members/{ann['id']}"
    assert account.call("GET", path).status_code == 405
    assert httpx.put(f"{account.http.base_url}{path}", json={}).status_code == 401
    assert account.read(conversation_id, "/members")["members"] == [ann]


def test_assignees_that_are_found_while_members_become_one() -> None:
    """Speaker events find assignees anew among the members of before."""
    store, at = Store(None), datetime(2026, 3, 2, tzinfo=UTC)
    conversation_id = store.accept("a", None, {}, 0, limit=1).conversation_id
    ann, bob = Person(id="1", name="Ann"), Person(id="2", name="Bob", email="bob@example.com")
    message = Message(id="m", text="Do it.", start=at, end=at)
    task = Insight(type="action_item", text="Do it.", score=1, message_id="m", assignee=ann.member)
    outcome = Outcome(people=(ann, bob), messages=(message,), findings=Findings(insights=(task,)), threshold=0)
    with store.writing() as db:
        content.save(db, conversation_id, outcome)
        changing.change(db, conversation_id, ann.id, "Ann", "bob@example.com")
        changing.reassign(db, conversation_id, [task])
        [(_, found)] = content.insights(db, conversation_id, content.people(db, conversation_id))
    assert found.assignee is not None
    assert (found.assignee.id, found.assignee.name) == (bob.id, "Ann")
    store.close()
