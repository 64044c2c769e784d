"""The default recognizer: pocketsphinx with the US English model that comes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from . import _pocketsphinx
from .pronounce import pronounce
from .segmenting import SegmentRecognizer, joined, shifted
from .types import Capabilities, Partial, RecognizerSession, Utterance, Word
from .vad import Piece, Segmenter

__all__ = ["PocketSphinx"]

_RATE = 16_000
_FRAMES = 100  # a second, of word times
_VARIANT = re.compile(r"\(\d+\)$")
_NOT_WORDS = ("<", "[", "+")
_MOST_VOCABULARY = 500  # words
_ADDED = "^"  # ends the names of words that a vocabulary brought
_ADDED_PROBABILITY = -110_000  # what the model gives them, in its own logarithms


class PocketSphinx(SegmentRecognizer):
    """Small and quick, and for clear, close, wideband US English only; telephone audio and noise are beyond it.

    A custom vocabulary is added to the model, unknown words with a pronunciation guessed from their spelling. It
    helps words that are seldom or never heard otherwise; common words gain nothing from it.

    Loading takes about 0.3 s and 100 MB, and a vocabulary as much again. It holds the interpreter lock while it
    works, so each one belongs in a process of its own.
    """

    name = "pocketsphinx"
    capabilities = Capabilities(
        languages=frozenset(("en-US",)),
        sample_rates=(_RATE,),
        streaming=True,
        vocabulary=True,
        note=(
            "Built for clear, close, wideband US English. Expect about one word in three wrong in read "
            "literature, more than that over the telephone, and little that is right in noise."
        ),
    )

    def __init__(self) -> None:
        self._plain = _Model(())
        self._special = self._plain

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        """What is said in `pcm16`; see `SegmentRecognizer.recognize`."""
        self._check(sample_rate, language)
        return self._model(vocabulary).recognize(pcm16)

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        """A session with partial results. Only one at a time: sessions share the model."""
        self._check(sample_rate, language)
        return _Live(self._model(vocabulary))

    def _check(self, sample_rate: int, language: str) -> None:
        if sample_rate != _RATE:
            raise ValueError(f"pocketsphinx takes {_RATE} samples a second, not {sample_rate}")
        if language not in self.capabilities.languages:
            raise ValueError(f"pocketsphinx knows en-US only, not {language!r}")

    def _model(self, vocabulary: Sequence[str]) -> _Model:
        """The model with that vocabulary. Words cannot be taken out again, so each one has its own; one is kept."""
        wanted = tuple(dict.fromkeys(word for entry in vocabulary for word in entry.split()))[:_MOST_VOCABULARY]
        if not wanted:
            return self._plain
        if self._special.vocabulary != wanted:
            self._special = self._plain  # lets the other one go before this one is made
            self._special = _Model(wanted)
        return self._special


class _Model:
    """A decoder with a vocabulary."""

    def __init__(self, vocabulary: tuple[str, ...]) -> None:
        self.vocabulary = vocabulary
        # The two bounds keep the time for noise finite; without them 30 s of it take minutes.
        self._decoder: Any = _pocketsphinx.package().Decoder(samprate=_RATE, maxhmmpf=3000, maxwpf=10, loglevel="FATAL")
        self._written: dict[str, str] = {}
        for word in vocabulary:
            self._add(word.strip(".,;:!?\"'()"))

    def _add(self, word: str) -> None:
        """Have `word` recognized, unless the model expects it often enough already.

        It goes in under a name of its own, because some words of the dictionary are unknown to the language model.
        """
        low = word.lower()
        name = low + _ADDED
        if not low or name in self._written:
            return
        known = self._decoder.lookup_word(low)
        if known and self._decoder.get_lm(self._decoder.current_search()).prob([low]) > _ADDED_PROBABILITY:
            return
        sounds = [str(known)] if known else pronounce(word, self._decoder.lookup_word)
        for number, phones in enumerate(sounds, 1):
            self._decoder.add_word(name if number == 1 else f"{name}({number})", phones, number == len(sounds))
            self._written[name] = word

    def recognize(self, pcm16: bytes) -> tuple[Utterance, ...]:
        if len(pcm16) < _RATE // 50:
            return ()
        self.forget()
        self._decoder.start_utt()
        self._decoder.process_raw(pcm16, no_search=False, full_utt=True)
        return self.end()

    def forget(self) -> None:
        """Give up what was learnt of level, channel and noise: what one stretch gives must not hang on another."""
        self._decoder.reinit_feat()

    def begin(self) -> None:
        """Start an utterance that comes bit by bit."""
        self._decoder.start_utt()

    def hear(self, pcm16: bytes) -> str:
        """More of it; what it sounds like so far."""
        if pcm16:
            self._decoder.process_raw(pcm16, no_search=False, full_utt=False)
        found = self._decoder.hyp()
        return " ".join(self._text(name) for name in found.hypstr.split()) if found else ""

    def end(self) -> tuple[Utterance, ...]:
        """The end of it; times are from its start."""
        self._decoder.end_utt()
        return joined(
            [
                Word(
                    self._text(segment.word),
                    segment.start_frame / _FRAMES,
                    (segment.end_frame + 1) / _FRAMES,
                    round(min(max(float(segment.prob), 0.0), 1.0), 3),  # may exceed 1 by a rounding error
                )
                for segment in self._decoder.seg() or ()
                if not segment.word.startswith(_NOT_WORDS)
            ]
        )

    def _text(self, name: str) -> str:
        plain = _VARIANT.sub("", name)
        return self._written.get(plain, plain)


class _Live:
    """Recognizes while speech goes on."""

    def __init__(self, model: _Model) -> None:
        model.forget()
        self._model = model
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
            self._model.end()
            self._start = None

    def _take(self, piece: Piece) -> Iterator[Partial | Utterance]:
        if self._start is None:
            self._model.begin()
            self._start, self._text = piece.start, ""
        text = self._model.hear(piece.pcm)
        if piece.last:
            start, self._start = self._start, None
            for utterance in self._model.end():
                yield shifted(utterance, start)
        elif text and text != self._text:
            self._text = text
            end = piece.start + len(piece.pcm) / 2 / _RATE
            yield Partial(text=text, start=round(self._start, 3), end=round(end, 3))
