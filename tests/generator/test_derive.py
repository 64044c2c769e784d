"""What the generator would lose or misread stops the build."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.description import document
from tests.generator.support import description, load, parsed

derive = load("derive")

PATHS = """
/things/{thingId}:
  get:
    operationId: get-thing
    tags: [things]
    summary: Read a thing.
    parameters:
      - {name: thingId, in: path, required: true, description: Which., schema: {type: string, default: "1", title: X}}
    responses:
      "200": {description: It., content: {application/json: {schema: {$ref: "#/components/schemas/Thing"}}}}
"""
SCHEMAS = """
Thing:
  type: object
  required: [id]
  properties: {id: {type: string}, size: {type: integer, default: 3}}
"""


def base() -> Any:
    return parsed(description(PATHS, SCHEMAS))


def get(document: Any) -> Any:
    return document["paths"]["/things/{thingId}"]["get"]


def thing(document: Any) -> Any:
    return document["components"]["schemas"]["Thing"]


def test_the_description_is_not_changed() -> None:
    before = copy.deepcopy(document())
    derive.derive(document())
    assert document() == before


def test_what_would_be_misread_is_rewritten() -> None:
    derived = derive.derive(base())
    operation = get(derived)
    assert operation["security"] == [{"bearer": []}], "security of the document is not read by the generator"
    schema = operation["parameters"][0]["schema"]
    assert schema["description"] == "Which.", "nor is the description of a parameter"
    assert "default" not in schema, "a default would be sent on every call"
    assert "title" not in schema
    assert "default" not in thing(derived)["properties"]["size"]


def test_members_called_like_keywords_are_kept() -> None:
    changed = base()
    properties = {
        name: {"type": "string", "default": "x"} for name in ("anyOf", "default", "title", "properties", "type")
    }
    thing(changed)["properties"] = properties
    thing(changed)["required"] = []
    derived = derive.derive(changed)
    assert thing(derived)["properties"] == {key: {"type": "string"} for key in properties}, "and only the default goes"


def put(path: str, value: Any) -> Any:
    """A change of the description: the value at a dotted path below an operation or a schema."""

    def change(document: Any) -> None:
        start, *steps, last = path.split(".")
        target = get(document) if start == "get" else thing(document) if start == "thing" else document
        for step in steps:
            target = target[int(step)] if isinstance(target, list) else target[step]
        if isinstance(target, list):
            target[int(last)] = value
        else:
            target[last] = value

    return change


def twice(document: Any) -> None:
    document["paths"]["/others"] = {"get": {**get(document), "parameters": []}}


def schema(name: str, value: Any) -> Any:
    return put(f"root.components.schemas.{name}", value)


def nameless(document: Any) -> None:
    document["components"]["schemas"][None] = OBJECT


def same_tags(document: Any) -> None:
    tagged = {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "same"}}}
    document["components"]["schemas"] |= {"Cat": tagged, "Dog": tagged}
    thing(document)["properties"]["pet"] = {"oneOf": [{"$ref": f"#/components/schemas/{n}"} for n in ("Cat", "Dog")]}


OBJECT = {"type": "object", "properties": {"a": {"type": "string"}}}
REFUSED = {
    "another version": (put("root.openapi", "3.0.3"), "3.1"),
    "no operation id": (put("get.operationId", None), "operationId"),
    "an operation id that is no words": (put("get.operationId", "getThing"), "operationId"),
    "an operation id given twice": (twice, "overwrite"),
    "two tags": (put("get.tags", ["a", "b"]), "tag"),
    "no summary": (put("get.summary", ""), "summary"),
    "an unknown member of an operation": (put("get.sumary", "x"), "sumary"),
    "a path parameter that is not declared": (put("get.parameters", []), "thingId"),
    "style": (put("get.parameters.0.style", "simple"), "style"),
    "explode": (put("get.parameters.0.explode", True), "explode"),
    "content of a parameter in a path": (put("get.parameters.0.content", {"application/json": {}}), "content"),
    "a list without content": (
        put("get.parameters.0.schema", {"type": "array", "items": {"type": "string"}}),
        "content: application/json",
    ),
    "no schema of a parameter": (put("get.parameters.0.schema", None), "no schema"),
    "an object as parameter": (put("get.parameters.0.schema", {"$ref": "#/components/schemas/Thing"}), "must be a"),
    "a cookie": (put("get.parameters.0.in", "cookie"), "cookie|path, query or header"),
    "a body of several kinds": (
        put("get.requestBody", {"required": True, "content": {"image/png": {}, "application/json": {}}}),
        "json",
    ),
    "a body without a type": (put("get.requestBody", {"required": True, "content": {}}), "json"),
    "a body that is optional": (put("get.requestBody", {"content": {"application/json": {}}}), "required"),
    "no success": (put("get.responses", {}), "success"),
    "two successes": (put("get.responses.201", {"description": "x"}), "success"),
    "a default response": (put("get.responses.default", {"description": "x"}), "default"),
    "a response without schema": (
        put("get.responses.200", {"description": "x", "content": {"application/json": {}}}),
        "no schema",
    ),
    "a response of another type": (
        put("get.responses.200", {"description": "x", "content": {"text/html": {}}}),
        "application/json alone",
    ),
    "a reference to another file": (put("thing.properties.size", {"$ref": "other.yaml#/A"}), "within the file"),
    "a reference to nothing": (put("thing.properties.size", {"$ref": "#/components/schemas/Gone"}), "nowhere"),
    "a reference to a part": (put("thing.properties.size", {"$ref": "#/components/schemas/Error/type"}), "components"),
    "a reference to itself": (schema("Loop", {"$ref": "#/components/schemas/Loop"}), "leads to itself"),
    "something beside a reference": (
        put("thing.properties.size", {"$ref": "#/components/schemas/Error", "description": "x"}),
        r"beside \$ref",
    ),
    "an unknown keyword": (put("thing.properties.size.minimun", 1), "minimun"),
    "nullable": (put("thing.properties.size.nullable", True), "nullable"),
    "readOnly": (put("thing.properties.size.readOnly", True), "readOnly"),
    "a list of types": (put("thing.properties.size.type", ["integer", "null"]), "anyOf"),
    "an unknown type": (put("thing.properties.size.type", "int"), "int"),
    "a misspelt format": (put("thing.properties.id.format", "datetime"), "datetime"),
    "an enum with null": (put("thing.properties.id.enum", ["a", None]), "enum"),
    "an enum of numbers": (put("thing.properties.size.enum", [1, 2]), "enum"),
    "a const that is no word": (put("thing.properties.size.const", 1), "const"),
    "a const with a quote": (put("thing.properties.size", {"const": 'a"b'}), "const"),
    "a const of another type": (put("thing.properties.size.const", "1"), "const"),
    "a list without items": (put("thing.properties.size", {"type": "array"}), "items"),
    "an object without a name": (put("thing.properties.size", OBJECT), "name"),
    "a list of objects without a name": (put("thing.properties.size", {"type": "array", "items": OBJECT}), "name"),
    "a required member that is not described": (put("thing.required", ["gone"]), "gone"),
    "closed objects": (put("thing.additionalProperties", False), "additionalProperties"),
    "properties of no object": (put("thing.properties.size", {"properties": {}}), "type: object"),
    "a map without a type": (
        put("thing.properties.size", {"additionalProperties": {"type": "string"}}),
        "type: object",
    ),
    "items of no list": (put("thing.properties.id.items", {"type": "string"}), "type: array"),
    "a format of a number": (put("thing.properties.size.format", "date-time"), "type: string"),
    "a union with a type": (put("thing.properties.size.anyOf", [{"type": "integer"}]), "beside anyOf"),
    "a union of an object with members": (put("thing.oneOf", [{"$ref": "#/components/schemas/Error"}]), "beside anyOf"),
    "a member called like a method": (put("thing.properties.toDict", {"type": "string"}), "toDict"),
    "a member called like the rest": (put("thing.properties.additionalProperties", {"type": "string"}), "cannot be"),
    "a member that YAML reads as no word": (put("thing.properties", {"id": {}, True: {}}), "True"),
    "a parameter called like a function": (put("get.parameters.0.name", "Request"), "already"),
    "a parameter called like the body": (put("get.parameters.0.name", "body"), "already"),
    "allOf": (put("thing.allOf", [OBJECT]), "allOf"),
    "a discriminator": (put("thing.discriminator", {"propertyName": "id"}), "discriminator"),
    "two strings in a union": (
        put("thing.properties.size", {"anyOf": [{"type": "string"}, {"type": "string", "format": "date-time"}]}),
        "overlap",
    ),
    "objects that nothing tells apart": (
        put("thing.properties.size", {"oneOf": [{"$ref": f"#/components/schemas/{n}"} for n in ("Thing", "Error")]}),
        "overlap",
    ),
    "objects that share their const": (same_tags, "overlap"),
    "two names for one module": (schema("thIng", OBJECT), "name|module"),
    "a name that is taken": (schema("Literal", OBJECT), "name"),
    "a name that YAML reads as no word": (nameless, "name"),
    "names that differ in case only": (schema("THing", OBJECT), "module"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str) -> None:
    change, why = REFUSED[case]
    changed = base()
    change(changed)
    with pytest.raises(derive.Refused, match=why):
        derive.derive(changed)
    derive.derive(base())
