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
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.call_summary import CallSummary


@define(kw_only=True)
class CallAnswer:
    """A call (§19.1)."""

    connection_id: str
    """ By which the call is known while it lasts. """
    event_url: str
    """ Where it is posted who speaks. """
    result_web_socket_url: str
    """ The socket that takes the same. """
    conversation_id: str | None = None
    """ What is said becomes this conversation. """
    summary_info: list[CallSummary] | None = None
    """ Pages for the people in the call, when it has ended. """
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
    from ..models.call_summary import CallSummary

    return (
        JsonMember("connection_id", "connectionId", True, string),
        JsonMember("event_url", "eventUrl", True, string),
        JsonMember("result_web_socket_url", "resultWebSocketUrl", True, string),
        JsonMember("conversation_id", "conversationId", False, identifier),
        JsonMember("summary_info", "summaryInfo", False, list_of(CallSummary.from_dict)),
    )
