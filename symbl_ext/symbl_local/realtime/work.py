"""From what was heard to messages, and from messages to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from symbl_local.engine.speech.sentences import Sentence, sentences
from symbl_local.engine.speech.types import Partial, Utterance, Word
from symbl_local.engine.text.trackers import track
from symbl_local.engine.text.words import read
from symbl_local.engine.types import (
    AnalyzeOptions,
    Analyzer,
    Conversation,
    Findings,
    Insight,
    Message,
    Tracker,
    TrackerMatch,
)
from symbl_local.exclusions import without_excluded
from symbl_local.realtime import storing
from symbl_local.realtime.messages import Line, LiveText, Pii
from symbl_local.realtime.redaction import identify, redact
from symbl_local.realtime.requests import StartOptions
from symbl_local.records import HeardWord, Person, new_id
from symbl_local.store import Store

if TYPE_CHECKING:
    from symbl_local.realtime.stream import Stream

__all__ = ["Heard", "Spoken", "analyzed", "final_heard", "interim_heard", "interim_matches", "message_lines"]

_CONTEXT = 80
"""Characters of what was said before that may tell what a number is."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence as it is to be shown, with what was identified in it. Times are seconds from the stream's start."""

    text: str
    start: float
    end: float
    words: tuple[Word, ...] = ()
    pii: tuple[Pii, ...] = ()


@dataclass(frozen=True, slots=True)
class Heard:
    """Something that was heard on a stream: what it sounds like so far, or, when `final`, its sentences."""

    stream: Stream
    text: LiveText
    final: bool
    spoken: tuple[Spoken, ...] = ()


def interim_heard(stream: Stream, partial: Partial) -> Heard | None:
    """What somebody is saying, unless it is nothing."""
    text = partial.text.strip()
    if not text:
        return None
    text = text[0].upper() + text[1:]
    asked = stream.options
    if asked.redaction.redact and _is_english(asked):
        found = _identified(stream, text, partial.start, unfinished=True)
        text, _ = redact(text, _within(found, 0, text), asked.redaction.text)
    person = stream.speaker_at(stream.clock.at(partial.start))
    return Heard(stream, LiveText(text, (), person, final=False), final=False)


def final_heard(stream: Stream, utterance: Utterance) -> Heard | None:
    """What somebody has said, unless it is nothing."""
    spoken = tuple(_spoken(sentence) for sentence in sentences([utterance]))
    if not spoken:
        return None
    wanted = stream.options.redaction
    if (wanted.identify or wanted.redact) and _is_english(stream.options):
        spoken = tuple(_hidden(stream, spoken))
    person = stream.speaker_at(stream.clock.at(utterance.start))
    words = tuple(word for sentence in spoken for word in sentence.words)
    text = LiveText(" ".join(sentence.text for sentence in spoken), words, person, final=True)
    return Heard(stream, text, final=True, spoken=spoken)


def _spoken(sentence: Sentence) -> Spoken:
    """The sentence; its words as they are written in it, where that has one for each that was heard."""
    written = sentence.text.split()
    words = sentence.words
    if len(written) == len(words):
        words = tuple(Word(text, one.start, one.end, one.score) for one, text in zip(words, written, strict=True))
    return Spoken(sentence.text, sentence.start, sentence.end, words)


def _is_english(asked: StartOptions) -> bool:
    return asked.language.startswith("en-")


def _hidden(stream: Stream, spoken: Sequence[Spoken]) -> Iterator[Spoken]:
    """The sentences as redaction wants them. Who says a number pauses, so they are looked at together."""
    wanted = stream.options.redaction
    text = " ".join(one.text for one in spoken)
    found = _identified(stream, text, spoken[0].start, unfinished=wanted.redact)
    stream.said_before = f"{stream.said_before} {text}"[-_CONTEXT:]
    at = 0
    for one in spoken:
        own = _within(found, at, one.text)
        at += len(one.text) + 1
        if wanted.redact:
            shown, moved = redact(one.text, own, wanted.text)
            words = tuple(_kept(one.text, one.words, own, wanted.text))
            yield replace(one, text=shown, words=words, pii=tuple(moved) if wanted.identify else ())
        else:
            yield replace(one, pii=tuple(own))


def _identified(stream: Stream, text: str, start: float, *, unfinished: bool) -> list[Pii]:
    """Personal data in `text`, also where only what was said before tells it, or begins it."""
    before = f"{stream.said_before} "
    found = identify(before + text, stream.clock.at(start), unfinished=unfinished)
    return [replace(one, offset=one.offset - len(before)) for one in found if one.end > len(before)]


def _within(found: Sequence[Pii], at: int, text: str) -> list[Pii]:
    """What of it lies in `text`, which begins `at`."""
    parts: list[Pii] = []
    for one in found:
        first, last = max(one.offset - at, 0), min(one.end - at, len(text))
        if first < last:
            parts.append(replace(one, text=text[first:last], offset=first))
    return parts


def _kept(text: str, words: Sequence[Word], found: Sequence[Pii], instead: str) -> Iterator[Word]:
    """The words, with one in the place of those that were redacted."""
    at = 0
    last: tuple[int, Word] | None = None  # the redacted place that is being gone through
    for word in words:
        place = text.lower().find(word.text.lower(), at)
        start, end = (at, at) if place < 0 else (place, place + len(word.text))
        at = end
        hit = next((n for n, one in enumerate(found) if start < one.end and one.offset < end), None)
        if hit is None and place >= 0:
            if last:
                yield last[1]
                last = None
            yield word
        elif hit is not None and last and last[0] == hit:
            last = hit, Word(instead, last[1].start, word.end, None)
        elif hit is not None:
            if last:
                yield last[1]
            last = hit, Word(instead, word.start, word.end, None)
    if last:
        yield last[1]


def message_lines(heard: Heard) -> list[Line]:
    """The messages that its sentences make."""
    clock = heard.stream.clock
    lines: list[Line] = []
    for one in heard.spoken:
        for part in _by_speaker(one, heard.stream):
            start, end = clock.at(part.start), clock.at(part.end)
            person = heard.stream.speaker_at(start + (end - start) / 2)
            lines.append(
                Line(
                    message=Message(
                        id=new_id(), text=part.text, start=start, end=end, member=person.member if person else None
                    ),
                    words=tuple(
                        HeardWord(word.text, clock.at(word.start), clock.at(word.end), word.score)
                        for word in part.words
                    ),
                    pii=part.pii,
                )
            )
    return lines


def _by_speaker(one: Spoken, stream: Stream) -> list[Spoken]:
    """A sentence in which the speaker changes, in parts; one in which something was identified stays whole."""

    def speaker(word: Word) -> Person | None:
        return stream.speaker_at(stream.clock.at((word.start + word.end) / 2))

    groups = [list(words) for _, words in groupby(one.words, speaker)]
    if len(groups) < 2 or one.pii or one.text.split() != [word.text for word in one.words]:
        return [one]
    return [
        Spoken(" ".join(word.text for word in words), words[0].start, words[-1].end, tuple(words)) for words in groups
    ]


def interim_matches(heard: Heard, trackers: tuple[Tracker, ...], now: datetime) -> tuple[Message, list[TrackerMatch]]:
    """The trackers in what somebody is saying, and that as a message, which it is not yet."""
    person = heard.text.person
    said = Message(id=new_id(), text=heard.text.text, start=now, end=now, member=person.member if person else None)
    found = Findings(matches=tuple(track(read(said.text), said, trackers)))
    return said, list(without_excluded(found, [said], AnalyzeOptions(trackers=trackers)).matches)


def analyzed(
    people: Sequence[Person],
    before: tuple[Message, ...],
    lines: Sequence[Line],
    asked: StartOptions,
    trackers: tuple[Tracker, ...],
    account: str,
    conversation_id: str,
) -> Callable[[Store, Analyzer], tuple[Findings, tuple[Message, ...]]]:
    """What a thread has to do: analyze `lines` in the light of what was said `before`; gives all messages too."""
    fresh = {line.message.id for line in lines}

    def work(store: Store, analyzer: Analyzer) -> tuple[Findings, tuple[Message, ...]]:
        everything = (*before, *(line.message for line in lines))
        if storing.count(store, conversation_id) != len(everything):  # others bring messages too
            everything = storing.past(store, conversation_id)
        options = AnalyzeOptions(
            confidence_threshold=asked.threshold,
            detect_entities=asked.detect_entities,
            entities=storing.entities(store, account) if asked.detect_entities else (),
            trackers=trackers,
        )
        first = next((n for n, one in enumerate(everything) if one.id in fresh), len(everything))
        conversation = Conversation(
            members=tuple(person.member for person in people),
            messages=tuple(_moved(one, asked.timezone_offset) for one in everything),
            analyzed=first,
        )
        found = analyzer.analyze(conversation, options) if asked.language.startswith("en-") else Findings()
        found = without_excluded(found, everything, options)
        return _of(found, fresh, asked.timezone_offset), everything

    return work


def _moved(message: Message, minutes: int) -> Message:
    """The message at the speaker's local time, so that "tomorrow" is their tomorrow."""
    if not minutes:
        return message
    shift = timedelta(minutes=minutes)
    return replace(message, start=message.start + shift, end=message.end + shift)


def _of(found: Findings, fresh: set[str], minutes: int) -> Findings:
    """The findings in these messages, with moments in UTC again."""
    return Findings(
        insights=tuple(_back(one, minutes) for one in found.insights if one.message_id in fresh),
        topics=found.topics,
        entities=tuple(one for one in found.entities if one.message_id in fresh),
        matches=tuple(one for one in found.matches if one.message_id in fresh),
        phrases={key: value for key, value in found.phrases.items() if key in fresh},
        sentiment={key: value for key, value in found.sentiment.items() if key in fresh},
    )


def _back(insight: Insight, minutes: int) -> Insight:
    due: datetime | None = insight.due_by
    return replace(insight, due_by=due - timedelta(minutes=minutes)) if due and minutes else insight
