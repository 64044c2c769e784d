"""Recognizers for tests of calls.

`Lines` is told what it hears: a recording is 16-bit PCM at 16 kHz, whose bytes are text, a line an utterance, padded
with silence. Times are those of the recording.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symbl_local.engine.speech import Capabilities, Partial, RecognizerSession, Utterance, Word

WORD = 0.25
"""Seconds that a word lasts."""


def spoken(*lines: str, seconds: float = 2.0) -> bytes:
    """PCM that `Lines` hears these lines in, each of that length."""
    return b"".join(f"{line}\n".encode().ljust(round(seconds * 32_000), b"\0") for line in lines)


class Lines:
    name = "lines"
    capabilities = Capabilities(languages=frozenset(("en-US", "fr-FR")), streaming=True)

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        assert sample_rate == 16_000
        return _Lines()


class _Lines:
    def __init__(self) -> None:
        self._rest = b""
        self._at = 0

    def feed(self, pcm16: bytes) -> Iterator[Partial | Utterance]:
        self._rest += pcm16
        while b"\n" in self._rest:
            line, _, rest = self._rest.partition(b"\n")
            silence = len(line) - len(line.lstrip(b"\0"))
            start = (self._at + silence) / 32_000
            text = line.strip(b"\0").decode()
            # It is over when its time has passed, as with anything that is said.
            length = round(WORD * len(text.split()) * 32_000)
            if len(self._rest) < silence + length:
                return
            self._at += len(line) + 1
            self._rest = rest
            yield Partial(text=text.split()[0], start=start, end=start + WORD)
            yield self._utterance(text, start)

    def finish(self) -> Iterator[Utterance]:
        if text := self._rest.partition(b"\n")[0].strip(b"\0"):
            yield self._utterance(text.decode(), self._at / 32_000)

    def close(self) -> None:
        self._rest = b""

    def _utterance(self, text: str, start: float) -> Utterance:
        words = tuple(Word(word, start + n * WORD, start + (n + 1) * WORD, 0.9) for n, word in enumerate(text.split()))
        return Utterance(words=words, start=start, end=words[-1].end, text=text, punctuated=True)


class Loud:
    """Says how many samples were loud, whatever the rate it is given."""

    name = "loud"
    capabilities = Capabilities(languages=frozenset(), streaming=True)

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        return _Loud(sample_rate)


class _Loud:
    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._loud = self._all = 0

    def feed(self, pcm16: bytes) -> Iterator[Partial | Utterance]:
        samples = memoryview(pcm16).cast("h")
        self._all += len(samples)
        self._loud += sum(abs(sample) > 2_000 for sample in samples)
        return iter(())

    def finish(self) -> Iterator[Utterance]:
        words = f"{100 * self._loud / self._rate:.0f} hundredths.".split()
        end = self._all / self._rate
        yield Utterance(
            words=tuple(Word(word, 0.0, end, 1.0) for word in words),
            start=0.0,
            end=end,
            text=" ".join(words),
            punctuated=True,
        )

    def close(self) -> None:
        self._loud = 0
