from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from attrs import define, field

from ..models.tracker_patch_op import TrackerPatchOp
from ..models.tracker_patch_path import TrackerPatchPath
from ..types import (
    JsonMember,
    list_of,
    one_of,
    read,
    string,
    write,
)


@define(kw_only=True)
class TrackerPatch:
    """One change of a tracker (§19.4)."""

    op: TrackerPatchOp
    """ What to do (§19.4). """
    path: TrackerPatchPath
    """ What to do it to (§19.4). """
    value: list[str] | str | None = None
    """ A word, or a list of words for what is a list. """
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
        JsonMember("op", "op", True, string),
        JsonMember("path", "path", True, string),
        JsonMember("value", "value", False, one_of(string, list_of(string))),
    )
