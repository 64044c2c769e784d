"""Recognizers and diarizers by name: built in, from entry points, or ``module:attribute``.

Entry points are looked for in the groups ``symbl.recognizers`` and ``symbl.diarizers``; what they name is called
with the configuration as keyword arguments. Nothing is ever downloaded.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, cast

from .types import Diarizer, Recognizer

__all__ = ["DIARIZERS", "RECOGNIZERS", "load_diarizer", "load_recognizer"]

_HERE = __name__.rpartition(".")[0]

RECOGNIZERS = {
    "pocketsphinx": f"{_HERE}.pocketsphinx:PocketSphinx",
    "faster-whisper": f"{_HERE}.adapters.faster_whisper:FasterWhisper",
    "sherpa-onnx": f"{_HERE}.adapters.sherpa_onnx:SherpaOnnx",
    "vosk": f"{_HERE}.adapters.vosk:Vosk",
}
"""The built-in recognizers: name to ``module:attribute``."""

DIARIZERS = {"mfcc": f"{_HERE}.diarize:MfccDiarizer"}
"""The built-in diarizers."""


def load_recognizer(name: str = "pocketsphinx", **config: object) -> Recognizer:
    """A new recognizer, its model loaded. `config` is what it takes, mostly ``model_dir``.

    Raises `ValueError`, with one line for the person who wrote the configuration: an unknown name, a package
    that is not installed and the extra that brings it, a folder without the model, an option it does not know.
    """
    return cast(Recognizer, _load("recognizer", name, RECOGNIZERS, config))


def load_diarizer(name: str = "mfcc", **config: object) -> Diarizer:
    """A new diarizer; raises `ValueError` as `load_recognizer` does."""
    return cast(Diarizer, _load("diarizer", name, DIARIZERS, config))


def _load(kind: str, name: str, built_in: dict[str, str], config: dict[str, object]) -> object:
    factory = _factory(kind, name, built_in)
    try:
        return factory(**config)
    except TypeError as error:
        if config and "argument" in str(error):
            raise ValueError(f"{kind} {name!r}: {str(error).partition('() ')[2] or error}") from error
        raise


def _factory(kind: str, name: str, built_in: dict[str, str]) -> Callable[..., Any]:
    found = {entry.name: entry for entry in entry_points(group=f"symbl.{kind}s")}
    if name in found:
        return cast(Callable[..., Any], found[name].load())
    module, colon, attribute = built_in.get(name, name).partition(":")
    if not colon:
        known = ", ".join(sorted({*found, *built_in}))
        raise ValueError(f"no {kind} is called {name!r}; known: {known}, or module:attribute")
    try:
        return cast(Callable[..., Any], getattr(import_module(module), attribute))
    except (ImportError, AttributeError) as error:
        raise ValueError(f"{kind} {name!r} cannot be loaded: {error}") from error
