from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    integer,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.live_tag_value import LiveTagValue


@define(kw_only=True)
class LiveTag:
    """A person or a date in an insight."""

    type: str | None = None
    """ `person` or `date`. """
    text: str | None = None
    """ The words. """
    begin_offset: int | None = None
    """ Where they begin. """
    value: LiveTagValue | None = None
    """ What the words stand for, once more under `value`. """
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
    from ..models.live_tag_value import LiveTagValue

    return (
        JsonMember("type", "type", False, string),
        JsonMember("text", "text", False, string),
        JsonMember("begin_offset", "beginOffset", False, integer),
        JsonMember("value", "value", False, LiveTagValue.from_dict),
    )
