from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    to_wire,
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
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["payload"] = to_wire(self.payload)
        if self.from_ is not None:
            result["from"] = to_wire(self.from_)
        if self.duration is not None:
            result["duration"] = to_wire(self.duration)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.speaker import Speaker
        from ..models.text_payload import TextPayload
        from ..models.time_span import TimeSpan

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            payload=members.need("payload", TextPayload.from_dict),
            from_=members.may("from", Speaker.from_dict),
            duration=members.may("duration", TimeSpan.from_dict),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
