from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..models.call_action_name import CallActionName
from ..models.call_moment import CallMoment
from ..types import (
    JsonMember,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.call_action_parameters import CallActionParameters


@define(kw_only=True)
class CallAction:
    """Something to be done when the call begins or ends (§19.1)."""

    invoke_on: CallMoment
    """ When something is done (§19.1). """
    name: CallActionName
    """ What is done (§19.1). """
    parameters: CallActionParameters
    """ With what it is done (§19.1). """
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
    from ..models.call_action_parameters import CallActionParameters

    return (
        JsonMember("invoke_on", "invokeOn", True, string),
        JsonMember("name", "name", True, string),
        JsonMember("parameters", "parameters", True, CallActionParameters.from_dict),
    )
