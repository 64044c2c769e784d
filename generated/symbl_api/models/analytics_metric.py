from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..models.metric_type import MetricType
from ..types import (
    JsonObject,
    number,
    string,
    to_wire,
)


@define(kw_only=True)
class AnalyticsMetric:
    """One figure (§14)."""

    type: MetricType
    """ What is measured (§14). """
    percent: float | None = None
    """ Silence and talk: share of both together; overlap: share of the talk. """
    seconds: float | None = None
    """ Its length. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["type"] = self.type
        if self.percent is not None:
            result["percent"] = self.percent
        if self.seconds is not None:
            result["seconds"] = self.seconds
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            type=members.need("type", string),
            percent=members.may("percent", number),
            seconds=members.may("seconds", number),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
