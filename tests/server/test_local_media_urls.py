"""Recordings that the server fetches: from where it does, and what else can go wrong."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from accounts import Account, login
from sounds import say, wav

import symbl_local
from symbl_local.fetch import fetch
from symbl_local.spool import Spool
from symbl_local.workers import WorkError

WAV = wav(say(1))
BUDGET = "We need to talk about the budget."


class Library(BaseHTTPRequestHandler):
    """Gives what the path asks for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        getattr(self, self.path.strip("/").partition(".")[0])()

    def answer(self, status: int, body: bytes = b"", length: int | None = None, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def call(self) -> None:
        self.answer(200, WAV, Content_Type="audio/wav")

    def host(self) -> None:
        self.answer(404 if self.headers["Host"] != f"localhost:{self.server.server_port}" else 200, WAV)  # type: ignore[attr-defined]

    def moved(self) -> None:
        self.answer(302, Location="/call.wav")

    def page(self) -> None:
        self.answer(200, b"<p>Log in</p>", Content_Type="text/html; charset=utf-8")

    def disguised(self) -> None:
        self.answer(200, b"\n<!DOCTYPE html><p>Log in</p>", Content_Type="audio/wav")

    def login(self) -> None:
        self.answer(401, b"no")

    def missing(self) -> None:
        self.answer(404, b"no")

    def empty(self) -> None:
        self.answer(200)

    def partial(self) -> None:
        self.answer(206, WAV[:100])

    def cut(self) -> None:
        self.answer(200, WAV[:1000], length=len(WAV))
        self.close_connection = True

    def large(self) -> None:
        self.answer(200, bytes(100), length=10_000_000)
        self.close_connection = True

    def endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        try:
            while True:
                self.wfile.write(bytes(100_000))
        except OSError:
            pass

    def slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        try:
            for _ in range(200):
                self.wfile.write(b"RIFF")
                time.sleep(0.05)
        except OSError:
            pass

    def noise(self) -> None:
        self.answer(200, b"neither audio nor video" * 100)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def library() -> Iterator[int]:
    """The port of a server with recordings."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Library) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def submit(account: Account, url: str, **members: Any) -> tuple[str, str]:
    ids = account.ok("POST", "/v1/process/audio/url", json={"url": url, **members})
    return ids["conversationId"], ids["jobId"]


def reason(account: Account, url: str) -> str:
    return str(account.wait(submit(account, url)[1], "failed")["reason"])


def test_fetched(listener: Account, library: int) -> None:
    conversation_id, job_id = submit(listener, f"http://127.0.0.1:{library}/call.wav")
    listener.wait(job_id)
    assert listener.texts(conversation_id) == [BUDGET]
    body = {"url": f"http://localhost:{library}/host.wav"}
    answer = listener.ok("PUT", f"/v1/process/video/url/{conversation_id}", json=body)
    listener.wait(answer["jobId"])
    assert listener.texts(conversation_id) == [BUDGET] * 2


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("moved", "the address redirects (status 302): only direct links are fetched"),
        ("page", "at the address is a web page (text/html), not a media file"),
        ("disguised", "at the address is a web page, not a media file"),
        ("login", "the file is not public: its server answers 401"),
        ("missing", "the file's server answers 404"),
        ("partial", "the file's server answers 206"),
        ("empty", "the file is empty"),
        ("cut", "the file could not be fetched (RemoteProtocolError: "),
        ("large", "the file is larger than 1000000 bytes"),
        ("endless", "the file is larger than 1000000 bytes"),
        ("noise", "unknown format: "),
    ],
)
def test_not_usable(listener: Account, library: int, path: str, expected: str) -> None:
    assert reason(listener, f"http://127.0.0.1:{library}/{path}").startswith(expected)


def test_slow(library: int) -> None:
    with symbl_local.serve(job_timeout=1, allow_hosts="loopback") as server, login(server) as account:
        assert reason(account, f"http://127.0.0.1:{library}/slow") == "fetching the file took over 1 s"
        # What ran into the limit leaves nothing; a text does not care.
        account.process("Hello.")


def test_nobody_answers(listener: Account) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert reason(listener, f"http://127.0.0.1:{port}/").startswith("the file could not be fetched (ConnectError: ")


def test_hosts(library: int) -> None:
    with symbl_local.serve() as server, login(server) as account:
        expected = "nothing is fetched from {}: --allow-hosts does not name it"
        for host in ("127.0.0.1", "localhost", "example.com", "[::1]", "169.254.169.254", "10.0.0.1"):
            found = reason(account, f"http://{host}:{library}/call.wav")
            assert found == expected.format(host.strip("[]"))
        assert expected.format("example.com") in server.log
    with symbl_local.serve(allow_hosts="LOCALHOST") as server, login(server) as account:
        account.wait(submit(account, f"http://localhost:{library}/call.wav")[1])
        reason(account, f"http://127.0.0.1:{library}/call.wav")


# ------------------------------------------------------------------------------- without a server: what names stand for


def _fetch(monkeypatch: pytest.MonkeyPatch, folder: Path, url: str, hosts: set[str], *addresses: str) -> str:
    """The reason why nothing is fetched, or where the connection would go."""

    async def resolve(*_: Any, **__: Any) -> Any:
        return [(0, 0, 0, "", (address, 0)) for address in addresses]

    async def connect(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        seen.append(f"{request.url} {request.headers['host']} {request.extensions['sni_hostname']}")
        raise httpx.ConnectError("refused")

    async def body() -> None:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", resolve, raising=False)
        await fetch(url, Spool(folder), hosts=hosts, limit=10, seconds=5)

    seen: list[str] = []
    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", connect)
    with pytest.raises(WorkError) as failure:
        asyncio.run(body())
    assert list((folder / "spool").iterdir()) == []
    return " | ".join(seen) or str(failure.value)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1"),
        *("::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
    ],
)
def test_names_that_stand_for_private_addresses(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str) -> None:
    url = "https://media.example/x.wav"
    found = _fetch(monkeypatch, tmp_path, url, {"media.example"}, "93.184.216.34", address)
    shown = ipaddress.ip_address(address)
    reason = f"--allow-hosts does not name its address {shown}, which is not public"
    assert found == f"nothing is fetched from media.example: {reason}"


def test_the_connection_goes_to_the_checked_address(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    url, hosts = "https://media.example:8443/x.wav?a=b", {"media.example"}
    assert _fetch(monkeypatch, tmp_path, url, hosts, "93.184.216.34", "2606:2800:21f::1") == (
        "https://93.184.216.34:8443/x.wav?a=b media.example:8443 media.example | "
        "https://[2606:2800:21f::1]:8443/x.wav?a=b media.example:8443 media.example"
    )
    named = {"media.example", "10.1.2.3"}
    assert _fetch(monkeypatch, tmp_path, url, named, "10.1.2.3").startswith("https://10.1.2.3:8443/")
    assert _fetch(monkeypatch, tmp_path, url, hosts) == "the host media.example has no address"


def test_unknown_names(listener: Account) -> None:
    with symbl_local.serve(allow_hosts="no.such.host.invalid") as server, login(server) as account:
        assert reason(account, "http://no.such.host.invalid/x.wav") == "the host no.such.host.invalid is not known"
