from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..models.insight_type import InsightType
from ..types import (
    JsonObject,
    identifier,
    integer,
    string,
    to_wire,
)


@define(kw_only=True)
class InsightRef:
    """A place in an insight (§14)."""

    id: str
    """ The insight's id. """
    text: str | None = None
    """ The insight's text. """
    type: InsightType | None = None
    """ What kind of insight it is (§8). """
    offset: int | None = None
    """ 0-based position in the text; -1 where similar but not literal. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["id"] = self.id
        if self.text is not None:
            result["text"] = self.text
        if self.type is not None:
            result["type"] = self.type
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
            id=members.need("id", identifier),
            text=members.may("text", string),
            type=members.may("type", string),
            offset=members.may("offset", integer),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
