from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define, field

from ..types import (
    JsonMember,
    boolean,
    constant,
    integer,
    list_of,
    read,
    write,
)

if TYPE_CHECKING:
    from ..models.live_message import LiveMessage


@define(kw_only=True)
class MessageResponse:
    """Sentences that are final."""

    type: Literal["message_response"]
    """ `message_response`. """
    messages: list[LiveMessage] | None = None
    """ One entry a sentence. """
    sentiment: bool | None = None
    """ Whether they have a sentiment. """
    sequence_number: int | None = None
    """ Counts these responses. """
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
    from ..models.live_message import LiveMessage

    return (
        JsonMember("type", "type", True, constant("message_response")),
        JsonMember("messages", "messages", False, list_of(LiveMessage.from_dict)),
        JsonMember("sentiment", "sentiment", False, boolean),
        JsonMember("sequence_number", "sequenceNumber", False, integer),
    )
