"""Throughput and memory of uploads, beside httpx alone streaming the same file. `scripts/bench uploads`."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

SIZE = 2**30
ROUNDS = 3

# Takes every byte as fast as it can and answers what the SDK wants to hear.
SINK = r"""
import socket, threading
def serve(sock):
    stream, buffer = sock.makefile("rb", buffering=1 << 20), memoryview(bytearray(1 << 20))
    while line := stream.readline():
        headers = {}
        while header := stream.readline().strip():
            name, _, value = header.partition(b":"); headers[name.lower()] = value.strip()
        left = int(headers.get(b"content-length", 0))
        while left: left -= stream.readinto(buffer[:min(left, len(buffer))])
        if b"transfer-encoding" in headers:
            while size := int(stream.readline(), 16):
                while size: size -= stream.readinto(buffer[:min(size, len(buffer))])
                stream.readline()
            stream.readline()
        body = b'{"accessToken": "t", "expiresIn": 9999, "id": "1", "status": "completed", "conversationId": "1", "jobId": "1"}'
        sock.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
server = socket.create_server(("127.0.0.1", 0)); print(server.getsockname()[1], flush=True)
while True: threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
"""  # noqa: E501

CASE = r"""
import asyncio, os, resource, sys, time
kind, source, path, port = sys.argv[1:]
url = f"http://127.0.0.1:{port}"
def blocks():
    with open(path, "rb") as file:
        while block := file.read(65536): yield block
async def ablocks():
    for block in blocks(): yield block
def content():
    if source == "path": return path
    return open(path, "rb") if source == "file" else ablocks() if "async" in kind else blocks()
def timed(call):
    started = time.perf_counter(); call(); return time.perf_counter() - started
async def atimed(call):
    started = time.perf_counter(); await call(); return time.perf_counter() - started
if "httpx" in kind:
    import httpx
    if kind == "httpx":
        client = httpx.Client(timeout=60); client.get(url)
        took = timed(lambda: client.post(url, content=content()))
    else:
        async def main():
            client = httpx.AsyncClient(timeout=60); await client.get(url)
            return await atimed(lambda: client.post(url, content=content()))
        took = asyncio.run(main())
else:
    import symbl
    if kind == "symbl":
        with symbl.Symbl("a", "b", base_url=url) as client:
            client.conversations.get_conversation("1")
            took = timed(lambda: client.audio.process_file(content(), wait=False))
    else:
        async def main():
            async with symbl.AsyncSymbl("a", "b", base_url=url) as client:
                await client.conversations.get_conversation("1")
                return await atimed(lambda: client.audio.process_file(content(), wait=False))
        took = asyncio.run(main())
print(os.path.getsize(path) / took / 1e6, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""

CASES = [
    ("httpx", "file"),
    ("symbl", "path"),
    ("symbl", "file"),
    ("httpx", "iterator"),
    ("symbl", "iterator"),
    ("httpx async", "iterator"),
    ("symbl async", "path"),
    ("symbl async", "file"),
    ("symbl async", "iterator"),
]
BESIDE = {"symbl path": "httpx file", "symbl file": "httpx file", "symbl iterator": "httpx iterator"}


def uploads() -> None:
    """1 GiB from path, file object and iterator, sync and async: throughput beside httpx alone, and peak memory."""
    speed: dict[str, float] = defaultdict(float)
    peak: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.bin")
        with path.open("wb") as file:
            for _ in range(SIZE // 2**20):
                file.write(os.urandom(2**10) * 2**10)
        sink = subprocess.Popen([sys.executable, "-c", SINK], stdout=subprocess.PIPE, text=True)
        assert sink.stdout
        try:
            port = sink.stdout.readline().strip()
            for _ in range(ROUNDS):
                for kind, source in CASES:
                    command = [sys.executable, "-c", CASE, kind, source, str(path), port]
                    done = subprocess.run(command, capture_output=True, text=True, check=True)
                    rate, memory = map(float, done.stdout.split())
                    name = f"{kind} {source}"
                    speed[name], peak[name] = max(speed[name], rate), max(peak[name], memory)
        finally:
            sink.kill()
            sink.wait()
            sink.stdout.close()
    for name in speed:
        beside = BESIDE.get(name, "httpx async iterator" if name.startswith("symbl async") else "")
        ratio = f"   {speed[name] / speed[beside]:.2f} x {beside}" if beside else ""
        print(f"  {name:<22} {speed[name]:6.0f} MB/s   peak {peak[name]:.1f} MiB{ratio}")
