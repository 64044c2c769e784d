"""A server whose calls are answered by recordings, and an account of its own for every test."""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from call_recognizers import spoken
from calling import LONG, NUMBER, Caller, wav

import symbl
import symbl_local
from symbl import _default

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("recordings")
    (folder / f"{NUMBER}.wav").write_bytes(wav(spoken("I'll send the offer by Friday.", "Who has the slides?")))
    (folder / f"{LONG}.wav").write_bytes(wav(spoken(*(f"This is sentence {n}." for n in range(300)))))
    (folder / "sip-8002@sip.example.com.wav").write_bytes(wav(spoken("Hello there.")))
    (folder / "+15551230002.mp3").write_text("no recording")
    (folder / "index.json").write_text(
        json.dumps({"+1 555 123 0003": f"{NUMBER}.wav", "sip:Nine@Example.com": "9.wav"})
    )
    return folder


@pytest.fixture(scope="session")
def outbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mail") / "outbox"


@pytest.fixture(scope="session")
def telephones(recordings: Path, outbox: Path) -> Iterator[symbl_local.LocalServer]:
    with symbl_local.serve(
        recognizer="call_recognizers:Lines",
        any_credentials=True,
        call_recordings=recordings,
        call_speed=10,
        max_streams=3,
        outbox=outbox,
        speech_workers=1,
    ) as server:
        yield server


@pytest.fixture
def caller(telephones: symbl_local.LocalServer) -> Iterator[Caller]:
    caller = Caller(telephones, f"app-{next(_numbers)}")
    yield caller
    caller.http.close()


@pytest.fixture
def client(telephones: symbl_local.LocalServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[symbl.Symbl]:
    for name in os.environ:
        if name.startswith("SYMBL_"):
            monkeypatch.delenv(name)
    with symbl.Symbl(f"app-{next(_numbers)}", "secret", base_url=telephones.base_url) as client:
        yield client
    if _default._core is not None:
        _default._core.transport.close()
        _default._core = None
