from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    date_time,
    identifier,
    integer,
    read,
    string,
    write,
)


@define(kw_only=True)
class LivePlace:
    """A place in a message or an insight."""

    id: str | None = None
    """ Its id. """
    text: str | None = None
    """ Its text. """
    type: str | None = None
    """ The kind of insight. """
    offset: int | None = None
    """ Where the phrase begins; -1 where something alike was said. """
    start_time: datetime.datetime | None = None
    """ The beginning. """
    end_time: datetime.datetime | None = None
    """ The end. """
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

    return (
        JsonMember("id", "id", False, identifier),
        JsonMember("text", "text", False, string),
        JsonMember("type", "type", False, string),
        JsonMember("offset", "offset", False, integer),
        JsonMember("start_time", "startTime", False, date_time),
        JsonMember("end_time", "endTime", False, date_time),
    )
