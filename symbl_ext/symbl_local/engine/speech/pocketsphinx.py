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
_BETWEEN_PARTIALS = 0.2  # seconds of speech
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
        self._idle = [self._plain]

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        """What is said in `pcm16`; see `SegmentRecognizer.recognize`."""
        self._check(sample_rate, language)
        return self._model(vocabulary).recognize(pcm16)

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        """A session with partial results. There may be many at once in a thread, but no `recognize` meanwhile.

        A model hears one utterance at a time, so there are as many as people who speak at once; one with a vocabulary
        belongs to its session.
        """
        self._check(sample_rate, language)
        wanted = _wanted(vocabulary)
        return _Live([_Model(wanted)] if wanted else self._idle)

    def _check(self, sample_rate: int, language: str) -> None:
        if sample_rate != _RATE:
            raise ValueError(f"pocketsphinx takes {_RATE} samples a second, not {sample_rate}")
        if language not in self.capabilities.languages:
            raise ValueError(f"pocketsphinx knows en-US only, not {language!r}")

    def _model(self, vocabulary: Sequence[str]) -> _Model:
        """The model with that vocabulary. Words cannot be taken out again, so each one has its own; one is kept."""
        wanted = _wanted(vocabulary)
        if not wanted:
            return self._plain
        if self._special.vocabulary != wanted:
            self._special = self._plain  # lets the other one go before this one is made
            self._special = _Model(wanted)
        return self._special


def _wanted(vocabulary: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for entry in vocabulary for word in entry.split()))[:_MOST_VOCABULARY]


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

    def begin(self, channel: str | None) -> None:
        """Start an utterance that comes bit by bit; `channel` is what was learnt of its stream, if anything was."""
        self.forget()
        if channel:
            self._decoder.set_cmn(channel)
        self._decoder.start_utt()

    def learnt(self) -> str:
        """What the last utterance told of its channel."""
        return str(self._decoder.get_cmn(True))

    def hear(self, pcm16: bytes) -> None:
        """More of it."""
        if pcm16:
            self._decoder.process_raw(pcm16, no_search=False, full_utt=False)

    def so_far(self) -> str:
        """What it sounds like so far."""
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
    """Recognizes while speech goes on. `idle` are the models to take one from for each utterance."""

    def __init__(self, idle: list[_Model]) -> None:
        self._idle = idle
        self._model: _Model | None = None
        self._segmenter = Segmenter(_RATE)
        self._channel: str | None = None
        self._start = 0.0
        self._looked = 0.0
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
        if self._model:
            self._end(self._model)

    def _take(self, piece: Piece) -> Iterator[Partial | Utterance]:
        if self._model is None:
            self._model = self._idle.pop() if self._idle else _Model(())
            self._model.begin(self._channel)
            self._start, self._looked, self._text = piece.start, piece.start, ""
        self._model.hear(piece.pcm)
        end = piece.start + len(piece.pcm) / 2 / _RATE
        if piece.last:
            for utterance in self._end(self._model):
                yield shifted(utterance, self._start)
        elif end - self._looked >= _BETWEEN_PARTIALS:
            self._looked = end
            text = self._model.so_far()
            if text and text != self._text:
                self._text = text
                yield Partial(text=text, start=round(self._start, 3), end=round(end, 3))

    def _end(self, model: _Model) -> tuple[Utterance, ...]:
        found = model.end()
        self._channel = model.learnt()
        self._model = None
        self._idle.append(model)
        return found
