"""Recordings fetched from the addresses in requests (docs/contract.md §2.3).

A request decides where the server connects, so every step is held against `--allow-hosts`: the name as it is
written, then each address that it stands for. The connection goes to the checked address, whatever the name
stands for a moment later.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Collection

import httpx

from symbl_local.spool import Spool, TooLargeError
from symbl_local.webhooks import admits, check_url
from symbl_local.workers import WorkError

__all__ = ["LONGEST", "admitted_addresses", "fetch"]

LONGEST = 900.0
"""Seconds that fetching one file may take."""

_CONNECT = 10.0
_QUIET = 30.0  # seconds without a byte
_PAGES = ("text/html", "application/xhtml+xml")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


async def fetch(text: str, spool: Spool, *, hosts: Collection[str], limit: int, seconds: float) -> str:
    """Fetch the file at that URL into the spool and give its name there. A `WorkError` says why it cannot be."""
    longest = min(LONGEST, seconds)
    try:
        async with asyncio.timeout(longest):
            return await _fetch(check_url(text), spool, hosts, limit)
    except TimeoutError:
        raise WorkError(f"fetching the file took over {longest:g} s") from None
    except TooLargeError:
        raise WorkError(f"the file is larger than {limit} bytes") from None
    except httpx.TimeoutException as error:
        raise WorkError(f"the file's server does not answer ({type(error).__name__})") from None
    except httpx.HTTPError as error:
        raise WorkError(f"the file could not be fetched ({type(error).__name__}: {error})"[:500]) from None
    except OSError as error:
        raise WorkError(f"the file could not be stored: {error.strerror}") from error


async def _fetch(url: httpx.URL, spool: Spool, hosts: Collection[str], limit: int) -> str:
    addresses = await admitted_addresses(url, hosts)
    # A name in the certificate and in the Host header, the address in the connection.
    headers = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity"}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")}
    timeout = httpx.Timeout(_QUIET, connect=_CONNECT)
    async with httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=timeout) as client:
        for address in addresses:
            there = url.copy_with(host=str(address))
            request = client.build_request("GET", there, headers=headers, extensions=extensions)
            try:
                response = await client.send(request, stream=True)
            except httpx.ConnectError:
                if address == addresses[-1]:
                    raise
                continue
            try:
                _check(response, limit)
                return await spool.receive(_body(response), limit)
            finally:
                await response.aclose()
    raise WorkError(f"the host {url.host} has no address")


async def admitted_addresses(
    url: httpx.URL, hosts: Collection[str], refusal: str = "nothing is fetched from"
) -> list[Address]:
    """Where to connect: all addresses of the host, each of them admitted. A `WorkError` begins with the refusal."""
    if not admits(hosts, url):
        raise WorkError(f"{refusal} {url.host}: --allow-hosts does not name it")
    loop = asyncio.get_running_loop()
    try:
        found = await loop.getaddrinfo(url.host, url.port or 0, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise WorkError(f"the host {url.host} is not known") from None
    addresses = list(dict.fromkeys(ipaddress.ip_address(info[4][0]) for info in found))
    for address in addresses:
        if not (_public(address) or _named(hosts, url, address)):
            reason = f"--allow-hosts does not name its address {address}, which is not public"
            raise WorkError(f"{refusal} {url.host}: {reason}")
    return addresses


def _named(hosts: Collection[str], url: httpx.URL, address: Address) -> bool:
    if url.host == "localhost" and address.is_loopback:
        return True
    return admits(hosts, httpx.URL(scheme="http", host=str(address)))


def _public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast


def _check(response: httpx.Response, limit: int) -> None:
    status = response.status_code
    if response.is_redirect:
        raise WorkError(f"the address redirects (status {status}): only direct links are fetched")
    if status in (401, 403):
        raise WorkError(f"the file is not public: its server answers {status}")
    if status != 200:
        raise WorkError(f"the file's server answers {status}")
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _PAGES:
        raise WorkError(f"at the address is a web page ({kind}), not a media file")
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise TooLargeError


async def _body(response: httpx.Response) -> AsyncIterator[bytes]:
    """The body in pieces; refuses a web page that does not say so, and a body without anything."""
    start = b""
    async for chunk in response.aiter_bytes():
        if len(start) < 64:
            start += chunk[:64]
            if start.lstrip()[:9].lower().startswith((b"<!doctype", b"<html")):
                raise WorkError("at the address is a web page, not a media file")
        yield chunk
    if not start:
        raise WorkError("the file is empty")
