"""Summaries (docs/contract.md §16)."""

from __future__ import annotations

from symbl_local import content, summaries
from symbl_local.engine.types import AnalyzeOptions, Findings
from symbl_local.records import ConversationRecord, Submission, Summary, Work
from symbl_local.server.accept import read_object
from symbl_local.server.call import Answer, Call, route
from symbl_local.server.errors import ApiError
from symbl_local.server.experiences import post_experience
from symbl_local.workers import WorkError

__all__ = ["get_summary", "remake_summary", "routes"]

_TRIES = 3
"""How often a summary is made when speakers get other names meanwhile."""


def get_summary(call: Call) -> Answer:
    """``GET …/summary``: what there is, and what was said since; `refresh` makes all of it anew.

    404 while a job of the conversation is not done.
    """
    refresh = call.flag("refresh")
    record = call.conversation()
    store = call.services.store
    with store.reading() as db:
        query = "SELECT 1 FROM jobs WHERE conversation_id = ? AND status IN ('scheduled', 'in_progress') LIMIT 1"
        if db.execute(query, [record.id]).fetchone():
            raise ApiError(404, "There is no summary yet: a job of the conversation is not done.")
        before = None if refresh else summaries.covered(db, record.id)
        query = "SELECT count(*) FROM messages WHERE conversation_id = ?"
        [count] = db.execute(query, [record.id]).fetchone()
    for _ in range(_TRIES if before is None or before < count else 0):
        made = _made(call, record, before or 0)
        with store.writing() as db:
            call.conversation()  # may be gone by now
            # Somebody else may have made it meanwhile; then theirs stands, and its ids with it.
            if not refresh and summaries.covered(db, record.id) != before:
                break
            if summaries.save(db, record.id, made):
                break
    with store.reading() as db:
        found = summaries.items(db, call.conversation().id)
    return Answer(
        {
            "summary": [
                {"id": item_id, "text": item.text, "messageRefs": [{"id": ref} for ref in item.message_ids]}
                for item_id, item in found
            ]
        }
    )


def remake_summary(call: Call, record: ConversationRecord) -> None:
    """Make the summary anew, if there is one: it names who says what, and that has changed."""
    store = call.services.store
    with store.reading() as db:
        if summaries.covered(db, record.id) is None:
            return
    made = _made(call, record, 0)
    with store.writing() as db:
        if store.conversation(call.account, record.id) is not None:
            summaries.save(db, record.id, made)


def _made(call: Call, record: ConversationRecord, start: int) -> Summary:
    with call.services.store.reading() as db:
        people = content.people(db, record.id)
        messages = content.messages(db, record.id, people)
        insights = tuple(insight for _, insight in content.insights(db, record.id, people))
        topics = tuple(topic for _, topic in content.topics(db, record.id))
    work = Work(
        # Nothing is to be analyzed again, whatever the language is.
        submission=Submission(turns=(), options=AnalyzeOptions(summarize=True), english=False),
        start=record.end,
        people=tuple(people.values()),
        messages=tuple(message.message for message in messages),
        summarized=start,
        known=Findings(insights=insights, topics=topics),
    )
    try:
        made = call.services.workers.run(work).summary
    except WorkError as error:
        raise ApiError(500, f"The summary could not be made: {error}") from None
    assert made
    return made


def _post_summary(call: Call) -> Answer:
    """``POST …/summary`` is sent for two things (§20, 31 and 32): with a `name` in the body for a page, else as GET."""
    if "name" in read_object(call.body):
        return post_experience(call)
    return get_summary(call)


routes = [route("/v1/conversations/{conversationId}/summary", GET=get_summary, POST=_post_summary)]
