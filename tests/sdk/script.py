"""A server that plays a script over real sockets: canned answers and faults, in the order they were written down."""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

__all__ = [
    "HANG",
    "LOST",
    "RESET",
    "TOKEN",
    "Answer",
    "Play",
    "Recorded",
    "ScriptedServer",
    "Trickle",
    "job",
    "submitted",
    "token",
]

PATIENCE = 30.0  # seconds after which a test that waits for something gives up


@dataclass(frozen=True)
class Answer:
    """A whole HTTP response. A `body` that is neither str nor bytes is sent as JSON."""

    status: int = 200
    body: Any = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    after: threading.Event | None = None
    """Sent only when this is set."""

    def content(self) -> bytes:
        if isinstance(self.body, bytes):
            return self.body
        return self.body.encode() if isinstance(self.body, str) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Fault:
    """Something other than an answer."""

    kind: str


RESET = Fault("reset")  # the connection is reset once the request is read
LOST = Fault("lost")  # the connection is closed once the request is read
HANG = Fault("hang")  # no answer until the server ends
TOKEN = "token-0"


@dataclass(frozen=True)
class Trickle:
    """An answer whose body comes byte by byte, for three seconds, and never to an end."""


Act = Answer | Fault | Trickle
Play = Act | Callable[["Recorded"], Act]


@dataclass(frozen=True)
class Recorded:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    content: bytes

    @property
    def path(self) -> str:
        return self.target.split("?")[0]

    @property
    def json(self) -> Any:
        return json.loads(self.content)


def token(value: str = TOKEN, expires_in: Any = 3600) -> Answer:
    return Answer(200, {"accessToken": value, "expiresIn": expires_in})


def submitted(conversation_id: str = "c1", job_id: str = "j1") -> Answer:
    return Answer(201, {"conversationId": conversation_id, "jobId": job_id})


def job(status: str = "completed", **members: Any) -> Answer:
    return Answer(200, {"id": "j1", "status": status, **members})


class ScriptedServer:
    """Answers the n-th request to a path with the n-th act for it; the last act is repeated.

    Without a script for it, a token request gets a token, a submission two ids, a job is completed, and anything
    else is an empty object. `requests` holds everything that came, `connections` counts.
    """

    def __init__(self) -> None:
        self.requests: list[Recorded] = []
        self.connections = 0
        self._acts: dict[str, list[Play]] = {}
        self._changed = threading.Condition()
        self._ended = threading.Event()
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._listen, name="scripted server")]

    def script(self, path: str, *acts: Play) -> Self:
        """What requests to a path get, in turn; `path` is its end, such as `/oauth2/token:generate`."""
        self._acts[path] = list(acts)
        return self

    def to(self, path: str) -> list[Recorded]:
        """The requests to a path."""
        with self._changed:
            return [request for request in self.requests if request.path.endswith(path)]

    @property
    def tokens(self) -> list[Recorded]:
        return self.to("/oauth2/token:generate")

    @property
    def calls(self) -> list[Recorded]:
        """The requests other than for tokens."""
        with self._changed:
            return [request for request in self.requests if "/oauth2/" not in request.path]

    def wait_for(self, path: str, count: int = 1) -> None:
        """Waits until so many requests to a path have come."""
        with self._changed:
            came = self._changed.wait_for(
                lambda: sum(request.path.endswith(path) for request in self.requests) >= count, PATIENCE
            )
        assert came, self.requests

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Ends all connections."""
        if self._ended.is_set():
            return
        self._ended.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        for sock in self._open:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        for thread in self._threads:
            thread.join(PATIENCE)
        self._listener.close()

    # ------------------------------------------------------------------------------------------- inside

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(sock)
            thread = threading.Thread(target=self._serve, args=(sock,), name="scripted connection")
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        with sock, sock.makefile("rb") as stream:
            try:
                while (request := _read(stream)) is not None and self._play(sock, request):
                    pass
            except OSError:
                return

    def _next(self, request: Recorded) -> Act:
        with self._changed:
            self.requests.append(request)
            self._changed.notify_all()
            for path, acts in self._acts.items():
                if request.path.endswith(path):
                    act = acts.pop(0) if len(acts) > 1 else acts[0]
                    break
            else:
                act = _usual(request)
        return act if isinstance(act, Act) else act(request)

    def _play(self, sock: socket.socket, request: Recorded) -> bool:
        """Does what the script says, and says whether the connection goes on."""
        act = self._next(request)
        if isinstance(act, Trickle):
            sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")
            for _ in range(150):
                if self._ended.wait(0.02):
                    break
                sock.sendall(b" ")
            return False
        if isinstance(act, Fault):
            if act is HANG:
                self._ended.wait()
            elif act is RESET:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        if act.after is not None:
            deadline = time.monotonic() + PATIENCE
            while not act.after.wait(0.05):
                if self._ended.is_set() or time.monotonic() > deadline:
                    return False
        content = act.content()
        headers = {"Content-Type": "application/json", "Content-Length": str(len(content)), **act.headers}
        lines = [f"HTTP/1.1 {act.status} Scripted", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
        sock.sendall("\r\n".join(lines).encode("latin-1") + content)
        return "Connection" not in act.headers


def _usual(request: Recorded) -> Answer:
    if request.path.endswith("/token:generate"):
        return token()
    if request.method in ("POST", "PUT"):
        return submitted()
    return job() if "/job/" in request.path else Answer(200, {})


def _read(stream: Any) -> Recorded | None:
    start = stream.readline().decode("latin-1").split()
    if len(start) != 3:
        return None
    headers: dict[str, str] = {}
    while line := stream.readline().decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.lower()] = value.strip()
    if headers.get("transfer-encoding") == "chunked":
        chunks: list[bytes] = []
        while size := int(stream.readline() or b"-1", 16):
            if size < 0:
                return None  # it ended in the middle
            chunks.append(stream.read(size))
            stream.readline()
        stream.readline()
        return Recorded(start[0], start[1], headers, b"".join(chunks))
    return Recorded(start[0], start[1], headers, stream.read(int(headers.get("content-length", 0))))
