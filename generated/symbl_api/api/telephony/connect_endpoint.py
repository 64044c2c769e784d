from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.call_answer import CallAnswer
from ...models.start_call import StartCall
from ...models.stop_call import StopCall
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    to_wire,
)

OPERATION = "connect-endpoint"


def request(
    *,
    body: StartCall | StopCall | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/endpoint:connect",
        json=to_wire(body),
    )


def parse(response: Response) -> CallAnswer:
    """The result that a response carries."""
    return decode(OPERATION, response, CallAnswer.from_dict)


def sync(
    *,
    client: Sender,
    body: StartCall | StopCall | Mapping[str, Any],
) -> CallAnswer:
    """Call somebody and listen, or hang up.

    Source: §19.1.

    Args:
        body: A call to be made, or to be ended (§19.1). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                body=body,
            )
        )
    )


async def asyncio(
    *,
    client: AsyncSender,
    body: StartCall | StopCall | Mapping[str, Any],
) -> CallAnswer:
    """Call somebody and listen, or hang up.

    Source: §19.1.

    Args:
        body: A call to be made, or to be ended (§19.1). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
            )
        )
    )
