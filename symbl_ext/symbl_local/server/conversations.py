"""Reading a conversation (docs/contract.md §4 to §8, §11, §14)."""

from __future__ import annotations

import uuid
from statistics import mean
from typing import Any

from symbl_local import content
from symbl_local.engine.analytics import measure
from symbl_local.engine.types import AnalyzeOptions, Findings
from symbl_local.realtime import storing
from symbl_local.records import ConversationRecord, Submission, Work
from symbl_local.server import views
from symbl_local.server.call import Answer, Call
from symbl_local.server.errors import ApiError
from symbl_local.times import now
from symbl_local.workers import WorkError

__all__ = [
    "get_action_items",
    "get_analytics",
    "get_conversation",
    "get_entities",
    "get_follow_ups",
    "get_insights",
    "get_members",
    "get_messages",
    "get_questions",
    "get_topics",
    "get_trackers_detected",
]


def get_conversation(call: Call) -> Answer:
    """``GET /v1/conversations/{conversationId}``"""
    with call.services.store.reading() as db:
        record = call.conversation()
        return Answer(views.conversation(record, content.people(db, record.id).values()))


def get_members(call: Call) -> Answer:
    """``GET …/members``"""
    with call.services.store.reading() as db:
        people = content.people(db, call.conversation().id)
    return Answer({"members": [views.member(person) for person in people.values()]})


def get_messages(call: Call) -> Answer:
    """``GET …/messages``; `verbose` adds words with their times, `sentiment` a sentiment to each message."""
    verbose, sentiment = call.flag("verbose"), call.flag("sentiment")
    with call.services.store.reading() as db:
        conversation_id = call.conversation().id
        records = content.messages(db, conversation_id, content.people(db, conversation_id))
        heard = content.words(db, conversation_id) if verbose else {}
        identified = storing.identified(db, conversation_id)
    origin = min((record.message.start for record in records), default=now())
    answer: list[dict[str, Any]] = []
    for record in records:
        message = views.message(record, conversation_id, origin)
        if sentiment:
            message["sentiment"] = views.sentiment(record.sentiment or 0)
        if record.message.id in identified:
            message["entities"] = identified[record.message.id]
        if verbose:
            message["words"] = views.words(record.message, heard.get(record.message.id, ()), origin)
        answer.append(message)
    return Answer({"messages": answer})


def get_topics(call: Call) -> Answer:
    """``GET …/topics``; `refresh` finds them anew.

    `parentRefs` names the wider topics, `sentiment` adds the mean over a topic's messages.
    """
    sentiment, parents = call.flag("sentiment"), call.flag("parentRefs")
    call.flag("customTopicVocabulary", "customVocabulary")  # submitted text has none
    refresh = call.flag("refresh")
    record = call.conversation()
    if refresh:
        _refresh_topics(call, record)
    with call.services.store.reading() as db:
        topics = content.topics(db, record.id)
        messages = content.messages(db, record.id, {}) if sentiment else []
    scores = {message.message.id: message.sentiment or 0 for message in messages}
    answer: list[dict[str, Any]] = []
    for topic_id, topic in topics:
        item = views.topic(topic_id, topic, parents=parents)
        if sentiment:
            about = [scores[message_id] for message_id in topic.message_ids]
            item["sentiment"] = views.sentiment(mean(about) if about else 0)
        answer.append(item)
    return Answer({"topics": answer})


def _refresh_topics(call: Call, record: ConversationRecord) -> None:
    """Analyze what is there once more, and keep of it the topics (unless more has come in meanwhile)."""
    store = call.services.store
    with store.reading() as db:
        people = content.people(db, record.id)
        messages = content.messages(db, record.id, people)
    options = AnalyzeOptions(confidence_threshold=record.threshold)
    work = Work(
        submission=Submission(turns=(), options=options),
        start=record.end,
        people=tuple(people.values()),
        messages=tuple(message.message for message in messages),
    )
    try:
        findings = call.services.workers.run(work).findings or Findings()
    except WorkError as error:
        raise ApiError(500, f"The topics could not be found anew: {error}") from None
    store.replace_topics(record, findings.topics, when_messages=len(messages))


def get_questions(call: Call) -> Answer:
    """``GET …/questions``"""
    return Answer({"questions": _insights(call, "question")})


def get_action_items(call: Call) -> Answer:
    """``GET …/action-items``"""
    return Answer({"actionItems": _insights(call, "action_item")})


def get_follow_ups(call: Call) -> Answer:
    """``GET …/follow-ups``"""
    return Answer({"followUps": _insights(call, "follow_up")})


def get_insights(call: Call) -> Answer:
    """``GET …/insights``: all three kinds."""
    return Answer({"insights": _insights(call)})


def _insights(call: Call, *types: str) -> list[dict[str, Any]]:
    with call.services.store.reading() as db:
        conversation_id = call.conversation().id
        people = content.people(db, conversation_id)
        found = content.insights(db, conversation_id, people, types=types or None)
    return [views.insight(insight_id, item, people) for insight_id, item in found]


def get_entities(call: Call) -> Answer:
    """``GET …/entities``: empty unless processed with `detectEntities`."""
    with call.services.store.reading() as db:
        conversation_id = call.conversation().id
        found = content.entities(db, conversation_id)
        texts = content.texts(db, {entity.message_id for entity in found})
    return Answer({"entities": views.entities(found, texts)})


def get_trackers_detected(call: Call) -> Answer:
    """``GET …/trackers-detected`` and, in its older form, ``…/trackers``: a bare array."""
    with call.services.store.reading() as db:
        conversation_id = call.conversation().id
        found = content.matches(db, conversation_id)
        where = {match.message_id for match in found}
        texts = content.texts(db, where)
        insights = content.insights(db, conversation_id, {}, messages=where)
    return Answer(views.trackers(found, texts, insights))


def get_analytics(call: Call) -> Answer:
    """``GET …/analytics``, reckoned anew at every call."""
    with call.services.store.reading() as db:
        conversation_id = call.conversation().id
        people = content.people(db, conversation_id)
        records = content.messages(db, conversation_id, people)
        recordings = content.recordings(db, conversation_id)
    messages = [record.message for record in records]
    found = views.with_silence_around(measure(messages), messages, recordings)
    return Answer(views.analytics(found, people, unknown=str(uuid.uuid5(uuid.NAMESPACE_OID, conversation_id))))
