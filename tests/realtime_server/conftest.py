"""Servers whose recognizers are told what they hear, and an account for every test."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from live_support import Caller

import symbl_local

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def dictated() -> Iterator[symbl_local.LocalServer]:
    with symbl_local.serve(
        recognizer="live_recognizers:Dictated", any_credentials=True, max_streams=6, speech_workers=2
    ) as server:
        yield server


@pytest.fixture(scope="session")
def impatient() -> Iterator[symbl_local.LocalServer]:
    """A server with short limits."""
    with symbl_local.serve(
        recognizer="live_recognizers:Dictated",
        any_credentials=True,
        stream_idle=0.8,
        stream_silence=2.5,
        subscriber_backlog=20,
        speech_workers=1,
    ) as server:
        yield server


@pytest.fixture
def caller(dictated: symbl_local.LocalServer) -> Iterator[Caller]:
    caller = Caller(dictated, f"app-{next(_numbers)}", "secret")
    yield caller
    caller.close()


@pytest.fixture
def hurried(impatient: symbl_local.LocalServer) -> Iterator[Caller]:
    caller = Caller(impatient, f"app-{next(_numbers)}", "secret")
    yield caller
    caller.close()
