from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    boolean,
    identifier,
    string,
    to_wire,
)


@define(kw_only=True)
class InsightPerson:
    """A person named in an insight (§8)."""

    id: str | None = None
    """ The member's id. """
    name: str | None = None
    """ The name. """
    user_id: str | None = None
    """ The id that the sender gave. """
    assignee: bool | None = None
    """ Whether the insight is this person's to do. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        if self.id is not None:
            result["id"] = self.id
        if self.name is not None:
            result["name"] = self.name
        if self.user_id is not None:
            result["userId"] = self.user_id
        if self.assignee is not None:
            result["assignee"] = self.assignee
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
            user_id=members.may("userId", string),
            assignee=members.may("assignee", boolean),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
