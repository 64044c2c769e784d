from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    read,
    write,
)

if TYPE_CHECKING:
    from ..models.speaker import Speaker
    from ..models.text_payload import TextPayload
    from ..models.time_span import TimeSpan


@define(kw_only=True)
class TextMessage:
    """What one person said; any number of sentences (§2.2)."""

    payload: TextPayload
    """ The words themselves (§2.2). """
    from_: Speaker | None = None
    """ Who said it (§2.2). """
    duration: TimeSpan | None = None
    """ When it was said; the server fills in what is missing (§2.2). """
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
    from ..models.speaker import Speaker
    from ..models.text_payload import TextPayload
    from ..models.time_span import TimeSpan

    return (
        JsonMember("payload", "payload", True, TextPayload.from_dict),
        JsonMember("from_", "from", False, Speaker.from_dict),
        JsonMember("duration", "duration", False, TimeSpan.from_dict),
    )
