"""Every refusal becomes an error of the SDK, whatever the operation and the shape of its body (docs/contract.md §0)."""

from __future__ import annotations

import asyncio
import importlib
from typing import Any

import pytest
from openapi_python_client.strings import PythonIdentifier

import symbl
from symbl_api.types import Request
from tests.description import Operation
from tests.sdk.driving import PAYLOAD, both, drive
from tests.sdk.script import Answer, ScriptedServer

from .conftest import MAX_BODY
from .sending import OPERATIONS, UNKNOWN, takes_file

CLASSES = {
    400: symbl.BadRequestError,
    401: symbl.AuthenticationError,
    403: symbl.PermissionDeniedError,
    404: symbl.NotFoundError,
    405: symbl.BadRequestError,
    409: symbl.ConflictError,
    413: symbl.PayloadTooLargeError,
    429: symbl.RateLimitError,
    500: symbl.ServerError,
    501: symbl.ServerError,
    502: symbl.ServerError,
    504: symbl.ServerError,
}
SHAPES: dict[str, tuple[Any, str]] = {
    "message": ({"message": "name: missing"}, "name: missing"),
    "statusCode and message": ({"statusCode": 429, "message": "a limit of 2 jobs"}, "a limit of 2 jobs"),
    "more members": ({"message": "no", "code": "x", "url": "http://x/"}, "no"),
    "a page": ("<html>Bad gateway</html>", "<html>Bad gateway</html>"),
}


def request_of(operation: Operation) -> tuple[Request, Any]:
    """A request of the operation, and what reads its answer."""
    module = importlib.import_module(
        f"symbl_api.api.{operation.tag.replace('-', '_')}.{operation.name.replace('-', '_')}"
    )
    given: dict[str, Any] = {
        PythonIdentifier(one["name"], ""): "x" for one in operation.parameters if one["in"] == "path"
    }
    if operation.name == "delete-managed-entities":
        given["sub_type"] = "x"
    if takes_file(operation):
        given |= {"body": b"sound", "content_type": "audio/wav"}
    elif operation.body is not None:
        given["body"] = {"name": "x"}
    return module.request(**given), module.parse


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
@both
def test_every_operation(scripted: ScriptedServer, operation: Operation, kind: str) -> None:
    request, parse = request_of(operation)
    for status in (400, 401, 404, 409, 413, 429, 500):
        message = f"refused with {status}"
        answer = Answer(status, {"message": message}, {"X-Request-Id": "r1", "Retry-After": "0"})
        scripted.script(request.path, answer)
        with pytest.raises(CLASSES[status]) as caught:
            drive(kind, scripted.base_url, lambda client: client._core.run(client._core.call(request, parse)))
        error = caught.value
        assert (error.status, error.message, error.request_id) == (status, message, "r1")
        assert error.operation == operation.name
        assert type(error) is CLASSES[status]


@pytest.mark.parametrize("status", CLASSES)
@pytest.mark.parametrize("shape", SHAPES)
@both
def test_every_status_in_every_shape(scripted: ScriptedServer, kind: str, status: int, shape: str) -> None:
    body, message = SHAPES[shape]
    scripted.script("/messages", Answer(status, body, {"X-Request-Id": "r2"}))
    with pytest.raises(CLASSES[status]) as caught:
        drive(kind, scripted.base_url, lambda client: client.conversations.get_messages("7"))
    error = caught.value
    assert (error.status, error.message, error.request_id, error.body) == (status, message, "r2", body)
    assert type(error) is CLASSES[status]
    assert message in str(error)


def test_errors_of_the_local_server(user: symbl.Symbl) -> None:
    made = user.trackers.create("Greeting", ["hello"])
    for error_class, call in (
        (symbl.NotFoundError, lambda: user.conversations.get_messages(UNKNOWN)),
        (symbl.ConflictError, lambda: user.trackers.create("Greeting", ["hello"])),
        (symbl.BadRequestError, lambda: user.trackers.create("Odd", ["what?!"])),
        (symbl.BadRequestError, lambda: user.groups.create("Odd", "conversation.name")),
        (symbl.PayloadTooLargeError, lambda: user.text.process({**PAYLOAD, "name": "x" * MAX_BODY})),
        (symbl.NotFoundError, lambda: user.trackers.patch(UNKNOWN, [{"op": "remove", "path": "/description"}])),
        (symbl.NotFoundError, lambda: user.groups.delete(UNKNOWN)),
    ):
        with pytest.raises(error_class) as caught:
            call()
        error = caught.value
        assert CLASSES[error.status] is error_class
        assert error.message
        assert error.message in str(error)
        assert error.request_id
        assert error.body == {"message": error.message}
    assert user.trackers.get(made.id) == made


def test_a_bad_token(user: symbl.Symbl) -> None:
    with (
        symbl.Symbl(access_token="x.y.z", base_url=user.base_url) as other,
        pytest.raises(symbl.AuthenticationError) as caught,
    ):
        other.conversations.get_messages("7")
    assert (caught.value.status, caught.value.operation) == (401, "get-messages")
    assert caught.value.request_id
    assert "x.y.z" not in str(caught.value)


def test_a_bad_token_with_asyncio(user: symbl.Symbl) -> None:
    async def main() -> None:
        async with symbl.AsyncSymbl(access_token="x.y.z", base_url=user.base_url) as other:
            with pytest.raises(symbl.AuthenticationError):
                await other.conversations.get_messages("7")

    asyncio.run(main())
