from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.submitted_job import SubmittedJob
from ...models.text_request import TextRequest
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    headers,
    to_wire,
)

OPERATION = "post-text"


def request(
    *,
    body: TextRequest | Mapping[str, Any],
    idempotency_key: str | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/process/text",
        headers=headers(
            **{
                "Idempotency-Key": idempotency_key,
            }
        ),
        json=to_wire(body),
    )


def parse(response: Response) -> SubmittedJob:
    """The result that a response carries."""
    return decode(OPERATION, response, SubmittedJob.from_dict)


def sync(
    *,
    client: Sender,
    body: TextRequest | Mapping[str, Any],
    idempotency_key: str | None = None,
) -> SubmittedJob:
    """Start a conversation from text.

    Answers as soon as the job is accepted; results are complete when the job is. Source: §2.

    Args:
        body: A conversation in words and what to look for in it (§2.1). A plain mapping is sent as it is.
        idempotency_key: Any word of the caller's choice. A repeat with the same key and body gets the first answer
            instead of a second job, another body under the same key a 409. The local server honours
            it; the hosted service is not known to.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                body=body,
                idempotency_key=idempotency_key,
            )
        )
    )


async def asyncio(
    *,
    client: AsyncSender,
    body: TextRequest | Mapping[str, Any],
    idempotency_key: str | None = None,
) -> SubmittedJob:
    """Start a conversation from text.

    Answers as soon as the job is accepted; results are complete when the job is. Source: §2.

    Args:
        body: A conversation in words and what to look for in it (§2.1). A plain mapping is sent as it is.
        idempotency_key: Any word of the caller's choice. A repeat with the same key and body gets the first answer
            instead of a second job, another body under the same key a 409. The local server honours
            it; the hosted service is not known to.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
                idempotency_key=idempotency_key,
            )
        )
    )
