from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    string,
    to_wire,
)


@define(kw_only=True)
class CustomEntity:
    """Words to look for and the type to report them as (§2.2)."""

    custom_type: str | None = None
    """ The type to report. """
    text: str | None = None
    """ The words to look for. """
    value: str | None = None
    """ The value to report; the words when not given. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        if self.custom_type is not None:
            result["customType"] = self.custom_type
        if self.text is not None:
            result["text"] = self.text
        if self.value is not None:
            result["value"] = self.value
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            custom_type=members.may("customType", string),
            text=members.may("text", string),
            value=members.may("value", string),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
