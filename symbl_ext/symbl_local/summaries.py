"""Summaries, to and from the tables. Every function takes an open connection."""

from __future__ import annotations

import json
import sqlite3

from symbl_local.engine.types import SummaryItem
from symbl_local.records import Summary, new_id

__all__ = ["covered", "items", "save"]


def covered(db: sqlite3.Connection, conversation_id: str) -> int | None:
    """How many messages, from the first on, have been summarised; None when there is no summary."""
    row = db.execute("SELECT covered FROM summaries WHERE conversation_id = ?", [conversation_id]).fetchone()
    return None if row is None else int(row["covered"])


def items(db: sqlite3.Connection, conversation_id: str) -> list[tuple[str, SummaryItem]]:
    """The paragraphs with their ids, in order."""
    query = "SELECT * FROM summary_items WHERE conversation_id = ? ORDER BY position"
    return [
        (row["id"], SummaryItem(text=row["text"], message_ids=tuple(json.loads(row["message_ids"]))))
        for row in db.execute(query, [conversation_id])
    ]


def save(db: sqlite3.Connection, conversation_id: str, made: Summary) -> bool:
    """Add a summary to what there is; one that begins with the first message replaces that.

    When somebody else has been faster, and its messages are summarised by now, or when its speakers have other names
    by now, it is dropped. Whether it was kept.
    """
    if made.start and made.start != covered(db, conversation_id):
        return False
    query = (
        "SELECT messages.id, name FROM json_each(?) JOIN messages ON messages.id = value"
        " LEFT JOIN members ON members.id = member_id"
    )
    if dict(db.execute(query, [json.dumps(list(made.speakers))]).fetchall()) != made.speakers:
        return False
    if not made.start:
        db.execute("DELETE FROM summary_items WHERE conversation_id = ?", [conversation_id])
    query = "SELECT count(*) FROM summary_items WHERE conversation_id = ?"
    [before] = db.execute(query, [conversation_id]).fetchone()
    db.executemany(
        "INSERT INTO summary_items VALUES (?, ?, ?, ?, ?)",
        [
            (new_id(), conversation_id, position, item.text, json.dumps(item.message_ids))
            for position, item in enumerate(made.items, before)
        ],
    )
    db.execute(
        "INSERT INTO summaries VALUES (?, ?) ON CONFLICT DO UPDATE SET covered = excluded.covered",
        [conversation_id, made.end],
    )
    return True
