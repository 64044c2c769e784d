"""Which tokens of an account are still good, in the tables: those of its present generation."""

from __future__ import annotations

import sqlite3

__all__ = ["advance", "all_of"]


def all_of(db: sqlite3.Connection) -> dict[str, int]:
    """The generation of every account that has revoked its tokens; that of all others is 0."""
    return {
        row["account"]: row["generation"] for row in db.execute("SELECT account, generation FROM token_generations")
    }


def advance(db: sqlite3.Connection, account: str) -> int:
    """End the account's generation of tokens; gives the next one."""
    row = db.execute(
        "INSERT INTO token_generations VALUES (?, 1)"
        " ON CONFLICT DO UPDATE SET generation = generation + 1 RETURNING generation",
        [account],
    ).fetchone()
    return int(row["generation"])
