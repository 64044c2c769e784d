"""Action items with what belongs to them, and the themes of topics (docs/contract.md §9, §10)."""

from __future__ import annotations

from typing import Any

from symbl_local import content
from symbl_local.records import lasting_id
from symbl_local.server import views
from symbl_local.server.call import Answer, Call, route

__all__ = ["get_abstract_topics", "get_comprehensive_action_items", "routes"]


def get_comprehensive_action_items(call: Call) -> Answer:
    """``GET …/comprehensive/action-items``: as the action items, in other words and with their surroundings."""
    from symbl_local.engine.text.wider import widen

    with call.services.store.reading() as db:
        conversation_id = call.conversation().id
        people = content.people(db, conversation_id)
        messages = [record.message for record in content.messages(db, conversation_id, people)]
        insights = content.insights(db, conversation_id, people)
    members = [person.member for person in people.values()]
    place = {message.id: number for number, message in enumerate(messages)}
    answer: list[dict[str, Any]] = []
    for insight_id, insight in insights:
        if insight.type == "action_item":
            wider = widen(insight, messages, place[insight.message_id], members)
            item = views.insight(insight_id, insight, people)
            del item["messageIds"]
            refs = [{"id": message_id} for message_id in wider.message_ids]
            answer.append(item | {"text": wider.text, "messageRefs": refs})
    return Answer({"actionItems": answer})


def get_abstract_topics(call: Call) -> Answer:
    """``GET …/abstract-topics``"""
    from symbl_local.engine.text.themes import themes

    with call.services.store.reading() as db:
        conversation_id = call.conversation().id
        topics = [topic for _, topic in content.topics(db, conversation_id)]
        query = "SELECT id FROM messages WHERE conversation_id = ? ORDER BY position"
        order = [row["id"] for row in db.execute(query, [conversation_id])]
    return Answer(
        {
            "abstractTopics": [
                {
                    "id": lasting_id(conversation_id, theme.text),
                    "text": theme.text,
                    "type": "abstract_topic",
                    "score": theme.score,
                    "messageIds": list(theme.message_ids),
                }
                for theme in themes(topics, order)
            ]
        }
    )


_ID = "/v1/conversations/{conversationId}"
routes = [
    route(f"{_ID}/comprehensive/action-items", GET=get_comprehensive_action_items),
    route(f"{_ID}/abstract-topics", GET=get_abstract_topics),
]
