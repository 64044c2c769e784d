"""Groups of conversations: a name for those that meet a criterion (docs/contract.md §18.2)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from symbl_local.records import new_id

__all__ = ["GroupDraft", "StoredGroup", "add", "change", "find", "remove", "stored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupDraft:
    """What a group is made of; `criteria` is a filter that was read once without an error."""

    name: str
    criteria: str
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredGroup:
    """A group with its id."""

    id: str
    draft: GroupDraft


def stored(db: sqlite3.Connection, account: str) -> list[StoredGroup]:
    """The groups of an account in the order of their making."""
    query = 'SELECT * FROM "groups" WHERE account = ? ORDER BY position'
    return [_group(row) for row in db.execute(query, [account])]


def find(db: sqlite3.Connection, account: str, group_id: str) -> StoredGroup | None:
    """The group of that id in that account."""
    row = db.execute('SELECT * FROM "groups" WHERE id = ? AND account = ?', [group_id, account]).fetchone()
    return _group(row) if row else None


def add(db: sqlite3.Connection, account: str, drafts: Sequence[GroupDraft]) -> list[StoredGroup]:
    """Keep new groups."""
    made = [StoredGroup(id=new_id(), draft=draft) for draft in drafts]
    db.executemany(
        'INSERT INTO "groups" (id, account, name, description, criteria) VALUES (?, ?, ?, ?, ?)',
        [(one.id, account, one.draft.name, one.draft.description, one.draft.criteria) for one in made],
    )
    return made


def change(db: sqlite3.Connection, account: str, group_id: str, draft: GroupDraft) -> bool:
    """Put `draft` in the place of what the group was; whether there is such a group."""
    query = 'UPDATE "groups" SET (name, description, criteria) = (?, ?, ?) WHERE id = ? AND account = ?'
    return db.execute(query, [draft.name, draft.description, draft.criteria, group_id, account]).rowcount > 0


def remove(db: sqlite3.Connection, account: str, group_id: str) -> bool:
    """Forget a group; whether there was one. Its conversations stay."""
    return db.execute('DELETE FROM "groups" WHERE id = ? AND account = ?', [group_id, account]).rowcount > 0


def _group(row: sqlite3.Row) -> StoredGroup:
    draft = GroupDraft(name=row["name"], criteria=row["criteria"], description=row["description"])
    return StoredGroup(id=row["id"], draft=draft)
