"""Bookmarks and their summaries (docs/contract.md §19.4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.routing import Route

from symbl_api.models import BookmarkRequest
from symbl_local import bookmarks, content
from symbl_local.bookmarks import Bookmark, Mark, Messages
from symbl_local.engine.types import AnalyzeOptions, Findings, SummaryItem
from symbl_local.records import ConversationRecord, Submission, Work, lasting_id
from symbl_local.server.accept import decoded, read_object
from symbl_local.server.call import Answer, Call, route
from symbl_local.server.errors import ApiError
from symbl_local.times import from_ms, to_ms, wire
from symbl_local.workers import WorkError

__all__ = ["routes"]

_SECOND = 1000
_MOST = 1_000_000
_LONGEST = {"label": 256, "description": 2048}
_SPAN = ("beginTimeOffset", "duration")


def list_bookmarks(call: Call) -> Answer:
    """``GET …/bookmarks``, in the order of their times."""
    with call.services.store.reading() as db:
        record = call.conversation()
        messages = Messages(db, record.id)
        found = bookmarks.all_of(db, record.id)
    return Answer({"bookmarks": [_view(bookmark, record, messages) for bookmark in found]})


def create_bookmark(call: Call) -> Answer:
    """``POST …/bookmarks``: a stretch of time, the messages of which belong to it, or messages."""
    given, request = _read(call)
    with call.services.store.writing() as db:
        record = call.conversation()
        messages = Messages(db, record.id)
        bookmark = bookmarks.add(db, record.id, _mark(given, request, record, messages))
    return Answer(_view(bookmark, record, messages), 201)


def get_bookmark(call: Call) -> Answer:
    """``GET …/bookmarks/{bookmarkId}``"""
    with call.services.store.reading() as db:
        record = call.conversation()
        return Answer(_view(_found(call, record), record, Messages(db, record.id)))


def update_bookmark(call: Call) -> Answer:
    """``PUT …/bookmarks/{bookmarkId}``: all of it, as for a new one."""
    given, request = _read(call)
    with call.services.store.writing() as db:
        record = call.conversation()
        messages = Messages(db, record.id)
        bookmark = Bookmark(_found(call, record).id, _mark(given, request, record, messages))
        bookmarks.put(db, bookmark)
    return Answer(_view(bookmark, record, messages))


def delete_bookmark(call: Call) -> Answer:
    """``DELETE …/bookmarks/{bookmarkId}``"""
    with call.services.store.writing() as db:
        bookmark = _found(call, call.conversation())
        bookmarks.remove(db, bookmark.id)
    return Answer({"id": bookmark.id, "type": "bookmark", "deleted": True})


def get_bookmark_summary(call: Call) -> Answer:
    """``GET …/bookmarks/{bookmarkId}/summary``: what its messages say, made anew at every call."""
    with call.services.store.reading():
        record = call.conversation()
        bookmark = _found(call, record)
    [summary] = _summaries(call, record, [bookmark])
    return Answer({"summary": summary})


def get_bookmarks_summary(call: Call) -> Answer:
    """``GET …/bookmarks-summary``: that of every bookmark."""
    with call.services.store.reading() as db:
        record = call.conversation()
        found = bookmarks.all_of(db, record.id)
    made = zip(found, _summaries(call, record, found), strict=True)
    return Answer({"bookmarksSummary": [{"bookmarkId": bookmark.id, "summary": summary} for bookmark, summary in made]})


def _found(call: Call, record: ConversationRecord) -> Bookmark:
    with call.services.store.reading() as db:
        bookmark = bookmarks.find(db, record.id, call.ids["bookmarkId"])
    if bookmark is None:
        raise ApiError(404, "The bookmarkId is either invalid or does not exist in this conversation.")
    return bookmark


def _read(call: Call) -> tuple[dict[str, Any], BookmarkRequest]:
    """The body, as it came and as it is read."""
    given = read_object(call.body)
    if isinstance(given.get("user"), dict):
        user: dict[str, Any] = given["user"]
        if type(user.get("userId")) is int:
            user["userId"] = str(user["userId"])
    absent: dict[str, Any] = {"user": {}, "beginTimeOffset": 0, "duration": 0}
    request = decoded(BookmarkRequest.from_dict, absent | given)
    for name, text in (("label", request.label), ("description", request.description)):
        if not text.strip():
            raise ApiError(400, f"{name}: must not be empty")
        if len(text) > _LONGEST[name]:
            raise ApiError(400, f"{name}: longer than {_LONGEST[name]} characters")
    for name, value in zip(_SPAN, (request.begin_time_offset, request.duration), strict=True):
        if not 0 <= value <= _MOST:
            raise ApiError(400, f"{name}: expected a number from 0 to {_MOST}")
    missing = [name for name in _SPAN if name not in given]
    if len(missing) == 1:
        raise ApiError(400, f"{missing[0]}: missing")
    if missing and not request.message_refs:
        raise ApiError(400, "Expected beginTimeOffset and duration, or messageRefs.")
    return given, request


def _mark(given: dict[str, Any], request: BookmarkRequest, record: ConversationRecord, messages: Messages) -> Mark:
    """What is to be kept; the time of a mark by messages is that from the first to the last."""
    begins, duration = request.begin_time_offset, request.duration
    wanted = {ref.id: f"messageRefs[{index}].id" for index, ref in enumerate(request.message_refs or ())}
    for message_id, place in wanted.items():
        if message_id not in messages.by_id:
            raise ApiError(404, f"{place}: no message of this conversation")
    chosen = [message for message in messages.by_id.values() if message.id in wanted]
    if chosen and _SPAN[0] not in given:
        origin = to_ms(record.start)
        begins = (min(message.started for message in chosen) - origin) // _SECOND
        duration = -((origin - max(message.ended for message in chosen)) // _SECOND) - begins
    user = {"name": request.user.name, "userId": request.user.user_id, "email": request.user.email}
    return Mark(
        label=request.label,
        description=request.description,
        user={name: value for name, value in user.items() if value is not None},
        begins=begins,
        duration=duration,
        message_ids=tuple(message.id for message in chosen) or None,
    )


def _ids(mark: Mark, record: ConversationRecord, messages: Messages) -> list[str]:
    """The messages that belong to a mark, in the order in which they begin."""
    if mark.message_ids is not None:
        return [message_id for message_id in mark.message_ids if message_id in messages.by_id]
    start = to_ms(record.start) + mark.begins * _SECOND
    return [message.id for message in messages.between(start, start + mark.duration * _SECOND)]


def _view(bookmark: Bookmark, record: ConversationRecord, messages: Messages) -> dict[str, Any]:
    mark = bookmark.mark
    said = [messages.by_id[message_id] for message_id in _ids(mark, record, messages)]
    return {
        "id": bookmark.id,
        "label": mark.label,
        "description": mark.description,
        "user": mark.user,
        "beginTimeOffset": mark.begins,
        "duration": mark.duration,
        "messageRefs": [
            {
                "id": message.id,
                "text": message.text,
                "startTime": wire(from_ms(message.started)),
                "endTime": wire(from_ms(message.ended)),
            }
            for message in said
        ],
    }


def _summaries(call: Call, record: ConversationRecord, found: Sequence[Bookmark]) -> list[list[dict[str, Any]]]:
    with call.services.store.reading() as db:
        by_time = Messages(db, record.id)
        people = content.people(db, record.id)
        messages = {one.message.id: one.message for one in content.messages(db, record.id, people)}
        insights = [insight for _, insight in content.insights(db, record.id, people)]
        topics = tuple(topic for _, topic in content.topics(db, record.id))
    made: list[list[dict[str, Any]]] = []
    for bookmark in found:
        ids = dict.fromkeys(_ids(bookmark.mark, record, by_time))
        inside = tuple(insight for insight in insights if insight.message_id in ids)
        work = Work(
            # Nothing is to be analyzed again, whatever the language is.
            submission=Submission(turns=(), options=AnalyzeOptions(summarize=True), english=False),
            start=record.end,
            people=tuple(people.values()),
            messages=tuple(messages[message_id] for message_id in ids),
            known=Findings(insights=inside, topics=topics),
        )
        try:
            summary = call.services.workers.run(work).summary
        except WorkError as error:
            raise ApiError(500, f"The summary could not be made: {error}") from None
        made.append([_item(item, bookmark, by_time) for item in summary.items] if summary else [])
    return made


def _item(item: SummaryItem, bookmark: Bookmark, messages: Messages) -> dict[str, Any]:
    said = [messages.by_id[message_id] for message_id in item.message_ids]
    answer: dict[str, Any] = {
        # Nothing of it is stored: the same words of the same bookmark have the same id.
        "id": lasting_id(bookmark.id, item.text, *item.message_ids),
        "text": item.text,
        "messageRefs": [{"id": message_id} for message_id in item.message_ids],
        "bookmarkReference": {"id": bookmark.id},
    }
    if said:
        answer["startTime"] = wire(from_ms(min(message.started for message in said)))
        answer["endTime"] = wire(from_ms(max(message.ended for message in said)))
    return answer


_PATH = "/v1/conversations/{conversationId}/bookmarks"

routes: list[Route] = [
    route(_PATH, GET=list_bookmarks, POST=create_bookmark),
    route(f"{_PATH}/{{bookmarkId}}", GET=get_bookmark, PUT=update_bookmark, DELETE=delete_bookmark),
    route(f"{_PATH}/{{bookmarkId}}/summary", GET=get_bookmark_summary),
    route(f"{_PATH}-summary", GET=get_bookmarks_summary),
]
