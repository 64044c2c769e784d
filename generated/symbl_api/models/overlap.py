from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    list_of,
    number,
    to_wire,
)

if TYPE_CHECKING:
    from ..models.overlapping_member import OverlappingMember


@define(kw_only=True)
class Overlap:
    """How long others talked at the same time; empty when nobody did (§14)."""

    overlap_duration: float | None = None
    """ Seconds with all others together. """
    overlapping_members: list[OverlappingMember] | None = None
    """ The others. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        if self.overlap_duration is not None:
            result["overlapDuration"] = self.overlap_duration
        if self.overlapping_members is not None:
            result["overlappingMembers"] = to_wire(self.overlapping_members)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.overlapping_member import OverlappingMember

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            overlap_duration=members.may("overlapDuration", number),
            overlapping_members=members.may("overlappingMembers", list_of(OverlappingMember.from_dict)),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
