"""One server for all tests that need nothing special of it, and an account of its own for every test."""

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
