from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.experience import Experience
from ...models.experience_request import ExperienceRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "post-experience"


def request(
    conversation_id: str | int,
    *,
    body: ExperienceRequest | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/conversations/{conversation_id}/experiences".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> Experience:
    """The result that a response carries."""
    return decode(OPERATION, response, Experience.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    body: ExperienceRequest | Mapping[str, Any],
) -> Experience:
    """Make a link to a page that shows the conversation.

    Source: §17.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: Which page to make and how it looks (§17). A plain mapping is sent as it is.

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
    body: ExperienceRequest | Mapping[str, Any],
) -> Experience:
    """Make a link to a page that shows the conversation.

    Source: §17.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: Which page to make and how it looks (§17). A plain mapping is sent as it is.

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
