"""The conversation-intelligence engine: analyzers, what they are given and what they return."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import cast

from .types import (
    AnalyzeOptions,
    Analyzer,
    Conversation,
    CustomEntity,
    Entity,
    Findings,
    Insight,
    Member,
    Message,
    Summarizer,
    SummaryItem,
    Topic,
    Tracker,
    TrackerMatch,
    Turn,
)

__all__ = [
    "AnalyzeOptions",
    "Analyzer",
    "Conversation",
    "CustomEntity",
    "Entity",
    "Findings",
    "Insight",
    "Member",
    "Message",
    "Summarizer",
    "SummaryItem",
    "Topic",
    "Tracker",
    "TrackerMatch",
    "Turn",
    "load_analyzer",
]

_GROUP = "symbl.analyzers"


def load_analyzer(name: str = "text") -> Analyzer:
    """A new analyzer by its name: an entry point of the group ``symbl.analyzers``, or the built-in ``text``.

    Raises `ValueError`, with the names that are known, for any other name.
    """
    found = {entry.name: entry for entry in entry_points(group=_GROUP)}
    if name in found:
        return cast(Analyzer, found[name].load()())
    if name == "text":
        from .text import TextAnalyzer

        return TextAnalyzer()
    known = ", ".join(sorted({*found, "text"}))
    raise ValueError(f"no analyzer is called {name!r}; known: {known}")
