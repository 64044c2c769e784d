"""Connections that break: found again, with every byte of audio and little of it twice."""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from driving_streams import both, done, drive, events_of, until
from hypothesis import given, settings
from hypothesis import strategies as st
from streams import CONVERSATION, CuttingProxy, Heard, StreamServer, eventually, lifecycle, message, random_cuts
from websockets.datastructures import Headers
from websockets.http11 import Response

import symbl
from symbl import StreamingError
from symbl.realtime._audio import Format
from symbl.realtime._outbox import OVERLAP, Item, Outbox

RATE = 16000
BYTES = 2 * RATE  # a second
CONFIG = {"sampleRateHertz": RATE}


def numbered(samples: int) -> bytes:
    """Audio of which every sample tells where it belongs, within two seconds."""
    return b"".join((number % 65536).to_bytes(2, "little") for number in range(samples))


def check_heard(server: StreamServer, whole: bytes) -> list[float]:
    """Every byte came at least once; gives the seconds that each socket repeated of the one before."""
    covered, overlaps = 0, []
    for heard in server.heard:
        frames = heard.socket.arrived
        if not frames:
            continue
        offsets = positions_after(frames, covered)
        assert offsets[0] <= covered, f"{(offsets[0] - covered) / BYTES} s are missing"
        if covered:
            overlaps.append((covered - offsets[0]) / BYTES)
        for offset, frame in zip(offsets, frames, strict=True):
            assert whole[offset : offset + len(frame)] == frame
            assert offset <= covered
            covered = max(covered, offset + len(frame))
    assert covered == len(whole)
    return overlaps


def positions_after(pieces: list[bytes], covered: int) -> list[int]:
    near = covered // 2
    first = int.from_bytes(pieces[0][:2], "little")
    at = near + ((first - near + 32768) % 65536) - 32768
    return [2 * at + offset for offset in itertools.accumulate([0, *map(len, pieces[:-1])])]


@both
@pytest.mark.parametrize("seed", range(6))
def test_every_byte_comes_through_a_line_that_is_cut(
    kind: str, seed: int, server: StreamServer, no_pauses: None
) -> None:
    whole = numbered(30 * RATE)
    server.finals = [message("end")]
    told: list[dict[str, Any]] = []
    finals: list[Any] = []

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(config=CONFIG, reconnect_timeout=30))
        connection.subscribe(
            {"reconnecting": told.append, "reconnected": told.append, "message_response": finals.append}
        )
        for start in range(0, len(whole), 3000):
            await done(connection.send_audio(whole[start : start + 3000]))
        await done(connection.stop())

    with CuttingProxy(server.port, random_cuts(seed, 8, 500, 200_000)) as proxy:
        drive(kind, proxy.base_url, steps)
    overlaps = check_heard(server, whole)
    assert max(overlaps, default=0) <= OVERLAP
    assert proxy.connections > 3
    kinds = [event["type"] for event in told]
    assert kinds.count("reconnected") >= 2
    assert all(one == "reconnecting" for one in kinds[0::2])
    assert all(one == "reconnected" for one in kinds[1::2])
    assert all(event["resentSeconds"] <= OVERLAP for event in told if event["type"] == "reconnected")
    assert len(finals) == 1
    starts = [heard.messages[0] for heard in server.heard if heard.texts]
    assert all(start == starts[0] | {"resumeFrom": {}} for start in starts[1:])
    assert starts[0]["noConnectionTimeout"] == 30
    assert len({heard.path for heard in server.heard}) == 1


def test_audio_waits_while_there_is_no_connection(server: StreamServer, no_pauses: None) -> None:
    away = threading.Event()
    unavailable = Response(503, "Away", Headers({"Content-Length": "0"}), b"")
    server.refuse = lambda connection, request: unavailable if away.is_set() else None
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        options: dict[str, Any] = {"reconnect_timeout": 30, "buffer_seconds": 1.0, "when_full": "drop"}
        connection = client.streaming.start_connection(config=CONFIG, **options)
        whole = numbered(RATE // 2)
        away.set()
        server.last.sever()
        eventually(lambda: connection.state == "reconnecting")
        for start in range(0, len(whole), 1600):
            connection.send_audio(whole[start : start + 1600])
        assert connection.dropped_seconds == 0
        connection.send_audio(bytes(BYTES))
        assert 0.4 < connection.dropped_seconds <= 0.6
        away.clear()
        connection.stop()
    assert len(server.heard) == 2
    assert server.last.audio[: len(whole)] == whole


@both
def test_a_stop_while_there_is_no_connection(kind: str, server: StreamServer, no_pauses: None) -> None:
    server.on_audio = lambda heard, data: heard.sever() if len(server.heard) == 1 else None
    server.finals = [message("end")]

    async def steps(client: Any) -> list[Any]:
        connection = await done(client.streaming.start_connection(reconnect_timeout=30))
        await done(connection.send_audio(b"\0\0"))
        await done(connection.stop())
        return [event["type"] async for event in events_of(connection)]

    kinds = drive(kind, server.base_url, steps)
    assert "message_response" in kinds
    assert server.last.order[-1] == "stop_request"
    assert set(b"".join(heard.audio for heard in server.heard)) == {0}


@both
def test_a_stop_does_not_wait_long_for_a_connection(kind: str, server: StreamServer, no_pauses: None) -> None:
    away = threading.Event()
    unavailable = Response(503, "Away", Headers({"Content-Length": "0"}), b"")
    server.refuse = lambda connection, request: unavailable if away.is_set() else None

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(reconnect_timeout=1800, stop_timeout=0.3))
        away.set()
        server.last.sever()
        await until(kind, lambda: connection.state == "reconnecting")
        with pytest.raises(StreamingError, match="not reconnected within stop_timeout"):
            await done(connection.stop())

    drive(kind, server.base_url, steps)


@both
def test_a_stop_whose_answer_is_lost_is_asked_again(kind: str, server: StreamServer) -> None:
    def stop(heard: Heard) -> None:
        if len(server.heard) == 1:
            time.sleep(0.05)  # the stop is confirmed
            heard.sever()
        else:
            heard.stop()

    server.on_stop = stop

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(reconnect_timeout=30))
        await done(connection.send_audio(b"\0\0"))
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert [heard.order[-1] for heard in server.heard] == ["stop_request"] * 2


@both
@pytest.mark.parametrize("status", [400, 404, None])
def test_a_connection_that_cannot_be_got_back(kind: str, status: int | None, server: StreamServer) -> None:
    def refuse(connection: Any, request: Any) -> Response | None:
        if server.handshakes == 1:
            return None
        return Response(status or 503, "No", Headers({"Content-Length": "0"}), b"")

    server.refuse = refuse
    server.on_audio = lambda heard, data: heard.sever()

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(reconnect_timeout=30 if status else 0.3))
        await done(connection.send_audio(b"\0\0"))
        with pytest.raises(StreamingError, match="not got back"):
            await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert server.handshakes == 2 if status else server.handshakes > 1


@both
def test_a_stream_that_is_refused_after_a_break(kind: str, server: StreamServer) -> None:
    def start(heard: Heard) -> None:
        if len(server.heard) == 1:
            heard.start()
        else:
            heard.say({"type": "error", "details": "too late", "message": "gone"})

    server.on_start = start
    server.on_audio = lambda heard, data: heard.sever()

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(reconnect_timeout=30))
        await done(connection.send_audio(b"\0\0"))
        with pytest.raises(StreamingError, match="too late"):
            await done(connection.stop())

    drive(kind, server.base_url, steps)


@pytest.mark.parametrize(("code", "again"), [(1000, False), (1001, True), (1008, False), (1011, True), (4408, False)])
def test_codes_of_a_close(code: int, again: bool, server: StreamServer) -> None:
    server.on_audio = lambda heard, data: heard.socket.close(code) if len(server.heard) == 1 else None
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        connection = client.streaming.start_connection(reconnect_timeout=30)
        connection.on_error(lambda error: None)
        connection.send_audio(b"\0\0")
        eventually(lambda: len(server.heard) == 2 if again else connection.state == "closed")
        connection.stop()
    assert len(server.heard) == 1 + again


def test_another_conversation_after_a_break_is_told(server: StreamServer) -> None:
    ids = iter(["1", "2"])

    def start(heard: Heard) -> None:
        heard.say(lifecycle("conversation_created", data={"conversationId": next(ids)}))

    server.on_start = start
    server.on_audio = lambda heard, data: heard.sever() if len(server.heard) == 1 else None
    errors: list[Any] = []
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        connection = client.streaming.start_connection(reconnect_timeout=30)
        first = connection.conversation
        connection.subscribe({"error": errors.append})
        connection.send_audio(b"\0\0")
        eventually(lambda: connection.conversation_id == "2")
        connection.stop()
        assert (first.conversation_id, connection.conversation.conversation_id) == ("1", "2")
    assert [error["code"] for error in errors] == ["conversation_changed"]


@both
def test_a_change_of_rate_before_a_break(kind: str, server: StreamServer) -> None:
    """What is sent again is announced at the rate that it has."""

    def cut(heard: Heard, data: bytes) -> None:
        if len(server.heard) == 1 and data[0] == 2:
            time.sleep(0.05)  # the change is confirmed
            heard.sever()

    server.on_audio = cut

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(config=CONFIG, reconnect_timeout=30))
        await done(connection.send_audio(b"\1" * 100))
        await done(connection.modify_request(sample_rate_hertz=8000))
        eventually(lambda: len(connection._session.outbox._flying) == 0)
        await done(connection.send_audio(b"\2" * 100))
        eventually(lambda: len(server.heard) == 2)
        await done(connection.send_audio(b"\3" * 100))
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert server.last.messages[0]["config"]["speechRecognition"]["sampleRateHertz"] == 8000
    assert server.last.audio.endswith(b"\3" * 100)
    assert b"\1" not in server.last.audio


@both
def test_the_token_is_renewed(kind: str, server: StreamServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A token that is refused, at first or after a break, is replaced once."""
    made = itertools.count(1)
    refuse = Response(401, "Unauthorized", Headers({"Content-Length": "0"}), b"")
    good: list[str] = ["fresh-2"]
    server.refuse = lambda connection, request: None if request.headers["x-api-key"] in good else refuse

    def fetched(self: Any, credentials: Any, *arguments: Any) -> Any:
        self._token, self._ends = f"fresh-{next(made)}", float("inf")
        return self._token
        yield

    def get(self: Any, fetch: Callable[..., Any], timeout: Any) -> Any:
        if self._token is None:
            yield from fetched(self, None)
        return self._token

    monkeypatch.setattr("symbl._auth.Tokens.get", get)
    server.on_audio = lambda heard, data: heard.sever() if len(server.heard) == 1 else None

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(reconnect_timeout=30))
        good[:] = ["fresh-3"]
        await done(connection.send_audio(b"\0\0"))
        if kind == "async":
            while len(server.heard) < 2:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        await done(connection.stop())

    drive(kind, server.base_url, steps, access_token=None, app_id="a", app_secret="b")
    assert server.tokens == ["fresh-1", "fresh-2", "fresh-2", "fresh-3"]
    assert CONVERSATION


# ------------------------------------------------------------------------------------------------- the outbox


class Line:
    """A line with a round trip, to try the outbox on; it is cut now and then."""

    def __init__(self, round_trip: float) -> None:
        self.outbox = Outbox(10.0, reliable=True)
        self.round_trip = round_trip
        self.now = 0.0
        self.arrived: list[int] = []
        self.repeats: list[float] = []
        self._pongs: list[tuple[float, bytes]] = []
        self._serial: dict[bytes, int] = {}

    def pump(self) -> None:
        while True:
            if (asked := self.outbox.ping(lambda: self.now)) is not None:
                self._pongs.append((self.now + self.round_trip, asked))
            if (item := self.outbox.next()) is None:
                break
            self.arrived.append(int(item.payload))
        if (asked := self.outbox.ping(lambda: self.now)) is not None:
            self._pongs.append((self.now + self.round_trip, asked))

    def step(self) -> None:
        """The next pong arrives."""
        at, asked = self._pongs.pop(0)
        self.now = max(self.now, at)
        self.outbox.pong(asked, self.now)
        self.pump()

    def cut(self) -> None:
        self._pongs.clear()
        self.repeats.append(self.outbox.lost())
        self.pump()


@settings(deadline=None)
@given(
    pieces=st.lists(st.sampled_from([0.02, 0.05, 0.093, 0.1]), min_size=1, max_size=60),
    acts=st.lists(st.sampled_from(["pong", "pong", "cut", "pump"]), max_size=60),
    round_trip=st.sampled_from([0.0, 0.01, 0.1, 0.15]),
)
def test_the_outbox_loses_nothing_and_repeats_little(pieces: list[float], acts: list[str], round_trip: float) -> None:
    line = Line(round_trip)
    for number, seconds in enumerate(pieces):
        assert line.outbox.room(seconds) == (line.outbox.held + seconds <= 10.0 or line.outbox.held <= 0)
        line.outbox.add(Item(str(number).encode(), seconds))
    for act in acts:
        if act == "pong" and line._pongs:
            line.step()
        elif act == "cut":
            line.cut()
        else:
            line.pump()
    line.pump()
    while line._pongs:
        line.step()
    assert set(line.arrived) == set(range(len(pieces)))
    assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(line.arrived)), "nothing was left out"
    assert max(line.repeats, default=0) <= OVERLAP + 1e-9
    assert len(line.outbox) == 0
    assert line.outbox.held == pytest.approx(0)


def test_a_slow_line_may_have_more_on_its_way() -> None:
    line = Line(0.6)
    for number in range(300):
        line.outbox.add(Item(str(number).encode(), 0.1))
    line._pongs.append((0.6, line.outbox.ask(0.0)))
    line.pump()
    assert len(line.arrived) == 2
    while line._pongs:
        line.step()
    assert len(line.arrived) == 300
    assert line.now < 30, "faster than it is spoken"
    line.outbox.pong(b"never asked", 0.0)
    assert Format("LINEAR16", 8000).seconds(16000) == 1.0
