"""Personal data in text: found by shape and by the words around it, named, and taken out."""

from __future__ import annotations

from collections.abc import Sequence

from symbl_local.realtime.messages import Pii

__all__ = ["identify", "redact"]


def identify(text: str, *, unfinished: bool = False) -> list[Pii]:
    """Personal data in `text`, in order and without overlaps."""
    return []


def redact(text: str, found: Sequence[Pii], instead: str) -> tuple[str, list[Pii]]:
    """The text with `instead` in the place of what was found, and where that stands now."""
    parts: list[str] = []
    moved: list[Pii] = []
    at = length = 0
    for one in found:
        parts.append(text[at : one.offset])
        length += one.offset - at
        moved.append(Pii(one.type, instead, instead, length))
        parts.append(instead)
        length += len(instead)
        at = one.end
    return "".join((*parts, text[at:])), moved
