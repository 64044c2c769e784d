"""The state machine of a streaming socket, without one; and how requests are read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symbl_local.realtime.requests import AudioFormat, Redaction, RequestError, Speaker, read_modify, read_start
from symbl_local.realtime.session import (
    MAX_FRAME,
    MAX_MESSAGE,
    Close,
    Effect,
    Feed,
    Modify,
    Send,
    Session,
    Start,
    Stop,
)

EXAMPLES = Path(__file__).parents[3] / "shared/contract/realtime-examples"


def types(effects: list[Effect]) -> list[str]:
    """The types of the messages that are sent, and the names of other effects."""
    found: list[str] = []
    for effect in effects:
        if isinstance(effect, Send):
            assert isinstance(effect.message, dict)
            message = effect.message
            found.append(message["message"]["type"] if message["type"] == "message" else message["type"])
        else:
            found.append(type(effect).__name__)
    return found


def started(**members: Any) -> Session:
    session = Session(1800)
    [start] = session.text(json.dumps({"type": "start_request", **members}))
    assert isinstance(start, Start)
    assert types(session.started("123")) == ["conversation_created", "started_listening", "recognition_started"]
    assert session.listening
    return session


def test_a_whole_life() -> None:
    session = started()
    assert session.patience is None
    assert session.audio(b"ab") == [Feed(b"ab")]
    assert session.text('{"type": "stop_request"}') == [Stop(leave=True)]
    assert session.audio(b"ab") == []
    assert types(session.stopped()) == ["recognition_stopped", "Close"]
    assert session.text("{") == session.audio(b"ab") == session.timed_out() == session.close(1000) == []


def test_modifying_changes_what_is_named() -> None:
    session = started()
    for given_, wanted in (
        ({"sampleRateHertz": 8000}, AudioFormat("LINEAR16", 8000)),
        ({"encoding": "mulaw"}, AudioFormat("MULAW", 8000)),
        ({"encoding": "Opus", "sampleRateHertz": 48000}, AudioFormat("OPUS", 48000)),
        ({"sampleRateHertz": 24000}, AudioFormat("OPUS", 24000)),
    ):
        message = {"type": "modify_request", "speechRecognition": given_}
        assert session.text(json.dumps(message)) == [Modify(wanted)]
        [answer] = session.modified(wanted)
        assert answer == Send(
            {
                "type": "message",
                "message": {
                    "type": "session_modified",
                    "data": {"encoding": wanted.encoding, "sampleRateHertz": wanted.rate},
                },
            }
        )


@pytest.mark.parametrize(("asked", "most", "left"), [(None, 1800, 1800), (60, 1800, 60), (600, 30, 30)])
def test_how_long_a_stopped_socket_stays(asked: float | None, most: float, left: float) -> None:
    session = Session(most)
    assert session.patience == most
    message = {"type": "start_request", "disconnectOnStopRequest": False, "disconnectOnStopRequestTimeout": asked}
    session.text(json.dumps(message))
    session.started("1")
    assert session.text('{"type": "stop_request"}') == [Stop(leave=False)]
    assert types(session.stopped()) == ["recognition_stopped"]
    assert session.patience == left
    assert session.timed_out() == [Close(4408, f"idle for {left:g} s")]


def test_a_refused_start_may_be_repeated() -> None:
    session = Session(1800)
    session.text('{"type": "start_request"}')
    [refusal] = session.refused("unsupported_language", "config.languageCode: no")
    assert isinstance(refusal, Send)
    assert refusal.message == {
        "type": "error",
        "code": "unsupported_language",
        "message": "This language is not supported.",
        "details": "config.languageCode: no",
    }
    assert types(session.text('{"type": "start_request"}')) == ["Start"]


def test_audio_outside_a_stream_is_told_to_the_log_once(caplog: pytest.LogCaptureFixture) -> None:
    session = Session(1800)
    with caplog.at_level("INFO"):
        for _ in range(3):
            assert session.audio(b"ab") == []
    assert len(caplog.records) == 1


WORDS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.just("LINEAR16")
NAMES = st.sampled_from(
    [
        "type", "insightTypes", "customVocabulary", "meetingTitle", "config", "speaker", "trackers", "name",
        "vocabulary", "id", "confidenceThreshold", "languageCode", "speechRecognition", "encoding", "sampleRateHertz",
        "userId", "timezoneOffset", "redaction", "redactionString", "noConnectionTimeout", "disconnectOnStopRequest",
        "disconnectOnStopRequestTimeout", "interimResults",
    ]
)  # fmt: skip
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=12
)
TYPES = st.sampled_from(["start_request", "stop_request", "stop_recognition", "modify_request", "dance"])
MESSAGES = st.builds(lambda kind, rest: {**rest, "type": kind}, TYPES, st.dictionaries(NAMES, VALUES, max_size=6))
FRAMES = st.one_of(
    st.builds(json.dumps, MESSAGES),
    st.builds(json.dumps, MESSAGES.map(lambda message: {"type": message["type"]})),
    st.builds(json.dumps, VALUES),
    st.text(max_size=30),
    st.binary(max_size=30),
    st.sampled_from([b"\0" * MAX_FRAME, b"\0" * (MAX_FRAME + 1), b"\0" * (MAX_MESSAGE + 1), "__PING__", "[" * 9999]),
    st.just(None),
)
INNER = {
    "conversation_created", "started_listening", "recognition_started", "recognition_stopped", "session_modified"
}  # fmt: skip


@given(st.lists(FRAMES, max_size=25), st.booleans())
def test_no_frames_do_harm(frames: list[str | bytes | None], good: bool) -> None:
    session = Session(1800)
    closed = False

    def carry_out(effects: list[Effect]) -> None:
        nonlocal closed
        follow: dict[type[Effect], Callable[[Any], list[Effect]]] = {
            Start: lambda _: session.started("1") if good else session.refused("internal", "no"),
            Modify: lambda effect: session.modified(effect.audio),
            Stop: lambda _: session.stopped(),
        }
        for effect in effects:
            assert not closed, "nothing follows a close"
            if isinstance(effect, Send) and isinstance(effect.message, dict):
                json.dumps(effect.message, allow_nan=False)
                if effect.message["type"] == "message":
                    assert effect.message["message"]["type"] in INNER
                else:
                    assert effect.message.keys() == {"type", "code", "message", "details"}
            elif isinstance(effect, Send):
                assert effect.message == "__PONG__"
            elif isinstance(effect, Feed):
                assert session.listening
                assert 0 < len(effect.data) <= MAX_FRAME
            elif isinstance(effect, Close):
                closed = True
            else:
                carry_out(follow[type(effect)](effect))

    for frame in frames:
        if frame is None:
            if session.patience is not None:
                carry_out(session.timed_out())
        else:
            carry_out(session.text(frame) if isinstance(frame, str) else session.audio(frame))


# --------------------------------------------------------------------------------------------- requests


@pytest.mark.skipif(not EXAMPLES.is_dir(), reason="the examples of the contract are not here")
def test_every_example_is_taken() -> None:
    files = sorted(EXAMPLES.glob("client.start_request.*.json"))
    assert files
    for file in files:
        read_start(json.loads(file.read_text("utf-8")))
    [file] = EXAMPLES.glob("client.modify_request.*.json")
    assert read_modify(json.loads(file.read_text("utf-8")), AudioFormat("LINEAR16", 44100)).rate == 8000


def test_everything_that_may_be_asked_for() -> None:
    options = read_start(
        {
            "type": "start_request",
            "insightTypes": ["question", "follow_up", "topic"],
            "customVocabulary": ["acme", " "],
            "meetingTitle": "Outer",
            "speaker": {"email": "ann@example.com", "name": "Ann"},
            "trackers": [{"name": "a", "vocabulary": ["b", ""]}, {"name": "none", "vocabulary": []}],
            "enableAllTrackers": True,
            "noConnectionTimeout": 5,
            "resumeFrom": {"message_response": 3, "topic_response": 0.0},
            "disconnectOnStopRequest": False,
            "disconnectOnStopRequestTimeout": 7.5,
            "sentiments": True,
            "handlers": {},
            "config": {
                "confidenceThreshold": 0,
                "languageCode": "en-GB",
                "encoding": "Opus",
                "sampleRateHertz": 48000,
                "timezoneOffset": -480,
                "trackers": {"interimResults": True},
                "detectEntities": True,
                "redaction": {"identifyContent": True, "redactContent": True, "redactionString": "x" * 16},
            },
        }
    )
    assert options.insight_types == {"question", "follow_up", "topic"}
    assert options.vocabulary == ("acme",)
    assert options.title == "Outer"
    assert options.speaker == Speaker("Ann", "ann@example.com")
    assert [(one.name, one.vocabulary) for one in options.trackers] == [("a", ("b",))]
    assert options.all_trackers
    assert options.interim_trackers
    assert (options.keep, options.disconnect, options.idle) == (5, False, 7.5)
    assert options.resume == {"message_response": 3, "topic_response": 0}
    assert options.sentiment
    assert options.detect_entities
    assert options.threshold == 0
    assert options.language == "en-GB"
    assert options.audio == AudioFormat("OPUS", 48000)
    assert options.timezone_offset == -480
    assert options.redaction == Redaction(identify=True, redact=True, text="x" * 16)


def test_null_is_absent() -> None:
    names = ("insightTypes", "customVocabulary", "meetingTitle", "config", "speaker", "trackers", "enableAllTrackers")
    names += ("noConnectionTimeout", "disconnectOnStopRequest", "disconnectOnStopRequestTimeout")
    assert read_start(dict.fromkeys(names)) == read_start({})
    names = ("confidenceThreshold", "languageCode", "speechRecognition", "meetingTitle", "timezoneOffset")
    names += ("trackers", "detectEntities", "sentiment", "redaction", "encoding", "sampleRateHertz")
    assert read_start({"config": dict.fromkeys(names)}) == read_start({})


@pytest.mark.parametrize(
    ("encoding", "rates", "wrong"),
    [
        ("LINEAR16", [8000, 16000, 22050, 44100, 48000], [7999, 48001]),
        ("FLAC", [16000, 96000], [8000]),
        ("MULAW", [8000, None], [16000]),
        ("OPUS", [16000, 24000, 48000, None], [8000, 96000]),
        (None, [16000, None], [1]),
    ],
)
def test_rates(encoding: str | None, rates: list[int | None], wrong: list[int]) -> None:
    def read(rate: int | None) -> AudioFormat:
        return read_start({"config": {"speechRecognition": {"encoding": encoding, "sampleRateHertz": rate}}}).audio

    for rate in rates:
        default = 8000 if encoding == "MULAW" else 16000
        assert read(rate) == AudioFormat(encoding or "LINEAR16", rate or default)
    for rate in wrong:
        with pytest.raises(RequestError) as caught:
            read(rate)
        assert caught.value.code == "unsupported_sample_rate"
