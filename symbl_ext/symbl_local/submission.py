"""The parameters of process requests, in the server's own terms."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from symbl_api.errors import DecodeError
from symbl_api.models import ChannelMetadata, InlineTracker, MediaUrlRequest, TextMessage, TextRequest
from symbl_api.models import CustomEntity as WireEntity
from symbl_api.types import boolean, integer, list_of, string
from symbl_local.engine.types import AnalyzeOptions, CustomEntity, Tracker
from symbl_local.records import ChannelSpeaker, MediaSubmission, SpokenTurn, Submission, lasting_id
from symbl_local.times import from_ms, to_ms
from symbl_local.webhooks import check_url

__all__ = ["read_media", "read_text", "tracker_id"]

log = logging.getLogger(__name__)

_LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}")
_MOST_SPEAKERS = 64
_MOST_CHANNELS = 255


def read_text(body: Mapping[str, Any], account: str) -> Submission:
    """Read a request to process text (docs/contract.md §2.1, §2.2), given as the description has it.

    Raises `DecodeError` with the place of what is wrong. A tracker without phrases, or a custom entity
    without words, asks for nothing and is left out.
    """
    request = TextRequest.from_dict(body)
    return Submission(
        turns=tuple(_turn(message, f"$.messages[{index}]") for index, message in enumerate(request.messages)),
        options=_options(request, account),
    )


def read_media(body: Mapping[str, Any], account: str, *, upload: bool) -> MediaSubmission:
    """Read the parameters of a recording (docs/contract.md §2.1, §2.3); those of an upload have no `url`.

    Otherwise as `read_text`.
    """
    request = MediaUrlRequest.from_dict(body if not upload else {**body, "url": ""})
    if not upload:
        _check_address(request.url, "url")
    if request.language_code is not None and not _LANGUAGE.fullmatch(request.language_code):
        raise DecodeError("expected a language and a region, such as en-US", "$.languageCode")
    if request.mode not in (None, "default", "phone"):
        raise DecodeError("expected default or phone", "$.mode")
    diarize = _member(body, "enableSpeakerDiarization", boolean) or False
    speakers = _member(body, "diarizationSpeakerCount", integer)
    if speakers is not None and not 1 <= speakers <= _MOST_SPEAKERS:
        raise DecodeError(f"expected a number from 1 to {_MOST_SPEAKERS}", "$.diarizationSpeakerCount")
    return MediaSubmission(
        url=None if upload else request.url,
        options=_options(request, account),
        language=request.language_code or "en-US",
        vocabulary=tuple(word for word in request.custom_vocabulary or () if word.strip()),
        phone=request.mode == "phone",
        separate=bool(request.enable_separate_recognition_per_channel),
        channels=_channels(request.channel_metadata or ()),
        diarize=diarize,
        speakers=speakers if diarize else None,
    )


def _options(request: TextRequest | MediaUrlRequest, account: str) -> AnalyzeOptions:
    threshold = 0.5 if request.confidence_threshold is None else request.confidence_threshold
    if not 0 <= threshold <= 1:
        raise DecodeError("expected a number from 0 to 1", "$.confidenceThreshold")
    if request.webhook_url is not None:
        _check_address(request.webhook_url, "webhookUrl")
    return AnalyzeOptions(
        confidence_threshold=threshold,
        detect_phrases=bool(request.detect_phrases),
        detect_entities=bool(request.detect_entities),
        entities=tuple(_entities(request.entities or ())),
        trackers=tuple(_trackers(request.trackers or (), account)),
        summarize=bool(request.enable_summary),
    )


def _check_address(url: str, name: str) -> None:
    try:
        check_url(url)
    except ValueError as error:
        raise DecodeError(str(error), f"$.{name}") from None


def _member(body: Mapping[str, Any], name: str, read: Any) -> Any:
    try:
        return read(body[name]) if name in body else None
    except DecodeError as error:
        raise error.inside(f".{name}") from None


def _channels(given: Iterable[ChannelMetadata]) -> dict[int, ChannelSpeaker]:
    found: dict[int, ChannelSpeaker] = {}
    for index, one in enumerate(given):
        if not 1 <= one.channel <= _MOST_CHANNELS:
            reason = f"expected a number from 1 to {_MOST_CHANNELS}"
            raise DecodeError(reason, f"$.channelMetadata[{index}].channel")
        found[one.channel - 1] = ChannelSpeaker(name=one.speaker.name or None, email=one.speaker.email or None)
    return found


def _turn(message: TextMessage, path: str) -> SpokenTurn:
    who, when = message.from_, message.duration
    return SpokenTurn(
        text=message.payload.content,
        name=who.name if who else None,
        user_id=who.user_id if who else None,
        start=_moment(when.start_time, f"{path}.duration.startTime") if when else None,
        end=_moment(when.end_time, f"{path}.duration.endTime") if when else None,
    )


def _moment(moment: datetime | None, path: str) -> datetime | None:
    try:
        return None if moment is None else from_ms(to_ms(moment))
    except OverflowError:
        raise DecodeError("out of range", path) from None


def _entities(given: Iterable[WireEntity]) -> Iterable[CustomEntity]:
    for entity in given:
        if text := entity.text or entity.value:
            yield CustomEntity(type=entity.custom_type or "custom", text=text, value=entity.value or None)


def _trackers(given: Iterable[InlineTracker], account: str) -> Iterable[Tracker]:
    for index, tracker in enumerate(given):
        vocabulary = tuple(phrase for phrase in tracker.vocabulary or () if phrase.strip())
        if vocabulary:
            name = tracker.name or tracker.id or vocabulary[0]
            yield Tracker(
                id=tracker.id or tracker_id(account, name),
                name=name,
                vocabulary=vocabulary,
                exclude=_excluded(tracker, f"$.trackers[{index}].excludeVocabulary"),
            )


def _excluded(tracker: InlineTracker, path: str) -> tuple[str, ...]:
    given: Any = tracker.additional_properties.get("excludeVocabulary", ())
    try:
        return tuple(phrase for phrase in list_of(string)(given) if phrase.strip())
    except DecodeError as error:
        raise DecodeError(error.reason, path + error.path[1:]) from None


def tracker_id(account: str, name: str) -> str:
    """The same sixteen digits whenever this account uses a tracker of this name."""
    return lasting_id(account, name)
