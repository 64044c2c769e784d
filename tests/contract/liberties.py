"""What a server may accept although the description, which states what is sent, does not have it.

Schemathesis loads this module. A request that breaks the description and is accepted is no failure if it keeps to
the description once these liberties are taken back; every other acceptance still is one.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import jsonschema_rs
import schemathesis
from hypothesis import strategies
from schemathesis.core.failures import AcceptedNegativeData, Failure

Json = dict[str, Any]

WAV = b"RIFF\x26\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\x3e\0\0\0\x7d\0\0\2\0\x10\0data\2\0\0\0\0\0"
"""One sample of silence. Whether a job can use a file is not what is tested, but that it is taken in."""

for kind in ("wav", "wave", "mpeg", "mp3", "flac", "ogg", "mp4", "webm"):
    schemathesis.openapi.media_type(f"audio/{kind}", strategies.just(WAV))
for kind in ("mp4", "webm", "quicktime", "x-matroska"):
    schemathesis.openapi.media_type(f"video/{kind}", strategies.just(WAV))

KEY = "Idempotency-Key"
BOOLEANS = (
    *("detectPhrases", "detectEntities", "enableAllTrackers", "enableSummary"),
    *("enableSeparateRecognitionPerChannel", "enableSpeakerDiarization"),
)
LISTS = ("messages", "entities", "trackers", "channelMetadata")


def null_is_absent(value: Any) -> Any:
    """null on an optional member is as good as no member."""
    if isinstance(value, dict):
        return {name: null_is_absent(item) for name, item in value.items() if item is not None}
    return [null_is_absent(item) if item is not None else None for item in value] if isinstance(value, list) else value


def boolean_as_word(body: Any) -> Any:
    """Booleans as the words "true" and "false" (docs/contract.md §20, 3)."""
    words = {"true": True, "false": False}
    return _members(body, BOOLEANS, lambda value: words.get(value.lower(), value) if isinstance(value, str) else value)


def list_as_text(body: Any) -> Any:
    """A list as its JSON text (§20, 5)."""
    return _members(body, LISTS, _parsed)


def list_of_one(body: Any) -> Any:
    """A single object in place of a list of one (§20, 4)."""
    return _members(body, LISTS, lambda value: [value] if isinstance(value, dict) else value)


def vocabulary_as_text(body: Any) -> Any:
    """The vocabulary as words with commas, or in other forms of a list (§20, 6)."""
    return _members(body, ("customVocabulary",), lambda value: [] if isinstance(value, str) else value)


def number_as_id(body: Any) -> Any:
    """An id as a JSON number (§0)."""
    body = _members(body, ("appId", "appSecret"), _text)
    body = _members(body, ("trackers",), lambda trackers: _each(trackers, lambda one: _members(one, ("id",), _text)))

    def speaker(message: Any) -> Any:
        return _members(message, ("from",), lambda person: _members(person, ("userId",), _text))

    return _members(body, ("messages",), lambda messages: _each(messages, speaker))


def other_dates(body: Any) -> Any:
    """Dates in other forms of ISO 8601, or without a zone (§0)."""

    def times(message: Any) -> Any:
        return _members(message, ("duration",), lambda span: _members(span, ("startTime", "endTime"), _date))

    return _members(body, ("messages",), lambda messages: _each(messages, times))


def other_urls(body: Any) -> Any:
    """Any http or https URL; the description's pattern is narrow so that nothing generated leads elsewhere."""
    ours = "http://localhost/"
    return _members(
        body, ("webhookUrl", "url"), lambda url: ours if str(url).lower().startswith(("http:", "https:")) else url
    )


LIBERTIES: list[Callable[[Any], Any]] = [
    null_is_absent,
    boolean_as_word,
    list_as_text,
    list_of_one,
    vocabulary_as_text,
    number_as_id,
    other_dates,
    other_urls,
]


@schemathesis.hook
def filter_failure(
    context: schemathesis.HookContext, failure: Failure, case: schemathesis.Case, response: schemathesis.Response
) -> bool:
    return not (isinstance(failure, AcceptedNegativeData) and _keeps_to_the_description(case))


def _keeps_to_the_description(case: schemathesis.Case) -> bool:
    raw = case.operation.schema.raw_schema
    path = case.operation.path
    name = "TokenRequest" if "token" in path else "TextRequest" if "text" in path else "MediaUrlRequest"
    body_schema = {"$ref": f"#/components/schemas/{name}"}
    query = {name: _parsed(value) for name, value in (case.query or {}).items()}
    query_schema = {"properties": {name: _schema_of(name, raw) for name in query}}
    parts = [(case.body, body_schema)] if isinstance(case.body, dict) else []
    parts += [(query, query_schema)] if query else []
    taken_back = [(_without_liberties(value), schema) for value, schema in parts]
    return taken_back != parts and all(
        jsonschema_rs.validator_for({**schema, "components": raw["components"]}).is_valid(value)
        for value, schema in taken_back
    )


def _without_liberties(value: Any) -> Any:
    for take_back in LIBERTIES:
        value = take_back(value)
    return value


def _schema_of(name: str, raw: Json) -> Json:
    parameter: Json = raw["components"]["parameters"].get(name, {})
    content: Json = parameter.get("content", {}).get("application/json", parameter)
    schema: Json = content.get("schema", {})
    return schema


@schemathesis.hook
def map_case(context: schemathesis.HookContext, case: schemathesis.Case) -> schemathesis.Case:
    """Every request its own idempotency key: with the example's, all but the first would be told of the first."""
    if case.headers and str(case.headers.get(KEY, "")).startswith("import-"):
        case.headers[KEY] = uuid.uuid4().hex
    return case


def _members(value: Any, names: tuple[str, ...], change: Callable[[Any], Any]) -> Any:
    if not isinstance(value, dict):
        return value
    return {name: change(item) if name in names else item for name, item in value.items()}


def _each(value: Any, change: Callable[[Any], Any]) -> Any:
    return [change(item) for item in value] if isinstance(value, list) else value


def _parsed(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _date(value: Any) -> Any:
    try:
        return datetime.fromisoformat(value).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError):
        return value
