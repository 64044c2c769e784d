from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    integer,
    string,
    to_wire,
)


@define(kw_only=True)
class MessageEntity:
    """Personal data in a message (§5)."""

    type: str
    """ The kind, such as `SSN`. """
    value: str | None = None
    """ The value. """
    text: str | None = None
    """ The words as they stand. """
    offset: int | None = None
    """ 0-based position in the message's text. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["type"] = self.type
        if self.value is not None:
            result["value"] = self.value
        if self.text is not None:
            result["text"] = self.text
        if self.offset is not None:
            result["offset"] = self.offset
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            type=members.need("type", string),
            value=members.may("value", string),
            text=members.may("text", string),
            offset=members.may("offset", integer),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
