"""Who is to be told what happens in a conversation: one bounded queue a socket. For the event loop."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import NamedTuple

__all__ = ["Ending", "Listener"]

TOO_SLOW = 1008


class Ending(NamedTuple):
    """How a socket is to be closed."""

    code: int
    reason: str


class Listener:
    """Messages for one socket, in order. One that lets `limit` of them pile up gets no more: it is dropped."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._waiting: deque[str] = deque()
        self._some = asyncio.Event()
        self._over = asyncio.Event()
        self._ending: Ending | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more is taken."""
        return self._ending is not None

    def put(self, text: str) -> None:
        """Have this sent."""
        if self._ending:
            return
        if len(self._waiting) >= self._limit:
            self._waiting.clear()
            self.end(TOO_SLOW, f"too slow: {self._limit} messages were waiting")
        else:
            self._waiting.append(text)
            self._some.set()

    def end(self, code: int, reason: str = "") -> None:
        """Have the socket closed after what is waiting."""
        if self._ending is None:
            self._ending = Ending(code, reason)
            self._over.set()
            self._some.set()

    async def until_ended(self) -> None:
        """Wait until nothing more is taken."""
        await self._over.wait()

    async def next(self) -> str | Ending:
        """The next message, or how to close when there is none any more."""
        while not self._waiting:
            if self._ending:
                return self._ending
            self._some.clear()
            await self._some.wait()
        return self._waiting.popleft()
