from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    identifier,
    string,
    to_wire,
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
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["id"] = self.id
        result["name"] = self.name
        if self.user_id is not None:
            result["userId"] = self.user_id
        if self.pace is not None:
            result["pace"] = to_wire(self.pace)
        if self.talk_time is not None:
            result["talkTime"] = to_wire(self.talk_time)
        if self.listen_time is not None:
            result["listenTime"] = to_wire(self.listen_time)
        if self.overlap is not None:
            result["overlap"] = to_wire(self.overlap)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.overlap import Overlap
        from ..models.pace import Pace
        from ..models.time_share import TimeShare

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            id=members.need("id", identifier),
            name=members.need("name", string),
            user_id=members.may("userId", string),
            pace=members.may("pace", Pace.from_dict),
            talk_time=members.may("talkTime", TimeShare.from_dict),
            listen_time=members.may("listenTime", TimeShare.from_dict),
            overlap=members.may("overlap", Overlap.from_dict),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
