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
    from ..models.live_entity_match import LiveEntityMatch


@define(kw_only=True)
class LiveEntityGroup:
    """A kind of thing and what of it was named."""

    type: str | None = None
    """ What it is. """
    sub_type: str | None = None
    """ What it is, more finely. """
    category: str | None = None
    """ `Default` or `Custom`. """
    matches: list[LiveEntityMatch] | None = None
    """ One entry a thing. """
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
    from ..models.live_entity_match import LiveEntityMatch

    return (
        JsonMember("type", "type", False, string),
        JsonMember("sub_type", "subType", False, string),
        JsonMember("category", "category", False, string),
        JsonMember("matches", "matches", False, list_of(LiveEntityMatch.from_dict)),
    )
