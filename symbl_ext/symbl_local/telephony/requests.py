"""What a client asks of a call, checked and in the server's own terms (docs/contract.md §19.1, §19.2, §20).

`spelled` makes of what clients send what the description has; the rest refuses, with the place, what cannot be.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, TypeGuard, cast
from zoneinfo import ZoneInfo, available_timezones

from symbl_api.errors import DecodeError
from symbl_api.models import CallAction, CallData, CallEvent, PhoneEndpoint, StartCall, StopCall
from symbl_local.mail import is_address
from symbl_local.realtime.requests import Speaker
from symbl_local.telephony.source import Endpoint
from symbl_local.times import now

__all__ = ["Event", "Start", "Stop", "read_call", "read_event"]

Json = dict[str, Any]
Moment = Literal["start", "stop"]

_NUMBER = re.compile(r"[1-9][0-9]{6,14}")
_KEYS = re.compile(r"[0-9*#,]{0,200}")
_LANGUAGE = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
_ENCODINGS = ("PCMU", "OPUS", "SPEEX", "LINEAR16", "MULAW")
_INSIGHTS = ("question", "action_item", "follow_up", "topic")
_WORDS = {"started_speaking", "stopped_speaking", "joined", "left", "stopped"}
_MOST_EMAILS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A call to be made."""

    endpoint: Endpoint
    emails: dict[Moment, tuple[str, ...]]
    """Who gets a link when the call begins, and when it ends."""
    users: tuple[Speaker, ...] = ()
    name: str | None = None
    language: str = "en-US"
    timezone_offset: int = 0
    """Minutes east of UTC."""
    insight_types: frozenset[str] = frozenset(_INSIGHTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A call to be ended."""

    connection_id: str
    emails: tuple[str, ...] = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody began or ceased to speak, came or went; `speaker` is None when the whole call is meant."""

    word: str
    speaker: Speaker | None
    moment: datetime


def read_call(body: Json) -> Start | Stop:
    """Read the body of ``POST /v1/endpoint:connect``. A `DecodeError` names the place of what cannot be."""
    body = _spelled(body)
    match body.get("operation"):
        case "start":
            return _start(StartCall.from_dict(body))
        case "stop":
            stop = StopCall.from_dict(body)
            emails = _emails(stop.actions or [])
            return Stop(connection_id=stop.connection_id, emails=emails.get("stop", ()), name=_name(stop.data))
        case _:
            raise DecodeError("expected start or stop", "$.operation")


def _spelled(body: Json) -> Json:
    """The request as the description has it (§20, 37 to 40)."""
    # An empty object stands for nothing at all.
    body = {name: value for name, value in body.items() if value != {} or name == "endpoint"}
    operation = body.get("operation", "start")
    body["operation"] = operation.lower() if isinstance(operation, str) else operation
    if _is_object(action := body.get("actions")):
        body["actions"] = [action]
    if isinstance(languages := body.get("languages"), list):
        each = cast("list[Any]", languages)
        body["languages"] = [one.get("code") if _is_object(one) else one for one in each]
    if isinstance(flag := body.get("pushSpeakerEvents"), str) and flag.lower() in ("true", "false"):
        body["pushSpeakerEvents"] = flag.lower() == "true"
    if _is_object(endpoint := body.get("endpoint")):
        body["endpoint"] = _endpoint(dict(endpoint))
    if "timezone" not in body:
        zone: Any = body.get("data")
        for name in ("session", "location", "timeZone", "name"):
            zone = zone.get(name) if _is_object(zone) else None
        if zone is not None:
            body["timezone"] = zone
    return body


def _endpoint(endpoint: Json) -> Json:
    if isinstance(kind := endpoint.get("type"), str):
        endpoint["type"] = kind.lower()
    number = endpoint.get("phoneNumber")
    if isinstance(number, int) and not isinstance(number, bool):
        number = str(number)
    if isinstance(number, str):
        digits = re.sub(r"[\s()./-]", "", number).removeprefix("+")
        endpoint["phoneNumber"] = digits.removeprefix("00")
    if _is_object(audio := endpoint.get("audioConfig")):
        audio = dict(audio)
        for name in ("sampleSize", "sampleRate"):
            if isinstance(text := audio.get(name), str) and text.isdecimal():
                audio[name] = int(text)
        endpoint["audioConfig"] = audio
    return endpoint


def _start(asked: StartCall) -> Start:
    endpoint = asked.endpoint
    audio = endpoint.audio_config
    if audio and audio.encoding and audio.encoding.upper() not in _ENCODINGS:
        raise DecodeError(f"expected one of {', '.join(_ENCODINGS)}", "$.endpoint.audioConfig.encoding")
    keys = endpoint.dtmf or ""
    if not _KEYS.fullmatch(keys):
        raise DecodeError("expected digits, *, # and commas, at most 200", "$.endpoint.dtmf")
    if isinstance(endpoint, PhoneEndpoint):
        if not _NUMBER.fullmatch(endpoint.phone_number):
            raise DecodeError("expected 7 to 15 digits with the country code", "$.endpoint.phoneNumber")
        whom = Endpoint(kind="pstn", number=endpoint.phone_number, dtmf=keys)
    else:
        if not re.match(r"sips?:.", endpoint.uri, re.IGNORECASE):
            raise DecodeError("expected a SIP URI, such as sip:8002@sip.example.com", "$.endpoint.uri")
        whom = Endpoint(kind="sip", uri=endpoint.uri, dtmf=keys)
    for index, word in enumerate(asked.insight_types or ()):
        if word not in _INSIGHTS:
            raise DecodeError(f"expected one of {', '.join(_INSIGHTS)}", f"$.insightTypes[{index}]")
    session = asked.data.session if asked.data else None
    return Start(
        endpoint=whom,
        emails=_emails(asked.actions or []),
        users=tuple(Speaker(user.name or None, user.user_id) for user in (session.users if session else None) or ()),
        name=_name(asked.data),
        language=_language(asked.languages),
        timezone_offset=_offset(asked.timezone),
        insight_types=frozenset(asked.insight_types or _INSIGHTS),
    )


def _emails(actions: Sequence[CallAction]) -> dict[Moment, tuple[str, ...]]:
    found: dict[Moment, tuple[str, ...]] = {}
    for index, action in enumerate(actions):
        place = f"$.actions[{index}]"
        if action.name != "sendSummaryEmail":
            raise DecodeError("expected sendSummaryEmail", f"{place}.name")
        if action.invoke_on not in ("start", "stop"):
            raise DecodeError("expected start or stop", f"{place}.invokeOn")
        emails = action.parameters.emails
        if len(emails) > _MOST_EMAILS:
            raise DecodeError(f"expected at most {_MOST_EMAILS} addresses", f"{place}.parameters.emails")
        for number, email in enumerate(emails):
            if not is_address(email):
                raise DecodeError("expected an e-mail address", f"{place}.parameters.emails[{number}]")
        moment: Moment = "start" if action.invoke_on == "start" else "stop"
        found[moment] = (*found.get(moment, ()), *emails)
    return found


def _name(data: CallData | None) -> str | None:
    return (data.session.name if data and data.session else None) or None


def _language(languages: Sequence[str] | None) -> str:
    if not languages:
        return "en-US"
    if not _LANGUAGE.fullmatch(languages[0]):
        raise DecodeError("expected a language and a region, such as en-US", "$.languages[0]")
    return languages[0]


def _offset(timezone: str | None) -> int:
    """What clocks there are ahead of UTC today, in minutes."""
    if not timezone or timezone.upper() in ("UTC", "GMT"):
        return 0
    with suppress(ValueError, OSError, LookupError):  # the last is that there is no such zone
        offset = datetime.now(ZoneInfo(timezone)).utcoffset() or timedelta()
        return round(offset.total_seconds() / 60)
    if not available_timezones():  # this machine knows none
        return 0
    raise DecodeError("expected the name of a time zone, such as America/New_York", "$.timezone")


def read_event(body: Json) -> Event:
    """Read an event of a call. A `DecodeError` names the place of what cannot be."""
    word = body.get("type")
    if isinstance(word, str) and word.lower() in _WORDS:
        body = body | {"type": word.lower()}
    topic = body.get("topic", "speaker")
    if topic != "speaker":
        raise DecodeError("expected speaker", "$.topic")
    user = body.get("user")
    if _is_object(user) and "userId" not in user:  # the words of put-speakers
        known = [user[name] for name in ("email", "id", "name") if name in user]
        body = body | {"user": user | {"userId": known[0]} if known else user}
    if body.get("type") == "stopped":  # nobody in particular
        body = body | {"user": {"userId": "everybody"}}
    event = CallEvent.from_dict(body)
    if event.type not in _WORDS:
        raise DecodeError(f"expected one of {', '.join(sorted(_WORDS))}", "$.type")
    if not event.user.user_id:
        raise DecodeError("expected an id", "$.user.userId")
    speaker = None if event.type == "stopped" else Speaker(event.user.name or None, event.user.user_id)
    return Event(event.type, speaker, event.timestamp or now())


def _is_object(value: Any) -> TypeGuard[Json]:
    return isinstance(value, dict)
