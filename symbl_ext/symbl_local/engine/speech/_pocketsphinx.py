"""The pocketsphinx package, which has no types."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["package"]


def package() -> Any:
    """The imported package; `ValueError` saying how to install it when it is missing."""
    try:
        return import_module("pocketsphinx")
    except ModuleNotFoundError as error:
        if error.name != "pocketsphinx":
            raise
        raise ValueError("speech needs pocketsphinx: pip install 'symbl-sdk[local]'") from None
