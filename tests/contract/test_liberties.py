"""Each liberty is real: the local server takes what the description forbids, and only this liberty makes it fit."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import httpx
import liberties
import pytest
import schemathesis

import symbl_local

TEXT = [{"payload": {"content": "Hello."}}]
MARK = {"label": "a", "description": "b", "user": {}, "beginTimeOffset": 0, "duration": 1}
EVENT = {"type": "started_speaking", "user": {"id": "1"}, "offset": {"seconds": 1}}
PHONE = {"type": "pstn", "phoneNumber": "15551230000"}

# The liberty, and what it is for: an operation with its body, or with its query.
TAKEN: list[tuple[str, str, Any]] = [
    ("null_is_absent", "POST /v1/process/text", {"messages": TEXT, "name": None}),
    ("null_is_absent", "PUT /v1/conversations/{conversationId}", {"metadata": {"a": None}}),
    ("boolean_as_word", "POST /v1/process/text", {"messages": TEXT, "detectPhrases": "True"}),
    (
        "boolean_as_word",
        "POST /v1/conversations/{conversationId}/transcript",
        {"contentType": "text/srt", "phrases": {"highlightAllKeyPhrases": "true"}},
    ),
    ("list_as_text", "POST /v1/process/text", {"messages": TEXT, "trackers": "[]"}),
    ("list_of_one", "POST /v1/process/text", {"messages": TEXT, "entities": {"text": "a"}}),
    ("vocabulary_as_text", "POST /v1/process/audio/url", {"url": "http://127.0.0.1:9/a", "customVocabulary": "a, b"}),
    ("number_as_id", "POST /v1/process/text", {"messages": [{**TEXT[0], "from": {"userId": 5}}]}),
    ("number_as_id", "POST /v1/conversations/{conversationId}/bookmarks", {**MARK, "user": {"userId": 5}}),
    (
        "number_as_id",
        "POST /v1/endpoint:connect",
        {"operation": "start", "endpoint": PHONE, "data": {"session": {"users": [{"id": 5, "userId": "a@x.y"}]}}},
    ),
    (
        "other_users",
        "POST /v1/endpoint:connect",
        {"operation": "start", "endpoint": PHONE, "data": {"session": {"users": [{"userId": ""}]}}},
    ),
    ("other_users", "POST /v1/event/{connectionId}", {"type": "started_speaking", "user": {"email": "a@x.y"}}),
    (
        "other_dates",
        "POST /v1/process/text",
        {"messages": [{**TEXT[0], "duration": {"startTime": "2026-03-02T15:00"}}]},
    ),
    ("other_dates", "GET /v1/conversations", {"startTime": "2026-03-02"}),
    ("other_urls", "POST /v1/process/text", {"messages": TEXT, "webhookUrl": "http://localhost/a?b=c"}),
    (
        "other_urls",
        "POST /v1/conversations/{conversationId}/experiences",
        {"name": "audio-summary", "speakerAvatarURLs": {"1": "https://x.y/a?s=4"}},
    ),
    (
        "short_colours",
        "POST /v1/conversations/{conversationId}/experiences",
        {"name": "audio-summary", "color": {"background": "#123"}},
    ),
    ("other_letters", "POST /v1/manage/tracker", {"name": "Größe", "vocabulary": ["wie groß", "大きい"]}),
    ("other_letters", "POST /v1/manage/group", {"name": " Gespräche", "criteria": "conversation.name==a"}),
    ("any_values", "POST /v1/manage/entities/bulk", [{"type": "a", "subType": "b", "values": ["C++"]}]),
    (
        "bookmark_without",
        "POST /v1/conversations/{conversationId}/bookmarks",
        {"label": "a", "description": "b", "beginTimeOffset": 0, "duration": 1},
    ),
    (
        "later_offsets",
        "PUT /v1/conversations/{conversationId}/speakers",
        {"speakerEvents": [{**EVENT, "offset": {"seconds": 5_000_000}}]},
    ),
    (
        "later_offsets",
        "PUT /v1/conversations/{conversationId}/speakers",
        {"speakerEvents": [{**EVENT, "user": {"id": 5, "email": ""}}]},
    ),
    (
        "any_address",
        "PUT /v1/conversations/{conversationId}/members/{memberId}",
        {"id": "{memberId}", "name": "Ana", "email": "nowhere"},
    ),
    ("nothing_is_absent", "POST /v1/endpoint:connect", {"endpoint": PHONE, "actions": {}, "timezone": ""}),
    (
        "size_as_word",
        "POST /v1/endpoint:connect",
        {"operation": "start", "endpoint": {**PHONE, "audioConfig": {"sampleSize": "16"}}},
    ),
    ("other_fields", "GET /v1/conversations", {"sort": "conversation.name, conversation.startDate, conversation.id"}),
]


def test_every_liberty_is_here() -> None:
    assert {name for name, _, _ in TAKEN} == {liberty.__name__ for liberty in liberties.LIBERTIES}
    assert all("§" in (liberty.__doc__ or "") or liberty.__name__ == "other_urls" for liberty in liberties.LIBERTIES)


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    recordings = tmp_path_factory.mktemp("calls")
    with wave.open(str(recordings / "15551230000.wav"), "wb") as file:
        file.setparams((1, 2, 8000, 480_000, "NONE", "not compressed"))
        file.writeframes(bytes(960_000))  # a minute in which nobody says anything
    with (
        symbl_local.serve(allow_hosts="loopback", call_recordings=recordings) as server,
        httpx.Client(base_url=server.base_url, timeout=30) as http,
    ):
        pair = {"appId": server.credentials["app_id"], "appSecret": server.credentials["app_secret"]}
        token = http.post("/oauth2/token:generate", json={"type": "application", **pair}).json()["accessToken"]
        http.headers["Authorization"] = f"Bearer {token}"
        yield http


@pytest.fixture(scope="module")
def ids(http: httpx.Client) -> dict[str, str]:
    said = {"payload": {"content": "Hello."}, "from": {"name": "Ana", "userId": "ana@example.com"}}
    made = http.post("/v1/process/text", json={"messages": [said]}).json()
    while http.get(f"/v1/job/{made['jobId']}").json()["status"] != "completed":
        pass
    [member] = http.get(f"/v1/conversations/{made['conversationId']}/members").json()["members"]
    call = http.post("/v1/endpoint:connect", json={"operation": "start", "endpoint": PHONE}).json()
    return {**made, "memberId": member["id"], "connectionId": call["connectionId"]}


@pytest.mark.parametrize(("name", "label", "value"), TAKEN, ids=[f"{name} {label}" for name, label, _ in TAKEN])
def test_what_is_taken(
    http: httpx.Client, ids: dict[str, str], name: str, label: str, value: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    method, path = label.split()
    if isinstance(value, dict) and value.get("id"):
        value = {**value, "id": value["id"].format(**ids)}
    query = value if method == "GET" else None
    body = None if method == "GET" else value
    answer = http.request(method, path.format(**ids), params=query, json=body)
    assert answer.is_success, answer.text

    raw = schemathesis.openapi.from_path(liberties.generating.SPEC).raw_schema
    operation = SimpleNamespace(path=path, method=method, schema=SimpleNamespace(raw_schema=raw))
    case: Any = SimpleNamespace(operation=operation, query=query, body=body)
    assert liberties.keeps_to_the_description(case)
    others = [liberty for liberty in liberties.LIBERTIES if liberty.__name__ != name]
    monkeypatch.setattr(liberties, "LIBERTIES", others)
    assert not liberties.keeps_to_the_description(case)
