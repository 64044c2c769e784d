"""With which words a pattern may begin, so that sentences without any of them need not be searched."""

from __future__ import annotations

import re

__all__ = ["openers"]

_LITERAL = re.compile(r"[a-z]+")
_PASSED_OVER = re.compile(r"\\b|\^|\(\?<?[!=][^()]*(?:\([^()]*\)[^()]*)*\)")
_AFTER_WORD = ("(?: ", "(?=", "(?!", "(?<")


def openers(pattern: str) -> frozenset[str] | None:
    """The first words of whatever `pattern` matches, one of which a sentence must hold; None when they may be any."""
    found = _first(pattern)
    return frozenset(found) if found else None


def _first(pattern: str) -> set[str] | None:
    """The words that may come first, or None for any."""
    found: set[str] = set()
    rest = pattern
    while rest:
        passed = _PASSED_OVER.match(rest)
        if passed:
            rest = rest[passed.end() :]
            continue
        literal = _LITERAL.match(rest)
        if literal:
            after = rest[literal.end() :]
            if after[:1] in ("", " ") or after.startswith(_AFTER_WORD):
                return found | {literal[0]}
            if after[:2] == "? " or after == "?":
                return found | {literal[0], literal[0][:-1]}
            return None
        if not rest.startswith("(?:"):
            return None
        end = _closing(rest)
        after = rest[end + 1 :]
        for part in _parts(rest[3:end]):
            words = _first(part)
            if words is None or not part:
                return None
            found |= words
        if after[:1] not in ("?", "*"):
            return found if after[:1] in ("", " ", "(") else None
        rest = after[1:].removeprefix("?")
    return None


def _closing(pattern: str) -> int:
    """Where the group that `pattern` begins with ends."""
    depth = 0
    for index, char in enumerate(pattern):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return index
    raise ValueError(f"open group in {pattern!r}")


def _parts(inside: str) -> list[str]:
    """The alternatives of a group."""
    parts: list[str] = []
    depth = start = 0
    for index, char in enumerate(inside):
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            parts.append(inside[start:index])
            start = index + 1
    return [*parts, inside[start:]]
