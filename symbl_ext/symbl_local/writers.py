"""One writer at a time."""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager

__all__ = ["BusyError", "Writers"]


class BusyError(Exception):
    """Somebody else of the account is writing."""


class Writers:
    """Who is writing, by account. May be used from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy: set[str] = set()

    @contextmanager
    def alone(self, account: str) -> Generator[None]:
        """Write for that account. Does not wait: while another does, this raises `BusyError`."""
        with self._lock:
            if account in self._busy:
                raise BusyError
            self._busy.add(account)
        try:
            yield
        finally:
            with self._lock:
                self._busy.discard(account)
