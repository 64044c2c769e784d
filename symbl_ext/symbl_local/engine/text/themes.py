"""The themes that topics belong to: topics with the same head or in the same messages, taken together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..types import Topic
from .words import stem

__all__ = ["Theme", "themes"]

_TOGETHER = 0.5  # share of the messages of the smaller topic that a larger one must share with it ...
_LEAST = 2  # ... and how many those must be at least


@dataclass(frozen=True, slots=True)
class Theme:
    """Several topics under one name. `score` is the share of the messages about any topic that are about this one."""

    text: str
    score: float
    message_ids: tuple[str, ...]


def themes(topics: Sequence[Topic], order: Sequence[str]) -> list[Theme]:
    """The themes of a conversation, the widest first. `order` are the ids of its messages in their order."""
    place = {message_id: number for number, message_id in enumerate(order)}
    all_ids = {message_id for topic in topics for message_id in topic.message_ids}
    found: list[Theme] = []
    for group in _groups(topics):
        ids = {message_id for topic in group for message_id in topic.message_ids}
        score = round(len(ids) / len(all_ids), 4) if all_ids else 0.0
        ordered = sorted(ids, key=lambda message_id: (place.get(message_id, len(place)), message_id))
        found.append(Theme(_name(group), score, tuple(ordered)))
    return sorted(found, key=lambda theme: -theme.score)


def _groups(topics: Sequence[Topic]) -> list[list[Topic]]:
    """The topics, put together where they belong together."""
    leader = list(range(len(topics)))

    def lead(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    sets = [frozenset(topic.message_ids) for topic in topics]
    for later in range(len(topics)):
        for earlier in range(later):
            if _belong(topics[later], topics[earlier], sets[later], sets[earlier]):
                leader[lead(later)] = lead(earlier)
    groups: dict[int, list[Topic]] = defaultdict(list)
    for number, topic in enumerate(topics):
        groups[lead(number)].append(topic)
    return list(groups.values())


def _belong(one: Topic, other: Topic, ids: frozenset[str], other_ids: frozenset[str]) -> bool:
    if _head(one) == _head(other) or one.parent == other.text or other.parent == one.text:
        return True
    shared = len(ids & other_ids)
    return shared >= _LEAST and shared >= _TOGETHER * min(len(ids), len(other_ids))


def _head(topic: Topic) -> str:
    """The stem of the last word, which in English says what sort of thing a phrase is about."""
    return stem(topic.text.lower().split()[-1]) if topic.text.split() else ""


def _name(group: Sequence[Topic]) -> str:
    """The head that several topics share, else the topic that weighs most."""
    heads = Counter(_head(topic) for topic in group)
    most = max(heads.values())
    if len(group) > 1 and most > 1:
        head = next(head for head in heads if heads[head] == most)
        wordings = Counter(topic.text.split()[-1] for topic in group if _head(topic) == head)
        return min(wordings, key=lambda wording: (-wordings[wording], wording))
    return max(group, key=lambda topic: topic.score).text
