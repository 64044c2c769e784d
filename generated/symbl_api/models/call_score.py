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
    from ..models.score_criterion import ScoreCriterion


@define(kw_only=True)
class CallScore:
    """How well a call went (§19.3)."""

    score: float
    """ All criteria together, 0 to 100 on the local server. """
    summary: str | None = None
    """ In words. """
    criteria: list[ScoreCriterion] | None = None
    """ What it is made of. """
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
    from ..models.score_criterion import ScoreCriterion

    return (
        JsonMember("score", "score", True, number),
        JsonMember("summary", "summary", False, string),
        JsonMember("criteria", "criteria", False, list_of(ScoreCriterion.from_dict)),
    )
