"""Summaries made of sentences that were said: the conversation is cut where its subject changes, and each part is
given by the sentences that stand for it best. Nothing is written anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

from ..types import Conversation, Findings, Member, Message, SummaryItem
from .lexicon import words
from .lexicon.dull import DULL
from .words import Line, read, stem

__all__ = ["as_sentence", "content", "paragraph", "says_nothing", "summarize"]

_PART = 12  # sentences over this, and the square root of that, is the number of parts: 3 for 110 sentences, 9 for 1000
_MOST_PARTS = 20
_BLOCK = 12  # sentences on each side of a place that are compared to see whether the subject changes there
_LEAST_PART = 8
_PAUSE = 60.0  # seconds of silence that are as good as a change of subject
_SHARE = 0.2  # of the sentences of a part are kept ...
_FEWEST, _MOST = 2, 4  # ... but at least and at most so many
_CANDIDATES = 40  # the best of a part, among which the kept ones are sought
_LIKE = 0.55  # of the words of the shorter sentence that another may share before it says the same
_REPEATING = 0.7  # how much likeness to a sentence that is kept counts against one
_SHORTEST, _LONGEST = 5, 40  # words of a sentence that reads well in a summary

_TASK, _DECISION, _FIGURE, _TOPIC = 0.35, 0.3, 0.1, 0.5
_HANGING, _ASKS, _OPENS = 0.3, 0.5, 0.1

_DECIDES = re.compile(
    r"\b(?:decid(?:e|ed|ing)|decision|agree|agreed|approv(?:e|ed)|settled|conclud(?:e|ed)|confirm(?:ed)?|chose|"
    r"the plan is|the goal is|the problem is|the issue is|the reason is|the idea is|the result is|"
    r"(?:in|to) (?:summary|sum up|conclude|recap)|so far|deadline|budget|priority|blocked|launch(?:ed|es)?)\b"
)
_FIGURES = re.compile(r"\d|\b(?:percent|hundred|thousand|million|monday|tuesday|wednesday|thursday|friday)\b")
_HANGS = words(
    "it that this these those they them he she him her his there which and but or so because then also yes no"
)
_GREETS = re.compile(
    r"^(?:good (?:morning|afternoon|evening)|hello|hi|hey|bye|goodbye|welcome|thank you|thanks|see you|"
    r"talk (?:to you )?soon|have a (?:good|nice|great|lovely)|nice to (?:meet|see)|"
    r"can (?:you|everyone|everybody) hear|you are on mute|let us (?:get )?start(?:ed)?)\b"
)


@dataclass(frozen=True, slots=True)
class _Sentence:
    message: Message
    line: Line
    stems: tuple[str, ...]
    """Its words of content, each once."""


def content(line: Line) -> tuple[str, ...]:
    """The stems of the words that carry what a sentence is about, each once, in their order."""
    found = (stem(word) for word in line.words if len(word) > 2 and word not in DULL and "'" not in word)
    return tuple(dict.fromkeys(found))


def says_nothing(line: Line) -> bool:
    """Whether a sentence only greets, thanks or keeps the talk going: "Yes, right.", "Thanks a lot, bye." """
    return len(content(line)) < 1 or (_GREETS.search(line.plain) is not None and len(line.words) < 9)


def as_sentence(text: str) -> str:
    """`text` with a capital letter and a mark at its end, which recognised speech may lack."""
    text = " ".join(text.split())
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?…' or text[-2:-1] in '.!?…' else '.'}"


def summarize(conversation: Conversation, found: Findings) -> list[SummaryItem]:
    """The messages from `conversation.analyzed` on in a few of their sentences, a paragraph for each part of the talk.

    Sentences come in the order in which they were said, with their speakers. Takes time in proportion to the number of
    messages. The same conversation always gives the same summary.
    """
    sentences = [
        sentence for message in conversation.messages[conversation.analyzed :] if (sentence := _worth(message))
    ]
    if not sentences:
        return []
    rarity = _rarity(sentences)
    topical = _topical(found)
    tasks = {insight.message_id for insight in found.insights if insight.type != "question"}
    asked = {insight.message_id for insight in found.insights if insight.type == "question"}
    kept: list[_Sentence] = []
    items: list[SummaryItem] = []
    for part in _parts(sentences, rarity):
        weights = _centroid(part, rarity)
        scores = [
            _score(sentence, weights, topical, sentence.message.id in tasks, sentence.message.id in asked)
            + (_OPENS if not number else 0)
            for number, sentence in enumerate(part)
        ]
        chosen = _choose(part, scores, kept[-_MOST:], rarity)
        if chosen:
            kept.extend(chosen)
            ids = tuple(sentence.message.id for sentence in chosen)
            items.append(SummaryItem(text=paragraph([sentence.message for sentence in chosen]), message_ids=ids))
    return items


def _worth(message: Message) -> _Sentence | None:
    """The message as a sentence that a summary may hold; None for greetings, fillers, scraps and endless ones."""
    line = read(message.text)
    if len(line.words) < _SHORTEST or says_nothing(line):
        return None
    stems = content(line)
    return _Sentence(message, line, stems) if len(stems) > 1 else None


def _rarity(sentences: Sequence[_Sentence]) -> dict[str, float]:
    """How much a word tells, by the number of sentences that have it."""
    count = Counter(word for sentence in sentences for word in sentence.stems)
    return {word: log(1 + len(sentences) / number) for word, number in count.items()}


def _topical(found: Findings) -> dict[str, float]:
    """How much each message is about the topics of the conversation, at most 1."""
    weight: dict[str, float] = defaultdict(float)
    for topic in found.topics:
        for message_id in topic.message_ids:
            weight[message_id] += topic.score
    most = max(weight.values(), default=1.0) or 1.0
    return {message_id: value / most for message_id, value in weight.items()}


# ------------------------------------------------------------------------------------------------- parts


def _parts(sentences: Sequence[_Sentence], rarity: dict[str, float]) -> Iterator[Sequence[_Sentence]]:
    """The sentences, cut where the words change most or where there was a long silence."""
    wanted = min(_MOST_PARTS, max(1, round(sqrt(len(sentences) / _PART))))
    places: list[int] = []
    least = max(_LEAST_PART, len(sentences) // (3 * wanted))
    for place in sorted(range(1, len(sentences)), key=_changes(sentences, rarity).__getitem__, reverse=True):
        if len(places) == wanted - 1:
            break
        at = bisect_left(places, place)
        before = places[at - 1] if at else 0
        after = places[at] if at < len(places) else len(sentences)
        if place - before >= least and after - place >= least:
            places.insert(at, place)
    bounds = [0, *places, len(sentences)]
    for index in range(len(bounds) - 1):
        yield sentences[bounds[index] : bounds[index + 1]]


def _changes(sentences: Sequence[_Sentence], rarity: dict[str, float]) -> list[float]:
    """How much the subject changes before each sentence: 0 is not at all, 1 no word in common, more a pause."""
    left: Counter[str] = Counter()
    right: Counter[str] = Counter(word for sentence in sentences[:_BLOCK] for word in sentence.stems)
    found = [0.0] * len(sentences)
    for place in range(1, len(sentences)):
        left.update(sentences[place - 1].stems)
        right.subtract(sentences[place - 1].stems)
        if place > _BLOCK:
            left.subtract(sentences[place - 1 - _BLOCK].stems)
        if place + _BLOCK - 1 < len(sentences):
            right.update(sentences[place + _BLOCK - 1].stems)
        for counter, gone in ((left, max(0, place - 1 - _BLOCK)), (right, place - 1)):
            for word in sentences[gone].stems:
                if counter[word] <= 0:
                    del counter[word]
        silence = (sentences[place].message.start - sentences[place - 1].message.end).total_seconds()
        found[place] = 1 - _likeness(left, right, rarity) + (1.0 if silence >= _PAUSE else 0.0)
    return found


def _likeness(left: Counter[str], right: Counter[str], rarity: dict[str, float]) -> float:
    shared = sum(number * right[word] * rarity[word] ** 2 for word, number in left.items() if word in right)
    lengths = [sqrt(sum((number * rarity[word]) ** 2 for word, number in side.items())) for side in (left, right)]
    return shared / (lengths[0] * lengths[1]) if shared else 0.0


# --------------------------------------------------------------------------------------------- sentences


def _centroid(part: Sequence[_Sentence], rarity: dict[str, float]) -> dict[str, float]:
    """The weight of each word in a part: often said there, seldom elsewhere. What is said once tells little."""
    count = Counter(word for sentence in part for word in sentence.stems)
    weights = {
        word: log(number + 0.2) * rarity[word] if number > 1 else 0.1 * rarity[word] for word, number in count.items()
    }
    most = max(weights.values(), default=1.0)
    return {word: weight / most for word, weight in weights.items()}


def _score(sentence: _Sentence, weights: dict[str, float], topical: dict[str, float], task: bool, asked: bool) -> float:
    """How well a sentence stands for its part."""
    line, length = sentence.line, len(sentence.line.words)
    score = sum(weights[word] for word in sentence.stems) / sqrt(max(length, 2 * _SHORTEST)) * 1.5
    score += _TOPIC * topical.get(sentence.message.id, 0.0)
    score += _TASK if task else 0
    score += _DECISION if _DECIDES.search(line.plain) else 0
    score += _FIGURE if _FIGURES.search(line.plain) else 0
    score -= _HANGING if line.words[0] in _HANGS or 1 in line.commas else 0  # "It ...", "Yes, ...", "Either, though"
    score -= _ASKS if asked or sentence.message.text.rstrip().endswith("?") else 0
    return score * (1.0 if length <= _LONGEST else _LONGEST / length)


def _choose(
    part: Sequence[_Sentence], scores: Sequence[float], before: Sequence[_Sentence], rarity: dict[str, float]
) -> list[_Sentence]:
    """The best sentences of a part in their order: each time the one with the best score less what is said already."""
    wanted = min(_MOST, max(_FEWEST, round(_SHARE * len(part))))
    candidates = sorted(range(len(part)), key=lambda number: (-scores[number], number))[:_CANDIDATES]
    repeats = {
        number: max((_shared(part[number], other, rarity) for other in before), default=0.0) for number in candidates
    }
    chosen: list[int] = []
    while candidates and len(chosen) < wanted:
        best = max(candidates, key=lambda number: (scores[number] - _REPEATING * repeats[number], -number))
        candidates.remove(best)
        if repeats[best] > _LIKE or scores[best] <= 0:
            continue
        chosen.append(best)
        for number in candidates:
            repeats[number] = max(repeats[number], _shared(part[number], part[best], rarity))
    return [part[number] for number in sorted(chosen)]


def _shared(one: _Sentence, other: _Sentence, rarity: dict[str, float]) -> float:
    """How much of what the shorter sentence says the other says too, 0 to 1."""
    both = set(other.stems)
    shared = sum(rarity.get(word, 1.0) for word in one.stems if word in both)
    return shared / min(sum(rarity.get(word, 1.0) for word in side.stems) for side in (one, other))


def paragraph(messages: Sequence[Message]) -> str:
    """The sentences, with the speaker's name where the speaker changes."""
    text: list[str] = []
    speaker: Member | None = None
    for message in messages:
        if message.member is not None and message.member != speaker:
            text.append(f"{message.member.name}:")
        speaker = message.member
        text.append(as_sentence(message.text))
    return " ".join(text)
