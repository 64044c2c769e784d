"""Recognizers that work on one stretch of speech at a time, made into ones that can be fed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import replace

from .types import Capabilities, RecognizerSession, Utterance, Word
from .vad import Piece, Segment, Segmenter, gather

__all__ = ["SegmentRecognizer", "joined", "shifted"]


class SegmentRecognizer(ABC):
    """A recognizer that is given whole stretches of speech, of at most 20 seconds.

    Subclasses write `recognize`; `open` finds the speech and calls it. For a file the speech has been found
    already, and `recognize` is called for each stretch, in whichever process is free.
    """

    name: str
    capabilities: Capabilities

    @abstractmethod
    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        """What is said in `pcm16`, with times from its start; empty when nothing is.

        The answer depends on the arguments only, not on what was recognized before.
        """

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        """A session that gives an utterance at each pause; it has no partial results."""
        return _SegmentingSession(self, sample_rate, language, tuple(vocabulary))


class _SegmentingSession:
    def __init__(self, engine: SegmentRecognizer, rate: int, language: str, vocabulary: tuple[str, ...]) -> None:
        self._engine = engine
        self._rate = rate
        self._language = language
        self._vocabulary = vocabulary
        self._segmenter = Segmenter(rate)
        self._parts: list[Piece] = []

    def feed(self, pcm16: bytes) -> Iterator[Utterance]:
        for segment in gather(self._segmenter.feed(pcm16), self._parts):
            yield from self._recognize(segment)

    def finish(self) -> Iterator[Utterance]:
        for segment in gather(self._segmenter.finish(), self._parts):
            yield from self._recognize(segment)

    def close(self) -> None:
        self._parts.clear()

    def _recognize(self, segment: Segment) -> Iterator[Utterance]:
        found = self._engine.recognize(
            segment.pcm, sample_rate=self._rate, language=self._language, vocabulary=self._vocabulary
        )
        return (shifted(utterance, segment.start) for utterance in found)


def shifted(utterance: Utterance, seconds: float, channel: int = 0) -> Utterance:
    """The same utterance `seconds` later, on that channel."""
    return replace(
        utterance,
        words=tuple(
            Word(word.text, round(word.start + seconds, 3), round(word.end + seconds, 3), word.score)
            for word in utterance.words
        ),
        start=round(utterance.start + seconds, 3),
        end=round(utterance.end + seconds, 3),
        channel=channel,
    )


def joined(words: Sequence[Word], *, punctuated: bool = False) -> tuple[Utterance, ...]:
    """One utterance of these words, or none when there are none."""
    if not words:
        return ()
    return (
        Utterance(
            words=tuple(words),
            start=words[0].start,
            end=words[-1].end,
            text=" ".join(word.text for word in words),
            punctuated=punctuated,
        ),
    )
