"""What the tests of calls have in common: recordings, an account with a token, and the mail that was sent."""

from __future__ import annotations

import io
import json
import time
import wave
from pathlib import Path
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

import symbl_local

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
