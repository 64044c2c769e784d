from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    identifier,
    list_of,
    number,
    string,
    to_wire,
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
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["id"] = self.id
        result["text"] = self.text
        result["score"] = self.score
        result["messageIds"] = to_wire(self.message_ids)
        if self.type is not None:
            result["type"] = self.type
        if self.from_ is not None:
            result["from"] = to_wire(self.from_)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.person import Person

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            id=members.need("id", identifier),
            text=members.need("text", string),
            score=members.need("score", number),
            message_ids=members.need("messageIds", list_of(identifier)),
            type=members.may("type", string),
            from_=members.may("from", Person.from_dict),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
