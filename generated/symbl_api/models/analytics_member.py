from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    identifier,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.overlap import Overlap
    from ..models.pace import Pace
    from ..models.time_share import TimeShare


@define(kw_only=True)
class AnalyticsMember:
    """The figures of one member (§14)."""

    id: str
    """ The member's id. """
    name: str
    """ The member's name. """
    user_id: str | None = None
    """ The id that the sender gave. """
    pace: Pace | None = None
    """ How fast somebody talks (§14). """
    talk_time: TimeShare | None = None
    """ A length of time and its share (§14). """
    listen_time: TimeShare | None = None
    """ A length of time and its share (§14). """
    overlap: Overlap | None = None
    """ How long others talked at the same time; empty when nobody did (§14). """
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
    from ..models.overlap import Overlap
    from ..models.pace import Pace
    from ..models.time_share import TimeShare

    return (
        JsonMember("id", "id", True, identifier),
        JsonMember("name", "name", True, string),
        JsonMember("user_id", "userId", False, string),
        JsonMember("pace", "pace", False, Pace.from_dict),
        JsonMember("talk_time", "talkTime", False, TimeShare.from_dict),
        JsonMember("listen_time", "listenTime", False, TimeShare.from_dict),
        JsonMember("overlap", "overlap", False, Overlap.from_dict),
    )
