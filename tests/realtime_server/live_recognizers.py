"""Recognizers for tests of live streams.

`Dictated` is told what it hears: its audio, 16-bit PCM at 16 kHz, is text, a line an utterance.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence

from symbl_local.engine.speech import Capabilities, Partial, RecognizerSession, Utterance, Word

LANGUAGES = frozenset(("en-US", "en-GB", "fr-FR"))
_WORD = 0.25


class Dictated:
    """Hears lines. ``~text`` is a partial result; ``!die``, ``!fail``, ``!slow`` and ``!vocabulary`` are orders."""

    name = "dictated"
    capabilities = Capabilities(languages=LANGUAGES, streaming=True, vocabulary=True)

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        assert sample_rate == 16_000
        return _Dictation(tuple(vocabulary))


class _Dictation:
    def __init__(self, vocabulary: tuple[str, ...]) -> None:
        self._vocabulary = vocabulary
        self._rest = b""
        self._now = 0.0
        self._clock = 0.0

    def feed(self, pcm16: bytes) -> Iterator[Partial | Utterance]:
        *lines, self._rest = (self._rest + pcm16).split(b"\n")
        self._clock += len(pcm16) / 32_000
        for line in lines:
            yield from self._heard(line.strip(b" \0").decode())

    def _heard(self, line: str) -> Iterator[Partial | Utterance]:
        if line == "!die":
            os._exit(9)
        if line == "!fail":
            raise RuntimeError("told to fail")
        if line.startswith("!slow"):
            time.sleep(float(line[5:]))
            return
        if line == "!vocabulary":
            line = " ".join(self._vocabulary)
        start = self._now = max(self._now, self._clock)
        if line.startswith("~"):
            yield Partial(text=line[1:], start=start, end=start + 1)
        elif line:
            words: list[Word] = []
            for text in line.split():
                words.append(Word(text, self._now, self._now + _WORD, 0.9))
                self._now += _WORD
            yield Utterance(words=tuple(words), start=start, end=self._now, text=line, punctuated=True)

    def finish(self) -> Iterator[Utterance]:
        for result in self._heard(self._rest.strip(b" \0").decode()):
            assert isinstance(result, Utterance)
            yield result

    def close(self) -> None:
        self._rest = b""


class Late(Dictated):
    """Loaded once there is a file `when`; it fails if that says why."""

    def __init__(self, when: str) -> None:
        while not os.path.exists(when):
            time.sleep(0.02)
        with open(when) as file:
            if reason := file.read():
                raise ValueError(reason)


class Counting:
    """Counts samples: a word for every second, and the sum at the end."""

    name = "counting"
    capabilities = Capabilities(languages=frozenset(), streaming=True)

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        return _Count(sample_rate)


class _Count:
    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._samples = 0
        self._told = 0

    def feed(self, pcm16: bytes) -> Iterator[Partial | Utterance]:
        self._samples += len(pcm16) // 2
        while self._samples >= (self._told + 1) * self._rate:
            self._told += 1
            yield self._utterance(f"second {self._told}.", self._told - 1.0)

    def finish(self) -> Iterator[Utterance]:
        yield self._utterance(f"{self._samples} samples.", self._samples / self._rate)

    def close(self) -> None:
        self._samples = 0

    def _utterance(self, text: str, start: float) -> Utterance:
        words = tuple(Word(word, start, start + 0.1, 1.0) for word in text.split())
        return Utterance(words=words, start=start, end=start + 0.2, text=text, punctuated=True)
