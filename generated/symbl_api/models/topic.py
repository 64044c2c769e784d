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
    from ..models.parent_ref import ParentRef
    from ..models.sentiment import Sentiment


@define(kw_only=True)
class Topic:
    """One thing that was talked about (§6)."""

    id: str
    """ The topic's id. """
    text: str
    """ Its words. """
    score: float
    """ How relevant it is, 0 to 1. """
    message_ids: list[str]
    """ The messages that are about it. """
    type: str | None = None
    """ `topic`. """
    parent_refs: list[ParentRef] | None = None
    """ Wider topics, by their text; empty for a topic that has none. """
    sentiment: Sentiment | None = None
    """ A sentiment as a number and as a word (§5). """
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
        if self.parent_refs is not None:
            result["parentRefs"] = to_wire(self.parent_refs)
        if self.sentiment is not None:
            result["sentiment"] = to_wire(self.sentiment)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.parent_ref import ParentRef
        from ..models.sentiment import Sentiment

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            id=members.need("id", identifier),
            text=members.need("text", string),
            score=members.need("score", number),
            message_ids=members.need("messageIds", list_of(identifier)),
            type=members.may("type", string),
            parent_refs=members.may("parentRefs", list_of(ParentRef.from_dict)),
            sentiment=members.may("sentiment", Sentiment.from_dict),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
