from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...models.managed_entities import ManagedEntities
from ...models.managed_entity_request import ManagedEntityRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    to_wire,
)

OPERATION = "create-managed-entities"


def request(
    *,
    body: Sequence[ManagedEntityRequest | Mapping[str, Any]],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/manage/entities/bulk",
        json=to_wire(body),
    )


def parse(response: Response) -> ManagedEntities:
    """The result that a response carries."""
    return decode(OPERATION, response, ManagedEntities.from_dict)


def sync(
    *,
    client: Sender,
    body: Sequence[ManagedEntityRequest | Mapping[str, Any]],
) -> ManagedEntities:
    """Keep entities to be found in conversations to come.

    All of them or none. Source: §19.4.

    Args:
        body: The entities. A plain mapping is sent as it is.

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
    body: Sequence[ManagedEntityRequest | Mapping[str, Any]],
) -> ManagedEntities:
    """Keep entities to be found in conversations to come.

    All of them or none. Source: §19.4.

    Args:
        body: The entities. A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
            )
        )
    )
