from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    date_time,
    identifier,
    list_of,
    number,
    one_of,
    string,
    to_wire,
)

if TYPE_CHECKING:
    from ..models.message_entity import MessageEntity
    from ..models.person import Person
    from ..models.phrase import Phrase
    from ..models.sentiment import Sentiment
    from ..models.word import Word


@define(kw_only=True)
class Message:
    """One sentence (§5)."""

    id: str
    """ The message's id. """
    text: str
    """ The sentence. """
    conversation_id: str
    """ The conversation it belongs to. """
    start_time: datetime.datetime
    """ When it starts. """
    end_time: datetime.datetime
    """ When it ends. """
    from_: Person | None = None
    """ Whom something is from or for; any of the members may be missing (§5, §8). """
    time_offset: float | None = None
    """ Seconds from the start of the first message. """
    duration: float | None = None
    """ Seconds from start to end. """
    phrases: list[Phrase | str] | None = None
    """ Its action phrases, if processed with `detectPhrases`; plain words from some versions (§20, 20). """
    sentiment: Sentiment | None = None
    """ A sentiment as a number and as a word (§5). """
    words: list[Word] | None = None
    """ Its words, if asked for with `verbose`. """
    entities: list[MessageEntity] | None = None
    """ Personal data that was recognised, if that was switched on. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["id"] = self.id
        result["text"] = self.text
        result["conversationId"] = self.conversation_id
        result["startTime"] = to_wire(self.start_time)
        result["endTime"] = to_wire(self.end_time)
        if self.from_ is not None:
            result["from"] = to_wire(self.from_)
        if self.time_offset is not None:
            result["timeOffset"] = self.time_offset
        if self.duration is not None:
            result["duration"] = self.duration
        if self.phrases is not None:
            result["phrases"] = to_wire(self.phrases)
        if self.sentiment is not None:
            result["sentiment"] = to_wire(self.sentiment)
        if self.words is not None:
            result["words"] = to_wire(self.words)
        if self.entities is not None:
            result["entities"] = to_wire(self.entities)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.message_entity import MessageEntity
        from ..models.person import Person
        from ..models.phrase import Phrase
        from ..models.sentiment import Sentiment
        from ..models.word import Word

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            id=members.need("id", identifier),
            text=members.need("text", string),
            conversation_id=members.need("conversationId", identifier),
            start_time=members.need("startTime", date_time),
            end_time=members.need("endTime", date_time),
            from_=members.may("from", Person.from_dict),
            time_offset=members.may("timeOffset", number),
            duration=members.may("duration", number),
            phrases=members.may("phrases", list_of(one_of(Phrase.from_dict, string))),
            sentiment=members.may("sentiment", Sentiment.from_dict),
            words=members.may("words", list_of(Word.from_dict)),
            entities=members.may("entities", list_of(MessageEntity.from_dict)),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
