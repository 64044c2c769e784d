from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define, field

from ..models.call_event_type import CallEventType
from ..types import (
    JsonMember,
    constant,
    date_time,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.call_user import CallUser


@define(kw_only=True)
class CallEvent:
    """Somebody began or ceased to speak, came or went (§19.2)."""

    type: CallEventType
    """ What happened (§19.2). """
    user: CallUser
    """ Somebody in a call (§19.2). """
    topic: Literal["speaker"] | None = None
    """ `speaker`. """
    timestamp: datetime.datetime | None = None
    """ When; now if absent. """
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
    from ..models.call_user import CallUser

    return (
        JsonMember("type", "type", True, string),
        JsonMember("user", "user", True, CallUser.from_dict),
        JsonMember("topic", "topic", False, constant("speaker")),
        JsonMember("timestamp", "timestamp", False, date_time),
    )
