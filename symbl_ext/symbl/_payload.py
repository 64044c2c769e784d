"""Bodies of submissions: brought into the form that is sent, and checked as far as that can be done here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from symbl_api import DecodeError
from symbl_api.models import TextRequest
from symbl_api.types import to_wire

from ._arguments import mapping, spelled

__all__ = ["text_body"]

BOOLEANS = ("detectPhrases", "detectEntities", "enableAllTrackers", "enableSummary")
LISTS = ("entities", "trackers", "messages")


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
    check(body)
    return body


def sent(given: dict[str, Any], place: str) -> dict[str, Any]:
    """A copy with the spellings that are sent, without members that are None."""
    body: dict[str, Any] = {name: value for name, value in to_wire(given).items() if value is not None}
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
            spell_start(message)
    return body


def as_list(value: Any) -> Any:
    """A list that was given as its JSON text, or its only element."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    return [value] if isinstance(value, Mapping) else value


def spell_start(message: Any) -> None:
    duration: Any = cast("dict[str, Any]", message).get("duration") if isinstance(message, dict) else None
    if isinstance(duration, dict) and "StartTime" in duration:
        times = cast("dict[str, Any]", duration)
        times.setdefault("startTime", times.pop("StartTime"))


def check(body: dict[str, Any]) -> None:
    try:
        TextRequest.from_dict(body)
    except DecodeError as error:
        where = f"payload{error.path[1:]}"
        kind = TypeError if error.reason.startswith("expected") else ValueError
        raise kind(f"{where}: {error.reason}") from None
    threshold = body.get("confidenceThreshold")
    if threshold is not None and not 0 <= threshold <= 1:
        raise ValueError(f"payload.confidenceThreshold: must be from 0 to 1, not {threshold}")
