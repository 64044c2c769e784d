from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    list_of,
    read,
    string,
    write,
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
        return write(self, _members())

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        return read(cls, _members(), value)

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)


@cache
def _members() -> tuple[JsonMember, ...]:
    from ..models.entity_match import EntityMatch
    from ..models.message_ref import MessageRef

    return (
        JsonMember("type", "type", True, string),
        JsonMember("value", "value", False, string),
        JsonMember("text", "text", False, string),
        JsonMember("custom_type", "customType", False, string),
        JsonMember("start", "start", False, string),
        JsonMember("end", "end", False, string),
        JsonMember("message_refs", "messageRefs", False, list_of(MessageRef.from_dict)),
        JsonMember("sub_type", "subType", False, string),
        JsonMember("category", "category", False, string),
        JsonMember("matches", "matches", False, list_of(EntityMatch.from_dict)),
    )
