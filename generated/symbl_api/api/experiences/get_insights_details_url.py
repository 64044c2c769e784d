from __future__ import annotations

from ...models.insights_url import InsightsUrl
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    query,
    segment,
)

OPERATION = "get-insights-details-url"


def request(
    conversation_id: str | int,
    *,
    include_call_score: bool | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/conversations/experiences/insights/details/{conversation_id}".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        params=query(
            **{
                "includeCallScore": include_call_score,
            }
        ),
    )


def parse(response: Response) -> InsightsUrl:
    """The result that a response carries."""
    return decode(OPERATION, response, InsightsUrl.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    include_call_score: bool | None = None,
) -> InsightsUrl:
    """Make a link to a page with the insights of one conversation.

    Source: §19.3.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        include_call_score: Show the call score too.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                include_call_score=include_call_score,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    *,
    client: AsyncSender,
    include_call_score: bool | None = None,
) -> InsightsUrl:
    """Make a link to a page with the insights of one conversation.

    Source: §19.3.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        include_call_score: Show the call score too.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                include_call_score=include_call_score,
            )
        )
    )
