from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    identifier,
    integer,
    list_of,
    number,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.live_reference import LiveReference
    from ..models.root_word import RootWord
    from ..models.sentiment import Sentiment


@define(kw_only=True)
class LiveTopic:
    """A topic."""

    id: str | None = None
    """ The topic's id. """
    type: str | None = None
    """ `topic`. """
    phrases: str | None = None
    """ The topic in words: one text. """
    score: float | None = None
    """ How much it matters from 0 to 1. """
    root_words: list[RootWord] | None = None
    """ The words that it grew from. """
    message_references: list[LiveReference] | None = None
    """ Where it comes up. """
    message_index: int | None = None
    """ Which message it came up in. """
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
    from ..models.live_reference import LiveReference
    from ..models.root_word import RootWord
    from ..models.sentiment import Sentiment

    return (
        JsonMember("id", "id", False, identifier),
        JsonMember("type", "type", False, string),
        JsonMember("phrases", "phrases", False, string),
        JsonMember("score", "score", False, number),
        JsonMember("root_words", "rootWords", False, list_of(RootWord.from_dict)),
        JsonMember("message_references", "messageReferences", False, list_of(LiveReference.from_dict)),
        JsonMember("message_index", "messageIndex", False, integer),
        JsonMember("sentiment", "sentiment", False, Sentiment.from_dict),
    )
