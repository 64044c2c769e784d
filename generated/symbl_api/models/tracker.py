from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Self

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


@define(kw_only=True)
class Tracker:
    """A tracker that is kept (§18.1, §19.4)."""

    id: str
    """ The tracker's id. """
    name: str
    """ Its name. """
    vocabulary: list[str]
    """ The phrases to watch for. """
    exclude_vocabulary: list[str] | None = None
    """ Phrases that do not count. """
    description: str | None = None
    """ What it is for. """
    categories: list[str] | None = None
    """ Words to sort it by. """
    languages: list[str] | None = None
    """ What it is meant for. """
    created_on: datetime.datetime | None = None
    """ When it was made. """
    updated_on: datetime.datetime | None = None
    """ When it was changed last. """
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
        JsonMember("id", "id", True, identifier),
        JsonMember("name", "name", True, string),
        JsonMember("vocabulary", "vocabulary", True, list_of(string)),
        JsonMember("exclude_vocabulary", "excludeVocabulary", False, list_of(string)),
        JsonMember("description", "description", False, string),
        JsonMember("categories", "categories", False, list_of(string)),
        JsonMember("languages", "languages", False, list_of(string)),
        JsonMember("created_on", "createdOn", False, date_time),
        JsonMember("updated_on", "updatedOn", False, date_time),
    )
