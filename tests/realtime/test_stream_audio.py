"""What is sent as audio: its pieces, and what happens when nobody takes it."""

from __future__ import annotations

import array
import asyncio
import struct
import threading
from typing import Any

import pytest
from driving_streams import both, done, drive, until
from hypothesis import given
from hypothesis import strategies as st
from streams import StreamServer, eventually

from symbl import StreamingError
from symbl.realtime._audio import FRAME, Cutter, Format, as_bytes

SAMPLES = [0, 1, -1, 32767, -32768, 258]
LINEAR = struct.pack("<6h", *SAMPLES)


@both
@pytest.mark.parametrize(
    "data",
    [
        LINEAR,
        bytearray(LINEAR),
        memoryview(LINEAR),
        memoryview(LINEAR * 2)[::1][:12],
        array.array("h", SAMPLES),
        LINEAR * 4000,
    ],
)
def test_audio_of_any_kind(kind: str, data: Any, server: StreamServer) -> None:
    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        await done(connection.send_audio(data))
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert server.last.audio == memoryview(data).tobytes()
    assert all(0 < len(frame) <= FRAME and len(frame) % 2 == 0 for frame in server.last.frames)


@both
@pytest.mark.parametrize("data", [None, "audio", 5, [1, 2], array.array("f", [0.5]), array.array("i", [1])])
def test_what_is_no_audio(kind: str, data: Any, server: StreamServer) -> None:
    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        with pytest.raises(TypeError, match="audio must be"):
            await done(connection.send_audio(data))
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert server.last.frames == []


@given(
    st.lists(st.binary(max_size=30_000), max_size=6),
    st.sampled_from(
        [Format("LINEAR16", 8000), Format("LINEAR16", 44100), Format("MULAW", 8000), Format("FLAC", 16000)]
    ),
    st.none() | st.floats(0.01, 0.3),
)
def test_cutting(parts: list[bytes], audio: Format, longest: float | None) -> None:
    cutter = Cutter(audio, longest)
    pieces = [piece for part in parts for piece in cutter.cut(part)]
    whole = b"".join(parts)
    assert b"".join(pieces) == whole[: len(whole) - len(whole) % audio.width]
    for piece in pieces:
        assert 0 < len(piece) <= FRAME
        assert len(piece) % audio.width == 0
        assert longest is None or audio.seconds(len(piece)) <= longest + 1 / audio.rate


def test_a_packet_of_opus_stays_whole() -> None:
    cutter = Cutter(Format("OPUS", 48000))
    assert cutter.cut(b"x" * 333) == [b"x" * 333]
    assert cutter.cut(b"") == []
    with pytest.raises(ValueError, match="OPUS"):
        cutter.cut(b"x" * (FRAME + 1))
    assert Format("OPUS", 48000).seconds(333) == 0.02
    assert as_bytes(b"") == b""


# ------------------------------------------------------------------------------------------------- flow control


class Clogged:
    """A server that reads nothing for a while, on a connection whose buffers are small."""

    def __init__(self, server: StreamServer) -> None:
        self.go_on = threading.Event()
        self.seen = False
        server.on_audio = self.hold

    def hold(self, heard: Any, data: bytes) -> None:
        self.seen = True
        assert self.go_on.wait(30)


SECOND = b"\1" * 88200


@both
def test_audio_that_nobody_takes_is_bounded_and_then_blocks(kind: str, server: StreamServer) -> None:
    clogged = Clogged(server)
    sent: list[int] = []

    async def steps(client: Any) -> Any:
        connection = await done(client.streaming.start_connection(buffer_seconds=2.0))
        if kind == "async":
            speaking = asyncio.create_task(speak(connection))
            await until(kind, lambda: stuck(connection))
        else:
            thread = threading.Thread(
                target=lambda: [connection.send_audio(SECOND) or sent.append(1) for _ in range(300)]
            )
            thread.start()
            eventually(lambda: stuck(connection))
        count = len(sent)
        assert connection._session.outbox.held <= 2.0
        assert count < 300
        await until(kind, lambda: len(sent) == count)
        clogged.go_on.set()
        await speaking if kind == "async" else eventually(lambda: len(sent) == 300)
        if kind == "sync":
            eventually(lambda: not thread.is_alive())
        await done(connection.stop())
        assert connection.dropped_seconds == 0

    async def speak(connection: Any) -> None:
        for _ in range(300):
            await connection.send_audio(SECOND)
            sent.append(1)

    def stuck(connection: Any) -> bool:
        return clogged.seen and connection._session.outbox.held > 1.5

    drive(kind, server.base_url, steps)
    assert server.last.audio == SECOND * 300


@both
def test_audio_that_nobody_takes_is_dropped_by_choice(kind: str, server: StreamServer) -> None:
    clogged = Clogged(server)
    told: list[dict[str, Any]] = []

    async def steps(client: Any) -> float:
        connection = await done(client.streaming.start_connection(buffer_seconds=1.0, when_full="drop"))
        connection.subscribe({"audio_dropped": told.append})
        for _ in range(300):
            await done(connection.send_audio(SECOND))
        assert connection._session.outbox.held <= 1.0
        clogged.go_on.set()
        await until(kind, lambda: connection._session.outbox.held == 0)
        await done(connection.send_audio(SECOND))
        await done(connection.stop())
        return connection.dropped_seconds

    dropped = drive(kind, server.base_url, steps)
    assert dropped > 100
    assert len(server.last.audio) / 88200 + dropped == pytest.approx(301)
    assert sum(event["seconds"] for event in told) == pytest.approx(dropped, abs=0.01 * len(told))
    assert told[-1]["totalSeconds"] == pytest.approx(dropped, abs=0.001)


@both
def test_a_sender_that_waits_hears_of_the_end(kind: str, server: StreamServer) -> None:
    clogged = Clogged(server)

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(buffer_seconds=0.5))
        threading.Thread(target=lambda: (eventually(lambda: full(connection)), connection._link.close())).start()

        async def speak() -> None:
            for _ in range(300):
                await done(connection.send_audio(SECOND))

        with pytest.raises(StreamingError, match="closed"):
            await speak()

    def full(connection: Any) -> bool:
        return connection._session.outbox.held > 0.3

    drive(kind, server.base_url, steps)
    clogged.go_on.set()
