"""Waiting for a job: how often to look, and what a failed look means."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from .errors import APIError, ConnectionFailed, ResponseDecodeError, ServerError

if TYPE_CHECKING:
    from symbl_api.models import Job

__all__ = ["FINAL", "FIRST_LOOK", "interval", "passing", "status"]

FINAL = ("completed", "failed")
FIRST_LOOK = 0.05  # a short text is often done by then


def interval(elapsed: float) -> float:
    """Seconds between two looks at a job that has run for `elapsed` seconds: close at first, at most 5 s apart."""
    return min(5.0, max(0.25, elapsed / 30)) * random.uniform(0.9, 1.1)


def status(job: Job) -> str:
    """The job's status; some pages of the contract write `complete` (docs/contract.md §20)."""
    return "completed" if job.status == "complete" else job.status


def passing(error: Exception) -> bool:
    """Whether a look failed for a reason that may be gone at the next one."""
    if isinstance(error, APIError):
        return isinstance(error, ServerError) or error.status in (408, 429)
    if isinstance(error, ResponseDecodeError):
        return error.path == "$"  # a page of something between here and the server, not an answer about the job
    return isinstance(error, ConnectionFailed)
