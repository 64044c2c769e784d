"""A server whose calls are answered by recordings, and an account of its own for every test."""

from __future__ import annotations

import io
import itertools
import json
import os
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from call_recognizers import spoken
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

import symbl
import symbl_local
from symbl import _default

_numbers = itertools.count(1)
Json = dict[str, Any]

NUMBER = "+15551230000"
LONG = "+15551230001"
ADDRESS = "sip:8002@sip.example.com"


def wav(pcm: bytes) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(16_000)
        writer.writeframes(pcm)
    return file.getvalue()


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


class Caller:
    """An account with a token."""

    def __init__(self, server: symbl_local.LocalServer, app_id: str) -> None:
        self.http = httpx.Client(base_url=server.base_url, timeout=30)
        body = {"type": "application", "appId": app_id, "appSecret": "secret"}
        self.token = self.http.post("/oauth2/token:generate", json=body).json()["accessToken"]
        self.http.headers["x-api-key"] = self.token
        self._socket = server.base_url.replace("http", "ws", 1)

    def ask(self, **body: Any) -> httpx.Response:
        return self.http.post("/v1/endpoint:connect", json=body)

    def call(self, number: str = NUMBER, **members: Any) -> Json:
        response = self.ask(operation="start", endpoint={"type": "pstn", "phoneNumber": number}, **members)
        assert response.status_code == 201, response.text
        return dict(response.json())

    def stop(self, connection_id: str, **members: Any) -> httpx.Response:
        return self.ask(operation="stop", connectionId=connection_id, **members)

    def socket(self, connection_id: str, path: str = "/session/subscribe/") -> Any:
        return connect(f"{self._socket}{path}{connection_id}?access_token={self.token}")

    def listen(self, connection_id: str) -> list[Json]:
        """Everything that is told from now on, until the end."""
        with self.socket(connection_id) as socket:
            return rest(socket)

    def messages(self, conversation_id: str) -> list[Json]:
        found = self.http.get(f"/v1/conversations/{conversation_id}/messages").json()["messages"]
        return list(found)


def rest(socket: Any) -> list[Json]:
    told: list[Json] = []
    try:
        while True:
            told.append(json.loads(socket.recv(30)))
    except ConnectionClosed:
        return told


def mail(outbox: Path, address: str, count: int = 1) -> list[str]:
    """The mail to that address, once so many have come."""
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        found = [file.read_text() for file in outbox.glob("*.eml") if f"To: {address}\n" in file.read_text()]
        if len(found) >= count:
            return found
        time.sleep(0.02)
    raise AssertionError(f"no mail to {address}")


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
