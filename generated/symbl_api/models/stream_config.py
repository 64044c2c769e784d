from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    boolean,
    integer,
    number,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.redaction import Redaction
    from ..models.speech_recognition import SpeechRecognition
    from ..models.stream_trackers import StreamTrackers


@define(kw_only=True)
class StreamConfig:
    """How a stream is worked on."""

    confidence_threshold: float | None = None
    """ Insights below are not sent. """
    language_code: str | None = None
    """ The language, such as `en-US`. """
    speech_recognition: SpeechRecognition | None = None
    """ What the binary frames hold; one channel. """
    meeting_title: str | None = None
    """ The conversation's name. """
    timezone_offset: int | None = None
    """ Minutes east of UTC, for dates that are spoken of. """
    trackers: StreamTrackers | None = None
    """ How trackers are used. """
    detect_entities: bool | None = None
    """ Send entities too. """
    sentiment: bool | None = None
    """ Give messages and topics a sentiment. """
    redaction: Redaction | None = None
    """ What is done with personal data. """
    encoding: str | None = None
    """ The same as in `speechRecognition`. """
    sample_rate_hertz: int | None = None
    """ The same as in `speechRecognition`. """
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
    from ..models.redaction import Redaction
    from ..models.speech_recognition import SpeechRecognition
    from ..models.stream_trackers import StreamTrackers

    return (
        JsonMember("confidence_threshold", "confidenceThreshold", False, number),
        JsonMember("language_code", "languageCode", False, string),
        JsonMember("speech_recognition", "speechRecognition", False, SpeechRecognition.from_dict),
        JsonMember("meeting_title", "meetingTitle", False, string),
        JsonMember("timezone_offset", "timezoneOffset", False, integer),
        JsonMember("trackers", "trackers", False, StreamTrackers.from_dict),
        JsonMember("detect_entities", "detectEntities", False, boolean),
        JsonMember("sentiment", "sentiment", False, boolean),
        JsonMember("redaction", "redaction", False, Redaction.from_dict),
        JsonMember("encoding", "encoding", False, string),
        JsonMember("sample_rate_hertz", "sampleRateHertz", False, integer),
    )
