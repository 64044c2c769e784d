from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    list_of,
    to_wire,
)

if TYPE_CHECKING:
    from ..models.message import Message


@define(kw_only=True)
class Messages:
    """The transcript (§5)."""

    messages: list[Message]
    """ One entry a sentence. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["messages"] = to_wire(self.messages)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.message import Message

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            messages=members.need("messages", list_of(Message.from_dict)),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
