"""From the description to what the generator can read.

The generator passes over some of OpenAPI in silence and misreads some. `derive` rewrites what has another
spelling that it understands, and refuses the rest, so that nothing in the description is lost unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from openapi_python_client.strings import PythonIdentifier

Json = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "patch", "options", "head", "trace")

# What may stand where. A keyword that is not listed would be ignored by the generator, or is a slip.
# Those in DROPPED carry no code: links and callbacks, bounds that the server checks, examples that the tests run.
SCHEMA = {"$ref", "type", "description", "properties", "required", "items", "enum", "const", "anyOf", "oneOf", "format",
          "additionalProperties"}  # fmt: skip
DROPPED = {"example", "examples", "default", "minimum", "maximum", "minLength", "maxLength", "pattern", "minItems",
           "maxItems", "uniqueItems", "title", "deprecated"}  # fmt: skip
PARAMETER = {"name", "in", "required", "description", "schema", "example", "deprecated"}
OPERATION = {"operationId", "tags", "summary", "description", "parameters", "requestBody", "responses", "security",
             "deprecated", "callbacks"}  # fmt: skip
FORMATS = {"date-time", "uri", "email", "rsql"}
TYPES = {"string", "integer", "number", "boolean", "object", "array", "null"}
NO_CLASS = {"Any", "AsyncSender", "Content", "Decoder", "JsonMember", "Literal", "Mapping", "OPERATION", "Request",
            "Response", "Self", "Sender"}  # fmt: skip
# What the templates call by these names in a model and in an operation.
NO_MEMBER = {"additional_properties", "field", "from_dict", "to_dict"}
NO_PARAMETER = {"body", "content_type", "headers", "parse", "query", "request", "segment", "to_wire"}
# The type that a keyword goes with; beside another it would be ignored.
GOES_WITH = {"properties": "object", "required": "object", "additionalProperties": "object", "items": "array",
             "enum": "string", "format": "string"}  # fmt: skip


class Refused(Exception):
    """The description holds something that would not reach the generated client."""


def refuse(where: str, why: str) -> Refused:
    return Refused(f"{where}: {why}")


def derive(description: Json) -> Json:
    """The generator's input. Raises Refused with the place and the reason."""
    if not str(description.get("openapi", "")).startswith("3.1."):
        raise refuse("openapi", "must be 3.1")
    document = deepcopy(description)
    schemas: Json = document.get("components", {}).get("schemas", {})
    check_names(schemas)
    for name, schema in schemas.items():
        check_schema(schema, f"components.schemas.{name}", document, named=True)
    seen: dict[str, str] = {}
    for path, item in document.get("paths", {}).items():
        derive_path(path, item, document, seen)
    for schema in walk_schemas(document):
        # A default would be sent on every call; an example is the tests' business; a title renames the class.
        for key in DROPPED:
            schema.pop(key, None)
    for part in ("webhooks", "servers", "tags"):
        document.pop(part, None)
    for part in ("callbacks", "parameters", "requestBodies", "responses"):  # all stand in the operations now
        document.get("components", {}).pop(part, None)
    return document


def derive_path(path: str, item: Json, document: Json, seen: dict[str, str]) -> None:
    shared = [resolve(p, document, path) for p in item.pop("parameters", [])]
    for method, operation in item.items():
        where = f"{method.upper()} {path}"
        if method not in METHODS:
            raise refuse(where, "not a method")
        check_keys(operation, OPERATION, where)
        name = operation.get("operationId")
        if not name or not re.fullmatch(r"[a-z]+(-[a-z]+)*", name):
            raise refuse(where, "operationId must be words in lower case joined by hyphens")
        if name in seen:
            raise refuse(where, f"operationId {name!r} is also that of {seen[name]}; one would overwrite the other")
        seen[name] = where
        if len(operation.get("tags", [])) != 1:
            raise refuse(where, "needs exactly one tag: it becomes the package")
        if not operation.get("summary"):
            raise refuse(where, "needs a summary: it becomes the docstring")
        # Only security at the operation is read, and only parameters at the operation are sorted with its own.
        operation.setdefault("security", document.get("security", []))
        own = [resolve(p, document, where) for p in operation.get("parameters", [])]
        operation["parameters"] = [derive_parameter(deepcopy(p), where, document) for p in shared + own]
        check_path_parameters(path, operation["parameters"], where)
        if "requestBody" in operation:
            operation["requestBody"] = derive_body(operation["requestBody"], where, document)
        operation["responses"] = derive_responses(operation.get("responses", {}), where, document)
        operation.pop("callbacks", None)


def derive_parameter(parameter: Json, where: str, document: Json) -> Json:
    where = f"{where} parameter {parameter.get('name')}"
    if PythonIdentifier(str(parameter.get("name")), "") in NO_PARAMETER:
        raise refuse(where, "the generated function has something of that name already")
    json_text = "content" in parameter
    if json_text:
        # The generator drops `content`. The template writes every list and object of a query as JSON text (§0).
        content = parameter.pop("content")
        if list(content) != ["application/json"] or parameter["in"] != "query":
            raise refuse(where, "`content` must be application/json, in the query")
        parameter["schema"] = content["application/json"].get("schema")
    if "style" in parameter or "explode" in parameter:
        raise refuse(where, "`style` and `explode` are ignored by the generator")
    check_keys(parameter, PARAMETER, where)
    if parameter.get("in") not in ("path", "query", "header"):
        raise refuse(where, "must be in path, query or header")
    schema = parameter.get("schema")
    if schema is None:
        raise refuse(where, "has no schema; the whole operation would be lost")
    check_schema(schema, where, document)
    kind = resolve(schema, document, where).get("type")
    if kind in ("object", "null", None) or (kind == "array") != json_text:
        raise refuse(where, "must be a string, number or boolean; or a list with `content: application/json`")
    if parameter["in"] == "header" and kind != "string":
        raise refuse(where, "a header must be a string")
    # A parameter's description is read from its schema only.
    if "$ref" not in schema or "enum" not in resolve(schema, document, where):
        parameter["schema"] = {**resolve(schema, document, where), "description": parameter.get("description", "")}
    for key in ("example", "deprecated"):
        parameter.pop(key, None)
    return parameter


def derive_body(body: Json, where: str, document: Json) -> Json:
    body = deepcopy(resolve(body, document, where))
    where = f"{where} requestBody"
    if body.get("required") is not True:
        raise refuse(where, "must be required")
    kinds = list(body.get("content", {}))
    if kinds == ["application/json"]:
        derive_media(body["content"], where, document)
    elif kinds and not any("json" in kind for kind in kinds) and not any(body["content"].values()):
        # A raw body, of whatever type: the template takes the content type as an argument.
        body["content"] = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    else:
        raise refuse(where, "must be application/json alone, or raw media types without a schema")
    return body


def derive_responses(responses: Json, where: str, document: Json) -> Json:
    success = [code for code in responses if str(code).startswith("2")]
    if len(success) != 1:
        raise refuse(where, "needs exactly one success response: its schema is the result")
    derived: Json = {}
    for code, response in responses.items():
        if not re.fullmatch(r"[2345](\d\d|XX)", str(code)):
            raise refuse(where, f"response {code!r} is not a status or a range")
        response = deepcopy(resolve(response, document, where))
        response.pop("links", None)
        if list(response.get("content", {})) != ["application/json"]:
            raise refuse(f"{where} {code}", "must be application/json alone")
        derive_media(response["content"], f"{where} {code}", document)
        derived[code] = response
    return derived


def derive_media(content: Json, where: str, document: Json) -> None:
    media = content["application/json"]
    if "schema" not in media:
        raise refuse(where, "has no schema; the operation would be lost")
    check_schema(media["schema"], where, document)
    content["application/json"] = {"schema": media["schema"]}


def check_path_parameters(path: str, parameters: list[Json], where: str) -> None:
    written = re.findall(r"{(\w+)}", path)
    declared = [p["name"] for p in parameters if p["in"] == "path"]
    if sorted(written) != sorted(declared):
        raise refuse(where, f"path has {written}, parameters declare {declared}")
    names = [(p["in"], p["name"]) for p in parameters]
    if len(set(names)) != len(names):
        raise refuse(where, "a parameter is declared twice")


def check_names(schemas: Json) -> None:
    seen: dict[str, str] = {}
    for name in schemas:
        if not isinstance(name, str) or not re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) or name in NO_CLASS:
            raise refuse(f"components.schemas.{name}", "cannot be the name of a class")
        key = re.sub(r"[^a-z0-9]", "", name.lower())
        if key in seen:
            raise refuse(f"components.schemas.{name}", f"would share a module with {seen[key]}")
        seen[key] = name


def check_schema(schema: Any, where: str, document: Json, named: bool = False) -> None:
    if not isinstance(schema, dict):
        raise refuse(where, "a schema must be an object")
    check_keys(schema, SCHEMA | DROPPED, where)
    if "$ref" in schema:
        resolve(schema, document, where)
        if len(schema) > 1:
            raise refuse(where, "what stands beside $ref is lost")
        return
    kind = schema.get("type")
    if isinstance(kind, list):
        raise refuse(where, "a list of types; write anyOf")
    if kind is not None and kind not in TYPES:
        raise refuse(where, f"unknown type {kind!r}")
    if schema.get("format", "date-time") not in FORMATS:
        raise refuse(where, f"unknown format {schema['format']!r}")
    if "enum" in schema:
        values = schema["enum"]
        words = kind == "string" and values and all(isinstance(value, str) for value in values)
        if not words or len(set(values)) != len(values):
            raise refuse(where, "an enum must be a list of different strings; for null write anyOf")
    if "const" in schema:
        const = schema["const"]
        if (
            not isinstance(const, str)
            or kind not in ("string", None)
            or re.search(r"[\"\\]", const)
            or "enum" in schema
        ):
            raise refuse(where, "a const must be a string without quotes and backslashes, and no enum beside it")
    if kind == "array":
        if "items" not in schema:
            raise refuse(where, "a list without items")
        check_schema(schema["items"], f"{where}[]", document)
    check_union(schema, where, document)
    check_object(schema, where, document, named)
    for key in GOES_WITH.keys() & schema.keys():
        if kind != GOES_WITH[key]:
            raise refuse(where, f"{key} without type: {GOES_WITH[key]} would be ignored")


def check_object(schema: Json, where: str, document: Json, named: bool) -> None:
    if schema.get("type") == "object":
        if not named:
            raise refuse(where, "an object without a name; put it under components.schemas")
        extra = set(schema.get("required", [])) - set(schema.get("properties", {}))
        if extra:
            raise refuse(where, f"requires {sorted(extra)}, which it does not describe")
    for name, inner in schema.get("properties", {}).items():
        if not isinstance(name, str) or PythonIdentifier(name, "") in NO_MEMBER:
            raise refuse(where, f"{name!r} cannot be a member; the generated class has something of that name already")
        check_schema(inner, f"{where}.{name}", document)
    others = schema.get("additionalProperties", True)
    if others is False:
        raise refuse(where, "additionalProperties: false; unknown members have to be kept")
    if isinstance(others, dict):
        check_schema(others, f"{where}.*", document)


def check_union(schema: Json, where: str, document: Json) -> None:
    """Branches are tried in order, so they must not overlap: one of each JSON type, or objects told apart by const."""
    branches = [b for key in ("anyOf", "oneOf") for b in schema.get(key, [])]
    if branches and len(schema.keys() & SCHEMA - {"description"}) > 1:
        raise refuse(where, "what stands beside anyOf or oneOf is lost")
    kinds: list[str] = []
    tags: list[dict[str, str]] = []
    for index, branch in enumerate(branches):
        check_schema(branch, f"{where}|{index}", document)
        resolved = resolve(branch, document, where)
        kind = resolved.get("type")
        if kind is None:
            raise refuse(where, "a branch of a union needs a type")
        if kind == "object":
            properties = resolved.get("properties", {})
            tags.append({n: c for n in resolved.get("required", []) if (c := properties.get(n, {}).get("const"))})
        else:
            kinds.append("number" if kind == "integer" else kind)
    told_apart = any(len({tag.get(name) for tag in tags} - {None}) == len(tags) for tag in tags[:1] for name in tag)
    if len(set(kinds)) != len(kinds) or (len(tags) > 1 and not told_apart):
        raise refuse(where, "branches overlap: the first would always win. Give each object its own required const")


def check_keys(value: Json, allowed: set[str], where: str) -> None:
    unknown = set(value) - allowed
    if unknown:
        raise refuse(where, f"{sorted(unknown)} would be ignored")


def resolve(value: Json, document: Json, where: str, seen: tuple[str, ...] = ()) -> Json:
    """What a local reference stands for."""
    if "$ref" not in value:
        return value
    reference = value["$ref"]
    if not re.fullmatch(r"#/components/\w+/\w+", reference):
        raise refuse(where, f"{reference}: only references to components within the file are read")
    if reference in seen:
        raise refuse(where, f"{reference} leads to itself")
    _, _, kind, name = reference.split("/")
    if name not in document.get("components", {}).get(kind, {}):
        raise refuse(where, f"{reference} leads nowhere")
    return resolve(document["components"][kind][name], document, where, (*seen, reference))


def walk_schemas(document: Json) -> Iterator[Json]:
    """Every schema under components and in operations, outermost first."""
    todo: list[Any] = [*document.get("components", {}).get("schemas", {}).values(), document.get("paths", {})]
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            if SCHEMA & set(value) - {"description", "required"}:
                yield value
            for key, inner in value.items():  # a map of properties is no schema, whatever they are called
                todo.extend(inner.values() if key == "properties" else [inner])
        elif isinstance(value, list):
            todo.extend(value)
