"""What schemathesis is to generate where the description alone cannot say it, and what a run cleans up after itself.

Nothing here makes a wrong request right: only what keeps to the description is changed, so that it also keeps to the
rules that a schema cannot express (an id as in the path, a name that is used once, a time before another).
"""

from __future__ import annotations

import json
import re
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import schemathesis
from hypothesis import strategies as st

Json = dict[str, Any]
SPEC = Path(__file__).parents[2] / "spec" / "openapi.yaml"

WAV = b"RIFF\x26\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3e\0\0\0\x7d\0\0\2\0\x10\0data\2\0\0\0\0\0"
"""One sample of silence. Whether a job can use a file is not what is tested, but that it is taken in."""

for kind in ("wav", "wave", "mpeg", "mp3", "flac", "ogg", "mp4", "webm"):
    schemathesis.openapi.media_type(f"audio/{kind}", st.just(WAV))
for kind in ("mp4", "webm", "quicktime", "x-matroska"):
    schemathesis.openapi.media_type(f"video/{kind}", st.just(WAV))

KEY = "Idempotency-Key"
EXAMPLE_KEY = "import-2026-03-02-0001"
LISTS = ("list-conversations", "list-group-conversations")
NAMED = ("create-tracker", "create-trackers", "update-tracker", "patch-tracker")
LONGEST_NAME = 256
WORDS = ("label", "description", "type", "subType", "category")
PHONE = {"phoneNumber": "15551230000"}
LINE = {"uri": "sip:8002@sip.example.com"}
"""Whom the examples call; nobody else is called, whatever is generated."""

# ------------------------------------------------------------------------------------------------- RSQL

_WORDS = st.text("abcdefghijklmnopqrstuvwxyzABC0123456789_-äß日", min_size=1, max_size=12)
_QUOTED = st.text(min_size=0, max_size=12).map(
    lambda text: '"' + text.encode("utf-8", "replace").decode().replace("\\", "\\\\").replace('"', '\\"') + '"'
)
_TEXTS = _WORDS | _QUOTED | st.builds("{}*".format, _WORDS) | st.builds("*{}*".format, _WORDS)
_TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.isoformat()[:23] + "Z")
_OF_TEXTS = st.sampled_from(["conversation.id", "conversation.name", "conversation.type"]) | st.builds(
    "conversation.metadata.{}".format, st.sampled_from(["region", "agentId", "stage_2"])
)
_OF_TIMES = st.sampled_from(["conversation.startTime", "conversation.endTime", "conversation.startDate"])
_ORDERS = st.sampled_from([">", ">=", "<", "<=", "=gt=", "=ge=", "=lt=", "=le=", "==", "!="])


def _listed(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.lists(values, min_size=1, max_size=3).map(lambda found: f"({','.join(found)})")


def _conditions(parameter: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    one = st.builds("{}{}{}".format, st.just(parameter), _ORDERS, values)
    several = st.builds("{}{}{}".format, st.just(parameter), st.sampled_from(["=in=", "=out="]), _listed(values))
    return st.lists(one | several, min_size=1, max_size=3)


@st.composite
def filters(draw: st.DrawFn) -> str:
    """Conditions on one or two parameters, joined in either way, some in brackets."""
    conditions: list[str] = []
    for _ in range(draw(st.integers(1, 2))):
        if draw(st.booleans()):
            conditions += draw(_conditions(draw(_OF_TIMES), _TIMES))
        else:
            conditions += draw(_conditions(draw(_OF_TEXTS), _TEXTS))
    joined = draw(st.sampled_from([" and ", ";"])).join(draw(st.permutations(conditions)))
    return f"({joined})" if draw(st.booleans()) else joined


schemathesis.openapi.format("rsql", filters())

# ---------------------------------------------------------------------------------------- what is its own


def own(name: str, ids: Json, body: Any, *, changes: bool = True) -> Any:
    """The body with the id of the path, and with names that nobody has used; `changes` says that patches are too."""
    if isinstance(body, dict):
        body = dict(body)
        path_id = ids.get("memberId") or ids.get("trackerId") or ids.get("groupId")
        if path_id and name in ("put-member", "update-tracker", "update-group") and _is_text(body.get("id")):
            body["id"] = unquote(str(path_id))
        if name in NAMED:
            body = _named(body)
        if changes:
            body = _known(body)
    elif isinstance(body, list) and name == "create-trackers":
        body = [_named(one) if isinstance(one, dict) else one for one in body]
    elif isinstance(body, list) and name == "create-managed-entities" and changes:
        body = [_known(dict(one)) for one in body]
    elif isinstance(body, list) and name == "patch-tracker" and changes:
        body = [_possible(one) if isinstance(one, dict) else one for one in body]
    return body


def _known(body: Json) -> Json:
    """Without ids that are not there, with somebody who speaks and somebody to call, and without blank words."""
    if isinstance(trackers := body.get("trackers"), list):
        body["trackers"] = _without_ids(trackers)
    for name in WORDS:  # what is blank is more to Python than to JSON Schema
        if isinstance(body.get(name), str) and not body[name].strip():
            body[name] = "a"
    if isinstance(values := body.get("values"), list):  # a value comes once, ignoring case
        body["values"] = list({value.strip().casefold(): value for value in values}.values())
    if "label" in body and body.get("messageRefs"):
        body["messageRefs"] = []
    if isinstance(events := body.get("speakerEvents"), list):
        body["speakerEvents"] = [{**event, "user": {"name": "Ana", **event["user"]}} for event in events]
    if "operation" in body and (actions := body.get("actions")):
        mail = {"emails": ["ana@example.com"]}
        body["actions"] = [{**one, "parameters": {**one["parameters"], **mail}} for one in actions]
    if body.get("operation") == "start":
        kind = body["endpoint"]["type"]
        body["endpoint"] = {**body["endpoint"], **(PHONE if kind == "pstn" else LINE)}
        if "encoding" in (audio := body["endpoint"].get("audioConfig", {})):
            body["endpoint"]["audioConfig"] = {**audio, "encoding": "PCMU"}
        # Which languages are heard is the recogniser's matter, and no schema's.
        named = {"insightTypes": ["question"], "timezone": "America/New_York", "languages": ["en-US"]}
        body |= {name: value for name, value in named.items() if name in body}
    return body


def _without_ids(trackers: list[Any]) -> list[Any]:
    return [{name: value for name, value in one.items() if name != "id"} for one in trackers]


def _named(body: Json) -> Json:
    name = body.get("name")
    if isinstance(name, str) and re.search(r"\S", name, re.ASCII) and len(name) <= LONGEST_NAME:
        body = {**body, "name": f"{name[:200]} {uuid.uuid4().hex}"}
    return body


def _possible(change: Json) -> Json:
    """A change that can be made: a name, words for what is a list, and some phrases are left."""
    path, op, value = change.get("path"), change.get("op"), change.get("value")
    if op not in ("add", "replace", "remove"):
        return change
    if path == "/name":
        return {**change, "op": "replace", "value": uuid.uuid4().hex}
    if path == "/description":
        return {**change, "value": value[:512]} if isinstance(value, str) else {**change, "value": "a description"}
    if path == "/languages":
        return {**change, "value": ["en-US"]}
    if path in ("/categories", "/vocabulary", "/excludeVocabulary"):
        return {**change, "op": "add" if op == "remove" else op, "value": ["a word", "another"]}
    return change


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case, kwargs: Json) -> None:
    # With the key of the example, all but the first would be told of the first.
    if case.headers and case.headers.get(KEY) == EXAMPLE_KEY:
        case.headers[KEY] = uuid.uuid4().hex
    name = case.operation.definition.raw.get("operationId", "")
    positive = case.meta is not None and case.meta.generation.mode.is_positive
    body = own(name, case.path_parameters or {}, case.body, changes=positive)
    if body != case.body:
        case.body = body
    if positive and name in LISTS and case.query:
        _order_times(case.query)
    trackers = case.query.get("trackers") if positive and case.query else None
    if isinstance(trackers, str) and '"id"' in trackers:
        case.query["trackers"] = json.dumps(_without_ids(json.loads(trackers)))


def _order_times(query: Json) -> None:
    """Both in the past, the start before the end."""
    present = datetime.now(UTC)
    found = {name: _moment(query[name]) for name in ("startTime", "endTime") if name in query}
    for name, moment in found.items():
        if moment is not None and moment >= present:
            found[name] = present - timedelta(days=1 + moment.day, seconds=moment.second)
            query[name] = found[name].strftime("%Y-%m-%dT%H:%M:%SZ")  # type: ignore[union-attr]
    start, end = found.get("startTime"), found.get("endTime")
    if start and end and start >= end:
        query["startTime"], query["endTime"] = query["endTime"], query["startTime"]
        if start == end:
            del query["startTime"]


def _moment(value: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


# --------------------------------------------------------------------------------------------- cleaning up

_MADE = {
    "create-tracker": ("/v1/manage/tracker/", lambda answer: [answer["tracker"]]),
    "create-trackers": ("/v1/manage/tracker/", lambda answer: answer["trackers"]),
    "create-managed-entities": ("/v1/manage/entities/", lambda answer: answer["entities"]),
}


@schemathesis.hook
def after_call(context: schemathesis.HookContext, case: schemathesis.Case, response: schemathesis.Response) -> None:
    """An account may keep so many trackers and entities only: those of single requests go, those of chains stay."""
    import requests

    name = case.operation.definition.raw.get("operationId", "")
    alone = case.meta is not None and case.meta.phase.name.value != "stateful"
    if name not in _MADE or response.status_code != 201 or not alone:
        return
    path, made = _MADE[name]
    headers = {"Authorization": response.request.headers["Authorization"]}
    base = response.request.url.partition("/v1/")[0] if response.request.url else ""
    for one in made(response.json()):
        requests.delete(f"{base}{path}{one['id']}", headers=headers, timeout=30).raise_for_status()
