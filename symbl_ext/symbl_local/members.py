"""Changing who the members of a conversation are, in the tables. Every function takes an open transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from symbl_local import content
from symbl_local.engine.types import Insight
from symbl_local.merging import merge
from symbl_local.records import Person, new_uuid

__all__ = ["add", "assign", "change", "find", "reassign", "same"]


def find(db: sqlite3.Connection, conversation_id: str, member_id: str) -> str | None:
    """The id of that member, or of the one with whom they became one."""
    query = (
        "SELECT id FROM members WHERE id = ? AND conversation_id = ? UNION ALL"
        " SELECT stays FROM merged_members WHERE id = ? AND conversation_id = ?"
    )
    row = db.execute(query, [member_id, conversation_id] * 2).fetchone()
    return row[0] if row else None


def change(db: sqlite3.Connection, conversation_id: str, member_id: str, name: str, email: str | None) -> str:
    """Give a member a name and, unless it is None, an e-mail address (an empty one takes theirs away).

    Where another member has that address, the two become one: that one stays. Gives the id of the one that stays.
    """
    people = content.people(db, conversation_id)
    known = [person.id for person in people.values() if person.id != member_id and _has(person, email)]
    stays = known[0] if known else member_id
    merged = [member_id, *known[1:]] if known else []
    for gone in merged:
        merge(db, conversation_id, gone, stays)
        user_id = people[gone].user_id
        db.execute("UPDATE members SET user_id = coalesce(user_id, ?) WHERE id = ?", [user_id, stays])
    if email is not None:
        before = people[stays]
        # The id that a client gave stays, unless it is the old address.
        user_id = before.user_id if before.user_id and not same(before.user_id, before.email) else email or None
        db.execute("UPDATE members SET (email, user_id) = (?, ?) WHERE id = ?", [email or None, user_id, stays])
    _rename(db, conversation_id, stays, name, [people[one].name for one in (stays, *merged)])
    return stays


def add(db: sqlite3.Connection, conversation_id: str, name: str, user_id: str | None, email: str | None) -> Person:
    """A new member."""
    person = Person(id=new_uuid(), name=name, user_id=user_id, email=email)
    db.execute(
        "INSERT INTO members SELECT ?, ?, coalesce(max(position) + 1, 0), ?, ?, ? FROM members"
        " WHERE conversation_id = ?",
        [person.id, conversation_id, name, user_id, email, conversation_id],
    )
    return person


def assign(db: sqlite3.Connection, speakers: Iterable[tuple[str, str]]) -> None:
    """Pairs of a message and who says it: so it is in the message, and in the insights made from it."""
    pairs = [(member_id, message_id) for message_id, member_id in speakers]
    db.executemany("UPDATE messages SET member_id = ? WHERE id = ?", pairs)
    db.executemany(
        "UPDATE insights SET member_id = ?1 WHERE conversation_id ="
        " (SELECT conversation_id FROM messages WHERE id = ?2) AND message_id = ?2",
        pairs,
    )


def reassign(db: sqlite3.Connection, conversation_id: str, found: Iterable[Insight]) -> None:
    """Take over the assignees of these tasks for the stored ones of the same messages.

    One who has become another member meanwhile is that one.
    """
    tasks = {(task.message_id, task.type, task.text): task.assignee for task in found}
    query = "SELECT id, message_id, type, text FROM insights WHERE conversation_id = ? AND type <> 'question'"
    known = {row["id"]: (row["message_id"], row["type"], row["text"]) for row in db.execute(query, [conversation_id])}
    db.executemany(
        "UPDATE insights SET (assignee_id, assignee_name) = (?, ?) WHERE id = ?",
        [
            (find(db, conversation_id, assignee.id) if assignee else None, assignee and assignee.name, insight_id)
            for insight_id, key in known.items()
            if key in tasks
            for assignee in [tasks[key]]
        ],
    )


def same(one: str | None, other: str | None) -> bool:
    """Whether both are there and equal but for case."""
    return bool(one and other) and str(one).casefold() == str(other).casefold()


def _has(person: Person, email: str | None) -> bool:
    return same(person.email, email) or same(person.user_id, email)


def _rename(db: sqlite3.Connection, conversation_id: str, member_id: str, name: str, earlier: Iterable[str]) -> None:
    """Members are shown by reference; what else holds a name is a copy, or is known by the name alone."""
    db.execute("UPDATE members SET name = ? WHERE id = ?", [name, member_id])
    db.execute("UPDATE insights SET assignee_name = ? WHERE assignee_id = ?", [name, member_id])
    db.execute("UPDATE entities SET value = ? WHERE member_id = ? AND type = 'person'", [name, member_id])
    for known in {name, *earlier}:
        values = [member_id, name, conversation_id, known]
        db.execute(
            "UPDATE insights SET (assignee_id, assignee_name) = (?, ?)"
            " WHERE conversation_id = ? AND assignee_id IS NULL AND assignee_name = ? COLLATE NOCASE",
            values,
        )
        db.execute(
            "UPDATE entities SET (member_id, value) = (?, ?)"
            " WHERE conversation_id = ? AND member_id IS NULL AND type = 'person' AND value = ? COLLATE NOCASE",
            values,
        )
