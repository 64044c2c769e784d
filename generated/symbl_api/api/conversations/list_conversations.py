from __future__ import annotations

import datetime

from ...models.conversations import Conversations
from ...models.sort_order import SortOrder
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    query,
)

OPERATION = "list-conversations"


def request(
    *,
    limit: int | None = None,
    offset: int | None = None,
    order: SortOrder | None = None,
    start_time: datetime.datetime | None = None,
    end_time: datetime.datetime | None = None,
    sort: str | None = None,
    filter_: str | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/conversations",
        params=query(
            **{
                "limit": limit,
                "offset": offset,
                "order": order,
                "startTime": start_time,
                "endTime": end_time,
                "sort": sort,
                "filter": filter_,
            }
        ),
    )


def parse(response: Response) -> Conversations:
    """The result that a response carries."""
    return decode(OPERATION, response, Conversations.from_dict)


def sync(
    *,
    client: Sender,
    limit: int | None = None,
    offset: int | None = None,
    order: SortOrder | None = None,
    start_time: datetime.datetime | None = None,
    end_time: datetime.datetime | None = None,
    sort: str | None = None,
    filter_: str | None = None,
) -> Conversations:
    """List conversations, by time, name or metadata.

    Without `filter` those of the last seven days, or of the window given. There is no total and no
    cursor: a page that is shorter than `limit` is the last. Source: §4.

    Args:
        limit: At most so many; 20 when not given.
        offset: So many are skipped first.
        order: Upwards or downwards (§4).
        start_time: Conversations that start at this moment or later; seven days before `endTime` when not
            given.
        end_time: Conversations that start at this moment or earlier; now when not given.
        sort: The field to sort by, or several with commas between; the start when not given.
        filter_: Which ones, in RSQL without OR and with two different fields at most.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                limit=limit,
                offset=offset,
                order=order,
                start_time=start_time,
                end_time=end_time,
                sort=sort,
                filter_=filter_,
            )
        )
    )


async def asyncio(
    *,
    client: AsyncSender,
    limit: int | None = None,
    offset: int | None = None,
    order: SortOrder | None = None,
    start_time: datetime.datetime | None = None,
    end_time: datetime.datetime | None = None,
    sort: str | None = None,
    filter_: str | None = None,
) -> Conversations:
    """List conversations, by time, name or metadata.

    Without `filter` those of the last seven days, or of the window given. There is no total and no
    cursor: a page that is shorter than `limit` is the last. Source: §4.

    Args:
        limit: At most so many; 20 when not given.
        offset: So many are skipped first.
        order: Upwards or downwards (§4).
        start_time: Conversations that start at this moment or later; seven days before `endTime` when not
            given.
        end_time: Conversations that start at this moment or earlier; now when not given.
        sort: The field to sort by, or several with commas between; the start when not given.
        filter_: Which ones, in RSQL without OR and with two different fields at most.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                limit=limit,
                offset=offset,
                order=order,
                start_time=start_time,
                end_time=end_time,
                sort=sort,
                filter_=filter_,
            )
        )
    )
