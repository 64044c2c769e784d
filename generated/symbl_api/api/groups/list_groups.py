from __future__ import annotations

from ...models.groups import Groups
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
)

OPERATION = "list-groups"


def request() -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/manage/groups",
    )


def parse(response: Response) -> Groups:
    """The result that a response carries."""
    return decode(OPERATION, response, Groups.from_dict)


def sync(
    *,
    client: Sender,
) -> Groups:
    """List the groups.

    Source: §18.2.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(client.send(request()))


async def asyncio(
    *,
    client: AsyncSender,
) -> Groups:
    """List the groups.

    Source: §18.2.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(await client.send(request()))
