"""Summaries, comprehensive action items and abstract topics (docs/contract.md §9, §10, §16)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from accounts import Account, login

import symbl_local
from symbl_local.workers import LONG

ID = re.compile(r"\d{16}")
LEASE = "The lease of the Hamburg office ends in March."
ROOF = "The roof of the Lisbon warehouse needs new tiles."
RAMP = "The loading ramp in Lisbon is too steep for the trucks."


@pytest.fixture(scope="module")
def plain() -> Iterator[symbl_local.LocalServer]:
    with symbl_local.serve(any_credentials=True) as server:
        yield server


@pytest.fixture
def user(plain: symbl_local.LocalServer, request: pytest.FixtureRequest) -> Iterator[Account]:
    with login(plain, request.node.name, "secret") as account:
        yield account


def summary(account: Account, conversation_id: str, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = account.read(conversation_id, "/summary", **query)["summary"]
    return found


def test_the_first_reading_makes_it(account: Account) -> None:
    conversation_id = account.process("Hello.", LEASE)
    [item] = summary(account, conversation_id)
    assert ID.fullmatch(item.pop("id"))
    messages = account.read(conversation_id, "/messages")["messages"]
    assert item == {"text": f"Ann: {LEASE}", "messageRefs": [{"id": messages[1]["id"]}]}
    assert summary(account, conversation_id) == summary(account, conversation_id, refresh="false")


def test_what_is_new_is_added_or_all_is_made_anew(account: Account) -> None:
    conversation_id = account.process(LEASE)
    [first] = summary(account, conversation_id)
    account.process(ROOF, to=conversation_id)
    kept, added = summary(account, conversation_id, refresh="false")
    assert kept == first
    assert added["text"] == f"Ann: {ROOF}"
    account.process("Okay.", to=conversation_id)
    assert summary(account, conversation_id) == [kept, added]
    [anew] = summary(account, conversation_id, refresh="true")
    assert anew["text"] == f"Ann: {LEASE} {ROOF}"
    assert anew["id"] not in (kept["id"], added["id"])
    assert account.ok("POST", f"/v1/conversations/{conversation_id}/summary?refresh=false")["summary"] == [anew]


def test_the_job_makes_it_when_asked_to(account: Account) -> None:
    conversation_id = account.process(LEASE, enableSummary="true")
    [first] = summary(account, conversation_id)
    assert first["text"] == f"Ann: {LEASE}"
    account.process(ROOF, to=conversation_id, enableSummary=True)
    account.process(RAMP, to=conversation_id)
    assert [item["text"] for item in summary(account, conversation_id)] == [
        f"Ann: {text}" for text in (LEASE, ROOF, RAMP)
    ]


def test_there_is_none_while_a_job_runs(account: Account) -> None:
    conversation_id = account.process(LEASE)
    summary(account, conversation_id)
    _, job_id = account.submit("SLEEP 0.5", to=conversation_id)
    answer = account.call("GET", f"/v1/conversations/{conversation_id}/summary")
    assert (answer.status_code, "job" in answer.json()["message"]) == (404, True)
    account.wait(job_id)
    assert len(summary(account, conversation_id)) == 1


def test_after_a_failed_job_and_of_nothing(account: Account) -> None:
    conversation_id, job_id = account.submit("FAIL")
    account.wait(job_id, "failed")
    assert summary(account, conversation_id) == []
    assert summary(account, account.process("Hello.")) == []
    assert account.call("GET", f"/v1/conversations/{conversation_id}/summary?refresh=yes").status_code == 400
    assert account.call("GET", "/v1/conversations/1/summary").status_code == 404


def test_an_analyzer_that_makes_its_own(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own_summaries.py").write_text(
        "from symbl_local.engine import SummaryItem\n"
        "from symbl_local.engine.text import TextAnalyzer\n"
        "class Own(TextAnalyzer):\n"
        "    def summarize(self, conversation, found):\n"
        "        new = conversation.messages[conversation.analyzed:]\n"
        "        ids = ('none',) if 'WRONG' in new[0].text else tuple(message.id for message in new)\n"
        "        return [SummaryItem(text=f'{len(new)} new, {len(found.insights)} insights', message_ids=ids)]\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    with symbl_local.serve(analyzer="own_summaries:Own") as server, login(server) as user:
        conversation_id = user.process("Who has it? Who is it?", enableSummary=True)
        user.process("Where is it?", to=conversation_id, enableSummary=True)
        assert [item["text"] for item in summary(user, conversation_id)] == ["2 new, 2 insights", "1 new, 3 insights"]
        _, job_id = user.submit("WRONG", enableSummary=True)
        assert "does not exist" in user.wait(job_id, "failed")["reason"]


def test_speakers_have_the_names_that_they_have_now(user: Account) -> None:
    ours = {"payload": {"content": LEASE}, "from": {"name": "Speaker 1"}}
    theirs = {"payload": {"content": ROOF}, "from": {"name": "Speaker 2"}}
    conversation_id = user.process(ours, theirs, enableSummary=True)
    [item] = summary(user, conversation_id)
    assert item["text"] == f"Speaker 1: {LEASE} Speaker 2: {ROOF}"
    first, second = user.read(conversation_id, "/members")["members"]
    for member, name in ((first, "Speaker 2"), (second, "Omar")):
        user.ok("PUT", f"/v1/conversations/{conversation_id}/members/{member['id']}", json={**member, "name": name})
    [item] = summary(user, conversation_id)
    assert item["text"] == f"Speaker 2: {LEASE} Omar: {ROOF}"


def test_a_member_who_is_renamed_while_a_job_makes_the_summary(account: Account) -> None:
    conversation_id = account.process(LEASE)
    _, job_id = account.submit("SLEEP 2", ROOF, to=conversation_id, enableSummary=True)
    while account.ok("GET", f"/v1/job/{job_id}")["status"] == "scheduled":
        time.sleep(0.01)
    [ann] = account.read(conversation_id, "/members")["members"]
    body = {"id": ann["id"], "name": "Anna"}
    account.ok("PUT", f"/v1/conversations/{conversation_id}/members/{ann['id']}", json=body)
    account.wait(job_id)
    assert [item["text"] for item in summary(account, conversation_id)] == [f"Anna: {LEASE} {ROOF}"]


def test_a_long_talk_is_summarised_in_a_process(user: Account) -> None:
    texts = [
        f"{text} Number {number} is the next one on the list of the committee."
        for number in range(400)
        for text in (LEASE, ROOF)
    ]
    conversation_id = user.process(" ".join(texts))
    assert sum(len(text) for text in texts) > LONG
    assert len(summary(user, conversation_id)) > 3


def test_comprehensive_action_items(user: Account) -> None:
    conversation_id = user.process(
        {
            "payload": {"content": "Who prints the contract for the landlord?"},
            "from": {"name": "Omar"},
            "duration": {"startTime": "2026-03-02T15:00:00Z"},
        },
        {"payload": {"content": "I'll print it by Friday."}, "from": {"name": "Ana Ruiz"}},
    )
    [plain] = user.read(conversation_id, "/action-items")["actionItems"]
    [item] = user.read(conversation_id, "/comprehensive/action-items")["actionItems"]
    refs = item.pop("messageRefs")
    assert item.pop("text") == (
        "Ana Ruiz is to print it by 2026-03-06. Context: Omar: Who prints the contract for the landlord? "
        "Ana Ruiz: I'll print it by Friday."
    )
    assert plain.pop("text") == "I'll print it by Friday."
    assert plain.pop("messageIds")[0] == refs[1]["id"]
    assert item == plain
    assert item["assignee"]["name"] == "Ana Ruiz"
    assert item["dueBy"] == "2026-03-06T00:00:00.000Z"
    ids = [message["id"] for message in user.read(conversation_id, "/messages")["messages"]]
    assert [ref["id"] for ref in refs] == ids


def test_comprehensive_action_items_of_another_analyzer(account: Account) -> None:
    conversation_id = account.process("TODO Carl: read.", "CALL me.", confidenceThreshold=0)
    [item] = account.read(conversation_id, "/comprehensive/action-items")["actionItems"]
    assert "Carl" in item["text"]
    assert account.read(account.process("Hello."), "/comprehensive/action-items") == {"actionItems": []}


def test_abstract_topics(account: Account) -> None:
    conversation_id = account.process("#work is #play.", "#play is #work.", "Only #rest.")
    found = account.read(conversation_id, "/abstract-topics")["abstractTopics"]
    ids = [message["id"] for message in account.read(conversation_id, "/messages")["messages"]]
    assert account.read(conversation_id, "/abstract-topics")["abstractTopics"] == found
    assert all(ID.fullmatch(theme.pop("id")) for theme in found)
    assert found[0] == {"text": "work", "type": "abstract_topic", "score": 1.0, "messageIds": ids}
    assert account.read(account.process("Hello."), "/abstract-topics") == {"abstractTopics": []}
