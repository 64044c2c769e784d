"""Offline models by sherpa-onnx: transducers, Whisper, CTC and others. ``pip install 'symbl-sdk[sherpa]'``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..segmenting import SegmentRecognizer
from ..types import Capabilities, Utterance, Word
from ._common import floats, folder, listed, optional, reason
from ._common import spoken as base

__all__ = ["SherpaOnnx"]

_SINGLE = {
    "nemo-ctc": "from_nemo_ctc",
    "sense-voice": "from_sense_voice",
    "paraformer": "from_paraformer",
    "zipformer-ctc": "from_zipformer_ctc",
}
_STARTS = ("▁", " ")
_CASED = re.compile(r"[A-Z].*[a-z]|[.?!]")
_TYPICAL = 0.35  # seconds; the length of a last word, whose end no model gives


class SherpaOnnx(SegmentRecognizer):
    """`model_dir` is an unpacked model. Its files show the kind: encoder, decoder and joiner are a transducer, encoder
    and decoder are Whisper; for a single file give `kind`: nemo-ctc, zipformer-ctc, sense-voice or paraformer.
    `languages` says what it was trained on, as in ``"en"``; `threads` is for each worker process.
    """

    name = "sherpa-onnx"

    def __init__(self, model_dir: object = None, *, kind: str = "", languages: str = "en-US", threads: int = 1) -> None:
        path = folder(model_dir, self.name, "*tokens*.txt", "*.onnx")
        spoken = listed(languages)
        files = _files(path, kind)
        whisper = files["make"] == "from_whisper"
        if whisper and len(bases := {base(code) for code in spoken}) == 1:
            files["language"] = bases.pop()
        package = optional("sherpa_onnx", "sherpa")
        make = getattr(package.OfflineRecognizer, files.pop("make"))
        try:
            self._recognizer: Any = make(**files, num_threads=threads)
        except Exception as error:
            raise ValueError(f"{self.name}: the model in {str(path)!r} cannot be loaded: {reason(error)}") from error
        self.capabilities = Capabilities(
            languages=spoken,
            sample_rates=(16_000,),
            word_times=not whisper,
            note="sherpa-onnx; how well it does depends on the model. Words have no scores of their own.",
        )

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        """What is said in `pcm16`; see `SegmentRecognizer.recognize`. The vocabulary is not used."""
        stream = self._recognizer.create_stream()
        stream.accept_waveform(sample_rate, floats(pcm16))
        self._recognizer.decode_stream(stream)
        text = str(stream.result.text).strip()
        if not text:
            return ()
        seconds = len(pcm16) / 2 / sample_rate
        words = _words(text, list(stream.result.tokens), [float(time) for time in stream.result.timestamps], seconds)
        cased = _CASED.search(text) is not None
        if not cased:
            text = text.lower()
        return (
            Utterance(
                words=words,
                start=words[0].start if words else 0.0,
                end=words[-1].end if words else seconds,
                text=text,
                punctuated=cased,
            ),
        )


def _files(path: Path, kind: str) -> dict[str, str]:
    """The arguments for the model's files, and under "make" the name of the constructor."""

    def one(part: str) -> str | None:
        # The quantized file of a pair is the one for processors.
        found = sorted(path.glob(f"*{part}*.onnx"), key=lambda file: (".int8" not in file.name, file.name))
        return str(found[0]) if found else None

    tokens = str(next(path.glob("*tokens*.txt")))
    encoder, decoder, joiner = one("encoder"), one("decoder"), one("joiner")
    if encoder and decoder and joiner:
        return {"make": "from_transducer", "encoder": encoder, "decoder": decoder, "joiner": joiner, "tokens": tokens}
    if encoder and decoder:
        return {"make": "from_whisper", "encoder": encoder, "decoder": decoder, "tokens": tokens}
    model = one("model") or one("")
    if kind not in _SINGLE or model is None:
        raise ValueError(f"sherpa-onnx: say which kind of model {str(path)!r} is: {', '.join(_SINGLE)}")
    name = "paraformer" if kind == "paraformer" else "model"
    return {"make": _SINGLE[kind], name: model, "tokens": tokens}


def _words(text: str, tokens: list[str], times: list[float], seconds: float) -> tuple[Word, ...]:
    """Words from pieces of words and when each was emitted; none where the model gives no such times."""
    if not tokens or len(tokens) != len(times):
        return ()
    starts: list[float] = []
    parts: list[str] = []
    for token, time in zip(tokens, times, strict=True):
        piece = token.lstrip("".join(_STARTS))
        if token.startswith(_STARTS) or not parts:
            parts.append(piece)
            starts.append(time)
        else:
            parts[-1] += piece
    written = text.split()
    pairs = [(part, start) for part, start in zip(parts, starts, strict=True) if part]
    if len(pairs) != len(written):
        return ()
    ends = [min(start, before + 1.0) for (_, before), (_, start) in pairwise(pairs)]
    ends.append(min(seconds, pairs[-1][1] + _TYPICAL))
    cased = _CASED.search(text) is not None
    return tuple(
        Word(word if cased else word.lower(), start, max(start, end), None)
        for word, (_, start), end in zip(written, pairs, ends, strict=True)
    )
