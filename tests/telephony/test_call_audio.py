"""The audio of calls: packets put in order, and recordings found by whom they stand for."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest
from call_recognizers import spoken
from calling import wav
from hypothesis import given
from hypothesis import strategies as st
from uas import ulaw

from symbl_local.telephony.recordings import Recordings
from symbl_local.telephony.rtp import Packet, Timeline, decode
from symbl_local.telephony.source import CallFailedError, Endpoint


def packet(number: int, timestamp: int | None = None, source: int = 1, kind: int = 0) -> Packet:
    payload = bytes([ulaw(100 + number % 50 * 600)]) * 160
    stamp = 160 * number if timestamp is None else timestamp
    return Packet(kind, number & 0xFFFF, stamp & 0xFFFFFFFF, source, payload)


def heard(packets: list[Packet]) -> tuple[bytes, int]:
    line = Timeline()
    pcm = b"".join(line.add(one) for one in packets) + line.rest()
    assert len(pcm) == 2 * line.samples
    return pcm, line.samples


@given(first=st.integers(0, 0x1FFFF), seed=st.integers(0, 1000), lost=st.sets(st.integers(1, 28), max_size=6))
def test_any_order_and_any_loss_keep_the_time(first: int, seed: int, lost: set[int]) -> None:
    """Packets up to four places late are put in order; what never comes is silence, and nothing comes twice."""
    sent = [packet(first + n) for n in range(30)]
    jitter = random.Random(seed)
    came = [(n + jitter.uniform(0, 4) * (n > 0), one) for n, one in enumerate(sent) if n not in lost]
    came += [(place + 0.1, one) for place, one in came if jitter.random() < 0.2]
    pcm, samples = heard([one for _, one in sorted(came, key=lambda pair: pair[0])])
    assert samples == 30 * 160
    for n, one in enumerate(sent):
        expected = bytes(320) if n in lost else decode(one.payload)
        assert pcm[320 * n : 320 * (n + 1)] == expected


def test_another_source_follows_on() -> None:
    pcm, samples = heard([packet(0), packet(1), packet(60_000, 7, source=2), packet(60_001, 167, source=2)])
    assert samples == 4 * 160
    assert bytes(320) not in (pcm[:320], pcm[640:960])


def test_a_clock_that_jumps_is_not_believed() -> None:
    assert heard([packet(0), packet(1, 10**9), packet(2, 10**9 + 160)])[1] == 3 * 160


def test_a_key_takes_a_number_and_no_time() -> None:
    assert heard([packet(0), packet(1, 160, kind=101), packet(2, 160)])[1] == 2 * 160


def test_silence_that_was_put_in_does_not_delay_for_ever() -> None:
    line = Timeline()
    line.add(packet(0))
    line.wait(1_600)
    assert line.add(packet(1))  # the sender's clock has stood still
    assert line.samples == 1_600 + 2 * 160


@given(st.binary(max_size=60))
def test_any_datagram_is_a_packet_or_none(data: bytes) -> None:
    found = Packet.read(data)
    assert found is None or len(found.payload) <= len(data)


def test_packets_are_read_as_they_are_written() -> None:
    made = packet(70_000)
    assert Packet.read(bytes(made)) == made
    extended = bytes([0x90 | 0x20 | 1]) + bytes(made)[1:12] + b"csrc" + b"\0\0\0\1ext!" + b"voice" + b"\0\0\3"
    found = Packet.read(extended)
    assert found is not None
    assert found.payload == b"voice"


def test_decoding_is_that_of_the_recommendation() -> None:
    assert decode(b"\xff\x7f\x00\x80") == b"\x00\x00\x00\x00\x84\x82\x7c\x7d"
    for sample in (0, 8, -8, 1_000, -1_000, 30_000, -30_000):
        value = int.from_bytes(decode(bytes([ulaw(sample)])), "little", signed=True)
        assert abs(value - sample) <= 8 + abs(sample) // 16


# ------------------------------------------------------------------------------------------------ recordings


def number(digits: str) -> Endpoint:
    return Endpoint(kind="pstn", number=digits)


def address(uri: str) -> Endpoint:
    return Endpoint(kind="sip", uri=uri)


def test_recordings_are_found_by_name(tmp_path: Path) -> None:
    for name in ("+15551230000.wav", "1 (555) 123-0001.ogg", "sip-8002@sip.example.com.wav", "SIP-9@Example.com.MP3"):
        (tmp_path / name).write_bytes(b"")
    found = Recordings(tmp_path)
    for endpoint in (
        number("15551230000"),
        number("15551230001"),
        address("sip:8002@sip.example.com"),
        address("SIP:8002@SIP.EXAMPLE.COM;user=phone"),
        address("sip:9@example.com"),
    ):
        assert found.refusal(endpoint) is None
    for endpoint in (
        number("5551230000"),
        number("80020"),
        address("sip:8002@example.com"),
        address("sip:15551230000@x"),
    ):
        assert endpoint.name in (found.refusal(endpoint) or "")


def test_an_index_wins_and_may_stand_for_everybody(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"sip:9@example.com": "b.wav", "*": "a.wav"}')
    (tmp_path / "a.wav").write_bytes(wav(spoken("a", seconds=1)))
    (tmp_path / "b.wav").write_bytes(wav(spoken("b", seconds=1)))

    async def start(endpoint: Endpoint) -> bytes:
        async with Recordings(tmp_path, speed=0).call(endpoint) as audio:
            assert audio.rate == 16_000
            return b"".join([pcm async for pcm in audio.pcm])

    assert asyncio.run(start(address("sip:9@example.com"))) == spoken("b", seconds=1)
    assert asyncio.run(start(number("15551230000"))) == spoken("a", seconds=1)


@pytest.mark.parametrize("text", ["[]", "{", '{"*": 1}', "\xff"])
def test_an_index_that_cannot_be_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.json").write_text(text, "latin-1")
    assert "index.json" in (Recordings(tmp_path).refusal(number("15551230000")) or "")


def test_a_call_can_be_given_up_while_it_is_played(tmp_path: Path) -> None:
    (tmp_path / "+15551230000.wav").write_bytes(wav(spoken("a", seconds=60)))

    async def run() -> None:
        async def listen() -> None:
            async with Recordings(tmp_path).call(number("15551230000")) as audio:
                async for _ in audio.pcm:
                    started.set()

        started = asyncio.Event()
        task = asyncio.create_task(listen())
        await started.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())


def test_a_file_that_is_gone_is_a_call_that_fails(tmp_path: Path) -> None:
    (tmp_path / "index.json").write_text('{"15551230000": "gone.wav"}')

    async def run() -> None:
        async with Recordings(tmp_path).call(number("15551230000")):
            pass

    with pytest.raises(CallFailedError, match="does not exist"):
        asyncio.run(run())
