"""Submissions and their jobs (docs/contract.md §2, §3)."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from symbl_api.errors import DecodeError
from symbl_local import trackers
from symbl_local.records import Kind
from symbl_local.server.accept import decoded, media_request, text_request
from symbl_local.server.call import Answer, Call
from symbl_local.server.errors import ApiError, no_conversation, refused
from symbl_local.store import IdempotencyKey, KeyReusedError, NoConversationError, TooManyJobsError
from symbl_local.submission import read_media, read_text
from symbl_local.times import now, to_ms

__all__ = ["check_file", "get_job", "submit_file", "submit_text", "submit_url"]

_KEY = re.compile(r"[!-~]{1,255}")


def submit_text(call: Call) -> Answer:
    """`post-text` and `put-text`: start a conversation, or append to the one in the path."""
    payload = text_request(call.body, call.query)
    decoded(lambda body: read_text(body, call.account), payload)
    return _submit(call, payload, "text")


def submit_url(call: Call) -> Answer:
    """`post-audio-url` and its like: a recording that the job will fetch."""
    payload = media_request(call.body, call.query)
    decoded(lambda body: read_media(body, call.account, upload=False), payload)
    return _submit(call, payload, "media")


def check_file(call: Call) -> dict[str, Any]:
    """Refuse a request that cannot be accepted, whatever the recording is; else give its parameters."""
    payload = media_request(b"", call.query)
    decoded(lambda body: read_media(body, call.account, upload=True), payload)
    if "conversationId" in call.ids:
        call.conversation()
    _key(call)
    with call.services.store.reading() as db:
        decoded(lambda given: trackers.resolve(db, call.account, given), payload)
    return payload


def submit_file(call: Call) -> Answer:
    """`post-audio` and its like: a recording that is in the spool by now."""
    upload, spool = call.upload, call.services.spool
    assert upload
    kept = False
    try:
        if not upload.size:
            raise ApiError(400, "body: expected the bytes of a recording, not an empty body")
        answer, kept = _accepted(call, check_file(call), "media")
    finally:
        if not kept:
            spool.remove(upload.name)
    return answer


def _submit(call: Call, payload: dict[str, Any], kind: Kind) -> Answer:
    answer, _ = _accepted(call, payload, kind)
    return answer


def _accepted(call: Call, payload: dict[str, Any], kind: Kind) -> tuple[Answer, bool]:
    """The answer, and whether there is a new job."""
    limit = call.services.settings.max_concurrent_jobs
    try:
        accepted = call.services.store.accept(
            call.account,
            call.ids.get("conversationId"),
            payload,
            to_ms(now()),
            limit=limit,
            key=_key(call),
            kind=kind,
            file=call.upload.name if call.upload else None,
        )
    except DecodeError as error:
        raise refused(error) from None
    except NoConversationError:
        raise no_conversation() from None
    except KeyReusedError:
        raise ApiError(409, "This Idempotency-Key came with a different request before.") from None
    except TooManyJobsError:
        message = f"This API has a limit of maximum of `{limit}` number of concurrent jobs per account."
        raise ApiError(429, message, {"Retry-After": "1"}, statusCode=429) from None
    return Answer({"conversationId": accepted.conversation_id, "jobId": accepted.job_id}, 201), accepted.new


def _key(call: Call) -> IdempotencyKey | None:
    key = call.headers.get("idempotency-key")
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise ApiError(400, "Idempotency-Key: expected 1 to 255 visible ASCII characters")
    request = hashlib.sha256(f"{call.method} {call.path}?{call.query}\n".encode())
    request.update(call.upload.digest.encode() if call.upload else call.body)
    return key, request.hexdigest()


def get_job(call: Call) -> Answer:
    """``GET /v1/job/{jobId}``: how far a job has come, and the `reason` of one that failed."""
    job = call.services.store.job(call.account, call.ids["jobId"])
    if job is None:
        raise ApiError(404, "The jobId is either invalid or does not exist.")
    answer = {"id": job.id, "status": job.status}
    return Answer(answer | {"reason": job.reason} if job.reason else answer)
