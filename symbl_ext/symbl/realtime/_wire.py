"""A WebSocket that never blocks once it is open. The only module of the SDK that knows websocket-client.

The library makes the handshake and reads and writes the frames; the bytes are moved here, so that one lock is enough
for reading and writing and TLS is never used by two threads at once.
"""

from __future__ import annotations

import platform
import ssl
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, cast

import websocket
from attrs import frozen
from websocket import ABNF

from .._exchange import api_error
from .._http import tls_context
from .._version import __version__
from ..errors import APIError, ConnectionFailed, StreamingError, TimedOut

__all__ = ["Wire", "connect"]

BINARY, TEXT, PING, PONG, CLOSE = (
    ABNF.OPCODE_BINARY,
    ABNF.OPCODE_TEXT,
    ABNF.OPCODE_PING,
    ABNF.OPCODE_PONG,
    ABNF.OPCODE_CLOSE,
)
BLOCK = 65536
AT_ONCE = 16 * BLOCK  # read before anything else gets its turn


ProtocolError = websocket.WebSocketException


class Dry(Exception):
    """There is nothing more to read for now."""


class Ahead:
    """A socket during the handshake: read in blocks, for the library asks for the headers byte by byte."""

    def __init__(self, sock: Any) -> None:
        self.sock = sock
        self.rest = b""

    def recv(self, size: int) -> bytes:
        if not self.rest:
            self.rest = self.sock.recv(BLOCK)
        piece, self.rest = self.rest[:size], self.rest[size:]
        return piece

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sock, name)


class Wire(websocket.WebSocket):
    """One connection. The caller holds a lock."""

    _ahead: Any = None

    def __init__(self, sslopt: dict[str, Any] | None = None) -> None:
        # Text is checked where it is decoded; the library's own check goes through it letter by letter.
        super().__init__(sslopt=sslopt, enable_multithread=False, skip_utf8_validation=True)  # pyright: ignore[reportUnknownMemberType]
        self._came = b""
        self._at = 0
        self._out = bytearray()

    @property
    def sock(self) -> Any:
        """The socket; the library sets it before the handshake and when it is closed."""
        return self._ahead

    @sock.setter
    def sock(self, sock: Any) -> None:  # pyright: ignore[reportIncompatibleVariableOverride]
        self._ahead = None if sock is None else Ahead(sock)

    def opened(self) -> None:
        """The handshake is done, and nothing blocks any more."""
        ahead = self._ahead
        self._came, self._ahead = ahead.rest, ahead.sock
        ahead.sock.setblocking(False)

    @property
    def backlog(self) -> int:
        """Bytes that the socket has not taken yet."""
        return len(self._out)

    def fileno(self) -> int:
        sock = self.sock
        return -1 if sock is None else sock.fileno()

    def fill(self) -> bool:
        """Reads what has come. False when the other side has hung up."""
        sock = self.sock
        parts = [self._came[self._at :]]
        secure = isinstance(sock, ssl.SSLSocket)
        size, open_still = 0, True
        while size < AT_ONCE:
            try:
                block = sock.recv(BLOCK)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                break
            if not block:
                open_still = False
                break
            parts.append(block)
            size += len(block)
            if len(block) < BLOCK and not secure:
                break
        self._came, self._at = b"".join(parts), 0
        return open_still

    @property
    def more(self) -> bool:
        """Whether there are bytes that no look at the socket would tell of: held by TLS, or read with the handshake."""
        sock = self.sock
        return self._at < len(self._came) or (isinstance(sock, ssl.SSLSocket) and sock.pending() > 0)

    def messages(self) -> Iterator[tuple[int, bytes]]:
        """What has come whole, control frames too; pings and a close are answered on the way."""
        while True:
            try:
                opcode, data = cast("tuple[int, bytes]", self.recv_data(control_frame=True))  # pyright: ignore[reportUnknownMemberType]
            except Dry:
                return
            yield opcode, data

    def flush(self) -> None:
        """Writes what the socket takes."""
        sock = self.sock
        while self._out:
            try:
                sent = sock.send(self._out)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return
            del self._out[:sent]

    def flush_quietly(self) -> None:
        """The same where it no longer matters whether it works."""
        with suppress(OSError, ValueError):
            self.flush()

    def say(self, payload: bytes, *, text: bool) -> None:
        """Makes a message of it; `flush` writes it."""
        self.send(payload, TEXT if text else BINARY)  # pyright: ignore[reportUnknownMemberType]

    def drop(self) -> None:
        """Closes the socket."""
        self.shutdown()  # type: ignore[no-untyped-call]

    def _recv(self, bufsize: int) -> bytes:
        at = self._at
        piece = self._came[at : at + bufsize]
        if not piece:
            raise Dry
        self._at = at + len(piece)
        return piece

    def _send(self, data: str | bytes) -> int:
        self._out += data if isinstance(data, bytes) else data.encode()
        return len(data)


@frozen
class Refusal:
    """The answer to a handshake that was none."""

    status_code: int
    headers: dict[str, str]
    content: bytes


def connect(url: str, token: str, timeout: float) -> Wire:
    """Opens a connection. Raises APIError when the server refuses, ConnectionFailed when there is no answer."""
    secure = url.startswith("wss:")
    wire = Wire({"context": tls_context()} if secure else None)
    agent = f"symbl-sdk/{__version__} python/{platform.python_version()} websocket-client/{websocket.__version__}"
    headers = {"x-api-key": token, "User-Agent": agent}
    try:
        wire.connect(url, header=headers, timeout=timeout, suppress_origin=True, redirect_limit=0)  # type: ignore[no-untyped-call]  # pyright: ignore[reportUnknownMemberType]
        wire.opened()
    except websocket.WebSocketBadStatusException as error:
        raise refused(error, token) from None
    except (websocket.WebSocketTimeoutException, TimeoutError):
        raise TimedOut(f"{url}: no connection within {timeout:g} s", sent=False) from None
    except (OSError, websocket.WebSocketProxyException, websocket.WebSocketAddressException) as error:
        raise ConnectionFailed(f"{url}: {reason(error)}", sent=False) from error
    except websocket.WebSocketConnectionClosedException as error:
        raise ConnectionFailed(f"{url}: hung up in the handshake", sent=False) from error
    except websocket.WebSocketException as error:
        text = f"{url}: the answer is no WebSocket handshake: {reason(error)}"
        raise StreamingError(text.replace(token, "***")) from None
    return wire


def refused(error: websocket.WebSocketBadStatusException, token: str) -> APIError:
    came = cast("dict[str, str]", error.resp_headers or {})  # pyright: ignore[reportUnknownMemberType]
    headers = {name.lower(): value for name, value in came.items()}
    return api_error("start-connection", Refusal(error.status_code, headers, error.resp_body or b""), token)


def reason(error: BaseException) -> str:
    return str(error) or type(error).__name__


def close_frame(data: bytes) -> tuple[int, str]:
    """The code and the reason of a close; 1005 is none."""
    if len(data) < 2:
        return 1005, ""
    return int.from_bytes(data[:2], "big"), data[2:].decode("utf-8", "replace")
