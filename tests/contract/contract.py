"""Compares a running server with the description: its examples first, then generated requests.

Run by scripts/contract-test. Prints what differs; the exit status is 1 if anything does. A server on this machine is
also asked to make calls, so it needs --call-recordings with 15551230000.wav and sip-8002@sip.example.com.wav.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import generating
import httpx
import liberties
import schemathesis
from schemathesis.core.failures import FailureGroup

ROOT = Path(__file__).parents[2]
SPEC = ROOT / "spec" / "openapi.yaml"
HOOKS = Path(liberties.__file__)
CLIP = ROOT / "tests" / "speech" / "data" / "meeting.flac"
AMOUNTS = """
generation.max-examples = 15
[phases.stateful]
generation.max-examples = 12
inference.algorithms = []
[[operations]]
include-operation-id = ["post-audio", "put-audio-url"]
generation.max-examples = 5
[[operations]]
include-operation-id = ["put-audio", "post-audio-url", "post-video", "put-video", "post-video-url", "put-video-url"]
generation.max-examples = 5
phases.coverage.enabled = false
[[operations]]
include-operation-id = ["put-text", "create-groups", "create-trackers", "update-bookmark", "list-group-conversations"]
phases.coverage.enabled = false
"""
"""How many requests. The eight operations on recordings have the same parameters, more than all others together; others
take the body or the query of one that is covered. Chains follow the links of the description and no others."""
STARTS = (
    *("post-text", "create-tracker", "create-trackers", "create-group", "create-groups"),
    "create-managed-entities",
)
"""What the chains of requests begin with: what one makes is read, changed and deleted."""
TRIES = 3
JOB_TIME = 120
APART = ("generate-token", "revoke-token")
"""Operations whose examples are not sent: their credentials are nobody's."""
CALLS = ("connect-endpoint", "post-speaker-event")
"""Operations about phone calls. A server that is not on this machine is not asked to call anybody."""

Json = dict[str, Any]
_ID = re.compile(r"\{(\w+)\}")


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
    differences = list(_Examples(base_url, token).run())
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


class _Examples:
    """Every operation with its examples: what it makes is read, changed and deleted by the links of the description.

    What the examples name by an id is not there, so the ids are those of things that the run has made, and the names
    of what must be the only one of its name are its own.
    """

    def __init__(self, base_url: str, token: str) -> None:
        self._base_url = base_url
        self._token = token
        self._schema = schemathesis.openapi.from_path(SPEC)
        self._raw = self._schema.raw_schema
        self._operations = {
            item["operationId"]: (method, path, item)
            for path, methods in self._raw["paths"].items()
            for method, item in methods.items()
            if method != "parameters"
        }
        self.differences: list[str] = []
        self.sent: set[str] = set()

    def run(self) -> Iterator[str]:
        """Yields what differs as it comes."""
        for name in self._operations:
            if name in APART or (name in CALLS and not _is_here(self._base_url)):
                self.sent.add(name)
                continue
            _, path, _ = self._operations[name]
            if "{" in path or name in self.sent:
                continue
            if name in ("post-audio", "post-video"):
                self._conversation(name, [CLIP.read_bytes()])
            elif name == "connect-endpoint":
                self._calls(self._bodies(name))
            elif name.startswith("post-") and path.startswith("/v1/process/"):
                self._conversation(name, self._bodies(name))
            else:
                for body in self._bodies(name):
                    self._with_all_queries(name, {}, body, follow=True)
            yield from self.differences
            self.differences.clear()
        yield from (f"{name}: no example of it has been sent" for name in sorted(self._operations.keys() - self.sent))

    def _conversation(self, name: str, bodies: list[Any]) -> None:
        """Submit, append, do everything with the conversation if there is something in it, delete it.

        The addresses of recordings in the description lead nowhere, so that those jobs may fail.
        """
        everything = name in ("post-text", "post-audio")
        for body in bodies:
            job = self._submitted(name, {}, body)
            if not job:
                continue
            if job["status"] != "completed" and "url" not in name:
                self.differences.append(f"{name}: the job ended as {job['status']}")
            ids = {"conversationId": str(job["conversationId"])}
            self._submitted(name.replace("post", "put", 1), ids, body)
            for other, (_, path, _) in self._operations.items():
                if (
                    everything
                    and path.startswith("/v1/conversations/")
                    and path.count("{") == 1
                    and "{conversationId}" in path
                ):
                    if other == "delete-conversation" or (
                        other.startswith("get-call-score") and not self._scored(body)
                    ):
                        continue
                    for one in self._bodies(other):
                        self._with_all_queries(other, ids, one, follow=True)
            members = self._send("get-members", ids, None).get("members", []) if everything else []
            for member in members[:1]:
                for one in self._bodies("put-member"):
                    self._send("put-member", {**ids, "memberId": str(member["id"])}, one)
            self._send("delete-conversation", ids, None)

    def _calls(self, bodies: list[Any]) -> None:
        """Call whom the examples call, say who speaks, hang up."""
        [end] = [body for body in bodies if body["operation"] == "stop"]
        for body in bodies:
            made = self._send("connect-endpoint", {}, body) if body is not end else None
            if made:
                ids = {"connectionId": str(made["connectionId"])}
                for event in self._bodies("post-speaker-event"):
                    self._send("post-speaker-event", ids, event)
                self._send("connect-endpoint", {}, {**end, **ids})

    @staticmethod
    def _scored(body: Any) -> bool:
        return isinstance(body, dict) and "callScore" in body.get("features", {}).get("featureList", ())

    def _submitted(self, name: str, ids: Json, body: Any) -> Json:
        """The job when it has ended, with the conversation's id; an empty object if it does not."""
        answer = self._send(name, ids, body)
        deadline = time.monotonic() + JOB_TIME
        while answer and time.monotonic() < deadline:
            job = self._send("get-job", {"jobId": answer["jobId"]}, None)
            if job.get("status") not in ("scheduled", "in_progress"):
                return {**job, **answer}
            time.sleep(0.1)
        if answer:
            self.differences.append(f"{name}: the job was not done within {JOB_TIME} s")
        return {}

    def _with_all_queries(self, name: str, ids: Json, body: Any, *, follow: bool = False) -> None:
        """Without a query, and with each parameter of it by itself; those that are needed always."""
        parameters = [self._resolved(one) for one in self._operations[name][2].get("parameters", ())]
        queries = {one["name"]: _word(one) for one in parameters if one["in"] == "query"}
        needed = {
            one["name"]: queries[one["name"]] for one in parameters if one["in"] == "query" and one.get("required")
        }
        for query in [needed, *({**needed, other: value} for other, value in queries.items() if other not in needed)]:
            answer = self._send(name, ids, body, query)
            if follow and answer:
                self._follow(name, ids, answer)

    def _follow(self, name: str, ids: Json, answer: Any) -> None:
        """Everything that the links of an operation lead to, deletion last."""
        item = self._operations[name][2]
        for code, response in item["responses"].items():
            if not code.startswith("2"):
                continue
            for link in self._resolved(response).get("links", {}).values():
                parameters = {place: text for place, text in link["parameters"].items() if "$response" in text}
                found = {place: _found(text, answer) for place, text in parameters.items()}
                for body in self._bodies(link["operationId"]):
                    self._with_all_queries(link["operationId"], {**ids, **found}, body)

    def _bodies(self, name: str) -> list[Any]:
        item = self._operations[name][2]
        if "requestBody" not in item:
            return [None]
        content = self._resolved(item["requestBody"])["content"].get("application/json", {})
        return [example["value"] for example in content.get("examples", {}).values()]

    def _resolved(self, value: Json) -> Json:
        while "$ref" in value:
            found: Any = self._raw
            for step in value["$ref"].removeprefix("#/").split("/"):
                found = found[step]
            value = found
        return value

    def _send(self, name: str, ids: Json, body: Any, query: Json | None = None) -> Any:
        """The answer's JSON; an empty object if it is no success or not as described."""
        self.sent.add(name)
        method, path, _ = self._operations[name]
        parts: Json = {"path_parameters": ids} if ids else {}
        if body is not None:
            kind = "audio/flac" if name.endswith("audio") else "video/mp4"
            parts |= {"body": generating.own(name, ids, body)}
            parts |= {"media_type": kind if isinstance(body, bytes) else "application/json"}
        headers = {"Authorization": f"Bearer {self._token}"}
        case = self._schema[path][method].Case(**parts, query=query or {}, headers=headers)
        response = case.call(base_url=self._base_url)
        try:
            case.validate_response(response)
        except FailureGroup as failures:
            told = [f"{one.title}: {one.message}" for one in failures.exceptions]
            self.differences.extend(f"{method.upper()} {path}: {text}" for text in told)
            return {}
        if not 200 <= response.status_code < 300:
            self.differences.append(f"{method.upper()} {path}: {response.status_code} {response.text}")
            return {}
        return response.json()


def _is_here(base_url: str) -> bool:
    return (httpx.URL(base_url).host or "") in ("127.0.0.1", "localhost", "::1")


def _word(parameter: Json) -> Any:
    example = parameter["example"]
    return json.dumps(example) if isinstance(example, bool) else example


def _found(expression: str, answer: Any) -> str:
    """What a link's expression finds in an answer; an empty word if it is not there."""
    try:
        for step in expression.removeprefix("$response.body#/").split("/"):
            answer = answer[int(step) if isinstance(answer, list) else step]
    except (LookupError, TypeError):
        return ""
    return str(answer)


# ------------------------------------------------------------------------------------------------ generated


def _generated(base_url: str, token: str, options: list[str]) -> int:
    """Requests that the description allows and requests that it forbids; 1 if something is wrong with an answer."""
    if "--phases" in options:
        return _schemathesis(base_url, token, options)
    found = _schemathesis(base_url, token, ["--phases=examples,coverage,fuzzing", *options])
    left = {link: chain for chain in _chains() for link in chain.links}
    seeds = [int(option.removeprefix("--seed=")) for option in options if option.startswith("--seed=")]
    for attempt in range(TRIES):
        others = [*options, *(f"--seed={seed + attempt}" for seed in seeds)]  # the same seed would lead the same way
        for chain in {id(chain): chain for chain in left.values()}.values():
            with tempfile.TemporaryDirectory() as directory:
                events = Path(directory) / "events.ndjson"
                only = [f"--include-operation-id={name}" for name in sorted(chain.names)]
                report = ["--report=ndjson", f"--report-ndjson-path={events}"]
                found |= _schemathesis(base_url, token, ["--phases=stateful", *only, *report, *others])
                left = {link: chain for link, chain in left.items() if link not in _followed(events)}
    print(f"\nLinks that were never followed: {', '.join(sorted(left)) or 'none'}", flush=True)
    return 1 if found or left else 0


class _Chain(NamedTuple):
    """Operations that make things, those that their links lead to, and the links."""

    names: set[str]
    links: set[str]


def _chains() -> Iterator[_Chain]:
    """For each of `STARTS` one with what its links lead to, and one more for each of these that leads on by itself."""
    raw = schemathesis.openapi.from_path(SPEC).raw_schema
    labels: dict[str, str] = {}
    links: dict[str, dict[str, str]] = {}
    for path, methods in raw["paths"].items():
        for method, item in methods.items():
            if method != "parameters":
                labels[item["operationId"]] = f"{method.upper()} {path}"
                links[item["operationId"]] = {
                    f"{method.upper()} {path} -> [{code}] {name} -> ": link["operationId"]
                    for code, response in item["responses"].items()
                    for name, link in liberties.resolved(response, raw).get("links", {}).items()
                }

    def chain(*starts: str, ends: Collection[str]) -> _Chain:
        found = {link + labels[end] for start in starts for link, end in links[start].items() if end in ends}
        return _Chain({*starts, *ends}, found)

    for start in STARTS:
        ends = set(links[start].values())
        yield chain(start, ends={end for end in ends if not links[end]})
        for end in ends:
            if links[end]:
                further = set(links[end].values()) - ends
                yield chain(start, end, ends={end, *further})


def _followed(events: Path) -> set[str]:
    """The links that led to a success."""
    found = set()
    for line in events.read_text("utf-8").splitlines():
        recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder", {})
        for number, case in recorder.get("cases", {}).items():
            response = recorder.get("interactions", {}).get(number, {}).get("response") or {}
            if case.get("is_transition_applied") and 200 <= response.get("status_code", 0) < 300:
                found.add(case["transition"]["id"])
    return found


def _schemathesis(base_url: str, token: str, options: list[str]) -> int:
    with tempfile.TemporaryDirectory() as directory:
        config = Path(directory) / "schemathesis.toml"
        config.write_text(f"hooks = {json.dumps(str(HOOKS))}\n{AMOUNTS}")
        command = [
            *(sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"),
            *("--config-file", str(config), "run", str(SPEC), "--url", base_url),
            *("--header", f"Authorization: Bearer {token}", "--continue-on-failure"),
            *("--generation-database", "none", "--warnings", "off"),
            *([] if _is_here(base_url) else [f"--exclude-operation-id={name}" for name in CALLS]),
            *options,
        ]
        env = os.environ | {"PYTHONPATH": str(HOOKS.parent)}
        return subprocess.run(command, cwd=directory, env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
