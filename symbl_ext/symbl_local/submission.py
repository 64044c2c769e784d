"""The body of a process request, in the server's own terms."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from symbl_api.errors import DecodeError
from symbl_api.models import CustomEntity as WireEntity
from symbl_api.models import InlineTracker, TextMessage, TextRequest
from symbl_local.engine.types import AnalyzeOptions, CustomEntity, Tracker
from symbl_local.records import SpokenTurn, Submission
from symbl_local.times import from_ms, to_ms
from symbl_local.webhooks import check_url

__all__ = ["read_submission"]

log = logging.getLogger(__name__)


def read_submission(body: Mapping[str, Any], account: str) -> Submission:
    """Read a request to process text (docs/contract.md §2.1, §2.2), given as the description has it.

    Raises `DecodeError` with the place of what is wrong. A tracker without phrases, or a custom entity
    without words, asks for nothing and is left out.
    """
    request = TextRequest.from_dict(body)
    threshold = 0.5 if request.confidence_threshold is None else request.confidence_threshold
    if not 0 <= threshold <= 1:
        raise DecodeError("expected a number from 0 to 1", "$.confidenceThreshold")
    if request.webhook_url is not None:
        try:
            check_url(request.webhook_url)
        except ValueError as error:
            raise DecodeError(str(error), "$.webhookUrl") from None
    return Submission(
        turns=tuple(_turn(message, f"$.messages[{index}]") for index, message in enumerate(request.messages)),
        name=request.name or None,
        options=AnalyzeOptions(
            confidence_threshold=threshold,
            detect_phrases=bool(request.detect_phrases),
            detect_entities=bool(request.detect_entities),
            entities=tuple(_entities(request.entities or ())),
            trackers=tuple(_trackers(request.trackers or (), account)),
        ),
    )


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
    for tracker in given:
        vocabulary = tuple(phrase for phrase in tracker.vocabulary or () if phrase.strip())
        if vocabulary:
            name = tracker.name or tracker.id or vocabulary[0]
            yield Tracker(id=tracker.id or _tracker_id(account, name), name=name, vocabulary=vocabulary)
        else:
            log.info("tracker %s is not stored and brings no phrases: ignored", tracker.id)


def _tracker_id(account: str, name: str) -> str:
    """The same sixteen digits whenever this account uses a tracker of this name."""
    digest = hashlib.sha256(f"{account}\0{name}".encode()).digest()
    return str(10**15 + int.from_bytes(digest[:8]) % (9 * 10**15))
