"""Handshakes: with what token, and what is done about one that fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from .._exchange import backoff, retriable
from ..errors import APIError, ConnectionFailed
from ._wire import Wire, connect

__all__ = ["Dialer"]

logger = logging.getLogger("symbl")

TRIES = 3  # of the first connection
CONNECT_TIMEOUT = 10.0


class Dialer:
    """Opens the sockets of one connection id. `renew` gives a good token, another than the one it is told."""

    def __init__(self, url: str, token: str, renew: Callable[[str], str] | None) -> None:
        self.url = url
        self.tries = 0  # since there was a connection
        self._token = token
        self._renew = renew
        self._stale = False  # the token may have ended
        self._refused = False  # the token was

    def connect(self, first: bool, ends: float) -> Wire | float:
        """A connection, or the seconds after which to try again. Raises the error after which there will be none.

        `first` says that there never was one; `ends` is the moment after which none is of use.
        """
        self.tries += 1
        try:
            if self._stale and self._renew is not None:
                self._token = self._renew(self._token if self._refused else "")
            self._stale = True
            wire = connect(self.url, self._token, max(0.05, min(CONNECT_TIMEOUT, ends - time.monotonic())))
        except Exception as error:
            if isinstance(error, APIError) and error.status == 401 and self._renew is not None and not self._refused:
                self._refused = True
                return 0.0
            delay = backoff(self.tries)
            hopeless = first and (self.tries >= TRIES or time.monotonic() + delay >= ends)
            if hopeless or not passing(error, first):
                raise
            logger.info("no live connection (%s); next try in %.1f s", type(error).__name__, delay)
            return delay
        self._refused = False
        return wire


def passing(error: Exception, first: bool) -> bool:
    """Whether the same may work later. Nobody waits in line for the start of a live stream."""
    if isinstance(error, APIError):
        return retriable(error.status) and not (first and error.status == 429)
    return isinstance(error, ConnectionFailed)
