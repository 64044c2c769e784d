"""A client of the sockets: an account with a token, and connections that keep what they were told."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

import symbl_local

Json = dict[str, Any]

WAIT = 20.0


class Socket:
    """A connection. `told` is everything that was received."""

    def __init__(self, raw: ClientConnection) -> None:
        self.raw = raw
        self.told: list[Json] = []

    def send(self, message: Json | str) -> None:
        self.raw.send(message if isinstance(message, str) else json.dumps(message))

    def start(self, **members: Any) -> str:
        """Start, and give the conversation's id."""
        self.send({"type": "start_request", **members})
        created = self.until("conversation_created")
        self.until("recognition_started")
        return str(created["data"]["conversationId"])

    def say(self, *lines: str) -> None:
        """What `live_recognizers.Dictated` is to hear."""
        for line in lines:
            data = f"{line}\n".encode()
            self.raw.send(data + b"\0" * (len(data) % 2))

    def stop(self) -> list[Json]:
        """Stop, and give everything that follows."""
        self.send({"type": "stop_request"})
        return self.rest()

    def next(self) -> Json:
        message = json.loads(self.raw.recv(WAIT))
        self.told.append(message)
        return dict(message)

    def until(self, kind: str, count: int = 1) -> Json:
        """The next message of that type, inner or outer; others are kept in `told`."""
        while True:
            message = self.next()
            found = message["message"] if message["type"] == "message" else message
            if found["type"] == kind:
                count -= 1
                if not count:
                    return dict(found)

    def rest(self) -> list[Json]:
        """Everything until the connection is closed."""
        before = len(self.told)
        try:
            while True:
                self.next()
        except ConnectionClosed:
            return self.told[before:]

    def ended(self) -> tuple[int | None, str]:
        """How the server closed the connection, which it does now."""
        self.rest()
        assert self.raw.protocol.close_rcvd is not None
        return self.raw.protocol.close_rcvd.code, self.raw.protocol.close_rcvd.reason

    def close(self) -> None:
        self.raw.close()

    def of(self, kind: str) -> list[Json]:
        """What was told of that type, inner or outer."""
        inner = [told["message"] if told["type"] == "message" else told for told in self.told]
        return [told for told in inner if told["type"] == kind]

    def kinds(self) -> list[str]:
        return [told["message"]["type"] if told["type"] == "message" else told["type"] for told in self.told]


class Caller:
    """An account of a server."""

    def __init__(self, server: symbl_local.LocalServer, app_id: str = "", app_secret: str = "") -> None:
        self.http = httpx.Client(base_url=server.base_url, timeout=WAIT)
        self.address = server.base_url.replace("http", "ws", 1)
        answer = self.http.post(
            "/oauth2/token:generate",
            json={
                "type": "application",
                "appId": app_id or server.credentials["app_id"],
                "appSecret": app_secret or server.credentials["app_secret"],
            },
        )
        self.token: str = answer.json()["accessToken"]
        self.http.headers["Authorization"] = f"Bearer {self.token}"

    def close(self) -> None:
        self.http.close()

    @contextmanager
    def open(self, connection_id: str, path: str = "/v1/streaming", **options: Any) -> Generator[Socket]:
        url = f"{self.address}{path}/{connection_id}?access_token={self.token}"
        with connect(url, max_size=None, **options) as raw:
            yield Socket(raw)

    def stream(self, connection_id: str, **options: Any) -> Any:
        return self.open(connection_id, **options)

    def subscribe(self, connection_id: str, **options: Any) -> Any:
        return self.open(connection_id, "/v1/subscribe", **options)

    def read(self, conversation_id: str, resource: str = "", **query: Any) -> Any:
        response = self.http.get(f"/v1/conversations/{conversation_id}{resource}", params=query)
        assert response.is_success, (response.status_code, response.text)
        return response.json()

    def texts(self, conversation_id: str) -> list[str]:
        return [message["text"] for message in self.read(conversation_id, "/messages")["messages"]]


def inner(messages: list[Json]) -> Iterator[str]:
    for told in messages:
        yield told["message"]["type"] if told["type"] == "message" else told["type"]
