from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    list_of,
    string,
    to_wire,
)

if TYPE_CHECKING:
    from ..models.message_ref import MessageRef


@define(kw_only=True)
class EntityMatch:
    """One value of an entity in the later shape (§14)."""

    detected_value: str | None = None
    """ The words. """
    message_refs: list[MessageRef] | None = None
    """ Where it was mentioned. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        if self.detected_value is not None:
            result["detectedValue"] = self.detected_value
        if self.message_refs is not None:
            result["messageRefs"] = to_wire(self.message_refs)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.message_ref import MessageRef

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            detected_value=members.may("detectedValue", string),
            message_refs=members.may("messageRefs", list_of(MessageRef.from_dict)),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
