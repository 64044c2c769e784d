from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    date_time,
    identifier,
    list_of,
    string,
    to_wire,
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
    """ Words that a user attached to a conversation (§4). """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["id"] = self.id
        if self.type is not None:
            result["type"] = self.type
        if self.name is not None:
            result["name"] = self.name
        if self.start_time is not None:
            result["startTime"] = to_wire(self.start_time)
        if self.end_time is not None:
            result["endTime"] = to_wire(self.end_time)
        if self.members is not None:
            result["members"] = to_wire(self.members)
        if self.metadata is not None:
            result["metadata"] = to_wire(self.metadata)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.conversation_member import ConversationMember
        from ..models.metadata import Metadata

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            id=members.need("id", identifier),
            type=members.may("type", string),
            name=members.may("name", string),
            start_time=members.may("startTime", date_time),
            end_time=members.may("endTime", date_time),
            members=members.may("members", list_of(ConversationMember.from_dict)),
            metadata=members.may("metadata", Metadata.from_dict),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
