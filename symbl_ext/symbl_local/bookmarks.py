"""Bookmarks, to and from the tables. Every function takes an open connection."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from symbl_local.records import new_id

__all__ = ["Bookmark", "Mark", "Messages", "add", "all_of", "find", "put", "remove"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A marked stretch of a conversation, in seconds from its start.

    Without `message_ids` the messages of that time belong to it.
    """

    label: str
    description: str
    user: dict[str, str]
    begins: int
    duration: int
    message_ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A mark and its id."""

    id: str
    mark: Mark


@dataclass(frozen=True, slots=True)
class _Message:
    id: str
    text: str
    started: int
    ended: int


class Messages:
    """The messages of a conversation by their times, in milliseconds since 1970."""

    def __init__(self, db: sqlite3.Connection, conversation_id: str) -> None:
        query = "SELECT id, text, started, ended FROM messages WHERE conversation_id = ? ORDER BY started, position"
        self._all = [_Message(**dict(row)) for row in db.execute(query, [conversation_id])]
        self._starts = [message.started for message in self._all]
        # What takes no time is there for a millisecond.
        self._reach = list(accumulate((self._end(message) for message in self._all), max))
        self.by_id = {message.id: message for message in self._all}

    def between(self, start: int, end: int) -> list[_Message]:
        """Those of which a part is said from `start` to `end`, in the order in which they begin."""
        first, last = bisect_right(self._reach, start), bisect_left(self._starts, max(end, start + 1))
        return [message for message in self._all[first:last] if self._end(message) > start]

    @staticmethod
    def _end(message: _Message) -> int:
        return max(message.ended, message.started + 1)


def all_of(db: sqlite3.Connection, conversation_id: str) -> list[Bookmark]:
    """The bookmarks of a conversation in the order of their times."""
    query = "SELECT * FROM bookmarks WHERE conversation_id = ? ORDER BY begins, position"
    return [_bookmark(row) for row in db.execute(query, [conversation_id])]


def find(db: sqlite3.Connection, conversation_id: str, bookmark_id: str) -> Bookmark | None:
    """The bookmark of that id in that conversation."""
    query = "SELECT * FROM bookmarks WHERE id = ? AND conversation_id = ?"
    row = db.execute(query, [bookmark_id, conversation_id]).fetchone()
    return _bookmark(row) if row else None


def add(db: sqlite3.Connection, conversation_id: str, mark: Mark) -> Bookmark:
    """Keep a new bookmark."""
    bookmark = Bookmark(new_id(), mark)
    query = "INSERT INTO bookmarks VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)"
    db.execute(query, [bookmark.id, conversation_id, *_values(mark)])
    return bookmark


def put(db: sqlite3.Connection, bookmark: Bookmark) -> None:
    """Put the mark in the place of what the bookmark of that id was."""
    columns = "(label, description, user, begins, duration, message_ids)"
    db.execute(
        f"UPDATE bookmarks SET {columns} = (?, ?, ?, ?, ?, ?) WHERE id = ?", [*_values(bookmark.mark), bookmark.id]
    )


def remove(db: sqlite3.Connection, bookmark_id: str) -> None:
    """Delete a bookmark."""
    db.execute("DELETE FROM bookmarks WHERE id = ?", [bookmark_id])


def _values(mark: Mark) -> tuple[str | int | None, ...]:
    ids = None if mark.message_ids is None else json.dumps(mark.message_ids)
    return mark.label, mark.description, json.dumps(mark.user), mark.begins, mark.duration, ids


def _bookmark(row: sqlite3.Row) -> Bookmark:
    ids = row["message_ids"]
    mark = Mark(
        label=row["label"],
        description=row["description"],
        user=json.loads(row["user"]),
        begins=row["begins"],
        duration=row["duration"],
        message_ids=None if ids is None else tuple(json.loads(ids)),
    )
    return Bookmark(row["id"], mark)
