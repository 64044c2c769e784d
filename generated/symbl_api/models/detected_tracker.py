from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    identifier,
    list_of,
    string,
    to_wire,
)

if TYPE_CHECKING:
    from ..models.tracker_match import TrackerMatch


@define(kw_only=True)
class DetectedTracker:
    """A tracker that came up (§14)."""

    name: str
    """ The tracker's name. """
    matches: list[TrackerMatch]
    """ One entry a phrase. """
    id: str | None = None
    """ The tracker's id. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["name"] = self.name
        result["matches"] = to_wire(self.matches)
        if self.id is not None:
            result["id"] = self.id
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.tracker_match import TrackerMatch

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            name=members.need("name", string),
            matches=members.need("matches", list_of(TrackerMatch.from_dict)),
            id=members.may("id", identifier),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
