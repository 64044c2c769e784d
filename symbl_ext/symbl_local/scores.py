"""Which jobs were asked for a call score, and the facts that it is made of. Every function takes an open connection."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean
from typing import Any

from symbl_local import content
from symbl_local.callscore import CallFacts, CallScore, Commitment, Talk, rate
from symbl_local.engine.analytics import measure
from symbl_local.records import Status

__all__ = ["ScoreRequest", "call_score", "newest", "save"]

_FEATURE = "callScore"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRequest:
    """A job that was asked for a score."""

    job_id: str
    status: Status
    sales_stage: str | None
    prospect_name: str | None


def save(db: sqlite3.Connection, conversation_id: str, job_id: str, payload: Mapping[str, Any]) -> None:
    """Keep that this job was asked for a score, if it was."""
    if _FEATURE in (payload.get("features", {}).get("featureList") or ()):
        about = payload.get("metadata", {})
        values = [job_id, conversation_id, about.get("salesStage"), about.get("prospectName")]
        db.execute("INSERT INTO score_requests VALUES (?, ?, ?, ?)", values)


def newest(db: sqlite3.Connection, conversation_id: str, *, completed: bool = False) -> ScoreRequest | None:
    """The last job of the conversation that was asked for a score, or the last such that is completed."""
    query = (
        "SELECT job_id, status, sales_stage, prospect_name FROM score_requests JOIN jobs ON jobs.id = job_id"
        " WHERE score_requests.conversation_id = ? AND (status = 'completed' OR NOT ?) ORDER BY position DESC LIMIT 1"
    )
    row = db.execute(query, [conversation_id, completed]).fetchone()
    return ScoreRequest(**dict(row)) if row else None


def call_score(db: sqlite3.Connection, conversation_id: str) -> CallScore | None:
    """The score of what is stored by now; None when no job that was asked for one is completed."""
    request = newest(db, conversation_id, completed=True)
    return rate(_facts(db, conversation_id, request)) if request else None


def _facts(db: sqlite3.Connection, conversation_id: str, request: ScoreRequest) -> CallFacts:
    people = content.people(db, conversation_id)
    records = content.messages(db, conversation_id, people)
    insights = [insight for _, insight in content.insights(db, conversation_id, people)]
    messages = [record.message for record in records]
    words: Counter[str | None] = Counter()
    for message in messages:
        words[message.member.id if message.member else None] += len(message.text.split())
    sentiments = [record.sentiment for record in records if record.sentiment is not None]
    return CallFacts(
        talk=tuple(
            Talk(
                name=speaker.member.name if speaker.member else "Unknown",
                seconds=speaker.talk.seconds,
                words=words[speaker.member.id if speaker.member else None],
                prospect=speaker.member is not None and _is(request.prospect_name, speaker.member.name),
            )
            for speaker in measure(messages).speakers
        ),
        sentences=len(messages),
        questions=sum(insight.type == "question" for insight in insights),
        commitments=tuple(
            Commitment(assigned=insight.assignee is not None, dated=insight.due_by is not None)
            for insight in insights
            if insight.type != "question"
        ),
        sentiment=mean(sentiments) if sentiments else None,
        sales_stage=request.sales_stage,
        prospect_name=request.prospect_name,
    )


def _is(prospect: str | None, name: str) -> bool:
    """Whether that is the prospect's name, or has it in it as whole words."""
    wanted = (prospect or "").strip()
    return bool(wanted) and re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", name, re.IGNORECASE) is not None
