from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.formatted_transcript import FormattedTranscript
from ...models.transcript_request import TranscriptRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
    to_wire,
)

OPERATION = "post-transcript"


def request(
    conversation_id: str | int,
    *,
    body: TranscriptRequest | Mapping[str, Any],
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/conversations/{conversation_id}/transcript".format(
            conversation_id=segment(conversation_id, "conversation_id"),
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> FormattedTranscript:
    """The result that a response carries."""
    return decode(OPERATION, response, FormattedTranscript.from_dict)


def sync(
    conversation_id: str | int,
    *,
    client: Sender,
    body: TranscriptRequest | Mapping[str, Any],
) -> FormattedTranscript:
    """Read the transcript as Markdown or as subtitles.

    Source: §15.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: How the transcript is to look (§15). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                conversation_id=conversation_id,
                body=body,
            )
        )
    )


async def asyncio(
    conversation_id: str | int,
    *,
    client: AsyncSender,
    body: TranscriptRequest | Mapping[str, Any],
) -> FormattedTranscript:
    """Read the transcript as Markdown or as subtitles.

    Source: §15.

    Args:
        conversation_id: The conversation's id; opaque, digits in practice (§0).
        body: How the transcript is to look (§15). A plain mapping is sent as it is.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                conversation_id=conversation_id,
                body=body,
            )
        )
    )
