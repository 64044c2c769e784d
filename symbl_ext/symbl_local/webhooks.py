"""Calls to `webhookUrl`: one on every change of a job's state (docs/contract.md §2.5)."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import re
from collections.abc import Collection

import httpx

from symbl_local.records import JobChange

__all__ = ["Webhooks", "admits", "check_url"]

log = logging.getLogger(__name__)

_NAME = re.compile(r"[\w-]+(\.[\w-]+)*\.?", re.ASCII)
_TIME_LIMIT = 10
_AT_ONCE = 20


def check_url(text: str) -> httpx.URL:
    """The URL to call; a `ValueError` says why `text` is none."""
    try:
        url = httpx.URL(text)
    except (httpx.InvalidURL, ValueError):
        raise ValueError("is not a URL") from None
    if url.scheme not in ("http", "https"):
        raise ValueError("is not an http or https URL")
    host = url.raw_host.decode("ascii", "replace")
    if not (_NAME.fullmatch(host) or _address(host)) or url.port not in (None, *range(1, 65536)):
        raise ValueError("is not a URL")
    return url


def admits(hosts: Collection[str], url: httpx.URL) -> bool:
    """Whether `hosts` names the host of `url`.

    Names and addresses are compared as they are written, ignoring case: nothing is looked up. The word ``loopback``
    stands for localhost and the loopback addresses.
    """
    host = url.host.rstrip(".")
    if "loopback" in hosts:
        address = _address(host)
        if address.is_loopback if address else host == "localhost":
            return True
    return host in {name.lower() for name in hosts}


class Webhooks:
    """Sends the changes of each job in order, and only to hosts that the settings admit.

    One attempt a change; what fails is logged.
    """

    def __init__(self, hosts: Collection[str]) -> None:
        self._hosts = hosts
        self._refused: set[str] = set()
        self._last: dict[str, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._client = httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=_TIME_LIMIT)

    def notify(self, change: JobChange) -> None:
        """Send `change` once the earlier ones of its job are sent. Returns at once."""
        if change.webhook_url is None:
            return
        url = check_url(change.webhook_url)
        if not admits(self._hosts, url):
            self._refuse(url.host)
            return
        task = asyncio.create_task(self._send(url, change, self._last.get(change.job_id)))
        self._last[change.job_id] = task
        task.add_done_callback(lambda done: self._forget(change.job_id, done))

    def _refuse(self, host: str) -> None:
        if host not in self._refused:
            self._refused.add(host)
            log.warning("no webhook goes to %s: --allow-hosts does not name it", host)

    async def _send(self, url: httpx.URL, change: JobChange, earlier: asyncio.Task[None] | None) -> None:
        if earlier:
            await asyncio.wait([earlier])
        async with self._slots:
            try:
                async with asyncio.timeout(_TIME_LIMIT):
                    body = {"jobId": change.job_id, "status": change.status}
                    response = await self._client.post(url, json=body)
                if not response.is_success:
                    log.warning("webhook of job %s answered %d", change.job_id, response.status_code)
            except (httpx.HTTPError, TimeoutError) as error:
                log.warning("webhook of job %s failed: %s", change.job_id, type(error).__name__)

    def _forget(self, job_id: str, done: asyncio.Task[None]) -> None:
        if self._last.get(job_id) is done:
            del self._last[job_id]

    async def close(self) -> None:
        """Give up what has not been sent."""
        for task in self._last.values():
            task.cancel()
        await self._client.aclose()


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
