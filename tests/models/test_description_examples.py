"""The description's own examples, and the documented ones where they are at hand."""

from __future__ import annotations

import csv
import importlib
import json
from types import SimpleNamespace
from typing import Any

import pytest
from openapi_python_client.strings import PythonIdentifier

import symbl_api.models
from symbl._payload import file_parameters, text_body, url_body
from symbl_api import DecodeError, StatusError, types
from tests.description import SHARED, Operation, media_examples, operations, resolve
from tests.models.test_models import normal

OPERATIONS = list(operations())
IDS = [operation.name for operation in OPERATIONS]


def module(operation: Operation) -> Any:
    tag = operation.tag.replace("-", "_")
    return importlib.import_module(f"symbl_api.api.{tag}.{operation.name.replace('-', '_')}")


def takes_bytes(operation: Operation) -> bool:
    """Whether the body is a recording, which is described without an example."""
    return operation.body is not None and "application/json" not in operation.body["content"]


def example(parameter: dict[str, Any]) -> Any:
    return parameter["content"]["application/json"]["example"] if "content" in parameter else parameter["example"]


def response(status: int, body: Any) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return SimpleNamespace(status_code=status, headers={}, content=content)


def wire(result: Any) -> Any:
    return [item.to_dict() for item in result] if isinstance(result, list) else result.to_dict()


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_every_operation_is_described_and_has_examples(operation: Operation) -> None:
    assert "§" in operation.detail["description"]
    code, success = operation.success
    assert media_examples(success)
    for refused in ("4XX", "5XX"):
        assert media_examples(resolve(operation.detail["responses"][refused]))
    if operation.body is not None and not takes_bytes(operation):
        assert media_examples(operation.body)
    for parameter in operation.parameters:
        assert parameter["description"]
        assert example(parameter) is not None
    assert code in ("200", "201")


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_responses_parse_with_nothing_lost(operation: Operation) -> None:
    code, success = operation.success
    for value in media_examples(success).values():
        assert normal(wire(module(operation).parse(response(int(code), value)))) == normal(value)


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_requests_are_built_from_the_description(operation: Operation) -> None:
    given = {p["name"]: example(p) for p in operation.parameters}
    arguments: dict[str, Any] = {PythonIdentifier(name, ""): value for name, value in given.items()}
    bodies: dict[str, Any] = {"": None}
    if takes_bytes(operation):
        arguments |= {"body": b"sound", "content_type": "audio/wav"}
    elif operation.body is not None:
        bodies = media_examples(operation.body)
    for body in bodies.values():
        if body is not None:
            read = body_model(operation).from_dict
            arguments["body"] = [read(item) for item in body] if isinstance(body, list) else read(body)
        request = module(operation).request(**arguments)
        assert request.method == operation.method
        assert request.path == operation.path.format(**given)
        assert request.operation == operation.name
        assert normal(request.json) == normal(body)
        assert request.authorized == (operation.detail.get("security") != [])
        queries = {p["name"] for p in operation.parameters if p["in"] == "query"}
        assert request.params == {name: types.word(given[name]) for name in queries}
        headers = {p["name"]: given[p["name"]] for p in operation.parameters if p["in"] == "header"}
        assert request.headers == ({**headers, "Content-Type": "audio/wav"} if takes_bytes(operation) else headers)
        assert request.content == arguments.get("body") if takes_bytes(operation) else request.content is None


@pytest.mark.parametrize("operation", OPERATIONS, ids=IDS)
def test_errors_are_typed(operation: Operation) -> None:
    for holder in (resolve(operation.detail["responses"][code]) for code in ("4XX", "5XX")):
        for value in media_examples(holder).values():
            with pytest.raises(StatusError) as caught:
                module(operation).parse(response(value.get("statusCode", 400), value))
            assert caught.value.error is not None
            assert caught.value.error.message == value["message"]
            assert caught.value.operation == operation.name


@pytest.mark.parametrize("status", [199, 301, 400, 404, 500, 520, 599])
@pytest.mark.parametrize("body", [b"", b"<html>Bad gateway</html>", b"[]", b'{"message": 5}', b"\xff", b"[" * 100_000])
def test_any_status_and_body_is_a_status_error(status: int, body: bytes) -> None:
    with pytest.raises(StatusError) as caught:
        module(OPERATIONS[0]).parse(response(status, body))
    assert caught.value.status == status
    assert caught.value.error is None
    assert caught.value.body == body


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\xff\xfe", b"null", b"[]", b'"x"', b"[" * 100_000])
def test_a_body_of_another_shape_is_a_decode_error(body: bytes) -> None:
    with pytest.raises(DecodeError) as caught:
        module(next(o for o in OPERATIONS if o.name == "get-job")).parse(response(200, body))
    assert caught.value.path == "$"
    assert caught.value.body == body


@pytest.mark.parametrize("bad", ["", " ", ".", ".."])
def test_an_id_never_addresses_another_resource(bad: str) -> None:
    from symbl_api.api.conversations import get_conversation

    with pytest.raises(ValueError, match="conversation_id"):
        get_conversation.request(bad)


@pytest.mark.parametrize("bad", [None, True, 1.5, b"1", ["1"]])
def test_an_id_is_a_str_or_an_int(bad: Any) -> None:
    from symbl_api.api.conversations import get_conversation

    with pytest.raises(TypeError, match="conversation_id"):
        get_conversation.request(bad)
    assert get_conversation.request(5180676375576576).path == "/v1/conversations/5180676375576576"
    assert get_conversation.request("a/../b?c#d%2e").path == "/v1/conversations/a%2F..%2Fb%3Fc%23d%252e"


def documented() -> list[tuple[str, str, str]]:
    if not (SHARED / "INDEX.csv").exists():
        return []
    with (SHARED / "INDEX.csv").open(newline="") as file:
        return [(r["file"], r["operation"], r["kind"]) for r in csv.DictReader(file)]


ELEMENTS = {
    "get-messages-part": ("messages", "get-messages"),
    "get-topics-part": ("topics", "get-topics"),
    "get-entities-part": ("entities", "get-entities"),
}


@pytest.mark.skipif(not documented(), reason="the documented examples are not at hand")
def test_documented_examples_parse_with_nothing_lost() -> None:
    by_name = {operation.name: operation for operation in OPERATIONS}
    seen = 0
    for file, name, kind in documented():
        value = json.loads((SHARED / file).read_text())
        if name in ELEMENTS and isinstance(value, dict):
            key, name = ELEMENTS[name]
            if key not in value:
                value = {key: [value]}
            if not whole(value[key][0], name):
                continue
        if name not in by_name:
            continue
        seen += 1
        operation = by_name[name]
        if kind == "request":
            if takes_bytes(operation):
                assert file_parameters(value, {}).keys() <= {p["name"] for p in operation.parameters}, file
            elif operation.body is not None:
                for item in value if isinstance(value, list) else [value]:
                    check_request(body_model(operation), item, file)
        else:
            try:
                assert normal(wire(module(operation).parse(response(200, value)))) == normal(dropped(value)), file
            except DecodeError as error:
                pytest.fail(f"{file}: {error}")
    assert seen > 30


def body_model(operation: Operation) -> Any:
    """The model of a JSON body, or of the elements of one that is a list; of a union, something that finds it."""
    schema = operation.body["content"]["application/json"]["schema"]  # type: ignore[index]
    branches = resolve(schema).get("oneOf")
    if branches is None:
        return getattr(symbl_api.models, schema.get("items", schema)["$ref"].rsplit("/", 1)[1])
    models = [getattr(symbl_api.models, branch["$ref"].rsplit("/", 1)[1]) for branch in branches]
    return SimpleNamespace(from_dict=types.one_of(*(model.from_dict for model in models)))


def check_request(model: Any, value: Any, file: str) -> None:
    """A documented request fits the model, apart from spellings that are accepted besides (§20)."""
    body = text_body(value, None) if model is symbl_api.models.TextRequest else value
    if model is symbl_api.models.MediaUrlRequest:
        body, _ = url_body(value, None, None, {})
    audio = value.get("endpoint", {}).get("audioConfig", {})
    if isinstance(audio.get("sampleSize"), str):
        audio["sampleSize"] = int(audio["sampleSize"])
    assert normal(model.from_dict(body).to_dict()) == normal(body), file


def whole(element: dict[str, Any], name: str) -> bool:
    """Whether a documented fragment is a whole element of its list, not a part of one."""
    return "text" in element and (name != "get-messages" or "startTime" in element)


def dropped(value: Any) -> Any:
    """Without nulls, which read as absent."""
    if isinstance(value, dict):
        return {name: dropped(inner) for name, inner in value.items() if inner is not None}
    return [dropped(inner) for inner in value] if isinstance(value, list) else value
