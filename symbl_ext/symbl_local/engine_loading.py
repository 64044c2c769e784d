"""Provisional, until the engine has `load_analyzer`."""

from __future__ import annotations

import importlib
import re

from symbl_local.engine.types import AnalyzeOptions, Analyzer, Conversation, Findings, Turn


class PlainAnalyzer:
    name = "plain"

    def split(self, turn: Turn) -> list[str]:
        return [part for part in re.split(r"(?<=[.?!])\s+", turn.text.strip()) if part]

    def analyze(self, conversation: Conversation, options: AnalyzeOptions) -> Findings:
        return Findings()


def load_analyzer(name: str) -> Analyzer:
    try:
        from symbl_local import engine

        return engine.load_analyzer(name)  # type: ignore
    except AttributeError:
        if ":" in name:
            module, _, attribute = name.partition(":")
            return getattr(importlib.import_module(module), attribute)()
        return PlainAnalyzer()
