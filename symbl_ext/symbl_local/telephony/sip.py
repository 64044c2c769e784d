"""Calls to SIP addresses: an INVITE without a registration, audio as PCMU over RTP.

Over UDP only. What a request may make the server call and send audio to is held against `--allow-hosts`.
"""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncGenerator, Collection
from contextlib import asynccontextmanager, suppress

import httpx
from aiosipua.auth import SipDigestAuth
from aiosipua.headers import SipUri, parse_uri

from symbl_local.fetch import admitted_addresses
from symbl_local.telephony.dialog import Dialog
from symbl_local.telephony.rtp import RATE, Voice
from symbl_local.telephony.source import CallAudio, CallFailedError, Endpoint
from symbl_local.telephony.transactions import Line, SipAddress, Timers
from symbl_local.webhooks import admits, check_url
from symbl_local.workers import WorkError

__all__ = ["SipSource"]

log = logging.getLogger(__name__)

_GRACE = 2.0
_REFUSAL = "no call goes to"


class SipSource:
    """Calls hosts that `hosts` admits. With credentials, a challenge (401, 407) is answered once."""

    def __init__(
        self, hosts: Collection[str], credentials: tuple[str, str] | None = None, timers: Timers | None = None
    ) -> None:
        self._hosts = hosts
        self._credentials = SipDigestAuth(*credentials) if credentials else None
        self._timers = timers or Timers()
        self._ending: set[asyncio.Future[None]] = set()
        self._ended: set[asyncio.Task[None]] = set()

    def refusal(self, endpoint: Endpoint) -> str | None:
        """Why this source cannot call that endpoint."""
        if endpoint.kind != "sip":
            return "the server has no telephone line"
        try:
            url = _url(_sip_uri(endpoint.uri))
        except ValueError as error:
            return str(error)
        return None if admits(self._hosts, url) else f"{_REFUSAL} {url.host}: --allow-hosts does not name it"

    @asynccontextmanager
    async def call(self, endpoint: Endpoint) -> AsyncGenerator[CallAudio]:
        """Call and wait until somebody answers; hang up in the end."""
        uri = _sip_uri(endpoint.uri)
        to = await self._find(uri)
        try:
            local = await asyncio.to_thread(_local_address, to)
            line, voice = await Line.open(local, self._timers), await Voice.open(local)
        except OSError as error:
            raise CallFailedError(f"the call could not be made: {error.strerror}") from error
        dialog = Dialog(endpoint.uri, to, line, voice, self._find, self._credentials)
        keys: asyncio.Task[None] | None = None
        try:
            await dialog.dial()
            keys = asyncio.create_task(dialog.press(endpoint.dtmf))
            yield CallAudio(RATE, voice.hear())
        except TimeoutError as error:
            raise CallFailedError(str(error)) from error
        finally:
            if keys:
                keys.cancel()
            voice.close()
            hung_up: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._ending.add(hung_up)
            ending = asyncio.create_task(self._end(dialog, hung_up))
            self._ended.add(ending)
            ending.add_done_callback(self._ended.discard)

    async def _end(self, dialog: Dialog, hung_up: asyncio.Future[None]) -> None:
        """Hang up; then answer what is repeated because an answer was lost."""
        try:
            try:
                await dialog.hang_up()
            finally:
                self._ending.discard(hung_up)
                hung_up.set_result(None)
            await asyncio.sleep(self._timers.patience)
        finally:
            dialog.close()

    async def close(self) -> None:
        """Give the last calls a moment to end in good order."""
        if self._ending:
            await asyncio.wait(self._ending, timeout=_GRACE)
        for task in list(self._ended):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _find(self, uri: SipUri) -> SipAddress:
        """Where that URI is reached. Raises `CallFailedError` if the server may not go there."""
        try:
            addresses = await admitted_addresses(_url(uri), self._hosts, _REFUSAL)
        except (WorkError, ValueError) as error:
            raise CallFailedError(str(error)) from error
        if not addresses:
            raise CallFailedError(f"the host {uri.host} has no address")
        return str(addresses[0]), uri.port or 5060


def _sip_uri(text: str) -> SipUri:
    """The URI to call; a ValueError says why it cannot be."""
    if not text.isascii() or any(not " " < letter < "\x7f" or letter in '<>"' for letter in text):
        raise ValueError("is not a SIP URI")
    scheme, _, rest = text.partition(":")
    if scheme.lower() == "sips":
        raise ValueError("is a sips: URI; the server speaks SIP over UDP, without TLS")
    uri = parse_uri(text)
    if scheme.lower() != "sip" or not rest or not uri.host or "?" in text:
        raise ValueError("is not a SIP URI, such as sip:8002@sip.example.com")
    transport = (uri.params.get("transport") or "udp").lower()
    if transport != "udp":
        raise ValueError(f"asks for {transport}; the server speaks SIP over UDP")
    return uri


def _url(uri: SipUri) -> httpx.URL:
    """Host and port as the checks of addresses want them. Raises ValueError."""
    try:
        return check_url(f"http://{uri.host}" + (f":{uri.port}" if uri.port else ""))
    except ValueError:
        raise ValueError("is not a SIP URI") from None


def _local_address(to: SipAddress) -> str:
    """The address of this machine that is seen there. Nothing is sent."""
    family = socket.AF_INET6 if ":" in to[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as probe:
        probe.connect(to)
        name: tuple[str, int] = probe.getsockname()
        return name[0]
