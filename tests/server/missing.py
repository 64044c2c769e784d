"""Packages that other processes do not find, although they are installed."""

from __future__ import annotations

from pathlib import Path

_HIDE = """
from importlib.machinery import PathFinder

real = PathFinder.find_spec
PathFinder.find_spec = lambda name, *where: None if name == {module!r} else real(name, *where)
"""


def hide(module: str, folder: Path) -> None:
    """Processes with `folder` in their PYTHONPATH do not find that module."""
    (folder / "sitecustomize.py").write_text(_HIDE.format(module=module))
