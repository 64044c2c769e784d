"""Live connections that nobody stopped: they end with their client, or with the program."""

from __future__ import annotations

import atexit
import os
from functools import partial
from typing import Any

from .._core import Core
from .._flow import Effect, Wait, run
from ._link import Link

__all__ = ["QUICK", "remember"]

QUICK = 2.0  # seconds for final results where nobody waits for them

_open: set[Link] = set()
_registered = False


def remember(link: Link, core: Core[Any]) -> None:
    """Has a connection that nobody stopped ended with its client, and at the end of the program."""
    global _registered
    for links in (_open, core.shared.live):
        links.add(link)
        link.at_end.append(partial(links.discard, link))
    if not _registered:
        _registered = True
        atexit.register(end_all)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=forget_all)


def end_all() -> None:
    links = list(_open)
    for link in links:
        link.request_stop()
    for link in links:
        run(link.leave(QUICK), perform)


def forget_all() -> None:
    """The streams of a process are not those of its forks, which would end them with themselves."""
    for link in list(_open):
        for call in link.at_end:
            call()


def perform(effect: Effect) -> Any:
    assert isinstance(effect, Wait)
    return effect.signal.wait(effect.until, effect.timeout)
