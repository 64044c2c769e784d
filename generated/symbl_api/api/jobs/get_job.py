from __future__ import annotations

from ...models.job import Job
from ...types import (
    AsyncSender,
    Request,
    Response,
    Sender,
    decode,
    segment,
)

OPERATION = "get-job"


def request(
    job_id: str | int,
) -> Request:
    """The request, without sending it. A ValueError names an id that cannot stand in a path."""
    return Request(
        operation=OPERATION,
        method="GET",
        path="/v1/job/{job_id}".format(
            job_id=segment(job_id, "job_id"),
        ),
    )


def parse(response: Response) -> Job:
    """The result that a response carries."""
    return decode(OPERATION, response, Job.from_dict)


def sync(
    job_id: str | int,
    *,
    client: Sender,
) -> Job:
    """Read how far a job has come.

    `completed` and `failed` are final. Source: §3.

    Args:
        job_id: The id that the submission answered with.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        client.send(
            request(
                job_id=job_id,
            )
        )
    )


async def asyncio(
    job_id: str | int,
    *,
    client: AsyncSender,
) -> Job:
    """Read how far a job has come.

    `completed` and `failed` are final. Source: §3.

    Args:
        job_id: The id that the submission answered with.

    Raises StatusError for an answer that is no success, DecodeError for one of another shape.
    """
    return parse(
        await client.send(
            request(
                job_id=job_id,
            )
        )
    )
