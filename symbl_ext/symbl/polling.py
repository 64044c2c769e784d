"""Waiting for a job: how often to look, and what a failed look means."""

from __future__ import annotations

import random

from .errors import APIError, ConnectionFailed, ServerError

__all__ = ["FINAL", "FIRST_LOOK", "interval", "passing"]

FINAL = ("completed", "failed")
FIRST_LOOK = 0.05  # a short text is often done by then


def interval(elapsed: float) -> float:
    """Seconds between two looks at a job that has run for `elapsed` seconds: close at first, at most 5 s apart."""
    return min(5.0, max(0.25, elapsed / 30)) * random.uniform(0.9, 1.1)


def passing(error: Exception) -> bool:
    """Whether a look failed for a reason that may be gone at the next one."""
    if isinstance(error, APIError):
        return isinstance(error, ServerError) or error.status in (408, 429)
    return isinstance(error, ConnectionFailed)
