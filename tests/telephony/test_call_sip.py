"""Calls by SIP, to a telephone of the tests' own over real sockets."""

from __future__ import annotations

import asyncio
import re
from array import array
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest
from uas import Telephone, rtp, ulaw

from symbl_local.telephony.sip import SipSource
from symbl_local.telephony.source import CallFailedError, Endpoint
from symbl_local.telephony.transactions import Timers

QUICK = Timers(t1=0.05, t2=0.2, ringing=0.5)
TONE = [((n * 977) % 20_000) - 10_000 for n in range(1_600)]  # 200 ms that do not repeat


def tone_packets(first: int = 500, start: int = 90_000) -> list[bytes]:
    return [
        rtp(first + n, start + 160 * n, bytes(ulaw(sample) for sample in TONE[160 * n : 160 * (n + 1)]))
        for n in range(len(TONE) // 160)
    ]


@asynccontextmanager
async def calling(**options: Any) -> AsyncIterator[tuple[SipSource, Telephone]]:
    credentials = options.pop("credentials", None)
    hosts = options.pop("hosts", {"loopback"})
    telephone = await Telephone(**options).start()
    source = SipSource(hosts, credentials, QUICK)
    try:
        yield source, telephone
    finally:
        await source.close()
        telephone.close()


async def listen(source: SipSource, uri: str, dtmf: str = "", samples: int | None = None) -> array[int]:
    """What is heard until the end of the call, or until there is so much of it."""
    heard = array("h")
    async with source.call(Endpoint(kind="sip", uri=uri, dtmf=dtmf)) as audio:
        assert audio.rate == 8_000
        async for pcm in audio.pcm:
            heard.frombytes(pcm)
            if samples is not None and len(heard) >= samples:
                break
    return heard


def same(heard: array[int], start: int = 0) -> bool:
    """Whether the tone is there; µ-law keeps about four bits of each sample."""
    part = heard[start : start + len(TONE)]
    return len(part) == len(TONE) and all(abs(a - b) <= 16 + abs(b) // 16 for a, b in zip(part, TONE, strict=True))


def awaited(test: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[], None]:
    def run() -> None:
        asyncio.run(asyncio.wait_for(test(), 20))

    run.__name__ = test.__name__
    return run


@awaited
async def test_what_the_other_side_says_is_heard_until_it_hangs_up() -> None:
    async with calling(packets=tone_packets(), hangs_up=True) as (source, telephone):
        heard = await listen(source, telephone.uri)
        assert len(heard) == len(TONE)
        assert same(heard)
        assert telephone.methods[:2] == ["INVITE", "ACK"]
        assert "BYE" not in telephone.methods  # the other side has hung up
        await telephone.wait_for("SIP/2.0 200")  # and was answered


@awaited
async def test_hanging_up_says_so() -> None:
    async with calling(packets=tone_packets()) as (source, telephone):
        await listen(source, telephone.uri, samples=len(TONE))
        await telephone.ended.wait()
        invite, bye = telephone.invite, next(text for text in telephone.heard if text.startswith("BYE"))
        for name in ("Call-ID", "From"):
            assert re.search(f"^{name}: .*$", invite, re.M)[0] in bye  # type: ignore[index]
        assert "tag=there" in bye
        assert "CSeq: 2 BYE" in bye


@awaited
async def test_lost_requests_are_sent_again() -> None:
    async with calling(deaf=2, packets=tone_packets(), hangs_up=True) as (source, telephone):
        assert same(await listen(source, telephone.uri))


@awaited
async def test_an_acceptance_that_comes_again_is_acknowledged_again() -> None:
    async with calling(forget_ack=2, packets=tone_packets(), hangs_up=True) as (source, telephone):
        heard = await listen(source, telephone.uri)
        assert same(heard[-len(TONE) :])  # after the silence of the wait
        assert telephone.methods.count("ACK") == 3


@awaited
async def test_packets_are_put_in_order_and_lost_ones_are_silence() -> None:
    packets = tone_packets()
    packets[2], packets[4] = packets[4], packets[2]
    packets.insert(6, packets[5])  # one comes twice
    del packets[8]
    async with calling(packets=packets, hangs_up=True) as (source, telephone):
        heard = await listen(source, telephone.uri)
    assert len(heard) == len(TONE)
    lost = heard[7 * 160 : 8 * 160]
    assert set(lost) == {0}
    heard[7 * 160 : 8 * 160] = array("h", TONE[7 * 160 : 8 * 160])
    assert same(heard)


@awaited
async def test_a_pause_of_the_sender_is_silence_of_its_length() -> None:
    packets = tone_packets()
    packets[5:] = tone_packets(first=500, start=90_000 + 8_000)[5:]  # one second later by its clock
    async with calling(packets=packets, hangs_up=True) as (source, telephone):
        heard = await listen(source, telephone.uri)
    assert len(heard) == len(TONE) + 8_000
    assert set(heard[800 : 800 + 8_000]) == {0}


@awaited
async def test_time_goes_on_where_nothing_comes() -> None:
    async with calling() as (source, telephone):
        heard = await listen(source, telephone.uri, samples=4_000)
    assert set(heard) == {0}


@awaited
async def test_keys_are_pressed_as_events() -> None:
    async with calling() as (source, telephone):
        await listen(source, telephone.uri, dtmf=",12#*0", samples=16_000)
        assert telephone.ear.keys == "12#*0"
        kinds = {packet[1] & 0x7F for packet in telephone.ear.packets}
        assert kinds == {0, 101}
        silence = [packet[12:] for packet in telephone.ear.packets if packet[1] & 0x7F == 0]
        assert all(set(payload) == {0xFF} and len(payload) == 160 for payload in silence)


@awaited
async def test_keys_go_by_info_where_events_are_not_taken() -> None:
    async with calling(codecs="0") as (source, telephone):
        await listen(source, telephone.uri, dtmf="4,2", samples=8_000)
        signals = [re.search(r"Signal=(.)", text)[1] for text in telephone.heard if text.startswith("INFO")]  # type: ignore[index]
        assert signals == ["4", "2"]


@pytest.mark.parametrize("status", [486, 404, 503, 603])
def test_a_refusal_is_acknowledged_and_told(status: int) -> None:
    async def run() -> None:
        async with calling(answers=(100, status)) as (source, telephone):
            with pytest.raises(CallFailedError, match=f"answered {status} Because"):
                await listen(source, telephone.uri)
            await telephone.acked.wait()
            assert "BYE" not in telephone.methods

    asyncio.run(run())


@awaited
async def test_nobody_at_home() -> None:
    async with calling(answers=(180,)) as (source, telephone):
        with pytest.raises(CallFailedError, match="nobody answered"):
            await listen(source, telephone.uri)
        await telephone.acked.wait()  # of the 487 that the CANCEL brought
        assert telephone.cancelled


@awaited
async def test_nobody_there() -> None:
    async with calling(deaf=1_000) as (source, telephone):
        with pytest.raises(CallFailedError, match="no answer to INVITE"):
            await listen(source, telephone.uri)


@awaited
async def test_a_call_given_up_while_it_rings_is_cancelled() -> None:
    async with calling(answers=(180,)) as (source, telephone):
        task = asyncio.create_task(listen(source, telephone.uri))
        await telephone.wait_for("INVITE")
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await telephone.acked.wait()
        assert telephone.cancelled


@awaited
async def test_an_answer_that_crosses_the_cancel_is_hung_up_on() -> None:
    async with calling(answers=(180,)) as (source, telephone):
        task = asyncio.create_task(listen(source, telephone.uri))
        await telephone.wait_for("INVITE")
        await asyncio.sleep(0.02)
        telephone.reply(telephone.invite, telephone.caller, 200)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await telephone.ended.wait()
        assert telephone.methods.count("BYE") == 1


@awaited
async def test_a_challenge_is_answered_once() -> None:
    async with calling(challenge=True, credentials=("ann", "secret"), packets=tone_packets(), hangs_up=True) as (
        source,
        telephone,
    ):
        assert same(await listen(source, telephone.uri))
        assert 'username="ann"' in telephone.invite
        assert "CSeq: 2 INVITE" in telephone.invite
        assert "secret" not in "".join(telephone.heard)


@awaited
async def test_a_challenge_without_credentials_is_a_refusal() -> None:
    async with calling(challenge=True) as (source, telephone):
        with pytest.raises(CallFailedError, match="answered 401"):
            await listen(source, telephone.uri)


@awaited
async def test_another_codec_is_refused() -> None:
    async with calling(codecs="8") as (source, telephone):
        with pytest.raises(CallFailedError, match="does not speak PCMU"):
            await listen(source, telephone.uri)
        await telephone.ended.wait()  # the call itself was accepted


@awaited
async def test_audio_goes_nowhere_else() -> None:
    async with calling(media="192.0.2.1") as (source, telephone):
        with pytest.raises(CallFailedError, match=r"192\.0\.2\.1: --allow-hosts does not name it"):
            await listen(source, telephone.uri)
        await telephone.ended.wait()


@awaited
async def test_requests_do_not_leave_for_hosts_that_are_not_admitted() -> None:
    async with calling(contact="sip:bob@192.0.2.1", headers="Record-Route: <sip:192.0.2.2;lr>\r\n") as (
        source,
        telephone,
    ):
        await listen(source, telephone.uri, samples=1_600)
        await telephone.ended.wait()
        bye = next(text for text in telephone.heard if text.startswith("BYE"))
        assert bye.startswith("BYE sip:bob@192.0.2.1 SIP/2.0\r\n")
        assert "Route: <sip:192.0.2.2;lr>" in bye


@awaited
async def test_the_other_side_may_ask_and_change_its_audio() -> None:
    async with calling(packets=tone_packets()) as (source, telephone):
        call = asyncio.create_task(listen(source, telephone.uri))
        await telephone.acked.wait()
        telephone.request("OPTIONS", 1)
        telephone.request("INVITE", 2, telephone.invite.split("\r\n\r\n")[1].replace("sendrecv", "sendonly"))
        telephone.request("PUBLISH", 3)
        telephone.request("BYE", 4, tag="somebody-else")
        telephone.request("BYE", 5)
        telephone.request("BYE", 5)  # its answer was lost
        await call
        await asyncio.sleep(0.05)
        answers = [text for text in telephone.heard if text.startswith("SIP/2.0")]
        assert [text.split(" ")[1] for text in answers] == ["200", "200", "405", "481", "200", "200"]
        assert "a=recvonly" in answers[1]
        assert "m=audio" in answers[1]


@awaited
async def test_noise_on_the_line_is_survived() -> None:
    async with calling(
        packets=[b"", b"\x80", b"\x00" * 40, b"\x90" + b"\xff" * 11, *tone_packets()], hangs_up=True
    ) as (
        source,
        telephone,
    ):
        call = asyncio.create_task(listen(source, telephone.uri))
        await telephone.acked.wait()
        for data in (b"", b"\xff\xfe", b"SIP/2.0\r\n\r\n", b"SIP/2.0 200 OK\r\nCSeq: x y\r\n\r\n", b"BYE\r\n\r\n"):
            telephone.transport.sendto(data, telephone.caller)
        assert same(await call)


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("8002@sip.example.com", "is not a SIP URI"),
        ("sip:", "is not a SIP URI"),
        ("sip:a b@host", "is not a SIP URI"),
        ("sip:a@host\r\nVia: x", "is not a SIP URI"),
        ("sips:bob@127.0.0.1", "TLS"),
        ("sip:bob@127.0.0.1;transport=tcp", "UDP"),
        ("sip:bob@192.0.2.1", "--allow-hosts does not name it"),
        ("sip:bob@127.0.0.1:99999", "is not a SIP URI"),
    ],
)
def test_what_cannot_be_called(uri: str, reason: str) -> None:
    refusal = SipSource({"loopback"}).refusal(Endpoint(kind="sip", uri=uri))
    assert refusal is not None
    assert reason in refusal


def test_a_number_is_nothing_for_sip() -> None:
    assert SipSource({"loopback"}).refusal(Endpoint(kind="pstn", number="15551230000"))
    assert SipSource({"loopback"}).refusal(Endpoint(kind="sip", uri="sip:bob@127.0.0.1")) is None
