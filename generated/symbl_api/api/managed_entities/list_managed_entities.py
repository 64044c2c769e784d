from __future__ import annotations

from ...models.managed_entities import ManagedEntities
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
)

OPERATION = "list-managed-entities"


def request() -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/manage/entities",
    )


def parse(response: Response) -> ManagedEntities:
    """The result that a response carries."""
    return decode(OPERATION, response, ManagedEntities.from_dict)


def sync(
    *,
    client: Sender,
) -> ManagedEntities:
    """List the entities that are kept.

    Source: §19.4.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(client.send(request()))


async def asyncio(
    *,
    client: AsyncSender,
) -> ManagedEntities:
    """List the entities that are kept.

    Source: §19.4.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(await client.send(request()))
