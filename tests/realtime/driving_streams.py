"""The same steps with `Symbl` and with `AsyncSymbl`."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest
from streams import PATIENCE, eventually

from symbl import AsyncSymbl, Symbl

__all__ = ["both", "done", "drive", "entered", "events_of", "until"]

both = pytest.mark.parametrize("kind", ["sync", "async"])


async def done(result: Any) -> Any:
    """What a call gives, awaited where it has to be."""
    return await result if inspect.isawaitable(result) else result


async def events_of(connection: Any) -> AsyncIterator[Any]:
    """Iterates over a connection of either kind."""
    if hasattr(connection, "__aiter__"):
        async for event in connection:
            yield event
    else:
        for event in connection:
            yield event


async def until(kind: str, happened: Callable[[], Any]) -> None:
    """Waits until something has happened; the event loop goes on meanwhile."""
    if kind == "sync":
        eventually(happened)
        return
    async with asyncio.timeout(PATIENCE):
        while not happened():  # noqa: ASYNC110
            await asyncio.sleep(0.005)


@asynccontextmanager
async def entered(manager: Any) -> AsyncIterator[Any]:
    """Enters a context manager of either kind."""
    if hasattr(manager, "__aenter__"):
        async with manager as inside:
            yield inside
    else:
        with manager as inside:
            yield inside


def drive(kind: str, base_url: str, steps: Callable[[Any], Coroutine[Any, Any, Any]], **options: Any) -> Any:
    """Takes the steps with a client of that kind, and gives what they return."""
    given: dict[str, Any] = {"access_token": "token-1", "base_url": base_url, **options}
    if kind == "sync":
        with Symbl(**given) as client:
            running = steps(client)
            try:
                running.send(None)
            except StopIteration as end:
                return end.value
            raise AssertionError("something was awaited")

    async def main() -> Any:
        async with AsyncSymbl(**given) as client:
            return await steps(client)

    return asyncio.run(main())
