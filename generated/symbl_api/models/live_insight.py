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
    number,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.live_due import LiveDue
    from ..models.live_entity import LiveEntity
    from ..models.live_hint import LiveHint
    from ..models.live_payload import LivePayload
    from ..models.live_reference import LiveReference
    from ..models.live_tag import LiveTag
    from ..models.person import Person


@define(kw_only=True)
class LiveInsight:
    """An insight. The text is in `text`, in `payload.content`, or in both."""

    id: str | None = None
    """ The insight's id. """
    type: str | None = None
    """ `question`, `action_item` or `follow_up`. """
    confidence: float | None = None
    """ How sure it is from 0 to 1. """
    text: str | None = None
    """ The text. """
    payload: LivePayload | None = None
    """ The words. """
    message_reference: LiveReference | None = None
    """ A message that something is about. """
    hints: list[LiveHint] | None = None
    """ Scores and the like. """
    tags: list[LiveTag] | None = None
    """ People and dates in it. """
    from_: Person | None = None
    """ Whom something is from or for; any of the members may be missing (§5, §8). """
    assignee: Person | None = None
    """ Whom something is from or for; any of the members may be missing (§5, §8). """
    due_by: LiveDue | None = None
    """ When it is to be done. """
    entities: list[LiveEntity] | None = None
    """ What was found in it. """
    dismissed: bool | None = None
    """ Whether it was dismissed. """
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
    from ..models.live_due import LiveDue
    from ..models.live_entity import LiveEntity
    from ..models.live_hint import LiveHint
    from ..models.live_payload import LivePayload
    from ..models.live_reference import LiveReference
    from ..models.live_tag import LiveTag
    from ..models.person import Person

    return (
        JsonMember("id", "id", False, identifier),
        JsonMember("type", "type", False, string),
        JsonMember("confidence", "confidence", False, number),
        JsonMember("text", "text", False, string),
        JsonMember("payload", "payload", False, LivePayload.from_dict),
        JsonMember("message_reference", "messageReference", False, LiveReference.from_dict),
        JsonMember("hints", "hints", False, list_of(LiveHint.from_dict)),
        JsonMember("tags", "tags", False, list_of(LiveTag.from_dict)),
        JsonMember("from_", "from", False, Person.from_dict),
        JsonMember("assignee", "assignee", False, Person.from_dict),
        JsonMember("due_by", "dueBy", False, LiveDue.from_dict),
        JsonMember("entities", "entities", False, list_of(LiveEntity.from_dict)),
        JsonMember("dismissed", "dismissed", False, boolean),
    )
