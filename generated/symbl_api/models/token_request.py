from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Self

from attrs import define, field

from ..models.token_request_type import TokenRequestType
from ..types import (
    JsonObject,
    string,
    to_wire,
)


@define(kw_only=True)
class TokenRequest:
    """Who asks for a token (§1)."""

    type: TokenRequestType
    """ `application`. """
    app_id: str
    """ The application's id. """
    app_secret: str
    """ The application's secret. """
    additional_properties: dict[str, Any] = field(factory=dict)
    """ Members that the description does not name, kept as they came. """

    def to_dict(self) -> dict[str, Any]:
        """The wire form. What is None is left out."""
        result: dict[str, Any] = to_wire(self.additional_properties)
        result["type"] = self.type
        result["appId"] = self.app_id
        result["appSecret"] = self.app_secret
        return result

    @classmethod
    def from_dict(cls, value: Mapping[str, Any] | Self, /) -> Self:
        """Reads the wire form; a model comes back as it is. Raises DecodeError with the path of what does not fit."""
        if isinstance(value, cls):
            return value
        members = JsonObject(value)
        return cls(
            type=members.need("type", string),
            app_id=members.need("appId", string),
            app_secret=members.need("appSecret", string),
            additional_properties=dict(members),
        )

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)
