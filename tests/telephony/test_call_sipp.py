"""The same calls, answered by SIPp, a test tool of other people's making. Skipped where it is not installed."""

from __future__ import annotations

import asyncio
import shutil
import socket
import struct
from array import array
from pathlib import Path

import pytest
from uas import rtp, ulaw

from symbl_local.telephony.sip import SipSource
from symbl_local.telephony.source import CallFailedError, Endpoint

SIPP = shutil.which("sipp")

pytestmark = pytest.mark.skipif(SIPP is None, reason="the program sipp is not installed (Debian: sip-tester)")

TONE = [8_000 if (n // 10) % 2 else -8_000 for n in range(8_000)]  # a second of 400 Hz

SCENARIO = """<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="answers">
  <recv request="INVITE" crlf="true"/>
  <send><![CDATA[
    SIP/2.0 180 Ringing
    [last_Via:]
    [last_From:]
    [last_To:];tag=[pid]SIPp[call_number]
    [last_Call-ID:]
    [last_CSeq:]
    Contact: <sip:[local_ip]:[local_port];transport=[transport]>
    Content-Length: 0

  ]]></send>
  <pause milliseconds="100"/>
  <send retrans="500"><![CDATA[
    SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:];tag=[pid]SIPp[call_number]
    [last_Call-ID:]
    [last_CSeq:]
    Contact: <sip:[local_ip]:[local_port];transport=[transport]>
    Content-Type: application/sdp
    Content-Length: [len]

    v=0
    o=user1 53655765 2353687637 IN IP[local_ip_type] [local_ip]
    s=-
    c=IN IP[media_ip_type] [media_ip]
    t=0 0
    m=audio [auto_media_port] RTP/AVP 0 101
    a=rtpmap:0 PCMU/8000
    a=rtpmap:101 telephone-event/8000

  ]]></send>
  <recv request="ACK"/>
  <nop><action><exec play_pcap_audio="voice.pcap"/></action></nop>
  <pause milliseconds="1500"/>
  %s
</scenario>
"""
HUNG_UP_ON = """<recv request="BYE"/>
  <send><![CDATA[
    SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:]
    [last_Call-ID:]
    [last_CSeq:]
    Content-Length: 0

  ]]></send>"""
BUSY = """<?xml version="1.0" encoding="ISO-8859-1" ?>
<scenario name="busy">
  <recv request="INVITE"/>
  <send retrans="500"><![CDATA[
    SIP/2.0 486 Busy Here
    [last_Via:]
    [last_From:]
    [last_To:];tag=[pid]SIPp[call_number]
    [last_Call-ID:]
    [last_CSeq:]
    Content-Length: 0

  ]]></send>
  <recv request="ACK"/>
</scenario>
"""


def pcap(packets: list[bytes]) -> bytes:
    """Those datagrams 20 ms apart, as captured from an Ethernet."""
    file = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, 1)
    for number, packet in enumerate(packets):
        udp = struct.pack("!HHHH", 6_000, 6_000, 8 + len(packet), 0) + packet
        ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), number, 0, 64, 17, 0, b"\x7f\0\0\1", b"\x7f\0\0\1")
        frame = bytes(12) + b"\x08\0" + ip + udp
        file += struct.pack("<IIII", number // 50, number % 50 * 20_000, len(frame), len(frame)) + frame
    return file


async def answered(folder: Path, scenario: str) -> tuple[asyncio.subprocess.Process, str]:
    """SIPp with that scenario, for one call, and where it is reached."""
    (folder / "scenario.xml").write_text(scenario)
    packets = [rtp(n, 160 * n, bytes(map(ulaw, TONE[160 * n : 160 * (n + 1)]))) for n in range(len(TONE) // 160)]
    (folder / "voice.pcap").write_bytes(pcap(packets))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert SIPP
    options = ["-sf", "scenario.xml", "-i", "127.0.0.1", "-p", str(port), "-m", "1", "-nostdin", "-timeout", "20"]
    program = await asyncio.create_subprocess_exec(
        SIPP,
        *options,
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    return program, f"sip:service@127.0.0.1:{port}"


async def finished(program: asyncio.subprocess.Process) -> None:
    output, _ = await asyncio.wait_for(program.communicate(), 30)
    assert program.returncode == 0, output.decode(errors="replace")[-3_000:]


def test_sipp_plays_a_recording_until_it_is_hung_up_on(tmp_path: Path) -> None:
    async def run() -> None:
        source = SipSource({"loopback"})
        program, uri = await answered(tmp_path, SCENARIO % HUNG_UP_ON)
        heard = array("h")
        async with source.call(Endpoint(kind="sip", uri=uri, dtmf="1#")) as audio:
            async for pcm in audio.pcm:
                heard.frombytes(pcm)
                if len(heard) > 12_800:  # 1.6 s: SIPp waits for our BYE by then
                    break
        await finished(program)
        await source.close()
        loud = [index for index, sample in enumerate(heard) if abs(sample) > 4_000]
        assert len(loud) == len(TONE)  # nothing is missing
        assert loud[-1] - loud[0] == len(TONE) - 1  # and nothing is between

    asyncio.run(run())


def test_sipp_is_busy(tmp_path: Path) -> None:
    async def run() -> None:
        source = SipSource({"loopback"})
        program, uri = await answered(tmp_path, BUSY)
        with pytest.raises(CallFailedError, match="486 Busy Here"):
            async with source.call(Endpoint(kind="sip", uri=uri)):
                pass
        await finished(program)  # it has had its ACK
        await source.close()

    asyncio.run(run())
