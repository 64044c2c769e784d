from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.conversation import Conversation
from ...models.conversation_update import ConversationUpdate
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "put-conversation"


def request(
    conversation_id: str | int,
    *,
    body: ConversationUpdate | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PUT",
        path="/v1/conversations/{conversation_id}".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> Conversation:
    """The result that a response carries."""
    return decode(OPERATION, response, Conversation.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    body: ConversationUpdate | Mapping[str, Any],
) -> Conversation:
    """Replace a conversation's metadata.

    Nothing else can be changed. Source: §4.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: What can be changed of a conversation (§4). A plain mapping is sent as it is.

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
    body: ConversationUpdate | Mapping[str, Any],
) -> Conversation:
    """Replace a conversation's metadata.

    Nothing else can be changed. Source: §4.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: What can be changed of a conversation (§4). A plain mapping is sent as it is.

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
