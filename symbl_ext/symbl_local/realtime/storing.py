"""Live conversations in the database, as far as they have come. Blocking: for threads."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from symbl_local import content, experiences, managed
from symbl_local import trackers as stored_trackers
from symbl_local.engine.types import CustomEntity, Findings, Insight, Message, Topic, Tracker
from symbl_local.realtime.messages import Line, Pii
from symbl_local.realtime.requests import RequestError, StartOptions
from symbl_local.records import Outcome, Person, Recording, new_id
from symbl_local.store import NoConversationError, Store
from symbl_local.submission import tracker_id
from symbl_local.times import now, to_ms

__all__ = ["Stored", "begin", "close", "entities", "identified", "past", "trackers", "write_findings", "write_lines"]


@dataclass(frozen=True, slots=True)
class Stored:
    """What findings became in the database: those that are new, and all topics."""

    insights: Sequence[tuple[str, Insight]]
    topics: Sequence[tuple[str, Topic]]


def begin(store: Store, account: str, title: str | None, start: datetime) -> str:
    """Make a conversation; its id."""
    conversation_id = new_id()
    with store.writing() as db:
        db.execute(
            "INSERT INTO conversations (id, account, name, started, ended) VALUES (?, ?, ?, ?, ?)",
            [conversation_id, account, title or conversation_id, to_ms(start), to_ms(start)],
        )
    return conversation_id


def write_lines(store: Store, conversation_id: str, people: Sequence[Person], lines: Sequence[Line]) -> None:
    """Add what was said, before it is looked into. Raises `NoConversationError` when the conversation is gone."""
    outcome = Outcome(
        people=tuple(people),
        messages=tuple(line.message for line in lines),
        findings=None,
        threshold=0.0,
        words={line.message.id: line.words for line in lines if line.words},
    )
    with store.writing() as db:
        _check(db, conversation_id)
        content.save(db, conversation_id, outcome)
        db.executemany(
            "INSERT INTO identified VALUES (?, ?)",
            [(line.message.id, json.dumps([_plain(one) for one in line.pii])) for line in lines if line.pii],
        )


def write_findings(
    store: Store, conversation_id: str, people: Sequence[Person], found: Findings, threshold: float
) -> Stored:
    """Add what was found in messages that are stored already. Raises `NoConversationError`."""
    outcome = Outcome(people=tuple(people), messages=(), findings=found, threshold=threshold)
    with store.writing() as db:
        _check(db, conversation_id)
        [before] = db.execute("SELECT count(*) FROM insights WHERE conversation_id = ?", [conversation_id]).fetchone()
        content.save(db, conversation_id, outcome)
        db.executemany(
            "UPDATE messages SET (phrases, sentiment) = (?, ?) WHERE id = ?",
            [
                (json.dumps(found.phrases.get(message_id, ())), score, message_id)
                for message_id, score in found.sentiment.items()
            ],
        )
        known = content.people(db, conversation_id)
        return Stored(content.insights(db, conversation_id, known)[before:], content.topics(db, conversation_id))


def close(store: Store, account: str, conversation_id: str, start: datetime, end: datetime) -> str | None:
    """Write down from when to when there was a stream; the key of a link to its page, if it is there."""
    with store.writing() as db:
        if not _exists(db, conversation_id):
            return None
        recording = Recording(start=start, end=end)
        outcome = Outcome(people=(), messages=(), findings=None, threshold=0.0, recording=recording)
        content.save(db, conversation_id, outcome)
        db.execute("UPDATE conversations SET ended = max(ended, ?) WHERE id = ?", [to_ms(end), conversation_id])
        until = end + timedelta(seconds=experiences.EXPIRES_IN)
        page = experiences.Experience(account=account, conversation_id=conversation_id, look={}, end=until)
        return experiences.add(db, page, now())


def trackers(store: Store, account: str, asked: StartOptions) -> tuple[Tracker, ...]:
    """The trackers that a speaker asks for, stored ones among them. Raises `RequestError` for one that is not."""
    found: list[Tracker] = []
    with store.reading() as db:
        for index, tracker in enumerate(asked.trackers):
            if tracker.vocabulary:
                found.append(replace(tracker, id=tracker.id or tracker_id(account, tracker.name)))
            elif kept := stored_trackers.find(db, account, tracker.id):
                found.append(_tracker(kept))
            else:
                raise RequestError("invalid_start_request", f"trackers[{index}].id: no tracker of this id is stored")
        if asked.all_trackers:
            known = {tracker.id for tracker in found}
            found += [_tracker(one) for one in stored_trackers.stored(db, account) if one.id not in known]
    return tuple(found)


def entities(store: Store, account: str) -> tuple[CustomEntity, ...]:
    """What an account wants to be told of by name, as jobs look for it."""
    with store.reading() as db:
        found = managed.resolve(db, account, {"detectEntities": True}).get("entities", ())
    return tuple(CustomEntity(type=one["customType"], text=one["text"], value=one["value"]) for one in found)


def _tracker(kept: stored_trackers.StoredTracker) -> Tracker:
    draft = kept.draft
    return Tracker(id=kept.id, name=draft.name, vocabulary=draft.vocabulary, exclude=draft.exclude or ())


def past(store: Store, conversation_id: str) -> tuple[Message, ...]:
    """All messages, whoever brought them."""
    with store.reading() as db:
        people = content.people(db, conversation_id)
        return tuple(record.message for record in content.messages(db, conversation_id, people))


def count(store: Store, conversation_id: str) -> int:
    """How many messages there are."""
    with store.reading() as db:
        [number] = db.execute("SELECT count(*) FROM messages WHERE conversation_id = ?", [conversation_id]).fetchone()
    return int(number)


def identified(db: sqlite3.Connection, conversation_id: str) -> Mapping[str, list[dict[str, object]]]:
    """The personal data that was identified, as `get-messages` shows it, by the messages' ids."""
    query = "SELECT id, found FROM identified JOIN messages ON id = message_id WHERE conversation_id = ?"
    return {row["id"]: json.loads(row["found"]) for row in db.execute(query, [conversation_id])}


def _plain(one: Pii) -> dict[str, object]:
    return {"type": one.type, "value": one.value, "text": one.text, "offset": one.offset}


def _check(db: sqlite3.Connection, conversation_id: str) -> None:
    if not _exists(db, conversation_id):
        raise NoConversationError


def _exists(db: sqlite3.Connection, conversation_id: str) -> bool:
    return db.execute("SELECT 1 FROM conversations WHERE id = ?", [conversation_id]).fetchone() is not None
