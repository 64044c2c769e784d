"""Entities that an account keeps, to be looked for in every text, to and from the tables.

Every function takes an open connection.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from symbl_local.records import new_id

__all__ = [
    "MOST_VALUES",
    "Kept",
    "ManagedEntity",
    "TooManyValuesError",
    "add",
    "all_of",
    "find",
    "put",
    "remove",
    "resolve",
]

MOST_VALUES = 1000
"""That an account may keep, all entities together: each is looked for in every sentence."""


class TooManyValuesError(Exception):
    """With these, the account would keep more than `MOST_VALUES`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Words to look for, and what they are reported as."""

    type: str
    sub_type: str
    category: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ManagedEntity:
    """An entity that is kept, and its id."""

    id: str
    kept: Kept


def all_of(
    db: sqlite3.Connection, account: str, *, kind: str | None = None, sub_type: str | None = None
) -> list[ManagedEntity]:
    """The entities of an account, or those of a type or subtype, in the order in which they came."""
    query = (
        "SELECT * FROM managed_entities WHERE account = ? AND coalesce(type = ?, TRUE) AND coalesce(sub_type = ?, TRUE)"
        " ORDER BY position"
    )
    return [_entity(row) for row in db.execute(query, [account, kind, sub_type])]


def find(db: sqlite3.Connection, account: str, entity_id: str) -> ManagedEntity | None:
    """The entity of that id in that account."""
    row = db.execute("SELECT * FROM managed_entities WHERE id = ? AND account = ?", [entity_id, account]).fetchone()
    return _entity(row) if row else None


def add(db: sqlite3.Connection, account: str, found: Sequence[Kept]) -> list[ManagedEntity]:
    """Keep these too."""
    made = [ManagedEntity(new_id(), kept) for kept in found]
    db.executemany(
        "INSERT INTO managed_entities VALUES (NULL, ?, ?, ?, ?, ?, ?)",
        [(entity.id, account, *_values(entity.kept)) for entity in made],
    )
    _check(db, account)
    return made


def put(db: sqlite3.Connection, account: str, entity: ManagedEntity) -> None:
    """Put this in the place of what the entity of that id was."""
    columns = '(type, sub_type, category, "values")'
    db.execute(f"UPDATE managed_entities SET {columns} = (?, ?, ?, ?) WHERE id = ?", [*_values(entity.kept), entity.id])
    _check(db, account)


def remove(db: sqlite3.Connection, found: Sequence[ManagedEntity]) -> None:
    """Keep these no longer."""
    db.executemany("DELETE FROM managed_entities WHERE id = ?", [[entity.id] for entity in found])


def resolve(db: sqlite3.Connection, account: str, payload: dict[str, Any]) -> dict[str, Any]:
    """A request with the entities that the account keeps by now, if it is one to detect entities.

    They are reported as custom entities of their type. Where the request looks for the same words, its own count.
    """
    if not payload.get("detectEntities"):
        return payload
    given: list[dict[str, Any]] = list(payload.get("entities", ()))
    known = {str(entity.get("text") or entity.get("value")).casefold() for entity in given}
    for entity in all_of(db, account):
        for value in entity.kept.values:
            if value.casefold() not in known:
                known.add(value.casefold())
                given.append({"customType": entity.kept.type, "text": value, "value": value})
    return {**payload, "entities": given} if given else payload


def _check(db: sqlite3.Connection, account: str) -> None:
    query = 'SELECT coalesce(sum(json_array_length("values")), 0) FROM managed_entities WHERE account = ?'
    [count] = db.execute(query, [account]).fetchone()
    if count > MOST_VALUES:
        raise TooManyValuesError


def _values(kept: Kept) -> tuple[str, str, str, str]:
    return kept.type, kept.sub_type, kept.category, json.dumps(kept.values)


def _entity(row: sqlite3.Row) -> ManagedEntity:
    values = tuple(json.loads(row["values"]))
    kept = Kept(type=row["type"], sub_type=row["sub_type"], category=row["category"], values=values)
    return ManagedEntity(row["id"], kept)
