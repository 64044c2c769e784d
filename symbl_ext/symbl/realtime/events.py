"""Reading the events of live connections.

Callbacks get plain dicts, as the server sent them. `text_of` finds the words of live text in any of its shapes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

__all__ = ["text_of"]


def text_of(event: Mapping[str, Any]) -> str:
    """The words of live text, given as the whole event or as its `message`; empty where there are none."""
    message = part(event, "message") or event
    if isinstance(text := part(message, "punctuated").get("transcript"), str):
        return text
    alternatives = part(part(message, "payload"), "raw").get("alternatives")
    if isinstance(alternatives, list) and alternatives and isinstance(alternatives[0], Mapping):
        text = cast("Mapping[str, Any]", alternatives[0]).get("transcript")
        if isinstance(text, str):
            return text
    text = part(message, "payload").get("content")
    return text if isinstance(text, str) else ""


def part(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A member that is an object, empty where it is none."""
    inner = value.get(name)
    return cast("Mapping[str, Any]", inner) if isinstance(inner, Mapping) else {}
