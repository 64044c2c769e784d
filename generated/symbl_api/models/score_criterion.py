from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    number,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.score_feedback import ScoreFeedback


@define(kw_only=True)
class ScoreCriterion:
    """One side of the call (§19.3)."""

    name: str
    """ Its name. """
    score: float
    """ 0 to 100 on the local server. """
    summary: str | None = None
    """ In words. """
    feedback: ScoreFeedback | None = None
    """ What was good and what was not (§19.3). """
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
    from ..models.score_feedback import ScoreFeedback

    return (
        JsonMember("name", "name", True, string),
        JsonMember("score", "score", True, number),
        JsonMember("summary", "summary", False, string),
        JsonMember("feedback", "feedback", False, ScoreFeedback.from_dict),
    )
