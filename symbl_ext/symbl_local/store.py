"""The database: conversations, and the queue of jobs that fills them.

One SQLite connection behind one lock. Whatever must not be torn apart by a crash is one transaction: taking a
job in (`accept`) and writing its result together with its new state (`finish`), each with the webhook that tells
of it. Between the two a job is a row that says `scheduled` or `in_progress`, and after a crash the latter is
simply `scheduled` again.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from symbl_local import content, deliveries, listing, managed, scores, summaries, trackers
from symbl_local.config import MEMORY, SettingsError
from symbl_local.engine.types import Topic
from symbl_local.records import ConversationRecord, Job, Kind, Outcome, Status, new_id, new_uuid
from symbl_local.times import from_ms, now, to_ms

__all__ = ["Accepted", "IdempotencyKey", "KeyReusedError", "NoConversationError", "Store", "TooManyJobsError"]

_FILE = "symbl_local.sqlite3"
_VERSION = 6
_CACHE = "cache_size = -65536"
"""Kilobytes of the database that are kept in memory, so that lists of many conversations come from there."""


class NoConversationError(Exception):
    """There is no such conversation in this account."""


class KeyReusedError(Exception):
    """The idempotency key belongs to a different request."""


class TooManyJobsError(Exception):
    """The account has as many unfinished jobs as it may have."""


IdempotencyKey = tuple[str, str]
"""The caller's key, and a fingerprint of the request that it came with."""


class Accepted(NamedTuple):
    """What became of a request: a `new` job, or the one that the same request has made before."""

    conversation_id: str
    job_id: str
    new: bool


class Store:
    """All state of one server. Every method may be called from any thread; none belongs on the event loop.

    `on_change` is called after every change of a job's state, `on_gone` with the jobs that went with a conversation.
    """

    def __init__(self, data_dir: Path | None) -> None:
        self.on_change: Callable[[], object] | None = None
        self.on_gone: Callable[[list[str]], object] | None = None
        self._lock = threading.RLock()
        path = data_dir / _FILE if data_dir else MEMORY
        try:
            if data_dir:
                data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
                (data_dir / _FILE).touch(mode=0o600)
            self._db = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
            self._open()
        except OSError as error:
            raise SettingsError(f"cannot use data directory {data_dir}: {error.strerror}") from error
        except sqlite3.Error as error:
            why = "another server is using it" if "locked" in str(error) else str(error)
            raise SettingsError(f"cannot use data directory {data_dir}: {why}") from error

    def _open(self) -> None:
        self._db.row_factory = sqlite3.Row
        # Exclusive: the lock on the file is held until the process ends, however it ends.
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = NORMAL", _CACHE):
            self._db.execute(f"PRAGMA {pragma}").fetchone()
        with self.writing() as db:
            [version] = db.execute("PRAGMA user_version").fetchone()
            if version > _VERSION:
                raise SettingsError(f"the data directory is of a newer version ({version}, not {_VERSION})")
            for step in range(version, _VERSION):
                script = files("symbl_local").joinpath(f"schema/{step + 1}.sql").read_text("utf-8")
                for statement in script.split(";\n"):
                    db.execute(statement)
            db.execute(f"PRAGMA user_version = {_VERSION}")
            db.execute("UPDATE jobs SET status = 'scheduled' WHERE status = 'in_progress'")
        self._db.execute("PRAGMA foreign_keys = ON")

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._db.close()

    @contextmanager
    def reading(self) -> Generator[sqlite3.Connection]:
        """The connection for several reads that must fit together: nothing changes meanwhile."""
        with self._lock:
            yield self._db

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """The connection inside a transaction, which an exception takes back."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    # -- jobs -----------------------------------------------------------------------------------------

    def accept(
        self,
        account: str,
        conversation_id: str | None,
        payload: dict[str, Any],
        received: int,
        *,
        limit: int,
        key: IdempotencyKey | None = None,
        kind: Kind = "text",
        file: str | None = None,
    ) -> Accepted:
        """Take a request in and give the ids of its conversation and its job.

        `conversation_id` is None for a new conversation. When this returns, the job is durable.
        A key that was seen with the same fingerprint gives the ids of then, and no new job. Stored trackers and
        entities are written out as they are now; `DecodeError` for one that is not stored.
        """
        with self._lock:
            with self.writing() as db:
                if conversation_id is not None and self.conversation(account, conversation_id) is None:
                    raise NoConversationError
                if key and (earlier := self._earlier(account, key)):
                    return earlier
                query = "SELECT count(*) FROM jobs WHERE account = ? AND status IN ('scheduled', 'in_progress')"
                [unfinished] = db.execute(query, [account]).fetchone()
                if unfinished >= limit:
                    raise TooManyJobsError
                payload = managed.resolve(db, account, trackers.resolve(db, account, payload))
                conversation_id = self._name_conversation(account, conversation_id, payload, received)
                job_id = new_uuid()
                webhook = payload.get("webhookUrl")
                db.execute(
                    "INSERT INTO jobs (id, account, conversation_id, payload, webhook_url, received, kind, file)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    [job_id, account, conversation_id, json.dumps(payload), webhook, received, kind, file],
                )
                if key:
                    db.execute("INSERT INTO idempotency_keys VALUES (?, ?, ?, ?)", [account, *key, job_id])
                scores.save(db, conversation_id, job_id, payload)
                deliveries.add(db, job_id, "scheduled", webhook, received)
            self._changed()
        return Accepted(conversation_id, job_id, new=True)

    def _earlier(self, account: str, key: IdempotencyKey) -> Accepted | None:
        row = self._db.execute(
            "SELECT fingerprint, conversation_id, job_id FROM idempotency_keys"
            " JOIN jobs ON jobs.id = job_id WHERE idempotency_keys.account = ? AND key = ?",
            [account, key[0]],
        ).fetchone()
        if row is None:
            return None
        if row["fingerprint"] != key[1]:
            raise KeyReusedError
        return Accepted(row["conversation_id"], row["job_id"], new=False)

    def _name_conversation(self, account: str, known: str | None, payload: dict[str, Any], at: int) -> str:
        name = payload.get("name")
        if known is None:
            known = new_id()
            self._db.execute(
                "INSERT INTO conversations (id, account, name, started, ended) VALUES (?, ?, ?, ?, ?)",
                [known, account, name or known, at, at],
            )
        elif name:
            self._db.execute("UPDATE conversations SET name = ? WHERE id = ?", [name, known])
        return known

    def claim(self, kind: Kind) -> Job | None:
        """The next job of that kind to work on, now `in_progress`; None if there is none.

        Jobs of one conversation come one at a time and in order, so a job waits for the one before it.
        """
        with self._lock:
            with self.writing() as db:
                row = db.execute(
                    "UPDATE jobs SET status = 'in_progress' WHERE position = ("
                    "  SELECT min(position) FROM jobs AS job WHERE status = 'scheduled' AND kind = ? AND NOT EXISTS"
                    "   (SELECT 1 FROM jobs WHERE conversation_id = job.conversation_id"
                    "     AND status IN ('scheduled', 'in_progress') AND position < job.position)) RETURNING *",
                    [kind],
                ).fetchone()
                if row is None:
                    return None
                deliveries.add(db, row["id"], "in_progress", row["webhook_url"], to_ms(now()))
            self._changed()
            return _job(row)

    def finish(self, job: Job, outcome: Outcome | str) -> None:
        """Write what became of a job, an outcome or the reason of its failure, and its last state."""
        status: Status = "failed" if isinstance(outcome, str) else "completed"
        with self._lock:
            with self.writing() as db:
                row = db.execute(
                    "UPDATE jobs SET status = ?, reason = ? WHERE id = ? AND status = 'in_progress'"
                    " RETURNING webhook_url",
                    [status, outcome if isinstance(outcome, str) else None, job.id],
                ).fetchone()
                if row is None:  # its conversation is gone
                    return
                if isinstance(outcome, Outcome):
                    content.save(db, job.conversation_id, outcome)
                    if outcome.summary:
                        summaries.save(db, job.conversation_id, outcome.summary)
                deliveries.add(db, job.id, status, row["webhook_url"], to_ms(now()))
            self._changed()

    def job(self, account: str, job_id: str) -> Job | None:
        """The job of that id in that account."""
        with self._lock:
            row = self._db.execute("SELECT * FROM jobs WHERE id = ? AND account = ?", [job_id, account]).fetchone()
        return _job(row) if row else None

    def files(self) -> set[str]:
        """The uploads that jobs which are not done still need."""
        query = "SELECT file FROM jobs WHERE status IN ('scheduled', 'in_progress') AND file IS NOT NULL"
        with self._lock:
            return {row["file"] for row in self._db.execute(query)}

    def _changed(self) -> None:
        if self.on_change:
            self.on_change()

    # -- conversations --------------------------------------------------------------------------------

    def conversation(self, account: str, conversation_id: str) -> ConversationRecord | None:
        """The conversation of that id in that account."""
        with self._lock:
            row = self._db.execute(
                "SELECT * FROM conversations WHERE id = ? AND account = ?", [conversation_id, account]
            ).fetchone()
        return listing.record(row) if row else None

    def put_metadata(self, account: str, conversation_id: str, metadata: dict[str, str]) -> bool:
        """Put `metadata` in the place of what a conversation has; whether there is such a conversation."""
        query = "UPDATE conversations SET metadata = ? WHERE id = ? AND account = ?"
        with self.writing() as db:
            return db.execute(query, [json.dumps(metadata), conversation_id, account]).rowcount > 0

    def delete_conversation(self, account: str, conversation_id: str) -> list[str] | None:
        """Delete a conversation and everything that belongs to it; None if there is no such.

        Gives the uploads in the spool that nobody needs any more. What its running jobs find is thrown away.
        """
        with self._lock:
            with self.writing() as db:
                query = "SELECT id, file FROM jobs WHERE conversation_id = ? AND status IN ('scheduled', 'in_progress')"
                jobs = db.execute(query, [conversation_id]).fetchall()
                query = "DELETE FROM conversations WHERE id = ? AND account = ?"
                if not db.execute(query, [conversation_id, account]).rowcount:
                    return None
            if self.on_gone:
                self.on_gone([job["id"] for job in jobs])
        return [job["file"] for job in jobs if job["file"]]

    def replace_topics(self, record: ConversationRecord, topics: Iterable[Topic], when_messages: int) -> None:
        """Put `topics` in the place of the earlier ones, if the conversation still has so many messages."""
        with self.writing() as db:
            query = "SELECT count(*) FROM messages WHERE conversation_id = ?"
            [count] = db.execute(query, [record.id]).fetchone()
            if count == when_messages:
                content.save_topics(db, record.id, [topic for topic in topics if topic.score >= record.threshold])


def _job(row: sqlite3.Row) -> Job:
    return Job(
        id=row["id"],
        account=row["account"],
        conversation_id=row["conversation_id"],
        kind=row["kind"],
        status=row["status"],
        reason=row["reason"],
        payload=row["payload"],
        file=row["file"],
        received=from_ms(row["received"]),
    )
