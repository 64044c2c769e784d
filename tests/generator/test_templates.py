"""The templates: generate from a few lines, import, look."""

from __future__ import annotations

import asyncio
import copy
import inspect
import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.generator.support import answer, generated, module

PATHS = """
/things/{thingId}/parts:
  parameters:
    - {name: thingId, in: path, required: true, description: Which thing., schema: {type: string}}
  get:
    operationId: list-parts
    tags: [things]
    summary: List the parts.
    parameters:
      - {name: maxSize, in: query, description: How big., schema: {type: integer}}
      - {name: loose, in: query, description: Whether loose., schema: {type: boolean}}
      - name: color
        in: query
        description: Which colours.
        content: {application/json: {schema: {type: array, items: {type: string}}}}
      - name: like
        in: query
        description: Which parts.
        content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Part"}}}}
      - {name: X-Trace, in: header, description: A trace., schema: {type: string}}
    responses:
      "200":
        description: Parts.
        content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/Part"}}}}
      4XX: {description: No., content: {application/json: {schema: {$ref: "#/components/schemas/Error"}}}}
  post:
    operationId: add-part
    tags: [things]
    summary: Add a part.
    description: It is put last.
    security: []
    requestBody:
      required: true
      content: {application/json: {schema: {$ref: "#/components/schemas/Part"}}}
    responses:
      "201": {description: The part., content: {application/json: {schema: {$ref: "#/components/schemas/Part"}}}}
  put:
    operationId: draw-parts
    tags: [things]
    summary: Send a drawing.
    requestBody: {required: true, content: {image/png: {}, image/jpeg: {}}}
    responses:
      "200": {description: The part., content: {application/json: {schema: {$ref: "#/components/schemas/Part"}}}}
"""
SCHEMAS = """
Part:
  type: object
  description: A part.
  required: [id, kind]
  properties:
    id: {type: string, description: Its id.}
    kind: {$ref: "#/components/schemas/Kind"}
    from: {type: string, description: Whose.}
    type: {type: string, description: A word.}
    made: {type: string, format: date-time}
    size: {type: number}
    shape: {anyOf: [{$ref: "#/components/schemas/Round"}, {$ref: "#/components/schemas/Square"}]}
    parts: {type: array, items: {$ref: "#/components/schemas/Part"}}
    grid: {type: array, items: {type: array, items: {type: integer}}}
    label: {anyOf: [{type: string}, {type: "null"}]}
    names: {$ref: "#/components/schemas/Names"}
Kind: {type: string, enum: [bolt, nut]}
Names: {type: object, additionalProperties: {type: string}}
Shelves: {type: object, additionalProperties: {$ref: "#/components/schemas/Part"}}
Round:
  type: object
  required: [form, radius]
  properties: {form: {type: string, const: round}, radius: {type: number}}
Square:
  type: object
  required: [form, side]
  properties: {form: {type: string, const: square}, side: {type: number}}
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with generated(tmp_path_factory.mktemp("made"), PATHS, SCHEMAS) as made:
        yield made


@pytest.fixture
def part(package: Any) -> Any:
    return module(package, "models").Part


def test_an_operation_is_four_functions(package: Any) -> None:
    operation = module(package, "api.things.list_parts")
    assert [f for f in ("request", "parse", "sync", "asyncio") if callable(getattr(operation, f))] == [
        "request", "parse", "sync", "asyncio",
    ]  # fmt: skip
    assert "List the parts." in operation.sync.__doc__
    assert "How big." in operation.sync.__doc__
    assert inspect.iscoroutinefunction(operation.asyncio)
    wanted = ["thing_id", "client", "max_size", "loose", "color", "like", "x_trace"]
    assert list(inspect.signature(operation.sync).parameters) == wanted


def test_a_request_says_all_that_is_sent(package: Any, part: Any) -> None:
    operation = module(package, "api.things.list_parts")
    request = operation.request(
        "a b/c", max_size=3, loose=False, color=["red", "blue"], like=[part(id="1", kind="nut")], x_trace="t"
    )
    assert (request.method, request.path) == ("GET", "/things/a%20b%2Fc/parts")
    assert request.params == {
        "maxSize": "3",
        "loose": "false",
        "color": '["red", "blue"]',
        "like": '[{"id": "1", "kind": "nut"}]',
    }
    assert request.headers == {"X-Trace": "t"}
    assert request.authorized
    assert request.json is None
    assert operation.request("1").params == {}

    add = module(package, "api.things.add_part")
    assert add.request(1, body=part(id="1", kind="bolt")).json == {"id": "1", "kind": "bolt"}
    assert add.request(1, body={"anything": part(id="1", kind="nut")}).json == {"anything": {"id": "1", "kind": "nut"}}
    assert not add.request(1, body={}).authorized


def test_a_raw_body_is_carried_through(package: Any) -> None:
    operation = module(package, "api.things.draw_parts")
    drawing = iter([b"a", b"b"])
    request = operation.request(1, body=drawing, content_type="image/png")
    assert request.content is drawing
    assert request.headers == {"Content-Type": "image/png"}
    assert operation.request(1, body=b"a").headers == {}


def test_sync_and_asyncio_are_request_and_parse(package: Any) -> None:
    operation = module(package, "api.things.list_parts")
    sent: list[Any] = []

    class Sender:
        def send(self, request: Any) -> Any:
            sent.append(request)
            return answer(200, b'[{"id": "1", "kind": "bolt"}]')

    class AsyncSender:
        async def send(self, request: Any) -> Any:
            return Sender().send(request)

    assert [p.id for p in operation.sync("9", client=Sender(), loose=True)] == ["1"]
    assert [p.id for p in asyncio.run(operation.asyncio(thing_id=9, client=AsyncSender(), loose=True))] == ["1"]
    assert sent[0] == sent[1] == operation.request("9", loose=True)


def test_a_new_word_passes(part: Any) -> None:
    assert part.from_dict({"id": "1", "kind": "washer"}).kind == "washer"


def test_null_and_absent_are_none(part: Any) -> None:
    read = part.from_dict({"id": "1", "kind": "nut", "made": None, "parts": None, "shape": None, "label": None})
    assert (read.made, read.parts, read.shape, read.label, read.size) == (None,) * 5
    assert read.to_dict() == {"id": "1", "kind": "nut"}


def test_unknown_members_are_kept(part: Any) -> None:
    value = {"id": "1", "kind": "nut", "later": {"deep": [1]}}
    assert part.from_dict(value).additional_properties == {"later": {"deep": [1]}}
    assert part.from_dict(value).to_dict() == value


def test_words_that_python_keeps_for_itself(part: Any) -> None:
    read = part.from_dict({"id": "1", "kind": "nut", "from": "me", "type": "x"})
    assert (read.from_, read.type) == ("me", "x")


def test_a_schema_may_hold_itself(part: Any) -> None:
    value = {"id": "1", "kind": "nut", "parts": [{"id": "2", "kind": "bolt", "parts": []}]}
    assert part.from_dict(value).parts[0].parts == []
    assert part.from_dict(value).to_dict() == value


def test_branches_are_told_apart_by_their_const(package: Any, part: Any) -> None:
    models = module(package, "models")
    for form, size, kind in (("round", "radius", models.Round), ("square", "side", models.Square)):
        read = part.from_dict({"id": "1", "kind": "nut", "shape": {"form": form, size: 2}})
        assert isinstance(read.shape, kind)
        assert read.to_dict()["shape"] == {"form": form, size: 2}
    with pytest.raises(module(package, "errors").DecodeError, match=r"\$\.shape"):
        part.from_dict({"id": "1", "kind": "nut", "shape": {"form": "flat"}})


def test_the_error_of_a_union_is_the_deepest(package: Any, part: Any) -> None:
    with pytest.raises(module(package, "errors").DecodeError) as caught:
        part.from_dict({"id": "1", "kind": "nut", "shape": {"form": "square", "side": "long"}})
    assert caught.value.path in ("$.shape.side", "$.shape.form")


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"id": None}, "$.id"),
        ({"kind": 1}, "$.kind"),
        ({"made": "soon"}, "$.made"),
        ({"size": True}, "$.size"),
        ({"size": "1"}, "$.size"),
        ({"size": float("nan")}, "$.size"),
        ({"parts": "ab"}, "$.parts"),
        ({"parts": [{"id": "2", "kind": "nut"}, {"id": "3"}]}, "$.parts[1].kind"),
        ({"grid": [[1], [2, "x"]]}, "$.grid[1][1]"),
        ({"grid": [[1.5]]}, "$.grid[0][0]"),
        ({"names": {"a": 1}}, "$.names.a"),
        ({"label": 5}, "$.label"),
    ],
)
def test_what_does_not_fit_is_named_with_its_path(package: Any, part: Any, change: Any, path: str) -> None:
    with pytest.raises(module(package, "errors").DecodeError) as caught:
        part.from_dict({"id": "1", "kind": "nut", **change})
    assert caught.value.path == path


def test_models_can_be_copied_and_pickled(part: Any) -> None:
    read = part.from_dict({"id": "1", "kind": "nut", "parts": [{"id": "2", "kind": "bolt"}], "x": 1})
    assert copy.deepcopy(read) == read == pickle.loads(pickle.dumps(read))
    assert copy.deepcopy(read).to_dict() == read.to_dict()
    assert json.loads(str(read)) == read.to_dict()


def test_errors_can_be_copied_and_pickled(package: Any) -> None:
    errors = module(package, "errors")
    for error in (errors.DecodeError("missing", "$.a", b"{}"), errors.StatusError("get", 404, {"a": "b"}, b"x", None)):
        for twin in (copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
            assert str(twin) == str(error)
            assert twin.body == error.body


def test_no_success_is_an_error_whatever_it_is(package: Any) -> None:
    operation = module(package, "api.things.list_parts")
    errors = module(package, "errors")
    for status in (300, 404, 520, 599):
        with pytest.raises(errors.StatusError) as caught:
            operation.parse(answer(status, b'{"message": "no"}'))
        assert (caught.value.status, caught.value.error.message) == (status, "no")
    assert operation.parse(answer(206, b"[]")) == [], "any success is one"
    with pytest.raises(errors.DecodeError, match="not JSON"):
        operation.parse(answer(200, b"<html>"))


def test_a_map_of_models(package: Any) -> None:
    shelves = module(package, "models").Shelves
    value = {"top": {"id": "7", "kind": "bolt"}}
    assert shelves.from_dict(value).additional_properties["top"].kind == "bolt"
    assert shelves.from_dict(value).to_dict() == value
    with pytest.raises(package.DecodeError, match=r"\$\.top\.kind: missing"):
        shelves.from_dict({"top": {"id": "7"}})


def test_the_package_is_typed_and_light(package: Any) -> None:
    folder = Path(package.__file__).parent
    assert (folder / "py.typed").exists()
    assert json.loads((folder / "MANIFEST.json").read_text())["tools"]["openapi-python-client"] == "0.29.1"
    code = f"import sys; sys.path.insert(0, {str(folder.parent)!r}); import {package.__name__}.api.things.list_parts; "
    code += "print([m for m in ('httpx', 'asyncio', 'pydantic') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-error-summary", str(folder)], capture_output=True, text=True
    )
    assert done.stdout == ""
