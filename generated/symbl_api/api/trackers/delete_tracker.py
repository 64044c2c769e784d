from __future__ import annotations

from ...models.deleted import Deleted
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
)

OPERATION = "delete-tracker"


def request(
    tracker_id: str | int,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="DELETE",
        path="/v1/manage/tracker/{tracker_id}".format(
            tracker_id=segment(tracker_id, "tracker_id"),
        ),
    )


def parse(response: Response) -> Deleted:
    """The result that a response carries."""
    return decode(OPERATION, response, Deleted.from_dict)


def sync(
    tracker_id: str | int,
    *,
    client: Sender,
) -> Deleted:
    """Delete a tracker.

    What it found stays. Source: §18.1.

    Args:
        tracker_id: The tracker's id.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                tracker_id=tracker_id,
            )
        )
    )


async def asyncio(
    tracker_id: str | int,
    *,
    client: AsyncSender,
) -> Deleted:
    """Delete a tracker.

    What it found stays. Source: §18.1.

    Args:
        tracker_id: The tracker's id.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                tracker_id=tracker_id,
            )
        )
    )
