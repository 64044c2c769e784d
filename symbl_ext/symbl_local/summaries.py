"""Summaries, to and from the tables. Every function takes an open connection."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable

from symbl_local.engine.types import SummaryItem
from symbl_local.records import Summary, new_id

__all__ = ["covered", "items", "save"]


def covered(db: sqlite3.Connection, conversation_id: str) -> int | None:
    """How many messages, from the first on, have been summarised; None when there is no summary."""
    row = db.execute("SELECT covered FROM summaries WHERE conversation_id = ?", [conversation_id]).fetchone()
    return None if row is None else int(row["covered"])


def items(db: sqlite3.Connection, conversation_id: str) -> list[tuple[str, SummaryItem]]:
    """The paragraphs with their ids, in order. Speakers have the names that they have now."""
    query = "SELECT * FROM summary_items WHERE conversation_id = ? ORDER BY position"
    found: list[tuple[str, SummaryItem]] = []
    for row in db.execute(query, [conversation_id]).fetchall():
        ids: list[str] = json.loads(row["message_ids"])
        text = _renamed(row["text"], zip(json.loads(row["speakers"]), _speakers(db, ids), strict=True))
        found.append((row["id"], SummaryItem(text=text, message_ids=tuple(ids))))
    return found


def save(db: sqlite3.Connection, conversation_id: str, made: Summary) -> None:
    """Add a summary to what there is; one that begins with the first message replaces that.

    When somebody else has been faster, and its messages are summarised by now, it is dropped.
    """
    if made.start and made.start != covered(db, conversation_id):
        return
    if not made.start:
        db.execute("DELETE FROM summary_items WHERE conversation_id = ?", [conversation_id])
    query = "SELECT count(*) FROM summary_items WHERE conversation_id = ?"
    [before] = db.execute(query, [conversation_id]).fetchone()
    db.executemany(
        "INSERT INTO summary_items VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                new_id(),
                conversation_id,
                position,
                item.text,
                json.dumps(item.message_ids),
                json.dumps(_speakers(db, item.message_ids)),
            )
            for position, item in enumerate(made.items, before)
        ],
    )
    db.execute(
        "INSERT INTO summaries VALUES (?, ?) ON CONFLICT DO UPDATE SET covered = excluded.covered",
        [conversation_id, made.end],
    )


def _speakers(db: sqlite3.Connection, message_ids: Iterable[str]) -> list[str | None]:
    """The names of those who said these messages."""
    query = "SELECT name FROM messages LEFT JOIN members ON members.id = member_id WHERE messages.id = ?"
    rows = [db.execute(query, [message_id]).fetchone() for message_id in message_ids]
    return [row["name"] if row else None for row in rows]


def _renamed(text: str, names: Iterable[tuple[str | None, str | None]]) -> str:
    """`text` with each "Name:" as it is called now; `names` are pairs of then and now."""
    new = {old: now for old, now in names if old and now and old != now}
    if not new:
        return text
    pattern = "|".join(re.escape(name) for name in sorted(new, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{pattern})(?=:)", lambda match: new[match[0]], text)
