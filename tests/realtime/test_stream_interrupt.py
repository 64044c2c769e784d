"""Ctrl-C, and programs that end, in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from streams import StreamServer, eventually, message

import symbl

SCRIPT = """
import os, signal, sys, threading, time
import symbl
how = sys.argv[1]
print("imported", threading.active_count(), flush=True)
connection = symbl.Streaming.start_connection()
connection.subscribe({"message_response": lambda e: print(e["messages"][0]["payload"]["content"], flush=True)})
if how == "mic":
    print("ready", flush=True)
    connection.send_audio_from_mic()
elif how == "with":
    try:
        with connection:
            print("ready", flush=True)
            time.sleep(60)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
elif how == "send":
    try:
        with connection:
            print("ready", flush=True)
            while True:
                connection.send_audio(bytes(8192))
    except KeyboardInterrupt:
        print("interrupted", flush=True)
elif how == "forgotten":
    print("ready", flush=True)
    sys.exit(0)
elif how == "iterate":
    try:
        with connection:
            for event in connection:
                if event["message"]["type"] == "recognition_started":
                    print("ready", flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
print(connection.state, [t.name for t in threading.enumerate() if t.name.startswith("symbl")], flush=True)
print("id", connection.conversation.conversation_id, flush=True)
"""

ASYNC_SCRIPT = """
import asyncio, threading, symbl
async def main():
    async with symbl.AsyncSymbl() as client:
        connection = await client.streaming.start_connection()
        connection.subscribe({"message_response": lambda e: print(e["messages"][0]["payload"]["content"], flush=True)})
        print("ready", flush=True)
        await connection.send_audio_from_mic()
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted", [t.name for t in threading.enumerate() if t.name.startswith("symbl")], flush=True)
"""

FORKING = """
import os, warnings, symbl
warnings.simplefilter("ignore")
with symbl.Symbl() as client:
    connection = client.streaming.start_connection()
    connection.subscribe({"message_response": lambda e: print(e["messages"][0]["payload"]["content"], flush=True)})
    if not (child := os.fork()):
        raise SystemExit
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    connection.send_audio(bytes(2))
    print(connection.state, flush=True)
    connection.stop()
    print(connection.state, flush=True)
"""

MICROPHONE = """
import time
class PortAudioError(Exception): pass
class RawInputStream:
    def __init__(self, **options): pass
    def start(self): pass
    def read(self, frames): time.sleep(0.01); return bytes(2 * frames), False
    def abort(self, ignore_errors=True): pass
    def close(self, ignore_errors=True): print("microphone closed", flush=True)
"""


@pytest.fixture
def program(server: StreamServer, tmp_path: Path) -> Iterator[Any]:
    """Starts a script with a stand-in microphone on its path."""
    (tmp_path / "sounddevice.py").write_text(MICROPHONE)
    running: list[subprocess.Popen[str]] = []

    def start(code: str, *arguments: str) -> subprocess.Popen[str]:
        environment = {"PYTHONPATH": str(tmp_path), "SYMBL_ACCESS_TOKEN": "t", "SYMBL_BASE_URL": server.base_url}
        process = subprocess.Popen(
            [sys.executable, "-W", "error", "-c", code, *arguments],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        running.append(process)
        return process

    yield start
    for process in running:
        process.kill()
        process.communicate()


def interrupt(process: subprocess.Popen[str], server: StreamServer, audio: bool) -> str:
    """Sends Ctrl-C once it runs, and gives all it prints."""
    assert process.stdout is not None
    lines: list[str] = []
    while not lines or lines[-1] != "ready\n":
        line = process.stdout.readline()
        assert line, "".join(lines)
        lines.append(line)
    eventually(lambda: server.heard and (len(server.last.frames) > 3 or not audio))
    process.send_signal(2)
    rest, _ = process.communicate(timeout=30)
    assert process.returncode == 0, rest
    return "".join(lines) + rest


@pytest.mark.parametrize("how", ["mic", "with", "send", "iterate"])
def test_ctrl_c_stops_cleanly(how: str, server: StreamServer, program: Any) -> None:
    server.finals = [message("the last words")]
    printed = interrupt(program(SCRIPT, how), server, audio=how in ("mic", "send")).splitlines()
    assert server.last.order[-1] == "stop_request"
    assert server.last.messages[-1] == {"type": "stop_request"}
    expected = ["imported 1", "ready", "the last words", "closed []", "id 5180676375576576"]
    if how == "mic":
        expected.insert(2, "microphone closed")
    else:
        expected.insert(3, "interrupted")
    assert printed == expected


def test_ctrl_c_with_asyncio(server: StreamServer, program: Any) -> None:
    server.finals = [message("the last words")]
    printed = interrupt(program(ASYNC_SCRIPT), server, audio=True).splitlines()
    assert server.last.messages[-1] == {"type": "stop_request"}
    assert printed == ["ready", "microphone closed", "the last words", "interrupted []"]


def test_a_stream_that_nobody_stopped_ends_with_the_program(server: StreamServer, program: Any) -> None:
    server.finals = [message("the last words")]
    printed, _ = program(SCRIPT, "forgotten").communicate(timeout=30)
    assert printed.splitlines() == ["imported 1", "ready", "the last words"]
    assert server.last.order == ["start_request", "stop_request"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_that_ends_leaves_the_streams_of_its_parent_alone(server: StreamServer, program: Any) -> None:
    server.finals = [message("the last words")]
    printed, _ = program(FORKING).communicate(timeout=30)
    assert printed.splitlines() == ["0", "started", "the last words", "closed"]
    assert server.last.order == ["start_request", "audio", "stop_request"]


def test_symbl_is_not_left_with_threads(server: StreamServer) -> None:
    before = {thread.name for thread in threading.enumerate()}
    with symbl.Symbl(access_token="t", base_url=server.base_url) as client:
        for _ in range(3):
            with client.streaming.start_connection() as connection:
                connection.subscribe({"message": lambda event: None})
                assert len([t for t in threading.enumerate() if t.name.startswith("symbl-stream")]) == 2
            assert not {t.name for t in threading.enumerate() if t.name.startswith("symbl")} - before
