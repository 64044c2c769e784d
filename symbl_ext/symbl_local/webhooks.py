"""Calls to `webhookUrl`: one on every change of a job's state (docs/contract.md §2.5)."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import random
import re
import sqlite3
import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpx

from symbl_local import deliveries
from symbl_local.config import Settings
from symbl_local.deliveries import Delivery
from symbl_local.signing import signed
from symbl_local.store import Store
from symbl_local.times import now, to_ms

__all__ = ["Webhooks", "admits", "backoff", "check_url"]

log = logging.getLogger(__name__)

_NAME = re.compile(r"[\w-]+(\.[\w-]+)*\.?", re.ASCII)
_TIME_LIMIT = 10
_LONGEST = 300.0
"""Seconds between two attempts at most, whatever the receiver asks for."""
_AT_ONCE = 64
_AT_ONE_ORIGIN = 4
_GRACE = 60_000
"""Milliseconds past its end that a webhook may wait for its last attempt."""
_READ = 64 * 1024
_TROUBLE = 5.0


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
    """Sends what the database says is still to be told, until its task is cancelled.

    The changes of a job go out in order, each until it is delivered or given up, and only to hosts that the settings
    admit. What is not delivered when the task is cancelled is sent after the next start. A receiver may get one twice;
    both have the same `webhook-id`.
    """

    def __init__(self, store: Store, settings: Settings, keys: Sequence[bytes]) -> None:
        self._store = store
        self._hosts = settings.allow_hosts
        self._give_up = round(settings.webhook_give_up * 1000)
        self._keys = keys
        self._refused: set[str] = set()
        self._busy: dict[str, Delivery] = {}
        self._last = ""
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    async def run(self) -> None:
        """Send what is due, as it becomes due."""
        await asyncio.to_thread(self._resume)
        headers = {"User-Agent": "symbl-local"}
        async with (
            httpx.AsyncClient(trust_env=False, follow_redirects=False, timeout=_TIME_LIMIT, headers=headers) as client,
            asyncio.TaskGroup() as tasks,
        ):
            while True:
                self._wake.clear()  # before looking, so that nothing that comes while looking is missed
                try:
                    found, pause = await asyncio.to_thread(self._look)
                except sqlite3.Error as error:
                    log.error("webhooks cannot be read: %s", type(error).__name__)
                    found, pause = [], _TROUBLE
                for delivery in found:
                    self._busy[delivery.id] = delivery
                    self._last = delivery.origin
                    tasks.create_task(self._see_to(client, delivery))
                with suppress(TimeoutError):
                    async with asyncio.timeout(pause):
                        await self._wake.wait()

    def _resume(self) -> None:
        at = to_ms(now())
        with self._store.writing() as db:
            deliveries.resume(db, at, at - self._give_up)

    def _look(self) -> tuple[list[Delivery], float | None]:
        """What can be sent now, and the seconds until there may be more."""
        at = to_ms(now())
        self._sweep(at)
        with self._store.reading() as db:
            room = _AT_ONCE - len(self._busy)
            busy = tuple(self._busy.values())
            found = deliveries.due(db, at, busy=busy, room=room, each=_AT_ONE_ORIGIN, after=self._last)
            moment = deliveries.next_due(db, at)
        return found, None if moment is None else (moment - at) / 1000

    def _sweep(self, at: int) -> None:
        """Give up what is too old, and was too long in a queue for an attempt of its own."""
        before = at - self._give_up - _GRACE
        while True:
            with self._store.reading() as db:
                old = [item for item in deliveries.expired(db, before) if item.id not in self._busy]
            if not old:
                return
            with self._store.writing() as db:
                for delivery in old:
                    deliveries.remove(db, delivery, at)
            log.warning("%d webhooks are given up: their receivers were too slow", len(old))

    async def _see_to(self, client: httpx.AsyncClient, delivery: Delivery) -> None:
        """One attempt, and a note of what came of it."""
        try:
            url = check_url(delivery.url)
            if admits(self._hosts, url):
                outcome = await self._attempt(client, url, delivery)
            else:
                self._refuse(url.host)
                outcome = _Outcome()
            await asyncio.to_thread(self._note, delivery, outcome)
        except sqlite3.Error as error:
            log.error("what came of a webhook cannot be written down: %s", type(error).__name__)
            await asyncio.sleep(_TROUBLE)
        finally:
            del self._busy[delivery.id]
            self.wake()

    def _refuse(self, host: str) -> None:
        if host not in self._refused:
            self._refused.add(host)
            log.warning("no webhook goes to %s: --allow-hosts does not name it", host)

    async def _attempt(self, client: httpx.AsyncClient, url: httpx.URL, delivery: Delivery) -> _Outcome:
        body = json.dumps({"jobId": delivery.job_id, "status": delivery.status}).encode()
        headers = signed(self._keys, delivery.id, int(time.time()), body)
        headers["Content-Type"] = "application/json"
        try:
            async with (
                asyncio.timeout(_TIME_LIMIT),
                client.stream("POST", url, content=body, headers=headers) as response,
            ):
                if not response.is_success:
                    asked = _seconds(response.headers.get("retry-after", ""))
                    return _Outcome(f"status {response.status_code}", asked, final=response.status_code == 410)
                with suppress(httpx.HTTPError, TimeoutError):  # a short body is read so that the connection can be kept
                    async for block in response.aiter_raw(_READ):
                        if len(block) >= _READ:
                            break
        except Exception as error:
            return _Outcome(type(error).__name__)
        return _Outcome()

    def _note(self, delivery: Delivery, outcome: _Outcome) -> None:
        at = to_ms(now())
        end = delivery.since + self._give_up
        done = outcome.trouble is None or outcome.final or at >= end
        pause = max(backoff(delivery.attempts), min(outcome.asked, _LONGEST))
        until = min(at + round(pause * 1000), end)
        with self._store.writing() as db:
            if done:
                deliveries.remove(db, delivery, at)
            else:
                deliveries.postpone(db, delivery, until)
        if outcome.trouble is None:
            return
        name, tries = (delivery.job_id, delivery.status), delivery.attempts + 1
        if done:
            log.warning("webhook of job %s (%s) is given up at attempt %d: %s", *name, tries, outcome.trouble)
        else:
            level = logging.INFO if delivery.attempts else logging.WARNING
            log.log(level, "webhook of job %s (%s) is tried again: %s", *name, outcome.trouble)


class _Outcome(NamedTuple):
    """What came of an attempt: its trouble, if any, and the seconds that the receiver asks to be left alone."""

    trouble: str | None = None
    asked: float = 0
    final: bool = False


def backoff(attempts: int) -> float:
    """Seconds until the next attempt when so many had failed before this one."""
    return min(_LONGEST, 2.0 ** min(attempts, 30)) * random.uniform(0.5, 1)


def _seconds(retry_after: str) -> float:
    """A `Retry-After` header, in seconds or as a date; 0 if it is neither."""
    if re.fullmatch(r"[0-9]{1,9}", retry_after.strip()):
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - now()).total_seconds()


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    if "%" in host:  # a zone, which may hold any characters, also such as mean something in a header
        return None
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
