from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    identifier,
    to_wire,
)


@define(kw_only=True)
class SubmittedJob:
    """What a submission answers (§2)."""

    conversation_id: str
    """ The conversation to read when the job is done. """
    job_id: str
    """ The job to wait for. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["conversationId"] = self.conversation_id
        result["jobId"] = self.job_id
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            conversation_id=members.need("conversationId", identifier),
            job_id=members.need("jobId", identifier),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
