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
    from ..models.insight import Insight


@define(kw_only=True)
class FollowUps:
    """How people are to get in touch again (§8)."""

    follow_ups: list[Insight]
    """ One entry a follow-up. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["followUps"] = to_wire(self.follow_ups)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.insight import Insight

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            follow_ups=members.need("followUps", list_of(Insight.from_dict)),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
