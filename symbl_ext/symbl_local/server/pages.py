"""The pages that links lead to, made of templates (docs/contract.md §17).

A page needs no script and asks nobody for anything but the pictures and the recording that its link names. Jinja
escapes whatever comes from a conversation; the policy of a page allows only its own style besides.
"""

from __future__ import annotations

import math
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from symbl_local import content, experiences, scores, summaries
from symbl_local.engine.analytics import measure
from symbl_local.engine.types import Insight, Topic
from symbl_local.experiences import Experience
from symbl_local.records import ConversationRecord, MessageRecord, Person
from symbl_local.server.call import Services
from symbl_local.times import from_ms

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Page", "conversation_page", "error_page", "list_page"]

Json = dict[str, Any]

_LISTED = 50
_BACKGROUND, _TOPICS, _INSIGHTS = "#22313f", "#dfe8ef", "#2f6f8f"
_PAUSE = timedelta(seconds=30)
"""Silence after which the same speaker's words begin a new paragraph."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, what a browser may load for it, and its status."""

    html: str
    policy: str
    status: int = 200


def error_page(status: int, title: str, text: str) -> Page:
    """A page that says why there is no other."""
    return _page("error.html", {}, status, title=title, text=text)


def list_page(services: Services, found: Experience, path: str) -> Page:
    """The latest conversations of an account, with links to their pages."""
    query = (
        "SELECT id, name, started, ended,"
        " (SELECT count(*) FROM messages WHERE conversation_id = conversations.id) AS said,"
        " (SELECT count(*) FROM insights WHERE conversation_id = conversations.id) AS insights"
        " FROM conversations WHERE account = ? ORDER BY started DESC, id LIMIT ?"
    )
    with services.store.reading() as db:
        rows = db.execute(query, [found.account, _LISTED]).fetchall()
    conversations: list[Json] = []
    for row in rows:
        with services.store.reading() as db:  # for each anew: a score takes its time, and others are waiting
            score = scores.call_score(db, row["id"]) if found.look.get("callScore") else None
            people = [person.name for person in content.people(db, row["id"]).values()]
        conversations.append(
            {
                "score": score,
                "url": f"{path}/{row['id']}",
                "title": row["name"],
                "when": _when(from_ms(row["started"]), from_ms(row["ended"])),
                "said": row["said"],
                "insights": row["insights"],
                "people": people,
            }
        )
    return _page("list.html", found.look, title="Conversations", conversations=conversations, most=_LISTED)


def conversation_page(
    services: Services, record: ConversationRecord, look: Mapping[str, Any], query: Mapping[str, str]
) -> Page:
    """What was said in a conversation and what was found in it. `query` are the adjustments in the page's address."""
    with services.store.reading() as db:
        people = content.people(db, record.id)
        messages = content.messages(db, record.id, people)
        insights = content.insights(db, record.id, people)
        topics = [topic for _, topic in content.topics(db, record.id)]
        paragraphs = [item for _, item in summaries.items(db, record.id)]
        media = experiences.media_url(db, record.id)
        score = scores.call_score(db, record.id) if look.get("callScore") else None
    least = _least_score(query)
    shown = [item for _, item in insights if item.score >= least]
    assigned = query.get("insights.enableAssignee", "true").lower() != "false"
    look = dict(look)
    if media and not (look.get("audioUrl") or look.get("videoUrl")):
        look["videoUrl" if urlsplit(media).path.lower().endswith((".mp4", ".mov", ".webm")) else "audioUrl"] = media
    origin = min((message.message.start for message in messages), default=record.start)
    return _page(
        "conversation.html",
        look,
        title=record.name,
        when=_when(record.start, record.end),
        people=_people(people, messages, look.get("avatars", {})),
        summary=[{"text": item.text, "at": item.message_ids[0] if item.message_ids else None} for item in paragraphs],
        score=score,
        topics=_topics(topics, query, messages),
        insights=[
            (heading, [_insight(item, assigned) for item in shown if item.type == kind])
            for kind, heading in (
                ("action_item", "Action items"),
                ("follow_up", "Follow-ups"),
                ("question", "Questions"),
            )
        ],
        turns=_turns(messages, origin),
    )


def _least_score(query: Mapping[str, str]) -> float:
    """``insights.minScore``; what is no number counts for nothing."""
    try:
        score = float(query.get("insights.minScore", 0))
    except ValueError:
        return 0.0
    return score if math.isfinite(score) else 0.0


def _people(people: Mapping[str, Person], messages: Sequence[MessageRecord], avatars: Mapping[str, str]) -> list[Json]:
    shares = {
        speaker.member.id: speaker.talk.percent
        for speaker in measure([message.message for message in messages]).speakers
        if speaker.member
    }
    return [
        {"name": person.name, "avatar": avatars.get(person.id), "share": round(shares.get(person.id, 0))}
        for person in people.values()
    ]


def _topics(topics: Sequence[Topic], query: Mapping[str, str], messages: Sequence[MessageRecord]) -> list[Json]:
    if query.get("topics.enabled", "true").lower() == "false":
        return []
    place = {message.message.id: number for number, message in enumerate(messages)}
    first = {topic.text: min((place.get(ref, len(place)) for ref in topic.message_ids), default=0) for topic in topics}
    by_place = query.get("topics.orderBy") == "position"
    ordered = sorted(topics, key=lambda topic: first[topic.text] if by_place else -topic.score)
    return [{"text": topic.text, "at": topic.message_ids[0] if topic.message_ids else None} for topic in ordered]


def _insight(item: Insight, assigned: bool) -> Json:
    return {
        "text": item.text,
        "at": item.message_id,
        "by": item.member.name if item.member else None,
        "assignee": item.assignee.name if assigned and item.assignee else None,
        "due": _due(item),
    }


def _due(item: Insight) -> str | None:
    if item.due_by is None:
        return item.due
    day = _day(item.due_by)
    return f"{day}, {item.due_by:%H:%M} UTC" if item.due_by.hour or item.due_by.minute else day


def _turns(messages: Iterable[MessageRecord], origin: datetime) -> list[Json]:
    """The messages, those that one speaker says without a pause together."""
    turns: list[Json] = []
    last: MessageRecord | None = None
    for record in messages:
        said = record.message
        if last is None or last.message.member != said.member or said.start - last.message.end >= _PAUSE:
            speaker = said.member.name if said.member else None
            turns.append({"speaker": speaker, "clock": _clock(said.start - origin), "said": []})
        turns[-1]["said"].append({"id": said.id, "text": said.text})
        last = record
    return turns


def _clock(span: timedelta) -> str:
    seconds = max(0, int(span.total_seconds()))
    minutes = f"{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{seconds // 3600}:{minutes}" if seconds >= 3600 else minutes


def _when(start: datetime, end: datetime) -> str:
    if start.date() == end.date():
        return f"{_day(start)}, {start:%H:%M} to {end:%H:%M} UTC"
    return f"{_day(start)}, {start:%H:%M} to {_day(end)}, {end:%H:%M} UTC"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B} {moment.year}"


# ------------------------------------------------------------------------------------------------- making


def _page(template: str, look: Mapping[str, Any], status: int = 200, **values: Any) -> Page:
    nonce = secrets.token_urlsafe(16)
    html = (
        _templates()
        .get_template(template)
        .render(values, look=look, nonce=nonce, style=_file("page.css"), colors=_colors(look))
    )
    return Page(html, _policy(look, nonce), status)


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # when the first page is asked for

    return Environment(
        loader=FunctionLoader(_file), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _file(name: str) -> str:
    return files("symbl_local").joinpath(f"server/templates/{name}").read_text("utf-8")


def _policy(look: Mapping[str, Any], nonce: str) -> str:
    """Nothing but the style in the page, and pictures and recordings from where its link says."""
    pictures = [look.get("logo"), look.get("favicon"), *look.get("avatars", {}).values()]
    recordings = [look.get("audioUrl"), look.get("videoUrl")]
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src 'nonce-{nonce}'",
            f"img-src {_origins(pictures)}",
            f"media-src {_origins(recordings)}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


def _origins(urls: Iterable[str | None]) -> str:
    parts = [urlsplit(url) for url in urls if url]
    origins = dict.fromkeys(f"{part.scheme}://{part.netloc.rpartition('@')[2]}" for part in parts)
    return " ".join(origins) or "'none'"


def _colors(look: Mapping[str, Any]) -> str:
    """The page's colours and font as CSS. They were checked when the link was made (`experiences._look`)."""
    colors = {
        "head": look.get("background", _BACKGROUND),
        "topic": look.get("topicsFilter", _TOPICS),
        "insight": look.get("insightsFilter", _INSIGHTS),
    }
    rules = [f"--{name}: {code}; --on-{name}: {_readable_on(code)};" for name, code in colors.items()]
    rules.append(f'--font: "{look["font"]}",;' if "font" in look else "--font: ;")
    return f":root {{ {' '.join(rules)} }}"


def _readable_on(code: str) -> str:
    """Black or white, whichever is easier to read on a colour."""
    digits = code[1:] if len(code) == 7 else "".join(digit * 2 for digit in code[1:])
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#111111" if luminance > 0.179 else "#ffffff"
