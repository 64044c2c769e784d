from __future__ import annotations

from ...models.insights_url import InsightsUrl
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    query,
)

OPERATION = "get-insights-list-url"


def request(
    *,
    include_call_score: bool | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/conversations/experiences/insights/list",
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
    *,
    client: Sender,
    include_call_score: bool | None = None,
) -> InsightsUrl:
    """Make a link to a page that lists the conversations.

    Source: §19.3.

    Args:
        include_call_score: Show the call score too.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                include_call_score=include_call_score,
            )
        )
    )


async def asyncio(
    *,
    client: AsyncSender,
    include_call_score: bool | None = None,
) -> InsightsUrl:
    """Make a link to a page that lists the conversations.

    Source: §19.3.

    Args:
        include_call_score: Show the call score too.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                include_call_score=include_call_score,
            )
        )
    )
