from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.done import Done
from ...models.member_update import MemberUpdate
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "put-member"


def request(
    conversation_id: str | int,
    member_id: str | int,
    *,
    body: MemberUpdate | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="PUT",
        path="/v1/conversations/{conversation_id}/members/{member_id}".format(
            conversation_id=segment(conversation_id, "conversation_id"),
            member_id=segment(member_id, "member_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> Done:
    """The result that a response carries."""
    return decode(OPERATION, response, Done.from_dict)


def sync(
    conversation_id: str | int,
    member_id: str | int,
    *,
    client: Sender,
    body: MemberUpdate | Mapping[str, Any],
) -> Done:
    """Change a member's name and e-mail address, wherever they show.

    Another member with the same e-mail address becomes the same member. Source: §12.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        member_id: The member's id.
        body: What a member is to be called (§12). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                member_id=member_id,
                body=body,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    member_id: str | int,
    *,
    client: AsyncSender,
    body: MemberUpdate | Mapping[str, Any],
) -> Done:
    """Change a member's name and e-mail address, wherever they show.

    Another member with the same e-mail address becomes the same member. Source: §12.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        member_id: The member's id.
        body: What a member is to be called (§12). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                member_id=member_id,
                body=body,
            )
        )
    )
