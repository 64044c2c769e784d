from __future__ import annotations

from ...models.detected_tracker import DetectedTracker
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    list_of,
    segment,
)

OPERATION = "get-trackers-detected"


def request(
    conversation_id: str | int,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/conversations/{conversation_id}/trackers-detected".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
    )


def parse(response: Response) -> list[DetectedTracker]:
    """The result that a response carries."""
    return decode(OPERATION, response, list_of(DetectedTracker.from_dict))


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
) -> list[DetectedTracker]:
    """Read where the phrases of trackers came up.

    The answer is a bare list. Source: §14.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    *,
    client: AsyncSender,
) -> list[DetectedTracker]:
    """Read where the phrases of trackers came up.

    The answer is a bare list. Source: §14.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
            )
        )
    )
