from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.bookmark import Bookmark
from ...models.bookmark_request import BookmarkRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "update-bookmark"


def request(
    conversation_id: str | int,
    bookmark_id: str | int,
    *,
    body: BookmarkRequest | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PUT",
        path="/v1/conversations/{conversation_id}/bookmarks/{bookmark_id}".format(
            conversation_id=segment(conversation_id, "conversation_id"),
            bookmark_id=segment(bookmark_id, "bookmark_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> Bookmark:
    """The result that a response carries."""
    return decode(OPERATION, response, Bookmark.from_dict)


def sync(
    conversation_id: str | int,
    bookmark_id: str | int,
    *,
    client: Sender,
    body: BookmarkRequest | Mapping[str, Any],
) -> Bookmark:
    """Replace a bookmark.

    Source: §19.4.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        bookmark_id: The bookmark's id.
        body: What to mark (§19.4). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                bookmark_id=bookmark_id,
                body=body,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    bookmark_id: str | int,
    *,
    client: AsyncSender,
    body: BookmarkRequest | Mapping[str, Any],
) -> Bookmark:
    """Replace a bookmark.

    Source: §19.4.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        bookmark_id: The bookmark's id.
        body: What to mark (§19.4). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                bookmark_id=bookmark_id,
                body=body,
            )
        )
    )
