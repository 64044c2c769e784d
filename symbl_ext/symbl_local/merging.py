"""Members that become one, in the tables. Every function takes an open transaction.

Who adds to a conversation knows its members as they were when that began. What comes for a member that has become
another one meanwhile is put right by `settle`.
"""

from __future__ import annotations

import sqlite3

__all__ = ["merge", "settle"]


def merge(db: sqlite3.Connection, conversation_id: str, gone: str, stays: str) -> None:
    """Make one member another: everything that is theirs is that one's."""
    for table, column in (
        ("messages", "member_id"),
        ("insights", "member_id"),
        ("insights", "assignee_id"),
        ("entities", "member_id"),
        ("merged_members", "stays"),
    ):
        db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", [stays, gone])
    db.execute("INSERT OR REPLACE INTO merged_members VALUES (?, ?, ?)", [gone, conversation_id, stays])
    db.execute("DELETE FROM members WHERE id = ?", [gone])


def settle(db: sqlite3.Connection, conversation_id: str) -> None:
    """Members whom new messages brought back become one with the ones that stayed, names are those of today."""
    query = (
        "SELECT merged_members.id, stays FROM merged_members JOIN members USING (id)"
        " WHERE merged_members.conversation_id = ?"
    )
    for row in db.execute(query, [conversation_id]).fetchall():
        merge(db, conversation_id, row["id"], row["stays"])
    db.execute(
        "UPDATE entities SET value = members.name FROM members"
        " WHERE entities.conversation_id = ? AND members.id = member_id AND type = 'person' AND value <> members.name",
        [conversation_id],
    )
