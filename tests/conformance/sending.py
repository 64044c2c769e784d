"""Requests for every operation of the description, made from its examples."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from tests.description import Operation, media_examples, operations, resolve
from tests.server.accounts import Account
from tests.server.sounds import say, wav

__all__ = [
    "OPERATIONS",
    "UNKNOWN",
    "Ids",
    "body_schema",
    "make_things",
    "path_of",
    "places",
    "request_body",
    "samples",
    "takes_file",
]

Ids = dict[str, str]
OPERATIONS = list(operations())
UNKNOWN = "9000000000000009"
IN_BODY = {
    "put-member": "memberId",
    "update-tracker": "trackerId",
    "update-group": "groupId",
}
"""Operations whose body repeats an id of the path."""


def make_things(account: Account) -> Ids:
    """A conversation and one of everything else that has an id."""
    conversation_id, job_id = account.submit(
        "The #plans are good. Is that so?", "TODO Ann: write them down.", features={"featureList": ["callScore"]}
    )
    account.wait(job_id)
    [member] = account.read(conversation_id, "/members")["members"]
    mark = {"label": "a", "description": "b", "user": {}, "beginTimeOffset": 0, "duration": 9}
    bookmark = account.ok("POST", f"/v1/conversations/{conversation_id}/bookmarks", json=mark)
    tracker = account.ok("POST", "/v1/manage/tracker", json={"name": "T", "vocabulary": ["plans"]})["tracker"]
    group = account.ok("POST", "/v1/manage/group", json={"name": "G", "criteria": "conversation.name==a"})["group"]
    entity = {"type": "A", "subType": "b", "values": ["plans"]}
    [kept] = account.ok("POST", "/v1/manage/entities/bulk", json=[entity])["entities"]
    return {
        "conversationId": conversation_id,
        "jobId": job_id,
        "memberId": member["id"],
        "bookmarkId": bookmark["id"],
        "trackerId": tracker["id"],
        "groupId": group["id"],
        "entityId": kept["id"],
        "connectionId": UNKNOWN,  # calls have tests of their own
    }


def path_of(operation: Operation, ids: Ids) -> str:
    return operation.path.format(**ids)


def takes_file(operation: Operation) -> bool:
    return operation.body is not None and "application/json" not in operation.body["content"]


def body_schema(operation: Operation) -> dict[str, Any] | None:
    """The schema of a JSON body."""
    if operation.body is None or takes_file(operation):
        return None
    return resolve(operation.body["content"]["application/json"]["schema"])


def request_body(operation: Operation, ids: Ids, name: str | None = None) -> dict[str, Any]:
    """The arguments of a request: an example as `json`, the id of the path in it, or a recording as `content`."""
    if operation.body is None:
        return {}
    if takes_file(operation):
        return {"content": wav(say(1, seconds=0.2, pause=0.1))}
    examples = media_examples(operation.body)
    body = copy.deepcopy(examples[name] if name else next(iter(examples.values())))
    if operation.name in IN_BODY:
        body["id"] = ids[IN_BODY[operation.name]]
    return {"json": body}


# ------------------------------------------------------------------------------------------- members


def samples(schema: dict[str, Any], name: str = "") -> list[Any]:
    """Values that have every member that a schema knows: one, or several where there are several forms."""
    schema = resolve(schema)
    if "oneOf" in schema:
        return [value for branch in schema["oneOf"] for value in samples(branch)]
    if "anyOf" in schema:
        return samples(schema["anyOf"][0])
    if schema.get("type") == "object":
        inner = {member: samples(one, member) for member, one in schema.get("properties", {}).items()}
        most = max(map(len, inner.values()), default=1)
        return [{member: values[n % len(values)] for member, values in inner.items()} for n in range(most)]
    if schema.get("type") == "array":
        return [[value] for value in samples(schema["items"])]
    return [_simple(schema, name)]


def _simple(schema: dict[str, Any], name: str) -> Any:
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return schema["enum"][0]
    if "example" in schema:
        return schema["example"]
    match schema["type"]:
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    starts = (value for start, value in PATTERNS.items() if schema.get("pattern", "").startswith(start))
    return next(starts, WORDS.get(name, "word"))


FORMATS = {
    "date-time": "2026-03-02T15:00:00.000Z",
    "rsql": "conversation.name==a",
    "uri": "http://127.0.0.1:9/a",
    "email": "ana@example.com",
}
PATTERNS = {"^#": "#102030", "^[a-z]{2}-": "en-US"}
WORDS = {"encoding": "PCMU", "insightTypes": "question"}

Place = tuple[str | int, ...]


def places(schema: dict[str, Any], value: Any, at: Place = ()) -> Iterator[tuple[Place, dict[str, Any]]]:
    """Every member of a sample, however deep, with its schema."""
    schema = resolve(schema)
    if "oneOf" in schema:
        schema = next(one for one in map(resolve, schema["oneOf"]) if _is_form_of(value, one))
    if at:
        yield at, schema
    if isinstance(value, dict):
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                yield from places(inner, value[name], (*at, name))
    elif isinstance(value, list) and value:
        yield from places(schema["items"], value[0], (*at, 0))


def _is_form_of(value: dict[str, Any], schema: dict[str, Any]) -> bool:
    consts = {name: one["const"] for name, one in schema["properties"].items() if "const" in one}
    return all(value.get(name) == const for name, const in consts.items())
