from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Self

from attrs import define, field

from ..types import (
    JsonMember,
    boolean,
    constant,
    read,
    write,
)

if TYPE_CHECKING:
    from ..models.person import Person
    from ..models.punctuated_text import PunctuatedText
    from ..models.recognition_payload import RecognitionPayload


@define(kw_only=True)
class RecognitionResult:
    """Live text. It changes until `isFinal`; not every result has words."""

    type: Literal["recognition_result"]
    """ `recognition_result`. """
    is_final: bool | None = None
    """ Whether it changes no more. """
    payload: RecognitionPayload | None = None
    """ What the recogniser made of it. """
    punctuated: PunctuatedText | None = None
    """ The text with its punctuation. """
    user: Person | None = None
    """ Whom something is from or for; any of the members may be missing (§5, §8). """
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
    from ..models.person import Person
    from ..models.punctuated_text import PunctuatedText
    from ..models.recognition_payload import RecognitionPayload

    return (
        JsonMember("type", "type", True, constant("recognition_result")),
        JsonMember("is_final", "isFinal", False, boolean),
        JsonMember("payload", "payload", False, RecognitionPayload.from_dict),
        JsonMember("punctuated", "punctuated", False, PunctuatedText.from_dict),
        JsonMember("user", "user", False, Person.from_dict),
    )
