from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.stream_time import StreamTime


@define(kw_only=True)
class RecognizedWord:
    """A word and when it was said."""

    word: str | None = None
    """ The word. """
    start_time: StreamTime | None = None
    """ A time since the start of the stream: seconds and, besides, nanoseconds. """
    end_time: StreamTime | None = None
    """ A time since the start of the stream: seconds and, besides, nanoseconds. """
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
    from ..models.stream_time import StreamTime

    return (
        JsonMember("word", "word", False, string),
        JsonMember("start_time", "startTime", False, StreamTime.from_dict),
        JsonMember("end_time", "endTime", False, StreamTime.from_dict),
    )
