from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    one_of,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.transcript_payload import TranscriptPayload


@define(kw_only=True)
class Transcript:
    """The text, and what it is in (§15; §20, 30)."""

    payload: str | TranscriptPayload
    """ The text itself, or the text and its type together. """
    content_type: str | None = None
    """ `text/markdown` or `text/srt`. """
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
    from ..models.transcript_payload import TranscriptPayload

    return (
        JsonMember("payload", "payload", True, one_of(string, TranscriptPayload.from_dict)),
        JsonMember("content_type", "contentType", False, string),
    )
