from __future__ import annotations

from ...models.deleted import Deleted
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
)

OPERATION = "delete-group"


def request(
    group_id: str | int,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="DELETE",
        path="/v1/manage/group/{group_id}".format(
            group_id=segment(group_id, "group_id"),
        ),
    )


def parse(response: Response) -> Deleted:
    """The result that a response carries."""
    return decode(OPERATION, response, Deleted.from_dict)


def sync(
    group_id: str | int,
    *,
    client: Sender,
) -> Deleted:
    """Delete a group; its conversations stay.

    Source: §18.2.

    Args:
        group_id: The group's id.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                group_id=group_id,
            )
        )
    )


async def asyncio(
    group_id: str | int,
    *,
    client: AsyncSender,
) -> Deleted:
    """Delete a group; its conversations stay.

    Source: §18.2.

    Args:
        group_id: The group's id.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                group_id=group_id,
            )
        )
    )
