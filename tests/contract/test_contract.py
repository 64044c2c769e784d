"""The local server keeps to the description, and scripts/contract-test tells of a server that does not."""

from __future__ import annotations

import json
import os
import subprocess
import threading
import wave
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import symbl_local

SCRIPT = Path(__file__).parents[2] / "scripts" / "contract-test"


def contract_test(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SCRIPT, *arguments], env=os.environ | env, capture_output=True, text=True, timeout=900, check=False
    )


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """Whom the examples call, with two seconds of silence to say."""
    for who in ("15551230000", "sip-8002@sip.example.com"):
        with wave.open(str(tmp_path / f"{who}.wav"), "wb") as file:
            file.setparams((1, 2, 8000, 16_000, "NONE", "not compressed"))
            file.writeframes(bytes(32_000))
    return tmp_path


def test_the_local_server_keeps_to_the_description(recordings: Path) -> None:
    # Webhooks stay on this machine; neither the number of jobs nor what becomes of them is tested here.
    with symbl_local.serve(
        allow_hosts="loopback", max_concurrent_jobs=1_000_000, speech_workers=1, call_recordings=recordings
    ) as server:
        result = contract_test(server.base_url, "--no-color", "--seed=20261120", env=server.env)
        assert result.returncode == 0, result.stdout + result.stderr
        assert "on a conversation of their own: no differences" in result.stdout
        assert "Links that were never followed: none" in result.stdout
        assert "Traceback" not in server.log


class Wrong(BaseHTTPRequestHandler):
    """Gives tokens, and to everything else an answer that is nearly right."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        token = {"accessToken": "t", "expiresIn": 1}
        self._answer(200, token) if "token" in self.path else self._answer(201, {"conversationId": "1", "jobId": 7})

    def do_GET(self) -> None:
        self._answer(200, {"id": 1, "status": "completed"})

    do_PUT = do_POST

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: Any) -> None:
        pass


def test_differences_are_told() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Wrong) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        env = {"SYMBL_APP_ID": "a", "SYMBL_APP_SECRET": "b"}
        url = f"http://127.0.0.1:{server.server_port}"
        result = contract_test(url, "--phases", "examples", "--no-color", env=env)
        server.shutdown()
        thread.join()
    assert result.returncode == 1
    assert "POST /v1/process/text: Response violates schema" in result.stdout
    assert "GET /v1/conversations/{conversationId}/messages" in result.stdout


def test_wrong_use() -> None:
    env = {"SYMBL_APP_ID": "", "SYMBL_APP_SECRET": ""}
    assert "usage:" in contract_test(env=env).stderr
    result = contract_test("http://127.0.0.1:1", env=env)
    assert (result.returncode, result.stderr) == (2, "contract-test: set SYMBL_APP_ID and SYMBL_APP_SECRET\n")
    env = {"SYMBL_APP_ID": "a", "SYMBL_APP_SECRET": "b"}
    result = contract_test("http://127.0.0.1:1", env=env)
    assert result.returncode == 2
    assert result.stderr.startswith("contract-test: no token from http://127.0.0.1:1: ConnectError")
