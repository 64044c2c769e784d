"""Recognizers for the tests of the pool, and what its processes are made to do."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from symbl_local.engine.speech.segmenting import SegmentRecognizer, joined
from symbl_local.engine.speech.types import Capabilities, Partial, Recognizer, RecognizerSession, Utterance, Word


class Echo(SegmentRecognizer):
    """Hears one word a stretch: how many milliseconds it was."""

    name = "echo"
    capabilities = Capabilities(languages=frozenset(("en-US", "fr-FR")), vocabulary=True, note="says lengths")

    def __init__(self, word: str = "") -> None:
        self._word = word

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        seconds = len(pcm16) / 2 / sample_rate
        return joined([Word(self._word or " ".join((language, *vocabulary)), 0.0, seconds, 1.0)])


class Streaming:
    """A recognizer that has sessions only."""

    name = "streaming"
    capabilities = Capabilities(languages=frozenset(), streaming=True)

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        return _Session(sample_rate)


class _Session:
    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._heard = 0

    def feed(self, pcm16: bytes) -> Iterator[Partial | Utterance]:
        self._heard += len(pcm16)
        yield Partial(text="some", start=0.0, end=0.1)

    def finish(self) -> Iterator[Utterance]:
        yield from joined([Word("something", 0.0, self._heard / 2 / self._rate, 0.5)])

    def close(self) -> None:
        self._heard = 0


def unloadable() -> Recognizer:
    """Cannot be made."""
    raise RuntimeError("no such model\nnor any other")


def dies_while_loading() -> Recognizer:
    """Takes its process with it."""
    os._exit(3)


class Fragile(Echo):
    """Dies of the first stretches that it hears, as often as there are files in `folder`."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = Path(folder)

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        for lethal in self._folder.iterdir():
            lethal.unlink()
            os._exit(9)
        return super().recognize(pcm16, sample_rate=sample_rate, language=language, vocabulary=vocabulary)


class Slow(Echo):
    """Never done."""

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        time.sleep(600)
        return ()


class Wrong(Echo):
    """Always fails."""

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        raise RuntimeError("not today")


def process_id(recognizer: Recognizer) -> int:
    """A task: which process does it."""
    return os.getpid()
