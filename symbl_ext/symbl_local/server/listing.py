"""Conversations as wholes: found, given metadata, deleted (docs/contract.md §4)."""

from __future__ import annotations

from datetime import datetime, timedelta

from symbl_api.errors import DecodeError
from symbl_api.models import ConversationUpdate
from symbl_api.types import date_time
from symbl_local import listing, rsql
from symbl_local.listing import SORTABLE, Query
from symbl_local.rsql import Condition, RsqlError
from symbl_local.server import views
from symbl_local.server.accept import decoded, read_object
from symbl_local.server.call import Answer, Call, route
from symbl_local.server.conversations import get_conversation
from symbl_local.server.errors import ApiError, no_conversation
from symbl_local.times import now, to_ms

__all__ = ["delete_conversation", "list_conversations", "page", "put_conversation", "routes"]

_MOST = 65_536
_FARTHEST = 2**62
_WINDOW = timedelta(days=7)
_LONGEST_VALUE = 128


def list_conversations(call: Call) -> Answer:
    """``GET /v1/conversations``: one page."""
    return page(call)


def page(call: Call, criteria: str | None = None) -> Answer:
    """A page of the conversations that the query asks for, and that meet the criteria of a group if there is one."""
    names = [
        name.strip() for text in call.query.getlist("sort") or ["conversation.startTime"] for name in text.split(",")
    ]
    for name in names:
        if name not in SORTABLE:
            raise ApiError(400, f"sort: there is no field {name[:80]!r} (there are {', '.join(SORTABLE)})")
    order = call.query.get("order", "asc")
    if order not in ("asc", "desc"):
        raise ApiError(400, "order: expected asc or desc")
    filters = [_conditions(text, "filter") for text in call.query.getlist("filter")[-1:]]
    if criteria is not None:
        filters.append(_conditions(criteria, "criteria"))
    start, end = _window(call, default=not filters)
    query = Query(
        account=call.account,
        filters=filters,
        start=None if start is None else to_ms(start),
        end=None if end is None else to_ms(end),
        sort=[SORTABLE[name] for name in names],
        descending=order == "desc",
        limit=_whole(call, "limit", 20, _MOST),
        offset=_whole(call, "offset", 0, None),
    )
    with call.services.store.reading() as db:
        found = listing.find(db, query)
    return Answer({"conversations": [views.conversation(record, people) for record, people in found]})


def _conditions(text: str, name: str) -> tuple[Condition, ...]:
    try:
        conditions = rsql.parse(text)
        listing.check(conditions)
    except RsqlError as error:
        raise ApiError(400, f"{name}: {error}") from None
    return conditions


def check_criteria(text: str) -> None:
    """Refuse the criteria of a group that no list could be filtered by; `DecodeError`."""
    try:
        listing.check(rsql.parse(text))
    except RsqlError as error:
        raise DecodeError(str(error), "$.criteria") from None


def _window(call: Call, *, default: bool) -> tuple[datetime | None, datetime | None]:
    """From when to when the conversations start that are asked for; without a filter, within seven days."""
    present = now()
    start, end = _moment(call, "startTime"), _moment(call, "endTime")
    for name, moment in (("startTime", start), ("endTime", end)):
        if moment and moment > present:
            raise ApiError(400, f"{name}: expected a time in the past")
    if start and start >= (end or present):
        raise ApiError(400, "startTime: expected a time before endTime")
    if default:
        end = end or present
        try:
            start = start or end - _WINDOW
        except OverflowError:
            start = None
    return start, end


def _moment(call: Call, name: str) -> datetime | None:
    text = call.query.get(name)
    if text is None:
        return None
    try:
        moment = date_time(text)
        to_ms(moment)
    except (DecodeError, OverflowError):
        raise ApiError(400, f"{name}: expected a time, such as 2026-03-02T15:00:00.000Z") from None
    return moment


def _whole(call: Call, name: str, default: int, most: int | None) -> int:
    text = call.query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal()) or (most is not None and (len(text) > 9 or int(text) > most)):
        limits = f"from 0 to {most}" if most is not None else "from 0"
        raise ApiError(400, f"{name}: expected a whole number {limits}")
    return int(text) if len(text) < 19 else _FARTHEST


def put_conversation(call: Call) -> Answer:
    """``PUT /v1/conversations/{conversationId}``: other metadata in the place of what there was."""
    update = decoded(ConversationUpdate.from_dict, read_object(call.body, unique=True))
    metadata = update.metadata.additional_properties
    for key, value in metadata.items():
        if len(value) > _LONGEST_VALUE:
            raise ApiError(400, f"metadata.{key[:80]}: expected at most {_LONGEST_VALUE} characters, not {len(value)}")
    conversation_id = call.ids["conversationId"]
    if not call.services.store.put_metadata(call.account, conversation_id, metadata):
        raise no_conversation()
    return Answer({"id": conversation_id, "metadata": metadata})


def delete_conversation(call: Call) -> Answer:
    """``DELETE /v1/conversations/{conversationId}``: everything goes, its unfinished jobs and their files too."""
    files = call.services.store.delete_conversation(call.account, call.ids["conversationId"])
    if files is None:
        raise no_conversation()
    for file in files:
        call.services.spool.remove(file)
    return Answer({"message": "successfully deleted the conversation"})


routes = [
    route("/v1/conversations", GET=list_conversations),
    route(
        "/v1/conversations/{conversationId}",
        GET=get_conversation,
        PUT=put_conversation,
        DELETE=delete_conversation,
    ),
]
