from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define, field

from ..types import (
    JsonMember,
    constant,
    integer,
    read,
    write,
)

if TYPE_CHECKING:
    from ..models.lifecycle import Lifecycle


@define(kw_only=True)
class LifecycleMessage:
    """The envelope of what concerns the stream itself, and of live text."""

    type: Literal["message"]
    """ `message`. """
    message: Lifecycle
    """ What is in the envelope; what else there is goes by `type`. """
    time_offset: int | None = None
    """ Where the live text ends in the stream. """
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
    from ..models.lifecycle import Lifecycle

    return (
        JsonMember("type", "type", True, constant("message")),
        JsonMember("message", "message", True, Lifecycle.from_dict),
        JsonMember("time_offset", "timeOffset", False, integer),
    )
