from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonObject,
    number,
    string,
    to_wire,
)


@define(kw_only=True)
class Token:
    """An access token (§1)."""

    access_token: str
    """ To be sent as a bearer token. """
    expires_in: float
    """ Seconds until it ends; less than its whole life for a token in use. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["accessToken"] = self.access_token
        result["expiresIn"] = self.expires_in
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            access_token=members.need("accessToken", string),
            expires_in=members.need("expiresIn", number),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
