from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    list_of,
    to_wire,
)

if TYPE_CHECKING:
    from ..models.analytics_member import AnalyticsMember
    from ..models.analytics_metric import AnalyticsMetric


@define(kw_only=True)
class Analytics:
    """Who talked how much (§14)."""

    metrics: list[AnalyticsMetric]
    """ Figures of the whole conversation. """
    members: list[AnalyticsMember]
    """ Figures of each member. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["metrics"] = to_wire(self.metrics)
        result["members"] = to_wire(self.members)
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        from ..models.analytics_member import AnalyticsMember
        from ..models.analytics_metric import AnalyticsMetric

        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            metrics=members.need("metrics", list_of(AnalyticsMetric.from_dict)),
            members=members.need("members", list_of(AnalyticsMember.from_dict)),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
