from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    identifier,
    list_of,
    string,
    to_wire,
)


@define(kw_only=True)
class InlineTracker:
    """Either a name and phrases, or the id of a tracker that is stored (§2.2)."""

    id: str | None = None
    """ A stored tracker. """
    name: str | None = None
    """ A name to report. """
    vocabulary: list[str] | None = None
    """ The phrases to watch for. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        if self.id is not None:
            result["id"] = self.id
        if self.name is not None:
            result["name"] = self.name
        if self.vocabulary is not None:
            result["vocabulary"] = to_wire(self.vocabulary)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            id=members.may("id", identifier),
            name=members.may("name", string),
            vocabulary=members.may("vocabulary", list_of(string)),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
