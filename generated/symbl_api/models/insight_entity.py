from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    integer,
    one_of,
    string,
    to_wire,
)

if TYPE_CHECKING:
    from ..models.insight_person import InsightPerson


@define(kw_only=True)
class InsightEntity:
    """A person or a time in an insight (§8)."""

    type: str
    """ `person`, `date`, `datetimerange` and others. """
    text: str | None = None
    """ The words as they stand. """
    offset: int | None = None
    """ Position in the text; not always of the text shown. """
    value: InsightPerson | str | None = None
    """ A date or time in words, or the person. """
    start: str | None = None
    """ Start of a range. """
    end: str | None = None
    """ End of a range. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["type"] = self.type
        if self.text is not None:
            result["text"] = self.text
        if self.offset is not None:
            result["offset"] = self.offset
        if self.value is not None:
            result["value"] = to_wire(self.value)
        if self.start is not None:
            result["start"] = self.start
        if self.end is not None:
            result["end"] = self.end
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.insight_person import InsightPerson

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            type=members.need("type", string),
            text=members.may("text", string),
            offset=members.may("offset", integer),
            value=members.may("value", one_of(string, InsightPerson.from_dict)),
            start=members.may("start", string),
            end=members.may("end", string),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
