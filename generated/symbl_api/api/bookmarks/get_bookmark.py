from __future__ import annotations

from ...models.bookmark import Bookmark
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
)

OPERATION = "get-bookmark"


def request(
    conversation_id: str | int,
    bookmark_id: str | int,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/conversations/{conversation_id}/bookmarks/{bookmark_id}".format(
            conversation_id=segment(conversation_id, "conversation_id"),
            bookmark_id=segment(bookmark_id, "bookmark_id"),
        ),
    )


def parse(response: Response) -> Bookmark:
    """The result that a response carries."""
    return decode(OPERATION, response, Bookmark.from_dict)


def sync(
    conversation_id: str | int,
    bookmark_id: str | int,
    *,
    client: Sender,
) -> Bookmark:
    """Read a bookmark.

    Source: §19.4.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        bookmark_id: The bookmark's id.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                bookmark_id=bookmark_id,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    bookmark_id: str | int,
    *,
    client: AsyncSender,
) -> Bookmark:
    """Read a bookmark.

    Source: §19.4.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        bookmark_id: The bookmark's id.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                bookmark_id=bookmark_id,
            )
        )
    )
