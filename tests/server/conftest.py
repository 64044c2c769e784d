"""Two servers for all tests that need nothing special, and an account of its own for every test."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from accounts import Account, login

import symbl_local

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[symbl_local.LocalServer]:
    with symbl_local.serve(
        analyzer="scripted:ScriptedAnalyzer",
        any_credentials=True,
        allow_hosts="loopback",
        max_body=200_000,
        max_concurrent_jobs=1000,
        job_timeout=20,
    ) as server:
        yield server


@pytest.fixture
def account(server: symbl_local.LocalServer) -> Iterator[Account]:
    with login(server, f"app-{next(_numbers)}", "secret") as account:
        yield account


@pytest.fixture
def stranger(server: symbl_local.LocalServer) -> Iterator[Account]:
    with login(server, f"app-{next(_numbers)}", "secret") as account:
        yield account


@pytest.fixture(scope="session")
def hearing() -> Iterator[symbl_local.LocalServer]:
    """A server whose recognizer hears what `sounds.say` says."""
    with symbl_local.serve(
        recognizer="scripted_speech:Scripted",
        any_credentials=True,
        allow_hosts="loopback",
        max_media=1_000_000,
        max_media_seconds=20,
        max_concurrent_jobs=1000,
        job_timeout=30,
    ) as server:
        yield server


@pytest.fixture
def listener(hearing: symbl_local.LocalServer) -> Iterator[Account]:
    with login(hearing, f"app-{next(_numbers)}", "secret") as account:
        yield account
