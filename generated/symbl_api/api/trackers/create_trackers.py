from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...models.tracker_request import TrackerRequest
from ...models.trackers import Trackers
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    to_wire,
)

OPERATION = "create-trackers"


def request(
    *,
    body: Sequence[TrackerRequest | Mapping[str, Any]],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/manage/trackers",
        json=to_wire(body),
    )


def parse(response: Response) -> Trackers:
    """The result that a response carries."""
    return decode(OPERATION, response, Trackers.from_dict)


def sync(
    *,
    client: Sender,
    body: Sequence[TrackerRequest | Mapping[str, Any]],
) -> Trackers:
    """Keep several trackers.

    All of them or none. Source: §18.1.

    Args:
        body: The trackers, each with a name of its own. A plain mapping is sent as it is.

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
    body: Sequence[TrackerRequest | Mapping[str, Any]],
) -> Trackers:
    """Keep several trackers.

    All of them or none. Source: §18.1.

    Args:
        body: The trackers, each with a name of its own. A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
            )
        )
    )
