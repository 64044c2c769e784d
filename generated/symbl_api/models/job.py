from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..models.job_status import JobStatus
from ..types import (
    JsonObject,
    identifier,
    string,
    to_wire,
)


@define(kw_only=True)
class Job:
    """The state of one submission (§3)."""

    id: str
    """ The job's id. """
    status: JobStatus
    """ `completed` and `failed` are final (§2.5, §3). """
    reason: str | None = None
    """ Why the job failed; the local server says so. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["id"] = self.id
        result["status"] = self.status
        if self.reason is not None:
            result["reason"] = self.reason
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            id=members.need("id", identifier),
            status=members.need("status", string),
            reason=members.may("reason", string),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
