from __future__ import annotations

from ...models.score_status import ScoreStatus
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
)

OPERATION = "get-lm-insights-status"


def request(
    conversation_id: str | int,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/conversations/{conversation_id}/lm-insights/status".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
    )


def parse(response: Response) -> ScoreStatus:
    """The result that a response carries."""
    return decode(OPERATION, response, ScoreStatus.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
) -> ScoreStatus:
    """Read how far the insights have come.

    Source: §19.3.

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
) -> ScoreStatus:
    """Read how far the insights have come.

    Source: §19.3.

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
