"""Uploads on the disk: nothing in memory, nothing left behind, nothing lost."""

from __future__ import annotations

import re
import socket
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from accounts import Account, login
from media import hear_lines, upload
from sounds import say, wav

import symbl_local

BUDGET = "We need to talk about the budget."
REPORT = "Can you send the report by Friday?"
MIB = 2**20


def eventually(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 10
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def spooled(data_dir: Path) -> list[Path]:
    return list((data_dir / "spool").iterdir())


def memory(pid: int, what: str) -> int:
    found = re.search(rf"{what}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found[1]) * 1024


def options(data_dir: Path, **others: Any) -> dict[str, Any]:
    return {"data_dir": data_dir, "recognizer": "scripted_speech:Scripted", **others}


def raw(server: symbl_local.LocalServer, account: Account, head: str) -> socket.socket:
    """A connection on which a request has begun."""
    host, port = server.base_url.removeprefix("http://").split(":")
    client = socket.create_connection((host, int(port)), timeout=20)
    token = account.http.headers["Authorization"]
    client.sendall(f"POST /v1/process/audio HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n{head}\r\n\r\n".encode())
    return client


def test_memory_stays_flat(tmp_path: Path) -> None:
    def blocks() -> Iterator[bytes]:
        yield from [bytes(MIB)] * 64

    with symbl_local.serve(data_dir=tmp_path, max_media=64 * MIB, job_delay=30) as server, login(server) as account:
        upload(account, bytes(MIB))  # whatever is loaded at the first time
        before = memory(server.pid, "VmHWM")
        upload(account, blocks())
        assert memory(server.pid, "VmHWM") - before < 8 * MIB
        assert sorted(path.stat().st_size for path in spooled(tmp_path)) == [MIB, 64 * MIB]


def test_files_are_removed_when_jobs_end(tmp_path: Path) -> None:
    with symbl_local.serve(**options(tmp_path)) as server, login(server) as account:
        hear_lines(account, 1)
        account.wait(upload(account, b"not a recording")[1], "failed")
        for method, path, content in (
            ("POST", "/v1/process/audio", b""),
            ("PUT", "/v1/process/audio/1", b"x"),
            ("POST", "/v1/process/audio?mode=x", b"x"),
        ):
            assert account.call(method, path, content=content).is_client_error
        key = {"Idempotency-Key": "k"}
        for content in (wav(say(1)), wav(say(1)), b"another"):
            last = account.call("POST", "/v1/process/audio", content=content, headers=key)
        assert last.status_code == 409
        assert eventually(lambda: not spooled(tmp_path))


def test_a_client_that_goes_away(tmp_path: Path) -> None:
    with symbl_local.serve(data_dir=tmp_path) as server, login(server) as account:
        with raw(server, account, f"Content-Length: {10 * MIB}") as client:
            client.sendall(bytes(3 * MIB))
            assert eventually(lambda: any(path.stat().st_size for path in spooled(tmp_path)))
        assert eventually(lambda: not spooled(tmp_path))
        account.process("Hello.")
        assert "Traceback" not in server.log


def test_a_client_that_asks_first(tmp_path: Path) -> None:
    """A refusal comes before the body is sent; without one, the client is told to go on."""
    with symbl_local.serve(data_dir=tmp_path, max_media=1000) as server, login(server) as account:
        with raw(server, account, "Expect: 100-continue\r\nContent-Length: 10000000") as client:
            assert client.recv(100).startswith(b"HTTP/1.1 413 ")
        with raw(server, account, "Expect: 100-continue\r\nContent-Length: 1000") as client:
            assert client.recv(100).startswith(b"HTTP/1.1 100 ")
            client.sendall(bytes(1000))
            assert client.recv(100).startswith(b"HTTP/1.1 201 ")


def test_kill_while_recordings_wait_and_are_heard(tmp_path: Path) -> None:
    """A job that was accepted runs again, with the same file, as often as it takes."""
    with symbl_local.serve(**options(tmp_path, speech_workers=1)) as server, login(server) as account:
        conversation_id, first = upload(account, wav(say(*[1] * 8)))
        _, second = upload(account, wav(say(2)), to=conversation_id)
        others = [upload(account, wav(say(1))) for _ in range(3)]
        while account.ok("GET", f"/v1/job/{first}")["status"] == "scheduled":
            time.sleep(0.005)
        server.kill()
    assert spooled(tmp_path)
    for _ in range(2):
        with symbl_local.serve(**options(tmp_path)) as server:
            time.sleep(0.1)
            server.kill()
    with symbl_local.serve(**options(tmp_path)) as server, login(server) as account:
        for job_id in (first, second, *(job_id for _, job_id in others)):
            account.wait(job_id)
        assert account.texts(conversation_id) == [BUDGET] * 8 + [REPORT]
        assert [account.texts(other) for other, _ in others] == [[BUDGET]] * 3
        assert eventually(lambda: not spooled(tmp_path))


def test_leftovers_of_a_crash_are_removed(tmp_path: Path) -> None:
    with symbl_local.serve(data_dir=tmp_path, job_delay=60) as server, login(server) as account:
        _, kept = upload(account, wav(say(1)))
        [file] = spooled(tmp_path)
        with raw(server, account, f"Content-Length: {10 * MIB}") as client:
            client.sendall(bytes(3 * MIB))
            assert eventually(lambda: len(spooled(tmp_path)) == 2)
            server.kill()
        assert len(spooled(tmp_path)) == 2
    (tmp_path / "spool" / "symbl-x").mkdir()
    with symbl_local.serve(data_dir=tmp_path, job_delay=60) as server, login(server) as account:
        assert spooled(tmp_path) == [file]
        assert account.ok("GET", f"/v1/job/{kept}")["status"] == "in_progress"


def test_nothing_is_left_of_a_server_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for end in ("stop", "kill"):
        with symbl_local.serve(job_delay=60) as server, login(server) as account:
            upload(account, wav(say(1)))
            assert [len(list(path.iterdir())) for path in tmp_path.iterdir() if path.is_dir()] == [1]
            getattr(server, end)()
        assert list(tmp_path.iterdir()) == []


def test_folder_is_private(tmp_path: Path) -> None:
    with symbl_local.serve(data_dir=tmp_path):
        assert (tmp_path / "spool").stat().st_mode & 0o077 == 0


def test_a_disk_that_takes_nothing(tmp_path: Path) -> None:
    with symbl_local.serve(data_dir=tmp_path) as server, login(server) as account:
        (tmp_path / "spool").rmdir()
        (tmp_path / "spool").symlink_to("/proc")  # where nobody can make a file
        response = account.call("POST", "/v1/process/audio", content=b"x")
        assert response.status_code == 500
        assert response.json()["message"].startswith("The file could not be stored: ")


def test_data_directory_of_the_first_version(tmp_path: Path) -> None:
    """What was stored before there were recordings can be read and added to."""
    db = sqlite3.connect(tmp_path / "symbl_local.sqlite3")
    db.executescript(files("symbl_local").joinpath("schema/1.sql").read_text("utf-8"))
    db.executescript(
        "PRAGMA user_version = 1;"
        "INSERT INTO conversations (id, account, name, started, ended) VALUES ('1', 'me', 'Old', 0, 1000);"
        "INSERT INTO messages (id, conversation_id, position, text, started, ended)"
        " VALUES ('2', '1', 0, 'Hi.', 0, 1000);"
        "INSERT INTO jobs (id, account, conversation_id, payload, received)"
        " VALUES ('3', 'me', '1', '{\"messages\": [{\"payload\": {\"content\": \"Ho.\"}}]}', 0);"
    )
    db.close()
    with symbl_local.serve(**options(tmp_path, app_id="me", app_secret="s")) as server, login(server) as account:
        account.wait("3")
        hear_lines(account, 1, to="1")
        assert account.texts("1") == ["Hi.", "Ho.", BUDGET]
    sqlite3.connect(tmp_path / "symbl_local.sqlite3").execute("PRAGMA user_version = 99").connection.close()
    with pytest.raises(symbl_local.StartError, match="newer version"), symbl_local.serve(data_dir=tmp_path):
        pass
