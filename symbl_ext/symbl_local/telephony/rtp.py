"""Voice over RTP (RFC 3550, RFC 3551): PCMU in, put in order; silence and keys (RFC 4733) out."""

from __future__ import annotations

import asyncio
import secrets
import struct
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

__all__ = ["PCMU", "RATE", "Packet", "Timeline", "Voice", "decode"]

RATE = 8_000
"""Samples a second."""
PCMU = 0
"""The payload type of µ-law."""
_FRAME = 160  # samples in 20 ms
_TICK = 0.02
_QUIET = b"\xff" * _FRAME
_HELD = 5
"""Packets that wait for an earlier one: 100 ms. Then that one is lost, and silence takes its place."""
_LONGEST_GAP = 10 * RATE  # samples; a longer one is a clock that jumped
_PRESSED = 8  # frames that a key is held down: 160 ms
_RELEASED = 4
_COMMA = 25  # frames: 500 ms
_KEYS = {key: code for code, key in enumerate("0123456789*#")}


def _expand(code: int) -> int:
    """A byte of G.711 µ-law as a 16-bit sample."""
    code ^= 0xFF
    size = ((((code & 0x0F) << 3) + 0x84) << ((code & 0x70) >> 4)) - 0x84
    return -size if code & 0x80 else size


_SAMPLES = [struct.pack("<h", _expand(code)) for code in range(256)]


def decode(payload: bytes) -> bytes:
    """µ-law as 16-bit little-endian PCM."""
    return b"".join(map(_SAMPLES.__getitem__, payload))


@dataclass(frozen=True, slots=True)
class Packet:
    """An RTP packet."""

    kind: int
    number: int
    timestamp: int
    source: int
    payload: bytes
    marker: bool = False

    @classmethod
    def read(cls, data: bytes) -> Packet | None:
        """The packet in a datagram, None if it is none."""
        if len(data) < 12 or data[0] >> 6 != 2:
            return None
        kind, number, timestamp, source = struct.unpack_from("!BHII", data, 1)
        start = 12 + 4 * (data[0] & 0x0F)
        if data[0] & 0x10:
            if len(data) < start + 4:
                return None
            start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
        end = len(data)
        if data[0] & 0x20:
            end -= data[-1]
        if not start <= end:
            return None
        return cls(kind & 0x7F, number, timestamp, source, data[start:end], bool(kind & 0x80))

    def __bytes__(self) -> bytes:
        kind = self.kind | (0x80 if self.marker else 0)
        return struct.pack("!BBHII", 0x80, kind, self.number, self.timestamp, self.source) + self.payload


class Timeline:
    """Packets as they come, made into sound that runs on: in order, with silence where something is missing."""

    def __init__(self) -> None:
        self._held: dict[int, Packet] = {}
        self._source: int | None = None
        self._next = 0  # the number of the packet that is due
        self._origin = 0  # the timestamp of the first sample
        self.samples = 0
        """Samples given out so far."""

    def add(self, packet: Packet) -> bytes:
        """What can be heard now that `packet` is here; 16-bit PCM, perhaps nothing."""
        if packet.source != self._source:
            heard = self.rest()
            self._source, self._next = packet.source, packet.number
            self._origin = packet.timestamp - self.samples
            return heard + self._ready(packet)
        return self._ready(packet)

    def _ready(self, packet: Packet) -> bytes:
        ahead = (packet.number - self._next) & 0xFFFF
        if ahead >= 0x8000:
            if 0x10000 - ahead < 100:
                return b""  # late or twice
            heard = self.rest()  # the numbers have started again
            self._next = packet.number
            return heard + self._in_order(packet)
        self._held[packet.number] = packet
        return self._in_turn(_HELD)

    def rest(self) -> bytes:
        """What is held back, because nothing more is to come."""
        return self._in_turn(0)

    def _in_turn(self, most: int) -> bytes:
        heard: list[bytes] = []
        while self._held:
            packet = self._held.pop(self._next, None)
            if packet is None:
                if len(self._held) <= most:
                    break
                self._next = min(self._held, key=lambda number: (number - self._next) & 0xFFFF)
                continue
            heard.append(self._in_order(packet))
        return b"".join(heard)

    def _in_order(self, packet: Packet) -> bytes:
        self._next = (packet.number + 1) & 0xFFFF
        if packet.kind != PCMU:
            return b""  # a key or comfort noise: its number counts, its sound does not
        gap = (packet.timestamp - self._origin - self.samples) & 0xFFFFFFFF
        if gap > _LONGEST_GAP:  # also below zero: silence was put in while the sender's clock stood
            self._origin = packet.timestamp - self.samples
            gap = 0
        heard = bytes(2 * gap) + decode(packet.payload)
        self.samples += len(heard) // 2
        return heard

    def wait(self, samples: int) -> bytes:
        """Silence, because nothing has come for so long; what is held back comes first."""
        heard = self.rest()
        self.samples += samples
        return heard + bytes(2 * samples)


class Voice(asyncio.DatagramProtocol):
    """The audio of a call: what comes is heard through `hear`, what is sent is silence, and keys by `press`."""

    def __init__(self) -> None:
        self.hosts: frozenset[str] = frozenset()
        """Addresses whose packets count."""
        self._came: asyncio.Queue[bytes | None] = asyncio.Queue(1_000)
        self._transport: asyncio.DatagramTransport | None = None
        self._to: tuple[str, int] | None = None
        self._source = secrets.randbits(32)
        self._number = secrets.randbits(16)
        self._clock = secrets.randbits(32)
        self._keys: list[str] = []
        self._keys_kind: int | None = None
        self._pressed: asyncio.Future[None] | None = None
        self._sending: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, local: str) -> Voice:
        """At any free port with an even number, as RTP wants it."""
        loop = asyncio.get_running_loop()
        for _ in range(50):
            transport, voice = await loop.create_datagram_endpoint(cls, local_addr=(local, 0))
            voice._transport = transport
            if voice.port % 2 == 0:
                return voice
            voice.close()
        raise OSError("no port is free")

    @property
    def port(self) -> int:
        """Where audio is expected."""
        assert self._transport
        port: int = self._transport.get_extra_info("sockname")[1]
        return port

    def talk_to(self, address: tuple[str, int] | None, keys_kind: int | None) -> None:
        """Send to that address from now on, keys as payloads of that kind; None to send nothing."""
        self._to, self._keys_kind = address, keys_kind
        if self._sending is None:
            self._sending = asyncio.get_running_loop().create_task(self._send())

    @property
    def sends_keys(self) -> bool:
        """Whether the other side takes keys as RTP events."""
        return self._keys_kind is not None

    async def press(self, keys: str) -> None:
        """Press these keys; a comma is half a second of nothing. Returns when it is done."""
        if keys:
            self._pressed = asyncio.get_running_loop().create_future()
            self._keys = list(keys)
            await self._pressed

    async def hear(self) -> AsyncIterator[bytes]:
        """PCM until `end`. Runs on in silence when nothing comes."""
        line = Timeline()
        clock = asyncio.get_running_loop().time
        began: float | None = None
        while True:
            try:
                async with asyncio.timeout(0.2):
                    data = await self._came.get()
            except TimeoutError:
                began = clock() - 0.2 if began is None else began
                missing = round((clock() - began) * RATE) - line.samples
                if missing > 0:
                    yield line.wait(missing)
                continue
            if data is None:
                if heard := line.rest():
                    yield heard
                return
            packet = Packet.read(data)
            if packet is None:
                continue
            began = clock() if began is None else began
            if heard := line.add(packet):
                yield heard

    def end(self) -> None:
        """Nothing more is to come."""
        if self._came.full():
            self._came.get_nowait()
        self._came.put_nowait(None)

    def close(self) -> None:
        """Give the port back."""
        if self._sending:
            self._sending.cancel()
        if self._transport:
            self._transport.close()

    async def _send(self) -> None:
        """A packet every 20 ms: it opens ways through routers, and some lines hang up on who never sends."""
        loop = asyncio.get_running_loop()
        due = loop.time()
        for kind, payload, timestamp, marker in self._frames():
            if self._transport and self._to:
                packet = Packet(kind, self._number, timestamp, self._source, payload, marker)
                self._number = (self._number + 1) & 0xFFFF
                self._transport.sendto(bytes(packet), self._to)
            self._clock = (self._clock + _FRAME) & 0xFFFFFFFF
            due = max(due + _TICK, loop.time() - 1)
            await asyncio.sleep(due - loop.time())

    def _frames(self) -> Iterator[tuple[int, bytes, int, bool]]:
        """What to send in each 20 ms: kind, payload, timestamp, marker."""
        while True:
            key = self._keys.pop(0) if self._keys else ""
            code = _KEYS.get(key)
            if code is not None and self._keys_kind is not None:
                began = self._clock
                for frame in range(1, _PRESSED + 4):
                    over = frame > _PRESSED  # said three times, as it may be lost
                    held = min(frame, _PRESSED) * _FRAME
                    event = struct.pack("!BBH", code, 0x8A if over else 0x0A, held)
                    yield self._keys_kind, event, began, frame == 1
            for _ in range({"": 1, ",": _COMMA}.get(key, _RELEASED)):
                yield PCMU, _QUIET, self._clock, False
            if not self._keys and self._pressed and not self._pressed.done():
                self._pressed.set_result(None)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if addr[0] in self.hosts and not self._came.full():
            self._came.put_nowait(data)
