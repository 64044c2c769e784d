from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    identifier,
    integer,
    list_of,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.bookmark_user import BookmarkUser
    from ..models.summary_ref import SummaryRef


@define(kw_only=True)
class Bookmark:
    """A marked stretch of a conversation (§19.4)."""

    id: str
    """ The bookmark's id. """
    label: str | None = None
    """ A short name. """
    description: str | None = None
    """ What it is about. """
    user: BookmarkUser | None = None
    """ Who marked it (§19.4). """
    begin_time_offset: int | None = None
    """ Seconds from the start of the conversation. """
    duration: int | None = None
    """ Its length in seconds. """
    message_refs: list[SummaryRef] | None = None
    """ The messages in it. """
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
    from ..models.bookmark_user import BookmarkUser
    from ..models.summary_ref import SummaryRef

    return (
        JsonMember("id", "id", True, identifier),
        JsonMember("label", "label", False, string),
        JsonMember("description", "description", False, string),
        JsonMember("user", "user", False, BookmarkUser.from_dict),
        JsonMember("begin_time_offset", "beginTimeOffset", False, integer),
        JsonMember("duration", "duration", False, integer),
        JsonMember("message_refs", "messageRefs", False, list_of(SummaryRef.from_dict)),
    )
