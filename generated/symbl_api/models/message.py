from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    date_time,
    identifier,
    list_of,
    number,
    one_of,
    read,
    string,
    write,
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
        return write(self, _members())

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        return read(cls, _members(), value)

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)


@cache
def _members() -> tuple[JsonMember, ...]:
    from ..models.message_entity import MessageEntity
    from ..models.person import Person
    from ..models.phrase import Phrase
    from ..models.sentiment import Sentiment
    from ..models.word import Word

    return (
        JsonMember("id", "id", True, identifier),
        JsonMember("text", "text", True, string),
        JsonMember("conversation_id", "conversationId", True, identifier),
        JsonMember("start_time", "startTime", True, date_time),
        JsonMember("end_time", "endTime", True, date_time),
        JsonMember("from_", "from", False, Person.from_dict),
        JsonMember("time_offset", "timeOffset", False, number),
        JsonMember("duration", "duration", False, number),
        JsonMember("phrases", "phrases", False, list_of(one_of(Phrase.from_dict, string))),
        JsonMember("sentiment", "sentiment", False, Sentiment.from_dict),
        JsonMember("words", "words", False, list_of(Word.from_dict)),
        JsonMember("entities", "entities", False, list_of(MessageEntity.from_dict)),
    )
