from __future__ import annotations

from ...models.done import Done
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    query,
)

OPERATION = "delete-managed-entities"


def request(
    *,
    sub_type: str,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="DELETE",
        path="/v1/manage/entities",
        params=query(
            **{
                "subType": sub_type,
            }
        ),
    )


def parse(response: Response) -> Done:
    """The result that a response carries."""
    return decode(OPERATION, response, Done.from_dict)


def sync(
    *,
    client: Sender,
    sub_type: str,
) -> Done:
    """Delete the entities of one finer type.

    Source: §19.4.

    Args:
        sub_type: The finer type.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                sub_type=sub_type,
            )
        )
    )


async def asyncio(
    *,
    client: AsyncSender,
    sub_type: str,
) -> Done:
    """Delete the entities of one finer type.

    Source: §19.4.

    Args:
        sub_type: The finer type.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                sub_type=sub_type,
            )
        )
    )
