"""What a processed conversation gives back."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from accounts import Account

ID = re.compile(r"\d{16}")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

BOB = {"name": "Bob", "userId": "bob"}


def said(
    text: str, who: dict[str, str] | None = None, start: str | None = None, end: str | None = None
) -> dict[str, Any]:
    times = {name: value for name, value in (("startTime", start), ("endTime", end)) if value}
    return {"payload": {"content": text, "contentType": "text/plain"}, "from": who or {}, "duration": times}


def test_conversation(account: Account) -> None:
    first = said("Hello.", BOB, "2020-07-21T16:04:19.99Z", "2020-07-21T16:04:20.99Z")
    conversation_id = account.process(first, said("Goodbye now.", BOB), name="Call")
    assert ID.fullmatch(conversation_id)
    conversation = account.read(conversation_id)
    [member] = conversation.pop("members")
    assert uuid.UUID(member.pop("id"))
    assert member == {"name": "Bob"}
    assert conversation == {
        "id": conversation_id,
        "type": "meeting",
        "name": "Call",
        "startTime": "2020-07-21T16:04:19.990Z",
        "endTime": "2020-07-21T16:04:21.790Z",  # two words of 0.4 s after the end of the first
        "metadata": {},
    }


def test_name_is_the_id_when_none_is_given(account: Account) -> None:
    conversation_id = account.process("Hello.")
    assert account.read(conversation_id)["name"] == conversation_id
    account.process("Hello again.", to=conversation_id, name="Renamed")
    assert account.read(conversation_id)["name"] == "Renamed"


def test_messages(account: Account) -> None:
    conversation_id = account.process(
        said("That is good. Is it?", BOB, "2020-07-21T18:00:00+02:00", "2020-07-21T16:00:10Z"),
        said("Nobody said this."),
    )
    messages = account.read(conversation_id, "/messages")["messages"]
    assert [message["text"] for message in messages] == ["That is good.", "Is it?", "Nobody said this."]
    assert all(ID.fullmatch(message.pop("id")) for message in messages)
    assert messages[0]["from"].pop("id") == messages[1]["from"]["id"]
    assert messages[0] == {
        "text": "That is good.",
        "from": {"name": "Bob"},
        "startTime": "2020-07-21T16:00:00.000Z",
        "endTime": "2020-07-21T16:00:06.666Z",
        "timeOffset": 0,
        "duration": 6.67,
        "conversationId": conversation_id,
        "phrases": [],
    }
    assert messages[1]["timeOffset"] == 6.67
    assert messages[1]["endTime"] == messages[2]["startTime"] == "2020-07-21T16:00:10.000Z"
    assert messages[2]["from"] == {}


def test_messages_on_request(account: Account) -> None:
    conversation_id = account.process("This is good.", "This is bad.", detectPhrases=True)
    account.process("No phrases here.", to=conversation_id)
    messages = account.read(conversation_id, "/messages", verbose="TRUE", sentiment="True")["messages"]
    assert [message["phrases"] for message in messages] == [[{"type": "action_phrase", "text": "a phrase"}]] * 2 + [[]]
    assert messages[0]["sentiment"] == {"polarity": {"score": 0.5}, "suggested": "positive"}
    assert messages[1]["sentiment"] == {"polarity": {"score": -0.5}, "suggested": "negative"}
    words = messages[0]["words"]
    assert [word["word"] for word in words] == ["This", "is", "good."]
    assert words[0]["startTime"] == messages[0]["startTime"]
    assert words[-1]["endTime"] == messages[0]["endTime"]
    assert all(set(word) == {"word", "startTime", "endTime", "timeOffset", "duration"} for word in words)


def test_topics(account: Account) -> None:
    conversation_id = account.process("All #work and no #play is good.", "More #play.")
    topics = account.read(conversation_id, "/topics", parentRefs="true")["topics"]
    ids = [message["id"] for message in account.read(conversation_id, "/messages")["messages"]]
    assert all(ID.fullmatch(topic.pop("id")) for topic in topics)
    parent = {"type": "topic", "text": "work"}
    assert topics == [
        {"text": "work", "type": "topic", "score": 0.8, "messageIds": ids[:1], "parentRefs": []},
        {"text": "play", "type": "topic", "score": 0.8, "messageIds": ids, "parentRefs": [parent]},
    ]
    topics = account.read(conversation_id, "/topics", sentiment="true")["topics"]
    assert [topic["sentiment"]["polarity"]["score"] for topic in topics] == [0.5, 0]
    assert [topic["parentRefs"] for topic in topics] == [[], []]


def test_topics_are_replaced_by_an_append_and_keep_their_ids(account: Account) -> None:
    conversation_id = account.process("We #work.")
    [before] = account.read(conversation_id, "/topics")["topics"]
    account.process("We #play.", to=conversation_id)
    after = account.read(conversation_id, "/topics")["topics"]
    assert [topic["text"] for topic in after] == ["work", "play"]
    assert after[0]["id"] == before["id"]
    assert account.read(conversation_id, "/topics", refresh="true")["topics"] == after


def test_insights(account: Account) -> None:
    conversation_id = account.process(
        "Is it on?",
        said("TODO Ann: write. TODO Carl: read.", BOB),
        "We CALL you.",
        confidenceThreshold=0.4,
    )
    insights = account.read(conversation_id, "/insights")["insights"]
    assert [item["type"] for item in insights] == ["question", "action_item", "action_item", "follow_up"]
    messages = account.read(conversation_id, "/messages")["messages"]
    assert [item["messageIds"] for item in insights] == [
        [message["id"]] for message in messages if message["text"] not in ("write.", "read.")
    ]
    assert account.read(conversation_id, "/questions")["questions"] == insights[:1]
    assert account.read(conversation_id, "/action-items")["actionItems"] == insights[1:3]
    assert account.read(conversation_id, "/follow-ups")["followUps"] == insights[3:]
    ann = {"id": messages[0]["from"]["id"], "name": "Ann", "userId": "Ann@example.com"}
    question, for_ann, for_carl, follow_up = insights
    assert question["from"] == ann
    assert for_ann["from"]["userId"] == "bob"
    assert for_ann["assignee"] == {"id": ann["id"], "name": "Ann", "email": "Ann@example.com"}
    assert for_ann["entities"] == [{"type": "person", "text": "Ann", "offset": 5, "value": ann | {"assignee": True}}]
    assert for_ann["phrases"] == [{"type": "action_phrase", "text": "do it"}]
    assert for_ann["definitive"] is True
    assert DATE.fullmatch(for_ann["dueBy"])
    assert for_carl["assignee"] == {"name": "Carl"}
    assert for_carl["entities"][0]["value"] == {"name": "Carl", "assignee": True}
    assert "dueBy" not in follow_up
    assert follow_up["assignee"]["name"] == "Ann"


@pytest.mark.parametrize(("threshold", "count"), [(0, 3), (0.4, 3), (0.5, 2), (0.7, 2), (0.71, 1), (1, 0)])
def test_threshold(account: Account, threshold: float, count: int) -> None:
    conversation_id = account.process("Is it?", "TODO Ann: write.", "We CALL.", confidenceThreshold=threshold)
    assert len(account.read(conversation_id, "/insights")["insights"]) == count


def test_members_are_one_a_user_id_or_else_one_a_name(account: Account) -> None:
    conversation_id = account.process(
        said("One.", {"name": "John", "userId": "John@Example.com"}),
        said("Two.", {"name": "Johnny", "userId": "john@example.com"}),
        said("Three.", {"name": "john"}),
        said("Four.", {"name": "Mary"}),
        said("Five.", {"userId": "x-17"}),
    )
    account.process(said("Six.", {"name": "Mary", "userId": "mary@example.com"}), to=conversation_id)
    members = account.read(conversation_id, "/members")["members"]
    assert all(uuid.UUID(member.pop("id")) for member in members)
    assert members == [
        {"name": "John", "email": "John@Example.com"},
        {"name": "Mary", "email": "mary@example.com"},
        {"name": "x-17"},
    ]
    names = [message["from"]["name"] for message in account.read(conversation_id, "/messages")["messages"]]
    assert names == ["John", "John", "John", "Mary", "x-17", "Mary"]


def test_a_user_id_counts_before_a_name(account: Account) -> None:
    conversation_id = account.process(
        said("One.", {"name": "Mary"}),
        said("Two.", {"name": "M. Smith", "userId": "mary@example.com"}),
        said("Three.", {"name": "Mary", "userId": "MARY@example.com"}),
        said("Four.", {"name": "Mary", "userId": "another@example.com"}),
        said("Five.", {"name": "mary"}),
    )
    names = [message["from"].get("email") for message in account.read(conversation_id, "/messages")["messages"]]
    assert names == ["another@example.com", "mary@example.com", "mary@example.com"] + ["another@example.com"] * 2
    assert len(account.read(conversation_id, "/members")["members"]) == 2


def test_entities(account: Account) -> None:
    wanted = [{"customType": "Animal", "text": "cat", "value": "feline"}]
    conversation_id = account.process("The cat saw a Cat.", "No CAT here.", entities=wanted, detectEntities=True)
    first, second = account.read(conversation_id, "/messages")["messages"]
    [entity] = account.read(conversation_id, "/entities")["entities"]
    refs = entity.pop("messageRefs")
    assert entity == {"type": "custom", "customType": "Animal", "value": "feline", "text": "cat"}
    assert refs == [
        {"id": first["id"], "text": "The cat saw a Cat.", "offset": 4},
        {"id": first["id"], "text": "The cat saw a Cat.", "offset": 14},
        {"id": second["id"], "text": "No CAT here.", "offset": 3},
    ]
    quiet = account.process("The cat.", entities=wanted)
    assert account.read(quiet, "/entities") == {"entities": []}


@pytest.mark.parametrize("path", ["/trackers-detected", "/trackers"])
def test_trackers(account: Account, path: str) -> None:
    tracker = {"name": "Price", "vocabulary": ["how much", "cost", "never said"]}
    conversation_id = account.process("And how much?", "The cost is high.", trackers=[tracker])
    [found] = account.read(conversation_id, path)
    [question] = account.read(conversation_id, "/questions")["questions"]
    ids = [message["id"] for message in account.read(conversation_id, "/messages")["messages"]]
    assert ID.fullmatch(found["id"])
    assert found["name"] == "Price"
    ref = {"id": question["id"], "text": "And how much?", "type": "question", "offset": 4}
    assert found["matches"] == [
        {
            "type": "vocabulary",
            "value": "how much",
            "messageRefs": [{"id": ids[0], "text": "And how much?", "offset": 4}],
            "insightRefs": [ref],
        },
        {
            "type": "vocabulary",
            "value": "cost",
            "messageRefs": [{"id": ids[1], "text": "The cost is high.", "offset": 4}],
            "insightRefs": [],
        },
    ]
    again = account.process("How much?", trackers=[tracker])
    assert account.read(again, path)[0]["id"] == found["id"]


def test_analytics(account: Account) -> None:
    conversation_id = account.process(
        said("One two three.", BOB, "2020-07-21T16:00:00Z", "2020-07-21T16:00:06Z"),
        said("Four.", {"name": "Ann"}, "2020-07-21T16:00:08Z", "2020-07-21T16:00:10Z"),
    )
    analytics = account.read(conversation_id, "/analytics")
    metrics = {metric["type"]: (metric["percent"], metric["seconds"]) for metric in analytics["metrics"]}
    assert metrics == {"total_silence": (20, 2), "total_talk_time": (80, 8), "total_overlap": (0, 0)}
    bob, ann = analytics["members"]
    assert bob.pop("id") != ann["id"]
    assert bob == {
        "name": "Bob",
        "userId": "bob",
        "pace": {"wpm": 30},
        "talkTime": {"percentage": 75, "seconds": 6},
        "listenTime": {"percentage": 25, "seconds": 2},
        "overlap": {},
    }
    assert "userId" not in ann


def test_overlap_and_unknown_speaker(account: Account) -> None:
    conversation_id = account.process(
        said("One two three.", BOB, "2020-07-21T16:00:00Z", "2020-07-21T16:00:06Z"),
        said("Four.", None, "2020-07-21T16:00:04Z", "2020-07-21T16:00:08Z"),
    )
    bob, unknown = account.read(conversation_id, "/analytics")["members"]
    assert uuid.UUID(unknown["id"])
    assert unknown["name"] == "Unknown"
    share = {"percent": 20, "seconds": 2}
    other = {"id": unknown["id"], "name": "Unknown"} | share
    assert bob["overlap"] == {"overlapDuration": 2, "overlappingMembers": [other]}
    other = {"id": bob["id"], "name": "Bob", "userId": "bob"} | share
    assert unknown["overlap"]["overlappingMembers"] == [other]


def test_empty_conversation(account: Account) -> None:
    conversation_id = account.process()
    conversation = account.read(conversation_id)
    assert conversation["members"] == []
    assert conversation["startTime"] == conversation["endTime"]
    for path, empty in {
        "/messages": {"messages": []},
        "/topics": {"topics": []},
        "/insights": {"insights": []},
        "/members": {"members": []},
        "/entities": {"entities": []},
        "/trackers-detected": [],
    }.items():
        assert account.read(conversation_id, path) == empty
    assert account.read(conversation_id, "/analytics")["members"] == []


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_far_away_times(account: Account, year: str) -> None:
    conversation_id = account.process(said("Are we there?", BOB, f"{year}-12-31T23:59:59.999Z"))
    assert account.read(conversation_id)["startTime"] == f"{year}-12-31T23:59:59.999Z"
    account.process("Further on.", to=conversation_id)
    assert account.read(conversation_id, "/messages", verbose="true")["messages"][1]["text"] == "Further on."


@pytest.mark.parametrize(
    "path",
    [
        "/messages?verbose",
        "/messages?sentiment",
        "/topics?sentiment",
        "/topics?refresh",
        "/topics?parentRefs",
        "/topics?customVocabulary",
        "/topics?customTopicVocabulary",
    ],
)
def test_flags_are_true_or_false(account: Account, path: str) -> None:
    conversation_id = account.process("Hello.")
    for good in ("true", "FALSE"):
        assert account.call("GET", f"/v1/conversations/{conversation_id}{path}={good}").status_code == 200
    answer = account.call("GET", f"/v1/conversations/{conversation_id}{path}=1")
    assert answer.status_code == 400
    assert answer.json() == {"message": f"{path.partition('?')[2]}: expected true or false"}
