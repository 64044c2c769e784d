"""The values that travel between the server, its database and its workers."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from symbl_local.engine.types import AnalyzeOptions, Findings, Member, Message

__all__ = [
    "FINAL",
    "ConversationRecord",
    "Job",
    "JobChange",
    "MessageRecord",
    "Outcome",
    "Person",
    "SpokenTurn",
    "Status",
    "Submission",
    "Work",
    "new_id",
    "new_uuid",
]

Status = Literal["scheduled", "in_progress", "completed", "failed"]
FINAL: frozenset[Status] = frozenset({"completed", "failed"})


def new_id() -> str:
    """An id of a conversation, message, insight or topic: sixteen decimal digits."""
    return str(10**15 + secrets.randbelow(9 * 10**15))


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


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTurn:
    """One element of `messages` in a request, before its speaker is known to be a member."""

    text: str
    name: str | None = None
    user_id: str | None = None
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A request to process text, checked and in the server's own terms."""

    turns: tuple[SpokenTurn, ...]
    options: AnalyzeOptions
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """All that a worker needs to know: what was said before, and what has come in."""

    submission: Submission
    received: datetime
    people: tuple[Person, ...] = ()
    messages: tuple[Message, ...] = ()

    @property
    def size(self) -> int:
        """Characters to be read, earlier messages included (topics are about all of them)."""
        old = sum(len(message.text) for message in self.messages)
        return old + sum(len(turn.text) for turn in self.submission.turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a worker made of its work: everyone in the conversation, the new messages, the findings."""

    people: tuple[Person, ...]
    messages: tuple[Message, ...]
    findings: Findings
    threshold: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job as the queue holds it; `payload` is the request body in its canonical form."""

    id: str
    account: str
    conversation_id: str
    status: Status
    reason: str | None
    payload: str
    received: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JobChange:
    """A job has reached a state."""

    job_id: str
    status: Status
    webhook_url: str | None


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
