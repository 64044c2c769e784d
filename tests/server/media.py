"""Submitting recordings with an `Account`."""

from __future__ import annotations

import json
from typing import Any

from accounts import Account
from sounds import say, wav


def upload(
    account: Account, content: Any, *, to: str | None = None, kind: str = "audio", **query: Any
) -> tuple[str, str]:
    """Upload a recording; gives the ids of conversation and job. Lists are sent as JSON text."""
    path = f"/v1/process/{kind}/{to}" if to else f"/v1/process/{kind}"
    params = {name: json.dumps(value) if isinstance(value, list | bool) else value for name, value in query.items()}
    ids = account.ok("PUT" if to else "POST", path, content=content, params=params)
    return ids["conversationId"], ids["jobId"]


def hear(account: Account, content: Any, *, to: str | None = None, **query: Any) -> str:
    """Upload, wait, and give the conversation's id."""
    conversation_id, job_id = upload(account, content, to=to, **query)
    account.wait(job_id)
    return conversation_id


def hear_lines(account: Account, *lines: int, **query: Any) -> str:
    """The same with a recording of these lines."""
    return hear(account, wav(say(*lines)), **query)


def reason(account: Account, content: Any, **query: Any) -> str:
    """Upload something that cannot be processed; gives the reason of its failure."""
    _, job_id = upload(account, content, **query)
    return str(account.wait(job_id, "failed")["reason"])
