from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    integer,
    one_of,
    read,
    string,
    write,
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
        return write(self, _members())

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        return read(cls, _members(), value)

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)


@cache
def _members() -> tuple[JsonMember, ...]:
    from ..models.insight_person import InsightPerson

    return (
        JsonMember("type", "type", True, string),
        JsonMember("text", "text", False, string),
        JsonMember("offset", "offset", False, integer),
        JsonMember("value", "value", False, one_of(string, InsightPerson.from_dict)),
        JsonMember("start", "start", False, string),
        JsonMember("end", "end", False, string),
    )
