from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..models.audio_mode import AudioMode
from ..types import (
    JsonMember,
    boolean,
    list_of,
    number,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.call_metadata import CallMetadata
    from ..models.channel_metadata import ChannelMetadata
    from ..models.custom_entity import CustomEntity
    from ..models.features import Features
    from ..models.inline_tracker import InlineTracker


@define(kw_only=True)
class MediaUrlRequest:
    """A file at a public address and what to look for in it (§2.1)."""

    url: str
    """ An address that the server can reach (§2.3, §2.5). """
    name: str | None = None
    """ The conversation's name; its id when none is given. """
    confidence_threshold: float | None = None
    """ Least score of an insight, 0.5 when not given. """
    detect_phrases: bool | None = None
    """ Fill `phrases` of the messages. """
    entities: list[CustomEntity] | None = None
    """ Custom entities to look for. """
    detect_entities: bool | None = None
    """ Fill the entities resource. """
    trackers: list[InlineTracker] | None = None
    """ Trackers for this request only. """
    enable_all_trackers: bool | None = None
    """ Run every tracker of the account as well. """
    enable_summary: bool | None = None
    """ Make the summary during processing. """
    webhook_url: str | None = None
    """ An address that the server can reach (§2.3, §2.5). """
    custom_vocabulary: list[str] | None = None
    """ Words that the recogniser may expect. """
    language_code: str | None = None
    """ A language and a region, such as `en-US` (§2.4). """
    mode: AudioMode | None = None
    """ What kind of recording it is (§2.1). """
    enable_separate_recognition_per_channel: bool | None = None
    """ Each channel is a speaker of its own. """
    channel_metadata: list[ChannelMetadata] | None = None
    """ Who speaks on which channel; used with `enableSeparateRecognitionPerChannel`. """
    features: Features | None = None
    """ What more to make of the conversation (§19.3). """
    metadata: CallMetadata | None = None
    """ What kind of call it is, for the call score (§19.3). """
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
    from ..models.call_metadata import CallMetadata
    from ..models.channel_metadata import ChannelMetadata
    from ..models.custom_entity import CustomEntity
    from ..models.features import Features
    from ..models.inline_tracker import InlineTracker

    return (
        JsonMember("url", "url", True, string),
        JsonMember("name", "name", False, string),
        JsonMember("confidence_threshold", "confidenceThreshold", False, number),
        JsonMember("detect_phrases", "detectPhrases", False, boolean),
        JsonMember("entities", "entities", False, list_of(CustomEntity.from_dict)),
        JsonMember("detect_entities", "detectEntities", False, boolean),
        JsonMember("trackers", "trackers", False, list_of(InlineTracker.from_dict)),
        JsonMember("enable_all_trackers", "enableAllTrackers", False, boolean),
        JsonMember("enable_summary", "enableSummary", False, boolean),
        JsonMember("webhook_url", "webhookUrl", False, string),
        JsonMember("custom_vocabulary", "customVocabulary", False, list_of(string)),
        JsonMember("language_code", "languageCode", False, string),
        JsonMember("mode", "mode", False, string),
        JsonMember("enable_separate_recognition_per_channel", "enableSeparateRecognitionPerChannel", False, boolean),
        JsonMember("channel_metadata", "channelMetadata", False, list_of(ChannelMetadata.from_dict)),
        JsonMember("features", "features", False, Features.from_dict),
        JsonMember("metadata", "metadata", False, CallMetadata.from_dict),
    )
