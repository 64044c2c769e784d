from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    date_time,
    to_wire,
)


@define(kw_only=True)
class TimeSpan:
    """When it was said; the server fills in what is missing (§2.2)."""

    start_time: datetime.datetime | None = None
    """ The first moment. """
    end_time: datetime.datetime | None = None
    """ The last moment. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        if self.start_time is not None:
            result["startTime"] = to_wire(self.start_time)
        if self.end_time is not None:
            result["endTime"] = to_wire(self.end_time)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            start_time=members.may("startTime", date_time),
            end_time=members.may("endTime", date_time),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
