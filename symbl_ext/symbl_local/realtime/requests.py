"""What a client of a streaming socket sends, checked and in the server's own terms (docs/realtime-contract.md §3, §4).

Null counts as absent, unknown members are ignored. What cannot be is a `RequestError` that names the member.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from symbl_local.engine.types import Tracker

__all__ = [
    "AudioFormat",
    "Redaction",
    "RequestError",
    "Speaker",
    "StartOptions",
    "read_message",
    "read_modify",
    "read_start",
]

T = TypeVar("T")
Json = dict[str, Any]

_RATES = {
    "LINEAR16": (8_000, 48_000),
    "FLAC": (16_000, 192_000),
    "MULAW": (8_000, 8_000),
    "OPUS": (16_000, 48_000),
}
_DEFAULT_RATE = 16_000
_INSIGHTS = ("question", "action_item", "follow_up", "topic")
_LANGUAGE = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
_LONGEST_TIMEOUT = 1_800
_LONGEST_DETAILS = 300
_MISSING = object()


class RequestError(Exception):
    """A message that cannot be followed. `code` is for programs, `details` names the matter."""

    def __init__(self, code: str, details: str) -> None:
        super().__init__(details)
        self.code = code
        self.details = details if len(details) <= _LONGEST_DETAILS else details[:_LONGEST_DETAILS] + "…"


@dataclass(frozen=True, slots=True)
class AudioFormat:
    """How audio is encoded: one channel, `rate` samples a second."""

    encoding: str = "LINEAR16"
    rate: int = _DEFAULT_RATE


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; at least one of the two is known."""

    name: str | None = None
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class Redaction:
    """What to do about personal data: say what it is (`identify`), put `text` in its place (`redact`), or both."""

    identify: bool = False
    redact: bool = False
    text: str = "****"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartOptions:
    """What a `start_request` asks for. Times are in seconds; `timezone_offset` is in minutes east of UTC."""

    audio: AudioFormat = field(default_factory=AudioFormat)
    language: str = "en-US"
    vocabulary: tuple[str, ...] = ()
    title: str | None = None
    speaker: Speaker | None = None
    insight_types: frozenset[str] = frozenset()
    threshold: float = 0.5
    trackers: tuple[Tracker, ...] = ()
    all_trackers: bool = False
    interim_trackers: bool = False
    detect_entities: bool = False
    sentiment: bool = False
    redaction: Redaction = field(default_factory=Redaction)
    timezone_offset: int = 0
    keep: float = 0.0
    """How long the conversation waits for a speaker whose socket was lost."""
    disconnect: bool = True
    """Whether the socket is closed after a stop."""
    idle: float | None = None
    """How long it stays open otherwise; None for the server's own limit."""
    resume: Mapping[str, int] | None = field(default=None, hash=False)
    """Which number of each type of result is expected next by somebody who was there before; None for a newcomer."""


def read_message(text: str) -> Json:
    """A text frame as an object with a string `type`."""
    try:
        value = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "not JSON that can be read"
        raise RequestError("invalid_json", f"the message is not valid JSON: {reason}") from None
    if not isinstance(value, dict):
        raise RequestError("invalid_json", "the message is not a JSON object")
    message = cast(Json, value)
    if not isinstance(message.get("type"), str):
        raise RequestError("unknown_type", "type: expected a string")
    return message


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


class _Reader:
    """The members of an object, by their types; `place` is where it stands in the message."""

    def __init__(self, code: str, values: Mapping[str, Any], place: str = "") -> None:
        self.code = code
        self.place = place
        self._values = values

    def fault(self, name: str, reason: str) -> RequestError:
        return RequestError(self.code, f"{self.place}{name}: {reason}")

    def given(self, *names: str) -> tuple[str, Any]:
        """The first of these members that is there and not null, with its name."""
        for name in names:
            if (value := self._values.get(name)) is not None:
                return name, value
        return names[0], _MISSING

    def _typed(self, kind: type[T], word: str, names: tuple[str, ...]) -> T | None:
        name, value = self.given(*names)
        if value is _MISSING:
            return None
        if not isinstance(value, kind):
            raise self.fault(name, f"expected {word}")
        return value

    def string(self, *names: str) -> str | None:
        return self._typed(str, "a string", names)

    def flag(self, *names: str) -> bool | None:
        return self._typed(bool, "true or false", names)

    def list(self, name: str) -> list[Any]:
        return cast(list[Any], self._typed(list, "a list", (name,)) or [])

    def object(self, name: str) -> _Reader:
        value = cast(Json, self._typed(dict, "an object", (name,)) or {})
        return _Reader(self.code, value, f"{self.place}{name}.")

    def number(self, name: str, low: float, high: float) -> float | None:
        _, value = self.given(name)
        if value is _MISSING:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.fault(name, f"expected a number from {low:g} to {high:g}")
        return float(value)

    def whole(self, name: str, low: int, high: int) -> int | None:
        value = self.number(name, low, high)
        if value is not None and not value.is_integer():
            raise self.fault(name, "expected a whole number")
        return None if value is None else int(value)

    def strings(self, name: str) -> tuple[str, ...]:
        for index, value in enumerate(values := self.list(name)):
            if not isinstance(value, str):
                raise self.fault(f"{name}[{index}]", "expected a string")
        return tuple(word for word in values if word.strip())


def read_start(message: Mapping[str, Any]) -> StartOptions:
    """Read a `start_request` (docs/realtime-contract.md §3.1, §3.2)."""
    top = _Reader("invalid_start_request", message)
    config = top.object("config")
    watch = config.object("trackers")
    threshold = config.number("confidenceThreshold", 0, 1)
    return StartOptions(
        audio=_audio(config.object("speechRecognition"), config, AudioFormat()),
        language=_language(config),
        vocabulary=top.strings("customVocabulary"),
        title=config.string("meetingTitle") or top.string("meetingTitle") or None,
        speaker=_speaker(top.object("speaker")),
        insight_types=_insight_types(top),
        threshold=0.5 if threshold is None else threshold,
        trackers=tuple(_trackers(top)),
        all_trackers=bool(watch.flag("enableAllTrackers") or top.flag("enableAllTrackers")),
        interim_trackers=bool(watch.flag("interimResults")),
        detect_entities=bool(config.flag("detectEntities")),
        sentiment=bool(config.flag("sentiment") or _sentiments(top)),
        redaction=_redaction(config.object("redaction")),
        timezone_offset=config.whole("timezoneOffset", -1_440, 1_440) or 0,
        keep=top.number("noConnectionTimeout", 0, _LONGEST_TIMEOUT) or 0.0,
        disconnect=top.flag("disconnectOnStopRequest") is not False,
        idle=top.number("disconnectOnStopRequestTimeout", 0, _LONGEST_TIMEOUT),
        resume=_resume(top),
    )


def read_modify(message: Mapping[str, Any], now: AudioFormat) -> AudioFormat:
    """Read a `modify_request` (docs/realtime-contract.md §3.3): what it does not name stays as it is `now`."""
    top = _Reader("invalid_modify_request", message)
    speech = top.object("speechRecognition")
    if all(speech.given(name)[1] is _MISSING for name in ("encoding", "sampleRateHertz")):
        raise top.fault("speechRecognition", "expected encoding or sampleRateHertz")
    return _audio(speech, speech, now)


def _audio(speech: _Reader, fallback: _Reader, default: AudioFormat) -> AudioFormat:
    reader = speech if speech.given("encoding")[1] is not _MISSING else fallback
    word = reader.string("encoding")
    encoding = default.encoding if word is None else word.upper()
    if encoding not in _RATES:
        known = ", ".join(_RATES)
        raise RequestError("unsupported_encoding", f"{reader.place}encoding: {word!r} is none of {known}")
    reader = speech if speech.given("sampleRateHertz")[1] is not _MISSING else fallback
    rate = reader.whole("sampleRateHertz", 1, 10**6)
    low, high = _RATES[encoding]
    if rate is None:
        rate = default.rate if low <= default.rate <= high else low
    if not low <= rate <= high:
        wanted = str(low) if low == high else f"from {low} to {high}"
        place = f"{reader.place}sampleRateHertz"
        raise RequestError(
            "unsupported_sample_rate", f"{place}: {rate} does not go with {encoding}, which takes {wanted}"
        )
    return AudioFormat(encoding, rate)


def _language(config: _Reader) -> str:
    word = config.string("languageCode")
    if word and not _LANGUAGE.fullmatch(word):
        raise config.fault("languageCode", "expected a language and a region, such as en-US")
    return word or "en-US"


def _speaker(speaker: _Reader) -> Speaker | None:
    user_id = speaker.string("userId") or speaker.string("email")
    name = speaker.string("name")
    return Speaker(name=name or None, user_id=user_id or None) if name or user_id else None


def _insight_types(top: _Reader) -> frozenset[str]:
    for index, word in enumerate(words := top.strings("insightTypes")):
        if word not in _INSIGHTS:
            raise top.fault(f"insightTypes[{index}]", f"{word!r} is none of {', '.join(_INSIGHTS)}")
    return frozenset(words)


def _trackers(top: _Reader) -> list[Tracker]:
    """Trackers of this session. One without phrases is a stored one if it has an id; else it asks for nothing."""
    found: list[Tracker] = []
    for index, one in enumerate(top.list("trackers")):
        place = f"trackers[{index}]"
        if not isinstance(one, dict):
            raise top.fault(place, "expected an object")
        reader = _Reader(top.code, cast(Json, one), f"{place}.")
        known, name = reader.string("id") or "", reader.string("name") or ""
        vocabulary = reader.strings("vocabulary")
        if not known and not name:
            raise reader.fault("name", "expected a string that is not empty")
        if vocabulary or known:
            found.append(Tracker(id=known, name=name or known, vocabulary=vocabulary))
    return found


def _sentiments(top: _Reader) -> bool:
    """An old sign at the top of the message, which may be anything."""
    return top.given("sentiments")[1] is True


def _resume(top: _Reader) -> dict[str, int] | None:
    _, value = top.given("resumeFrom")
    if value is _MISSING:
        return None
    expected = top.object("resumeFrom")
    return {kind: expected.whole(kind, 0, 2**53) or 0 for kind in cast(Json, value)}


def _redaction(asked: _Reader) -> Redaction:
    text = asked.string("redactionString")
    if text is not None and not 1 <= len(text) <= 16:
        raise asked.fault("redactionString", "expected 1 to 16 characters")
    return Redaction(
        identify=bool(asked.flag("identifyContent")),
        redact=bool(asked.flag("redactContent")),
        text=text or "****",
    )
