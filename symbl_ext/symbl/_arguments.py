"""Checks of what users pass, and the spellings that they may use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from attrs import evolve

from symbl_api import DecodeError
from symbl_api.types import Request, query

__all__ = [
    "check_body",
    "check_conversation_id",
    "check_id",
    "is_header",
    "mapping",
    "present",
    "spelled",
    "with_query",
]


def mapping(value: Any, name: str) -> dict[str, Any]:
    """A copy of a mapping, empty for None. TypeError naming the argument for anything else."""
    if value is not None and not isinstance(value, Mapping):
        raise TypeError(f"{name} must be a dict, not {type(value).__name__}")
    return {str(key): item for key, item in cast("Mapping[Any, Any]", value or {}).items()}


def check_conversation_id(value: Any) -> None:
    """Refuses what cannot be an id, before any request."""
    check_id(value, "conversation_id")


def check_id(value: Any, name: str) -> None:
    """Refuses an id that is not there, before any request."""
    if value is None or value == "":
        raise ValueError(f"{name} is required")


def present(**members: Any) -> dict[str, Any]:
    """A JSON object of what is not None."""
    return {name: value for name, value in members.items() if value is not None}


def is_header(value: str) -> bool:
    """Whether a token or a key can stand in a header."""
    return re.fullmatch(r"[!-~]+", value) is not None


@lru_cache(512)
def camel(name: str) -> str:
    """`detect_phrases` → `detectPhrases`."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def spelled(parameters: Any) -> dict[str, Any]:
    """A copy of `parameters` with camelCase names. TypeError names one given in both spellings with two values."""
    given: dict[str, Any] = {}
    for name, value in mapping(parameters, "parameters").items():
        if given.setdefault(camel(name), value) != value:
            raise TypeError(f"parameters: {name} is given twice, with different values")
    return given


def with_query(request: Request, parameters: Mapping[str, Any] | None, **known: Any) -> Request:
    """A request with query parameters; names in either spelling, lists and objects as JSON text."""
    given = spelled(parameters)
    for name, value in known.items():
        if value is not None and given.setdefault(camel(name), value) != value:
            raise TypeError(f"{name} is given twice, with different values")
    return evolve(request, params={**request.params, **query(**given)})


def check_body(model: Any, body: Any, place: str) -> None:
    """Refuses a body that does not fit its model. TypeError or ValueError names the place."""
    try:
        model.from_dict(body)
    except DecodeError as error:
        kind = TypeError if error.reason.startswith("expected") else ValueError
        where = f"{place}{error.path[1:]}".lstrip(".")
        raise kind(f"{where}: {error.reason}") from None
