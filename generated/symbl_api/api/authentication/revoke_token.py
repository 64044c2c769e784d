from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.done import Done
from ...models.revoke_request import RevokeRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    to_wire,
)

OPERATION = "revoke-token"


def request(
    *,
    body: RevokeRequest | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="DELETE",
        path="/oauth2/token:revoke",
        json=to_wire(body),
        authorized=False,
    )


def parse(response: Response) -> Done:
    """The result that a response carries."""
    return decode(OPERATION, response, Done.from_dict)


def sync(
    *,
    client: Sender,
    body: RevokeRequest | Mapping[str, Any],
) -> Done:
    """End the tokens of an application before their time.

    Only one client of the service knows it. The pair is in the body. Source: §1.

    Args:
        body: Whose tokens are to end (§1). A plain mapping is sent as it is.

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
    body: RevokeRequest | Mapping[str, Any],
) -> Done:
    """End the tokens of an application before their time.

    Only one client of the service knows it. The pair is in the body. Source: §1.

    Args:
        body: Whose tokens are to end (§1). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
            )
        )
    )
