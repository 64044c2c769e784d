from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    boolean,
    list_of,
    number,
    string,
    to_wire,
)

if TYPE_CHECKING:
    from ..models.custom_entity import CustomEntity
    from ..models.inline_tracker import InlineTracker
    from ..models.text_message import TextMessage


@define(kw_only=True)
class TextRequest:
    """A conversation in words and what to look for in it (§2.1)."""

    messages: list[TextMessage]
    """ What was said, in order. """
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
    """ Where to post every change of the job's status (§2.5). """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["messages"] = to_wire(self.messages)
        if self.name is not None:
            result["name"] = self.name
        if self.confidence_threshold is not None:
            result["confidenceThreshold"] = self.confidence_threshold
        if self.detect_phrases is not None:
            result["detectPhrases"] = self.detect_phrases
        if self.entities is not None:
            result["entities"] = to_wire(self.entities)
        if self.detect_entities is not None:
            result["detectEntities"] = self.detect_entities
        if self.trackers is not None:
            result["trackers"] = to_wire(self.trackers)
        if self.enable_all_trackers is not None:
            result["enableAllTrackers"] = self.enable_all_trackers
        if self.enable_summary is not None:
            result["enableSummary"] = self.enable_summary
        if self.webhook_url is not None:
            result["webhookUrl"] = self.webhook_url
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.custom_entity import CustomEntity
        from ..models.inline_tracker import InlineTracker
        from ..models.text_message import TextMessage

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            messages=members.need("messages", list_of(TextMessage.from_dict)),
            name=members.may("name", string),
            confidence_threshold=members.may("confidenceThreshold", number),
            detect_phrases=members.may("detectPhrases", boolean),
            entities=members.may("entities", list_of(CustomEntity.from_dict)),
            detect_entities=members.may("detectEntities", boolean),
            trackers=members.may("trackers", list_of(InlineTracker.from_dict)),
            enable_all_trackers=members.may("enableAllTrackers", boolean),
            enable_summary=members.may("enableSummary", boolean),
            webhook_url=members.may("webhookUrl", string),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
