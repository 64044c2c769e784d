"""Who is to be told what happens in a conversation: one bounded queue a socket. For the event loop."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["Ending", "Listener", "Past"]

TOO_SLOW = 1008

_KEPT = 1_000
"""Results of a conversation that are kept for a speaker who may come back."""


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


class Past:
    """Numbers the results of a conversation, and keeps the last of them if `keeps` is set."""

    def __init__(self) -> None:
        self.keeps = False
        self._counts: Counter[str] = Counter()
        self._kept: deque[dict[str, Any]] = deque(maxlen=_KEPT)

    def numbered(self, message: dict[str, Any]) -> dict[str, Any]:
        """The message with the next `sequenceNumber` of its type, if it is a result."""
        kind = message["type"]
        if not kind.endswith("_response"):
            return message
        message = message | {"sequenceNumber": self._counts[kind]}
        self._counts[kind] += 1
        if self.keeps:
            self._kept.append(message)
        return message

    def missed(self, expected: Mapping[str, int]) -> list[dict[str, Any]]:
        """What was told to somebody who expects that number of each type next, or 0."""
        return [one for one in self._kept if one["sequenceNumber"] >= expected.get(one["type"], 0)]
