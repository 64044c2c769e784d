from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    identifier,
    list_of,
    number,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.person import Person


@define(kw_only=True)
class Question:
    """A question or a request for information (§7)."""

    id: str
    """ The question's id. """
    text: str
    """ The question. """
    score: float
    """ How sure the service is, 0 to 1. """
    message_ids: list[str]
    """ The messages it was asked in. """
    type: str | None = None
    """ `question`. """
    from_: Person | None = None
    """ Whom something is from or for; any of the members may be missing (§5, §8). """
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
    from ..models.person import Person

    return (
        JsonMember("id", "id", True, identifier),
        JsonMember("text", "text", True, string),
        JsonMember("score", "score", True, number),
        JsonMember("message_ids", "messageIds", True, list_of(identifier)),
        JsonMember("type", "type", False, string),
        JsonMember("from_", "from", False, Person.from_dict),
    )
