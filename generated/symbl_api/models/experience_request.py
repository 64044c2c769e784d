from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from attrs import define, field

from ..models.experience_name import ExperienceName
from ..types import (
    JsonMember,
    boolean,
    number,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.avatar_urls import AvatarUrls
    from ..models.experience_color import ExperienceColor
    from ..models.experience_font import ExperienceFont


@define(kw_only=True)
class ExperienceRequest:
    """Which page to make and how it looks (§17)."""

    name: ExperienceName
    """ Which page (§17). """
    audio_url: str | None = None
    """ An address that the server can reach (§2.3, §2.5). """
    video_url: str | None = None
    """ An address that the server can reach (§2.3, §2.5). """
    logo: str | None = None
    """ An address that the server can reach (§2.3, §2.5). """
    favicon: str | None = None
    """ An address that the server can reach (§2.3, §2.5). """
    color: ExperienceColor | None = None
    """ The colours of the page (§17). """
    font: ExperienceFont | None = None
    """ The font of the page (§17). """
    summary_url_expires_in: float | None = None
    """ Seconds that the link is good for, 2592000 when not given; 0 for ever. """
    read_only: bool | None = None
    """ Nothing can be changed on the page. """
    enable_custom_domain: bool | None = None
    """ Under the account's own domain. """
    speaker_avatar_ur_ls: AvatarUrls | None = None
    """ Pictures by the members' ids (§17). """
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
    from ..models.avatar_urls import AvatarUrls
    from ..models.experience_color import ExperienceColor
    from ..models.experience_font import ExperienceFont

    return (
        JsonMember("name", "name", True, string),
        JsonMember("audio_url", "audioUrl", False, string),
        JsonMember("video_url", "videoUrl", False, string),
        JsonMember("logo", "logo", False, string),
        JsonMember("favicon", "favicon", False, string),
        JsonMember("color", "color", False, ExperienceColor.from_dict),
        JsonMember("font", "font", False, ExperienceFont.from_dict),
        JsonMember("summary_url_expires_in", "summaryURLExpiresIn", False, number),
        JsonMember("read_only", "readOnly", False, boolean),
        JsonMember("enable_custom_domain", "enableCustomDomain", False, boolean),
        JsonMember("speaker_avatar_ur_ls", "speakerAvatarURLs", False, AvatarUrls.from_dict),
    )
