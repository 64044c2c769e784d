from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    date_time,
    number,
    string,
    to_wire,
)


@define(kw_only=True)
class Word:
    """One word with its times (§5)."""

    word: str
    """ The word. """
    start_time: datetime.datetime
    """ When it starts. """
    end_time: datetime.datetime
    """ When it ends. """
    score: float | None = None
    """ How sure the recogniser is, 0 to 1; none for submitted text. """
    time_offset: float | None = None
    """ Seconds from the start of the first message. """
    duration: float | None = None
    """ Seconds from start to end. """
    speaker_tag: float | None = None
    """ The number of the speaker. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["word"] = self.word
        result["startTime"] = to_wire(self.start_time)
        result["endTime"] = to_wire(self.end_time)
        if self.score is not None:
            result["score"] = self.score
        if self.time_offset is not None:
            result["timeOffset"] = self.time_offset
        if self.duration is not None:
            result["duration"] = self.duration
        if self.speaker_tag is not None:
            result["speakerTag"] = self.speaker_tag
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            word=members.need("word", string),
            start_time=members.need("startTime", date_time),
            end_time=members.need("endTime", date_time),
            score=members.may("score", number),
            time_offset=members.may("timeOffset", number),
            duration=members.may("duration", number),
            speaker_tag=members.may("speakerTag", number),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
