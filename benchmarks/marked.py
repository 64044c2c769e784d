"""A recogniser for soak tests: audio whose samples say where they belong, and what hears that.

Audio is blocks of a tenth of a second; block n is 16-bit samples that all have the value n. That is heard as the word
``b<n>``. Nothing is computed from the samples, so what a stream costs is what the server around it costs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symbl_local.engine.speech import Capabilities, Partial, RecognizerSession, Utterance, Word

__all__ = ["BLOCK", "RATE", "Marked", "block"]

RATE = 16_000
BLOCK = RATE // 10
"""Samples of a block."""


def block(number: int) -> bytes:
    """The samples of a block."""
    return number.to_bytes(2, "little") * BLOCK


class Marked:
    """Makes an utterance of every so many blocks, with partial results between. The last one tells all samples."""

    name = "marked"
    capabilities = Capabilities(languages=frozenset(), sample_rates=(RATE,), streaming=True)

    def __init__(self, blocks: int | str = 20) -> None:
        self._blocks = int(blocks)

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        """A session."""
        assert sample_rate == RATE
        return _Session(self._blocks)


class _Session:
    def __init__(self, blocks: int) -> None:
        self._most = blocks
        self._rest = b""
        self._samples = 0
        self._words: list[Word] = []

    def feed(self, pcm16: bytes) -> Iterator[Partial | Utterance]:
        data = self._rest + pcm16
        size = 2 * BLOCK
        at = 0
        while at + size <= len(data):
            whole = data[at : at + size]
            number = int.from_bytes(whole[:2], "little")
            text = f"b{number}" if whole == block(number) else "torn"
            start = self._samples / RATE
            self._samples += BLOCK
            self._words.append(Word(text, start, self._samples / RATE, 1.0))
            at += size
            if len(self._words) == self._most:
                yield self._utterance()
            elif len(self._words) % 5 == 0:
                said = " ".join(word.text for word in self._words)
                yield Partial(text=said, start=self._words[0].start, end=self._samples / RATE)
        self._rest = data[at:]

    def finish(self) -> Iterator[Utterance]:
        now = self._samples / RATE
        if self._words:
            yield self._utterance()
        words = tuple(Word(text, now, now, 1.0) for text in (str(self._samples + len(self._rest) // 2), "samples."))
        yield Utterance(words=words, start=now, end=now, text=" ".join(word.text for word in words), punctuated=True)

    def close(self) -> None:
        self._words = []

    def _utterance(self) -> Utterance:
        words, self._words = tuple(self._words), []
        text = " ".join(word.text for word in words) + "."
        return Utterance(words=words, start=words[0].start, end=words[-1].end, text=text, punctuated=True)
