"""Every form of `start_connection`: what it sends, and what fails before anything is sent."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from driving_streams import both, done, drive
from streams import StreamServer

import symbl
from symbl import AsyncStreamingConnection, StreamingConnection
from symbl.realtime._request import stream_request, stream_url

SPEECH = {"encoding": "LINEAR16", "sampleRateHertz": 44100}
CONFIG = {"confidenceThreshold": 0.5, "languageCode": "en-US", "speechRecognition": SPEECH}
CREDENTIALS = {"access_token": "another"}
INDIA = int(datetime.now(ZoneInfo("Asia/Kolkata")).utcoffset().total_seconds() // 60)  # type: ignore[union-attr]

Form = Callable[[Any], Any]
FORMS: list[tuple[dict[str, Any], Form]] = [
    ({}, lambda s: s.start_connection()),
    ({}, lambda s: s.start_connection(None, None, None, {}, None)),
    ({}, lambda s: s.start_connection(config=None, trackers=None, speaker=None, languages=None, timezone=None)),
    (
        {"insightTypes": ["question", "action_item"], "speaker": {"name": "Ann", "userId": "ann@x.y"}},
        lambda s: s.start_connection(
            insight_types=["question", "action_item"], speaker={"name": "Ann", "userId": "ann@x.y"}
        ),
    ),
    (
        {"speaker": {"name": "Ann", "userId": "a@x.y"}},
        lambda s: s.start_connection(speaker={"name": "Ann", "email": "a@x.y"}),
    ),
    (
        {"speaker": {"userId": "u"}},
        lambda s: s.start_connection(speaker={"user_id": "u", "email": "a@x.y", "name": None}),
    ),
    ({"speaker": {"userId": "u"}}, lambda s: s.start_connection(CREDENTIALS, {"userId": "u"})),
    ({"insightTypes": ["question"]}, lambda s: s.start_connection(insight_type="question")),
    ({"insightTypes": ["question"]}, lambda s: s.start_connection(insight_types="question", insight_type="question")),
    ({"insightTypes": ["question"]}, lambda s: s.start_connection(insight_types=("question",))),
    ({"insightTypes": ["question"]}, lambda s: s.start_connection(insight_types={"question"})),
    ({"insightTypes": ["new_kind"]}, lambda s: s.start_connection(insightType=["new_kind"])),
    (
        {"config": {**CONFIG, "confidenceThreshold": 0.1, "languageCode": "es-ES"}},
        lambda s: s.start_connection(config={"confidenceThreshold": 0.1, "languageCode": "es-ES"}),
    ),
    (
        {"config": {**CONFIG, "speechRecognition": {"encoding": "LINEAR16", "sampleRateHertz": 16000}}},
        lambda s: s.start_connection(config={"speechRecognition": {"sampleRateHertz": 16000}}),
    ),
    (
        {"config": {**CONFIG, "speechRecognition": {"encoding": "MULAW", "sampleRateHertz": 8000}}},
        lambda s: s.start_connection(config={"encoding": "mulaw"}),
    ),
    (
        {"config": {**CONFIG, "speechRecognition": {"encoding": "OPUS", "sampleRateHertz": 24000}}},
        lambda s: s.start_connection(config={"encoding": "Opus", "sampleRateHertz": 24000}),
    ),
    (
        {"config": {**CONFIG, "speechRecognition": {"encoding": "FLAC", "sampleRateHertz": 16000}}},
        lambda s: s.start_connection(config={"speech_recognition": {"encoding": "FLAC", "sample_rate_hertz": 16000}}),
    ),
    ({"config": {**CONFIG, "sentiment": True}}, lambda s: s.start_connection(config={"sentiment": True})),
    ({"config": {**CONFIG, "languageCode": "ja-JP"}}, lambda s: s.start_connection(languages=["ja-JP", "en-US"])),
    ({"config": {**CONFIG, "languageCode": "ja-JP"}}, lambda s: s.start_connection(languages="ja-JP")),
    ({"config": {**CONFIG, "languageCode": "ja-JP"}}, lambda s: s.start_connection(languages=[{"code": "ja-JP"}])),
    ({}, lambda s: s.start_connection(languages=[])),
    (
        {"config": {**CONFIG, "languageCode": "fr-FR"}},
        lambda s: s.start_connection(languages=["ja-JP"], config={"languageCode": "fr-FR"}),
    ),
    ({"config": {**CONFIG, "timezoneOffset": INDIA}}, lambda s: s.start_connection(timezone="Asia/Kolkata")),
    (
        {"config": {**CONFIG, "timezoneOffset": -480}},
        lambda s: s.start_connection(timezone="Asia/Kolkata", config={"timezoneOffset": -480}),
    ),
    (
        {"trackers": [{"name": "N", "vocabulary": ["a b"]}]},
        lambda s: s.start_connection(trackers=[{"name": "N", "vocabulary": ["a b"]}]),
    ),
    (
        {"customVocabulary": ["Symbl"], "meetingTitle": "Stand-up", "disconnectOnStopRequestTimeout": 5},
        lambda s: s.start_connection(
            custom_vocabulary=["Symbl"], meeting_title="Stand-up", disconnect_on_stop_request_timeout=5
        ),
    ),
    (
        {"customVocabulary": ["Symbl"], "meetingTitle": "Stand-up", "disconnectOnStopRequestTimeout": 5},
        lambda s: s.start_connection(
            customVocabulary=["Symbl"], meetingTitle="Stand-up", disconnectOnStopRequestTimeout=5
        ),
    ),
    ({"disconnectOnStopRequest": True}, lambda s: s.start_connection(disconnect_on_stop_request=True)),
    (
        {"config": {**CONFIG, "trackers": {"enableAllTrackers": True, "interimResults": True}}},
        lambda s: s.start_connection(enable_all_trackers=True, config={"trackers": {"interimResults": True}}),
    ),
    ({"noConnectionTimeout": 7}, lambda s: s.start_connection(no_connection_timeout=7)),
    ({"noConnectionTimeout": 9}, lambda s: s.start_connection(reconnect_timeout=9)),
    ({"noConnectionTimeout": 60}, lambda s: s.start_connection(reconnectTimeout=9, noConnectionTimeout=60)),
    (
        {},
        lambda s: s.start_connection(
            when_full="drop", buffer_seconds=2, start_timeout=20, stop_timeout=20, ping_interval=5
        ),
    ),
]


@both
@pytest.mark.parametrize(("sent", "form"), FORMS)
def test_forms(kind: str, sent: dict[str, Any], form: Form, server: StreamServer) -> None:
    async def steps(client: Any) -> Any:
        connection = await done(form(client.streaming))
        await done(connection.close())
        return connection

    connection = drive(kind, server.base_url, steps)
    assert isinstance(connection, StreamingConnection if kind == "sync" else AsyncStreamingConnection)
    assert json.loads(server.last.texts[0]) == {"type": "start_request", "config": CONFIG, **sent}
    assert connection.conversation_id == connection.conversationId == "5180676375576576"
    assert server.last.path == f"/v1/streaming/{connection.connection_id}"
    assert connection.connectionId == connection.connection_id
    assert len(connection.connection_id) == 36


WRONG: list[tuple[type[Exception], str, Form]] = [
    (TypeError, "config", lambda s: s.start_connection(config="x")),
    (TypeError, "config", lambda s: s.start_connection(config=[1])),
    (TypeError, "configs", lambda s: s.start_connection(configs={})),
    (TypeError, "unheard_of", lambda s: s.start_connection(unheard_of=1)),
    (TypeError, "insight_types", lambda s: s.start_connection(insight_types=5)),
    (TypeError, "insight_types", lambda s: s.start_connection(insight_types=["question", 5])),
    (TypeError, "insight_types", lambda s: s.start_connection(insight_types=["question"], insight_type=["topic"])),
    (TypeError, "speaker", lambda s: s.start_connection(speaker="Ann")),
    (TypeError, "name", lambda s: s.start_connection(speaker={"name": 5})),
    (TypeError, "trackers", lambda s: s.start_connection(trackers={"name": "x"})),
    (TypeError, r"trackers\[1\]", lambda s: s.start_connection(trackers=[{"name": "x"}, "y"])),
    (ValueError, r"trackers\[0\]: name", lambda s: s.start_connection(trackers=[{"vocabulary": []}])),
    (TypeError, "vocabulary", lambda s: s.start_connection(trackers=[{"name": "x", "vocabulary": [1]}])),
    (TypeError, "languages", lambda s: s.start_connection(languages=5)),
    (TypeError, "languages", lambda s: s.start_connection(languages=[5])),
    (ValueError, "languages", lambda s: s.start_connection(languages=[{}])),
    (TypeError, "timezone", lambda s: s.start_connection(timezone=480)),
    (ValueError, "Nowhere/City", lambda s: s.start_connection(timezone="Nowhere/City")),
    (ValueError, "timezone", lambda s: s.start_connection(timezone="../etc/passwd")),
    (ValueError, "confidenceThreshold", lambda s: s.start_connection(config={"confidenceThreshold": 1.5})),
    (TypeError, "confidenceThreshold", lambda s: s.start_connection(config={"confidenceThreshold": "high"})),
    (TypeError, "languageCode", lambda s: s.start_connection(config={"languageCode": 5})),
    (TypeError, "speechRecognition", lambda s: s.start_connection(config={"speechRecognition": "LINEAR16"})),
    (ValueError, "SPEEX", lambda s: s.start_connection(config={"encoding": "SPEEX"})),
    (TypeError, "encoding", lambda s: s.start_connection(config={"encoding": 16})),
    (ValueError, "sampleRateHertz", lambda s: s.start_connection(config={"sampleRateHertz": 4000})),
    (ValueError, "8000", lambda s: s.start_connection(config={"encoding": "MULAW", "sampleRateHertz": 16000})),
    (ValueError, "FLAC", lambda s: s.start_connection(config={"encoding": "FLAC", "sampleRateHertz": 8000})),
    (TypeError, "sampleRateHertz", lambda s: s.start_connection(config={"sampleRateHertz": "16000"})),
    (
        TypeError,
        "sampleRateHertz",
        lambda s: s.start_connection(config={"sampleRateHertz": 8000, "speechRecognition": {"sampleRateHertz": 16000}}),
    ),
    (TypeError, "custom_vocabulary", lambda s: s.start_connection(custom_vocabulary=5)),
    (TypeError, "meeting_title", lambda s: s.start_connection(meeting_title=5)),
    (TypeError, "meetingTitle", lambda s: s.start_connection(meeting_title="a", meetingTitle="b")),
    (TypeError, "connection_id", lambda s: s.start_connection(connection_id=5)),
    (ValueError, "connection_id", lambda s: s.start_connection(connection_id="")),
    (ValueError, "connection_id", lambda s: s.start_connection(connection_id="..")),
    (ValueError, "connection_id", lambda s: s.start_connection(connection_id="a b")),
    (ValueError, "connection_id", lambda s: s.start_connection(connection_id="x" * 129)),
    (ValueError, "connection_id", lambda s: s.start_connection(connection_id="a\r\nX: y")),
    (TypeError, "disconnect_on_stop_request", lambda s: s.start_connection(disconnect_on_stop_request="no")),
    (TypeError, "enable_all_trackers", lambda s: s.start_connection(enable_all_trackers=1)),
    (ValueError, "no_connection_timeout", lambda s: s.start_connection(no_connection_timeout=3600)),
    (TypeError, "no_connection_timeout", lambda s: s.start_connection(no_connection_timeout=True)),
    (ValueError, "reconnect_timeout", lambda s: s.start_connection(reconnect_timeout=-1)),
    (ValueError, "FLAC", lambda s: s.start_connection(reconnect_timeout=9, config={"encoding": "FLAC"})),
    (ValueError, "when_full", lambda s: s.start_connection(when_full="grow")),
    (ValueError, "buffer_seconds", lambda s: s.start_connection(buffer_seconds=0)),
    (ValueError, "stop_timeout", lambda s: s.start_connection(stop_timeout=0)),
    (ValueError, "app_secret", lambda s: s.start_connection(credentials={"app_id": "x"})),
    (TypeError, "credentials", lambda s: s.start_connection(credentials="x")),
    (ValueError, "app_id", lambda s: s.start_connection({})),
]


@both
@pytest.mark.parametrize(("error", "named", "form"), WRONG)
def test_wrong_forms(kind: str, error: type[Exception], named: str, form: Form, server: StreamServer) -> None:
    async def steps(client: Any) -> None:
        await done(form(client.streaming))

    with pytest.raises(error, match=named):
        drive(kind, server.base_url, steps)
    assert server.handshakes == 0


def test_what_the_caller_gave_is_left_alone() -> None:
    config = {"speechRecognition": {"encoding": "MULAW"}, "sampleRateHertz": 8000, "trackers": {"interimResults": True}}
    speaker = {"name": "Ann", "email": "a@x.y"}
    before = json.dumps([config, speaker])
    stream_request(speaker, None, config, None, None, None, {"enable_all_trackers": True})
    assert json.dumps([config, speaker]) == before


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("https://api.symbl.ai", "wss://api.symbl.ai/v1/streaming/id"),
        ("http://127.0.0.1:8080", "ws://127.0.0.1:8080/v1/streaming/id"),
        ("https://proxy.example:444/symbl", "wss://proxy.example:444/symbl/v1/streaming/id"),
    ],
)
def test_addresses(base: str, address: str) -> None:
    assert stream_url(base, "id") == address


@pytest.mark.parametrize("given", ["YW5uQHgueQ==", "-leading", "a/b", "0" * 128, "x.y~z_=+"])
def test_ids_of_ones_own(given: str, server: StreamServer) -> None:
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        connection = client.streaming.start_connection(connection_id=given)
        connection.close()
    assert connection.connection_id == given
    assert server.last.path == "/v1/streaming/" + given.replace("/", "%2F")


def test_the_token_is_sent_in_a_header_and_seen_nowhere(server: StreamServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    with symbl.Symbl(access_token="token-1", base_url=server.base_url) as client:
        mine = client.streaming.start_connection()
        other = client.streaming.start_connection({"access_token": "token-2"})
        logged = [record.getMessage() for record in caplog.records if not record.name.startswith("websockets.")]
        text = repr(mine) + str(other) + " ".join(logged)
        mine.stop()
        other.stop()
    assert server.tokens == ["token-1", "token-2"]
    assert "token-" not in text + "".join(heard.path for heard in server.heard)
    assert mine.connection_id in repr(mine)
    assert "5180676375576576" in repr(mine)


def public(cls: type) -> dict[str, str]:
    members = {name: member for name, member in inspect.getmembers(cls) if not name.startswith("_")}
    return {
        name: str(inspect.signature(member)).replace("Async", "") if callable(member) else "property"
        for name, member in members.items()
    }


def test_parity() -> None:
    sync, other = public(StreamingConnection), public(AsyncStreamingConnection)
    assert sync == other
    assert {"subscribe", "send_audio", "send_audio_from_mic", "stop", "conversation", "stream_file"} <= set(sync)
    for name in sync:
        assert inspect.getdoc(getattr(StreamingConnection, name))
        assert inspect.getdoc(getattr(AsyncStreamingConnection, name))


def test_the_default_client(server: StreamServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYMBL_ACCESS_TOKEN", "token-1")
    monkeypatch.setenv("SYMBL_BASE_URL", server.base_url)
    connection = symbl.Streaming.start_connection()
    assert isinstance(connection, symbl.StreamingConnection)
    assert symbl.Conversations.get_conversation_id() == connection.conversation.get_conversation_id()
    assert connection.conversation.get_job_id() is None
    assert connection.stop() is connection
