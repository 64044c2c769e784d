"""Events in order and none lost, callbacks that fail, stopping, and starting again."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import logging
import socket
import threading
import time
from typing import Any

import pytest
from driving_streams import both, done, drive, entered, events_of, until
from streams import Heard, StreamServer, eventually, lifecycle, message
from websockets.datastructures import Headers
from websockets.http11 import Response

import symbl
from symbl import StreamingError
from symbl.realtime import _ending, _inbox
from symbl.realtime.events import text_of


def live(text: str, final: bool = False) -> dict[str, Any]:
    return lifecycle("recognition_result", isFinal=final, punctuated={"transcript": text})


def said(events: list[dict[str, Any]]) -> list[str]:
    return [message["payload"]["content"] for event in events for message in event["messages"]]


@both
def test_events_before_subscribe_are_delivered_in_order(kind: str, server: StreamServer) -> None:
    server.on_start = lambda heard: (heard.start(), heard.say(message("1"), live("x"), message("2")))
    server.finals = [message("3")]
    seen: list[Any] = []

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        await until(kind, lambda: len(connection._inbox._kept) == 6)
        server.last.say(message("2.5"))
        await until(kind, lambda: len(connection._inbox._kept) == 7)
        connection.subscribe({"message_response": seen.append, "message": seen.append})
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert [event["message"]["type"] if event["type"] == "message" else said([event])[0] for event in seen] == [
        *("conversation_created", "started_listening", "recognition_started"),
        *("1", "recognition_result", "2", "2.5", "3", "conversation_completed", "recognition_stopped"),
    ]


@both
def test_a_second_subscribe_adds_and_replaces(kind: str, server: StreamServer) -> None:
    topic = {"type": "topic_response", "topics": [{"phrases": "plan"}]}
    first: list[Any] = []
    second: list[Any] = []
    topics: list[Any] = []

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        connection.subscribe({"message_response": first.append, "never_heard_of": first.append})
        server.last.say(message("1"), topic)
        await until(kind, lambda: first)
        connection.subscribe({"message_response": second.append, "topic_response": topics.append})
        server.last.say(message("2"))
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert (said(first), said(second), topics) == (["1"], ["2"], [topic])


@both
def test_subscribing_after_the_end(kind: str, server: StreamServer) -> None:
    server.finals = [message("1"), message("2")]
    seen: list[Any] = []

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        assert await done(connection.stop()) is connection
        assert connection.state == "closed"
        connection.subscribe({"message_response": seen.append})
        await until(kind, lambda: len(seen) == 2)

    drive(kind, server.base_url, steps)
    assert said(seen) == ["1", "2"]


@both
@pytest.mark.parametrize(
    ("error", "given"),
    [
        (TypeError, None),
        (TypeError, [("message", print)]),
        (ValueError, {}),
        (TypeError, {"message": "print"}),
        (TypeError, {5: print}),
    ],
)
def test_wrong_subscriptions(kind: str, error: type[Exception], given: Any, server: StreamServer) -> None:
    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        with pytest.raises(error):
            connection.subscribe(given)
        with pytest.raises(TypeError, match="on_error"):
            connection.on_error("print")
        await done(connection.stop())

    drive(kind, server.base_url, steps)


@both
def test_iterating(kind: str, server: StreamServer) -> None:
    server.on_audio = lambda heard, data: heard.say(message(str(len(data))))
    topic = {"type": "topic_response", "topics": []}
    server.finals = [topic, message("end")]
    taken: list[Any] = []

    async def steps(client: Any) -> list[Any]:
        connection = await done(client.streaming.start_connection())
        connection.subscribe({"topic_response": taken.append})
        await done(connection.send_audio(b"\0\0"))
        events: list[Any] = []
        async for event in events_of(connection):
            events.append(event)
            if event["type"] == "message_response" and said([event]) == ["2"]:
                await done(connection.stop())
        return events

    events = drive(kind, server.base_url, steps)
    assert said([event for event in events if event["type"] == "message_response"]) == ["2", "end"]
    assert events[-1] == lifecycle("recognition_stopped")
    assert taken == [topic]


@both
def test_the_context_manager_leaves_after_the_final_results(kind: str, server: StreamServer) -> None:
    def slowly(heard: Heard) -> None:
        time.sleep(0.2)
        heard.stop()

    server.on_stop = slowly
    server.finals = [message("last")]
    seen: list[Any] = []

    async def steps(client: Any) -> None:
        async with entered(await done(client.streaming.start_connection())) as connection:
            connection.subscribe({"message_response": seen.append})
            await done(connection.send_audio(b"\0" * 100))
        assert said(seen) == ["last"]
        assert connection.state == "closed"

    drive(kind, server.base_url, steps)
    assert server.last.order == ["start_request", "audio", "stop_request"]


@both
def test_an_exception_leaves_the_context_soon(kind: str, server: StreamServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symbl.realtime.connection.QUICK", 0.05)
    server.on_stop = lambda heard: None  # never answers

    async def steps(client: Any) -> None:
        async with entered(await done(client.streaming.start_connection())):
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        drive(kind, server.base_url, steps)
    eventually(lambda: server.last.order == ["start_request", "stop_request"])


def test_every_message_is_json(server: StreamServer) -> None:
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        connection = client.streaming.start_connection()
        connection.modify_request(sample_rate_hertz=16000)
        connection.stop()
    assert server.last.messages[1:] == [
        {"type": "modify_request", "speechRecognition": {"encoding": "LINEAR16", "sampleRateHertz": 16000}},
        {"type": "stop_request"},
    ]
    assert server.last.texts[-1] == '{"type":"stop_request"}'


@both
def test_stopping_twice_is_stopping_once(kind: str, server: StreamServer) -> None:
    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        assert await done(connection.stop()) is await done(connection.stop())
        with pytest.raises(StreamingError, match="closed"):
            await done(connection.send_audio(b"\0\0"))
        with pytest.raises(StreamingError, match="started again"):
            await done(connection.start())
        await done(connection.close())

    drive(kind, server.base_url, steps)
    assert server.last.order == ["start_request", "stop_request"]


@both
def test_stopping_in_a_callback(kind: str, server: StreamServer) -> None:
    server.finals = [message("last")]
    seen: list[Any] = []

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())

        def stop(event: Any) -> Any:
            seen.append(event)
            return connection.stop()

        connection.subscribe({"message_response": stop})
        server.last.say(message("first"))
        async for event in events_of(connection):
            assert event["type"] == "message"
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert said(seen) == ["first", "last"]
    assert server.last.order == ["start_request", "stop_request"]


@both
def test_audio_after_a_stop_is_an_error(kind: str, server: StreamServer) -> None:
    server.on_stop = lambda heard: time.sleep(0.05) or heard.stop()  # type: ignore[func-returns-value]

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        failed: list[Exception] = []

        async def late(event: Any) -> None:
            try:
                await done(connection.send_audio(b"\0\0"))
            except StreamingError as error:
                failed.append(error)

        def late_sync(event: Any) -> None:
            late(event).send(None)

        connection.subscribe({"message_response": late if kind == "async" else late_sync})
        await done(connection.stop())
        with pytest.raises(StreamingError):
            await done(connection.send_audio(b"\0\0"))

    drive(kind, server.base_url, steps)
    assert server.last.frames == []


# ------------------------------------------------------------------------------------------ callbacks that raise


@both
def test_an_exception_in_a_callback_is_logged_and_raised_at_the_end(
    kind: str, server: StreamServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.finals = [message("1"), message("2"), message("3")]
    seen: list[Any] = []

    def fails(event: Any) -> None:
        seen.append(event)
        if said([event]) != ["3"]:
            raise ZeroDivisionError("mine")

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        connection.subscribe({"message_response": fails})
        with pytest.raises(StreamingError, match="message_response raised ZeroDivisionError: mine") as caught:
            await done(connection.stop())
        assert isinstance(caught.value.__cause__, ZeroDivisionError)
        assert len(caught.value.__notes__) == 1
        await done(connection.stop())  # told once

    drive(kind, server.base_url, steps)
    assert said(seen) == ["1", "2", "3"]
    assert [record.levelno for record in caplog.records if "callback" in record.message] == [logging.ERROR] * 2


@both
@pytest.mark.parametrize("how", ["subscribe", "on_error", "iterate"])
def test_an_exception_that_is_handled_is_not_raised(kind: str, how: str, server: StreamServer) -> None:
    server.finals = [message("1")]
    told: list[Any] = []

    async def fails(event: Any) -> None:
        raise ZeroDivisionError("mine")

    def fails_sync(event: Any) -> None:
        raise ZeroDivisionError("mine")

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        connection.subscribe({"message_response": fails if kind == "async" else fails_sync})
        if how == "subscribe":
            connection.subscribe({"error": told.append})
        elif how == "on_error":
            assert connection.on_error(told.append) is connection
        else:
            server.last.say(message("0"))
            server.finals = []
            async for event in events_of(connection):
                if event["type"] == "error":
                    told.append(event)
                    break
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    [event] = told
    if how == "on_error":
        assert isinstance(event, StreamingError)
        assert isinstance(event.__cause__, ZeroDivisionError)
    else:
        assert event["code"] == "callback_failed"
        assert "ZeroDivisionError: mine" in event["message"]
        json.dumps(event)


@both
def test_an_error_callback_that_raises_is_raised_at_the_end(kind: str, server: StreamServer) -> None:
    def fails(event: Any) -> None:
        raise KeyError("in the error callback")

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        connection.subscribe({"error": fails})
        server.last.say({"type": "error", "details": "d", "message": "m"})
        with pytest.raises(StreamingError, match="error raised KeyError"):
            await done(connection.stop())

    drive(kind, server.base_url, steps)


def test_a_callback_that_exits_ends_nothing_else(server: StreamServer) -> None:
    server.finals = [message("1"), message("2")]
    seen: list[Any] = []

    def leaves(event: Any) -> None:
        seen.append(event)
        raise SystemExit(3)

    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        connection = client.streaming.start_connection()
        connection.subscribe({"message_response": leaves})
        with pytest.raises(StreamingError, match="SystemExit"):
            connection.stop()
    assert said(seen) == ["1", "2"]


def test_a_slow_callback_holds_up_neither_audio_nor_pongs(server: StreamServer) -> None:
    held = threading.Event()
    server.on_audio = lambda heard, data: heard.say(message(str(data[0])))
    seen: list[Any] = []

    def slow(event: Any) -> None:
        seen.append(event)
        assert held.wait(30)

    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        connection = client.streaming.start_connection(reconnect_timeout=1)
        connection.subscribe({"message_response": slow})
        for number in range(50):
            connection.send_audio(bytes([number]) * 4410)
        eventually(lambda: len(server.last.audio) == 50 * 4410)  # so pongs were read
        assert len(seen) == 1
        held.set()
        connection.stop()
    assert [int(text) for text in said(seen)] == list(range(50))


def test_coroutine_callbacks_follow_each_other(server: StreamServer) -> None:
    server.finals = [message(str(number)) for number in range(20)]
    seen: list[str] = []

    async def slow(event: Any) -> None:
        seen.append("begin")
        await asyncio.sleep(0.001)
        seen.append("end")

    async def steps(client: Any) -> None:
        connection = await client.streaming.start_connection()
        connection.subscribe({"message_response": slow})
        await connection.stop()

    drive("async", server.base_url, steps)
    assert seen == ["begin", "end"] * 20


# --------------------------------------------------------------------------------------------------- shapes


@both
def test_errors_of_the_server_in_every_shape(kind: str, server: StreamServer) -> None:
    server.finals = [
        {"type": "error", "details": "bad rate", "message": "m1", "code": "unsupported_encoding"},
        lifecycle("error", details="wrapped", message={"message": "inside"}),
        "no json",
        "[1]",
        "__PONG__",
        {"type": "new_kind", "x": 1},
        {"no_type": True},
    ]
    told: list[Any] = []
    exceptions: list[Exception] = []
    new: list[Any] = []

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        connection.subscribe({"error": told.append, "new_kind": new.append})
        connection.on_error(exceptions.append)
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert [event["type"] for event in told] == ["error"] * 4
    assert told[1]["details"] == "wrapped"
    assert [str(error) for error in exceptions][:2] == ["m1: bad rate (unsupported_encoding)", "inside: wrapped"]
    assert told[2]["code"] == told[3]["code"] == "invalid_message"
    assert new == [{"type": "new_kind", "x": 1}]


def test_live_text_under_its_other_name(server: StreamServer) -> None:
    whole = live("Hello.", True)
    whole["message"]["user"] = {"name": "Ann"}
    raw = {"raw": {"alternatives": [{"transcript": "only raw"}]}}
    server.finals = [live("Hel"), whole, lifecycle("recognition_result", payload=raw)]
    seen: list[Any] = []
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        connection = client.streaming.start_connection()
        connection.subscribe({"transcript_response": seen.append})
        connection.stop()
    assert [(event["payload"]["content"], event["isFinal"]) for event in seen] == [
        ("Hel", False),
        ("Hello.", True),
        ("only raw", False),
    ]
    assert seen[1]["user"] == {"name": "Ann"}
    assert {event["type"] for event in seen} == {"transcript_response"}
    for odd in ({}, {"message": 5}, {"payload": {"raw": {"alternatives": [5]}}}, {"punctuated": {"transcript": None}}):
        assert text_of(odd) == ""


def test_nobody_reads(server: StreamServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(_inbox, "MOST_KEPT", 50)
    final = [message(str(number)) for number in range(40)]
    server.finals = [event for one in final for event in (live("a"), live("b"), live("c", True), one)]
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        connection = client.streaming.start_connection()
        connection.stop()
        kept = list(connection)
    assert [event for event in kept if event["type"] == "message_response"] == final
    assert sum(event["type"] == "message" and event["message"].get("isFinal") is True for event in kept) == 40
    assert len(kept) < 160
    assert "nobody reads" in caplog.text


# ---------------------------------------------------------------------------------------------- the start


def refusal(status: int, body: Any) -> Response:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Response(status, "Refused", Headers({"Content-Length": str(len(content)), "X-Request-Id": "r1"}), content)


@both
@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, symbl.BadRequestError),
        (401, symbl.AuthenticationError),
        (403, symbl.PermissionDeniedError),
        (404, symbl.NotFoundError),
        (429, symbl.RateLimitError),
    ],
)
def test_a_refused_handshake_is_not_repeated(
    kind: str, status: int, error: type[symbl.APIError], server: StreamServer
) -> None:
    server.refuse = lambda connection, request: refusal(status, {"message": f"no, {request.headers['x-api-key']}"})

    async def steps(client: Any) -> None:
        try:
            await done(client.streaming.start_connection())
        finally:  # nothing is left that the end of the client would have to wait for
            eventually(lambda: not _ending._open)

    with pytest.raises(error, match=r"no, \*\*\*") as caught:
        drive(kind, server.base_url, steps)
    assert caught.value.status == status
    assert caught.value.request_id == "r1"
    assert server.handshakes == 1


@both
def test_a_server_that_fails_is_asked_three_times(kind: str, server: StreamServer, no_pauses: None) -> None:
    server.refuse = lambda connection, request: refusal(503, b"<html>") if server.handshakes < 3 else None

    async def steps(client: Any) -> str:
        connection = await done(client.streaming.start_connection())
        await done(connection.stop())
        server.handshakes = -10
        with pytest.raises(symbl.ServerError):
            await done(client.streaming.start_connection())
        return str(connection.conversation_id)

    assert drive(kind, server.base_url, steps) == "5180676375576576"
    assert server.handshakes == -7


@both
def test_nobody_is_there(kind: str, no_pauses: None) -> None:
    async def steps(client: Any) -> None:
        await done(client.streaming.start_connection())

    with pytest.raises(symbl.ConnectionFailed, match=r"ws://127\.0\.0\.1:9/v1/streaming/"):
        drive(kind, "http://127.0.0.1:9", steps)


@both
def test_a_redirect_is_not_followed_with_the_token(kind: str, server: StreamServer) -> None:
    headers = Headers({"Location": "ws://127.0.0.1:9/", "Content-Length": "0"})
    server.refuse = lambda connection, request: Response(302, "Found", headers, b"")

    async def steps(client: Any) -> None:
        await done(client.streaming.start_connection())

    with pytest.raises(StreamingError, match="no WebSocket handshake"):
        drive(kind, server.base_url, steps)
    assert server.handshakes == 1


@both
def test_a_stream_that_is_refused(kind: str, server: StreamServer) -> None:
    server.on_start = lambda heard: heard.say(
        {"type": "error", "details": "unknown insight type 'x'", "message": "bad"}
    )

    async def steps(client: Any) -> None:
        await done(client.streaming.start_connection(insight_types=["x"]))

    with pytest.raises(StreamingError, match="unknown insight type 'x'"):
        drive(kind, server.base_url, steps)


@both
def test_a_stream_that_is_cut_off_at_once(kind: str, server: StreamServer) -> None:
    server.on_start = lambda heard: heard.socket.close(1008, "no room")

    async def steps(client: Any) -> None:
        await done(client.streaming.start_connection())

    with pytest.raises(StreamingError, match="1008: no room"):
        drive(kind, server.base_url, steps)


@both
def test_a_server_that_never_starts(kind: str, server: StreamServer) -> None:
    server.on_start = lambda heard: None

    async def steps(client: Any) -> None:
        await done(client.streaming.start_connection(start_timeout=0.2))

    with pytest.raises(StreamingError, match=r"0\.2 s"):
        drive(kind, server.base_url, steps)


@both
@pytest.mark.parametrize("order", [[0], [1, 0], [2], [1]])
def test_the_order_of_the_first_messages_does_not_matter(kind: str, order: list[int], server: StreamServer) -> None:
    data = {"conversationId": 77}
    first = [lifecycle("conversation_created", data=data), lifecycle("started_listening")]
    first.append(lifecycle("recognition_started", data=data))
    server.on_start = lambda heard: heard.say(*(first[number] for number in order))

    async def steps(client: Any) -> Any:
        connection = await done(client.streaming.start_connection(start_timeout=0.3))
        await done(connection.send_audio(b"\0\0"))
        if connection.conversation_id is None:
            with pytest.raises(symbl.NoConversationError):
                connection.conversation  # noqa: B018
        await done(connection.stop())
        return connection.conversation_id

    assert drive(kind, server.base_url, steps) == (None if order == [1] else "77")
    assert server.last.audio == b"\0\0"


# ---------------------------------------------------------------------------------------------- stopping


@both
def test_a_server_that_never_answers_the_stop(kind: str, server: StreamServer) -> None:
    server.on_stop = lambda heard: None

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(stop_timeout=0.1))
        with pytest.raises(StreamingError, match="no final results"):
            await done(connection.stop())
        assert connection.state == "closed"

    drive(kind, server.base_url, steps)


@both
def test_a_lost_connection_is_told(kind: str, server: StreamServer) -> None:
    server.on_audio = lambda heard, data: heard.sever()

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        await done(connection.send_audio(b"\0\0"))
        events: list[Any] = []

        async def read() -> None:
            async for event in events_of(connection):
                events.append(event)  # noqa: PERF401, what came before the error counts

        with pytest.raises(StreamingError, match="lost"):
            await read()
        assert events[-1]["code"] == "connection_lost"
        with pytest.raises(StreamingError):
            await done(connection.send_audio(b"\0\0"))
        assert await done(connection.stop()) is connection  # it was told
        unheard = await done(client.streaming.start_connection())
        await done(unheard.send_audio(b"\0\0"))
        await until(kind, lambda: unheard.state == "closed")
        with pytest.raises(StreamingError, match="lost"):
            await done(unheard.stop())

    drive(kind, server.base_url, steps)


@both
def test_a_server_that_ends_in_good_order(kind: str, server: StreamServer) -> None:
    server.on_audio = lambda heard, data: (
        heard.say(message("1"), lifecycle("conversation_completed")),
        heard.socket.close(),
    )

    async def steps(client: Any) -> list[Any]:
        connection = await done(client.streaming.start_connection())
        await done(connection.send_audio(b"\0\0"))
        events = [event async for event in events_of(connection)]
        assert await done(connection.stop()) is connection
        return events

    assert drive(kind, server.base_url, steps)[-1] == lifecycle("conversation_completed")


@both
def test_starting_again_on_one_connection(kind: str, server: StreamServer) -> None:
    server.finals = [message("x")]
    seen: list[Any] = []

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(disconnect_on_stop_request=False))
        connection.subscribe({"message_response": seen.append})
        for count in range(1, 4):
            await done(connection.send_audio(bytes([count]) * 10))
            await done(connection.stop())
            assert (connection.state, len(seen)) == ("stopped", count)
            with pytest.raises(StreamingError, match="stopped"):
                await done(connection.send_audio(b"\0\0"))
            if count < 3:
                await done(connection.start())
        await done(connection.close())
        assert connection.state == "closed"

    drive(kind, server.base_url, steps)
    assert len(server.heard) == 1
    assert server.last.order == ["start_request", "audio", "stop_request"] * 3
    assert server.last.messages[0] == server.last.messages[2]


@both
def test_modify_request(kind: str, server: StreamServer) -> None:
    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(start_timeout=0.3))
        await done(connection.send_audio(b"\1" * 4))
        await done(connection.modify_request(encoding="mulaw", sample_rate_hertz=8000))
        await done(connection.send_audio(b"\2" * 3))
        await done(connection.modify_request({"encoding": "LINEAR16", "sampleRateHertz": 48000}))
        for wrong in ({"encoding": "MP3"}, {"sample_rate_hertz": 5}, {}):
            with pytest.raises(ValueError, match=r"encoding|sampleRate"):
                await done(connection.modify_request(**wrong))
        server.on_other = lambda heard: None
        with pytest.raises(StreamingError, match="no answer to modify_request"):
            await done(connection.modify_request(sample_rate_hertz=16000))
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert server.last.order[:5] == ["start_request", "audio", "modify_request", "audio", "modify_request"]
    assert server.last.frames == [b"\1" * 4, b"\2" * 3]


def test_several_speakers_on_one_id(server: StreamServer) -> None:
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        speakers = [
            client.streaming.start_connection(connection_id="room", speaker={"name": name}) for name in ("Ann", "Ben")
        ]
        assert speakers[0].conversation_id == speakers[1].conversation_id
        for speaker in speakers:
            speaker.stop()
    assert [heard.path for heard in server.heard] == ["/v1/streaming/room"] * 2
    assert [heard.messages[0]["speaker"]["name"] for heard in server.heard] == ["Ann", "Ben"]


@both
def test_closing_the_client_ends_its_streams(kind: str, server: StreamServer) -> None:
    async def steps(client: Any) -> Any:
        return await done(client.streaming.start_connection())

    connection = drive(kind, server.base_url, steps)
    assert connection.state == "closed"
    assert server.last.order == ["start_request", "stop_request"]


def test_a_silent_server_is_asked_and_then_given_up(server: StreamServer) -> None:
    pongs: list[bytes] = []
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        connection = client.streaming.start_connection(ping_interval=0.1)
        protocol = server.last.socket.protocol
        receive = protocol.recv_frame
        protocol.recv_frame = lambda frame: (pongs.append(frame.data), receive(frame))[1]  # type: ignore[method-assign]
        eventually(lambda: len([data for data in pongs if data == b"alive?"]) >= 3)
        assert connection.state == "started"
        protocol.recv_frame = lambda frame: None  # type: ignore[method-assign]
        with pytest.raises(StreamingError, match="nothing was heard"):
            list(connection)


def test_what_comes_with_the_handshake_is_read_at_once() -> None:
    """A server may speak before it is spoken to, in the same packet as its answer to the handshake."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        request = b""
        while not request.endswith(b"\r\n\r\n"):
            request += connection.recv(4096)
        key = next(line.split(b": ")[1] for line in request.split(b"\r\n") if line.startswith(b"Sec-WebSocket-Key"))
        accept = base64.b64encode(hashlib.sha1(key + b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest())
        text = json.dumps(lifecycle("conversation_created", data={"conversationId": "9"})).encode()
        answer = b"HTTP/1.1 101 S\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept
        connection.sendall(answer + b"\r\n\r\n" + bytes([0x81, len(text)]) + text)
        while connection.recv(4096):
            pass
        connection.close()

    thread = threading.Thread(target=serve)
    thread.start()
    base_url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with symbl.Symbl(access_token="t", base_url=base_url) as client:
        connection = client.streaming.start_connection()
        assert connection.conversation_id == "9"
        connection.close()
    thread.join()
    listener.close()
