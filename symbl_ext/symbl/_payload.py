"""Bodies of submissions: brought into the form that is sent, and checked as far as that can be done here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from symbl_api.models import MediaUrlRequest, TextRequest
from symbl_api.types import to_wire

from ._arguments import camel, check_body, mapping, spelled

__all__ = ["file_parameters", "text_body", "url_body"]

BOOLEANS = (
    "detectPhrases",
    "detectEntities",
    "enableAllTrackers",
    "enableSummary",
    "enableSeparateRecognitionPerChannel",
    "enableSpeakerDiarization",
)
LISTS = ("entities", "trackers", "messages", "customVocabulary", "channelMetadata")
DIARIZATION = ("enableSpeakerDiarization", "diarizationSpeakerCount")
KNOWN = {*BOOLEANS, *LISTS, *DIARIZATION, "confidenceThreshold", "customEntities", "languageCode", "webhookUrl"}


def text_body(payload: Any, parameters: Any) -> dict[str, Any]:
    """The body of a text submission (docs/contract.md §2.1), with the spellings of §20 brought to those that are sent.

    Raises ValueError or TypeError naming the field. Unknown members are passed on.
    """
    if payload is None:
        raise ValueError("payload is required")
    if isinstance(payload, TextRequest):
        payload = payload.to_dict()
    try:
        body = {**sent(spelled(parameters), "parameters"), **sent(mapping(payload, "payload"), "payload")}
    except RecursionError:
        raise ValueError("payload: nested too deeply") from None
    check(TextRequest, body, "payload")
    return body


def file_parameters(parameters: Any, keywords: dict[str, Any]) -> dict[str, Any]:
    """The query of a file submission (docs/contract.md §2.1). Raises ValueError or TypeError naming the parameter."""
    query = merged(sent(spelled(parameters), "parameters"), sent(keywords, "arguments"))
    check_media({**query, "url": ""}, "parameters")
    return query


def url_body(
    payload: Any, url: Any, parameters: Any, keywords: dict[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The body of a submission by address, and its query: what tells speakers apart goes there (§20, 8)."""
    if isinstance(payload, str):
        payload = {"url": payload}
    if isinstance(payload, MediaUrlRequest):
        payload = payload.to_dict()
    given = sent(mapping(payload, "payload"), "payload")
    if url is not None and given.setdefault("url", url) != url:
        raise TypeError("url and payload['url'] are given with different values")
    if not given.get("url"):
        raise ValueError("url is required")
    body = {**sent(spelled(parameters), "parameters"), **merged(given, sent(keywords, "arguments"))}
    check_media(body, "payload")
    return body, {name: body.pop(name) for name in DIARIZATION if name in body}


def merged(given: dict[str, Any], keywords: dict[str, Any]) -> dict[str, Any]:
    """Both together. TypeError names one that is given twice with two values."""
    for name, value in keywords.items():
        if given.get(name, value) != value:
            raise TypeError(f"{name} is given twice, with different values")
    return {**given, **keywords}


def sent(given: dict[str, Any], place: str) -> dict[str, Any]:
    """A copy with the spellings that are sent, without members that are None."""
    body: dict[str, Any] = {}
    for name, value in to_wire(given).items():
        name = known if (known := camel(name)) in KNOWN else name
        if value is None:
            continue
        if name in body and body[name] != value:
            raise TypeError(f"{place}: {name} is given in two spellings, with different values")
        body[name] = value
    if "enableAllTracker" in body:
        body.setdefault("enableAllTrackers", body.pop("enableAllTracker"))
    if "customEntities" in body:
        entities = body.pop("customEntities")
        if body.setdefault("entities", entities) != entities:
            raise TypeError(f"{place}: entities and customEntities are the same, given with different values")
    for name in BOOLEANS:
        if body.get(name) in ("true", "false"):
            body[name] = body[name] == "true"
    for name in LISTS:
        if name in body:
            body[name] = as_list(body[name])
    if isinstance(body.get("messages"), list):
        for message in cast("list[Any]", body["messages"]):
            spell_times(message)
    return body


def as_list(value: Any) -> Any:
    """A list that was given as its JSON text, or its only element."""
    if isinstance(value, str):
        try:
            found: Any = json.loads(value)
        except ValueError:
            return value
        value = value if found is None else found
    return [value] if isinstance(value, Mapping) else value


def spell_times(message: Any) -> None:
    duration: Any = cast("dict[str, Any]", message).get("duration") if isinstance(message, dict) else None
    if isinstance(duration, dict):
        times = cast("dict[str, Any]", duration)
        for slip, name in (("StartTime", "startTime"), ("EndTime", "endTime")):
            if slip in times:
                times.setdefault(name, times.pop(slip))


def check_media(body: dict[str, Any], place: str) -> None:
    """Refuses what cannot be right for a recording, wherever it is sent."""
    check(MediaUrlRequest, body, place)
    if not isinstance(body.get("enableSpeakerDiarization", False), bool):
        raise TypeError(f"{place}.enableSpeakerDiarization: expected a boolean")
    count: Any = body.get("diarizationSpeakerCount", 1)
    if isinstance(count, str) and count.isdecimal():
        count = int(count)
    if not isinstance(count, int) or isinstance(count, bool):
        raise TypeError(f"{place}.diarizationSpeakerCount: expected an integer, not {type(count).__name__}")
    if count < 1:
        raise ValueError(f"{place}.diarizationSpeakerCount: must be 1 or more, not {count}")
    if body.get("mode", "default") not in ("default", "phone"):
        raise ValueError(f"{place}.mode: must be 'default' or 'phone', not {body['mode']!r}")


def check(model: type[TextRequest] | type[MediaUrlRequest], body: dict[str, Any], place: str) -> None:
    check_body(model, body, place)
    threshold = body.get("confidenceThreshold")
    if threshold is not None and not 0 <= threshold <= 1:
        raise ValueError(f"{place}.confidenceThreshold: must be from 0 to 1, not {threshold}")
