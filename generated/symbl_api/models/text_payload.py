from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    string,
    to_wire,
)


@define(kw_only=True)
class TextPayload:
    """The words themselves (§2.2)."""

    content: str
    """ The text. """
    content_type: str | None = None
    """ `text/plain`. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["content"] = self.content
        if self.content_type is not None:
            result["contentType"] = self.content_type
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            content=members.need("content", string),
            content_type=members.may("contentType", string),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
