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
    from ..models.entity_match import EntityMatch
    from ..models.message_ref import MessageRef


@define(kw_only=True)
class Entity:
    """Something mentioned, in one of two shapes (§14; §20, 24)."""

    type: str
    """ `custom`, `person`, `location`, `date`, `number` and others. """
    value: str | None = None
    """ The value. """
    text: str | None = None
    """ The words. """
    custom_type: str | None = None
    """ The type given with a custom entity. """
    start: str | None = None
    """ Start of a range. """
    end: str | None = None
    """ End of a range. """
    message_refs: list[MessageRef] | None = None
    """ Where it was mentioned. """
    sub_type: str | None = None
    """ A finer type (later shape). """
    category: str | None = None
    """ Whose entity it is (later shape). """
    matches: list[EntityMatch] | None = None
    """ Its values and where each was mentioned (later shape). """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["type"] = self.type
        if self.value is not None:
            result["value"] = self.value
        if self.text is not None:
            result["text"] = self.text
        if self.custom_type is not None:
            result["customType"] = self.custom_type
        if self.start is not None:
            result["start"] = self.start
        if self.end is not None:
            result["end"] = self.end
        if self.message_refs is not None:
            result["messageRefs"] = to_wire(self.message_refs)
        if self.sub_type is not None:
            result["subType"] = self.sub_type
        if self.category is not None:
            result["category"] = self.category
        if self.matches is not None:
            result["matches"] = to_wire(self.matches)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.entity_match import EntityMatch
        from ..models.message_ref import MessageRef

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            type=members.need("type", string),
            value=members.may("value", string),
            text=members.may("text", string),
            custom_type=members.may("customType", string),
            start=members.may("start", string),
            end=members.may("end", string),
            message_refs=members.may("messageRefs", list_of(MessageRef.from_dict)),
            sub_type=members.may("subType", string),
            category=members.may("category", string),
            matches=members.may("matches", list_of(EntityMatch.from_dict)),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
