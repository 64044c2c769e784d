"""A streaming server that plays a script over real sockets, and a proxy that cuts connections."""

from __future__ import annotations

import json
import random
import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self

from websockets.exceptions import ConnectionClosed
from websockets.frames import Frame, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import Event
from websockets.sync.server import Server, ServerConnection, serve

__all__ = ["PATIENCE", "CuttingProxy", "Heard", "StreamServer", "eventually", "lifecycle", "message"]

PATIENCE = 30.0  # seconds after which a test that waits for something gives up
CONVERSATION = "5180676375576576"


def lifecycle(kind: str, **members: Any) -> dict[str, Any]:
    """A message about the session, in its envelope."""
    return {"type": "message", "message": {"type": kind, **members}}


def message(text: str, number: int = 0) -> dict[str, Any]:
    """A finished sentence."""
    said = {"id": str(number), "from": {"name": "Ann"}, "payload": {"content": text, "contentType": "text/plain"}}
    return {"type": "message_response", "messages": [said], "sequenceNumber": number}


def eventually(happened: Callable[[], Any]) -> None:
    """Waits, with patience, until something has happened."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.005)


class Receiving(ServerConnection):
    """Notes what arrives in the thread that answers pings; the handler misses what is still queued at a break."""

    def __init__(self, *arguments: Any, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.arrived: list[bytes] = []

    def process_event(self, event: Event) -> None:
        if isinstance(event, Frame) and event.opcode is Opcode.BINARY:
            self.arrived.append(bytes(event.data))
        super().process_event(event)


class Heard:
    """One socket, and what came over it."""

    def __init__(self, server: StreamServer, socket: Receiving) -> None:
        self.server = server
        self.socket = socket
        self.path = socket.request.path if socket.request else ""
        self.headers = dict(socket.request.headers.raw_items()) if socket.request else {}
        self.texts: list[str] = []
        self.frames: list[bytes] = []
        self.order: list[str] = []  # types of messages, and "audio"

    @property
    def audio(self) -> bytes:
        return b"".join(self.frames)

    @property
    def messages(self) -> list[dict[str, Any]]:
        return [json.loads(text) for text in self.texts]

    def say(self, *events: Any) -> None:
        for event in events:
            self.socket.send(event if isinstance(event, (str, bytes)) else json.dumps(event))

    def start(self) -> None:
        """The usual answer to start_request."""
        data = {"conversationId": CONVERSATION}
        self.say(lifecycle("conversation_created", data=data), lifecycle("started_listening"))
        self.say(lifecycle("recognition_started", data=data))

    def stop(self) -> None:
        """The usual answer to stop_request."""
        self.say(*self.server.finals)
        ids = {"conversationId": CONVERSATION, "data": {"conversationId": CONVERSATION}}
        if self.messages[0].get("disconnectOnStopRequest") is False:
            self.say(lifecycle("recognition_stopped"))
            return
        self.say(lifecycle("conversation_completed", **ids), lifecycle("recognition_stopped"))
        self.socket.close()

    def sever(self) -> None:
        """Breaks the connection without a word."""
        self.socket.socket.shutdown(socket.SHUT_RDWR)

    def serve(self) -> None:
        for came in self.socket:
            if isinstance(came, bytes):
                self.frames.append(came)
                self.order.append("audio")
                self.server.on_audio(self, came)
                continue
            self.texts.append(came)
            kind = json.loads(came).get("type") if came.startswith("{") and '"' in came else "?"
            self.order.append(kind)
            {"start_request": self.server.on_start, "stop_request": self.server.on_stop}.get(
                kind, self.server.on_other
            )(self)


class StreamServer:
    """Does what a stream expects of a server, unless a test puts something else in place of `on_...`.

    `refuse` gets a request for a handshake and may answer it.
    """

    def __init__(self, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self.heard: list[Heard] = []
        self.finals: list[Any] = []
        self.on_start: Callable[[Heard], Any] = Heard.start
        self.on_stop: Callable[[Heard], Any] = Heard.stop
        self.on_audio: Callable[[Heard, bytes], Any] = lambda heard, data: None
        self.on_other: Callable[[Heard], Any] = lambda heard: heard.say(lifecycle("session_modified"))
        self.refuse: Callable[[ServerConnection, Request], Response | None] = lambda connection, request: None
        self.handshakes = 0
        self.tokens: list[str | None] = []
        self._server: Server = serve(
            self._serve,
            "127.0.0.1",
            port,
            process_request=self._handshake,
            compression=None,
            max_size=2**20,
            create_connection=Receiving,
            ssl=tls,
        )
        self.port: int = self._server.socket.getsockname()[1]
        self.base_url = f"http{'s' if tls else ''}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, name="stream server")

    @property
    def last(self) -> Heard:
        return self.heard[-1]

    def _handshake(self, connection: ServerConnection, request: Request) -> Response | None:
        self.handshakes += 1
        self.tokens.append(request.headers.get("x-api-key"))
        return self.refuse(connection, request)

    def _serve(self, socket: ServerConnection) -> None:
        assert isinstance(socket, Receiving)
        heard = Heard(self, socket)
        self.heard.append(heard)
        with suppress(ConnectionClosed):
            heard.serve()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        for heard in self.heard:
            heard.socket.close()
        self._server.shutdown()
        self._thread.join(PATIENCE)


class CuttingProxy:
    """Carries bytes between a client and a server, and cuts everything off after some bytes from the client."""

    def __init__(self, port: int, cuts: list[int]) -> None:
        """`cuts` are for the connections in turn: how many bytes of the client's go through. Later ones are whole."""
        self._target = port
        self._cuts = list(cuts)
        self.connections = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._listen, name="proxy")]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            left = self._cuts.pop(0) if self._cuts else None
            server = socket.create_connection(("127.0.0.1", self._target))
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for one, other, most in ((client, server, left), (server, client, None)):
                thread = threading.Thread(target=self._carry, args=(one, other, most), name="proxy connection")
                self._threads.append(thread)
                thread.start()

    def _carry(self, one: socket.socket, other: socket.socket, left: int | None) -> None:
        try:
            while data := one.recv(4096):
                if left is not None:
                    data = data[:left]
                    left -= len(data)
                other.sendall(data)
                if left == 0:
                    break
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        if left is None:
            one.close()
            other.close()


def random_cuts(seed: int, count: int, least: int, most: int) -> list[int]:
    """Where the proxy cuts."""
    return [random.Random(f"{seed} {number}").randint(least, most) for number in range(count)]
