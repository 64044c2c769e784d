"""The description as the tests use it: its schemas, operations and examples, and values made from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st
from ruamel.yaml import YAML

ROOT = Path(__file__).parent.parent
SPEC = ROOT / "spec" / "openapi.yaml"
SHARED = ROOT.parent / "shared" / "contract" / "examples"


@cache
def document() -> dict[str, Any]:
    return YAML(typ="safe").load(SPEC)


def resolve(value: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in value:
        return value
    target: Any = document()
    for step in value["$ref"].removeprefix("#/").split("/"):
        target = target[step]
    return resolve(target)


def objects() -> dict[str, dict[str, Any]]:
    """The named object schemas: each is a model."""
    return {name: s for name, s in document()["components"]["schemas"].items() if s.get("type") == "object"}


class Operation(NamedTuple):
    name: str
    tag: str
    method: str
    path: str
    detail: dict[str, Any]

    @property
    def success(self) -> tuple[str, dict[str, Any]]:
        code = next(code for code in self.detail["responses"] if code.startswith("2"))
        return code, resolve(self.detail["responses"][code])

    @property
    def body(self) -> dict[str, Any] | None:
        return resolve(self.detail["requestBody"]) if "requestBody" in self.detail else None

    @property
    def parameters(self) -> list[dict[str, Any]]:
        shared = document()["paths"][self.path].get("parameters", [])
        return [resolve(parameter) for parameter in [*shared, *self.detail.get("parameters", [])]]


def operations() -> Iterator[Operation]:
    for path, item in document()["paths"].items():
        for method, detail in item.items():
            if method != "parameters":
                yield Operation(detail["operationId"], detail["tags"][0], method.upper(), path, detail)


def media_examples(holder: dict[str, Any]) -> dict[str, Any]:
    return {name: e["value"] for name, e in holder["content"]["application/json"].get("examples", {}).items()}


# ------------------------------------------------------------------------------------------------ values

TEXT = st.text(max_size=20)
DATES = st.datetimes(timezones=st.just(UTC)).map(lambda d: d.isoformat().replace("+00:00", "Z"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


def values(schema: dict[str, Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """JSON values that fit a schema of the description, with members that it does not name."""
    schema = resolve(schema)
    if branches := schema.get("anyOf") or schema.get("oneOf"):
        return st.one_of([values(branch, depth) for branch in branches])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"]) | TEXT
    match schema.get("type"):
        case "string":
            return DATES if schema.get("format") == "date-time" else TEXT
        case "integer":
            return st.integers(-(2**53), 2**53)
        case "number":
            return st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
        case "boolean":
            return st.booleans()
        case "array":
            return st.lists(values(schema["items"], depth + 1), max_size=2 if depth < 3 else 1)
        case "object":
            return members(schema, depth)
    return JSON


def members(schema: dict[str, Any], depth: int) -> st.SearchStrategy[dict[str, Any]]:
    known = schema.get("properties", {})
    required = {name: values(known[name], depth + 1) for name in schema.get("required", [])}
    optional = {name: values(inner, depth + 1) for name, inner in known.items() if name not in required}
    others = schema.get("additionalProperties", True)
    extra = JSON if others is True else values(others, depth + 1)
    unknown = st.dictionaries(TEXT.filter(lambda name: name not in known), extra, max_size=2)
    return st.tuples(st.fixed_dictionaries(required, optional=optional), unknown).map(
        lambda pair: {**pair[1], **pair[0]}
    )
