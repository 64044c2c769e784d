from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    boolean,
    identifier,
    read,
    string,
    write,
)


@define(kw_only=True)
class LiveTagDetail:
    """Who a person is, or when a date is."""

    datetime_: str | None = None
    """ The day or the time. """
    name: str | None = None
    """ The person's name. """
    alias: str | None = None
    """ As the person is called. """
    id: str | None = None
    """ The person's id. """
    user_id: str | None = None
    """ The id that the sender gave. """
    assignee: bool | None = None
    """ Whether it is theirs to do. """
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
        JsonMember("datetime_", "datetime", False, string),
        JsonMember("name", "name", False, string),
        JsonMember("alias", "alias", False, string),
        JsonMember("id", "id", False, identifier),
        JsonMember("user_id", "userId", False, string),
        JsonMember("assignee", "assignee", False, boolean),
    )
