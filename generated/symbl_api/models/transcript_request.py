from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..models.transcript_type import TranscriptType
from ..types import (
    JsonMember,
    boolean,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.transcript_phrases import TranscriptPhrases


@define(kw_only=True)
class TranscriptRequest:
    """How the transcript is to look (§15)."""

    content_type: TranscriptType
    """ Markdown or subtitles (§15). """
    create_paragraphs: bool | None = None
    """ Sentences in paragraphs (Markdown). """
    phrases: TranscriptPhrases | None = None
    """ What is highlighted (§15). """
    show_speaker_separation: bool | None = None
    """ The speaker in front of each sentence. """
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
    from ..models.transcript_phrases import TranscriptPhrases

    return (
        JsonMember("content_type", "contentType", True, string),
        JsonMember("create_paragraphs", "createParagraphs", False, boolean),
        JsonMember("phrases", "phrases", False, TranscriptPhrases.from_dict),
        JsonMember("show_speaker_separation", "showSpeakerSeparation", False, boolean),
    )
