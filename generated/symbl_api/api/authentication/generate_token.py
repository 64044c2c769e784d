from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.token import Token
from ...models.token_request import TokenRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    to_wire,
)

OPERATION = "generate-token"


def request(
    *,
    body: TokenRequest | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/oauth2/token:generate",
        json=to_wire(body),
        authorized=False,
    )


def parse(response: Response) -> Token:
    """The result that a response carries."""
    return decode(OPERATION, response, Token.from_dict)


def sync(
    *,
    client: Sender,
    body: TokenRequest | Mapping[str, Any],
) -> Token:
    """Exchange an application's id and secret for an access token.

    The same token comes back, with what is left of its life, until it is close to its end. Source: §1.

    Args:
        body: Who asks for a token (§1). A plain mapping is sent as it is.

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
    body: TokenRequest | Mapping[str, Any],
) -> Token:
    """Exchange an application's id and secret for an access token.

    The same token comes back, with what is left of its life, until it is close to its end. Source: §1.

    Args:
        body: Who asks for a token (§1). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
            )
        )
    )
