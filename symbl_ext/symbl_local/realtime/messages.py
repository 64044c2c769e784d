"""What the server sends over its sockets (docs/realtime-contract.md §5)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from symbl_local.engine.speech.types import Word
from symbl_local.engine.types import Entity, Insight, Member, Message, Topic, TrackerMatch
from symbl_local.records import HeardWord, Person
from symbl_local.times import seconds, wire

__all__ = [
    "Line",
    "LiveText",
    "Pii",
    "entities",
    "insight",
    "live",
    "message",
    "person",
    "pii",
    "recognized",
    "sentiment",
    "topic",
    "trackers",
    "transcript",
]

Json = dict[str, Any]

_SENTIMENT_EDGE = 0.3


@dataclass(frozen=True, slots=True)
class Pii:
    """Personal data found in a text: what kind, where, and its plain form."""

    type: str
    value: str
    text: str
    offset: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.offset + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A final message with its words and what was identified in it."""

    message: Message
    words: tuple[HeardWord, ...] = ()
    pii: tuple[Pii, ...] = ()


@dataclass(frozen=True, slots=True)
class LiveText:
    """What somebody is saying, or, when `final`, has said; `words` have seconds from the start of the stream."""

    text: str
    words: tuple[Word, ...]
    person: Person | None
    final: bool


def live(inner: Json) -> Json:
    """Something of the life of the stream."""
    return {"type": "message", "message": inner}


def person(who: Person | None) -> Json:
    """A speaker; all empty when nobody is known to speak."""
    return (
        {"id": who.id, "name": who.name, "userId": who.user_id or ""} if who else {"id": "", "name": "", "userId": ""}
    )


def recognized(heard: LiveText) -> Json:
    """Live text, as streams tell it."""
    words = heard.words
    scores = [word.score for word in words if word.score is not None]
    alternative = {
        "words": [
            {"word": word.text, "startTime": _offset(word.start), "endTime": _offset(word.end)} for word in words
        ],
        "transcript": heard.text,
        "confidence": round(sum(scores) / len(scores), 4) if scores else 0.0,
    }
    return live(
        {
            "type": "recognition_result",
            "isFinal": heard.final,
            "payload": {"raw": {"alternatives": [alternative]}},
            "punctuated": {"transcript": heard.text},
            "user": person(heard.person),
        }
    )


def transcript(heard: LiveText) -> Json:
    """Live text, as calls tell it."""
    return {
        "type": "transcript_response",
        "isFinal": heard.final,
        "payload": {"content": heard.text, "contentType": "text/plain"},
        "from": person(heard.person),
    }


def _offset(moment: float) -> Json:
    whole, nanos = divmod(round(moment * 1000) * 1_000_000, 1_000_000_000)
    return {"seconds": str(whole), "nanos": str(nanos)}


def message(line: Line, people: Mapping[str, Person], origin: datetime, zone: int, score: float | None) -> Json:
    """A message of a `message_response`; `origin` is the start of the conversation."""
    said = line.message
    words = [{"word": word.text, "startTime": wire(word.start), "endTime": wire(word.end)} for word in line.words]
    answer: Json = {
        "id": said.id,
        "from": _member(said.member, people),
        "payload": {"content": said.text, "contentType": "text/plain"},
        "channel": {"id": "realtime-api"},
        "dismissed": False,
        "duration": {
            "startTime": wire(said.start),
            "endTime": wire(said.end),
            "timeOffset": seconds(said.start - origin),
            "duration": seconds(said.end - said.start),
        },
        "metadata": {
            "disablePunctuation": True,
            "timezoneOffset": zone,
            "originalContent": said.text,
            "originalMessageId": said.id,
            "words": json.dumps(words, ensure_ascii=False, separators=(",", ":")),
        },
    }
    if line.pii:
        answer["entities"] = pii(line.pii)
    if score is not None:
        answer["sentiment"] = sentiment(score)
    return answer


def pii(found: Iterable[Pii]) -> list[Json]:
    """Personal data as messages and insights show it."""
    return [{"type": one.type, "value": one.value, "text": one.text, "offset": one.offset} for one in found]


def sentiment(score: float) -> Json:
    """A sentiment as a number and as a word."""
    word = "negative" if score < -_SENTIMENT_EDGE else "positive" if score > _SENTIMENT_EDGE else "neutral"
    return {"polarity": {"score": round(score, 3)}, "suggested": word}


def insight(insight_id: str, found: Insight, people: Mapping[str, Person], zone: int, own: Sequence[Pii]) -> Json:
    """An insight in both dialects: `text` and `payload.content` are the same."""
    answer: Json = {
        "id": insight_id,
        "type": found.type,
        "text": found.text,
        "confidence": found.score,
        "payload": {"content": found.text, "contentType": "text/plain"},
        "messageReference": {"id": found.message_id},
        "hints": [{"key": "confidenceScore", "value": str(found.score)}],
        "tags": [tag for entity in found.entities if (tag := _tag(entity, found, people))],
        "from": _member(found.member, people),
        "entities": pii(own),
        "dismissed": False,
    }
    if found.assignee:
        answer["assignee"] = _member(found.assignee, people)
    if found.due_by:
        local = found.due_by.astimezone(timezone(timedelta(minutes=zone)))
        answer["dueBy"] = {"value": local.isoformat(timespec="seconds")}
    return answer


def _tag(entity: Entity, found: Insight, people: Mapping[str, Person]) -> Json | None:
    tag: Json = {"type": "person", "text": entity.text, "beginOffset": entity.offset}
    if entity.type == "person":
        name = entity.member.name if entity.member else entity.value or entity.text
        value: Json = {"name": name}
        if found.assignee and found.assignee.name.casefold() == name.casefold():
            value["assignee"] = True
        if entity.member and entity.member.id in people:
            value |= {"id": entity.member.id, "userId": people[entity.member.id].user_id or ""}
        return tag | {"value": {"value": value}}
    moment = entity.value or entity.start
    return tag | {"type": "date", "value": {"value": {"datetime": moment}}} if moment else None


def topic(topic_id: str, found: Topic, indexes: Mapping[str, int], scores: Mapping[str, float] | None) -> Json:
    """A topic; `indexes` count the messages, `scores` are the sentiments of messages, if asked for."""
    answer: Json = {
        "id": topic_id,
        "type": "topic",
        "phrases": found.text,
        "score": found.score,
        "rootWords": [{"text": found.text.split()[0]}],
        "messageReferences": [{"id": one, "relation": "text instance"} for one in found.message_ids],
        "messageIndex": indexes.get(found.message_ids[0], 0) if found.message_ids else 0,
    }
    if scores is not None:
        own = [scores[one] for one in found.message_ids if one in scores]
        answer["sentiment"] = sentiment(sum(own) / len(own) if own else 0.0)
    return answer


def trackers(
    matches: Iterable[TrackerMatch], said: Mapping[str, Message], insights: Sequence[tuple[str, Insight]]
) -> list[Json]:
    """The trackers that matched, each with its phrases and their places."""
    found: dict[tuple[str, str], Json] = {}
    for match in matches:
        key = (match.tracker.id, match.tracker.name)
        group = found.setdefault(key, {"name": match.tracker.name, "matches": []})
        if match.tracker.id:
            group["id"] = match.tracker.id
        place: Json | None = next((one for one in group["matches"] if one["value"] == match.phrase), None)
        if place is None:
            place = {"type": "vocabulary", "value": match.phrase, "messageRefs": [], "insightRefs": []}
            group["matches"].append(place)
        message = said[match.message_id]
        place["messageRefs"].append(
            {
                "id": message.id,
                "text": message.text,
                "offset": match.offset,
                "startTime": wire(message.start),
                "endTime": wire(message.end),
            }
        )
        for insight_id, item in insights:
            if item.message_id == message.id:
                offset = item.text.lower().find(match.phrase.lower()) if match.offset >= 0 else -1
                ref: Json = {"id": insight_id, "text": item.text, "type": item.type, "offset": offset}
                if ref not in place["insightRefs"]:
                    place["insightRefs"].append(ref)
    return list(found.values())


def entities(found: Iterable[Entity], said: Mapping[str, Message]) -> list[Json]:
    """Entities with the places where each was found."""
    groups: dict[tuple[str, str], Json] = {}
    for entity in found:
        value = entity.value or entity.text
        group = groups.setdefault(
            (entity.type, value.lower()),
            {"type": entity.type, "subType": entity.custom_type or "", "category": "", "matches": []},
        )
        group["category"] = "Custom" if entity.custom_type or entity.type == "custom" else "General"
        message = said[entity.message_id]
        ref = {
            "id": message.id,
            "startTime": wire(message.start),
            "endTime": wire(message.end),
            "text": message.text,
            "offset": entity.offset,
        }
        match: Json | None = next((one for one in group["matches"] if one["detectedValue"] == entity.text), None)
        if match:
            match["messageRefs"].append(ref)
        else:
            group["matches"].append({"detectedValue": entity.text, "messageRefs": [ref]})
    return list(groups.values())


def _member(member: Member | None, people: Mapping[str, Person]) -> Json:
    if member is None:
        return person(None)
    return person(people.get(member.id)) if member.id in people else {"id": "", "name": member.name, "userId": ""}
