from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define, field

from ..types import (
    JsonMember,
    constant,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.call_audio_config import CallAudioConfig


@define(kw_only=True)
class PhoneEndpoint:
    """A telephone (§19.1)."""

    type: Literal["pstn"]
    """ `pstn`. """
    phone_number: str
    """ The number with its country code. """
    dtmf: str | None = None
    """ Keys to press when somebody has answered; a comma is a pause of 500 ms (§19.1). """
    audio_config: CallAudioConfig | None = None
    """ How audio is sent (§19.1). """
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
    from ..models.call_audio_config import CallAudioConfig

    return (
        JsonMember("type", "type", True, constant("pstn")),
        JsonMember("phone_number", "phoneNumber", True, string),
        JsonMember("dtmf", "dtmf", False, string),
        JsonMember("audio_config", "audioConfig", False, CallAudioConfig.from_dict),
    )
