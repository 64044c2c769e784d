"""The values that travel between the server, its database and its workers."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from symbl_local.engine.types import AnalyzeOptions, Findings, Member, Message, SummaryItem

__all__ = [
    "FINAL",
    "ChannelSpeaker",
    "ConversationRecord",
    "HeardWord",
    "Job",
    "Kind",
    "MediaSubmission",
    "MessageRecord",
    "Outcome",
    "Person",
    "Recording",
    "SpokenTurn",
    "Status",
    "Submission",
    "Summary",
    "Work",
    "lasting_id",
    "new_id",
    "new_uuid",
]

Status = Literal["scheduled", "in_progress", "completed", "failed"]
FINAL: frozenset[Status] = frozenset({"completed", "failed"})

Kind = Literal["text", "media"]
"""What a job brings."""


def new_id() -> str:
    """An id of a conversation, message, insight or topic: sixteen decimal digits."""
    return str(10**15 + secrets.randbelow(9 * 10**15))


def lasting_id(*texts: str) -> str:
    """Sixteen decimal digits too, the same for these texts each time."""
    digest = hashlib.sha256("\0".join(texts).encode()).digest()
    return str(10**15 + int.from_bytes(digest[:8]) % (9 * 10**15))


def new_uuid() -> str:
    """An id of a job or a member."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member of a conversation with the id by which clients know them."""

    id: str
    name: str
    user_id: str | None = None
    email: str | None = None

    @property
    def member(self) -> Member:
        """The same person as the engine sees them."""
        return Member(id=self.id, name=self.name, email=self.email)


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word of a recording. `score`, from 0 to 1, says how sure the recognizer was, if it says so."""

    text: str
    start: datetime
    end: datetime
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTurn:
    """Something said, before its speaker is known to be a member: one element of `messages` in a request, or one
    sentence of a recording (`whole`). A `new` speaker is nobody whom earlier jobs brought.
    """

    text: str
    name: str | None = None
    user_id: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    whole: bool = False
    new: bool = False
    words: tuple[HeardWord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """From when to when a recording was made, speech or not."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A request, checked and in the server's own terms; of a recording, what was heard.

    Without `english` nothing is looked for in the turns.
    """

    turns: tuple[SpokenTurn, ...]
    options: AnalyzeOptions
    recording: Recording | None = None
    english: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSpeaker:
    """Who speaks on a channel."""

    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaSubmission:
    """A request to process a recording, checked and in the server's own terms; `url` is None for an upload.

    `channels` are the known speakers, by channels counted from 0.
    """

    url: str | None
    options: AnalyzeOptions
    language: str = "en-US"
    vocabulary: tuple[str, ...] = ()
    phone: bool = False
    separate: bool = False
    channels: Mapping[int, ChannelSpeaker] = field(default_factory=lambda: dict[int, ChannelSpeaker]())
    diarize: bool = False
    speakers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that a worker needs to know: what was said before, and what has come in.

    The first turn begins at `start` unless it says so itself. For a summary: `summarized` messages have been summarised
    before, and `known` is what earlier jobs have found. With `again`, insights are looked for in all messages.
    """

    submission: Submission
    start: datetime
    people: tuple[Person, ...] = ()
    messages: tuple[Message, ...] = ()
    summarized: int = 0
    known: Findings = field(default_factory=Findings)
    again: bool = False

    @property
    def size(self) -> int:
        """Characters to be read, earlier messages included (topics are about all of them)."""
        old = sum(len(message.text) for message in self.messages)
        return old + sum(len(turn.text) for turn in self.submission.turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A summary of the messages from number `start` up to and without number `end`.

    `speakers` are the names of those who say the messages that it refers to, None for nobody.
    """

    items: tuple[SummaryItem, ...]
    start: int
    end: int
    speakers: Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a worker made of its work: everyone in the conversation, the new messages, the findings.

    `words` are those of recorded messages, by the messages' ids. Without findings, earlier topics stay.
    """

    people: tuple[Person, ...]
    messages: tuple[Message, ...]
    findings: Findings | None
    threshold: float
    words: Mapping[str, tuple[HeardWord, ...]] = field(default_factory=lambda: dict[str, tuple[HeardWord, ...]]())
    recording: Recording | None = None
    summary: Summary | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as the queue holds it; `payload` is the request in its canonical form, `file` an upload in the spool."""

    id: str
    account: str
    conversation_id: str
    kind: Kind
    status: Status
    reason: str | None
    payload: str
    file: str | None
    received: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationRecord:
    """A stored conversation without its contents."""

    id: str
    name: str
    start: datetime
    end: datetime
    threshold: float
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecord:
    """A stored message with what was found in it."""

    message: Message
    phrases: tuple[str, ...]
    sentiment: float | None
