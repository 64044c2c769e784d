"""What a conversation holds, to and from the tables. Every function takes an open connection."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from symbl_local import merging
from symbl_local.engine.types import Entity, Findings, Insight, Member, Message, Topic, Tracker, TrackerMatch
from symbl_local.records import HeardWord, MessageRecord, Outcome, Person, Recording, new_id
from symbl_local.times import from_ms, to_ms

__all__ = [
    "entities",
    "insights",
    "matches",
    "messages",
    "people",
    "recordings",
    "save",
    "save_topics",
    "texts",
    "topics",
    "words",
]


def save(db: sqlite3.Connection, conversation_id: str, outcome: Outcome) -> None:
    """Add the outcome of one job to its conversation; what scores below its threshold is left out."""
    _save_people(db, conversation_id, outcome.people)
    if outcome.messages:
        _save_messages(db, conversation_id, outcome)
    if outcome.recording:
        times = to_ms(outcome.recording.start), to_ms(outcome.recording.end)
        db.execute("INSERT INTO recordings VALUES (NULL, ?, ?, ?)", [conversation_id, *times])
    if outcome.findings is not None:
        _save_findings(db, conversation_id, outcome.findings, outcome.threshold)
    merging.settle(db, conversation_id)


def _save_findings(db: sqlite3.Connection, conversation_id: str, found: Findings, threshold: float) -> None:
    db.execute("UPDATE conversations SET threshold = ? WHERE id = ?", [threshold, conversation_id])
    _save_insights(db, conversation_id, [insight for insight in found.insights if insight.score >= threshold])
    _save_entities(db, conversation_id, found.entities)
    db.executemany(
        "INSERT INTO tracker_matches VALUES (NULL, ?, ?, ?, ?, ?, ?)",
        [
            (
                conversation_id,
                match.tracker.id,
                match.tracker.name,
                match.phrase,
                match.message_id,
                match.offset,
            )
            for match in found.matches
        ],
    )
    save_topics(db, conversation_id, [topic for topic in found.topics if topic.score >= threshold])


def _save_people(db: sqlite3.Connection, conversation_id: str, people: Iterable[Person]) -> None:
    db.executemany(
        "INSERT INTO members VALUES (?, ?, ?, ?, ?, ?)"
        # A job only adds to what is known: the rest may have changed since it began.
        " ON CONFLICT (id) DO UPDATE SET (user_id, email) ="
        " (coalesce(members.user_id, excluded.user_id), coalesce(members.email, excluded.email))",
        [
            (person.id, conversation_id, position, person.name, person.user_id, person.email)
            for position, person in enumerate(people)
        ],
    )


def _save_messages(db: sqlite3.Connection, conversation_id: str, outcome: Outcome) -> None:
    found = outcome.findings or Findings()
    query = "SELECT count(*) FROM messages WHERE conversation_id = ?"
    [before] = db.execute(query, [conversation_id]).fetchone()
    db.executemany(
        "INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                message.id,
                conversation_id,
                before + position,
                message.text,
                to_ms(message.start),
                to_ms(message.end),
                _id(message.member),
                json.dumps(found.phrases.get(message.id, ())),
                found.sentiment.get(message.id),
                _words_to_json(outcome.words.get(message.id, ()), message),
            )
            for position, message in enumerate(outcome.messages)
        ],
    )
    db.execute(
        "UPDATE conversations SET (started, ended) ="
        " (SELECT min(started), max(ended) FROM messages WHERE conversation_id = id_) FROM (SELECT ? AS id_)"
        " WHERE id = id_",
        [conversation_id],
    )


def _save_insights(db: sqlite3.Connection, conversation_id: str, insights: Iterable[Insight]) -> None:
    query = "SELECT coalesce(max(position) + 1, 0) FROM insights WHERE conversation_id = ?"
    [before] = db.execute(query, [conversation_id]).fetchone()
    for position, insight in enumerate(insights, before):
        insight_id = new_id()
        assignee = insight.assignee
        db.execute(
            "INSERT INTO insights VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                insight_id,
                conversation_id,
                position,
                insight.type,
                insight.text,
                insight.score,
                insight.message_id,
                _id(insight.member),
                insight.definitive,
                _id(assignee),
                assignee.name if assignee else None,
                insight.due,
                to_ms(insight.due_by) if insight.due_by else None,
                json.dumps(insight.phrases),
            ],
        )
        _save_entities(db, conversation_id, insight.entities, insight_id)


def _save_entities(
    db: sqlite3.Connection, conversation_id: str, found: Iterable[Entity], insight_id: str | None = None
) -> None:
    db.executemany(
        "INSERT INTO entities VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                conversation_id,
                insight_id,
                entity.type,
                entity.text,
                entity.offset,
                entity.message_id,
                entity.value,
                entity.start,
                entity.end,
                entity.custom_type,
                _id(entity.member),
            )
            for entity in found
        ],
    )


def save_topics(db: sqlite3.Connection, conversation_id: str, found: Iterable[Topic]) -> None:
    """Put `found` in the place of the earlier topics; a topic that stays keeps its id."""
    known = {topic.text: topic_id for topic_id, topic in topics(db, conversation_id)}
    db.execute("DELETE FROM topics WHERE conversation_id = ?", [conversation_id])
    db.executemany(
        "INSERT INTO topics VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                known.pop(topic.text, None) or new_id(),
                conversation_id,
                position,
                topic.text,
                topic.score,
                json.dumps(topic.message_ids),
                topic.parent,
            )
            for position, topic in enumerate(found)
        ],
    )


def people(db: sqlite3.Connection, conversation_id: str) -> dict[str, Person]:
    """The members by their id, in the order in which they came."""
    query = "SELECT id, name, user_id, email FROM members WHERE conversation_id = ? ORDER BY position, rowid"
    return {row["id"]: Person(**dict(row)) for row in db.execute(query, [conversation_id])}


def messages(db: sqlite3.Connection, conversation_id: str, people: Mapping[str, Person]) -> list[MessageRecord]:
    """The messages in the order in which they were submitted."""
    query = "SELECT * FROM messages WHERE conversation_id = ? ORDER BY position"
    return [
        MessageRecord(
            message=Message(
                id=row["id"],
                text=row["text"],
                start=from_ms(row["started"]),
                end=from_ms(row["ended"]),
                member=_member(people, row["member_id"]),
            ),
            phrases=tuple(json.loads(row["phrases"])),
            sentiment=row["sentiment"],
        )
        for row in db.execute(query, [conversation_id])
    ]


def words(db: sqlite3.Connection, conversation_id: str) -> dict[str, tuple[HeardWord, ...]]:
    """The words of the recorded messages, by the messages' ids."""
    query = "SELECT id, started, words FROM messages WHERE conversation_id = ? AND words IS NOT NULL"
    return {
        row["id"]: tuple(
            HeardWord(word, from_ms(row["started"] + start), from_ms(row["started"] + end), score)
            for word, start, end, score in json.loads(row["words"])
        )
        for row in db.execute(query, [conversation_id])
    }


def recordings(db: sqlite3.Connection, conversation_id: str) -> list[Recording]:
    """The recordings in the order in which they were submitted."""
    query = "SELECT started, ended FROM recordings WHERE conversation_id = ? ORDER BY position"
    rows = db.execute(query, [conversation_id])
    return [Recording(start=from_ms(row["started"]), end=from_ms(row["ended"])) for row in rows]


def texts(db: sqlite3.Connection, messages: Iterable[str]) -> dict[str, str]:
    """The texts of some messages, by their ids."""
    query = "SELECT id, text FROM messages WHERE id IN (SELECT value FROM json_each(?))"
    return {row["id"]: row["text"] for row in db.execute(query, [json.dumps(list(messages))])}


def insights(
    db: sqlite3.Connection,
    conversation_id: str,
    people: Mapping[str, Person],
    *,
    types: Sequence[str] | None = None,
    messages: Iterable[str] | None = None,
) -> list[tuple[str, Insight]]:
    """The insights with their ids, in the order of their messages: all, those of some types, or from some messages."""
    chosen, given = "conversation_id = ?", [conversation_id]
    for column, words in (("type", types), ("message_id", messages)):
        if words is not None:
            chosen += f" AND {column} IN (SELECT value FROM json_each(?))"
            given.append(json.dumps(list(words)))
    inside: dict[str, list[Entity]] = defaultdict(list)
    query = f"SELECT * FROM entities WHERE insight_id IN (SELECT id FROM insights WHERE {chosen}) ORDER BY position"
    for row in db.execute(query, given):
        inside[row["insight_id"]].append(_entity(row, people))
    query = f"SELECT * FROM insights WHERE {chosen} ORDER BY position"
    return [
        (
            row["id"],
            Insight(
                type=row["type"],
                text=row["text"],
                score=row["score"],
                message_id=row["message_id"],
                member=_member(people, row["member_id"]),
                definitive=None if row["definitive"] is None else bool(row["definitive"]),
                assignee=_member(people, row["assignee_id"])
                or (Member(id="", name=row["assignee_name"]) if row["assignee_name"] else None),
                due=row["due"],
                due_by=None if row["due_by"] is None else from_ms(row["due_by"]),
                phrases=tuple(json.loads(row["phrases"])),
                entities=tuple(inside[row["id"]]),
            ),
        )
        for row in db.execute(query, given)
    ]


def topics(db: sqlite3.Connection, conversation_id: str) -> list[tuple[str, Topic]]:
    """The topics with their ids, in the analyzer's order."""
    query = "SELECT * FROM topics WHERE conversation_id = ? ORDER BY position"
    return [
        (
            row["id"],
            Topic(
                text=row["text"],
                score=row["score"],
                message_ids=tuple(json.loads(row["message_ids"])),
                parent=row["parent"],
            ),
        )
        for row in db.execute(query, [conversation_id])
    ]


def entities(db: sqlite3.Connection, conversation_id: str) -> list[Entity]:
    """The entities that entity detection found, in the order of the messages."""
    query = "SELECT * FROM entities WHERE conversation_id = ? AND insight_id IS NULL ORDER BY position"
    return [_entity(row, {}) for row in db.execute(query, [conversation_id])]


def matches(db: sqlite3.Connection, conversation_id: str) -> list[TrackerMatch]:
    """The matches of all trackers, in the order of the messages."""
    query = "SELECT * FROM tracker_matches WHERE conversation_id = ? ORDER BY position"
    return [
        TrackerMatch(
            tracker=Tracker(id=row["tracker_id"], name=row["tracker_name"], vocabulary=()),
            phrase=row["phrase"],
            message_id=row["message_id"],
            offset=row["offset"],
        )
        for row in db.execute(query, [conversation_id])
    ]


def _words_to_json(heard: Iterable[HeardWord], message: Message) -> str | None:
    origin = to_ms(message.start)
    found = [(word.text, to_ms(word.start) - origin, to_ms(word.end) - origin, word.score) for word in heard]
    return json.dumps(found) if found else None


def _entity(row: sqlite3.Row, people: Mapping[str, Person]) -> Entity:
    return Entity(
        type=row["type"],
        text=row["text"],
        offset=row["offset"],
        message_id=row["message_id"],
        value=row["value"],
        start=row["start"],
        end=row["end"],
        custom_type=row["custom_type"],
        member=_member(people, row["member_id"]),
    )


def _member(people: Mapping[str, Person], member_id: str | None) -> Member | None:
    return people[member_id].member if member_id and member_id in people else None


def _id(member: Member | None) -> str | None:
    return member.id or None if member else None
