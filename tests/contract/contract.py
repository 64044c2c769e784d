"""Compares a running server with the description: its examples first, then generated requests.

Run by scripts/contract-test. Prints what differs; the exit status is 1 if anything does.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import liberties
import schemathesis
from schemathesis.core.failures import FailureGroup

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec" / "openapi.yaml"
HOOKS = Path(liberties.__file__)
CLIP = ROOT / "tests" / "speech" / "data" / "meeting.flac"
AMOUNTS = """
generation.max-examples = 60
[[operations]]
include-operation-id = ["post-audio", "put-audio-url"]
generation.max-examples = 5
[[operations]]
include-operation-id = ["put-audio", "post-audio-url", "post-video", "put-video", "post-video-url", "put-video-url"]
generation.max-examples = 5
phases.coverage.enabled = false
"""
"""How many requests. The eight operations on recordings have the same parameters, more than all others together."""
JOB_TIME = 120


def main() -> int:
    match sys.argv[1:]:
        case [base_url, *options] if base_url.startswith("http"):
            credentials = [os.environ.get(name, "") for name in ("SYMBL_APP_ID", "SYMBL_APP_SECRET")]
        case _:
            print("usage: scripts/contract-test BASE_URL [option of schemathesis run]...", file=sys.stderr)
            return 2
    if not all(credentials):
        print("contract-test: set SYMBL_APP_ID and SYMBL_APP_SECRET", file=sys.stderr)
        return 2
    try:
        token = _token(base_url, *credentials)
    except (httpx.HTTPError, KeyError, ValueError) as error:
        print(f"contract-test: no token from {base_url}: {error!r}", file=sys.stderr)
        return 2
    differences = list(_examples(base_url, token))
    print("The description's examples, on a conversation of their own:", "no differences" if not differences else "")
    print(*differences, sep="\n")
    print("\nGenerated requests:", flush=True)
    return 1 if _generated(base_url, token, options) or differences else 0


def _token(base_url: str, app_id: str, app_secret: str) -> str:
    body = {"type": "application", "appId": app_id, "appSecret": app_secret}
    response = httpx.post(f"{base_url}/oauth2/token:generate", json=body, timeout=30)
    response.raise_for_status()
    return str(response.json()["accessToken"])


# ------------------------------------------------------------------------------------------------ examples


def _examples(base_url: str, token: str) -> Iterator[str]:
    """Submit every example, append it to itself, read everything there is of it; yield what differs.

    The addresses of recordings in the description lead nowhere, so that those jobs may fail; a recording is uploaded
    instead.
    """
    schema = schemathesis.openapi.from_path(SPEC)
    components, paths = schema.raw_schema["components"], schema.raw_schema["paths"]
    differences: list[str] = []

    def send(method: str, path: str, **parts: Any) -> Any:
        """The answer's JSON; an empty object if there is none."""
        case = schema[path][method].Case(**parts, headers={"Authorization": f"Bearer {token}"})
        response = case.call(base_url=base_url)
        try:
            case.validate_response(response)
        except FailureGroup as failures:
            differences.extend(f"{method} {path}: {one.title}: {one.message}" for one in failures.exceptions)
            return {}
        if not 200 <= response.status_code < 300:
            differences.append(f"{method} {path}: {response.status_code} {response.text}")
            return {}
        return response.json()

    def submit(method: str, path: str, **parts: Any) -> dict[str, Any]:
        """The job when it has ended, with the conversation's id; an empty object if it does not."""
        answer = send(method, path, **parts)
        deadline = time.monotonic() + JOB_TIME
        while answer and time.monotonic() < deadline:
            job = send("GET", "/v1/job/{jobId}", path_parameters={"jobId": answer["jobId"]})
            if job.get("status") not in ("scheduled", "in_progress"):
                return {**job, **answer}
            time.sleep(0.2)
        return {}

    def twice(path: str, may_fail: bool = False, **parts: Any) -> Iterator[str]:
        job = submit("POST", path, **parts)
        if job.get("status") != "completed" and not (may_fail and job):
            differences.append(f"POST {path}: the job was not done within {JOB_TIME} s")
        else:
            ids = {"conversationId": str(job["conversationId"])}
            submit("PUT", f"{path}/{{conversationId}}", path_parameters=ids, **parts)
            read(ids)
        yield from differences
        differences.clear()

    def read(ids: dict[str, str]) -> None:
        for path, item in paths.items():
            if "get" in item and path.startswith("/v1/conversations/{conversationId}"):
                flags = [parameter["name"] for parameter in item["get"].get("parameters", ()) if "name" in parameter]
                for query in [{}, *({flag: "true"} for flag in flags)]:
                    send("GET", path, path_parameters=ids, query=query)

    def examples(name: str) -> Iterator[Any]:
        for example in components["requestBodies"][name]["content"]["application/json"]["examples"].values():
            yield example["value"]

    for body in examples("Text"):
        yield from twice("/v1/process/text", body=body, media_type="application/json")
    for kind in ("audio", "video"):
        for body in examples("MediaUrl"):
            yield from twice(f"/v1/process/{kind}/url", may_fail=True, body=body, media_type="application/json")
    yield from twice("/v1/process/audio", body=CLIP.read_bytes(), media_type="audio/flac")


# ------------------------------------------------------------------------------------------------ generated


def _generated(base_url: str, token: str, options: list[str]) -> int:
    """Requests that the description allows and requests that it forbids; the exit status of schemathesis."""
    with tempfile.TemporaryDirectory() as directory:
        config = Path(directory) / "schemathesis.toml"
        config.write_text(f"hooks = {json.dumps(str(HOOKS))}\n{AMOUNTS}")
        command = [
            *(sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"),
            *("--config-file", str(config), "run", str(SPEC), "--url", base_url),
            *("--header", f"Authorization: Bearer {token}", "--continue-on-failure"),
            *("--generation-database", "none", "--warnings", "off"),
            *options,
        ]
        return subprocess.run(command, cwd=directory, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
