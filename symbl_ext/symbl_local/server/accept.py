"""Requests as clients send them, made into requests as the description has them (docs/contract.md §20).

Nothing here judges: what has the wrong type or value passes through and is refused, with its place, by what
reads the result.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard, TypeVar

from starlette.datastructures import QueryParams

from symbl_api.errors import DecodeError
from symbl_local.server.errors import ApiError, refused

__all__ = ["decoded", "media_request", "read_list", "read_object", "text_request", "with_booleans"]

S = TypeVar("S")
T = TypeVar("T")
Json = dict[str, Any]

_DEPTH = 64
_DIGITS = 300  # of an integer that still is a float
_VOCABULARY = "customVocabulary"
_ALIASES = {"customEntities": "entities", "enableAllTracker": "enableAllTrackers", f"{_VOCABULARY}[]": _VOCABULARY}


@dataclass(frozen=True, slots=True)
class _Shape:
    """The parameters of an operation, by their types."""

    booleans: tuple[str, ...]
    lists: tuple[str, ...]
    strings: tuple[str, ...]
    numbers: Mapping[str, Callable[[str], float]]
    words: tuple[str, ...] = ()
    objects: tuple[str, ...] = ("features", "metadata")


_TEXT = _Shape(
    booleans=("detectPhrases", "detectEntities", "enableAllTrackers", "enableSummary"),
    lists=("messages", "entities", "trackers"),
    strings=("name", "webhookUrl"),
    numbers={"confidenceThreshold": float},
)
_MEDIA = _Shape(
    booleans=(*_TEXT.booleans, "enableSeparateRecognitionPerChannel", "enableSpeakerDiarization"),
    lists=("entities", "trackers", "channelMetadata"),
    strings=(*_TEXT.strings, "url", "languageCode", "mode"),
    numbers={**_TEXT.numbers, "diarizationSpeakerCount": int},
    words=(_VOCABULARY,),
)


def decoded(read: Callable[[S], T], body: S) -> T:
    """What `read` makes of the body; its `DecodeError` becomes a 400."""
    try:
        return read(body)
    except DecodeError as error:
        raise refused(error) from None


def read_object(body: bytes, *, unique: bool = False) -> Json:
    """The JSON object in a body, without members that are null; 400 for anything else. No body is ``{}``.

    With `unique` a name may stand only once in an object; else the last one counts.
    """
    if not body.strip():
        return {}
    value = decoded(lambda text: _json(text, _unique if unique else None), body)
    if not _is_object(value):
        raise ApiError(400, "The body must be a JSON object.")
    return value


def read_list(body: bytes) -> list[Any]:
    """The JSON list in a body; 400 for anything else."""
    value = decoded(_json, body)
    if not _is_list(value):
        raise ApiError(400, "The body must be a JSON list.")
    return value


def text_request(body: bytes, query: QueryParams) -> Json:
    """The body of `post-text` or `put-text` with each parameter in its documented place, name and type."""
    return decoded(lambda given: _request(given, query, _TEXT), read_object(body))


def media_request(body: bytes, query: QueryParams) -> Json:
    """The parameters of a recording, from the body and the query, with their documented names and types."""
    return decoded(lambda given: _request(given, query, _MEDIA), read_object(body))


def with_booleans(body: Json, *names: str) -> Json:
    """The body with booleans in the place of ``"true"`` and ``"false"`` (§20, 3)."""
    return body | {name: _boolean(body[name]) for name in names if name in body}


def _request(body: Json, query: QueryParams, shape: _Shape) -> Json:
    request = {_ALIASES.get(name, name): value for name, value in (_from_query(query, shape) | body).items()}
    for name in shape.booleans:
        if name in request:
            request[name] = _boolean(request[name])
    for name in shape.lists:
        if name in request:
            request[name] = _list(request[name], name)
    for name in shape.objects:
        if isinstance(text := request.get(name), str):
            request[name] = _from_text(text, name)
    for name in shape.words:
        if isinstance(text := request.get(name), str):
            request[name] = _words(text, name)
    for message in _objects(request.get("messages")):
        for person in _objects([message.get("from")]):
            _number_to_string(person, "userId")
        for span in _objects([message.get("duration")]):
            for name in ("startTime", "endTime"):
                capital = name[0].upper() + name[1:]
                if capital in span:
                    span.setdefault(name, span.pop(capital))
    for tracker in _objects(request.get("trackers")):
        _number_to_string(tracker, "id")
    return {name: value for name, value in request.items() if value is not None}  # "null" is absent too


def _from_query(query: QueryParams, shape: _Shape) -> Json:
    found: Json = {}
    for name, text in query.multi_items():
        known = _ALIASES.get(name, name)
        if known in shape.words:
            found.setdefault(known, []).extend(_words(text, known))
        elif known in shape.booleans or known in (*shape.lists, *shape.strings, *shape.objects):
            found[known] = text
        elif known in shape.numbers:
            try:
                found[known] = shape.numbers[known](text)
            except ValueError:
                found[known] = text
    return found


def _words(text: str, name: str) -> list[Any]:
    """Words as JSON text, in brackets without quotes, or with commas between them."""
    bare = text.strip()
    if not bare.startswith("["):
        return [word for part in bare.split(",") if (word := part.strip())]
    try:
        value = _json(bare)
    except DecodeError:
        if not bare.endswith("]") or '"' in bare:
            raise DecodeError("expected a list of words", f"$.{name}") from None
        inner = bare[1:-1]
        return [word for part in inner.split("," if "," in inner else None) if (word := part.strip())]
    return value if _is_list(value) else [value]


def _boolean(value: Any) -> Any:
    words = {"true": True, "false": False}
    return words.get(value.lower(), value) if isinstance(value, str) else value


def _list(value: Any, name: str) -> Any:
    if isinstance(value, str):
        value = _from_text(value, name)
    return [value] if _is_object(value) else value


def _from_text(text: str, name: str) -> Any:
    try:
        return _json(text)
    except DecodeError as error:
        raise DecodeError(error.reason, f"$.{name}{error.path[1:]}") from None


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_object(value: Any) -> TypeGuard[Json]:
    return isinstance(value, dict)


def _objects(values: Any) -> list[Json]:
    return [item for item in values if _is_object(item)] if _is_list(values) else []


def _number_to_string(members: Json, name: str) -> None:
    if isinstance(value := members.get(name), int) and not isinstance(value, bool):
        members[name] = str(value)


def _json(text: str | bytes, pairs: Callable[[list[tuple[str, Any]]], Any] | None = None) -> Any:
    """The value in a JSON text, without members that are null.

    Refuses what some parsers let pass: NaN, Infinity, numbers too large for a float, half surrogate pairs,
    other encodings than UTF-8, and more levels than anybody means.
    """
    try:
        text = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        value = json.loads(
            text, parse_constant=_no_constant, parse_float=_finite, parse_int=_whole, object_pairs_hook=pairs
        )
    except UnicodeDecodeError:
        raise DecodeError("not UTF-8") from None
    except RecursionError:
        raise DecodeError("nested too deeply") from None
    except DecodeError:
        raise
    except ValueError as error:
        raise DecodeError(f"not JSON ({error})") from None
    return _checked(value, "$", _DEPTH)


def _unique(pairs: list[tuple[str, Any]]) -> Json:
    found: Json = {}
    for name, value in pairs:
        if name in found:
            raise DecodeError(f"the name {name[:80]!r} comes twice")
        found[name] = value
    return found


def _no_constant(word: str) -> Any:
    raise DecodeError(f"{word} is not JSON")


def _whole(text: str) -> int:
    if len(text) > _DIGITS:
        raise DecodeError("a number is too large")
    return int(text)


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise DecodeError("a number is too large")
    return value


def _checked(value: Any, path: str, depth: int) -> Any:
    if not depth:
        raise DecodeError("nested too deeply")
    if isinstance(value, str):
        _check_text(value, path)
    elif _is_list(value):
        return [_checked(item, f"{path}[{index}]", depth - 1) for index, item in enumerate(value)]
    elif _is_object(value):
        members = {name: item for name, item in value.items() if item is not None}
        for name in members:
            _check_text(name, path)
        return {name: _checked(item, f"{path}.{name}", depth - 1) for name, item in members.items()}
    return value


def _check_text(text: str, path: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise DecodeError("half a surrogate pair is not text", path) from None
