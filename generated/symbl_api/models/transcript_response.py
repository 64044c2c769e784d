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
    read,
    write,
)

if TYPE_CHECKING:
    from ..models.live_payload import LivePayload
    from ..models.person import Person


@define(kw_only=True)
class TranscriptResponse:
    """Live text of a phone call."""

    type: Literal["transcript_response"]
    """ `transcript_response`. """
    payload: LivePayload | None = None
    """ The words. """
    is_final: bool | None = None
    """ Whether it changes no more. """
    user: Person | None = None
    """ Whom something is from or for; any of the members may be missing (§5, §8). """
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
    from ..models.live_payload import LivePayload
    from ..models.person import Person

    return (
        JsonMember("type", "type", True, constant("transcript_response")),
        JsonMember("payload", "payload", False, LivePayload.from_dict),
        JsonMember("is_final", "isFinal", False, boolean),
        JsonMember("user", "user", False, Person.from_dict),
        JsonMember("sequence_number", "sequenceNumber", False, integer),
    )
