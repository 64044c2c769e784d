"""Waiting, in threads and in event loops, for what another thread brings about."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

__all__ = ["Signal"]


class Signal:
    """Tells those who wait that something has changed; each looks for itself whether it is what it waits for."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._waiting = 0
        self._futures: list[asyncio.Future[None]] = []

    def tell(self) -> None:
        """Something has changed. Cheap when nobody waits."""
        if not self._waiting:
            return
        with self._condition:
            self._condition.notify_all()
            futures, self._futures = self._futures, []
        for future in futures:
            try:
                future.get_loop().call_soon_threadsafe(wake, future)
            except RuntimeError:  # the loop is closed, and nobody waits any more
                continue

    def wait(self, until: Callable[[], bool], timeout: float | None) -> bool:
        """Waits in this thread and says whether it came in time."""
        if until():
            return True
        with self._condition:
            self._waiting += 1
            try:
                return self._condition.wait_for(until, timeout)
            finally:
                self._waiting -= 1

    async def wait_async(self, until: Callable[[], bool], timeout: float | None) -> bool:  # noqa: ASYNC109
        """Waits in the running event loop."""
        import asyncio

        ends = None if timeout is None else time.monotonic() + timeout
        with self._condition:
            self._waiting += 1
        try:
            while True:
                future = asyncio.get_running_loop().create_future()
                with self._condition:
                    self._futures.append(future)
                if until():
                    return True
                left = None if ends is None else ends - time.monotonic()
                if left is not None and left <= 0:
                    return False
                try:
                    async with asyncio.timeout(left):
                        await future
                except TimeoutError:
                    return until()
                finally:
                    future.cancel()
        finally:
            with self._condition:
                self._waiting -= 1
                self._futures = [future for future in self._futures if not future.done()]


def wake(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)
