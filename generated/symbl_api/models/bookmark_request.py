from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    integer,
    list_of,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.bookmark_message_ref import BookmarkMessageRef
    from ..models.bookmark_user import BookmarkUser


@define(kw_only=True)
class BookmarkRequest:
    """What to mark (§19.4)."""

    label: str
    """ A short name. """
    description: str
    """ What it is about. """
    user: BookmarkUser
    """ Who marked it (§19.4). """
    begin_time_offset: int
    """ Seconds from the start of the conversation. """
    duration: int
    """ Its length in seconds. """
    message_refs: list[BookmarkMessageRef] | None = None
    """ The messages in it; those of its time when not given. """
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
    from ..models.bookmark_message_ref import BookmarkMessageRef
    from ..models.bookmark_user import BookmarkUser

    return (
        JsonMember("label", "label", True, string),
        JsonMember("description", "description", True, string),
        JsonMember("user", "user", True, BookmarkUser.from_dict),
        JsonMember("begin_time_offset", "beginTimeOffset", True, integer),
        JsonMember("duration", "duration", True, integer),
        JsonMember("message_refs", "messageRefs", False, list_of(BookmarkMessageRef.from_dict)),
    )
