"""One real server for all tests of conformance, an account of its own for each, and the SDK against a script."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

import symbl
import symbl_local
from tests.sdk.conftest import client, isolated, no_pauses, one_certificate, scripted
from tests.server.accounts import Account, login
from tests.server.sounds import say, wav

__all__ = ["client", "isolated", "no_pauses", "one_certificate", "scripted"]

MAX_BODY = 200_000
MAX_MEDIA = 1_000_000
NUMBER = "15551230000"
"""Who answers phone calls."""

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[symbl_local.LocalServer]:
    recordings: Path = tmp_path_factory.mktemp("calls")
    for who in (NUMBER, "sip-8002@sip.example.com"):
        (recordings / f"{who}.wav").write_bytes(wav(say(1, seconds=0.2, pause=0.1), rate=8000))
    with symbl_local.serve(
        analyzer="tests.server.scripted:ScriptedAnalyzer",
        recognizer="tests.server.scripted_speech:Scripted",
        any_credentials=True,
        allow_hosts="loopback",
        max_body=MAX_BODY,
        max_media=MAX_MEDIA,
        max_concurrent_jobs=1000,
        job_timeout=30,
        call_recordings=recordings,
    ) as server:
        yield server


@pytest.fixture
def account(server: symbl_local.LocalServer) -> Iterator[Account]:
    with login(server, f"conformance-{next(_numbers)}", "secret") as account:
        yield account


@pytest.fixture
def user(server: symbl_local.LocalServer) -> Iterator[symbl.Symbl]:
    """A client of the local server, with an account of its own."""
    with symbl.Symbl(f"user-{next(_numbers)}", "secret", base_url=server.base_url, timeout=30) as user:
        yield user
