from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.done import Done
from ...models.speaker_events import SpeakerEvents
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "put-speakers"


def request(
    conversation_id: str | int,
    *,
    body: SpeakerEvents | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PUT",
        path="/v1/conversations/{conversation_id}/speakers".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> Done:
    """The result that a response carries."""
    return decode(OPERATION, response, Done.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    body: SpeakerEvents | Mapping[str, Any],
) -> Done:
    """Say who spoke when; messages and insights follow.

    Source: §13.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: Who began and ceased to speak when (§13). A plain mapping is sent as it is.

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
    body: SpeakerEvents | Mapping[str, Any],
) -> Done:
    """Say who spoke when; messages and insights follow.

    Source: §13.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: Who began and ceased to speak when (§13). A plain mapping is sent as it is.

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
