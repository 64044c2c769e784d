"""The webhooks that are still to be sent, as the database keeps them.

Each is written in the transaction that changes the job's state and stays until it is delivered or given up. Only the
first of each job has a time at which it is `due`, so those of one job are sent one after the other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Generator
from dataclasses import dataclass

import httpx

from symbl_local.records import Status, new_uuid

__all__ = ["Delivery", "add", "due", "expired", "next_due", "postpone", "remove", "resume"]

_MOST = 200
_SELECT = (
    "SELECT webhook_deliveries.id, job_id, webhook_url AS url, origin, webhook_deliveries.status, since, attempts"
    " FROM webhook_deliveries JOIN jobs ON jobs.id = job_id"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A change of a job's state on its way to a URL; times are milliseconds since 1970."""

    id: str
    job_id: str
    url: str
    origin: str
    status: Status
    since: int
    attempts: int


def add(db: sqlite3.Connection, job_id: str, status: Status, url: str | None, at: int) -> None:
    """Have a new state of a job told to `url`, if there is one, after what is still to be told of that job."""
    if url is None:
        return
    parsed = httpx.URL(url)
    origin = f"{parsed.scheme}://{parsed.host}:{parsed.port or ''}"
    db.execute(
        "INSERT INTO webhook_deliveries (id, job_id, origin, status, since, due) VALUES (?1, ?2, ?3, ?4, ?5,"
        " iif(EXISTS (SELECT 1 FROM webhook_deliveries WHERE job_id = ?2), NULL, ?5))",
        [f"msg_{new_uuid()}", job_id, origin, status, at],
    )


def resume(db: sqlite3.Connection, at: int, oldest: int) -> None:
    """After a start: all may be tried at once, and none began before `oldest`, however long the server was down."""
    db.execute(
        "UPDATE webhook_deliveries SET due = iif(due IS NULL, NULL, min(due, ?)), since = max(since, ?)", [at, oldest]
    )


def due(
    db: sqlite3.Connection, at: int, *, busy: Collection[Delivery], room: int, each: int, after: str
) -> list[Delivery]:
    """At most `room` that may be sent at this moment besides the `busy` ones, with at most `each` to one origin.

    Origins take turns; the first is the one that comes after `after`.
    """
    found: list[Delivery] = []
    taken = {delivery.id for delivery in busy}
    for origin in _origins(db, after):
        if len(found) >= room:
            break
        free = each - sum(delivery.origin == origin for delivery in busy)
        if free > 0:
            query = f"{_SELECT} WHERE origin = ? AND due <= ? ORDER BY due LIMIT ?"
            rows = [Delivery(**row) for row in db.execute(query, [origin, at, each])]
            found += [delivery for delivery in rows if delivery.id not in taken][: min(free, room - len(found))]
    return found


def _origins(db: sqlite3.Connection, after: str) -> Generator[str]:
    """All origins once, in a circle, a look at the index each."""
    query = "SELECT min(origin) FROM webhook_deliveries WHERE due IS NOT NULL AND origin > ?"
    origin, around = after, False
    while True:
        [origin] = db.execute(query, [origin]).fetchone()
        if origin is None:
            if around:
                return
            origin, around = "", True
        elif around and origin > after:
            return
        else:
            yield origin


def next_due(db: sqlite3.Connection, at: int) -> int | None:
    """When the next is due after this moment."""
    [moment] = db.execute("SELECT min(due) FROM webhook_deliveries WHERE due > ?", [at]).fetchone()
    return None if moment is None else int(moment)


def expired(db: sqlite3.Connection, before: int) -> list[Delivery]:
    """Some that are next of their jobs and were begun `before`."""
    query = f"{_SELECT} WHERE due IS NOT NULL AND since < ? ORDER BY since LIMIT ?"
    return [Delivery(**row) for row in db.execute(query, [before, _MOST])]


def remove(db: sqlite3.Connection, delivery: Delivery, at: int) -> None:
    """This one is done with: the next of its job is due."""
    db.execute("DELETE FROM webhook_deliveries WHERE id = ?", [delivery.id])
    db.execute(
        "UPDATE webhook_deliveries SET due = ? WHERE due IS NULL"
        " AND position = (SELECT min(position) FROM webhook_deliveries WHERE job_id = ?)",
        [at, delivery.job_id],
    )


def postpone(db: sqlite3.Connection, delivery: Delivery, until: int) -> None:
    """Another attempt has failed; the next one may be made then."""
    db.execute("UPDATE webhook_deliveries SET attempts = attempts + 1, due = ? WHERE id = ?", [until, delivery.id])
