from __future__ import annotations

from ...models.done import Done
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
)

OPERATION = "delete-conversation"


def request(
    conversation_id: str | int,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="DELETE",
        path="/v1/conversations/{conversation_id}".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
    )


def parse(response: Response) -> Done:
    """The result that a response carries."""
    return decode(OPERATION, response, Done.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
) -> Done:
    """Delete a conversation and all that belongs to it, for good.

    Source: §4.

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
) -> Done:
    """Delete a conversation and all that belongs to it, for good.

    Source: §4.

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
