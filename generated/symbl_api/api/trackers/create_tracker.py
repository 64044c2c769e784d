from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.tracker_answer import TrackerAnswer
from ...models.tracker_request import TrackerRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    to_wire,
)

OPERATION = "create-tracker"


def request(
    *,
    body: TrackerRequest | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/manage/tracker",
        json=to_wire(body),
    )


def parse(response: Response) -> TrackerAnswer:
    """The result that a response carries."""
    return decode(OPERATION, response, TrackerAnswer.from_dict)


def sync(
    *,
    client: Sender,
    body: TrackerRequest | Mapping[str, Any],
) -> TrackerAnswer:
    """Keep a tracker for conversations to come.

    409 when there is one of that name. One writer at a time, else 429. Source: §18.1.

    Args:
        body: A tracker to keep (§18.1). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                body=body,
            )
        )
    )


async def asyncio(
    *,
    client: AsyncSender,
    body: TrackerRequest | Mapping[str, Any],
) -> TrackerAnswer:
    """Keep a tracker for conversations to come.

    409 when there is one of that name. One writer at a time, else 429. Source: §18.1.

    Args:
        body: A tracker to keep (§18.1). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
            )
        )
    )
