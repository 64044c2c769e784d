"""Lists of many conversations and reads of long ones, through HTTP at the local server.
`scripts/bench listing reading`.
"""

from __future__ import annotations

import json
import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

import symbl_local
from symbl_local.store import Store

STORED = (1_000, 10_000, 100_000)
LENGTHS = (1_000, 2_500, 5_000, 10_000)
ROUNDS = 15

METADATA = "conversation.metadata."
YEAR = 365 * 86_400_000
NOW = time.time_ns() // 1_000_000

# Of the metadata, `agent` leaves 1 in 100, `customer` 1 in 5,000, `label` half; `{deep}` is three quarters of the list.
PAGES: dict[str, dict[str, Any]] = {
    "no page (the cost of a call)": {"limit": 0},
    "last seven days": {},
    "last seven days, by name": {"sort": "conversation.name"},
    "one agent": {"filter": f"{METADATA}agent==agent7"},
    "one agent, by name": {"filter": f"{METADATA}agent==agent7", "sort": "conversation.name"},
    "one agent, by end, newest first": {
        "filter": f"{METADATA}agent==agent7",
        "sort": "conversation.endTime",
        "order": "desc",
    },
    "one agent, one label, by name": {
        "filter": f"{METADATA}agent==agent7;{METADATA}label==external",
        "sort": "conversation.name,conversation.startTime",
    },
    "one agent, one customer, by name": {
        "filter": f"{METADATA}agent==agent7;{METADATA}customer==c77",
        "sort": "conversation.name",
    },
    "half of all, by start": {"filter": f"{METADATA}label==external"},
    "half of all, by name": {"filter": f"{METADATA}label==external", "sort": "conversation.name"},
    "all but one agent, by end": {"filter": f"{METADATA}agent!=agent7", "sort": "conversation.endTime"},
    "two agents of a list, by name": {"filter": f"{METADATA}agent=in=(agent7,agent8)", "sort": "conversation.name"},
    "a month, by name": {
        "filter": "conversation.startTime>={month};conversation.startTime<{week}",
        "sort": "conversation.name",
    },
    "name begins with, by start": {"filter": "conversation.name=='Call 7*'"},
    "name has, by start": {"filter": "conversation.name=='*77*'"},
    "name has what is nowhere, by start": {"filter": "conversation.name=='*nowhere*'"},
    "all, by start, offset 3/4": {"filter": "conversation.type==meeting", "offset": "{deep}"},
    "all, by name, offset 3/4": {
        "filter": "conversation.type==meeting",
        "sort": "conversation.name",
        "offset": "{deep}",
    },
    "half of all, by start, offset 3/4 of it": {"filter": f"{METADATA}label==external", "offset": "{deep_half}"},
    "half of all, by name, offset 3/4 of it": {
        "filter": f"{METADATA}label==external",
        "sort": "conversation.name",
        "offset": "{deep_half}",
    },
}

Read = tuple[str, str, dict[str, str], Any]
"""Method, path below the conversation, query, body. Add what is new here."""

READS: list[Read] = [
    ("GET", "", {}, None),
    ("GET", "/messages", {}, None),
    ("GET", "/messages", {"verbose": "true", "sentiment": "true"}, None),
    ("GET", "/topics", {"parentRefs": "true"}, None),
    ("GET", "/topics", {"sentiment": "true"}, None),
    ("GET", "/questions", {}, None),
    ("GET", "/action-items", {}, None),
    ("GET", "/follow-ups", {}, None),
    ("GET", "/insights", {}, None),
    ("GET", "/members", {}, None),
    ("GET", "/entities", {}, None),
    ("GET", "/trackers-detected", {}, None),
    ("GET", "/analytics", {}, None),
    ("GET", "/comprehensive/action-items", {}, None),
    ("GET", "/abstract-topics", {}, None),
    ("GET", "/summary", {}, None),
    ("POST", "/transcript", {}, {"contentType": "text/markdown"}),
    ("POST", "/transcript", {}, {"contentType": "text/srt"}),
]


def listing() -> None:
    """A page of 20 conversations of 1,000, 10,000 and 100,000, least ms of a call over HTTP."""
    columns = [_pages(count) for count in STORED]
    print(f"  {'':<40}" + "".join(f"{count:>10,}" for count in STORED))
    for name in PAGES:
        print(f"  {name:<40}" + "".join(f"{column[name]:>10.1f}" for column in columns))


def _pages(count: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        _fill(Path(folder), count)
        with _server(data_dir=folder) as (_, client):
            return {name: _timed(client, "/v1/conversations", _query(PAGES[name], count)) for name in PAGES}


def _query(query: dict[str, Any], count: int) -> dict[str, str]:
    known = {"deep": count * 3 // 4, "deep_half": count * 3 // 8, "month": _moment(37), "week": _moment(7)}
    return {name: str(value).format(**known) for name, value in query.items()}


def _moment(days: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(NOW / 1000 - days * 86_400))


def _fill(folder: Path, count: int) -> None:
    """A database with so many conversations of the last year, with two members and three metadata each."""
    rng = random.Random(count)
    store = Store(folder)
    with store.writing() as db:
        for number in range(count):
            conversation_id = str(10**15 + number * 7)
            started = NOW - rng.randrange(YEAR)
            metadata = {
                "agent": f"agent{rng.randrange(100)}",
                "customer": f"c{rng.randrange(5_000)}",
                "label": rng.choice(["internal", "external"]),
            }
            db.execute(
                "INSERT INTO conversations (id, account, name, started, ended, metadata)"
                " VALUES (?, 'bench', ?, ?, ?, ?)",
                [
                    conversation_id,
                    f"Call {rng.randrange(count)}",
                    started,
                    started + rng.randrange(3_600_000),
                    json.dumps(metadata),
                ],
            )
            db.executemany(
                "INSERT INTO members VALUES (?, ?, ?, ?, NULL, NULL)",
                [(f"{number}-{place}", conversation_id, place, name) for place, name in enumerate(("Ana", "Ben"))],
            )
    store.close()


def reading() -> None:
    """Every read of a conversation of 1,000 to 10,000 messages: the server's ms of CPU, KB of the answer, µs a KB."""
    rows: dict[str, list[tuple[float, float]]] = {}
    with _server() as (server, client):
        for length in LENGTHS:
            conversation_id = _process(client, length)
            for method, resource, query, body in READS:
                path = f"/v1/conversations/{conversation_id}{resource}"
                response = client.request(method, path, params=query, json=body)
                if response.status_code != 200:
                    print(f"  {method} {resource}: {response.status_code} {response.text[:100]}")
                    continue
                word = body["contentType"] if body else " ".join(query)
                before = _cpu(server.pid)
                for _ in range(5):
                    client.request(method, path, params=query, json=body)
                took = (_cpu(server.pid) - before) / 5
                rows.setdefault(f"{resource or '/'} {word}", []).append((took, len(response.content) / 1024))
    print(f"  {'ms / KB / µs a KB':<36}" + "".join(f"{length:>22,}" for length in LENGTHS))
    for name, cells in rows.items():
        words = [f"{took:8.1f} {size:7.0f} {1000 * took / size:5.0f}" for took, size in cells]
        print(f"  {name:<36}" + "".join(f"{word:>22}" for word in words))


TEXTS = (
    "How much does the {thing} cost in {place}?",
    "I'll send the {thing} to {name} by Friday.",
    "{name} has to sign the {thing} next week.",
    "Could you call {name} about the {thing}?",
    "The {thing} is really good.",
    "We talked about the {thing} in {place} last month.",
    "I am unhappy with the {thing}.",
)
WORDS = {
    "thing": ("contract", "price list", "delivery date", "support plan", "training course", "invoice", "roadmap"),
    "place": ("Berlin", "Boston", "Madrid", "Oslo"),
    "name": ("Ana", "Ben", "Carla", "Dan"),
}


def _process(client: httpx.Client, length: int) -> str:
    rng = random.Random(length)
    messages = [
        {
            "payload": {
                "content": rng.choice(TEXTS).format(**{name: rng.choice(words) for name, words in WORDS.items()})
            },
            "from": {"name": (name := rng.choice(WORDS["name"])), "userId": f"{name}@example.com"},
        }
        for _ in range(length)
    ]
    body = {
        "messages": messages,
        "detectEntities": True,
        "detectPhrases": True,
        "enableSummary": True,
        "trackers": [{"name": "Money", "vocabulary": ["how much", "price list"]}],
    }
    ids = client.post("/v1/process/text", json=body).raise_for_status().json()
    while (status := client.get(f"/v1/job/{ids['jobId']}").json())["status"] in ("scheduled", "in_progress"):
        time.sleep(0.2)
    assert status["status"] == "completed", status
    return str(ids["conversationId"])


def _cpu(pid: int) -> float:
    """Milliseconds of CPU that a process has used, in steps of ten. Unlike time, others' load does not add to it."""
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def _server(**options: Any) -> Iterator[tuple[symbl_local.LocalServer, httpx.Client]]:

    with symbl_local.serve(app_id="bench", app_secret="bench", **options) as server:
        body = {"type": "application", "appId": "bench", "appSecret": "bench"}
        token = httpx.post(f"{server.base_url}/oauth2/token:generate", json=body).json()["accessToken"]
        headers = {"Authorization": f"Bearer {token}"}
        with httpx.Client(base_url=server.base_url, headers=headers, timeout=120) as client:
            yield server, client


def _timed(client: httpx.Client, path: str, query: dict[str, str]) -> float:
    """Least ms of a call."""
    times: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        client.get(path, params=query).raise_for_status()
        times.append((time.perf_counter() - started) * 1000)
    return min(times)
