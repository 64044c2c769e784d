from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define, field

from ..types import (
    JsonMember,
    constant,
    list_of,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.call_action import CallAction
    from ..models.call_data import CallData


@define(kw_only=True)
class StopCall:
    """A call to be ended (§19.1)."""

    operation: Literal["stop"]
    """ `stop`. """
    connection_id: str
    """ The call's connection id. """
    actions: list[CallAction] | None = None
    """ What to do besides. """
    data: CallData | None = None
    """ What is known of the call (§19.1). """
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
    from ..models.call_action import CallAction
    from ..models.call_data import CallData

    return (
        JsonMember("operation", "operation", True, constant("stop")),
        JsonMember("connection_id", "connectionId", True, string),
        JsonMember("actions", "actions", False, list_of(CallAction.from_dict)),
        JsonMember("data", "data", False, CallData.from_dict),
    )
