"""The same steps with `Symbl` and with `AsyncSymbl`."""

from __future__ import annotations

import asyncio
import inspect
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from symbl import AsyncSymbl, Symbl

from .script import PATIENCE

__all__ = ["PAYLOAD", "both", "drive", "eventually", "run_python"]

PAYLOAD = {"messages": [{"payload": {"content": "Hello."}}]}

both = pytest.mark.parametrize("kind", ["sync", "async"])

Step = Callable[[Any], Any]


def drive(kind: str, base_url: str, *steps: Step, **options: Any) -> Any:
    """Takes the steps one after the other with a client of that kind, and gives what the last one gave."""
    given: dict[str, Any] = {"app_id": "id", "app_secret": "secret", "base_url": base_url, "timeout": 30, **options}
    if kind == "sync":
        with Symbl(**given) as client:
            return [step(client) for step in steps][-1]

    async def main() -> Any:
        result: Any = None
        async with AsyncSymbl(**given) as client:
            for step in steps:
                result = step(client)
                if inspect.isawaitable(result):
                    result = await result
        return result

    return asyncio.run(main())


def eventually(happened: Callable[[], Any]) -> None:
    """Waits, with patience, until something has happened."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def run_python(code: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Runs a program in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *arguments], capture_output=True, text=True, timeout=2 * PATIENCE
    )
    assert not check or done.returncode == 0, done.stderr
    return done
