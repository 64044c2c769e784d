from __future__ import annotations

from ...models.managed_entity import ManagedEntity
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
)

OPERATION = "get-managed-entity"


def request(
    entity_id: str | int,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/manage/entities/{entity_id}".format(
            entity_id=segment(entity_id, "entity_id"),
        ),
    )


def parse(response: Response) -> ManagedEntity:
    """The result that a response carries."""
    return decode(OPERATION, response, ManagedEntity.from_dict)


def sync(
    entity_id: str | int,
    *,
    client: Sender,
) -> ManagedEntity:
    """Read an entity.

    Source: §19.4.

    Args:
        entity_id: The entity's id.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                entity_id=entity_id,
            )
        )
    )


async def asyncio(
    entity_id: str | int,
    *,
    client: AsyncSender,
) -> ManagedEntity:
    """Read an entity.

    Source: §19.4.

    Args:
        entity_id: The entity's id.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                entity_id=entity_id,
            )
        )
    )
