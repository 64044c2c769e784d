"""The shapes of the messages: the description's, the documented ones, and what the SDK sends."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest
from tests.description import ROOT, objects

import symbl_api.models
from symbl import ResponseDecodeError
from symbl.realtime import events
from symbl.realtime._request import stream_request

DOCUMENTED = ROOT.parent / "shared" / "contract" / "realtime-examples"
EXAMPLES = {name: schema["example"] for name, schema in objects().items() if "example" in schema}
CLIENT = {"StartRequest", "ModifyRequest", "StopRequest"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_kept_whole(name: str) -> None:
    value = EXAMPLES[name]
    assert normal(getattr(symbl_api.models, name).from_dict(value).to_dict()) == normal(value)


def normal(value: Any) -> Any:
    """Without nulls, which read as absent."""
    if isinstance(value, dict):
        return {name: normal(inner) for name, inner in value.items() if inner is not None}
    return [normal(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - CLIENT - {"LifecycleMessage"}))
def test_every_shape_of_the_server_is_read(name: str) -> None:
    value = EXAMPLES[name]
    wrapped = {"type": "message", "message": value}
    for event in (value, wrapped):
        model = events.read(event)
        assert type(model).__name__ == name
        assert model is not None
        assert normal(model.to_dict()) == normal(value)
    assert value["type"] in events.MODELS
    assert set(events.MODELS.values()) == set(EXAMPLES) - CLIENT - {"LifecycleMessage"}


def test_what_is_not_known_is_not_read() -> None:
    for event in ({}, {"type": "new_kind"}, {"type": "message"}, {"type": "message", "message": {"type": "new"}}):
        assert events.read(event) is None
    assert events.read({"type": "error", "message": {"message": "inside"}}) is not None


def test_another_shape_than_described() -> None:
    with pytest.raises(ResponseDecodeError, match=r"event message_response: \$\.messages") as caught:
        events.read({"type": "message_response", "messages": "none"})
    assert caught.value.path == "$.messages"


def test_members_read_as_attributes() -> None:
    short = {"type": "message_response", "messages": [{"from": {"name": "Ann"}, "payload": {"content": "Hello."}}]}
    model = events.read(short)
    assert isinstance(model, symbl_api.models.MessageResponse)
    [message] = model.messages or []
    assert message.from_ is not None
    assert message.payload is not None
    assert (message.from_.name, message.payload.content, message.duration) == ("Ann", "Hello.", None)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"connection_id": "x", "custom_vocabulary": ["a"], "meeting_title": "m", "enable_all_trackers": True},
        {"disconnect_on_stop_request": False, "disconnect_on_stop_request_timeout": 5, "reconnect_timeout": 5},
    ],
)
def test_what_is_sent_fits_the_description(options: dict[str, Any]) -> None:
    trackers = [{"name": "n", "vocabulary": ["v"]}]
    request = stream_request({"email": "a@x.y"}, "question", {"sentiment": True}, trackers, None, "UTC", options)
    message = request.start(request.audio)
    model = symbl_api.models.StartRequest.from_dict(message)
    assert model.to_dict() == message
    assert not model.additional_properties
    assert model.config is not None
    assert not model.config.additional_properties


def documented() -> list[tuple[str, str]]:
    index = DOCUMENTED / "INDEX.csv"
    if not index.exists():
        return []
    with index.open(newline="") as file:
        return [(row["file"], row["type"]) for row in csv.DictReader(file)]


PARTS = {"speechRecognition": "SpeechRecognition", "config": "StreamConfig", "speaker": "StreamSpeaker"}
ELEMENTS = {
    "insights": "LiveInsight",
    "messages": "LiveMessage",
    "topics": "LiveTopic",
    "start_request trackers": "StreamTracker",
    "tracker_response trackers": "LiveTracker",
}
SENT = {"start_request": "StartRequest", "modify_request": "ModifyRequest", "stop_request": "StopRequest"}


@pytest.mark.skipif(not documented(), reason="the documented examples are not at hand")
def test_documented_examples_are_kept_whole() -> None:
    seen = 0
    for file, kind in documented():
        value = json.loads((DOCUMENTED / file).read_text("utf-8"))
        whole, _, member = kind.partition("#")
        if whole in SENT or (whole in events.MODELS and not member) or whole == "started_listening" or member:
            if not (pairs := fitting(whole, member, value)):
                continue
            for name, item in pairs:
                seen += 1
                assert normal(getattr(symbl_api.models, name).from_dict(item).to_dict()) == normal(item), file
                assert not getattr(symbl_api.models, name).from_dict(item).additional_properties.keys() - {
                    "id", "sentiments", "handlers", "duration", "sentiment", "engine", "description",
                }, file  # fmt: skip
    assert seen > 25


def fitting(whole: str, member: str, value: Any) -> list[tuple[str, Any]]:
    """Models for a documented example, or for its elements."""
    if member:
        name = ELEMENTS.get(member) or ELEMENTS.get(f"{whole} {member}")
        if name:
            return [(name, item) for item in value]
        return [(PARTS[member], value)] if member in PARTS and whole == "start_request" else []
    if whole in SENT:
        return [(SENT[whole], value)]
    return [("LifecycleMessage" if value.get("type") == "message" else events.MODELS[whole], value)]


def test_there_are_examples() -> None:
    assert {"StartRequest", "RecognitionResult", "MessageResponse", "TrackerResponse"} <= set(EXAMPLES)
