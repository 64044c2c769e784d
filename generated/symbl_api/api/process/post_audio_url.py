from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...models.media_url_request import MediaUrlRequest
from ...models.submitted_job import SubmittedJob
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    headers,
    query,
    to_wire,
)

OPERATION = "post-audio-url"


def request(
    *,
    body: MediaUrlRequest | Mapping[str, Any],
    enable_speaker_diarization: bool | None = None,
    diarization_speaker_count: int | None = None,
    idempotency_key: str | None = None,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="POST",
        path="/v1/process/audio/url",
        params=query(
            **{
                "enableSpeakerDiarization": enable_speaker_diarization,
                "diarizationSpeakerCount": diarization_speaker_count,
            }
        ),
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
    body: MediaUrlRequest | Mapping[str, Any],
    enable_speaker_diarization: bool | None = None,
    diarization_speaker_count: int | None = None,
    idempotency_key: str | None = None,
) -> SubmittedJob:
    """Start a conversation from an audio file at a public address.

    The server fetches it: a direct link, without login and redirects. Source: §2, §2.3.

    Args:
        body: A file at a public address and what to look for in it (§2.1). A plain mapping is sent as it is.
        enable_speaker_diarization: Tell the speakers of one channel apart; wins over recognition per channel.
        diarization_speaker_count: How many speakers there are; goes with `enableSpeakerDiarization`.
        idempotency_key: Any word of the caller's choice. A repeat with the same key and body gets the first answer
            instead of a second job, another body under the same key a 409. The local server honours
            it; the hosted service is not known to.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                body=body,
                enable_speaker_diarization=enable_speaker_diarization,
                diarization_speaker_count=diarization_speaker_count,
                idempotency_key=idempotency_key,
            )
        )
    )


async def asyncio(
    *,
    client: AsyncSender,
    body: MediaUrlRequest | Mapping[str, Any],
    enable_speaker_diarization: bool | None = None,
    diarization_speaker_count: int | None = None,
    idempotency_key: str | None = None,
) -> SubmittedJob:
    """Start a conversation from an audio file at a public address.

    The server fetches it: a direct link, without login and redirects. Source: §2, §2.3.

    Args:
        body: A file at a public address and what to look for in it (§2.1). A plain mapping is sent as it is.
        enable_speaker_diarization: Tell the speakers of one channel apart; wins over recognition per channel.
        diarization_speaker_count: How many speakers there are; goes with `enableSpeakerDiarization`.
        idempotency_key: Any word of the caller's choice. A repeat with the same key and body gets the first answer
            instead of a second job, another body under the same key a 409. The local server honours
            it; the hosted service is not known to.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                body=body,
                enable_speaker_diarization=enable_speaker_diarization,
                diarization_speaker_count=diarization_speaker_count,
                idempotency_key=idempotency_key,
            )
        )
    )
