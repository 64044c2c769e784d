"""Nothing of the machine's own configuration reaches these tests, and no test that of another."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import certifi
import pytest

import symbl
import symbl_local
from symbl import _default
from symbl_local import LocalServer

from .script import ScriptedServer


@pytest.fixture(scope="session")
def one_certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one certificate: no test uses TLS, but every client reads the store, and the usual one is large."""
    end = "-----END CERTIFICATE-----"
    path = tmp_path_factory.mktemp("tls") / "store.pem"
    first, _, _ = Path(certifi.where()).read_text("utf-8").partition(end)
    path.write_text(first[first.index("-----BEGIN") :] + end + "\n")
    return path


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, one_certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in os.environ:
        if name.startswith("SYMBL_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    for name in ("home", "here"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(one_certificate))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "here")
    yield
    if _default._core is not None:
        _default._core.transport.close()
        _default._core = None


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path / "here"


@pytest.fixture
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries and looks follow each other at once."""
    monkeypatch.setattr("symbl._exchange.backoff", lambda tries: 0.0)
    monkeypatch.setattr("symbl._core.interval", lambda elapsed: 0.0)
    monkeypatch.setattr("symbl._core.FIRST_LOOK", 0.0)


@pytest.fixture
def scripted(no_pauses: None) -> Iterator[ScriptedServer]:
    with ScriptedServer() as server:
        yield server


@pytest.fixture
def client(scripted: ScriptedServer) -> Iterator[symbl.Symbl]:
    """A client of the scripted server."""
    with symbl.Symbl("id", "secret", base_url=scripted.base_url, timeout=30) as client:
        yield client


@pytest.fixture(scope="session")
def local() -> Iterator[LocalServer]:
    """A real server that takes any credentials, so that every test can have an account of its own."""
    with symbl_local.serve(
        any_credentials=True, analyzer="tests.sdk.analyzers:Obedient", max_concurrent_jobs=100
    ) as server:
        yield server


@pytest.fixture
def user(local: LocalServer, request: pytest.FixtureRequest) -> Iterator[symbl.Symbl]:
    """A client of the local server, with an account of its own."""
    with symbl.Symbl(request.node.name, "secret", base_url=local.base_url) as user:
        yield user
