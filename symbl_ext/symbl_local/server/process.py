"""Submissions and their jobs (docs/contract.md §2, §3)."""

from __future__ import annotations

import hashlib
import re

from symbl_local.server.accept import decoded, text_request
from symbl_local.server.call import Answer, Call
from symbl_local.server.errors import ApiError, no_conversation
from symbl_local.store import IdempotencyKey, KeyReusedError, NoConversationError, TooManyJobsError
from symbl_local.submission import read_submission
from symbl_local.times import now, to_ms

__all__ = ["get_job", "post_text", "put_text"]

_KEY = re.compile(r"[!-~]{1,255}")


def post_text(call: Call) -> Answer:
    """``POST /v1/process/text``: start a conversation."""
    return _submit(call, None)


def put_text(call: Call) -> Answer:
    """``PUT /v1/process/text/{conversationId}``: append to a conversation."""
    return _submit(call, call.ids["conversationId"])


def _submit(call: Call, conversation_id: str | None) -> Answer:
    payload = text_request(call.body, call.query)
    decoded(lambda body: read_submission(body, call.account), payload)
    limit = call.services.settings.max_concurrent_jobs
    try:
        conversation_id, job_id = call.services.store.accept(
            call.account, conversation_id, payload, to_ms(now()), limit=limit, key=_key(call)
        )
    except NoConversationError:
        raise no_conversation() from None
    except KeyReusedError:
        raise ApiError(409, "This Idempotency-Key came with a different request before.") from None
    except TooManyJobsError:
        message = f"This API has a limit of maximum of `{limit}` number of concurrent jobs per account."
        raise ApiError(429, message, {"Retry-After": "1"}, statusCode=429) from None
    return Answer({"conversationId": conversation_id, "jobId": job_id}, 201)


def _key(call: Call) -> IdempotencyKey | None:
    key = call.headers.get("idempotency-key")
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise ApiError(400, "Idempotency-Key: expected 1 to 255 visible ASCII characters")
    request = hashlib.sha256(f"{call.method} {call.path}?{call.query}\n".encode())
    request.update(call.body)
    return key, request.hexdigest()


def get_job(call: Call) -> Answer:
    """``GET /v1/job/{jobId}``: how far a job has come, and the `reason` of one that failed."""
    job = call.services.store.job(call.account, call.ids["jobId"])
    if job is None:
        raise ApiError(404, "The jobId is either invalid or does not exist.")
    answer = {"id": job.id, "status": job.status}
    return Answer(answer | {"reason": job.reason} if job.reason else answer)
