from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.managed_entity import ManagedEntity
from ...models.managed_entity_request import ManagedEntityRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "update-managed-entity"


def request(
    entity_id: str | int,
    *,
    body: ManagedEntityRequest | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PUT",
        path="/v1/manage/entities/{entity_id}".format(
            entity_id=segment(entity_id, "entity_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> ManagedEntity:
    """The result that a response carries."""
    return decode(OPERATION, response, ManagedEntity.from_dict)


def sync(
    entity_id: str | int,
    *,
    client: Sender,
    body: ManagedEntityRequest | Mapping[str, Any],
) -> ManagedEntity:
    """Replace an entity.

    Source: §19.4.

    Args:
        entity_id: The entity's id.
        body: An entity to keep (§19.4). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                entity_id=entity_id,
                body=body,
            )
        )
    )


async def asyncio(
    entity_id: str | int,
    *,
    client: AsyncSender,
    body: ManagedEntityRequest | Mapping[str, Any],
) -> ManagedEntity:
    """Replace an entity.

    Source: §19.4.

    Args:
        entity_id: The entity's id.
        body: An entity to keep (§19.4). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                entity_id=entity_id,
                body=body,
            )
        )
    )
