"""The arguments of phone calls: checked, and brought into the form that is sent (docs/contract.md §19.1, §20)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypedDict, cast

from .._arguments import camel, check_body, check_id, mapping, spelled
from ._request import text, texts

__all__ = ["CallOptions", "event_body", "in_place", "phone_endpoint", "sip_endpoint", "start_body", "stop_body"]

CREDENTIAL_KEYS = {"app_id", "appId", "app_secret", "appSecret", "access_token", "accessToken"}


class CallOptions(TypedDict, total=False):
    """What `start_pstn` and `start_sip` take besides; the camelCase spelling of each is taken too.

    insight_types: Insights to be told of; all if absent. intents: `[{"intent": ...}]`, for servers that look for them.
    push_speaker_events: Says that events will be pushed.
    """

    insight_types: list[str]
    intents: list[dict[str, Any]]
    push_speaker_events: bool


NAMES = {camel(name): name for name in CallOptions.__annotations__}


def in_place(credentials: Any, actions: Any, data: Any) -> tuple[Any, Any, Any]:
    """Both documented orders: credentials, actions, data; or actions, data, where the third is no credentials."""
    given: Any = credentials
    if isinstance(credentials, Mapping):
        others = not CREDENTIAL_KEYS & set(cast("Mapping[str, Any]", credentials))
    else:
        others = isinstance(credentials, (list, tuple))
    if not others:
        return given, actions, data
    if actions is not None and data is not None:
        raise TypeError("credentials must be a dict with app_id and app_secret")
    return None, given, actions if data is None else data


def phone_endpoint(phone_number: Any, dtmf: Any) -> dict[str, Any]:
    """The endpoint of a telephone; the number is sent as digits only."""
    check_id(phone_number, "phone_number")
    if not isinstance(phone_number, str):
        raise TypeError(f"phone_number must be a str, not {type(phone_number).__name__}")
    digits = re.sub(r"[\s()./-]", "", phone_number).removeprefix("+")
    if not re.fullmatch("[0-9]+", digits):
        raise ValueError(f"phone_number must be digits with the country code, not {phone_number!r}")
    return {"type": "pstn", "phoneNumber": digits, **keys(dtmf)}


def sip_endpoint(uri: Any, audio_config: Any, dtmf: Any = None) -> dict[str, Any]:
    """The endpoint of a SIP address."""
    check_id(uri, "uri")
    if not isinstance(uri, str):
        raise TypeError(f"uri must be a str, not {type(uri).__name__}")
    if not re.match(r"sips?:.", uri, re.IGNORECASE):
        raise ValueError(f"uri must be a SIP address, such as 'sip:8002@sip.example.com', not {uri!r}")
    audio = {camel(name): value for name, value in mapping(audio_config, "audio_config").items() if value is not None}
    if isinstance(size := audio.get("sampleSize"), str) and size.isdecimal():
        audio["sampleSize"] = int(size)
    return {"type": "sip", "uri": uri, **({"audioConfig": audio} if audio else {}), **keys(dtmf)}


def keys(dtmf: Any) -> dict[str, str]:
    return {"dtmf": dtmf} if text(dtmf, "dtmf") else {}


def start_body(
    endpoint: dict[str, Any], actions: Any, data: Any, languages: Any, timezone: Any, options: Mapping[str, Any]
) -> dict[str, Any]:
    """The request that starts a call. Raises TypeError or ValueError that names the argument."""
    from symbl_api.models import StartCall

    body = {"operation": "start", "endpoint": endpoint, **together(actions, data)}
    if languages is not None and not isinstance(languages, (list, tuple)):
        raise TypeError(f"languages must be a list, not {type(languages).__name__}")
    if languages:
        each = cast("list[Any]", languages)
        codes = [cast("Mapping[str, Any]", one).get("code") if isinstance(one, Mapping) else one for one in each]
        body["languages"] = texts(codes, "languages")
    if text(timezone, "timezone"):
        body["timezone"] = timezone
    for name, value in options.items():
        if camel(name) not in NAMES:
            raise TypeError(f"unexpected keyword argument {name!r}")
        if value is not None and body.setdefault(camel(name), value) != value:
            raise TypeError(f"{name} is given twice, with different values")
    if "insightTypes" in body:
        body["insightTypes"] = texts(body["insightTypes"], "insight_types")
    check_body(StartCall, body, "")
    return body


def stop_body(connection_id: Any, actions: Any = None, data: Any = None) -> dict[str, Any]:
    """The request that ends a call."""
    from symbl_api.models import StopCall

    check_id(connection_id, "connection_id")
    body = {"operation": "stop", "connectionId": connection_id, **together(actions, data)}
    check_body(StopCall, body, "")
    return body


def together(actions: Any, data: Any) -> dict[str, Any]:
    """Both where there is something in them."""
    found = {"actions": checked_actions(actions), "data": mapping(data, "data")}
    return {name: value for name, value in found.items() if value}


def checked_actions(actions: Any) -> list[dict[str, Any]]:
    if isinstance(actions, Mapping):
        actions = [actions] if actions else []
    if actions is None:
        return []
    if not isinstance(actions, (list, tuple)):
        raise TypeError(f"actions must be a list of dicts, not {type(actions).__name__}")
    checked: list[dict[str, Any]] = []
    for number, action in enumerate(cast("list[Any]", actions)):
        if not isinstance(action, Mapping):
            raise TypeError(f"actions[{number}] must be a dict, not {type(action).__name__}")
        given = spelled(cast("Mapping[str, Any]", action))
        for name in ("invokeOn", "name"):
            if not given.get(name):
                raise ValueError(f"actions[{number}]: {name} is required")
        checked.append(given)
    return checked


def event_body(kind: Any, user: Any, timestamp: Any) -> dict[str, Any]:
    """An event that says who speaks."""
    from symbl_api.models import CallEvent
    from symbl_api.types import from_date_time

    given = spelled(user)
    if not given:
        raise ValueError("user is required")
    if "email" in given:
        given.setdefault("userId", given.pop("email"))
    body = {"topic": "speaker", "type": kind, "user": given}
    if timestamp is not None:
        body["timestamp"] = from_date_time(timestamp) if isinstance(timestamp, datetime) else timestamp
    check_body(CallEvent, body, "event")
    if not given["userId"]:
        raise ValueError("user: userId is required")
    return body
