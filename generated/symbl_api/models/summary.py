from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    date_time,
    identifier,
    list_of,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.bookmark_ref import BookmarkRef
    from ..models.summary_ref import SummaryRef


@define(kw_only=True)
class Summary:
    """One part of a summary (§16, §19.4)."""

    text: str
    """ The words. """
    id: str | None = None
    """ Its id. """
    message_refs: list[SummaryRef] | None = None
    """ The messages it was made from. """
    start_time: datetime.datetime | None = None
    """ When the part starts. """
    end_time: datetime.datetime | None = None
    """ When it ends. """
    bookmark_reference: BookmarkRef | None = None
    """ The bookmark that a summary belongs to (§19.4). """
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
    from ..models.bookmark_ref import BookmarkRef
    from ..models.summary_ref import SummaryRef

    return (
        JsonMember("text", "text", True, string),
        JsonMember("id", "id", False, identifier),
        JsonMember("message_refs", "messageRefs", False, list_of(SummaryRef.from_dict)),
        JsonMember("start_time", "startTime", False, date_time),
        JsonMember("end_time", "endTime", False, date_time),
        JsonMember("bookmark_reference", "bookmarkReference", False, BookmarkRef.from_dict),
    )
