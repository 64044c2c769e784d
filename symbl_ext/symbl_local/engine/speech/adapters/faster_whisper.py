"""Whisper by faster-whisper: many languages, with case and punctuation. ``pip install 'symbl-sdk[whisper]'``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..segmenting import SegmentRecognizer
from ..types import Capabilities, Utterance, Word
from ._common import codes, floats, folder, optional, reason, spoken

__all__ = ["FasterWhisper"]

_RATE = 16_000
_NO_SPEECH = 0.8  # above it, with little confidence, what was written is invented
_CONFIDENT = -1.0


class FasterWhisper(SegmentRecognizer):
    """`model_dir` is the folder of a converted model (``model.bin``, ``config.json``, ``tokenizer.json``).

    `compute_type` and `device` are those of faster-whisper, `threads` is for each worker process.
    """

    name = "faster-whisper"

    def __init__(
        self,
        model_dir: object = None,
        *,
        compute_type: str = "int8",
        device: str = "cpu",
        threads: int = 1,
        beam_size: int = 5,
    ) -> None:
        path = folder(model_dir, self.name, "model.bin", "config.json", "tokenizer.json")
        package = optional("faster_whisper", "whisper")
        try:
            self._model: Any = package.WhisperModel(
                str(path), device=device, compute_type=compute_type, cpu_threads=threads, local_files_only=True
            )
        except Exception as error:
            raise ValueError(f"{self.name}: the model in {str(path)!r} cannot be loaded: {reason(error)}") from error
        self._beam_size = beam_size
        self.capabilities = Capabilities(
            languages=codes(self._model.supported_languages),
            sample_rates=(_RATE,),
            punctuation=True,
            vocabulary=True,
            note="Whisper; how well it does depends on the size of the model. It may invent words in noise.",
        )

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        """What is said in `pcm16`; see `SegmentRecognizer.recognize`."""
        segments, _ = self._model.transcribe(
            floats(pcm16),
            language=spoken(language),
            beam_size=self._beam_size,
            word_timestamps=True,
            condition_on_previous_text=False,
            vad_filter=False,
            hotwords=" ".join(vocabulary) or None,
        )
        return [
            _utterance(segment)
            for segment in segments
            if segment.words and (segment.no_speech_prob < _NO_SPEECH or segment.avg_logprob > _CONFIDENT)
        ]


def _utterance(segment: Any) -> Utterance:
    words = tuple(
        Word(word.word.strip(), float(word.start), float(word.end), round(float(word.probability), 3))
        for word in segment.words
    )
    return Utterance(
        words=words, start=words[0].start, end=words[-1].end, text=str(segment.text).strip(), punctuated=True
    )
