from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    identifier,
    number,
    string,
    to_wire,
)


@define(kw_only=True)
class OverlappingMember:
    """Overlap with one other member (§14)."""

    id: str
    """ The other's id. """
    name: str
    """ The other's name. """
    user_id: str | None = None
    """ The id that the sender gave. """
    percent: float | None = None
    """ Share of both members' talk. """
    seconds: float | None = None
    """ Its length. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["id"] = self.id
        result["name"] = self.name
        if self.user_id is not None:
            result["userId"] = self.user_id
        if self.percent is not None:
            result["percent"] = self.percent
        if self.seconds is not None:
            result["seconds"] = self.seconds
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            id=members.need("id", identifier),
            name=members.need("name", string),
            user_id=members.may("userId", string),
            percent=members.may("percent", number),
            seconds=members.may("seconds", number),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
