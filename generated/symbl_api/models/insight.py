from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..models.insight_type import InsightType
from ..types import (
    JsonObject,
    boolean,
    date_time,
    identifier,
    list_of,
    number,
    one_of,
    string,
    to_wire,
)

if TYPE_CHECKING:
    from ..models.insight_entity import InsightEntity
    from ..models.person import Person
    from ..models.phrase import Phrase


@define(kw_only=True)
class Insight:
    """A question, an action item or a follow-up (§8)."""

    id: str
    """ The insight's id. """
    text: str
    """ The sentence, or a rewording of it. """
    score: float
    """ How sure the service is, 0 to 1. """
    message_ids: list[str]
    """ The messages it was read from. """
    type: InsightType | None = None
    """ What kind of insight it is (§8). """
    entities: list[InsightEntity] | None = None
    """ Persons and times in it. """
    phrases: list[Phrase | str] | None = None
    """ The words that carry the action; plain words from some versions (§20, 20). """
    from_: Person | None = None
    """ Whom something is from or for; any of the members may be missing (§5, §8). """
    definitive: bool | None = None
    """ Whether somebody has committed to it. """
    assignee: Person | None = None
    """ Whom something is from or for; any of the members may be missing (§5, §8). """
    due_by: datetime.datetime | None = None
    """ When it is due, if a time was recognised. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["id"] = self.id
        result["text"] = self.text
        result["score"] = self.score
        result["messageIds"] = to_wire(self.message_ids)
        if self.type is not None:
            result["type"] = self.type
        if self.entities is not None:
            result["entities"] = to_wire(self.entities)
        if self.phrases is not None:
            result["phrases"] = to_wire(self.phrases)
        if self.from_ is not None:
            result["from"] = to_wire(self.from_)
        if self.definitive is not None:
            result["definitive"] = self.definitive
        if self.assignee is not None:
            result["assignee"] = to_wire(self.assignee)
        if self.due_by is not None:
            result["dueBy"] = to_wire(self.due_by)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.insight_entity import InsightEntity
        from ..models.person import Person
        from ..models.phrase import Phrase

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            id=members.need("id", identifier),
            text=members.need("text", string),
            score=members.need("score", number),
            message_ids=members.need("messageIds", list_of(identifier)),
            type=members.may("type", string),
            entities=members.may("entities", list_of(InsightEntity.from_dict)),
            phrases=members.may("phrases", list_of(one_of(Phrase.from_dict, string))),
            from_=members.may("from", Person.from_dict),
            definitive=members.may("definitive", boolean),
            assignee=members.may("assignee", Person.from_dict),
            due_by=members.may("dueBy", date_time),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
