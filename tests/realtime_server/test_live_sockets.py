"""Who may open a socket, and what streams and listeners are told (docs/realtime-contract.md)."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from live_support import Caller, Json, Socket, inner
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol


def refusal(url: str, **options: Any) -> tuple[int, Json]:
    with pytest.raises(InvalidStatus) as caught, connect(url, **options):
        pass
    response = caught.value.response
    assert response.headers["Content-Type"] == "application/json"
    return response.status_code, json.loads(response.body)


def some_id() -> str:
    return str(uuid.uuid4())


def test_a_stream_from_its_start_to_its_end(caller: Caller) -> None:
    with caller.stream(some_id()) as socket:
        conversation_id = socket.start(
            insightTypes=["question", "action_item"], speaker={"userId": "ann@example.com", "name": "Ann"}
        )
        assert socket.kinds() == ["conversation_created", "started_listening", "recognition_started"]
        assert socket.told[1] == {"type": "message", "message": {"type": "started_listening"}}
        assert socket.told[2]["message"]["data"] == {"conversationId": conversation_id}

        socket.say("~where", "~where is the", "Where is the report?", "I will fix the report by Friday.")
        socket.until("message_response", 2)
        # Readable at once, while it goes on.
        assert caller.texts(conversation_id) == ["Where is the report?", "I will fix the report by Friday."]
        told = list(inner(socket.stop()))
        assert told[-2:] == ["conversation_completed", "recognition_stopped"]
        assert socket.ended() == (1000, "")

    interim, again, final, other = socket.of("recognition_result")
    assert [one["isFinal"] for one in (interim, again, final, other)] == [False, False, True, True]
    assert interim["punctuated"]["transcript"] == "Where"
    assert again["payload"]["raw"]["alternatives"][0] == {"words": [], "transcript": "Where is the", "confidence": 0.0}
    alternative = final["payload"]["raw"]["alternatives"][0]
    assert final["punctuated"] == {"transcript": "Where is the report?"}
    assert alternative["transcript"] == "Where is the report?"
    assert alternative["confidence"] == 0.9
    assert [word["word"] for word in alternative["words"]] == ["Where", "is", "the", "report?"]
    start, end = alternative["words"][1]["startTime"], alternative["words"][1]["endTime"]
    assert {type(value) for value in (*start.values(), *end.values())} == {str}
    assert start.keys() == end.keys() == {"seconds", "nanos"}
    [member] = caller.read(conversation_id, "/members")["members"]
    assert member == {"id": member["id"], "name": "Ann", "email": "ann@example.com"}
    assert final["user"] == {"id": member["id"], "name": "Ann", "userId": "ann@example.com"}

    first, second = socket.of("message_response")
    assert (first["sequenceNumber"], second["sequenceNumber"]) == (0, 1)
    [message] = first["messages"]
    stored = caller.read(conversation_id, "/messages", verbose="true")["messages"]
    assert message["id"] == message["metadata"]["originalMessageId"] == stored[0]["id"]
    assert message["from"] == final["user"]
    assert message["payload"] == {"content": "Where is the report?", "contentType": "text/plain"}
    assert message["channel"] == {"id": "realtime-api"}
    assert message["dismissed"] is False
    assert message["duration"]["startTime"] == stored[0]["startTime"]
    words = json.loads(message["metadata"]["words"])
    assert words == [
        {"word": word["word"], "startTime": word["startTime"], "endTime": word["endTime"]}
        for word in stored[0]["words"]
    ]

    insights = [insight for told in socket.of("insight_response") for insight in told["insights"]]
    assert [(one["type"], one["text"]) for one in insights] == [
        ("question", "Where is the report?"),
        ("action_item", "I will fix the report by Friday."),
    ]
    for one in insights:
        assert one["payload"] == {"content": one["text"], "contentType": "text/plain"}
        assert one["messageReference"]["id"] in {record["id"] for record in stored}
        assert one["hints"] == [{"key": "confidenceScore", "value": str(one["confidence"])}]
    task = insights[1]
    assert task["assignee"] == final["user"]
    assert [tag["type"] for tag in task["tags"]] == ["date"]
    assert task["dueBy"]["value"].endswith("+00:00")
    kept = caller.read(conversation_id, "/insights")["insights"]
    assert [one["id"] for one in kept] == [one["id"] for one in insights]

    topics = [topic for told in socket.of("topic_response") for topic in told["topics"]]
    assert {topic["id"] for topic in caller.read(conversation_id, "/topics")["topics"]} <= {one["id"] for one in topics}
    for topic in topics:
        assert topic["type"] == "topic"
        assert topic["rootWords"]
        assert {one["id"] for one in topic["messageReferences"]} <= {record["id"] for record in stored}

    completed = socket.of("conversation_completed")[0]
    assert completed["conversationId"] == completed["data"]["conversationId"] == conversation_id
    page = caller.http.get(completed["summaryUrl"])
    assert page.status_code == 200
    assert "Where is the report?" in page.text
    assert caller.read(conversation_id, "/analytics")["members"][0]["name"] == "Ann"


@pytest.mark.parametrize("path", ["/v1/streaming", "/v1/realtime/insights"])
@pytest.mark.parametrize("way", ["query", "x-api-key", "bearer", "protocol"])
def test_every_address_takes_every_way_to_show_a_token(caller: Caller, path: str, way: str) -> None:
    address = f"{caller.address}{path}/{some_id()}"
    headers: dict[str, str] = {}
    protocols: list[Subprotocol] | None = None
    if way == "query":
        address += f"?source=python_sdk&access_token={caller.token}"
    elif way == "protocol":
        protocols = [Subprotocol("other"), Subprotocol(caller.token)]
    else:
        headers = {"x-api-key": caller.token} if way == "x-api-key" else {"Authorization": f"Bearer {caller.token}"}
    with connect(address, additional_headers=headers, subprotocols=protocols) as raw:
        assert raw.subprotocol == (caller.token if way == "protocol" else None)
        socket = Socket(raw)
        socket.send("__PING__")
        assert raw.recv(5) == "__PONG__"
    if way != "protocol":  # a client that offers it as well wants it echoed
        protocols = [Subprotocol("other"), Subprotocol(caller.token)]
        with connect(address, additional_headers=headers, subprotocols=protocols) as raw:
            assert raw.subprotocol == caller.token


@pytest.mark.parametrize("path", ["/v1/streaming", "/v1/realtime/insights", "/v1/subscribe", "/session/subscribe"])
def test_without_a_good_token(caller: Caller, path: str) -> None:
    address = f"{caller.address}{path}/{some_id()}"
    status, body = refusal(address)
    assert (status, list(body)) == (401, ["message"])
    assert refusal(f"{address}?access_token=wrong")[0] == 401
    assert refusal(address, additional_headers={"x-api-key": "wrong"})[0] == 401
    assert refusal(address, subprotocols=[Subprotocol("wrong")])[0] == 401


@pytest.mark.parametrize("name", ["a" * 129, "ä", "a%20b", "a%00", "a/b", "", "%ff"])
def test_ids_that_no_connection_may_have(caller: Caller, name: str) -> None:
    status, body = refusal(f"{caller.address}/v1/streaming/{name}?access_token={caller.token}")
    assert status == 400
    assert "connection id" in body["message"]


@pytest.mark.parametrize("name", ["a" * 128, "dXNlckBleGFtcGxlLmNvbQ==", "-_.~=+", "a%2Fb", "a%2bb"])
def test_ids_that_a_connection_may_have(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        socket.start()
        with caller.subscribe(name) as listener:
            listener.until("conversation_created")


def test_addresses_that_are_none(caller: Caller) -> None:
    assert refusal(f"{caller.address}/v1/nothing/{some_id()}?access_token={caller.token}")[0] == 404
    assert caller.http.get(f"/v1/streaming/{some_id()}").status_code == 404


def test_more_streams_than_an_account_may_have(caller: Caller, hurried: Caller) -> None:
    from contextlib import ExitStack

    with ExitStack() as stack:
        for _ in range(6):
            stack.enter_context(caller.stream(some_id()))
        status, body = refusal(f"{caller.address}/v1/streaming/x?access_token={caller.token}")
        assert status == 429
        assert "6 streams" in body["message"]
        assert refusal(f"{caller.address}/v1/subscribe/x?access_token={caller.token}")[0] == 404
    for _ in range(100):  # places become free
        try:
            with caller.stream(some_id()):
                return
        except InvalidStatus:
            continue
    raise AssertionError


START = {"type": "start_request"}
NO_START = "invalid_start_request"


@pytest.mark.parametrize(
    ("message", "code", "place"),
    [
        ("{", "invalid_json", "not valid JSON"),
        ("[]", "invalid_json", "not a JSON object"),
        ('{"type": NaN}', "invalid_json", "JSON"),
        ({}, "unknown_type", "type"),
        ({"type": "dance"}, "unknown_type", "'dance'"),
        ({"type": "stop_request"}, "not_started", "stop_request"),
        ({"type": "stop_recognition"}, "not_started", "stop_recognition"),
        ({"type": "modify_request", "speechRecognition": {}}, "not_started", "modify_request"),
        (START | {"insightTypes": "question"}, NO_START, "insightTypes: expected a list"),
        (START | {"insightTypes": ["joke"]}, NO_START, "insightTypes[0]: 'joke'"),
        (START | {"speaker": "Ann"}, NO_START, "speaker: expected an object"),
        (START | {"trackers": [{"vocabulary": ["x"]}]}, NO_START, "trackers[0].name"),
        (START | {"trackers": [{"name": "x", "vocabulary": [1]}]}, NO_START, "trackers[0].vocabulary[0]"),
        (START | {"trackers": [{"id": "123"}]}, NO_START, "trackers[0].id: no tracker"),
        (START | {"noConnectionTimeout": 1801}, NO_START, "noConnectionTimeout: expected a number from 0 to 1800"),
        (START | {"resumeFrom": [1]}, NO_START, "resumeFrom: expected an object"),
        (START | {"resumeFrom": {"message_response": 1.5}}, NO_START, "resumeFrom.message_response: expected a whole"),
        (START | {"config": {"confidenceThreshold": 1.5}}, NO_START, "config.confidenceThreshold"),
        (START | {"config": {"languageCode": "english"}}, NO_START, "config.languageCode"),
        (START | {"config": {"languageCode": "es-ES"}}, "unsupported_language", "es-ES"),
        (START | {"config": {"timezoneOffset": 1.5}}, NO_START, "config.timezoneOffset"),
        (START | {"config": {"redaction": {"redactionString": ""}}}, NO_START, "config.redaction.redactionString"),
        (START | {"config": {"speechRecognition": {"encoding": "SPEEX"}}}, "unsupported_encoding", "SPEEX"),
        (START | {"config": {"encoding": "MP3"}}, "unsupported_encoding", "config.encoding"),
        (
            START | {"config": {"speechRecognition": {"sampleRateHertz": 4000}}},
            "unsupported_sample_rate",
            "config.speechRecognition.sampleRateHertz: 4000",
        ),
        ("x" * 70_000, "frame_too_large", "70000 bytes"),
    ],
)
def test_what_cannot_be_followed_is_answered_and_the_socket_kept(
    caller: Caller, message: Json | str, code: str, place: str
) -> None:
    with caller.stream(some_id()) as socket:
        socket.send(message)
        answer = socket.next()
        assert answer.keys() == {"type", "code", "message", "details"}
        assert (answer["type"], answer["code"]) == ("error", code)
        assert place in answer["details"]
        socket.start()  # and it may still be done right


def test_a_running_stream_cannot_be_started_or_modified_wrongly(caller: Caller) -> None:
    with caller.stream(some_id()) as socket:
        conversation_id = socket.start()
        socket.send(START)
        assert socket.next()["code"] == "already_started"
        socket.send({"type": "modify_request"})
        assert socket.next()["code"] == "invalid_modify_request"
        socket.send({"type": "modify_request", "speechRecognition": {"encoding": "FLAC", "sampleRateHertz": 8000}})
        assert socket.next()["code"] == "unsupported_sample_rate"
        socket.say("Nothing was lost.")
        socket.stop()
    assert caller.texts(conversation_id) == ["Nothing was lost."]


def test_frames_that_are_too_large(caller: Caller) -> None:
    with caller.stream(some_id()) as socket:
        conversation_id = socket.start()
        socket.raw.send(b"\0" * (64 * 1024 + 2))
        assert socket.next()["code"] == "frame_too_large"
        socket.raw.send(b"\0" * 64 * 1024)
        socket.say("", "Going on.")
        socket.until("message_response")
        socket.raw.send(b"\0" * (1024 * 1024 + 1))
        assert socket.ended()[0] == 1009
    with caller.stream(some_id()) as socket:
        socket.raw.send(" " * (1024 * 1024 + 1))
        assert socket.ended()[0] == 1009
    assert caller.texts(conversation_id) == ["Going on."]


def test_audio_before_the_start_is_ignored(caller: Caller) -> None:
    with caller.stream(some_id()) as socket:
        socket.say("Too early.")
        conversation_id = socket.start()
        socket.say("In time.")
        socket.stop()
    assert caller.texts(conversation_id) == ["In time."]


def test_who_closes_right_after_stopping_has_said_everything(caller: Caller) -> None:
    name = some_id()
    with caller.stream(name) as socket:
        conversation_id = socket.start()
        with caller.subscribe(name) as listener:
            socket.say("The end.")
            socket.send({"type": "stop_recognition"})
            socket.close()
            listener.until("conversation_completed")
    assert caller.texts(conversation_id) == ["The end."]


def test_another_account_hears_nothing(caller: Caller, dictated: Any) -> None:
    stranger = Caller(dictated, "stranger", "secret")
    name = some_id()
    with caller.stream(name) as socket:
        conversation_id = socket.start()
        assert refusal(f"{stranger.address}/v1/subscribe/{name}?access_token={stranger.token}")[0] == 404
        with stranger.stream(name) as other:
            assert other.start() != conversation_id
    stranger.close()
