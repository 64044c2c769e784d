"""Phrases of trackers, said literally or alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..types import Message, Tracker, TrackerMatch
from .lexicon.alike import CONCEPTS, LIGHT_WORDS
from .words import Line, fold, read, stem

__all__ = ["track"]

_ROOM = 4  # words that may stand between those of a phrase


@dataclass(frozen=True, slots=True)
class _Phrase:
    tracker: Tracker
    text: str
    literal: re.Pattern[str]
    content: frozenset[str]
    negated: bool


def track(line: Line, message: Message, trackers: tuple[Tracker, ...]) -> list[TrackerMatch]:
    """Every place where a phrase stands literally, and -1 for each phrase that is said in like words."""
    matches: list[TrackerMatch] = []
    places = _concepts(line.plain)
    for phrase in _phrases(trackers):
        offsets = [found.start() for found in phrase.literal.finditer(line.folded)]
        if not offsets and _alike(phrase, line, places):
            offsets = [-1]
        matches.extend(TrackerMatch(tracker=phrase.tracker, phrase=phrase.text, message_id=message.id, offset=offset) for offset in offsets)
    return matches


def literal_pattern(text: str) -> re.Pattern[str]:
    """A pattern that finds `text` in folded text, between other words, whatever the white space."""
    words = [re.escape(word) for word in fold(text).split()]
    body = r"\s+".join(words) or r"(?!)"
    return re.compile(rf"(?<![^\W_]){body}(?![^\W_])")


@lru_cache(maxsize=256)
def _phrases(trackers: tuple[Tracker, ...]) -> tuple[_Phrase, ...]:
    phrases: list[_Phrase] = []
    for tracker in trackers:
        for text in dict.fromkeys(tracker.vocabulary):
            if not text.strip():
                continue
            found = _concepts(read(text).plain)
            phrases.append(_Phrase(tracker, text, literal_pattern(text), frozenset(found), _NEGATION in found))
    return tuple(phrases)


_NEGATION = "not"


@lru_cache(maxsize=4096)
def _concepts(plain: str) -> dict[str, tuple[int, ...]]:
    """The content words of plain text as concepts (stems, with words of like meaning as one), and where they stand."""
    places: dict[str, list[int]] = {}
    for index, word in enumerate(plain.split()):
        if word not in LIGHT_WORDS:
            root = stem(word)
            places.setdefault(CONCEPTS.get(root, root), []).append(index)
    return {concept: tuple(indexes) for concept, indexes in places.items()}


def _alike(phrase: _Phrase, line: Line, places: dict[str, tuple[int, ...]]) -> bool:
    if not phrase.content or not all(concept in places for concept in phrase.content):
        return False
    if _NEGATION in places and not phrase.negated:
        return False
    indexes = sorted((index, concept) for concept in phrase.content for index in places[concept])
    wanted, reach = len(phrase.content), len(phrase.content) + _ROOM
    for first, (index, _) in enumerate(indexes):
        inside = {concept for place, concept in indexes[first:] if place - index < reach}
        if len(inside) == wanted:
            return True
    return False
