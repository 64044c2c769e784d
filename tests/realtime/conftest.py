"""Nothing of the machine's configuration reaches these tests, and none leaves a thread behind."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from streams import StreamServer, eventually

from symbl import _default


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in os.environ:
        if name.startswith("SYMBL_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    yield
    if _default._core is not None:
        _default._core.transport.close()
        _default._core = None
    eventually(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("symbl-")])


@pytest.fixture
def server() -> Iterator[StreamServer]:
    with StreamServer() as server:
        yield server


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries follow each other at once."""
    monkeypatch.setattr("symbl.realtime._dialing.backoff", lambda tries: 0.0)
