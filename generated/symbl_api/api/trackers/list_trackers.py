from __future__ import annotations

from ...models.trackers import Trackers
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    query,
)

OPERATION = "list-trackers"


def request(
    *,
    name: str | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/manage/trackers",
        params=query(
            **{
                "name": name,
            }
        ),
    )


def parse(response: Response) -> Trackers:
    """The result that a response carries."""
    return decode(OPERATION, response, Trackers.from_dict)


def sync(
    *,
    client: Sender,
    name: str | None = None,
) -> Trackers:
    """List the trackers that are kept, or find one by its name.

    Source: §18.1.

    Args:
        name: Only the tracker of this very name.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                name=name,
            )
        )
    )


async def asyncio(
    *,
    client: AsyncSender,
    name: str | None = None,
) -> Trackers:
    """List the trackers that are kept, or find one by its name.

    Source: §18.1.

    Args:
        name: Only the tracker of this very name.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                name=name,
            )
        )
    )
