"""The default recognizer: pocketsphinx with the US English model that comes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from . import _pocketsphinx
from .segmenting import SegmentRecognizer, joined, shifted
from .types import Capabilities, Partial, RecognizerSession, Utterance, Word
from .vad import Piece, Segmenter

__all__ = ["PocketSphinx"]

_RATE = 16_000
_FRAMES = 100  # a second, of word times
_VARIANT = re.compile(r"\(\d+\)$")
_NOT_WORDS = ("<", "[", "+")


class PocketSphinx(SegmentRecognizer):
    """Small and quick, and for clear, close, wideband US English only; telephone audio and noise are beyond it.

    Loading takes about 0.3 s and 100 MB. It holds the interpreter lock while it works, so each one belongs in a
    process of its own.
    """

    name = "pocketsphinx"
    capabilities = Capabilities(
        languages=frozenset(("en-US",)),
        sample_rates=(_RATE,),
        streaming=True,
        note=(
            "Built for clear, close, wideband US English. Expect about one word in three wrong in read "
            "literature, more than that over the telephone, and little that is right in noise."
        ),
    )

    def __init__(self) -> None:
        # The two bounds keep the time for noise finite; without them 30 s of it take minutes.
        self._decoder: Any = _pocketsphinx.package().Decoder(samprate=_RATE, maxhmmpf=3000, maxwpf=10, loglevel="FATAL")

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        """What is said in `pcm16`; see `SegmentRecognizer.recognize`. The vocabulary is not used."""
        self._check(sample_rate, language)
        if len(pcm16) < _RATE // 50:
            return ()
        self._decoder.start_utt()
        self._decoder.process_raw(pcm16, no_search=False, full_utt=True)
        self._decoder.end_utt()
        return joined(self._words())

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        """A session with partial results. One at a time: they share the decoder."""
        self._check(sample_rate, language)
        return _Live(self)

    def _check(self, sample_rate: int, language: str) -> None:
        if sample_rate != _RATE:
            raise ValueError(f"pocketsphinx takes {_RATE} samples a second, not {sample_rate}")
        if language not in self.capabilities.languages:
            raise ValueError(f"pocketsphinx knows en-US only, not {language!r}")

    def _words(self) -> list[Word]:
        return [
            Word(
                _VARIANT.sub("", segment.word),
                segment.start_frame / _FRAMES,
                (segment.end_frame + 1) / _FRAMES,
                round(min(max(float(segment.prob), 0.0), 1.0), 3),  # may exceed 1 by a rounding error
            )
            for segment in self._decoder.seg() or ()
            if not segment.word.startswith(_NOT_WORDS)
        ]

    def begin(self) -> None:
        """Start an utterance of a live session."""
        self._decoder.start_utt()

    def hear(self, pcm16: bytes) -> str:
        """More of it; what it sounds like so far."""
        if pcm16:
            self._decoder.process_raw(pcm16, no_search=False, full_utt=False)
        found = self._decoder.hyp()
        return str(found.hypstr) if found else ""

    def end(self) -> tuple[Utterance, ...]:
        """The end of it; times are from its start."""
        self._decoder.end_utt()
        return joined(self._words())


class _Live:
    """Recognizes while speech goes on."""

    def __init__(self, engine: PocketSphinx) -> None:
        self._engine = engine
        self._segmenter = Segmenter(_RATE)
        self._start: float | None = None
        self._text = ""

    def feed(self, pcm16: bytes) -> Iterator[Partial | Utterance]:
        for piece in self._segmenter.feed(pcm16):
            yield from self._take(piece)

    def finish(self) -> Iterator[Utterance]:
        for piece in self._segmenter.finish():
            for result in self._take(piece):
                if isinstance(result, Utterance):
                    yield result

    def close(self) -> None:
        if self._start is not None:
            self._engine.end()
            self._start = None

    def _take(self, piece: Piece) -> Iterator[Partial | Utterance]:
        if self._start is None:
            self._engine.begin()
            self._start, self._text = piece.start, ""
        text = self._engine.hear(piece.pcm)
        if piece.last:
            start, self._start = self._start, None
            for utterance in self._engine.end():
                yield shifted(utterance, start)
        elif text and text != self._text:
            self._text = text
            end = piece.start + len(piece.pcm) / 2 / _RATE
            yield Partial(text=text, start=round(self._start, 3), end=round(end, 3))
