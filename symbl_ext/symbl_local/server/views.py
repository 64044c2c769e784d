"""Stored values as answers show them (docs/contract.md §4 to §8, §11, §14)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from symbl_local.engine.analytics import Analytics, Share, SpeakerAnalytics
from symbl_local.engine.timing import spread
from symbl_local.engine.types import Entity, Insight, Member, Message, Topic, Tracker, TrackerMatch
from symbl_local.records import ConversationRecord, HeardWord, MessageRecord, Person, Recording
from symbl_local.times import seconds, wire

__all__ = [
    "analytics",
    "conversation",
    "entities",
    "insight",
    "member",
    "message",
    "sentiment",
    "topic",
    "trackers",
    "with_silence_around",
    "words",
]

Json = dict[str, Any]


def member(person: Person) -> Json:
    """A member of a conversation."""
    return _present(id=person.id, name=person.name, email=person.email)


def conversation(record: ConversationRecord, people: Iterable[Person]) -> Json:
    """A conversation without its contents."""
    return {
        "id": record.id,
        "type": "meeting",
        "name": record.name,
        "startTime": wire(record.start),
        "endTime": wire(record.end),
        "members": [member(person) for person in people],
        "metadata": record.metadata,
    }


def message(record: MessageRecord, conversation_id: str, origin: datetime) -> Json:
    """A message; `origin` is the start of the conversation's first."""
    said = record.message
    return {
        "id": said.id,
        "text": said.text,
        "from": _present(id=said.member.id, name=said.member.name, email=said.member.email) if said.member else {},
        **_times(said.start, said.end, origin),
        "conversationId": conversation_id,
        "phrases": _phrases(record.phrases),
    }


def words(said: Message, heard: Sequence[HeardWord], origin: datetime) -> list[Json]:
    """The words of a message: as they were heard, else with the message's time shared out among them by length."""
    if heard:
        return [_present(word=word.text, **_times(word.start, word.end, origin), score=word.score) for word in heard]
    found = said.text.split()
    times = spread(said.start, said.end, found, said.start)
    return [{"word": word, **_times(start, end, origin)} for word, (start, end) in zip(found, times, strict=True)]


def sentiment(score: float) -> Json:
    """A sentiment as a number and as a word."""
    word = "negative" if score < -0.3 else "positive" if score > 0.3 else "neutral"
    return {"polarity": {"score": round(score, 3)}, "suggested": word}


def topic(topic_id: str, found: Topic, *, parents: bool) -> Json:
    """A topic; `parents` says whether to name the wider one."""
    refs = [{"type": "topic", "text": found.parent}] if parents and found.parent else []
    return {
        "id": topic_id,
        "text": found.text,
        "type": "topic",
        "score": found.score,
        "messageIds": list(found.message_ids),
        "parentRefs": refs,
    }


def insight(insight_id: str, found: Insight, people: Mapping[str, Person]) -> Json:
    """A question, an action item or a follow-up."""
    answer: Json = {
        "id": insight_id,
        "text": found.text,
        "type": found.type,
        "score": found.score,
        "messageIds": [found.message_id],
        "from": _known(found.member, people) if found.member else {},
    }
    if found.type == "question":
        return answer
    return answer | _present(
        entities=[_insight_entity(entity, found, people) for entity in found.entities],
        phrases=_phrases(found.phrases),
        definitive=found.definitive,
        assignee=_assignee(found.assignee),
        dueBy=wire(found.due_by) if found.due_by else None,
    )


def entities(found: Iterable[Entity], texts: Mapping[str, str]) -> list[Json]:
    """Entities with all the places where each was found; `texts` are those of the messages by their id."""
    groups: dict[tuple[Any, ...], Json] = {}
    for entity in found:
        value = entity.value or entity.text
        key = (entity.type, value, entity.text.lower(), entity.custom_type)
        group = groups.setdefault(
            key,
            _present(
                type=entity.type,
                customType=entity.custom_type,
                value=value,
                text=entity.text,
                start=entity.start,
                end=entity.end,
                messageRefs=[],
            ),
        )
        ref = {"id": entity.message_id, "text": texts[entity.message_id], "offset": entity.offset}
        group["messageRefs"].append(ref)
    return list(groups.values())


def trackers(
    found: Iterable[TrackerMatch], texts: Mapping[str, str], insights: Iterable[tuple[str, Insight]]
) -> list[Json]:
    """Trackers, the phrases of each that were found, and where: in messages, and in insights from those."""
    trackers: dict[str, Tracker] = {}
    matches: dict[str, dict[str, list[TrackerMatch]]] = defaultdict(lambda: defaultdict(list))
    for match in found:
        trackers.setdefault(match.tracker.id, match.tracker)
        matches[match.tracker.id][match.phrase].append(match)
    by_message: dict[str, list[tuple[str, Insight]]] = defaultdict(list)
    for insight_id, item in insights:
        by_message[item.message_id].append((insight_id, item))
    return [
        {
            "id": tracker.id,
            "name": tracker.name,
            "matches": [
                {
                    "type": "vocabulary",
                    "value": phrase,
                    "messageRefs": [
                        {"id": match.message_id, "text": texts[match.message_id], "offset": match.offset}
                        for match in places
                    ],
                    "insightRefs": _insight_refs(places, by_message),
                }
                for phrase, places in matches[tracker.id].items()
            ],
        }
        for tracker in trackers.values()
    ]


def _insight_refs(places: Iterable[TrackerMatch], by_message: Mapping[str, list[tuple[str, Insight]]]) -> list[Json]:
    """The insights made of those messages, each once, with the place of the phrase in its text."""
    refs: dict[str, Json] = {}
    for match in places:
        for insight_id, item in by_message.get(match.message_id, ()):
            offset = item.text.lower().find(match.phrase.lower()) if match.offset >= 0 else -1
            ref = {"id": insight_id, "text": item.text, "type": item.type, "offset": offset}
            refs.setdefault(insight_id, ref)
    return list(refs.values())


def with_silence_around(found: Analytics, messages: Iterable[Message], recordings: Iterable[Recording]) -> Analytics:
    """The same figures, with the silence before the first message and after the last one in recordings."""
    said = [(message.start, message.end) for message in messages]
    span = [*said, *((recording.start, recording.end) for recording in recordings)]
    if not span:
        return found
    around = (max(end for _, end in span) - min(start for start, _ in span)).total_seconds()
    if said:
        around -= (max(end for _, end in said) - min(start for start, _ in said)).total_seconds()
    silence, talk = found.silence.seconds + around, found.talk.seconds
    return replace(found, silence=_share(silence, silence + talk), talk=_share(talk, silence + talk))


def _share(seconds: float, whole: float) -> Share:
    return Share(round(seconds, 3), round(100 * seconds / whole, 3) if whole > 0 else 0.0)


def analytics(found: Analytics, people: Mapping[str, Person], unknown: str) -> Json:
    """Talk, silence and overlap; speech of nobody in particular counts for a speaker with the id `unknown`."""
    return {
        "metrics": [
            {"type": metric.type, "percent": metric.share.percent, "seconds": metric.share.seconds}
            for metric in found.metrics
        ],
        "members": [
            _speaker(speaker.member, people, unknown)
            | {
                "pace": {"wpm": speaker.wpm},
                "talkTime": {"percentage": speaker.talk.percent, "seconds": speaker.talk.seconds},
                "listenTime": {"percentage": speaker.listen.percent, "seconds": speaker.listen.seconds},
                "overlap": _overlap(speaker, people, unknown),
            }
            for speaker in found.speakers
        ],
    }


def _overlap(speaker: SpeakerAnalytics, people: Mapping[str, Person], unknown: str) -> Json:
    if not speaker.overlaps:
        return {}
    return {
        "overlapDuration": speaker.overlap_seconds,
        "overlappingMembers": [
            _speaker(other.member, people, unknown) | {"percent": other.share.percent, "seconds": other.share.seconds}
            for other in speaker.overlaps
        ],
    }


def _speaker(speaker: Member | None, people: Mapping[str, Person], unknown: str) -> Json:
    return _known(speaker, people) if speaker else {"id": unknown, "name": "Unknown"}


def _known(member: Member, people: Mapping[str, Person]) -> Json:
    return _present(id=member.id, name=member.name, userId=people[member.id].user_id)


def _times(start: datetime, end: datetime, origin: datetime) -> Json:
    return {
        "startTime": wire(start),
        "endTime": wire(end),
        "timeOffset": seconds(start - origin),
        "duration": seconds(end - start),
    }


def _phrases(texts: Iterable[str]) -> list[Json]:
    return [{"type": "action_phrase", "text": text} for text in texts]


def _assignee(assignee: Member | None) -> Json:
    """A name only, when the person is not a member."""
    return _present(id=assignee.id or None, name=assignee.name, email=assignee.email) if assignee else {}


def _insight_entity(entity: Entity, insight: Insight, people: Mapping[str, Person]) -> Json:
    answer: Json = {"type": entity.type, "text": entity.text, "offset": entity.offset}
    if entity.type != "person":
        return answer | _present(value=entity.value, start=entity.start, end=entity.end)
    name = entity.member.name if entity.member else entity.value or entity.text
    assigned = insight.assignee is not None and insight.assignee.name.casefold() == name.casefold()
    return answer | {
        "value": _present(
            name=name,
            assignee=True if assigned else None,
            id=entity.member.id if entity.member else None,
            userId=people[entity.member.id].user_id if entity.member else None,
        )
    }


def _present(**members: Any) -> Json:
    return {name: value for name, value in members.items() if value is not None}
