from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..models.speaker_event_type import SpeakerEventType
from ..types import (
    JsonMember,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.speaker_event_offset import SpeakerEventOffset
    from ..models.speaker_event_user import SpeakerEventUser


@define(kw_only=True)
class SpeakerEvent:
    """Somebody began or ceased to speak (§13)."""

    type: SpeakerEventType
    """ What happened (§13). """
    user: SpeakerEventUser
    """ Who it was; a member by the id or else by the e-mail address, otherwise a new one (§13). """
    offset: SpeakerEventOffset
    """ When, from the start of the conversation (§13). """
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
    from ..models.speaker_event_offset import SpeakerEventOffset
    from ..models.speaker_event_user import SpeakerEventUser

    return (
        JsonMember("type", "type", True, string),
        JsonMember("user", "user", True, SpeakerEventUser.from_dict),
        JsonMember("offset", "offset", True, SpeakerEventOffset.from_dict),
    )
