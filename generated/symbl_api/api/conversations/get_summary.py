from __future__ import annotations

from ...models.summaries import Summaries
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    query,
    segment,
)

OPERATION = "get-summary"


def request(
    conversation_id: str | int,
    *,
    refresh: bool | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/conversations/{conversation_id}/summary".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        params=query(
            **{
                "refresh": refresh,
            }
        ),
    )


def parse(response: Response) -> Summaries:
    """The result that a response carries."""
    return decode(OPERATION, response, Summaries.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    refresh: bool | None = None,
) -> Summaries:
    """Read its summary, which is made at the first reading if need be.

    404 while a job of the conversation runs. Source: §16.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        refresh: `true` makes it anew; `false` adds what was said since it was made.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                refresh=refresh,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    *,
    client: AsyncSender,
    refresh: bool | None = None,
) -> Summaries:
    """Read its summary, which is made at the first reading if need be.

    404 while a job of the conversation runs. Source: §16.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        refresh: `true` makes it anew; `false` adds what was said since it was made.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                refresh=refresh,
            )
        )
    )
