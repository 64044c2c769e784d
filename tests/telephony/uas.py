"""A telephone at the other end of a SIP call: it answers as it is told, plays a sound and notes what it hears.

It has nothing in common with the code under test but the protocol.
"""

from __future__ import annotations

import asyncio
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

QUIET = 0xFF


def ulaw(sample: int) -> int:
    """G.711 as its recommendation draws it: sign, segment, four bits."""
    sign, size = (0x80, -sample) if sample < 0 else (0, sample)
    size = min(size, 32635) + 0x84
    segment = max(size.bit_length() - 8, 0)
    return 0xFF ^ (sign | segment << 4 | (size >> (segment + 3)) & 0x0F)


def rtp(number: int, timestamp: int, payload: bytes, kind: int = 0, source: int = 7) -> bytes:
    return struct.pack("!BBHII", 0x80, kind, number & 0xFFFF, timestamp & 0xFFFFFFFF, source) + payload


class Ear(asyncio.DatagramProtocol):
    """The telephone's audio socket."""

    def __init__(self) -> None:
        self.packets: list[bytes] = []

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data: bytes, addr: Any) -> None:
        self.packets.append(data)

    @property
    def keys(self) -> str:
        """The keys that were pressed: each is an event that has ended."""
        ended: dict[int, int] = {}
        for packet in self.packets:
            if packet[1] & 0x7F == 101 and packet[13] & 0x80:
                ended[struct.unpack_from("!I", packet, 4)[0]] = packet[12]
        return "".join("0123456789*#"[code] for code in ended.values())


@dataclass
class Telephone(asyncio.DatagramProtocol):
    """`answers` are given to the INVITE one after the other; the last one again and again.

    `deaf` is how many requests it loses before it hears any.
    """

    answers: Sequence[int] = (100, 180, 200)
    deaf: int = 0
    codecs: str = "0 101"
    media: str = "127.0.0.1"
    headers: str = ""
    contact: str = ""
    hangs_up: bool = False
    challenge: bool = False
    packets: Sequence[bytes] = ()
    pace: float = 0.002
    heard: list[str] = field(default_factory=list)
    forget_ack: int = 0

    async def start(self) -> Telephone:
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: self, local_addr=("127.0.0.1", 0))
        _, self.ear = await loop.create_datagram_endpoint(Ear, local_addr=("127.0.0.1", 0))
        self.tasks: set[asyncio.Task[None]] = set()
        self.ended = asyncio.Event()
        self.cancelled = False
        self.awaited, self.came = "", asyncio.Event()
        self.acked = asyncio.Event()
        return self

    @property
    def uri(self) -> str:
        return f"sip:bob@127.0.0.1:{self.port}"

    @property
    def methods(self) -> list[str]:
        return [message.split(" ", 1)[0] for message in self.heard]

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.port = transport.get_extra_info("sockname")[1]

    def close(self) -> None:
        for task in self.tasks:
            task.cancel()
        self.transport.close()
        self.ear.transport.close()

    async def wait_for(self, start: str) -> None:
        """Until a message with that start has come."""
        self.awaited = start
        self.came.clear()
        if not any(message.startswith(start) for message in self.heard):
            await self.came.wait()

    def spawn(self, work: Any) -> None:
        self.tasks.add(asyncio.get_running_loop().create_task(work))

    def datagram_received(self, data: bytes, addr: Any) -> None:
        text = data.decode()
        if self.deaf > 0:
            self.deaf -= 1
            return
        self.heard.append(text)
        if self.awaited and text.startswith(self.awaited):
            self.came.set()
        method = text.split(" ", 1)[0]
        if method == "INVITE":
            self.invited(text, addr)
        elif method == "ACK":
            if self.forget_ack > 0:
                self.forget_ack -= 1
            else:
                self.acked.set()
        elif method == "CANCEL":
            self.cancelled = True
            self.reply(text, addr, 200)
            self.reply(self.invite, addr, 487)
        elif method == "BYE":
            self.ended.set()
            self.reply(text, addr, 200)
        elif method in ("INFO", "OPTIONS"):
            self.reply(text, addr, 200)
        # what is left are answers to requests of ours; `heard` has them

    def invited(self, text: str, addr: Any) -> None:
        repeated = self.methods.count("INVITE") > 1
        self.invite, self.caller = text, addr
        if self.challenge and "Authorization:" not in text:
            self.reply(text, addr, 401)
            return
        if repeated and not self.challenge:
            return
        self.spawn(self.answer(text, addr))

    async def answer(self, text: str, addr: Any) -> None:
        for status in self.answers:
            self.reply(text, addr, status)
            await asyncio.sleep(0.01)
        if self.answers[-1] >= 200:
            while not self.acked.is_set():  # until it is acknowledged
                try:
                    await asyncio.wait_for(self.acked.wait(), 0.1)
                except TimeoutError:
                    self.reply(text, addr, self.answers[-1])
        if self.answers[-1] == 200:
            await self.play(text)

    async def play(self, text: str) -> None:
        port = int(re.search(r"m=audio (\d+)", text)[1])  # type: ignore[index]
        for packet in self.packets:
            self.ear.transport.sendto(packet, ("127.0.0.1", port))
            await asyncio.sleep(self.pace)
        if self.hangs_up:
            self.request("BYE")

    def reply(self, request: str, addr: Any, status: int) -> None:
        """An answer; acceptances describe where this telephone listens."""
        body = extra = ""
        tag = ";tag=there"
        if status == 200 and request.startswith("INVITE"):
            body = (
                f"v=0\r\no=- 1 1 IN IP4 {self.media}\r\ns=-\r\nc=IN IP4 {self.media}\r\nt=0 0\r\n"
                f"m=audio {self.ear.port} RTP/AVP {self.codecs}\r\na=rtpmap:101 telephone-event/8000\r\n"
            )
            contact = self.contact or f"sip:bob@127.0.0.1:{self.port}"
            extra = f"Content-Type: application/sdp\r\nContact: <{contact}>\r\n{self.headers}"
        if status == 401:
            extra = 'WWW-Authenticate: Digest realm="here", nonce="n0", algorithm=MD5, qop="auth"\r\n'
        copied = [line for line in request.split("\r\n") if line.split(":")[0] in ("Via", "From", "Call-ID", "CSeq")]
        to = next(line for line in request.split("\r\n") if line.startswith("To:"))
        lines = [f"SIP/2.0 {status} Because", *copied, to if "tag=" in to else to + tag]
        text = "\r\n".join(lines) + f"\r\n{extra}Content-Length: {len(body)}\r\n\r\n{body}"
        self.transport.sendto(text.encode(), addr)

    def request(self, method: str, number: int = 1, body: str = "", tag: str = "there") -> None:
        """A request of this side within the call."""
        value = dict(line.split(": ", 1) for line in self.invite.split("\r\n\r\n")[0].split("\r\n")[1:])
        lines = [
            f"{method} {value['Contact'][1:-1]} SIP/2.0",
            f"Via: SIP/2.0/UDP 127.0.0.1:{self.port};branch=z9hG4bK{method}{number};rport",
            f"From: {value['To']};tag={tag}",
            f"To: {value['From']}",
            f"Call-ID: {value['Call-ID']}",
            f"CSeq: {number} {method}",
            "Content-Type: application/sdp",
            f"Content-Length: {len(body)}",
        ]
        self.transport.sendto(("\r\n".join(lines) + "\r\n\r\n" + body).encode(), self.caller)
