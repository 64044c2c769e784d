from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..models.insight_type import InsightType
from ..types import (
    JsonMember,
    boolean,
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
    from ..models.insight_entity import InsightEntity
    from ..models.person import Person
    from ..models.phrase import Phrase
    from ..models.summary_ref import SummaryRef


@define(kw_only=True)
class ComprehensiveActionItem:
    """An action item, reworded to be understood by itself (§9)."""

    id: str
    """ The item's id. """
    text: str
    """ The rewording. """
    score: float
    """ How sure the service is, 0 to 1. """
    message_refs: list[SummaryRef]
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
        return write(self, _members())

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        return read(cls, _members(), value)

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)


@cache
def _members() -> tuple[JsonMember, ...]:
    from ..models.insight_entity import InsightEntity
    from ..models.person import Person
    from ..models.phrase import Phrase
    from ..models.summary_ref import SummaryRef

    return (
        JsonMember("id", "id", True, identifier),
        JsonMember("text", "text", True, string),
        JsonMember("score", "score", True, number),
        JsonMember("message_refs", "messageRefs", True, list_of(SummaryRef.from_dict)),
        JsonMember("type", "type", False, string),
        JsonMember("entities", "entities", False, list_of(InsightEntity.from_dict)),
        JsonMember("phrases", "phrases", False, list_of(one_of(Phrase.from_dict, string))),
        JsonMember("from_", "from", False, Person.from_dict),
        JsonMember("definitive", "definitive", False, boolean),
        JsonMember("assignee", "assignee", False, Person.from_dict),
        JsonMember("due_by", "dueBy", False, date_time),
    )
