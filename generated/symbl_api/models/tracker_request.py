from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, Self

from attrs import define, field

from ..types import (
    JsonMember,
    list_of,
    read,
    string,
    write,
)


@define(kw_only=True)
class TrackerRequest:
    """A tracker to keep (§18.1)."""

    name: str
    """ A name, told apart by case too (§18.1). """
    vocabulary: list[str]
    """ The phrases to watch for, each once. """
    exclude_vocabulary: list[str] | None = None
    """ Phrases that do not count, each once. """
    description: str | None = None
    """ What it is for. """
    categories: list[str] | None = None
    """ Words to sort it by. """
    languages: list[str] | None = None
    """ What it is meant for. """
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
        JsonMember("name", "name", True, string),
        JsonMember("vocabulary", "vocabulary", True, list_of(string)),
        JsonMember("exclude_vocabulary", "excludeVocabulary", False, list_of(string)),
        JsonMember("description", "description", False, string),
        JsonMember("categories", "categories", False, list_of(string)),
        JsonMember("languages", "languages", False, list_of(string)),
    )
