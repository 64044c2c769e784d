"""Requests of SIP over UDP: sent again until somebody answers (RFC 3261, 17).

`aiosipua` reads and writes the messages. Its own client neither repeats a lost request nor acknowledges a refusal,
so the transactions are here.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiosipua import SipMessage, SipRequest, SipResponse
from aiosipua.headers import CSeq, parse_via, stringify_cseq

__all__ = ["Invite", "Line", "SipAddress", "Timers"]

log = logging.getLogger(__name__)

SipAddress = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Timers:
    """Seconds: `t1` until the first repetition, `t2` between later ones, `ringing` until nobody is at home."""

    t1: float = 0.5
    t2: float = 4.0
    ringing: float = 120.0

    @property
    def patience(self) -> float:
        """How long a request is repeated, and its answers are expected."""
        return 64 * self.t1


class Line(asyncio.DatagramProtocol):
    """A UDP socket for one call. Answers go to their requests, requests of the other side to `on_request`."""

    def __init__(self, timers: Timers) -> None:
        self.timers = timers
        self.on_request: Callable[[SipRequest, SipAddress], None] = lambda request, address: None
        self._waiting: dict[tuple[str, str], Callable[[SipResponse], None]] = {}
        self._transport: asyncio.DatagramTransport | None = None

    @classmethod
    async def open(cls, local: str, timers: Timers) -> Line:
        """A line from any free port of that address."""
        loop = asyncio.get_running_loop()
        transport, line = await loop.create_datagram_endpoint(lambda: cls(timers), local_addr=(local, 0))
        line._transport = transport
        return line

    @property
    def address(self) -> SipAddress:
        """Where this side is reached."""
        assert self._transport
        name: tuple[str, int] = self._transport.get_extra_info("sockname")
        return name[0], name[1]

    def close(self) -> None:
        """Hear no more."""
        if self._transport:
            self._transport.close()

    def send(self, message: SipRequest | SipResponse, to: SipAddress) -> None:
        """Send once."""
        if self._transport and not self._transport.is_closing():
            self._transport.sendto(bytes(message), to)

    def expect(self, request: SipRequest, heard: Callable[[SipResponse], None]) -> None:
        """Give all answers to `request` to `heard` from now on."""
        self._waiting[_branch(request), request.method] = heard

    async def request(self, request: SipRequest, to: SipAddress) -> SipResponse:
        """The final answer to a request that is no INVITE. Raises TimeoutError if there is none."""
        answer: asyncio.Future[SipResponse] = asyncio.get_running_loop().create_future()

        def heard(response: SipResponse) -> None:
            if response.status_code >= 200 and not answer.done():
                answer.set_result(response)

        self.expect(request, heard)
        await self.repeat(request, to, answer, most=self.timers.t2)
        return answer.result()

    async def repeat(self, request: SipRequest, to: SipAddress, until: asyncio.Future[Any], most: float) -> None:
        """Send, and again at growing intervals of at most `most`, until that is done. Raises TimeoutError."""
        delay = self.timers.t1
        try:
            async with asyncio.timeout(self.timers.patience):
                while not until.done():
                    self.send(request, to)
                    await asyncio.wait([until], timeout=delay)
                    delay = min(2 * delay, most)
        except TimeoutError:
            raise TimeoutError(f"no answer to {request.method}") from None

    # -- asyncio.DatagramProtocol ---------------------------------------------------------------------

    def error_received(self, exc: Exception) -> None:
        log.debug("SIP: %s", exc)  # nobody listens there; repeating goes on, as somebody may yet

    def datagram_received(self, data: bytes, addr: SipAddress) -> None:
        try:
            message = SipMessage.parse(data)
            if isinstance(message, SipRequest):
                self.on_request(message, (addr[0], addr[1]))
            elif message.cseq and (heard := self._waiting.get((_branch(message), message.cseq.method))):
                heard(message)
        except (ValueError, IndexError) as error:
            log.info("a SIP message from %s cannot be read: %s", addr[0], error)


class Invite:
    """An INVITE on its way. `accepted` is called for every acceptance, also repeated ones: each wants an ACK."""

    def __init__(
        self, line: Line, request: SipRequest, to: SipAddress, accepted: Callable[[SipResponse], None]
    ) -> None:
        loop = asyncio.get_running_loop()
        self.request = request
        self.answer: asyncio.Future[SipResponse] = loop.create_future()
        self._ringing: asyncio.Future[None] = loop.create_future()
        self._line = line
        self._to = to
        self._accepted = accepted
        line.expect(request, self._heard)

    async def run(self) -> SipResponse:
        """The final answer. Raises TimeoutError if there is none, also while it rings."""
        line = self._line
        await line.repeat(self.request, self._to, self._ringing, most=line.timers.patience)
        await asyncio.wait([self.answer], timeout=line.timers.ringing)
        if not self.answer.done():
            raise TimeoutError("nobody answered the call")
        return self.answer.result()

    async def cancel(self) -> SipResponse | None:
        """Take the INVITE back; the final answer, or None if nothing at all is heard any more."""
        line = self._line
        # Only what the other side has heard of can be cancelled, and it may still hear of it.
        await asyncio.wait([self._ringing], timeout=line.timers.patience)
        if self._ringing.done() and not self.answer.done():
            try:
                await line.request(_cancel_of(self.request), self._to)
            except TimeoutError:
                return None
            await asyncio.wait([self.answer], timeout=line.timers.patience)
        return self.answer.result() if self.answer.done() else None

    def _heard(self, response: SipResponse) -> None:
        status = response.status_code
        if not self._ringing.done():
            self._ringing.set_result(None)
        if status < 200:
            return
        if status < 300:
            self._accepted(response)
        else:
            self._line.send(_ack_of(self.request, response), self._to)
        if not self.answer.done():
            self.answer.set_result(response)


def _branch(message: SipMessage) -> str:
    via = message.get_header("via")
    return (parse_via(via).branch or "") if via else ""


def _ack_of(invite: SipRequest, refusal: SipResponse) -> SipRequest:
    """The ACK of a refusal, which belongs to the INVITE's own transaction (RFC 3261, 17.1.1.3)."""
    ack = _companion(invite, "ACK")
    if to := refusal.get_header("to"):
        ack.set_header("To", to)
    return ack


def _cancel_of(invite: SipRequest) -> SipRequest:
    return _companion(invite, "CANCEL")


def _companion(invite: SipRequest, method: str) -> SipRequest:
    """A request of the same transaction: the same Via, ids, number and route."""
    request = SipRequest(method=method, uri=invite.uri)
    request.add_header("Via", invite.get_header("via") or "")
    for name in ("From", "To", "Call-ID"):
        request.set_header(name, invite.get_header(name) or "")
    number = invite.cseq.seq if invite.cseq else 1
    request.set_header("CSeq", stringify_cseq(CSeq(number, method)))
    request.set_header("Max-Forwards", "70")
    return request
