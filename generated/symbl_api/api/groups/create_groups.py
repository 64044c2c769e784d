from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...models.group_request import GroupRequest
from ...models.groups import Groups
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    to_wire,
)

OPERATION = "create-groups"


def request(
    *,
    body: Sequence[GroupRequest | Mapping[str, Any]],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/manage/groups",
        json=to_wire(body),
    )


def parse(response: Response) -> Groups:
    """The result that a response carries."""
    return decode(OPERATION, response, Groups.from_dict)


def sync(
    *,
    client: Sender,
    body: Sequence[GroupRequest | Mapping[str, Any]],
) -> Groups:
    """Make several groups.

    All of them or none. Source: §18.2.

    Args:
        body: The groups. A plain mapping is sent as it is.

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
    body: Sequence[GroupRequest | Mapping[str, Any]],
) -> Groups:
    """Make several groups.

    All of them or none. Source: §18.2.

    Args:
        body: The groups. A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
            )
        )
    )
