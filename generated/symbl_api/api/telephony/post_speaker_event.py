from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.call_event import CallEvent
from ...models.done import Done
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "post-speaker-event"


def request(
    connection_id: str | int,
    *,
    body: CallEvent | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/event/{connection_id}".format(
            connection_id=segment(connection_id, "connection_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> Done:
    """The result that a response carries."""
    return decode(OPERATION, response, Done.from_dict)


def sync(
    connection_id: str | int,
    *,
    client: Sender,
    body: CallEvent | Mapping[str, Any],
) -> Done:
    """Say who speaks in a call from now on.

    Source: §19.2.

    Args:
        connection_id: The call's connection id.
        body: Somebody began or ceased to speak, came or went (§19.2). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                connection_id=connection_id,
                body=body,
            )
        )
    )


async def asyncio(
    connection_id: str | int,
    *,
    client: AsyncSender,
    body: CallEvent | Mapping[str, Any],
) -> Done:
    """Say who speaks in a call from now on.

    Source: §19.2.

    Args:
        connection_id: The call's connection id.
        body: Somebody began or ceased to speak, came or went (§19.2). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                connection_id=connection_id,
                body=body,
            )
        )
    )
