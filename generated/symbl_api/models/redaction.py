from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    boolean,
    read,
    string,
    write,
)


@define(kw_only=True)
class Redaction:
    """What is done with personal data."""

    identify_content: bool | None = None
    """ Say what was found. """
    redact_content: bool | None = None
    """ Replace what was found. """
    redaction_string: str | None = None
    """ What stands for it; `****` by default. """
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

    return (
        JsonMember("identify_content", "identifyContent", False, boolean),
        JsonMember("redact_content", "redactContent", False, boolean),
        JsonMember("redaction_string", "redactionString", False, string),
    )
