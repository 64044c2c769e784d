from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.group_answer import GroupAnswer
from ...models.group_update import GroupUpdate
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "update-group"


def request(
    group_id: str | int,
    *,
    body: GroupUpdate | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PUT",
        path="/v1/manage/group/{group_id}".format(
            group_id=segment(group_id, "group_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> GroupAnswer:
    """The result that a response carries."""
    return decode(OPERATION, response, GroupAnswer.from_dict)


def sync(
    group_id: str | int,
    *,
    client: Sender,
    body: GroupUpdate | Mapping[str, Any],
) -> GroupAnswer:
    """Replace a group's name, description and criterion.

    Source: §18.2.

    Args:
        group_id: The group's id.
        body: What a group is to be (§18.2). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                group_id=group_id,
                body=body,
            )
        )
    )


async def asyncio(
    group_id: str | int,
    *,
    client: AsyncSender,
    body: GroupUpdate | Mapping[str, Any],
) -> GroupAnswer:
    """Replace a group's name, description and criterion.

    Source: §18.2.

    Args:
        group_id: The group's id.
        body: What a group is to be (§18.2). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                group_id=group_id,
                body=body,
            )
        )
    )
