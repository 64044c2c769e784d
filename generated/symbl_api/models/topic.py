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
        return write(self, _members())

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        return read(cls, _members(), value)

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)


@cache
def _members() -> tuple[JsonMember, ...]:
    from ..models.parent_ref import ParentRef
    from ..models.sentiment import Sentiment

    return (
        JsonMember("id", "id", True, identifier),
        JsonMember("text", "text", True, string),
        JsonMember("score", "score", True, number),
        JsonMember("message_ids", "messageIds", True, list_of(identifier)),
        JsonMember("type", "type", False, string),
        JsonMember("parent_refs", "parentRefs", False, list_of(ParentRef.from_dict)),
        JsonMember("sentiment", "sentiment", False, Sentiment.from_dict),
    )
