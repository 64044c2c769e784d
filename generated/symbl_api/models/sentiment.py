from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..models.sentiment_word import SentimentWord
from ..types import (
    JsonMember,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.polarity import Polarity


@define(kw_only=True)
class Sentiment:
    """A sentiment as a number and as a word (§5)."""

    polarity: Polarity
    """ How positive or negative something sounds (§5). """
    suggested: SentimentWord | None = None
    """ Below -0.3 negative, above 0.3 positive, else neutral (§5). """
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
    from ..models.polarity import Polarity

    return (
        JsonMember("polarity", "polarity", True, Polarity.from_dict),
        JsonMember("suggested", "suggested", False, string),
    )
