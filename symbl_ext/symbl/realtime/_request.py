"""The arguments of `start_connection`: checked, and brought into the form that is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, TypedDict, cast
from urllib.parse import quote
from uuid import uuid4

from attrs import frozen

from .._arguments import camel, mapping
from ._audio import Format, audio_format

__all__ = ["Settings", "StartOptions", "StreamRequest", "stream_request", "stream_url"]

LONGEST_LIFE = 1800.0  # seconds that a server keeps an idle session
ID = re.compile(r"[A-Za-z0-9._~=+/-]{1,128}")
LANGUAGE = "en-US"
THRESHOLD = 0.5
WhenFull: TypeAlias = Literal["block", "drop"]


class StartOptions(TypedDict, total=False):
    """What `start_connection` takes besides. The first part is sent; the camelCase spelling of each is taken too.

    custom_vocabulary: Words to listen for. meeting_title: The conversation's name.
    connection_id: An id of one's own; several connections with the same id are speakers of one conversation.
    enable_all_trackers: Look for all stored trackers.
    no_connection_timeout: Seconds that the server keeps the conversation when the connection has broken.
    disconnect_on_stop_request: False to keep the connection after `stop()`, so that `start()` can start it again.
    disconnect_on_stop_request_timeout: Seconds that it is kept.

    reconnect_timeout: Seconds to try to get a broken connection back; 0 does not try.
    buffer_seconds: Audio that may wait to be sent. when_full: "block", or "drop" what does not fit.
    start_timeout: Seconds for the start. stop_timeout: Seconds of silence of the server at which `stop()` gives up.
    ping_interval: Seconds of silence after which the server is asked whether it is there, and as many again to answer.
    """

    custom_vocabulary: list[str]
    meeting_title: str
    connection_id: str
    enable_all_trackers: bool
    no_connection_timeout: float
    disconnect_on_stop_request: bool
    disconnect_on_stop_request_timeout: float
    reconnect_timeout: float
    buffer_seconds: float
    when_full: WhenFull
    start_timeout: float
    stop_timeout: float
    ping_interval: float


@frozen
class Settings:
    """How a connection behaves; times are in seconds."""

    reconnect_timeout: float = 0.0
    buffer_seconds: float = 10.0
    when_full: WhenFull = "block"
    start_timeout: float = 10.0
    stop_timeout: float = 30.0
    ping_interval: float = 15.0


@frozen
class StreamRequest:
    """A checked call: the id, the `start_request` without its format, the format, and the settings."""

    connection_id: str
    message: dict[str, Any]
    audio: Format
    settings: Settings

    def start(self, audio: Format) -> dict[str, Any]:
        """The `start_request` for a stream of a format."""
        return {**self.message, "config": {**self.message["config"], "speechRecognition": audio.wire()}}


def stream_url(base_url: str, connection_id: str) -> str:
    """The address of a connection: `ws` for `http`, `wss` for `https`."""
    return f"ws{base_url.removeprefix('http')}/v1/streaming/{quote(connection_id, safe='-_.~=+')}"


def stream_request(
    speaker: Any,
    insight_types: Any,
    config: Any,
    trackers: Any,
    languages: Any,
    timezone: Any,
    options: Mapping[str, Any],
) -> StreamRequest:
    """Checks a call. Raises TypeError or ValueError that names the argument, and sends nothing."""
    given = named(options)
    if "insightType" in given:
        alias = given.pop("insightType")
        if insight_types is not None and insight_types != alias:
            raise TypeError("insight_types and insight_type are the same argument, given with different values")
        insight_types = alias
    settings = Settings(
        reconnect_timeout=number(given, "reconnect_timeout", 0.0, 0.0, LONGEST_LIFE),
        buffer_seconds=number(given, "buffer_seconds", 10.0, 0.1, 3600.0),
        when_full=choice(given),
        start_timeout=number(given, "start_timeout", 10.0, 0.05, 600.0),
        stop_timeout=number(given, "stop_timeout", 30.0, 0.05, 3600.0),
        ping_interval=number(given, "ping_interval", 15.0, 0.05, 600.0),
    )
    connection_id = given.pop("connectionId", None)
    connection_id = str(uuid4()) if connection_id is None else checked_id(connection_id)
    body, audio = stream_config(config, languages, timezone)
    if (every := flag(given, "enableAllTrackers")) is not None:
        wanted = mapping(body.get("trackers"), "config.trackers")
        body["trackers"] = {"enableAllTrackers": every, **wanted}
    message: dict[str, Any] = {"type": "start_request", "config": body}
    if settings.reconnect_timeout:
        if audio.encoding == "FLAC":
            raise ValueError("reconnect_timeout: a FLAC stream cannot be taken up in its middle; use LINEAR16")
        message["noConnectionTimeout"] = settings.reconnect_timeout
    optional: dict[str, Any] = {
        "insightTypes": texts(insight_types, "insight_types"),
        "speaker": stream_speaker(speaker),
        "trackers": stream_trackers(trackers),
        "customVocabulary": texts(given.pop("customVocabulary", None), "custom_vocabulary"),
        "meetingTitle": text(given.pop("meetingTitle", None), "meeting_title"),
        "disconnectOnStopRequest": flag(given, "disconnectOnStopRequest"),
    }
    for name in ("no_connection_timeout", "disconnect_on_stop_request_timeout"):
        if given.get(camel(name)) is not None:
            optional[camel(name)] = number(given, name, 0.0, 0.0, LONGEST_LIFE)
    message.update({name: value for name, value in optional.items() if value is not None})
    return StreamRequest(connection_id, message, audio, settings)


NAMES = {camel(name): name for name in StartOptions.__annotations__}


def named(options: Mapping[str, Any]) -> dict[str, Any]:
    """The options in camelCase. TypeError for one that is not known, or given twice with two values."""
    given: dict[str, Any] = {}
    for name, value in options.items():
        spelled = camel(name)
        if spelled not in NAMES and spelled != "insightType":
            raise TypeError(f"unexpected keyword argument {name!r}")
        if given.setdefault(spelled, value) != value:
            raise TypeError(f"{NAMES[spelled]} and {spelled} are the same argument, given with different values")
    return given


def stream_config(config: Any, languages: Any, timezone: Any) -> tuple[dict[str, Any], Format]:
    """The caller's `config` over the defaults, and the format apart. The caller's dict is left as it is."""
    given = {camel(name): value for name, value in mapping(config, "config").items() if value is not None}
    heard = {camel(name): value for name, value in mapping(given.pop("speechRecognition", None), RECOGNITION).items()}
    for name in ("encoding", "sampleRateHertz"):
        if name in given:
            value = given.pop(name)
            if heard.setdefault(name, value) != value:
                raise TypeError(f"config: {name} is given twice, with different values")
    threshold = given.get("confidenceThreshold", THRESHOLD)
    if isinstance(threshold, bool) or not isinstance(threshold, (int, float)):
        raise TypeError(f"config: confidenceThreshold must be a number, not {type(threshold).__name__}")
    if not 0 <= threshold <= 1:
        raise ValueError(f"config: confidenceThreshold must be between 0 and 1, not {threshold}")
    language = stream_language(languages)
    offset = offset_of(timezone)
    body: dict[str, Any] = {"confidenceThreshold": THRESHOLD, "languageCode": language or LANGUAGE}
    if offset is not None:
        body["timezoneOffset"] = offset
    body.update(given)
    text(body["languageCode"], "config: languageCode")
    try:
        return body, audio_format(heard.get("encoding"), heard.get("sampleRateHertz"))
    except (TypeError, ValueError) as error:
        raise type(error)(f"{RECOGNITION}: {error}") from None


RECOGNITION = "config: speechRecognition"


def stream_language(languages: Any) -> str | None:
    """The first of `languages`; only one counts."""
    if languages is None:
        return None
    if isinstance(languages, str):
        languages = [languages]
    if not isinstance(languages, (list, tuple)):
        raise TypeError(f"languages must be a list of str, not {type(languages).__name__}")
    first: Any = next(iter(cast("list[Any]", languages)), None)
    if isinstance(first, Mapping):
        first = cast("Mapping[str, Any]", first).get("code")
        if first is None:
            raise ValueError("languages: an item without a code")
    return text(first, "languages")


def offset_of(timezone: Any) -> int | None:
    """Minutes east of UTC, now."""
    if text(timezone, "timezone") is None:
        return None
    from datetime import datetime
    from zoneinfo import ZoneInfo

    try:
        offset = datetime.now(ZoneInfo(timezone)).utcoffset()
    except (ValueError, OSError, LookupError) as error:  # ZoneInfoNotFoundError is a LookupError
        raise ValueError(f"timezone: there is no {timezone!r} here ({type(error).__name__})") from None
    return None if offset is None else int(offset.total_seconds() // 60)


def stream_speaker(speaker: Any) -> dict[str, Any] | None:
    """With `userId`, for which `email` is another name."""
    if speaker is None:
        return None
    given = {camel(name): value for name, value in mapping(speaker, "speaker").items() if value is not None}
    email = given.pop("email", None)
    if email is not None:
        given.setdefault("userId", email)
    for name in ("name", "userId"):
        text(given.get(name), f"speaker: {name}")
    return given


def stream_trackers(trackers: Any) -> list[Any] | None:
    if trackers is None:
        return None
    if not isinstance(trackers, (list, tuple)):
        raise TypeError(f"trackers must be a list of dicts, not {type(trackers).__name__}")
    checked: list[Any] = []
    for number, tracker in enumerate(cast("list[Any]", trackers)):
        given = mapping(tracker, f"trackers[{number}]")
        if text(given.get("name"), f"trackers[{number}]: name") is None:
            raise ValueError(f"trackers[{number}]: name is required")
        if "vocabulary" in given:
            given["vocabulary"] = texts(given["vocabulary"], f"trackers[{number}]: vocabulary")
        checked.append(given)
    return checked


def texts(value: Any, name: str) -> list[str] | None:
    """A list of str; one str is a list of one, a tuple or a set is a list."""
    if value is None:
        return None
    if isinstance(value, str):
        return [value]
    if not isinstance(value, (list, tuple, set, frozenset)):
        raise TypeError(f"{name} must be a list of str, not {type(value).__name__}")
    items = list(cast("list[Any]", value))
    for item in items:
        if not isinstance(item, str):
            raise TypeError(f"{name} must be a list of str; one item is {type(item).__name__}")
    return sorted(items) if isinstance(value, (set, frozenset)) else items


def text(value: Any, name: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    return value


def flag(given: dict[str, Any], name: str) -> bool | None:
    value = given.pop(name, None)
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"{NAMES[name]} must be a bool, not {type(value).__name__}")
    return value


def number(given: dict[str, Any], name: str, usual: float, least: float, most: float) -> float:
    value = given.pop(camel(name), None)
    if value is None:
        return usual
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name} must be a number, not {type(value).__name__}")
    if not least <= value <= most:
        raise ValueError(f"{name} must be between {least:g} and {most:g} seconds, not {value}")
    return value


def choice(given: dict[str, Any]) -> WhenFull:
    value = given.pop("whenFull", None)
    if value in (None, "block", "drop"):
        return value or "block"
    raise ValueError(f"when_full must be 'block' or 'drop', not {value!r}")


def checked_id(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"connection_id must be a str, not {type(value).__name__}")
    if not ID.fullmatch(value) or value in (".", ".."):
        raise ValueError(f"connection_id must be 1 to 128 of A-Z a-z 0-9 - _ . ~ = + /, not {value!r}")
    return value
