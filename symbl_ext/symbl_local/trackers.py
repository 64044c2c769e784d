"""Trackers that are kept for the conversations to come (docs/contract.md §18.1)."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from symbl_api.errors import DecodeError
from symbl_local.records import new_id
from symbl_local.times import from_ms, to_ms

__all__ = [
    "MOST",
    "NameTakenError",
    "StoredTracker",
    "TooManyTrackersError",
    "TrackerDraft",
    "add",
    "change",
    "find",
    "remove",
    "resolve",
    "stored",
]

MOST = 500
"""Trackers that an account may have."""


class NameTakenError(Exception):
    """The account has a tracker of that name; `index` says which of the new ones."""

    def __init__(self, index: int = 0) -> None:
        super().__init__(index)
        self.index = index


class TooManyTrackersError(Exception):
    """The account would have more trackers than it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerDraft:
    """What a tracker is made of. None is what was not given."""

    name: str
    vocabulary: tuple[str, ...]
    exclude: tuple[str, ...] | None = None
    description: str | None = None
    categories: tuple[str, ...] | None = None
    languages: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTracker:
    """A tracker with its id and the times of its making and of its last change."""

    id: str
    draft: TrackerDraft
    created: datetime
    updated: datetime


def stored(db: sqlite3.Connection, account: str, name: str | None = None) -> list[StoredTracker]:
    """The trackers of an account in the order of their making, or the one of that very name."""
    query = "SELECT * FROM trackers WHERE account = ? AND (? IS NULL OR name = ?) ORDER BY position"
    return [_tracker(row) for row in db.execute(query, [account, name, name])]


def find(db: sqlite3.Connection, account: str, tracker_id: str) -> StoredTracker | None:
    """The tracker of that id in that account."""
    row = db.execute("SELECT * FROM trackers WHERE id = ? AND account = ?", [tracker_id, account]).fetchone()
    return _tracker(row) if row else None


def add(db: sqlite3.Connection, account: str, drafts: Sequence[TrackerDraft], at: datetime) -> list[StoredTracker]:
    """Keep new trackers. Raises `NameTakenError` and `TooManyTrackersError`; the transaction undoes the rest."""
    [count] = db.execute("SELECT count(*) FROM trackers WHERE account = ?", [account]).fetchone()
    if count + len(drafts) > MOST:
        raise TooManyTrackersError
    made: list[StoredTracker] = []
    for index, draft in enumerate(drafts):
        tracker = StoredTracker(id=new_id(), draft=draft, created=at, updated=at)
        try:
            db.execute(
                "INSERT INTO trackers (id, account, created, updated, name, vocabulary, exclude_vocabulary,"
                " description, categories, languages) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [tracker.id, account, to_ms(at), to_ms(at), *_columns(draft)],
            )
        except sqlite3.IntegrityError as error:
            if "trackers.name" not in str(error):
                raise
            raise NameTakenError(index) from None
        made.append(tracker)
    return made


def change(db: sqlite3.Connection, tracker: StoredTracker, draft: TrackerDraft, at: datetime) -> StoredTracker:
    """Put `draft` in the place of what the tracker was. Raises `NameTakenError`."""
    try:
        db.execute(
            "UPDATE trackers SET (updated, name, vocabulary, exclude_vocabulary, description, categories, languages)"
            " = (?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
            [to_ms(at), *_columns(draft), tracker.id],
        )
    except sqlite3.IntegrityError as error:
        if "trackers.name" not in str(error):
            raise
        raise NameTakenError from None
    return StoredTracker(id=tracker.id, draft=draft, created=tracker.created, updated=at)


def remove(db: sqlite3.Connection, account: str, tracker_id: str) -> bool:
    """Forget a tracker; whether there was one. What it found stays."""
    return db.execute("DELETE FROM trackers WHERE id = ? AND account = ?", [tracker_id, account]).rowcount > 0


def resolve(db: sqlite3.Connection, account: str, payload: dict[str, Any]) -> dict[str, Any]:
    """A process request with the stored trackers that it asks for written out, by `id` or by `enableAllTrackers`.

    Whoever changes or deletes them afterwards does not change the request. Raises `DecodeError`, naming the tracker
    that is not stored.
    """
    given: list[dict[str, Any]] = payload.get("trackers") or []
    wanted: list[dict[str, Any]] = []
    known: set[str] = set()
    for index, one in enumerate(given):
        tracker_id: str | None = one.get("id")
        vocabulary: list[str] = one.get("vocabulary") or []
        if not tracker_id or any(phrase.strip() for phrase in vocabulary):
            wanted.append(one)
            known.add(tracker_id or "")
        elif tracker_id not in known:
            found = find(db, account, tracker_id)
            if found is None:
                raise DecodeError("no tracker of this id is stored", f"$.trackers[{index}].id")
            wanted.append(_inline(found))
            known.add(tracker_id)
    if payload.get("enableAllTrackers"):
        wanted += [_inline(tracker) for tracker in stored(db, account) if tracker.id not in known]
    return {**payload, "trackers": wanted} if wanted else payload


def _inline(tracker: StoredTracker) -> dict[str, Any]:
    draft = tracker.draft
    inline: dict[str, Any] = {"id": tracker.id, "name": draft.name, "vocabulary": draft.vocabulary}
    return inline | {"excludeVocabulary": draft.exclude} if draft.exclude else inline


def _columns(draft: TrackerDraft) -> list[str | None]:
    return [
        draft.name,
        json.dumps(draft.vocabulary),
        _to_json(draft.exclude),
        draft.description,
        _to_json(draft.categories),
        _to_json(draft.languages),
    ]


def _to_json(words: tuple[str, ...] | None) -> str | None:
    return None if words is None else json.dumps(words)


def _words(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


def _tracker(row: sqlite3.Row) -> StoredTracker:
    return StoredTracker(
        id=row["id"],
        draft=TrackerDraft(
            name=row["name"],
            vocabulary=tuple(json.loads(row["vocabulary"])),
            exclude=_words(row["exclude_vocabulary"]),
            description=row["description"],
            categories=_words(row["categories"]),
            languages=_words(row["languages"]),
        ),
        created=from_ms(row["created"]),
        updated=from_ms(row["updated"]),
    )
