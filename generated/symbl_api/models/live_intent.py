from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    list_of,
    number,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.other_intent import OtherIntent


@define(kw_only=True)
class LiveIntent:
    """An intent."""

    intent: str | None = None
    """ `answering_machine`, `interested`, `not_interested` or `do_not_call`. """
    sub_intent: str | None = None
    """ `answered_by_human` or `answered_by_machine`. """
    score: float | None = None
    """ How sure it is from 0 to 1. """
    text: str | None = None
    """ The words. """
    alternatives: list[OtherIntent] | None = None
    """ Other readings. """
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
    from ..models.other_intent import OtherIntent

    return (
        JsonMember("intent", "intent", False, string),
        JsonMember("sub_intent", "subIntent", False, string),
        JsonMember("score", "score", False, number),
        JsonMember("text", "text", False, string),
        JsonMember("alternatives", "alternatives", False, list_of(OtherIntent.from_dict)),
    )
