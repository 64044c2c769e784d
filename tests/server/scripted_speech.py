"""A recognizer that hears the lines of `sounds.say`, so that tests of the server know what to expect."""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from symbl_local.engine.speech import Capabilities, Utterance, Word
from symbl_local.engine.speech.segmenting import SegmentRecognizer, joined

LINES = {
    1: "we need to talk about the budget",
    2: "can you send the report by friday",
    3: "i will call the customer on monday",
    4: "THE VOCABULARY",
    5: "DIE",
    6: "HANG",
    7: "FAIL",
    8: "DIE ONCE",
}


class Scripted(SegmentRecognizer):
    name = "scripted"
    capabilities = Capabilities(
        languages=frozenset(("en-US", "en-GB", "fr-FR")), vocabulary=True, note="Hears buzzing."
    )

    def __init__(self, model_dir: str | None = None, *, wit: int = 0) -> None:
        if model_dir is not None and not Path(model_dir).is_dir():
            raise ValueError(f"scripted: there is no folder {model_dir}")
        self.capabilities = replace(self.capabilities, note=self.capabilities.note * (wit or 1))
        self._mark = Path(model_dir) / "died" if model_dir else None

    def recognize(
        self, pcm16: bytes, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()
    ) -> Sequence[Utterance]:
        samples = array("h", pcm16)
        loud = [number for number, sample in enumerate(samples) if sample]
        start, end = loud[0] / sample_rate, (loud[-1] + 1) / sample_rate
        jumps = sum(one < 0 < other for one, other in pairwise(samples))
        text = LINES[round(jumps / (end - start) / 100)]
        if text == "THE VOCABULARY":
            text = " ".join(vocabulary)
        elif text == "DIE":
            os._exit(1)
        elif text == "DIE ONCE" and self._mark and not self._mark.exists():
            self._mark.touch()
            os._exit(1)
        elif text == "HANG":
            time.sleep(60)
        elif text == "FAIL":
            raise RuntimeError("told to fail")
        words = text.split()
        step = (end - start) / max(len(words), 1)
        return joined([Word(word, start + n * step, start + (n + 1) * step, 0.75) for n, word in enumerate(words)])
