"""What a server may accept although the description, which states what is sent, does not have it.

Schemathesis loads this module. A request that breaks the description and is accepted is no failure if it keeps to
the description once these liberties are taken back; every other acceptance still is one.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Any

import generating
import jsonschema_rs
import schemathesis
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import AllowHeaderMismatch, UnsupportedMethodResponse

__all__ = ["LIBERTIES", "generating", "keeps_to_the_description", "resolved"]

Json = dict[str, Any]

BOOLEANS = (
    *("detectPhrases", "detectEntities", "enableAllTrackers", "enableSummary"),
    *("enableSeparateRecognitionPerChannel", "enableSpeakerDiarization"),
    *("createParagraphs", "showSpeakerSeparation", "readOnly", "enableCustomDomain"),
    *("highlightOnlyInsightKeyPhrases", "highlightAllKeyPhrases"),
)
LISTS = ("messages", "entities", "trackers", "channelMetadata")
OBJECTS = ("features", "metadata")
URLS = ("webhookUrl", "url", "audioUrl", "videoUrl", "logo", "favicon")
METHODS = {
    "/v1/conversations/{conversationId}/summary": {"POST": "§20, 31 and 32"},
    "/v1/manage/trackers/{trackerId}": dict.fromkeys(("GET", "PUT", "DELETE"), "§18.1"),
}
"""Methods that are served beside those that are described, and where docs/contract.md says so."""


def null_is_absent(value: Any) -> Any:
    """null on an optional member is as good as no member (§0)."""
    if isinstance(value, dict):
        return {name: null_is_absent(item) for name, item in value.items() if item is not None}
    return [null_is_absent(item) if item is not None else None for item in value] if isinstance(value, list) else value


def boolean_as_word(body: Any) -> Any:
    """Booleans as the words "true" and "false" (§20, 3)."""
    words = {"true": True, "false": False}
    body = _members(body, BOOLEANS, lambda value: words.get(value.lower(), value) if isinstance(value, str) else value)
    return _members(body, ("phrases",), lambda value: boolean_as_word(value) if isinstance(value, dict) else value)


def list_as_text(body: Any) -> Any:
    """A list, or an object, as its JSON text (§20, 5)."""
    return _members(body, (*LISTS, *OBJECTS), _parsed)


def list_of_one(body: Any) -> Any:
    """A single object in place of a list of one (§20, 4)."""
    return _members(body, LISTS, lambda value: [value] if isinstance(value, dict) else value)


def vocabulary_as_text(body: Any) -> Any:
    """The vocabulary as words with commas, or in other forms of a list (§20, 6)."""
    return _members(body, ("customVocabulary",), lambda value: [] if isinstance(value, str) else value)


def number_as_id(body: Any) -> Any:
    """An id as a JSON number (§0)."""
    body = _members(body, ("appId", "appSecret"), _text)
    if isinstance(body, dict) and "name" in body:
        body = _members(body, ("id",), _text)
    body = _members(body, ("trackers",), lambda trackers: _each(trackers, lambda one: _members(one, ("id",), _text)))
    body = _members(body, ("user",), lambda user: _members(user, ("userId",), _text))

    def session(data: Any) -> Any:
        return _members(data, ("session",), lambda one: _members(one, ("users",), users))

    def users(found: Any) -> Any:
        return _each(found, lambda user: _members(user, ("id", "userId"), _text))

    body = _members(body, ("data",), session)
    body = _members(body, ("user",), lambda user: _members(user, ("id",), _text))

    def speaker(message: Any) -> Any:
        return _members(message, ("from",), lambda person: _members(person, ("userId",), _text))

    return _members(body, ("messages",), lambda messages: _each(messages, speaker))


def other_dates(body: Any) -> Any:
    """Dates in other forms of ISO 8601, or without a zone (§0)."""

    def times(message: Any) -> Any:
        return _members(message, ("duration",), lambda span: _members(span, ("startTime", "endTime"), _date))

    body = _members(body, ("startTime", "endTime"), _date)
    return _members(body, ("messages",), lambda messages: _each(messages, times))


def other_urls(body: Any) -> Any:
    """Any http or https URL; the description's pattern is narrow so that nothing generated leads elsewhere."""
    body = _members(body, URLS, _url)
    return _members(
        body,
        ("speakerAvatarURLs",),
        lambda found: {who: _url(url) for who, url in found.items()} if isinstance(found, dict) else found,
    )


def short_colours(body: Any) -> Any:
    """Colours with three digits (§17)."""

    def long(color: Any) -> Any:
        short = isinstance(color, str) and re.fullmatch(r"#[0-9A-Fa-f]{3}", color)
        return "#" + "".join(2 * digit for digit in color[1:]) if short else color

    return _members(body, ("color",), lambda color: _members(color, tuple(color), long) if _is(color, dict) else color)


def other_letters(body: Any) -> Any:
    """Letters of all scripts in names and phrases, blanks at their ends, and phrases of any length (§18.1, §18.2).

    The description is narrower, for the patterns of JSON Schema do not know letters.
    """
    if isinstance(body, list):
        return [other_letters(item) for item in body]
    if isinstance(body, dict) and "criteria" in body:
        return _members(body, ("name",), _plain)
    return _members(body, ("vocabulary", "excludeVocabulary"), lambda phrases: _each(phrases, _plain))


def any_values(body: Any) -> Any:
    """Any words as the values of an entity that is kept (§19.4)."""
    if isinstance(body, list):
        return [any_values(item) for item in body]
    if not isinstance(body, dict) or "subType" not in body or not isinstance(body.get("values"), list):
        return body
    words = [value for value in body["values"] if isinstance(value, str) and value.strip() and len(value) <= 256]
    if words != body["values"] or len(set(words)) < len(words):
        return body
    return {**body, "values": [f"word {number}" for number, _ in enumerate(words)]}


def bookmark_without(body: Any) -> Any:
    """A bookmark without `user`, or with messages in the place of times (§19.4)."""
    if not isinstance(body, dict) or not {"label", "description"} <= body.keys():
        return body
    times = {} if not body.get("messageRefs") else {"beginTimeOffset": 0, "duration": 0}
    return times | {"user": {}} | body


def later_offsets(body: Any) -> Any:
    """Offsets of speaker events beyond what the description takes for likely, and users by `userId` (§13)."""

    def fewer(value: Any) -> Any:
        return 0 if isinstance(value, int) and not isinstance(value, bool) and value > 0 else value

    def event(one: Any) -> Any:
        one = _members(one, ("offset",), lambda offset: _members(offset, ("seconds", "nanos"), fewer))
        return _members(one, ("user",), lambda user: _members(_without_blanks(user), ("id",), _text))

    return _members(body, ("speakerEvents",), lambda events: _each(events, event))


def _without_blanks(user: Any) -> Any:
    return {name: value for name, value in user.items() if value != ""} if isinstance(user, dict) else user


def any_address(body: Any) -> Any:
    """Any word as a member's e-mail address, and none to take it away (§12)."""
    if not isinstance(body, dict) or not {"id", "name"} <= body.keys():
        return body
    return _members(body, ("email",), lambda email: "ana@example.com" if isinstance(email, str) else email)


def nothing_is_absent(body: Any) -> Any:
    """In a call, an empty object or word is as good as no member, and no operation is `start` (§20, 38 and 40)."""
    if not isinstance(body, dict) or "endpoint" not in body:
        return body
    given = {name: value for name, value in body.items() if value != {} and (name, value) != ("timezone", "")}
    return {"operation": "start", **given}


def other_users(body: Any) -> Any:
    """People in calls without an id, or with the words of speaker events (§19.1, §19.2; §20, 42)."""

    def known(user: Any) -> Any:
        if not isinstance(user, dict):
            return user
        names = [user[name] for name in ("userId", "email", "id", "name") if isinstance(user.get(name), str)]
        return {**user, "userId": "somebody"} if names or user.get("userId") == "" else user

    def session(data: Any) -> Any:
        return _members(data, ("session",), lambda one: _members(one, ("users",), lambda found: _each(found, known)))

    body = _members(body, ("data",), session)
    event = isinstance(body, dict) and "user" in body and "type" in body and "speakerEvents" not in body
    if not event:
        return body
    everybody = body["type"] == "stopped"  # a call has fallen silent, whoever is named
    user = {"userId": "somebody"} if everybody else known(body["user"])
    return {**body, "user": user, "type": "left" if everybody else _small(body["type"])}


def _small(word: Any) -> Any:
    return word.lower() if isinstance(word, str) else word


def size_as_word(body: Any) -> Any:
    """In a call, the size of a sample as a word (§20, 39), and any number, as local chooses its own audio."""

    def audio(config: Any) -> Any:
        return _members(config, ("sampleSize", "sampleRate"), _digits)

    return _members(body, ("endpoint",), lambda endpoint: _members(endpoint, ("audioConfig",), audio))


def other_fields(query: Any) -> Any:
    """More fields to sort by than the description names, and with blanks (§4)."""

    def fields(sort: Any) -> Any:
        names = [name.strip() for name in sort.split(",")] if isinstance(sort, str) else []
        return "conversation.name" if names and set(names) <= SORTABLE else sort

    return _members(query, ("sort",), fields)


LIBERTIES: list[Callable[[Any], Any]] = [
    null_is_absent,
    boolean_as_word,
    list_as_text,
    list_of_one,
    vocabulary_as_text,
    number_as_id,
    other_dates,
    other_urls,
    short_colours,
    other_letters,
    any_values,
    bookmark_without,
    later_offsets,
    any_address,
    nothing_is_absent,
    size_as_word,
    other_users,
    other_fields,
]

SORTABLE = {f"conversation.{name}" for name in ("startTime", "endTime", "startDate", "endDate", "name", "id")}


@schemathesis.hook
def filter_failure(
    context: schemathesis.HookContext, failure: Failure, case: schemathesis.Case, response: schemathesis.Response
) -> bool:
    if isinstance(failure, AcceptedNegativeData):
        return not keeps_to_the_description(case)
    besides = METHODS.get(case.operation.path, {})
    if isinstance(failure, AllowHeaderMismatch):
        return bool(failure.missing_methods) or not set(failure.undocumented_methods) <= set(besides)
    if isinstance(failure, UnsupportedMethodResponse):
        return failure.method.upper() not in besides
    return True


def keeps_to_the_description(case: schemathesis.Case) -> bool:
    """Whether body and query are as described once the liberties are taken back, and there was one to take back."""
    raw = case.operation.schema.raw_schema
    item = raw["paths"][case.operation.path]
    described = item[case.operation.method.lower()]
    body_schema = resolved(described.get("requestBody", {}), raw).get("content", {}).get("application/json", {})
    parameters = [resolved(one, raw) for one in [*item.get("parameters", ()), *described.get("parameters", ())]]
    schemas = {one["name"]: _schema_of(one) for one in parameters if one["in"] == "query"}
    query = {name: _parsed(value) if name in schemas else value for name, value in (case.query or {}).items()}
    parts = [(query, {"properties": schemas})] if query else []
    if body_schema and isinstance(case.body, (dict, list)):
        parts.append((case.body, body_schema["schema"]))
    taken_back = [(_without_liberties(value), schema) for value, schema in parts]
    return taken_back != parts and all(
        jsonschema_rs.validator_for({**schema, "components": raw["components"]}).is_valid(value)
        for value, schema in taken_back
    )


def _without_liberties(value: Any) -> Any:
    for take_back in LIBERTIES:
        value = take_back(value)
    return value


def resolved(value: Json, raw: Json) -> Json:
    while "$ref" in value:
        found: Any = raw
        for step in value["$ref"].removeprefix("#/").split("/"):
            found = found[step]
        value = found
    return value


def _schema_of(parameter: Json) -> Json:
    content: Json = parameter.get("content", {}).get("application/json", parameter)
    schema: Json = content.get("schema", {})
    return schema


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


def _is(value: Any, kind: type) -> bool:
    return isinstance(value, kind)


def _url(url: Any) -> Any:
    ours = "http://localhost/"
    return ours if isinstance(url, str) and url.lower().startswith(("http:", "https:")) else url


def _plain(text: Any) -> Any:
    """The text with `a` for the letters of other scripts, and without what is too long or at the ends."""
    if not isinstance(text, str):
        return text
    return "".join("a" if unicodedata.category(one)[0] in "LMN" else one for one in text.strip())[:60].strip(" .'-")


def _digits(value: Any) -> Any:
    number = int(value) if isinstance(value, str) and value.isdecimal() else value
    return 1 if isinstance(number, int) and not isinstance(number, bool) and number < 1 else number


def _text(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _date(value: Any) -> Any:
    try:
        return datetime.fromisoformat(value).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError):
        return value
