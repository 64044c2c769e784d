from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    date_time,
    identifier,
    list_of,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.conversation_member import ConversationMember
    from ..models.metadata import Metadata


@define(kw_only=True)
class Conversation:
    """A conversation without its contents (§4)."""

    id: str
    """ The conversation's id. """
    type: str | None = None
    """ `meeting`. """
    name: str | None = None
    """ The name given, else the id. """
    start_time: datetime.datetime | None = None
    """ When its first message starts. """
    end_time: datetime.datetime | None = None
    """ When its last message ends. """
    members: list[ConversationMember] | None = None
    """ Who took part. """
    metadata: Metadata | None = None
    """ Words that a user attached to a conversation, by names of the user's choice (§4). """
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
    from ..models.conversation_member import ConversationMember
    from ..models.metadata import Metadata

    return (
        JsonMember("id", "id", True, identifier),
        JsonMember("type", "type", False, string),
        JsonMember("name", "name", False, string),
        JsonMember("start_time", "startTime", False, date_time),
        JsonMember("end_time", "endTime", False, date_time),
        JsonMember("members", "members", False, list_of(ConversationMember.from_dict)),
        JsonMember("metadata", "metadata", False, Metadata.from_dict),
    )
