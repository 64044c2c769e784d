"""Phrases of trackers, said literally or alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from ..types import Message, Tracker, TrackerMatch
from .lexicon.alike import LIGHT_WORDS, MEANINGS
from .words import Line, fold, read, stem

__all__ = ["track"]

_ARTICLES = frozenset(("a", "an", "the", "my", "your", "our", "i", "we"))
_ASKING = frozenset(("what", "how", "which", "when", "where", "who", "why"))
_ROOM = 4  # words that may stand between those of a phrase


@dataclass(frozen=True, slots=True)
class _Phrase:
    """One phrase. `key` is a word that its literal form holds; `content` its concepts; `order` all of them in a row
    where there are too few to tell it by. One that `asks` is only looked for in questions.
    """

    tracker: Tracker
    text: str
    key: str
    literal: re.Pattern[str]
    content: frozenset[str]
    order: tuple[str, ...]
    asks: bool


def track(line: Line, message: Message, trackers: tuple[Tracker, ...]) -> list[TrackerMatch]:
    """Every place where a phrase stands literally, and -1 for each phrase that is said in like words."""
    matches: list[TrackerMatch] = []
    concepts = _concepts(line.plain)
    places: dict[str, list[int]] = {}
    for index, concept in enumerate(concepts):
        places.setdefault(concept, []).append(index)
    present = places.keys()
    for phrase in _phrases(trackers):
        offsets: list[int] = []
        if phrase.key in line.folded:
            offsets = [found.start() for found in phrase.literal.finditer(line.folded)]
        if not offsets and phrase.content and phrase.content <= present and _alike(phrase, concepts, places):
            offsets = [-1]
        for offset in offsets:
            matches.append(  # noqa: PERF401 - most phrases have no offsets; a generator for each costs more
                TrackerMatch(tracker=phrase.tracker, phrase=phrase.text, message_id=message.id, offset=offset)
            )
    return matches


def literal_pattern(text: str, *, plural: bool = False) -> re.Pattern[str]:
    """A pattern that finds `text` in folded text, between other words, whatever the white space; its plural too if
    wanted."""
    body = r"\s+".join(re.escape(word) for word in fold(text).split()) or r"(?!)"
    return re.compile(rf"(?<![^\W_]){body}{'(?:e?s)?' if plural else ''}(?![^\W_])")


@lru_cache(maxsize=256)
def _phrases(trackers: tuple[Tracker, ...]) -> tuple[_Phrase, ...]:
    phrases: list[_Phrase] = []
    for tracker in trackers:
        for text in dict.fromkeys(tracker.vocabulary):
            words = fold(text).split()
            if not words:
                continue
            concepts = _concepts(read(text).plain)
            content = frozenset(
                concept for word, concept in zip(read(text).words, concepts, strict=True) if word not in LIGHT_WORDS
            )
            order = tuple(concept for concept in concepts if concept not in _ARTICLES)
            asks = words[0] in _ASKING
            if len(content) > 1 or len(order) == 1 or asks:
                order = ()
            key = max(words, key=len)
            phrases.append(_Phrase(tracker, text, key, literal_pattern(text, plural=True), content, order, asks))
    return tuple(phrases)


@lru_cache(maxsize=4096)
def _concepts(plain: str) -> tuple[str, ...]:
    """The words of plain text as concepts: stems, with words of like meaning as one."""
    meanings = _meanings()
    return tuple(meanings.get(root, root) for root in map(stem, plain.split()))


@cache
def _meanings() -> dict[str, str]:
    """The stem that stands for each stem of a group of like meaning."""
    return {stem(word): stem(group[0]) for group in reversed(MEANINGS) for word in group}


def _alike(phrase: _Phrase, concepts: tuple[str, ...], places: dict[str, list[int]]) -> bool:
    if phrase.asks and _ASKING.isdisjoint(concepts):
        return False
    if phrase.order:
        return _in_order(phrase.order, concepts)
    indexes = sorted((index, concept) for concept in phrase.content for index in places[concept])
    wanted, reach = len(phrase.content), len(phrase.content) + _ROOM
    for first, (index, _) in enumerate(indexes):
        inside = {concept for place, concept in indexes[first:] if place - index < reach}
        if len(inside) == wanted:
            denied = "not" in concepts[max(0, index - 3) : index + reach] and "not" not in phrase.content
            return not denied
    return False


def _in_order(order: tuple[str, ...], concepts: tuple[str, ...]) -> bool:
    """Whether all of `order` follow one another, at most one other word between two."""
    for first, concept in enumerate(concepts):
        if concept != order[0]:
            continue
        place = first
        for wanted in order[1:]:
            place = next((at for at in (place + 1, place + 2) if at < len(concepts) and concepts[at] == wanted), -1)
            if place < 0:
                break
        if place >= 0:
            return True
    return False
