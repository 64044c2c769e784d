"""What a conversation is about: the phrases of one to three words that it comes back to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ..types import Message, Topic
from .lexicon import words
from .lexicon.dull import BEFORE_NOUNS, DULL, GOOD_INSIDE
from .lexicon.names import FIRST_NAMES
from .lexicon.tasks import VERBS
from .people import People
from .words import Line, read, stem

__all__ = ["Mentions", "mentions", "topics"]

_MOST = 12
_LONGEST = 3
_WEIGHTS = (0.0, 1.0, 1.7, 2.0)  # of one mention of a phrase, by its number of words
_PROPER = 0.4  # what a mention of a name counts, beside one of a common noun
_LEAST = 1.6  # the weight below which a phrase is not worth naming; at it, the score is one half
_FEW = 60  # candidates, in a short conversation ...
_LEAST_OF_FEW = 1.0  # ... where less is enough

_Key = tuple[str, ...]
Mentions = tuple[tuple[_Key, str, float], ...]


@dataclass(slots=True)
class _Candidate:
    weight: float = 0.0
    messages: list[int] = field(default_factory=lambda: list[int]())
    wordings: Counter[str] = field(default_factory=lambda: Counter[str]())


def topics(messages: Sequence[Message], people: People, said: Sequence[Mentions] = ()) -> list[Topic]:
    """The topics of all messages, the weightiest first. `said` are the `mentions` of the last messages, if at hand."""
    found: dict[_Key, _Candidate] = defaultdict(_Candidate)
    known = len(messages) - len(said)
    for number, message in enumerate(messages):
        for key, wording, weight in mentions(message.text) if number < known else said[number - known]:
            if people.first_names.isdisjoint(wording.lower().split()):
                candidate = found[key]
                candidate.weight += weight
                candidate.wordings[wording] += 1
                if not candidate.messages or candidate.messages[-1] != number:
                    candidate.messages.append(number)
    least = _LEAST if len(found) > _FEW else _LEAST_OF_FEW
    chosen = _choose(found, least)
    texts = {key: _best_wording(found[key].wordings) for key in chosen}
    return [
        Topic(
            text=texts[key],
            score=round(found[key].weight / (found[key].weight + least), 4),
            message_ids=tuple(messages[number].id for number in found[key].messages),
            parent=_parent(key, chosen, texts),
        )
        for key in chosen
    ]


@lru_cache(maxsize=16384)
def mentions(text: str) -> Mentions:
    """The candidate phrases of a sentence: stems, wording, weight."""
    line = read(text)
    return tuple(mention for chunk in _chunks(line) for mention in _phrases(line, chunk))


def _chunks(line: Line) -> Iterator[list[int]]:
    """Runs of words that could belong to one noun phrase."""
    chunk: list[int] = []
    for index in range(len(line.words)):
        if chunk and (index in line.commas or not _may_stand(line, index)):
            yield chunk
            chunk = []
        if _may_stand(line, index):
            chunk.append(index)
    if chunk:
        yield chunk


def _may_stand(line: Line, index: int) -> bool:
    word = line.words[index]
    if len(word) < 3 and not line.text[slice(*line.spans[index])].isupper():
        return False
    if "'" in word or not word.isalpha() or (word.endswith("ly") and word not in _NOUNS_IN_LY):
        return False
    return word not in DULL or word in GOOD_INSIDE


def _phrases(line: Line, chunk: list[int]) -> Iterator[tuple[_Key, str, float]]:
    for size in range(1, _LONGEST + 1):
        for first in range(len(chunk) - size + 1):
            indexes = chunk[first : first + size]
            weight = _weight(line, indexes, chunk)
            if weight:
                words = [line.words[index] for index in indexes]
                yield tuple(stem(word) for word in words), " ".join(_cased(line, index) for index in indexes), weight


def _weight(line: Line, indexes: list[int], chunk: list[int]) -> float:
    """How much one mention of these words counts; 0 when they are not a likely topic."""
    words = [line.words[index] for index in indexes]
    last = words[-1]
    if len(words) == 1 and (last in DULL or last in ("monthly", "weekly", "yearly", "daily", "quarterly")):
        return 0.0
    if len(words) > 1 and (all(word in DULL for word in words) or (words[0] in DULL and words[0] not in _OPENING)):
        return 0.0
    if last.endswith("ed") or (len(words) > 1 and last in DULL and words[0] in DULL):
        return 0.0
    before = line.words[indexes[0] - 1] if indexes[0] else ""
    after = line.words[indexes[-1] + 1] if indexes[-1] + 1 < len(line.words) else ""
    if last.endswith("s") and after in _DETERMINERS and indexes[-1] + 1 not in line.commas:
        return 0.0  # rather a verb with its object: "the platform detects various ..."
    cued = before in BEFORE_NOUNS or indexes[0] > chunk[0]
    verbal = words[0] in VERBS or (words[0].endswith("ing") and len(words) == 1)
    if verbal and not (before in BEFORE_NOUNS and before != "to"):
        if len(words) == 1 and not cued:
            return 0.0
        if len(words) > 1 and indexes[0] == chunk[0]:
            return 0.0
    if any(_is_name(line, index) for index in indexes):
        return 0.0
    proper = _PROPER if any(_is_proper(line, index) for index in indexes) else 1.0
    return _WEIGHTS[len(words)] * (1.0 if cued or len(words) > 1 else 0.7) * proper


_NOUNS_IN_LY = words(
    "assembly family supply monthly weekly yearly daily quarterly reply anomaly italy rally ally bully butterfly "
    "jelly belly lily monopoly subassembly disassembly homily"
)
_DETERMINERS = words("a an the my your our his her their its this that these those all any some no every various many")
_OPENING = words(
    "open new free live real home call first full total double hard single time line work order stock test service"
)


def _is_name(line: Line, index: int) -> bool:
    start = line.spans[index][0]
    return line.text[start].isupper() and line.words[index] in FIRST_NAMES


def _is_proper(line: Line, index: int) -> bool:
    """Whether a word has a capital letter inside a sentence, and is no abbreviation."""
    start, end = line.spans[index]
    return index > 0 and line.text[start].isupper() and not any(char.isupper() for char in line.text[start + 1 : end])


def _cased(line: Line, index: int) -> str:
    start, end = line.spans[index]
    word = line.text[start:end]
    return word if any(char.isupper() for char in word[1:]) else line.words[index]


def _choose(found: dict[_Key, _Candidate], least: float) -> list[_Key]:
    """The topics to report: no phrase beside a longer one that is meant nearly every time it is said."""
    for key, candidate in found.items():
        if len(key) > 1:
            repeated = len(candidate.messages) > 1
            candidate.weight *= 1.0 if repeated else 0.75
    ranked = sorted(found, key=lambda key: (-found[key].weight, found[key].messages[0], key))
    chosen: list[_Key] = []
    for key in ranked:
        if len(chosen) == _MOST or found[key].weight < least:
            break
        if not any(_same_topic(key, other, found) for other in chosen):
            chosen.append(key)
    return chosen


def _same_topic(key: _Key, other: _Key, found: dict[_Key, _Candidate]) -> bool:
    if not (_inside(key, other) or _inside(other, key)):
        return False
    shared = len(set(found[key].messages) & set(found[other].messages))
    return shared * 2 > min(len(found[key].messages), len(found[other].messages))


def _inside(short: _Key, long: _Key) -> bool:
    return len(short) < len(long) and any(
        long[index : index + len(short)] == short for index in range(len(long) - len(short) + 1)
    )


def _parent(key: _Key, chosen: list[_Key], texts: dict[_Key, str]) -> str | None:
    """A wider topic: one that is part of this one, or a weightier one with the same last word."""
    for other in chosen:
        if other != key and _inside(other, key):
            return texts[other]
    for other in chosen[: chosen.index(key)]:
        if len(other) > 1 and len(key) > 1 and other[-1] == key[-1] and len(other) <= len(key):
            return texts[other]
    return None


def _best_wording(wordings: Counter[str]) -> str:
    return min(wordings, key=lambda wording: (-wordings[wording], wording))
