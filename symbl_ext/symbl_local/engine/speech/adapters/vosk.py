"""Kaldi models by vosk: small, many languages. ``pip install 'symbl-sdk[vosk]'``."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..segmenting import SegmentRecognizer, joined
from ..types import Capabilities, Utterance, Word
from ._common import folder, listed, optional, reason

__all__ = ["Vosk"]


class Vosk(SegmentRecognizer):
    """`model_dir` is an unpacked model (with ``conf/`` and ``am/``); `languages` says of which, as in ``"en"``."""

    name = "vosk"

    def __init__(self, model_dir: object = None, *, languages: str = "en-US") -> None:
        path = folder(model_dir, self.name, "conf", "am")
        spoken = listed(languages)
        self._package = optional("vosk", "vosk")
        self._package.SetLogLevel(-1)
        try:
            self._model: Any = self._package.Model(str(path))
        except Exception as error:  # it raises nothing more precise
            raise ValueError(f"{self.name}: the model in {str(path)!r} cannot be loaded: {reason(error)}") from error
        self.capabilities = Capabilities(
            languages=spoken, sample_rates=(16_000,), note="Kaldi by vosk; how well it does depends on the model."
        )

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        """What is said in `pcm16`; see `SegmentRecognizer.recognize`. The vocabulary is not used."""
        recognizer: Any = self._package.KaldiRecognizer(self._model, sample_rate)
        recognizer.SetWords(True)
        parts: list[str] = []
        if recognizer.AcceptWaveform(pcm16):
            parts.append(recognizer.Result())
        parts.append(recognizer.FinalResult())
        return joined(
            [
                Word(word["word"], float(word["start"]), float(word["end"]), round(min(float(word["conf"]), 1.0), 3))
                for part in parts
                for word in json.loads(part).get("result", ())
            ]
        )
