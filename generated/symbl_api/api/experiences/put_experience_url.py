from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.insights_url import InsightsUrl
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "put-experience-url"


def request(
    conversation_id: str | int,
    *,
    body: InsightsUrl | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PUT",
        path="/v1/conversations/{conversation_id}/experiences/url".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> InsightsUrl:
    """The result that a response carries."""
    return decode(OPERATION, response, InsightsUrl.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    body: InsightsUrl | Mapping[str, Any],
) -> InsightsUrl:
    """Keep the address of the conversation's recording.

    Pages that were given no other recording play it. Only one client of the service knows the call.
    Source: §19.3.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: The address of a page, or of the recording that pages play (§19.3). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                body=body,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    *,
    client: AsyncSender,
    body: InsightsUrl | Mapping[str, Any],
) -> InsightsUrl:
    """Keep the address of the conversation's recording.

    Pages that were given no other recording play it. Only one client of the service knows the call.
    Source: §19.3.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: The address of a page, or of the recording that pages play (§19.3). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                body=body,
            )
        )
    )
