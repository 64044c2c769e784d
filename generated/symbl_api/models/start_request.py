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
    list_of,
    number,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.resume_from import ResumeFrom
    from ..models.stream_config import StreamConfig
    from ..models.stream_speaker import StreamSpeaker
    from ..models.stream_tracker import StreamTracker


@define(kw_only=True)
class StartRequest:
    """Starts a stream; the first message of a client."""

    type: Literal["start_request"]
    """ `start_request`. """
    insight_types: list[str] | None = None
    """ The insights to send: any of `question`, `action_item`, `follow_up`. """
    custom_vocabulary: list[str] | None = None
    """ Words to listen for. """
    meeting_title: str | None = None
    """ The conversation's name. """
    config: StreamConfig | None = None
    """ How a stream is worked on. """
    speaker: StreamSpeaker | None = None
    """ Who speaks on this connection. """
    trackers: list[StreamTracker] | None = None
    """ Trackers of this stream alone. """
    enable_all_trackers: bool | None = None
    """ The same as in `config.trackers`. """
    no_connection_timeout: float | None = None
    """ Seconds that the conversation outlives a broken connection. """
    disconnect_on_stop_request: bool | None = None
    """ `false` keeps the connection after a stop, to start again. """
    disconnect_on_stop_request_timeout: float | None = None
    """ Seconds that it is kept. """
    resume_from: ResumeFrom | None = None
    """ The `sequenceNumber` that somebody who comes back expects next, by type of result, such as `message_response`; the local server tells from there on what was missed. """
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
    from ..models.resume_from import ResumeFrom
    from ..models.stream_config import StreamConfig
    from ..models.stream_speaker import StreamSpeaker
    from ..models.stream_tracker import StreamTracker

    return (
        JsonMember("type", "type", True, constant("start_request")),
        JsonMember("insight_types", "insightTypes", False, list_of(string)),
        JsonMember("custom_vocabulary", "customVocabulary", False, list_of(string)),
        JsonMember("meeting_title", "meetingTitle", False, string),
        JsonMember("config", "config", False, StreamConfig.from_dict),
        JsonMember("speaker", "speaker", False, StreamSpeaker.from_dict),
        JsonMember("trackers", "trackers", False, list_of(StreamTracker.from_dict)),
        JsonMember("enable_all_trackers", "enableAllTrackers", False, boolean),
        JsonMember("no_connection_timeout", "noConnectionTimeout", False, number),
        JsonMember("disconnect_on_stop_request", "disconnectOnStopRequest", False, boolean),
        JsonMember("disconnect_on_stop_request_timeout", "disconnectOnStopRequestTimeout", False, number),
        JsonMember("resume_from", "resumeFrom", False, ResumeFrom.from_dict),
    )
