from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define, field

from ..types import (
    JsonMember,
    constant,
    one_of,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.live_error_text import LiveErrorText


@define(kw_only=True)
class LiveError:
    """What went wrong. It comes as it is, or as the `message` of a LifecycleMessage."""

    type: Literal["error"]
    """ `error`. """
    code: str | None = None
    """ A word for it, such as `invalid_start_request`. """
    details: str | None = None
    """ What went wrong, in words. """
    message: LiveErrorText | str | None = None
    """ What went wrong, in words, or as an object. """
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
    from ..models.live_error_text import LiveErrorText

    return (
        JsonMember("type", "type", True, constant("error")),
        JsonMember("code", "code", False, string),
        JsonMember("details", "details", False, string),
        JsonMember("message", "message", False, one_of(string, LiveErrorText.from_dict)),
    )
