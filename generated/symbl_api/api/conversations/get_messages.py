from __future__ import annotations

from ...models.messages import Messages
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    query,
    segment,
)

OPERATION = "get-messages"


def request(
    conversation_id: str | int,
    *,
    verbose: bool | None = None,
    sentiment: bool | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/conversations/{conversation_id}/messages".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        params=query(
            **{
                "verbose": verbose,
                "sentiment": sentiment,
            }
        ),
    )


def parse(response: Response) -> Messages:
    """The result that a response carries."""
    return decode(OPERATION, response, Messages.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    verbose: bool | None = None,
    sentiment: bool | None = None,
) -> Messages:
    """Read the transcript, sentence by sentence.

    Source: §5.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        verbose: Add the words of each message with their times.
        sentiment: Add a sentiment to each message.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                verbose=verbose,
                sentiment=sentiment,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    *,
    client: AsyncSender,
    verbose: bool | None = None,
    sentiment: bool | None = None,
) -> Messages:
    """Read the transcript, sentence by sentence.

    Source: §5.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        verbose: Add the words of each message with their times.
        sentiment: Add a sentiment to each message.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                verbose=verbose,
                sentiment=sentiment,
            )
        )
    )
