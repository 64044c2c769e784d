"""Sending over HTTP, with threads and with asyncio. The only module that knows httpx.

httpx is loaded at the first request: it takes longer than all the rest together.
"""

from __future__ import annotations

import asyncio
import logging
import os
import platform
import threading
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from ._flow import Acquire, Call, Effect, Send, Wait
from ._upload import Upload
from ._version import __version__
from .errors import ConfigurationError, ConnectionFailed, TimedOut

if TYPE_CHECKING:
    import ssl

    import httpx

    H = TypeVar("H")

__all__ = ["AsyncTransport", "Transport", "closed", "tls_context"]

logger = logging.getLogger("symbl")
logger.addHandler(logging.NullHandler())

CONNECTIONS = 100
IDLE_CONNECTIONS = 20
IDLE_SECONDS = 4.0  # shorter than common servers', so that a request rarely meets a connection just closed


def limits() -> httpx.Limits:
    import httpx

    return httpx.Limits(
        max_connections=CONNECTIONS, max_keepalive_connections=IDLE_CONNECTIONS, keepalive_expiry=IDLE_SECONDS
    )


def made(client: Callable[..., H]) -> H:
    """A client of httpx, which reads the proxies and certificates that the environment names."""
    try:
        return client(limits=limits())
    except (ImportError, OSError, ValueError) as error:
        reason = f"no client for HTTP, see HTTP_PROXY, ALL_PROXY and SSL_CERT_FILE: {error}"
        raise ConfigurationError(reason) from error


@frozen
class Answer:
    """A response that has been read."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes


def in_time(effect: Send, started: float) -> None:
    """httpx's own limit is for each read; this one is for all of the body, however slowly it trickles."""
    if time.monotonic() - started > effect.patience:
        import httpx

        raise httpx.ReadTimeout("the body trickles")


def connection_error(error: Exception, effect: Send) -> ConnectionFailed:
    """Our error for one of httpx's; any other is raised again. Its text names no header and no query."""
    import httpx

    if not isinstance(error, (httpx.HTTPError, httpx.InvalidURL)):
        raise error
    where = effect.url.split("?")[0]
    unsent = isinstance(
        error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.InvalidURL)
    )
    if isinstance(error, httpx.TimeoutException):
        kind = "no connection" if unsent else "no answer"
        return TimedOut(f"{effect.method} {where}: {kind} within {effect.timeout:g} s", sent=not unsent)
    return ConnectionFailed(f"{effect.method} {where}: {str(error) or type(error).__name__}", sent=not unsent)


def tls_context() -> ssl.SSLContext:
    """The certificates that HTTP trusts, for connections of another kind."""
    import httpx

    try:
        return httpx.create_ssl_context()
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"no certificates to trust, see SSL_CERT_FILE: {error}") from error


def closed() -> ConnectionFailed:
    return ConnectionFailed("the client was closed meanwhile", sent=False)


def log(effect: Send, started: float, outcome: str) -> None:
    logger.debug("%s %s %s in %.3f s", effect.method, effect.url, outcome, time.monotonic() - started)


def build(effect: Send) -> dict[str, Any]:
    import httpx

    agent = f"symbl-sdk/{__version__} python/{platform.python_version()} httpx/{httpx.__version__}"
    return {
        "method": effect.method,
        "url": effect.url,
        "params": effect.params,
        "headers": {"User-Agent": agent, **effect.headers},
        "content": effect.content,
        "timeout": httpx.Timeout(effect.timeout, connect=min(10.0, effect.timeout)),
    }


# --------------------------------------------------------------------------------------------------- performers


class Transport:
    """Performs effects with threads and an `httpx.Client`, which is made at the first request."""

    def __init__(self) -> None:
        self._client: httpx.Client | None = None
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._closed = threading.Event()

    def make_semaphore(self, slots: int) -> threading.Semaphore:
        return threading.Semaphore(slots)

    def perform(self, effect: Effect) -> Any:
        if isinstance(effect, Send):
            return self._send(effect)
        if isinstance(effect, Acquire):
            lock: Any = effect.lock
            return lock.acquire(timeout=effect.timeout)
        if isinstance(effect, Call):
            return effect.function()
        if isinstance(effect, Wait):
            return effect.signal.wait(effect.until, effect.timeout)
        if self._closed.wait(effect.seconds):
            raise closed()
        return None

    def _send(self, effect: Send) -> Answer:
        request = build(effect)
        if isinstance(effect.content, Upload):
            request["content"] = iter(effect.content)
        started = time.monotonic()
        chunks: list[bytes] = []
        try:
            with self._http().stream(**request) as response:
                for chunk in response.iter_bytes():
                    chunks.append(chunk)
                    in_time(effect, started)
        except Exception as error:
            log(effect, started, type(error).__name__)
            raise connection_error(error, effect) from error
        log(effect, started, str(response.status_code))
        return Answer(response.status_code, response.headers, b"".join(chunks))

    def _http(self) -> httpx.Client:
        with self._lock:
            if self._closed.is_set():
                raise RuntimeError("the client is closed")
            if self._client is None or self._owner != os.getpid():  # a fork must not share its parent's connections
                import httpx

                self._client, self._owner = made(httpx.Client), os.getpid()
            return self._client

    def close(self) -> None:
        with self._lock:
            self._closed.set()
            if self._client is not None and self._owner == os.getpid():
                self._client.close()


class AsyncTransport:
    """The same for asyncio. It belongs to the event loop that it is first used in."""

    def __init__(self) -> None:
        self._client: httpx.AsyncClient | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False

    def make_semaphore(self, slots: int) -> asyncio.Semaphore:
        return asyncio.Semaphore(slots)

    def check_loop(self) -> None:
        """Refuses another event loop; the connections and locks of the first would fail there in stranger ways."""
        loop = asyncio.get_running_loop()
        self._loop = self._loop or loop
        if self._loop is not loop:
            raise RuntimeError("an AsyncSymbl belongs to the event loop it is first used in; make one for each")

    async def perform(self, effect: Effect) -> Any:
        if isinstance(effect, Send):
            return await self._send(effect)
        if isinstance(effect, Acquire):
            lock: Any = effect.lock
            try:
                async with asyncio.timeout(effect.timeout):
                    return await lock.acquire()
            except TimeoutError:
                return False
        if isinstance(effect, Call):
            return await asyncio.to_thread(effect.function)
        if isinstance(effect, Wait):
            return await effect.signal.wait_async(effect.until, effect.timeout)
        await asyncio.sleep(effect.seconds)
        if self._closed:
            raise closed()
        return None

    async def _send(self, effect: Send) -> Answer:
        if self._closed:
            raise RuntimeError("the client is closed")
        if self._client is None:
            import httpx

            self._client = made(httpx.AsyncClient)
        request = build(effect)
        if isinstance(effect.content, Upload):
            request["content"] = aiter(effect.content)
        started = time.monotonic()
        chunks: list[bytes] = []
        try:
            async with self._client.stream(**request) as response:
                async for chunk in response.aiter_bytes():
                    chunks.append(chunk)
                    in_time(effect, started)
        except Exception as error:
            log(effect, started, type(error).__name__)
            raise connection_error(error, effect) from error
        log(effect, started, str(response.status_code))
        return Answer(response.status_code, response.headers, b"".join(chunks))

    async def close(self) -> None:
        self._closed = True
        if self._client is not None:
            await self._client.aclose()
