"""Links to pages, to and from the tables. Every function takes an open connection.

A link holds a key that nobody can guess. The database keeps its hash only, so who reads that cannot open the page.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from symbl_local.times import from_ms, to_ms

__all__ = ["EXPIRES_IN", "Experience", "add", "find", "media_url", "save_media_url"]

EXPIRES_IN = 2_592_000
"""Seconds that a link is good for when nothing else is said: 30 days."""
_KEPT = timedelta(days=90)
"""How long after its end it is still known that there was such a link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """A link to the page of a conversation, or without one to the list of the account's.

    `look` is what the page shows besides: addresses of pictures and recordings, colours, a font.
    """

    account: str
    conversation_id: str | None
    look: Mapping[str, Any]
    end: datetime | None = None


def add(db: sqlite3.Connection, made: Experience, now: datetime, key: str = "") -> str:
    """Keep a link and give its key: 192 random bits unless `key` is given, which makes a known link good again."""
    key = key or secrets.token_urlsafe(24)
    db.execute("DELETE FROM experiences WHERE ends < ?", [to_ms(now - _KEPT)])
    db.execute(
        "INSERT OR REPLACE INTO experiences VALUES (?, ?, ?, ?, ?)",
        [
            _hash(key),
            made.account,
            made.conversation_id,
            json.dumps(made.look),
            None if made.end is None else to_ms(made.end),
        ],
    )
    return key


def find(db: sqlite3.Connection, key: str) -> Experience | None:
    """The link with that key, also when its end has passed."""
    row = db.execute("SELECT * FROM experiences WHERE key_hash = ?", [_hash(key)]).fetchone()
    if row is None:
        return None
    return Experience(
        account=row["account"],
        conversation_id=row["conversation_id"],
        look=json.loads(row["look"]),
        end=None if row["ends"] is None else from_ms(row["ends"]),
    )


def media_url(db: sqlite3.Connection, conversation_id: str) -> str | None:
    """Where the recording of a conversation is, if somebody has said so."""
    query = "SELECT url FROM conversation_media WHERE conversation_id = ?"
    row = db.execute(query, [conversation_id]).fetchone()
    return str(row["url"]) if row else None


def save_media_url(db: sqlite3.Connection, conversation_id: str, url: str) -> None:
    """Keep where the recording of a conversation is."""
    db.execute("INSERT OR REPLACE INTO conversation_media VALUES (?, ?)", [conversation_id, url])


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
