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
    list_of,
    one_of,
    read,
    string,
    write,
)

if TYPE_CHECKING:
    from ..models.call_action import CallAction
    from ..models.call_data import CallData
    from ..models.call_intent import CallIntent
    from ..models.phone_endpoint import PhoneEndpoint
    from ..models.sip_endpoint import SipEndpoint


@define(kw_only=True)
class StartCall:
    """Somebody to call, and what to do about it (§19.1)."""

    operation: Literal["start"]
    """ `start`. """
    endpoint: PhoneEndpoint | SipEndpoint
    """ Whom to call (§19.1). """
    actions: list[CallAction] | None = None
    """ What to do besides. """
    data: CallData | None = None
    """ What is known of the call (§19.1). """
    languages: list[str] | None = None
    """ The first is the language spoken (§2.4). """
    timezone: str | None = None
    """ An IANA name; for days and times that are named. """
    push_speaker_events: bool | None = None
    """ Whether events will be posted that say who speaks. """
    insight_types: list[str] | None = None
    """ Insights to tell of; all if absent. """
    intents: list[CallIntent] | None = None
    """ Intents to look for. """
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
    from ..models.call_action import CallAction
    from ..models.call_data import CallData
    from ..models.call_intent import CallIntent
    from ..models.phone_endpoint import PhoneEndpoint
    from ..models.sip_endpoint import SipEndpoint

    return (
        JsonMember("operation", "operation", True, constant("start")),
        JsonMember("endpoint", "endpoint", True, one_of(PhoneEndpoint.from_dict, SipEndpoint.from_dict)),
        JsonMember("actions", "actions", False, list_of(CallAction.from_dict)),
        JsonMember("data", "data", False, CallData.from_dict),
        JsonMember("languages", "languages", False, list_of(string)),
        JsonMember("timezone", "timezone", False, string),
        JsonMember("push_speaker_events", "pushSpeakerEvents", False, boolean),
        JsonMember("insight_types", "insightTypes", False, list_of(string)),
        JsonMember("intents", "intents", False, list_of(CallIntent.from_dict)),
    )
