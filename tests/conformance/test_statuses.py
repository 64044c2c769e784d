"""Refusals of the local server, operation by operation, and what the SDK makes of them (docs/contract.md §0)."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest

import symbl_local
from tests.description import Operation, document, resolve
from tests.server.accounts import Account, login

from .conftest import MAX_BODY, MAX_MEDIA
from .sending import (
    IN_BODY,
    OPERATIONS,
    UNKNOWN,
    Ids,
    Place,
    body_schema,
    make_things,
    path_of,
    places,
    request_body,
    samples,
    takes_file,
)

by_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)


@pytest.fixture(scope="module")
def things(server: symbl_local.LocalServer) -> Iterator[tuple[Account, Ids]]:
    with login(server, "statuses", "secret") as account:
        yield account, make_things(account)


def send(account: Account, operation: Operation, ids: Ids, **arguments: Any) -> httpx.Response:
    given = {**request_body(operation, ids), **arguments}
    query = {"subType": "nobody's"} if operation.name == "delete-managed-entities" else {}
    return account.call(operation.method, path_of(operation, ids), params=query, **given)


def check_body(response: httpx.Response, status: int) -> str:
    """The message of a refusal, which has nothing else in it, and an id to quote."""
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Request-Id"]
    body = response.json()
    assert set(body) == ({"message", "statusCode"} if status == 429 else {"message"})
    assert body["message"]
    return str(body["message"])


# ----------------------------------------------------------------------------------------- 401, 405, 404


@by_operation
def test_no_token_and_a_bad_one(things: tuple[Account, Ids], operation: Operation) -> None:
    account, ids = things
    with httpx.Client(base_url=account.http.base_url, timeout=30) as http:
        for headers in ({}, {"Authorization": "Bearer x.y.z"}, {"x-api-key": "x.y.z"}, {"Authorization": "Basic eA=="}):
            response = send(Account(http), operation, ids, headers=headers)
            if operation.detail.get("security") == []:
                assert response.is_success
            else:
                assert "token" in check_body(response, 401)
                assert response.headers["WWW-Authenticate"] == "Bearer"


def test_a_wrong_pair() -> None:
    with symbl_local.serve() as server, httpx.Client(base_url=server.base_url, timeout=30) as http:
        wrong = {"type": "application", "appId": server.credentials["app_id"], "appSecret": "wrong"}
        check_body(http.post("/oauth2/token:generate", json=wrong), 401)
        check_body(http.request("DELETE", "/oauth2/token:revoke", json=wrong), 401)


PATHS = document()["paths"]
BESIDES = {
    "/v1/conversations/{conversationId}/summary": {"POST"},  # §20, 31 and 32
    "/v1/manage/trackers/{trackerId}": {"GET", "PUT", "DELETE"},  # §18.1
}


@pytest.mark.parametrize("path", PATHS)
def test_wrong_methods(things: tuple[Account, Ids], path: str) -> None:
    account, ids = things
    described = {method.upper() for method in PATHS[path]} - {"PARAMETERS"} | BESIDES.get(path, set())
    allowed = described | ({"HEAD"} if "GET" in described else set())
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} - allowed:
        response = account.call(method, path.format(**ids))
        assert check_body(response, 405) == "Method Not Allowed."
        assert set(response.headers["Allow"].split(", ")) == allowed


@by_operation
def test_unknown_ids(things: tuple[Account, Ids], operation: Operation) -> None:
    account, ids = things
    names = re.findall(r"{(\w+)}", operation.path)
    for name in names:
        for unknown in (UNKNOWN, "nobody", "..", "ä ö", "a" * 1000):
            changed = {**ids, name: unknown}
            quoted = {**changed, name: quote(unknown, safe="").replace(".", "%2e")}
            body = request_body(operation, changed)
            response = account.call(operation.method, path_of(operation, quoted), **body)
            check_body(response, 404)


@by_operation
def test_ids_of_another_account(
    server: symbl_local.LocalServer, things: tuple[Account, Ids], operation: Operation
) -> None:
    _, ids = things
    if "{" in operation.path:
        with login(server, "a stranger", "secret") as stranger:
            check_body(send(stranger, operation, ids), 404)


# ------------------------------------------------------------------------------------------------- 413


@by_operation
def test_too_large(things: tuple[Account, Ids], operation: Operation) -> None:
    account, ids = things
    if operation.body is None:
        return
    size = MAX_MEDIA if takes_file(operation) else MAX_BODY
    for content in (b"x" * (size + 1), iter([b"x" * 100_000] * (size // 100_000 + 1))):
        message = check_body(send(account, operation, ids, json=None, content=content), 413)
        assert str(size) in message


# ------------------------------------------------------------------------------------------------- 400

WRONG: dict[str, list[Any]] = {
    "string": [True, 5, 1.5, [], {}],
    "boolean": ["maybe", 5, [], {}],
    "integer": ["x", True, 1.5, [], {}],
    "number": ["x", True, [], {}],
    "array": [5, True, "x"],
    "object": [5, True, "x", []],
}
LIBERTIES: list[tuple[str, type, str]] = [
    (r"\S+-token app(Id|Secret)", int, "§0"),
    (r"\S+ (messages\[0\]\.from|user)\.userId", int, "§0"),
    (r"\S+ (trackers\[0\]|messageRefs\[0\]|speakerEvents\[0\]\.user)\.id", int, "§0"),
    (r"(put-member|update-tracker|update-group) id", int, "§0"),
    (r"connect-endpoint (endpoint\.phoneNumber|data\.session\.users\[0\]\.id)", int, "§0"),
    (r"post-speaker-event user\.id", int, "§0"),
    (r"\S+ customVocabulary", str, "§20, 6"),
    (r"connect-endpoint (operation|timezone|pushSpeakerEvents|connectionId)", dict, "§20, 38 and 40"),
]
"""What has another type and is taken all the same: operation and member, the type, and where the contract says so."""


def taken(operation: Operation, place: str, value: Any) -> bool:
    return any(
        re.fullmatch(pattern, f"{operation.name} {place}") and isinstance(value, kind) and not isinstance(value, bool)
        for pattern, kind, _ in LIBERTIES
    )


def places_of(operation: Operation, sample: Any) -> Iterator[tuple[Place, Any]]:
    return places(body_schema(operation) or {}, sample)


def bodies() -> Iterator[Any]:
    for operation in OPERATIONS:
        schema = body_schema(operation)
        for number, sample in enumerate(samples(schema) if schema else ()):
            for place, inner in places_of(operation, sample):
                yield pytest.param(operation, sample, place, inner, id=f"{operation.name} {number} {spelled(place)}")


def spelled(place: tuple[str | int, ...]) -> str:
    steps = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in place]
    return "".join(steps).removeprefix(".")


def with_value(value: Any, place: tuple[str | int, ...], new: Any) -> Any:
    value = copy.deepcopy(value)
    inner = value
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = new
    return value


BODIES = list(bodies())


def whole(operation: Operation, sample: Any, ids: Ids) -> Any:
    return {**sample, "id": ids[IN_BODY[operation.name]]} if operation.name in IN_BODY else sample


def is_required(operation: Operation, sample: Any, place: Place) -> bool:
    holder = dict(places_of(operation, sample)).get(place[:-1], body_schema(operation) or {})
    forms = [one for one in map(resolve, holder.get("oneOf", [holder])) if place[-1] in one.get("properties", {})]
    return all(place[-1] in one.get("required", ()) for one in forms)


OPTIONAL = r"\S+-bookmark user|connect-endpoint operation|post-speaker-event user\.userId"
"""What is described as mandatory and may be absent (§19.4; §20, 40 and 42)."""


@pytest.mark.parametrize(("operation", "sample", "place", "inner"), BODIES)
def test_a_wrong_type_is_named(
    things: tuple[Account, Ids], operation: Operation, sample: Any, place: Place, inner: Any
) -> None:
    account, ids = things
    body = whole(operation, sample, ids)
    kinds = {branch.get("type") for branch in map(resolve, inner.get("anyOf", [inner]))}
    kind = next(iter(kinds)) if len(kinds) == 1 else None
    if "const" in inner or "enum" in inner:
        kind = "string"
    wrong = WRONG[kind] if kind else [5, True]
    for value in wrong:
        if taken(operation, spelled(place), value):
            continue
        response = send(account, operation, ids, json=with_value(body, place, value))
        message = check_body(response, 400)
        assert message.startswith(spelled(place)), (value, message)


@pytest.mark.parametrize(("operation", "sample", "place", "inner"), BODIES)
def test_a_missing_member_is_named(
    things: tuple[Account, Ids], operation: Operation, sample: Any, place: Place, inner: Any
) -> None:
    account, ids = things
    if (
        isinstance(place[-1], int)
        or not is_required(operation, sample, place)
        or re.fullmatch(OPTIONAL, f"{operation.name} {spelled(place)}")
    ):
        return
    body = whole(operation, sample, ids)
    for value in (None, ...):
        changed = with_value(body, place, value)
        if value is ...:
            holder = changed
            for step in place[:-1]:
                holder = holder[step]
            del holder[place[-1]]
        message = check_body(send(account, operation, ids, json=changed), 400)
        assert message.startswith(spelled(place)), message
