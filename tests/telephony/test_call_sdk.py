"""`symbl.Telephony` and the connection of a call, against a real server whose calls are answered by recordings."""

from __future__ import annotations

import asyncio
import inspect
import os
import re
import signal
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from calling import LONG, NUMBER

import symbl
import symbl_local

HELLO = "sip:8002@sip.example.com"
SENT = ["I'll send the offer by Friday.", "Who has the slides?"]


def texts(events: list[dict[str, Any]]) -> list[str]:
    return [message["payload"]["content"] for event in events for message in event["messages"]]


def test_subscribing_blocks_until_the_call_is_over(client: symbl.Symbl) -> None:
    live: list[str] = []
    heard: list[dict[str, Any]] = []
    connection = client.telephony.start_pstn(NUMBER, data={"session": {"name": "Weekly"}})
    assert isinstance(connection, symbl.Connection)
    connection.subscribe(
        {"transcript_response": lambda event: live.append(str(event)), "message_response": heard.append}
    )
    assert texts(heard) == SENT
    assert len(live) == 4
    assert connection.state == "closed"
    assert [message.text for message in connection.conversation.get_messages().messages] == SENT
    assert client.conversations.get_conversation_id() == connection.conversation_id
    assert connection.conversation.get_conversation().name == "Weekly"
    assert connection.stop() is connection
    assert connection.stop() is connection
    assert not [thread for thread in threading.enumerate() if connection.connection_id in thread.name]


def test_what_came_before_subscribing_is_not_lost(client: symbl.Symbl) -> None:
    connection = client.telephony.start_pstn(NUMBER)
    while connection.state != "closed":
        threading.Event().wait(0.01)
    heard: list[dict[str, Any]] = []
    connection.subscribe({"message_response": heard.append})
    assert texts(heard) == SENT


def test_stopping_ends_the_call(client: symbl.Symbl, telephones: symbl_local.LocalServer) -> None:
    actions = [{"invokeOn": "stop", "name": "sendSummaryEmail", "parameters": {"emails": ["bob@example.com"]}}]
    connection = client.telephony.start_pstn(LONG, actions=actions)
    enough = threading.Event()
    heard: list[dict[str, Any]] = []

    def note(event: dict[str, Any]) -> None:
        heard.append(event)
        enough.set()

    connection.subscribe({"message_response": note}, wait=False)
    assert enough.wait(30)
    assert connection.summary_info == []
    connection.stop()
    assert connection.state == "closed"
    assert [one.user.user_id for one in connection.summaryInfo] == ["bob@example.com"]
    assert connection.summary_info[0].url.startswith(telephones.base_url)
    # All that was told arrived before `stop` returned.
    assert texts(heard) == [message.text for message in connection.conversation.get_messages().messages]


def test_stopping_in_a_callback_lets_subscribe_return(client: symbl.Symbl) -> None:
    connection = client.telephony.start_pstn(LONG)
    connection.subscribe({"message_response": lambda event: connection.stop()})
    assert connection.state == "closed"
    assert connection.summary_info == []


def test_stopping_by_the_id_updates_the_connection(client: symbl.Symbl) -> None:
    connection = client.telephony.start_pstn(LONG)
    ends = {"invokeOn": "stop", "name": "sendSummaryEmail", "parameters": {"emails": ["ann@example.com"]}}
    stopped = client.telephony.stop(connectionId=connection.connectionId, actions=[ends])
    assert stopped is connection
    assert stopped.summary_info[0].user.user_id == "ann@example.com"
    connection.stop()
    with pytest.raises(symbl.NotFoundError):
        client.telephony.stop(connection.connection_id)


def test_stopping_a_call_of_another_object(client: symbl.Symbl) -> None:
    connection = client.telephony.start_pstn(LONG)
    other = client.with_options(timeout=20)
    stopped = other.telephony.stop(connection.connection_id)
    assert stopped.conversation_id == connection.conversation_id
    assert stopped.state == "closed"
    stopped.stop()
    stopped.subscribe({"message_response": print})
    connection.stop()


def test_a_connection_is_a_context_manager(client: symbl.Symbl) -> None:
    with client.telephony.start_sip(HELLO) as connection:
        connection.subscribe({"message_response": lambda event: None})
    with pytest.raises(KeyError), client.telephony.start_pstn(LONG) as connection:
        raise KeyError
    with pytest.raises(symbl.NotFoundError):
        client.telephony.stop(connection.connection_id)  # it was ended


def test_events_can_be_iterated_over(client: symbl.Symbl) -> None:
    with client.telephony.start_sip(HELLO) as connection:
        kinds = [event["type"] for event in connection]
    assert kinds[0] == "message"
    assert "message_response" in kinds


def test_what_is_known_of_a_call(client: symbl.Symbl, telephones: symbl_local.LocalServer) -> None:
    connection = client.telephony.start_pstn(LONG)
    assert connection.connectionId == connection.connection_id
    assert connection.conversationId == connection.conversation_id
    assert connection.eventUrl == connection.event_url == f"{telephones.base_url}/v1/event/{connection.connection_id}"
    assert connection.resultWebSocketUrl == connection.result_web_socket_url
    assert connection.result_web_socket_url.endswith(f"/events/{connection.connection_id}")
    assert str(connection.conversation_id) in str(connection)
    for call in (lambda: connection.send_audio(b"\0\0"), lambda: connection.send_audio_from_mic(), connection.start):
        with pytest.raises(symbl.StreamingError, match="phone call"):
            call()
    connection.stop()


def test_speakers_are_pushed(client: symbl.Symbl) -> None:
    connection = client.telephony.start_pstn(LONG)
    now = datetime.now(UTC)
    connection.push_speaker_event("started_speaking", {"userId": "ann@example.com", "name": "Ann"}, timestamp=now)
    names: list[str] = []

    def note(event: dict[str, Any]) -> None:
        names.extend(message["from"].get("name") for message in event["messages"])
        if len(names) == 2:
            connection.push_speaker_event("stopped_speaking", {"email": "ann@example.com"})
            connection.stop()

    connection.subscribe({"message_response": note})
    assert names[:2] == ["Ann", "Ann"]
    with pytest.raises(symbl.NotFoundError):
        connection.push_speaker_event("started_speaking", {"userId": "ann@example.com"})
    for bad in ({}, {"name": "Ann"}, {"userId": ""}, {"userId": 7}):
        with pytest.raises((ValueError, TypeError), match="user"):
            connection.push_speaker_event("started_speaking", bad)


def test_a_call_that_fails_is_told(client: symbl.Symbl) -> None:
    told: list[Any] = []
    connection = client.telephony.start_pstn("15551230002")
    connection.subscribe({"error": told.append})
    assert told[0]["code"] == "call_failed"
    with pytest.raises(symbl.StreamingError, match="cannot be played"):
        client.telephony.start_pstn("15551230002").subscribe({"message_response": print})


def test_a_callback_that_fails_stops_nothing(client: symbl.Symbl) -> None:
    heard: list[Any] = []
    connection = client.telephony.start_pstn(NUMBER)
    with pytest.raises(symbl.StreamingError, match="message_response raised ZeroDivisionError"):
        connection.subscribe(
            {"message_response": lambda event: 1 / 0, "topic_response": print, "transcript_response": heard.append}
        )
    assert len(heard) == 4


@pytest.mark.parametrize("events", [None, {}, {"message_response": 1}, [print]])
def test_subscriptions_that_cannot_be(client: symbl.Symbl, events: Any) -> None:
    with client.telephony.start_sip(HELLO) as connection, pytest.raises((TypeError, ValueError)):
        connection.subscribe(events)


def test_ctrl_c_ends_the_call(client: symbl.Symbl) -> None:
    connection = client.telephony.start_pstn(LONG)
    connection.subscribe({"message_response": lambda event: os.kill(os.getpid(), signal.SIGINT)})
    with pytest.raises(symbl.NotFoundError):
        client.telephony.stop(connection.connection_id)


def test_a_refused_call(client: symbl.Symbl) -> None:
    with pytest.raises(symbl.BadRequestError, match=r"endpoint\.phoneNumber: no recording"):
        client.telephony.start_pstn("15559999999")
    with pytest.raises(symbl.BadRequestError, match="--allow-hosts"):
        client.telephony.start_sip("sip:somebody@elsewhere.example")


ACTION = {"invokeOn": "stop", "name": "sendSummaryEmail", "parameters": {"emails": ["a@example.com"]}}
SESSION = {"session": {"name": "Mine"}}


@pytest.mark.parametrize(
    ("arguments", "keywords"),
    [
        ((NUMBER,), {}),
        ((), {"phone_number": NUMBER, "dtmf": ",,#,,#", "actions": [ACTION]}),
        ((), {"phoneNumber": "1-555-123-0000"}),
        ((NUMBER, None, [ACTION], SESSION), {}),
        ((NUMBER, None, {}, SESSION), {}),
        ((NUMBER, None, None, [ACTION], SESSION, ["en-US"], "Asia/Tokyo"), {}),
        ((NUMBER,), {"actions": {}, "data": {}, "languages": [], "timezone": None}),
        ((NUMBER,), {"actions": ACTION, "languages": [{"code": "fr-FR"}]}),
        ((NUMBER,), {"insight_types": ["question"], "pushSpeakerEvents": True, "intents": [{"intent": "interested"}]}),
    ],
)
def test_forms_of_start_pstn(client: symbl.Symbl, arguments: Any, keywords: Any) -> None:
    connection = client.telephony.start_pstn(*arguments, **keywords)
    connection.stop()
    if SESSION in (*arguments, keywords.get("data")):
        assert connection.conversation.get_conversation().name == "Mine"


@pytest.mark.parametrize(
    ("arguments", "keywords"),
    [
        ((HELLO,), {}),
        ((), {"uri": HELLO, "audio_config": {"sampleRate": 16000, "encoding": "PCMU", "sampleSize": "16"}}),
        ((), {"uri": HELLO, "audioConfig": {"sample_rate": 8000}, "dtmf": "1"}),
        ((HELLO, {}, [ACTION], SESSION), {}),
    ],
)
def test_forms_of_start_sip(client: symbl.Symbl, arguments: Any, keywords: Any) -> None:
    client.telephony.start_sip(*arguments, **keywords).stop()


def test_credentials_of_a_call(client: symbl.Symbl) -> None:
    other = {"app_id": "another", "app_secret": "secret"}
    connection = client.telephony.start_pstn(NUMBER, None, other)
    connection.subscribe({"message_response": lambda event: None})
    assert len(connection.conversation.get_messages().messages) == 2
    with pytest.raises(symbl.NotFoundError):
        client.conversations.get_messages(str(connection.conversation_id))
    with pytest.raises(symbl.NotFoundError):
        client.telephony.stop(connection.connection_id)
    assert client.telephony.stop(connection.connection_id, credentials=other) is connection


@pytest.mark.parametrize(
    ("call", "arguments", "keywords", "error", "message"),
    [
        ("start_pstn", (), {}, ValueError, "phone_number is required"),
        ("start_pstn", ("",), {}, ValueError, "phone_number is required"),
        ("start_pstn", (15551230000,), {}, TypeError, "phone_number must be a str"),
        ("start_pstn", ("call me",), {}, ValueError, "phone_number must be digits"),
        ("start_pstn", (NUMBER, 12), {}, TypeError, "dtmf must be a str"),
        ("start_pstn", (NUMBER,), {"languages": "en-US"}, TypeError, "languages must be a list"),
        ("start_pstn", (NUMBER,), {"timezone": 2}, TypeError, "timezone must be a str"),
        ("start_pstn", (NUMBER,), {"actions": "mail"}, TypeError, "actions must be a list"),
        ("start_pstn", (NUMBER,), {"actions": ["mail"]}, TypeError, r"actions\[0\] must be a dict"),
        ("start_pstn", (NUMBER,), {"actions": [{"name": "x"}]}, ValueError, r"actions\[0\]: invokeOn is required"),
        ("start_pstn", (NUMBER,), {"actions": [{"invokeOn": "stop"}]}, ValueError, r"actions\[0\]: name is required"),
        ("start_pstn", (NUMBER,), {"actions": [ACTION | {"parameters": 1}]}, TypeError, r"^actions\[0\]\.parameters: "),
        ("start_pstn", (NUMBER,), {"data": []}, TypeError, "data must be a dict"),
        ("start_pstn", (NUMBER,), {"mood": "good"}, TypeError, "unexpected keyword argument 'mood'"),
        ("start_pstn", (NUMBER,), {"phoneNumber": "1"}, TypeError, "phone_number"),
        ("start_pstn", (NUMBER, None, [ACTION], [ACTION], SESSION), {}, TypeError, "credentials must be a dict"),
        ("start_sip", (), {}, ValueError, "uri is required"),
        ("start_sip", ("8002",), {}, ValueError, "uri must be a SIP address"),
        ("start_sip", (HELLO, "PCMU"), {}, TypeError, "audio_config must be a dict"),
        ("start_sip", (HELLO, {"sampleRate": "fast"}), {}, TypeError, "sampleRate: expected"),
        ("stop", (), {}, ValueError, "connection_id is required"),
        ("stop", (None,), {}, ValueError, "connection_id is required"),
        ("stop", (7,), {}, TypeError, "^connectionId: expected"),
    ],
)
def test_mistakes_raise_before_any_request(
    call: str, arguments: Any, keywords: Any, error: type[Exception], message: str
) -> None:
    with symbl.Symbl("id", "secret", base_url="http://127.0.0.1:1") as nowhere, pytest.raises(error, match=message):
        getattr(nowhere.telephony, call)(*arguments, **keywords)


def test_asyncio_has_the_same(client: symbl.Symbl, telephones: symbl_local.LocalServer) -> None:
    for name in ("start_pstn", "start_sip", "stop"):
        ours, theirs = (
            inspect.signature(getattr(kind, name))
            for kind in (symbl.AsyncSymbl, symbl.Symbl)
            for kind in [kind("a", "b").telephony]
        )
        assert list(ours.parameters) == list(theirs.parameters)

    async def run() -> None:
        async with symbl.AsyncSymbl("async", "secret", base_url=telephones.base_url) as other:
            connection = await other.telephony.start_pstn(NUMBER)
            assert isinstance(connection, symbl.AsyncConnection)
            await connection.push_speaker_event("started_speaking", {"userId": "ann@example.com", "name": "Ann"})
            heard: list[Any] = []

            async def note(event: Any) -> None:
                heard.append(event)

            await connection.subscribe({"message_response": note})
            assert texts(heard) == SENT
            assert (await connection.stop()) is connection
            assert connection.summary_info[0].user.name == "Ann"

            async with await other.telephony.start_pstn(LONG) as connection:
                await connection.subscribe({"message_response": heard.append}, wait=False)
                async for event in connection:
                    assert event["type"] != "message_response"
                    break
            assert (await other.telephony.start_sip(HELLO)).state == "started"

    asyncio.run(run())


def test_the_default_client(
    client: symbl.Symbl, telephones: symbl_local.LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**telephones.env, "SYMBL_APP_ID": "default", "SYMBL_APP_SECRET": "s"}.items():
        monkeypatch.setenv(name, value)
    connection = symbl.Telephony.start_pstn(phone_number=NUMBER)
    connection.subscribe({"message_response": lambda event: None})
    stopped = symbl.Telephony.stop(connection.connectionId)
    assert stopped.conversationId == connection.conversation_id


SEED = Path(__file__).parents[3] / "shared" / "seeds" / "003_b533b601234eea9c.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the documentation's samples are not at hand")
def test_the_documented_sample(
    client: symbl.Symbl,
    telephones: symbl_local.LocalServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its events, unmodified, on a call: its page has no program that makes one."""
    page = SEED.read_text("utf-8")
    sample = re.search(r"^events = \{'message_response': lambda message.*?\}\n", page, re.DOTALL | re.MULTILINE)
    assert sample
    names: dict[str, Any] = {}
    exec(sample[0], names)
    connection = client.telephony.start_pstn(phoneNumber=NUMBER)
    connection.subscribe(names["events"])
    printed = capsys.readouterr().out
    assert "printing the transcription" in printed
    assert "printing the insight response" in printed
    assert SENT[0] in printed
