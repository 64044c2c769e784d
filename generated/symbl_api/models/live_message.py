from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    boolean,
    identifier,
    list_of,
    read,
    write,
)

if TYPE_CHECKING:
    from ..models.live_channel import LiveChannel
    from ..models.live_duration import LiveDuration
    from ..models.live_entity import LiveEntity
    from ..models.live_metadata import LiveMetadata
    from ..models.live_payload import LivePayload
    from ..models.person import Person
    from ..models.sentiment import Sentiment


@define(kw_only=True)
class LiveMessage:
    """A sentence. The shortest has the payload alone."""

    id: str | None = None
    """ The message's id. """
    from_: Person | None = None
    """ Whom something is from or for; any of the members may be missing (§5, §8). """
    payload: LivePayload | None = None
    """ The words. """
    channel: LiveChannel | None = None
    """ Where it came in. """
    dismissed: bool | None = None
    """ Whether it was dismissed. """
    duration: LiveDuration | None = None
    """ When it was said. """
    metadata: LiveMetadata | None = None
    """ How the message came about. """
    entities: list[LiveEntity] | None = None
    """ What was found in it. """
    sentiment: Sentiment | None = None
    """ A sentiment as a number and as a word (§5). """
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
    from ..models.live_channel import LiveChannel
    from ..models.live_duration import LiveDuration
    from ..models.live_entity import LiveEntity
    from ..models.live_metadata import LiveMetadata
    from ..models.live_payload import LivePayload
    from ..models.person import Person
    from ..models.sentiment import Sentiment

    return (
        JsonMember("id", "id", False, identifier),
        JsonMember("from_", "from", False, Person.from_dict),
        JsonMember("payload", "payload", False, LivePayload.from_dict),
        JsonMember("channel", "channel", False, LiveChannel.from_dict),
        JsonMember("dismissed", "dismissed", False, boolean),
        JsonMember("duration", "duration", False, LiveDuration.from_dict),
        JsonMember("metadata", "metadata", False, LiveMetadata.from_dict),
        JsonMember("entities", "entities", False, list_of(LiveEntity.from_dict)),
        JsonMember("sentiment", "sentiment", False, Sentiment.from_dict),
    )
