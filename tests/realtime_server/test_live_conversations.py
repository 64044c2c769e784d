"""Several speakers, starting again, limits of time, listeners (docs/realtime-contract.md)."""

from __future__ import annotations

import json
import socket as net
import time
import uuid
from datetime import datetime
from urllib.parse import urlsplit

import pytest
from live_support import Caller, Json, inner
from websockets.exceptions import ConnectionClosed, InvalidStatus


def some_id() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def name() -> str:
    return some_id()


def gone(caller: Caller, name: str) -> bool:
    """Whether that conversation comes to its end soon."""
    for _ in range(200):
        try:
            with caller.subscribe(name):
                time.sleep(0.02)
        except InvalidStatus:
            return True
    return False


def test_two_speakers_of_one_conversation(caller: Caller, name: str) -> None:
    with caller.stream(name) as ann:
        conversation_id = ann.start(
            speaker={"name": "Ann", "userId": "ann@example.com"}, trackers=[{"name": "Money", "vocabulary": ["budget"]}]
        )
        with caller.stream(name) as bob, caller.subscribe(name) as listener:
            assert listener.until("conversation_created")["data"]["conversationId"] == conversation_id
            trackers = [{"name": "Other", "vocabulary": ["report"]}]
            assert bob.start(speaker={"name": "Bob"}, trackers=trackers) == conversation_id
            ann.say("~We", "We have a budget.")
            bob.until("message_response")
            bob.say("Good, Ann, the report too.")
            ann.until("message_response", 2)
            told = list(inner(ann.stop()))
            assert told[-1] == "recognition_stopped"
            assert "conversation_completed" not in told
            bob.say("Bye.")
            assert list(inner(bob.stop()))[-2:] == ["conversation_completed", "recognition_stopped"]
            listener.rest()

    assert {one["user"]["name"] for one in ann.of("recognition_result")} == {"Ann"}
    assert {one["user"]["name"] for one in bob.of("recognition_result")} == {"Bob"}
    assert [one["isFinal"] for one in listener.of("recognition_result")] == [False, True, True, True]
    sequence = [one["sequenceNumber"] for one in listener.of("message_response")]
    assert sequence == [0, 1, 2]
    assert bob.of("message_response") == listener.of("message_response")
    assert [found["name"] for one in listener.of("tracker_response") for found in one["trackers"]] == ["Money"]
    assert listener.ended()[0] == 1000
    messages = caller.read(conversation_id, "/messages")["messages"]
    assert [(one["from"]["name"], one["text"]) for one in messages] == [
        ("Ann", "We have a budget."),
        ("Bob", "Good, Ann, the report too."),
        ("Bob", "Bye."),
    ]
    assert [one["name"] for one in caller.read(conversation_id, "/members")["members"]] == ["Ann", "Bob"]


def test_a_speaker_who_comes_again_is_the_same_member(caller: Caller, name: str) -> None:
    with caller.stream(name) as one, caller.stream(name) as two:
        conversation_id = one.start(speaker={"userId": "Ann@example.com"})
        two.start(speaker={"name": "Ann", "userId": "ann@EXAMPLE.com"})
        one.say("One.")
        two.say("Two.")
        one.stop()
        two.stop()
    assert len(caller.read(conversation_id, "/members")["members"]) == 1


def test_without_a_speaker_nobody_is_named(caller: Caller, name: str) -> None:
    nobody = {"id": "", "name": "", "userId": ""}
    with caller.stream(name) as socket:
        conversation_id = socket.start(speaker=None, trackers=None, config=None)
        socket.say("Who am I?")
        socket.stop()
    assert socket.of("recognition_result")[0]["user"] == nobody
    assert socket.of("message_response")[0]["messages"][0]["from"] == nobody
    assert socket.of("insight_response") == []  # no types were asked for
    assert caller.read(conversation_id, "/members")["members"] == []
    assert caller.read(conversation_id, "/questions")["questions"][0]["text"] == "Who am I?"


def test_start_again_on_one_connection(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start(disconnectOnStopRequest=False, speaker={"name": "Ann"})
        for number in range(3):
            if number:
                assert socket.start(disconnectOnStopRequest=number == 2, speaker={"name": "Bob"}) == conversation_id
            socket.say(f"Round {number}.")
            socket.until("message_response")
            socket.send({"type": "stop_request"})
            socket.until("recognition_stopped")
            assert bool(socket.of("conversation_completed")) is (number == 2)
            if number < 2:
                socket.say("Nobody hears this.")
        assert socket.ended()[0] == 1000
    assert caller.texts(conversation_id) == ["Round 0.", "Round 1.", "Round 2."]
    assert [one["sequenceNumber"] for one in socket.of("message_response")] == [0, 1, 2]


def test_the_end_of_a_stopped_connection(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        socket.start(disconnectOnStopRequest=False, disconnectOnStopRequestTimeout=0.2)
        socket.send({"type": "stop_request"})
        told = list(inner(socket.rest()))
        assert told == ["recognition_stopped", "conversation_completed"]
        assert socket.ended() == (4408, "idle for 0.2 s")
    with caller.stream(name) as socket:
        socket.start(disconnectOnStopRequest=False, disconnectOnStopRequestTimeout=0)
        assert list(inner(socket.stop())) == ["recognition_stopped", "conversation_completed"]
        assert socket.ended()[0] == 1000


def test_a_lost_speaker_may_come_back(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start(noConnectionTimeout=60)
        with caller.subscribe(name) as listener:
            socket.say("Before")
            socket.raw.socket.shutdown(net.SHUT_RDWR)
            listener.until("message_response")
            with caller.stream(name) as again:
                assert again.start() == conversation_id
                again.say("After.")
                listener.until("message_response")
                assert list(inner(again.stop()))[-2:] == ["conversation_completed", "recognition_stopped"]
    assert caller.texts(conversation_id) == ["Before", "After."]
    with caller.stream(name) as socket:
        assert socket.start() != conversation_id  # a stop is the end
        socket.stop()


def test_who_comes_back_is_told_what_was_missed(caller: Caller, name: str) -> None:
    def results(told: list[Json]) -> list[Json]:
        return [one for one in told if one["type"].endswith("_response")]

    with caller.stream(name) as socket:
        socket.start(noConnectionTimeout=60, trackers=[{"name": "Plan", "vocabulary": ["plan"]}])
        with caller.subscribe(name) as listener:
            socket.say("A plan.", "The plan.")
            socket.until("message_response", 2)
            socket.raw.send(b"Third plan. ")  # which ends with the connection
            socket.raw.socket.shutdown(net.SHUT_RDWR)
            listener.until("message_response", 3)
            with caller.stream(name) as again:
                again.start(resumeFrom={"message_response": 2})
                first = again.of("message_response")[0]
                assert first["messages"][0]["payload"]["content"] == "Third plan."
                again.stop()
            listener.rest()
    wanted = [one for one in results(listener.told) if one["type"] != "message_response" or one["sequenceNumber"] >= 2]
    assert results(again.told) == wanted
    assert again.of("tracker_response")[0]["sequenceNumber"] == 0
    with caller.stream(name) as other:  # another conversation, in which nothing was missed
        other.start(resumeFrom={})
        assert not results(other.told)
        other.stop()


def test_a_lost_speaker_who_does_not_come_back(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start(noConnectionTimeout=0.3)
        socket.say("Gone.")
    with caller.subscribe(name) as listener:
        listener.until("conversation_completed")
        assert listener.ended()[0] == 1000
    assert gone(caller, name)
    assert caller.texts(conversation_id) == ["Gone."]


def test_without_a_time_to_come_back_a_lost_conversation_ends(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start()
        socket.say("Unfinished business")
        socket.raw.send(b"and more of it")
        socket.raw.socket.shutdown(net.SHUT_RDWR)
    assert gone(caller, name)
    assert caller.texts(conversation_id) == ["Unfinished business", "and more of it"]


def test_a_socket_on_which_nothing_is_started(hurried: Caller, name: str) -> None:
    with hurried.stream(name) as socket:
        assert socket.ended() == (4408, "idle for 0.8 s")


def test_nobody_speaks_for_too_long(hurried: Caller, name: str) -> None:
    with hurried.stream(name) as socket:
        conversation_id = socket.start()
        with hurried.subscribe(name) as listener:
            socket.say("Hello.")
            socket.until("message_response")
            assert socket.ended() == (4408, "nobody spoke for 2.5 s")
            assert listener.ended() == (4408, "nobody spoke for 2.5 s")
    assert socket.kinds()[-1] == listener.kinds()[-1] == "conversation_completed"
    assert hurried.texts(conversation_id) == ["Hello."]


def test_listeners_are_told_what_follows(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start(insightTypes=["question"])
        with caller.subscribe(name) as early, caller.open(name, "/session/subscribe") as other:
            early.send("Whatever listeners say")
            early.raw.send(b"is ignored.")
            socket.say("What is new?")
            early.until("insight_response")
            with caller.subscribe(name) as late:
                created = late.next()["message"]
                assert created == {"type": "conversation_created", "data": {"conversationId": conversation_id}}
                socket.say("Nothing.")
                assert late.until("message_response")["messages"][0]["payload"]["content"] == "Nothing."
                late.close()
            socket.stop()
            early.rest()
            other.rest()
    assert early.told == other.told
    assert early.kinds()[0] == "conversation_created"
    assert early.kinds()[-1] == "conversation_completed"


def test_a_slow_listener_is_dropped_and_nobody_waits_for_it(hurried: Caller, name: str) -> None:
    address = urlsplit(hurried.address)
    small = net.socket()
    small.setsockopt(net.SOL_SOCKET, net.SO_RCVBUF, 4096)
    small.connect((address.hostname, address.port))
    with hurried.stream(name) as socket:
        socket.start()
        with hurried.subscribe(name, sock=small, max_queue=1) as slow, hurried.subscribe(name) as quick:
            long = "word " * 12_000
            for number in range(150):
                socket.say(f"~{number} {long}"[:60_000])
                quick.until("recognition_result")
            socket.say("The end.")
            quick.until("message_response")
            code, reason = slow.ended()
            assert (code, reason) == (1008, "too slow: 20 messages were waiting")
            assert 1 < len(slow.of("recognition_result")) < 150
            assert len(quick.of("recognition_result")) == 151
            socket.stop()


def test_listening_to_nothing(caller: Caller, name: str) -> None:
    with pytest.raises(InvalidStatus) as caught, caller.subscribe(name):
        pass
    assert caught.value.response.status_code == 404
    assert json.loads(caught.value.response.body or b"").keys() == {"message"}


# ------------------------------------------------------------------------------------------ what is asked for


def test_trackers(caller: Caller, name: str) -> None:
    stored = {"name": "Stored", "vocabulary": ["chairs"], "excludeVocabulary": ["wheel chairs"]}
    answer = caller.http.post("/v1/manage/tracker", json=stored)
    assert answer.status_code in (200, 201), answer.text
    stored_id = answer.json()["tracker"]["id"] if "tracker" in answer.json() else answer.json()["id"]
    own = {"name": "Tables", "vocabulary": ["table", "work bench"]}
    config = {"trackers": {"interimResults": True, "enableAllTrackers": True}}
    with caller.stream(name) as socket:
        conversation_id = socket.start(trackers=[own], config=config, insightTypes=["question"])
        socket.say("~is the table", "~is the table new", "Is the table new?")
        socket.until("insight_response")
        socket.say("The wheel chairs are not chairs.")
        socket.stop()
    interim, first, second = socket.of("tracker_response")
    assert [one["sequenceNumber"] for one in (interim, first, second)] == [0, 1, 2]
    assert (interim["isFinal"], first["isFinal"]) == (False, True)
    [match] = interim["trackers"][0]["matches"]
    assert (match["value"], match["messageRefs"][0]["text"], match["messageRefs"][0]["offset"]) == (
        "table",
        "Is the table",
        7,
    )
    [tracker] = first["trackers"]
    [message] = socket.of("message_response")[0]["messages"]
    [insight] = socket.of("insight_response")[0]["insights"]
    [match] = tracker["matches"]
    assert tracker["name"] == "Tables"
    assert match["type"] == "vocabulary"
    assert match["messageRefs"] == [
        {
            "id": message["id"],
            "text": "Is the table new?",
            "offset": 7,
            "startTime": message["duration"]["startTime"],
            "endTime": message["duration"]["endTime"],
        }
    ]
    assert match["insightRefs"] == [{"id": insight["id"], "text": "Is the table new?", "type": "question", "offset": 7}]
    [tracker] = second["trackers"]
    assert (tracker["id"], tracker["name"]) == (stored_id, "Stored")
    assert [ref["offset"] for ref in tracker["matches"][0]["messageRefs"]] == [25]
    assert [one["name"] for one in caller.read(conversation_id, "/trackers")] == ["Tables", "Stored"]


def test_entities_sentiment_and_the_local_day(caller: Caller, name: str) -> None:
    config = {"detectEntities": True, "sentiment": True, "timezoneOffset": -720}
    with caller.stream(name) as socket:
        conversation_id = socket.start(config=config, insightTypes=["action_item"], speaker={"name": "Ann"})
        socket.say("I will fix the report tomorrow, and I am really unhappy about it.")
        socket.stop()
    [told] = socket.of("message_response")
    assert told["sentiment"] is True
    assert told["messages"][0]["sentiment"]["suggested"] == "negative"
    assert told["messages"][0]["metadata"]["timezoneOffset"] == -720
    [entities] = socket.of("entity_response")
    dates = [one for one in entities["entities"] if one["type"] == "date"]
    assert dates[0]["matches"][0]["detectedValue"] == "tomorrow"
    assert dates[0]["matches"][0]["messageRefs"][0]["offset"] == 22
    [insight] = socket.of("insight_response")[0]["insights"]
    assert insight["dueBy"]["value"].endswith("-12:00")
    # Tomorrow, where it is twelve hours earlier.
    said = datetime.fromisoformat(told["messages"][0]["duration"]["startTime"])
    local = datetime.fromisoformat(insight["dueBy"]["value"])
    assert (local.date() - said.astimezone(local.tzinfo).date()).days == 1
    assert caller.read(conversation_id, "/entities")["entities"]
    sentiment = caller.read(conversation_id, "/messages", sentiment="true")["messages"][0]["sentiment"]
    assert sentiment == told["messages"][0]["sentiment"]


def test_entities_that_the_account_keeps(caller: Caller, name: str) -> None:
    kept = [{"type": "Product", "subType": "Board", "values": ["Falcon Nine", "Kestrel"]}]
    with caller.stream(name) as socket:
        conversation_id = socket.start(config={"detectEntities": True})
        assert caller.http.post("/v1/manage/entities/bulk", json=kept).status_code == 201
        socket.say("We ship the falcon nine to everybody.")
        socket.stop()
    found = [one for told in socket.of("entity_response") for one in told["entities"] if one["type"] == "custom"]
    assert [(one["subType"], one["matches"][0]["detectedValue"]) for one in found] == [("Product", "falcon nine")]
    stored = caller.read(conversation_id, "/entities")["entities"]
    assert [(one["customType"], one["value"]) for one in stored if one["type"] == "custom"] == [
        ("Product", "Falcon Nine")
    ]


@pytest.mark.parametrize(
    ("identify", "redact"), [(True, False), (False, True), (True, True)], ids=["identify", "redact", "both"]
)
def test_redaction(caller: Caller, name: str, identify: bool, redact: bool) -> None:
    config = {"redaction": {"identifyContent": identify, "redactContent": redact, "redactionString": "[GONE]"}}
    secret = "222-44-5555"
    with caller.stream(name) as socket:
        conversation_id = socket.start(config=config, insightTypes=["action_item", "follow_up"])
        socket.say(f"~my social security number is {secret}", f"I will fix {secret}, my social, by Friday.")
        socket.say(f"My social security number is {secret}.")
        socket.stop()
    everything = json.dumps(socket.told) + json.dumps(caller.read(conversation_id, "/messages", verbose="true"))
    assert (secret in everything) is not redact
    assert ("[GONE]" in everything) is redact
    found = socket.of("message_response")[-1]["messages"][0].get("entities", [])
    assert [one["type"] for one in found] == (["SSN"] if identify else [])
    if identify:
        content = socket.of("message_response")[-1]["messages"][0]["payload"]["content"]
        assert found[0]["value"] == found[0]["text"] == ("[GONE]" if redact else secret)
        assert content[found[0]["offset"] :].startswith(found[0]["text"])
        assert caller.read(conversation_id, "/messages")["messages"][-1]["entities"] == found
    words = json.loads(socket.of("message_response")[-1]["messages"][0]["metadata"]["words"])
    assert words[-1]["word"] == ("[GONE]" if redact else f"{secret}.")


def test_a_number_that_is_said_with_pauses(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        socket.start(config={"redaction": {"redactContent": True}})
        socket.say("My social security number is.", "two two two.", "four four.", "five five five five.")
        socket.say("I have two cats.", "My card is 4111 1111 1111. 1111.")
        socket.stop()
    told = [one["payload"]["content"] for told in socket.of("message_response") for one in told["messages"]]
    assert told == [
        "My social security number is.", "****.", "****.", "****.", "I have two cats.", "My card is ****", "****.",
    ]  # fmt: skip
    words = [json.loads(one["metadata"]["words"]) for told in socket.of("message_response") for one in told["messages"]]
    assert [word["word"] for word in words[1]] == ["****"]


def test_idling_counts_from_the_stop_whatever_is_sent(hurried: Caller, name: str) -> None:
    with hurried.stream(name) as socket:
        began = time.monotonic()
        while time.monotonic() < began + 10:
            try:
                socket.send("__PING__")
                socket.say("Nothing.")
                assert socket.raw.recv(5) == "__PONG__"
            except ConnectionClosed:
                break
            time.sleep(0.05)
        assert socket.ended() == (4408, "idle for 0.8 s")


def test_a_threshold_keeps_insights_back(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start(insightTypes=["question"], config={"confidenceThreshold": 1})
        socket.say("Who has the slides?")
        socket.stop()
    assert socket.of("insight_response") == socket.of("topic_response") == []
    assert caller.read(conversation_id, "/insights")["insights"] == []


def test_title_vocabulary_and_language(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start(
            meetingTitle="Outer",
            customVocabulary=["acme", "frobnicate"],
            insightTypes=["question"],
            config={"meetingTitle": "Inner", "languageCode": "fr-FR"},
        )
        socket.say("!vocabulary", "Who has the slides?")
        socket.stop()
    assert caller.texts(conversation_id) == ["acme frobnicate", "Who has the slides?"]
    assert caller.read(conversation_id)["name"] == "Inner"
    assert socket.of("insight_response") == []  # nothing is looked for in other languages than English


def test_a_conversation_that_is_deleted_meanwhile(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start()
        socket.say("One.")
        socket.until("message_response")
        assert caller.http.delete(f"/v1/conversations/{conversation_id}").is_success
        socket.say("Two.")
        assert socket.until("error")["code"] == "conversation_deleted"
        assert socket.ended()[0] == 1008


def test_text_may_be_added_to_a_conversation_that_goes_on(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start(insightTypes=["question"])
        socket.say("One.")
        socket.until("message_response")
        body = {"messages": [{"payload": {"content": "Written."}}]}
        job = caller.http.put(f"/v1/process/text/{conversation_id}", json=body).json()["jobId"]
        while caller.http.get(f"/v1/job/{job}").json()["status"] != "completed":
            time.sleep(0.02)
        socket.say("Who said two?")
        socket.stop()
    assert caller.texts(conversation_id) == ["One.", "Written.", "Who said two?"]
    assert [one["text"] for one in caller.read(conversation_id, "/questions")["questions"]] == ["Who said two?"]


@pytest.fixture
def analytics(caller: Caller, name: str) -> Json:
    with caller.stream(name) as socket:
        conversation_id = socket.start(speaker={"name": "Ann"})
        for _ in range(10):
            socket.say("One two three four.")
        socket.stop()
    return dict(caller.read(conversation_id, "/analytics"))


def test_analytics_of_a_stream(analytics: Json) -> None:
    [member] = analytics["members"]
    assert member["talkTime"]["seconds"] == 10
    assert member["pace"]["wpm"] == 240
