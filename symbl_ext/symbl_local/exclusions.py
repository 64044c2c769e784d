"""Phrases that a tracker does not want (docs/contract.md §18.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from symbl_local.engine.types import AnalyzeOptions, Findings, Message

__all__ = ["without_excluded"]


def without_excluded(found: Findings, messages: Iterable[Message], options: AnalyzeOptions) -> Findings:
    """The findings without matches inside an excluded phrase of their tracker.

    The phrases are looked for literally, between other words, ignoring case. A match that is similar only has no
    place; it goes if such a phrase is anywhere in its message.
    """
    unwanted = {tracker.id: _pattern(tracker.exclude) for tracker in options.trackers if tracker.exclude}
    if not unwanted:
        return found
    texts = {message.id: message.text for message in messages}

    def excluded(tracker_id: str, message_id: str, offset: int) -> bool:
        pattern = unwanted.get(tracker_id)
        if pattern is None:
            return False
        places = pattern.finditer(texts.get(message_id, ""))
        return any(offset < 0 or place.start() <= offset < place.end() for place in places)

    kept = [match for match in found.matches if not excluded(match.tracker.id, match.message_id, match.offset)]
    return replace(found, matches=tuple(kept))


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    bodies = [r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(bodies)})(?!\w)", re.IGNORECASE)
