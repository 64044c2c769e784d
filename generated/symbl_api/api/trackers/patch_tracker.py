from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...models.tracker_answer import TrackerAnswer
from ...models.tracker_patch import TrackerPatch
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "patch-tracker"


def request(
    tracker_id: str | int,
    *,
    body: Sequence[TrackerPatch | Mapping[str, Any]],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PATCH",
        path="/v1/manage/trackers/{tracker_id}".format(
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
    body: Sequence[TrackerPatch | Mapping[str, Any]],
) -> TrackerAnswer:
    """Change parts of a tracker.

    Source: §19.4.

    Args:
        tracker_id: The tracker's id.
        body: The changes, made in order, all of them or none. A plain mapping is sent as it is.

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
    body: Sequence[TrackerPatch | Mapping[str, Any]],
) -> TrackerAnswer:
    """Change parts of a tracker.

    Source: §19.4.

    Args:
        tracker_id: The tracker's id.
        body: The changes, made in order, all of them or none. A plain mapping is sent as it is.

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
