"""What an analyzer is given and what it returns.

An `Analyzer` is pure: the same input gives the same output, it reads no clock and opens no connection.
Replace the built-in one with an entry point in the group ``symbl.analyzers``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol, runtime_checkable

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
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person in the conversation."""

    id: str
    name: str
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One submitted piece of text: any number of sentences by one speaker."""

    text: str
    member: Member | None = None
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One sentence with its speaker and its (aware, UTC) times."""

    id: str
    text: str
    start: datetime
    end: datetime
    member: Member | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """Everything said so far. `messages[:analyzed]` were covered by an earlier call."""

    members: tuple[Member, ...]
    messages: tuple[Message, ...]
    analyzed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomEntity:
    """Words to look for, literally and ignoring case, and the type to report them as."""

    type: str
    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """A named list of phrases to watch for. The server leaves out what is found inside the phrases of `exclude`."""

    id: str
    name: str
    vocabulary: tuple[str, ...]
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalyzeOptions:
    """What one job asked for; with `summarize` a summary too, which a `Summarizer` makes."""

    confidence_threshold: float = 0.5
    detect_phrases: bool = False
    detect_entities: bool = False
    entities: tuple[CustomEntity, ...] = ()
    trackers: tuple[Tracker, ...] = ()
    summarize: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A name, date, amount or custom entity in one message.

    `offset` counts characters from the start of the message text. Dates and times carry `value`
    (``YYYY-MM-DD``, ``YYYY-MM-DD HH:MM:SS`` or ``HH:MM:SS``) or, for ranges, `start` and `end`.
    """

    type: str
    text: str
    offset: int
    message_id: str
    value: str | None = None
    start: str | None = None
    end: str | None = None
    custom_type: str | None = None
    member: Member | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """A question, an action item or a follow-up.

    `assignee` is a `Member` when the name is one, and a `Member` with an empty id otherwise. `due` is the phrase that
    `due_by` was read from.
    `entities` holds the persons, dates and times in the text, whether or not entity detection was asked for.
    """

    type: Literal["question", "action_item", "follow_up"]
    text: str
    score: float
    message_id: str
    member: Member | None = None
    definitive: bool | None = None
    assignee: Member | None = None
    due: str | None = None
    due_by: datetime | None = None
    phrases: tuple[str, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What part of the conversation was about. `parent` is the text of a wider topic in the same list."""

    text: str
    score: float
    message_ids: tuple[str, ...]
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerMatch:
    """One phrase of a tracker found in one message; `offset` is -1 where it is similar but not literal."""

    tracker: Tracker
    phrase: str
    message_id: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What an analyzer found.

    Insights, entities, matches, phrases and sentiment are about the new messages only (those from
    `Conversation.analyzed` on); topics are about the whole conversation and replace earlier ones.
    `phrases` and `sentiment` are keyed by message id; a sentiment runs from -1 to 1.
    """

    insights: tuple[Insight, ...] = ()
    topics: tuple[Topic, ...] = ()
    entities: tuple[Entity, ...] = ()
    matches: tuple[TrackerMatch, ...] = ()
    phrases: dict[str, tuple[str, ...]] = field(default_factory=lambda: dict[str, tuple[str, ...]]())
    sentiment: dict[str, float] = field(default_factory=lambda: dict[str, float]())


class Analyzer(Protocol):
    """Finds insights in text. See `symbl_local.engine.text.TextAnalyzer` for the built-in one."""

    name: str

    def split(self, turn: Turn) -> list[str]:
        """The sentences of one turn, in order; joined, they hold every word of it."""
        ...

    def analyze(self, conversation: Conversation, options: AnalyzeOptions) -> Findings:
        """What the new messages of `conversation` hold, and the topics of all of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryItem:
    """One paragraph of a summary, and the ids of the messages that it was made from, in their order."""

    text: str
    message_ids: tuple[str, ...]


@runtime_checkable
class Summarizer(Protocol):
    """Makes summaries. An `Analyzer` may be one too; for one that is not, the built-in analyzer makes them."""

    def summarize(self, conversation: Conversation, found: Findings) -> Sequence[SummaryItem]:
        """A summary of the messages from `Conversation.analyzed` on, in paragraphs; none when they say nothing.

        `found` holds the insights of the whole conversation and its topics.
        """
        ...
