from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.group_answer import GroupAnswer
from ...models.group_request import GroupRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    to_wire,
)

OPERATION = "create-group"


def request(
    *,
    body: GroupRequest | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/manage/group",
        json=to_wire(body),
    )


def parse(response: Response) -> GroupAnswer:
    """The result that a response carries."""
    return decode(OPERATION, response, GroupAnswer.from_dict)


def sync(
    *,
    client: Sender,
    body: GroupRequest | Mapping[str, Any],
) -> GroupAnswer:
    """Name the conversations that meet a criterion.

    Source: §18.2.

    Args:
        body: A group to make (§18.2). A plain mapping is sent as it is.

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
    body: GroupRequest | Mapping[str, Any],
) -> GroupAnswer:
    """Name the conversations that meet a criterion.

    Source: §18.2.

    Args:
        body: A group to make (§18.2). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
            )
        )
    )
