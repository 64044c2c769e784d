"""What is to be sent, in order, and what was sent but may not have arrived."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from attrs import frozen

from ._audio import Format

__all__ = ["OVERLAP", "Item", "Outbox"]

OVERLAP = 0.25  # seconds of audio that may be on their way unconfirmed, and so be heard twice
PIECE = 0.1  # seconds of audio that are sent at once, and then asked after, if it may have to be sent again
ROUND_TRIPS = 1.5  # that are on their way where the overlap would be too little to keep up


@frozen
class Item:
    """A message. `seconds` is what it holds of audio; `audio` is the format of what follows, where it changes that."""

    payload: bytes
    seconds: float = 0.0
    text: bool = False
    audio: Format | None = None


class Outbox:
    """Bounded in seconds of audio. No lock and no clock: the caller has them.

    A `reliable` one keeps what it gave out until a pong has covered it. It lets at most `OVERLAP` seconds be
    unconfirmed, or what one and a half round trips need; so that is the most that is sent twice after a break.
    """

    def __init__(self, limit: float, reliable: bool) -> None:
        self.limit = limit
        self.reliable = reliable
        self.held = 0.0  # seconds of audio in `waiting` and `flying`
        self.given = 0  # items that were given out on this connection
        self.confirmed_audio: Format | None = None  # as changed by the last item that was confirmed
        self._waiting: deque[Item] = deque()
        self._flying: deque[Item] = deque()
        self._in_flight = 0.0
        self._pings: deque[tuple[bytes, int, float]] = deque()
        self._counter = 0
        self._unasked = 0.0
        self._unasked_items = False
        self._confirmed = 0
        self._round_trip = float("inf")

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def last(self) -> Item | None:
        """What would go out last."""
        return self._waiting[-1] if self._waiting else None

    def room(self, seconds: float) -> bool:
        """Whether so much more fits; one piece always does when there is nothing."""
        return self.held + seconds <= self.limit or self.held <= 0.0

    def add(self, item: Item) -> None:
        self._waiting.append(item)
        self.held += item.seconds

    def next(self) -> Item | None:
        """The next message that may go out now."""
        if not self._waiting:
            return None
        item = self._waiting[0]
        if self.reliable and self._in_flight and self._in_flight + item.seconds > self.window:
            return None
        self._waiting.popleft()
        self.given += 1
        if self.reliable:
            self._flying.append(item)
            self._in_flight += item.seconds
            self._unasked += item.seconds
            self._unasked_items = True
        else:
            self.held = self.held - item.seconds if self._waiting else 0.0
        return item

    @property
    def window(self) -> float:
        """Seconds of audio that may be unconfirmed."""
        trips = ROUND_TRIPS * self._round_trip
        return max(OVERLAP, trips) if trips < float("inf") else OVERLAP

    def ping(self, now: Callable[[], float]) -> bytes | None:
        """The payload of a ping that is due: one a piece of audio, and one where nothing else can be sent."""
        if not self._unasked_items or (self._unasked < PIECE - 1e-9 and self._more()):
            return None
        return self.ask(now())

    def ask(self, now: float) -> bytes:
        """The payload of a ping for all that has been given out."""
        self._counter += 1
        payload = b"%d" % self._counter
        self._pings.append((payload, self.given, now))
        self._unasked, self._unasked_items = 0.0, False
        return payload

    def _more(self) -> bool:
        return bool(self._waiting) and self._in_flight + self._waiting[0].seconds <= self.window

    def pong(self, payload: bytes, now: float) -> None:
        """Takes note that everything before a ping has arrived."""
        if not any(payload == asked for asked, _, _ in self._pings):
            return
        while True:
            asked, given, sent = self._pings.popleft()
            if asked == payload:
                break
        self._round_trip = min(self._round_trip, now - sent)
        while self._flying and self._confirmed < given:
            item = self._flying.popleft()
            self._confirmed += 1
            self._in_flight -= item.seconds
            self.held -= item.seconds
            self.confirmed_audio = item.audio or self.confirmed_audio
        if not self._flying:
            self._in_flight = 0.0
            self.held = self.held if self._waiting else 0.0

    def lost(self) -> float:
        """The connection broke: what is not confirmed waits again. Gives the seconds of audio among it."""
        again = self._in_flight
        self._waiting.extendleft(reversed(self._flying))
        self._flying.clear()
        self._pings.clear()
        self._in_flight = self._unasked = 0.0
        self._unasked_items = False
        self.given = self._confirmed = 0
        self._round_trip = float("inf")
        return again

    def clear(self) -> None:
        """All is done, or in vain."""
        self.lost()
        self._waiting.clear()
        self.held = 0.0
