"""What the adapters share: optional packages, model folders, samples, languages."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any

__all__ = ["codes", "floats", "folder", "listed", "optional", "reason", "spoken"]

_CODES = (
    "en-US en-GB en-AU en-IE en-IN en-ZA ru-RU fr-CA fr-FR de-DE "
    "it-IT nl-NL ja-JP es-US es-ES ar-SA hi-IN pt-BR pt-PT fa-IR"
)
"""The language codes of the API."""


def optional(module: str, extra: str) -> Any:
    """An optional package, which has no types here; `ValueError` saying how to install it when it is missing."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name != module:
            raise
        raise ValueError(f"{module} is not installed: pip install 'symbl-sdk[{extra}]'") from None


def folder(model_dir: object, name: str, *needed: str) -> Path:
    """The model folder, looked at before the package is: all of `needed` (patterns) must be in it."""
    if not isinstance(model_dir, str | Path) or not str(model_dir):
        raise ValueError(f"{name} needs model_dir, the folder of a model that was downloaded before")
    path = Path(model_dir).expanduser()
    if not path.is_dir():
        raise ValueError(f"{name}: model_dir {str(path)!r} is not a folder")
    lacking = [pattern for pattern in needed if not any(path.glob(pattern))]
    if lacking:
        raise ValueError(f"{name}: model_dir {str(path)!r} holds no {' and no '.join(lacking)}")
    return path


def floats(pcm16: bytes) -> Any:
    """Samples as numbers from -1 to 1, in a numpy array, which all users of this need anyway."""
    np: Any = import_module("numpy")
    return np.frombuffer(pcm16, dtype=np.int16).astype(np.float32) / 32768.0


def spoken(code: str) -> str:
    """The language of a code, without its region."""
    return code.partition("-")[0]


def codes(languages: Iterable[str]) -> frozenset[str]:
    """The codes of the API for languages given as codes or without region: "en" stands for every English."""
    wanted = {language.strip() for language in languages}
    return frozenset(code for code in _CODES.split() if code in wanted or spoken(code) in wanted)


def listed(languages: object) -> frozenset[str]:
    """The codes for a setting such as ``"en, es-ES"``; `ValueError` when it names none."""
    found = codes(str(languages).replace(",", " ").split())
    if not found:
        raise ValueError(f"languages {languages!r} names none of {_CODES}")
    return found


def reason(error: Exception) -> str:
    """What a package says of a model it cannot load, in one line."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:200]
