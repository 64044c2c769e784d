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
import schemathesis
from schemathesis.core.failures import FailureGroup

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec" / "openapi.yaml"
HOOKS = Path(__file__).with_name("liberties.py")
TEXT = "/v1/process/text"
EXAMPLES_PER_OPERATION = 60
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
    """Submit every example of a text, append it to itself, read everything there is of it; yield what differs."""
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

    def submit(method: str, path: str, **parts: Any) -> str:
        answer = send(method, path, **parts, media_type="application/json")
        deadline = time.monotonic() + JOB_TIME
        while answer and time.monotonic() < deadline:
            job = send("GET", "/v1/job/{jobId}", path_parameters={"jobId": answer["jobId"]})
            if job.get("status") not in ("scheduled", "in_progress"):
                return str(answer["conversationId"]) if job.get("status") == "completed" else ""
            time.sleep(0.2)
        return ""

    for example in components["requestBodies"]["Text"]["content"]["application/json"]["examples"].values():
        ids = {"conversationId": submit("POST", TEXT, body=example["value"])}
        if not ids["conversationId"]:
            differences.append(f"POST {TEXT}: the job was not done within {JOB_TIME} s")
            continue
        submit("PUT", f"{TEXT}/{{conversationId}}", path_parameters=ids, body=example["value"])
        for path, item in paths.items():
            if "get" in item and path.startswith("/v1/conversations/{conversationId}"):
                flags = [parameter["name"] for parameter in item["get"].get("parameters", ()) if "name" in parameter]
                for query in [{}, *({flag: "true"} for flag in flags)]:
                    send("GET", path, path_parameters=ids, query=query)
        yield from differences
        differences.clear()
    yield from differences


# ------------------------------------------------------------------------------------------------ generated


def _generated(base_url: str, token: str, options: list[str]) -> int:
    """Requests that the description allows and requests that it forbids; the exit status of schemathesis."""
    with tempfile.TemporaryDirectory() as directory:
        config = Path(directory) / "schemathesis.toml"
        config.write_text(f"hooks = {json.dumps(str(HOOKS))}\n")
        command = [
            *(sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"),
            *("--config-file", str(config), "run", str(SPEC), "--url", base_url),
            *("--header", f"Authorization: Bearer {token}", "--max-examples", str(EXAMPLES_PER_OPERATION)),
            *("--continue-on-failure", "--generation-database", "none", "--warnings", "off"),
            *options,
        ]
        return subprocess.run(command, cwd=directory, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
