from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.tracker_answer import TrackerAnswer
from ...models.tracker_update import TrackerUpdate
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "update-tracker"


def request(
    tracker_id: str | int,
    *,
    body: TrackerUpdate | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PUT",
        path="/v1/manage/tracker/{tracker_id}".format(
            tracker_id=segment(tracker_id, "tracker_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> TrackerAnswer:
    """The result that a response carries."""
    return decode(OPERATION, response, TrackerAnswer.from_dict)


def sync(
    tracker_id: str | int,
    *,
    client: Sender,
    body: TrackerUpdate | Mapping[str, Any],
) -> TrackerAnswer:
    """Rename a tracker or add phrases to it.

    The phrases given are added to those that it has, so it is not repeated after a lost answer. Source:
    §18.1.

    Args:
        tracker_id: The tracker's id.
        body: What to add to a tracker (§18.1). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                tracker_id=tracker_id,
                body=body,
            )
        )
    )


async def asyncio(
    tracker_id: str | int,
    *,
    client: AsyncSender,
    body: TrackerUpdate | Mapping[str, Any],
) -> TrackerAnswer:
    """Rename a tracker or add phrases to it.

    The phrases given are added to those that it has, so it is not repeated after a lost answer. Source:
    §18.1.

    Args:
        tracker_id: The tracker's id.
        body: What to add to a tracker (§18.1). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                tracker_id=tracker_id,
                body=body,
            )
        )
    )
