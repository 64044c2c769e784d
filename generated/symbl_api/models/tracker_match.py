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
    from ..models.insight_ref import InsightRef
    from ..models.message_ref import MessageRef


@define(kw_only=True)
class TrackerMatch:
    """Where one phrase of a tracker came up (§14)."""

    value: str
    """ The phrase. """
    type: str | None = None
    """ `vocabulary`. """
    message_refs: list[MessageRef] | None = None
    """ The messages it came up in. """
    insight_refs: list[InsightRef] | None = None
    """ The insights it came up in. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["value"] = self.value
        if self.type is not None:
            result["type"] = self.type
        if self.message_refs is not None:
            result["messageRefs"] = to_wire(self.message_refs)
        if self.insight_refs is not None:
            result["insightRefs"] = to_wire(self.insight_refs)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.insight_ref import InsightRef
        from ..models.message_ref import MessageRef

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            value=members.need("value", string),
            type=members.may("type", string),
            message_refs=members.may("messageRefs", list_of(MessageRef.from_dict)),
            insight_refs=members.may("insightRefs", list_of(InsightRef.from_dict)),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
