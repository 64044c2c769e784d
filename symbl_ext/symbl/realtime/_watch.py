"""What is due when on a live connection: how long a silent server, a start and a stop may take."""

from __future__ import annotations

import time
from typing import Literal, TypeAlias

from ._session import Session

__all__ = ["CLOSE_TIMEOUT", "LONGEST_STOP", "Due", "Watch"]

CLOSE_TIMEOUT = 2.0  # for the server to close after its last message
LONGEST_STOP = 600.0

# To ask a silent server; that the socket is of no use; that the server does not start, or not finish; the end.
Due: TypeAlias = Literal["ask", "lost", "not_started", "not_finished", "close"]


class Watch:
    """Moments of the monotonic clock; durations are in seconds."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._settings = session.request.settings
        now = time.monotonic()
        self.start_by = now + self._settings.start_timeout
        self.back_by = 0.0
        self._heard = self._asked = self._event = now
        self._stop = 0.0
        self._stopped: float | None = None

    @property
    def quiet(self) -> float:
        """Seconds without an event."""
        return time.monotonic() - self._event

    @property
    def kept_open(self) -> bool:
        """Whether the server keeps the connection after a stop."""
        return self._session.request.message.get("disconnectOnStopRequest") is False

    def connected(self, first: bool) -> float:
        """There is a socket. Gives the moment."""
        now = self._heard = self._asked = self._event = time.monotonic()
        if not first:
            self.start_by = now + self._settings.start_timeout
        return now

    def seek_by(self) -> tuple[float, str]:
        """Until when a connection is sought, and the words for it when that has passed."""
        settings = self._settings
        if self._session.state == "connecting":
            return self.start_by, "no connection within start_timeout"
        if self._session.stop_asked and (ends := self._event + settings.stop_timeout) < self.back_by:
            return ends, "not reconnected within stop_timeout"
        return self.back_by, "not reconnected within reconnect_timeout"

    def started_again(self) -> None:
        self._stopped = None
        self.start_by = time.monotonic() + self._settings.start_timeout

    def broken(self) -> None:
        """From now on the connection is sought."""
        self.back_by = time.monotonic() + self._settings.reconnect_timeout

    def stop_asked(self) -> None:
        self._stop = self._event = time.monotonic()

    def heard(self) -> float:
        """Something came. Gives the moment."""
        self._heard = time.monotonic()
        return self._heard

    def happened(self) -> None:
        """What came were events."""
        self._event = self._heard

    def read(self) -> None:
        """What came has been worked on."""
        if self._session.state == "stopped" and self._stopped is None:
            self._stopped = self._heard

    def left(self) -> float:
        """Seconds until something is due that no message tells of."""
        settings, state, now = self._settings, self._session.state, time.monotonic()
        due = max(self._heard, self._asked) + settings.ping_interval
        due = min(due, self._heard + 2 * settings.ping_interval)
        if state in ("connecting", "reconnecting"):
            due = min(due, self.start_by)
        elif state == "stopping":
            due = min(due, self._event + settings.stop_timeout, self._stop + LONGEST_STOP)
        elif state == "stopped" and not self.kept_open:
            due = min(due, (self._stopped or now) + CLOSE_TIMEOUT)
        return max(0.0, due - now)

    def due(self) -> tuple[Due, str] | None:
        """What is due, and the words for it."""
        settings, state, now = self._settings, self._session.state, time.monotonic()
        if now - self._heard >= 2 * settings.ping_interval:
            return "lost", f"nothing was heard for {now - self._heard:.0f} s"
        if state in ("connecting", "reconnecting") and now >= self.start_by:
            return "not_started", f"within {settings.start_timeout:g} s"
        if state == "stopping" and now >= min(self._event + settings.stop_timeout, self._stop + LONGEST_STOP):
            return "not_finished", f"no final results: nothing came for {settings.stop_timeout:g} s after the stop"
        if state == "stopped" and not self.kept_open and self._stopped and now >= self._stopped + CLOSE_TIMEOUT:
            return "close", ""
        if now - max(self._heard, self._asked) >= settings.ping_interval:
            self._asked = now
            return "ask", ""
        return None
