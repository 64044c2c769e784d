"""One call by SIP, from its INVITE to its BYE (RFC 3261, 12-15, RFC 3264)."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiosipua import SipRequest, SipResponse
from aiosipua.auth import SipDigestAuth, answer_challenge
from aiosipua.dialog import Dialog as Ids
from aiosipua.headers import SipUri, parse_address, stringify_uri
from aiosipua.sdp import SdpMessage, SdpNegotiationError, build_sdp, negotiate_sdp, parse_sdp, serialize_sdp
from aiosipua.utils import bracket_ipv6, format_addr, generate_call_id, generate_tag

from symbl_local.telephony.rtp import PCMU, RATE, Voice
from symbl_local.telephony.source import CallFailedError
from symbl_local.telephony.transactions import Invite, Line, SipAddress

__all__ = ["Dialog"]

log = logging.getLogger(__name__)

_KEYS = 101
_ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, UPDATE"
_SDP = "application/sdp"
Find = Callable[[SipUri], Awaitable[SipAddress]]


class Dialog:
    """A call to `uri`, whose INVITE goes to the address `to`. `find` says where a host is, if it is admitted."""

    def __init__(
        self, uri: str, to: SipAddress, line: Line, voice: Voice, find: Find, credentials: SipDigestAuth | None
    ) -> None:
        self._line = line
        self._voice = voice
        self._find = find
        self._credentials = credentials
        self._peer = to
        self._hop = to
        host = line.address[0]
        self._ids = Ids(
            call_id=generate_call_id(host),
            local_tag=generate_tag(),
            local_uri=f"sip:symbl-local@{bracket_ipv6(host)}",
            remote_uri=uri,
            remote_target=uri,
        )
        self._offer = build_sdp(host, voice.port, PCMU, "PCMU", RATE, _KEYS)
        self._invite: Invite | None = None
        self._replies: dict[tuple[str, str], SipResponse] = {}
        self._acked = False
        self._ended = False
        self._moving: asyncio.Task[None] | None = None
        line.on_request = self._asked

    async def dial(self) -> None:
        """Call until somebody answers. Raises `CallFailedError` if nobody will, TimeoutError if nobody does."""
        answer = await self._send_invite()
        if answer.status_code in (401, 407) and self._credentials and self._invite:
            uri = self._invite.request.uri
            header = answer_challenge(self._credentials, answer, answer.status_code, "INVITE", uri)
            if header:
                answer = await self._send_invite(header)
        if answer.status_code >= 300:
            raise CallFailedError(f"the other side answered {answer.status_code} {answer.reason_phrase}".rstrip())
        await self._route(answer)
        self._acked = True
        self._ack(answer)
        try:
            await self._agree(parse_sdp(answer.text))
        except ValueError as error:
            raise CallFailedError(f"the other side's description of the audio cannot be read: {error}") from error

    async def press(self, keys: str) -> None:
        """Press these keys, as RTP events if the other side takes them, else by INFO."""
        if self._voice.sends_keys or not keys.strip(","):
            await self._voice.press(keys)
            return
        for key in keys:
            if key == ",":
                await asyncio.sleep(0.5)
                continue
            info = self._request("INFO")
            info.set_header("Content-Type", "application/dtmf-relay")
            info.text = f"Signal={key}\r\nDuration=160\r\n"
            try:
                await self._line.request(info, self._hop)
            except TimeoutError:
                log.info("no answer to a key of %s", self._ids.call_id)

    async def hang_up(self) -> None:
        """End the call, whatever its state. What the other side repeats is answered until `close`."""
        try:
            if not self._acked and self._invite:
                answer = await self._invite.cancel()
                if answer is not None and answer.status_code < 300:  # it crossed the CANCEL
                    await self._route(answer)
                    self._acked = True
                    self._ack(answer)
            if self._acked and not self._ended:
                self._ended = True
                await self._line.request(self._request("BYE"), self._hop)
        except TimeoutError as error:
            log.info("%s of %s", error, self._ids.call_id)

    def close(self) -> None:
        """Hear no more of it."""
        if self._moving:
            self._moving.cancel()
        self._line.close()

    # -- requests out ---------------------------------------------------------------------------------

    async def _send_invite(self, header: tuple[str, str] | None = None) -> SipResponse:
        request = self._request("INVITE")
        request.set_header("Allow", _ALLOW)
        request.set_header("Content-Type", _SDP)
        request.text = serialize_sdp(self._offer)
        if header:
            request.set_header(*header)
        self._invite = Invite(self._line, request, self._peer, self._accepted)
        return await self._invite.run()

    def _request(self, method: str, ids: Ids | None = None) -> SipRequest:
        host, port = self._line.address
        request = (ids or self._ids).create_request(method, via_host=bracket_ipv6(host), via_port=port)
        request.set_header("Contact", self._contact)
        request.set_header("User-Agent", "symbl-local")
        return request

    @property
    def _contact(self) -> str:
        return f"<sip:symbl-local@{format_addr(*self._line.address)}>"

    def _accepted(self, response: SipResponse) -> None:
        """An acceptance: the first is acknowledged by `dial`, its repetitions here. Others are hung up on."""
        tag = _tag(response)
        if not self._ids.remote_tag:
            self._ids.remote_tag = tag
        elif tag != self._ids.remote_tag:
            other = _of(self._ids, response)
            self._line.send(self._ack_request(response, other), self._peer)
            self._line.send(self._request("BYE", other), self._peer)
        elif self._acked:
            self._ack(response)

    def _ack(self, response: SipResponse) -> None:
        self._line.send(self._ack_request(response, self._ids), self._hop)

    def _ack_request(self, response: SipResponse, ids: Ids) -> SipRequest:
        number = ids.local_cseq
        request = self._request("ACK", ids)
        ids.local_cseq = number  # an ACK has the number of its INVITE
        request.set_header("CSeq", f"{response.cseq.seq if response.cseq else number} ACK")
        return request

    async def _route(self, response: SipResponse) -> None:
        """Learn where the requests of this call go. An address that is not admitted is not used: the first one is."""
        ids = _of(self._ids, response)
        self._ids.remote_target, self._ids.route_set = ids.remote_target, ids.route_set
        try:
            hop = parse_address(ids.route_set[0] if ids.route_set else f"<{ids.remote_target}>").uri
            if hop.host.strip("[]") != self._peer[0]:
                self._hop = await self._find(hop)
            else:
                self._hop = self._peer[0], hop.port or 5060
        except (CallFailedError, ValueError) as error:
            log.info("%s goes on by %s: %s", self._ids.call_id, self._peer[0], error)

    async def _agree(self, sdp: SdpMessage) -> None:
        """Take the other side's address of audio. Raises `CallFailedError` if nothing can be heard from there."""
        audio, address = sdp.audio, sdp.rtp_address
        if audio is None or address is None or not address[1]:
            raise CallFailedError("the other side offers no audio")
        if not any(codec.payload_type == PCMU for codec in audio.codecs):
            raise CallFailedError("the other side does not speak PCMU, the only codec of this server")
        events = [codec for codec in audio.codecs if codec.encoding_name.lower() == "telephone-event"]
        host, port = address
        if host in ("0.0.0.0", "::"):  # on hold
            self._voice.talk_to(None, None)
            return
        if host != self._peer[0]:
            host, _ = await self._find(SipUri(host=bracket_ipv6(host), port=port))
        self._voice.hosts = frozenset({host, self._peer[0]})
        self._voice.talk_to((host, port), events[0].payload_type if events else None)

    # -- requests in ----------------------------------------------------------------------------------

    def _asked(self, request: SipRequest, source: SipAddress) -> None:
        vias = request.via
        if request.method == "ACK" or not vias:
            return
        port = source[1] if "rport" in vias[0].params else vias[0].port or 5060
        to = source[0], port
        key = vias[0].branch or "", request.method
        if (reply := self._replies.get(key)) is None:
            reply = self._reply(request)
            if len(self._replies) < 100:
                self._replies[key] = reply
        self._line.send(reply, to)

    def _reply(self, request: SipRequest) -> SipResponse:
        ids = self._ids
        sender = request.from_addr.tag if request.from_addr else None
        ours = request.to_addr.tag if request.to_addr else None
        if (request.call_id, sender, ours) != (ids.call_id, ids.remote_tag or None, ids.local_tag):
            return self._response(request, 481)
        if request.method == "BYE":
            self._ended = True
            self._voice.end()
            return self._response(request, 200)
        if request.method == "INVITE":
            return self._renegotiate(request)
        if request.method in ("OPTIONS", "INFO", "UPDATE") and not request.body:
            return self._response(request, 200)
        if request.method == "INFO":
            return self._response(request, 200)
        response = self._response(request, 481 if request.method == "CANCEL" else 405)
        response.set_header("Allow", _ALLOW)
        return response

    def _renegotiate(self, request: SipRequest) -> SipResponse:
        """The other side wants the audio otherwise: on hold, or at another of its addresses."""
        if self._ended:
            return self._response(request, 481)
        answer = self._offer
        if request.body:
            try:
                offer = parse_sdp(request.text)
                host, port = self._line.address[0], self._voice.port
                answer, _ = negotiate_sdp(offer, host, port, supported_codecs=[PCMU], dtmf_payload_type=_KEYS)
            except (ValueError, SdpNegotiationError):
                return self._response(request, 488)
            self._moving = asyncio.get_running_loop().create_task(self._move(offer))
        if contacts := request.contact:
            self._ids.remote_target = stringify_uri(contacts[0].uri)
        response = self._response(request, 200)
        response.set_header("Content-Type", _SDP)
        response.text = serialize_sdp(answer)
        return response

    async def _move(self, offer: SdpMessage) -> None:
        try:
            await self._agree(offer)
        except CallFailedError as error:
            log.warning("the audio of %s stays where it is: %s", self._ids.call_id, error)

    def _response(self, request: SipRequest, status: int) -> SipResponse:
        response = self._ids.create_response(request, status, contact=self._contact)
        response.set_header("User-Agent", "symbl-local")
        return response


def _tag(response: SipResponse) -> str:
    to = response.to_addr
    return (to.tag if to else None) or ""


def _of(ids: Ids, response: SipResponse) -> Ids:
    """The dialog that an acceptance opens, seen from the caller (RFC 3261, 12.1.2)."""
    contacts = response.contact
    return Ids(
        call_id=ids.call_id,
        local_tag=ids.local_tag,
        remote_tag=_tag(response),
        local_uri=ids.local_uri,
        remote_uri=ids.remote_uri,
        remote_target=stringify_uri(contacts[0].uri) if contacts else ids.remote_target,
        route_set=list(reversed(response.get_header_values("record-route"))),
        local_cseq=ids.local_cseq,
    )
