"""From audio to text: worker processes, their deaths, their backlog, and the default recognizer."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import pytest
from live_support import Caller, Socket
from test_live_decoding import opus

import symbl_local
from symbl_local.config import Settings
from symbl_local.engine.speech import Partial, Utterance
from symbl_local.realtime.clock import Clock
from symbl_local.realtime.hub import Ending, Listener
from symbl_local.realtime.live import Live
from symbl_local.realtime.recognition import Hearing, Recognition
from symbl_local.realtime.requests import AudioFormat, RequestError, Speaker, StartOptions
from symbl_local.store import Store
from symbl_local.times import from_ms
from symbl_local.workers import Workers

CALL = Path(__file__).parents[2] / "examples/call.flac"


@pytest.fixture
def name() -> str:
    return str(uuid.uuid4())


def speech(rate: int, length: float = 12.0) -> bytes:
    """The beginning of a recording, as samples."""
    with av.open(str(CALL)) as container:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
        frames = [out for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    pcm = b"".join(bytes(memoryview(frame.planes[0])[: 2 * frame.samples]) for frame in frames)
    return pcm[: round(length * rate) * 2]


# ----------------------------------------------------------------------------------- the default recognizer


@pytest.fixture(scope="module")
def sphinx() -> Iterator[Caller]:
    with symbl_local.serve() as server:
        caller = Caller(server)
        yield caller
        caller.close()


def stream(socket: Socket, encoding: str, rate: int, chunks: list[bytes], **members: Any) -> str:
    audio = {"encoding": encoding, "sampleRateHertz": rate}
    conversation_id = socket.start(config={"speechRecognition": audio}, **members)
    sending = threading.Thread(target=lambda: [socket.raw.send(chunk) for chunk in chunks])
    sending.start()
    sending.join()
    socket.stop()
    return conversation_id


def pieces(data: bytes, size: int = 8192) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def test_somebody_speaks(sphinx: Caller, name: str) -> None:
    with sphinx.stream(name) as socket:
        conversation_id = stream(
            socket, "LINEAR16", 44100, pieces(speech(44100, 10.0)), insightTypes=["question"], speaker={"name": "Ann"}
        )
    results = socket.of("recognition_result")
    finals = [one["punctuated"]["transcript"] for one in results if one["isFinal"]]
    assert any("monthly report" in text for text in finals)
    assert any("new budget" in text for text in finals)
    assert len(results) > 4 * len(finals)
    assert not results[0]["isFinal"]
    assert [text for one in finals for text in one.split()] == " ".join(sphinx.texts(conversation_id)).split()
    word = next(one for one in results if one["isFinal"])["payload"]["raw"]["alternatives"][0]["words"][0]
    assert word["startTime"]["seconds"] == "0"
    assert any("budget" in one["text"] for told in socket.of("insight_response") for one in told["insights"])


@pytest.mark.parametrize("encoding", ["FLAC", "OPUS", "MULAW"])
def test_every_encoding_is_understood(sphinx: Caller, name: str, encoding: str) -> None:
    if encoding == "FLAC":
        rate, chunks = 16_000, pieces(CALL.read_bytes()[:90_000])
    elif encoding == "OPUS":
        rate, chunks = 48_000, opus(speech(48_000, 5.0))
    else:
        encoder: Any = av.CodecContext.create("pcm_mulaw", "w")
        encoder.sample_rate, encoder.layout, encoder.format = 8_000, "mono", "s16"
        rate, chunks = 8_000, []
        for pcm in pieces(speech(8_000, 5.0), 3200):
            frame = av.AudioFrame(format="s16", layout="mono", samples=len(pcm) // 2)
            frame.planes[0].update(pcm)
            frame.sample_rate = 8_000
            chunks += [bytes(packet) for packet in encoder.encode(frame)]
    with sphinx.stream(name) as socket:
        conversation_id = stream(socket, encoding, rate, chunks)
    assert socket.of("error") == []
    said = " ".join(sphinx.texts(conversation_id))
    assert "monthly report" in said or (encoding == "MULAW" and len(said) > 20)  # telephone audio is beyond it


def test_another_microphone_in_the_middle(sphinx: Caller, name: str) -> None:
    with sphinx.stream(name) as socket:
        conversation_id = socket.start()
        for chunk in pieces(speech(16_000)[: 16_000 * 2 * 4]):
            socket.raw.send(chunk)
        speech_ = {"encoding": "LINEAR16", "sampleRateHertz": 44100}
        socket.send({"type": "modify_request", "speechRecognition": speech_})
        assert socket.until("session_modified")["data"] == speech_
        for chunk in pieces(speech(44_100, 10.0)[44_100 * 2 * 4 :]):
            socket.raw.send(chunk)
        socket.stop()
    said = " ".join(sphinx.texts(conversation_id))
    assert "monthly report" in said
    assert "new budget" in said


# ------------------------------------------------------------------------------------------------ trouble


def test_a_recognizer_that_dies_is_replaced(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket, caller.stream(f"{name}-2") as other, caller.stream(f"{name}-3") as third:
        conversation_id = socket.start()
        others = [other.start(), third.start()]  # of which one shares the process
        socket.say("Before.")
        socket.until("message_response")
        socket.say("!die")
        assert socket.until("error")["code"] == "recognizer_failed"
        for one in (socket, other, third):
            one.say("After.")
            one.stop()
    assert caller.texts(conversation_id) == ["Before.", "After."]
    assert [caller.texts(one) for one in others] == [["After."], ["After."]]
    starts = [one["timeOffset"] for one in caller.read(conversation_id, "/messages")["messages"]]
    assert starts == sorted(starts)


def test_a_recognizer_that_always_fails_is_given_up(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        conversation_id = socket.start()
        socket.say("Before.")
        for _ in range(3):
            socket.say("!fail")
            assert "told to fail" in socket.until("error")["details"]
        for _ in range(20):
            socket.say("Nobody listens.")
        assert socket.until("error")["details"] == "the recognizer failed 3 times in a row: it is given up"
        socket.stop()
    assert len(socket.of("error")) == 4
    assert caller.texts(conversation_id) == ["Before."]


def test_broken_audio_is_told_and_the_stream_goes_on(caller: Caller, name: str) -> None:
    with caller.stream(name) as socket:
        socket.start(config={"speechRecognition": {"encoding": "FLAC", "sampleRateHertz": 16000}})
        socket.raw.send(b"this is no FLAC")
        error = socket.until("error")
        assert error["code"] == "invalid_audio"
        assert error["details"] == "FLAC: this is not the beginning of a stream"
        socket.send({"type": "modify_request", "speechRecognition": {"encoding": "LINEAR16"}})
        socket.until("session_modified")
        socket.say("Better.")
        socket.until("message_response")
        socket.stop()


def test_a_fast_sender_waits_and_loses_nothing() -> None:
    """Much more audio than may wait, while the recognizer is busy."""
    with symbl_local.serve(recognizer="live_recognizers:Counting", speech_workers=1) as server:
        caller = Caller(server)
        with caller.stream("fast") as socket:
            socket.start()
            frame = bytes(64_000)
            for _ in range(300):
                socket.raw.send(frame)
            socket.stop()
        said = [one["payload"]["content"] for told in socket.of("message_response") for one in told["messages"]]
        assert said == [f"second {n}." for n in range(1, 601)] + ["9600000 samples."]
        caller.close()


class _Heard(Hearing):
    def __init__(self) -> None:
        self.texts: list[str] = []
        self.troubles: list[str] = []
        self.details: list[str] = []

    def heard(self, result: Partial | Utterance) -> None:
        self.texts.append(result.text)

    def trouble(self, code: str, details: str) -> None:
        self.troubles.append(code)
        self.details.append(details)


def test_the_backlog_is_bounded() -> None:
    async def run() -> None:
        recognition = Recognition("live_recognizers:Dictated", {}, 1)
        heard = _Heard()
        ear = await recognition.open(heard, AudioFormat())
        await ear.feed(b"!slow 1\n")
        fed = 0
        async with asyncio.timeout(20):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.5):
                    while True:
                        await ear.feed(bytes(64_000))
                        fed += 64_000
            assert fed < 2**21 + 128_000
            await ear.feed(b"Done.\n")
            await ear.finish()
        assert heard.texts == ["Done."]
        await recognition.close()
        with pytest.raises(RequestError, match="stopping"):
            await recognition.open(heard, AudioFormat())

    asyncio.run(run())


def test_a_recognizer_that_cannot_be_loaded() -> None:
    async def run() -> None:
        recognition = Recognition("live_recognizers:Nothing", {}, 1)
        with pytest.raises(RequestError) as caught:
            await recognition.open(_Heard(), AudioFormat())
        assert caught.value.code == "recognizer_failed"
        await recognition.close()

    asyncio.run(run())


def test_nobody_waits_for_a_model_that_takes_long_to_load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said meanwhile is heard when it is loaded."""
    monkeypatch.setattr("symbl_local.realtime.recognition._PATIENCE", 0.1)

    async def run() -> None:
        recognition = Recognition("live_recognizers:Late", {"when": str(tmp_path / "loaded")}, 2)
        heard = [_Heard(), _Heard(), _Heard()]
        ears = [await recognition.open(one, AudioFormat()) for one in heard]
        for ear in ears:
            await ear.feed(b"Early.\n")
        assert not any(one.texts for one in heard)
        tmp_path.joinpath("loaded").touch()
        async with asyncio.timeout(30):
            for ear in ears:
                await ear.finish()
        assert [one.texts for one in heard] == [["Early."]] * 3
        with pytest.raises(RequestError, match="does not know tlh"):
            await recognition.open(_Heard(), AudioFormat(), language="tlh")
        await recognition.close()

    asyncio.run(run())


def test_a_model_that_cannot_be_loaded_after_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symbl_local.realtime.recognition._PATIENCE", 0.1)

    async def run() -> None:
        recognition = Recognition("live_recognizers:Late", {"when": str(tmp_path / "loaded")}, 1)
        heard = _Heard()
        ear = await recognition.open(heard, AudioFormat())
        await ear.feed(b"Early.\n")
        tmp_path.joinpath("loaded").write_text("no such model")
        async with asyncio.timeout(30):
            await ear.finish()
        assert heard.troubles == ["recognizer_failed"]
        assert heard.details == ["no such model"]
        monkeypatch.setattr("symbl_local.realtime.recognition._PATIENCE", 30.0)
        with pytest.raises(RequestError, match="no such model"):
            await recognition.open(_Heard(), AudioFormat())
        await recognition.close()

    asyncio.run(run())


# ----------------------------------------------------------------------------------------- without a socket


def test_a_conversation_that_is_fed_by_something_else() -> None:
    """As calls use it: one stream, several speakers by the time they speak, live text as transcripts."""

    async def run() -> None:
        store = Store(None)
        live = Live(Settings(recognizer="live_recognizers:Dictated", speech_workers=1), store, Workers("text", 60))
        completed: list[str] = []
        live.on_completed.append(lambda conversation: completed.append(conversation.id))
        options = StartOptions(audio=AudioFormat("LINEAR16", 16_000), insight_types=frozenset({"question"}))
        conversation = await live.open("me", "call", options, transcripts=True)
        assert live.find("me", "call") is conversation
        assert live.find("you", "call") is None
        listener = conversation.subscribe()
        stream = await conversation.add_speaker(options)
        stream.change_speaker(Speaker("Ann", "ann@example.com"), stream.started)
        await stream.feed(b"~Who\nWho is there?\n")
        await stream.stop()
        await stream.leave()
        told: list[Any] = []
        while not isinstance(item := await listener.next(), Ending):
            told.append(json.loads(item))
        assert item == Ending(1000, "")
        kinds = [one["type"] for one in told]
        assert kinds[:3] == ["message", "transcript_response", "transcript_response"]
        assert kinds[-1] == "message"
        interim, final = told[1], told[2]
        assert (interim["isFinal"], interim["payload"]["content"]) == (False, "Who")
        assert (final["isFinal"], final["payload"]["content"]) == (True, "Who is there?")
        assert final["from"]["name"] == "Ann"
        assert [one["insights"][0]["from"]["name"] for one in told if one["type"] == "insight_response"] == ["Ann"]
        await live.close()
        assert completed == [conversation.id]
        with pytest.raises(RequestError):
            await live.open("me", "call", options)
        store.close()

    asyncio.run(run())


def test_the_clock_of_a_stream() -> None:
    clock = Clock(from_ms(1_000))
    clock.arrived(0.0, from_ms(1_100))
    assert clock.at(0.5) == from_ms(1_500)  # a little late is on time
    clock.arrived(1.0, from_ms(1_500))  # faster than real time
    assert clock.at(2.0) == from_ms(3_000)
    clock.arrived(3.0, from_ms(60_000))  # the microphone was off
    assert clock.at(2.9) == from_ms(3_900)
    assert clock.at(4.0) == from_ms(61_000)


def test_a_listener_that_does_not_listen() -> None:
    async def run() -> None:
        listener = Listener(2)
        for number in range(3):
            listener.put(str(number))
        listener.put("never")
        assert listener.ended
        assert await listener.next() == Ending(1008, "too slow: 2 messages were waiting")

    asyncio.run(run())
