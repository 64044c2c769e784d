"""Events on their way to the user: each goes to a callback, in order, or is kept until somebody wants it."""

from __future__ import annotations

import inspect
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from attrs import define

from ..errors import StreamingError
from ._session import Event, error_event, error_text
from ._signal import Signal

__all__ = ["AsyncInbox", "Inbox", "SyncInbox", "callbacks"]

logger = logging.getLogger("symbl")

MOST_KEPT = 10_000  # events that nobody asks for; beyond, live text that was overtaken is forgotten
Callback = Callable[[Event], Any]


@define(eq=False)
class Entry:
    """An event, by its number, and what it tells of where that is an exception."""

    number: int
    event: Event
    failure: StreamingError | None = None


def callbacks(given: Any) -> dict[str, Callback]:
    """Checks what is given to `subscribe`."""
    if not isinstance(given, Mapping):
        raise TypeError(f"subscribe takes a dict of events and callbacks, not {type(given).__name__}")
    checked = dict(cast("Mapping[Any, Any]", given))
    if not checked:
        raise ValueError("subscribe needs one event at least")
    for name, callback in checked.items():
        if not isinstance(name, str):
            raise TypeError(f"the name of an event must be a str, not {type(name).__name__}")
        if not callable(callback):
            raise TypeError(f"the callback of {name!r} must be callable, not {type(callback).__name__}")
    return checked


def views(event: Event) -> Iterator[tuple[str, Event]]:
    """The names that an event goes by, and how it looks under each."""
    kind = str(event.get("type"))
    yield kind, event
    inner = event.get("message")
    if kind != "message" or not isinstance(inner, dict):
        return
    message = cast("dict[str, Any]", inner)
    if message.get("type") == "error":
        yield "error", {**message, "type": "error"}
    elif message.get("type") == "recognition_result":
        yield "transcript_response", transcript(message)


def transcript(message: Mapping[str, Any]) -> Event:
    """Live text in the form that phone calls have."""
    from .events import text_of

    view: Event = {
        "type": "transcript_response",
        "isFinal": message.get("isFinal") is True,
        "payload": {"content": text_of(message), "contentType": "text/plain"},
    }
    return {**view, "user": message["user"]} if "user" in message else view


class Inbox:
    """What has come. `put` is called by the thread of the socket, the rest by anybody."""

    def __init__(self, signal: Signal) -> None:
        self.signal = signal
        self.over = False  # nothing more will come
        self.lost: StreamingError | None = None  # for those who iterate
        self._lock = threading.Lock()
        self._callbacks: dict[str, Callback] = {}
        self._hook: Callable[[Exception], Any] | None = None
        self._due: deque[Entry] = deque()  # has a callback
        self._kept: deque[Entry] = deque()  # has none yet
        self._failures: list[StreamingError] = []
        self._number = 0
        self._busy = False
        self._limit = MOST_KEPT

    @property
    def idle(self) -> bool:
        """Whether every event that has a callback has been delivered."""
        return not self._due and not self._busy

    def put(self, events: Iterable[Event], failure: StreamingError | None = None) -> None:
        """Takes events in their order."""
        with self._lock:
            for event in events:
                self._number += 1
                entry = Entry(self._number, event, failure)
                if failure is not None:
                    self._failures.append(failure)
                    if event.get("code") == "connection_lost":
                        self.lost = failure
                (self._due if self._wanted(event) else self._kept).append(entry)
            if len(self._kept) > self._limit:
                self._forget()

    def subscribe(self, given: Mapping[str, Callback], hook: Callable[[Exception], Any] | None = None) -> None:
        """Adds callbacks. What came before for one that is new is due now, before what came later."""
        with self._lock:
            self._callbacks.update(given)
            self._hook = hook or self._hook
            wanted = [entry for entry in self._kept if self._wanted(entry.event)]
            if wanted:
                taken = {entry.number for entry in wanted}
                self._kept = deque(entry for entry in self._kept if entry.number not in taken)
                self._due = deque(sorted([*self._due, *wanted], key=lambda entry: entry.number))

    def take(self) -> Event | None:
        """The next event that has no callback."""
        with self._lock:
            if not self._kept:
                return None
            entry = self._kept.popleft()
            self._handled(entry)
            return entry.event

    @property
    def kept(self) -> bool:
        return bool(self._kept)

    def failure(self) -> StreamingError | None:
        """The first exception that nobody has been told of; asking is being told."""
        with self._lock:
            failures, self._failures = self._failures, []
        for other in failures[1:]:
            failures[0].add_note(f"and: {other}")
        return failures[0] if failures else None

    def untold(self) -> Event | None:
        """The first error event that nobody has asked for."""
        with self._lock:
            events = (view for entry in self._kept for name, view in views(entry.event) if name == "error")
            return next(events, None)

    def _wanted(self, event: Event) -> bool:
        if self._hook is not None and any(name == "error" for name, _ in views(event)):
            return True
        return any(name in self._callbacks for name, _ in views(event))

    def _handled(self, entry: Entry) -> None:
        if entry.failure in self._failures:
            self._failures.remove(entry.failure)

    def _forget(self) -> None:
        """Drops live text that later live text has replaced: the only thing that may go."""
        kept = deque(entry for entry in self._kept if not interim(entry.event))
        forgotten = len(self._kept) - len(kept)
        logger.warning("nobody reads the events of this stream; %d pieces of live text forgotten", forgotten)
        self._kept = kept
        self._limit = max(MOST_KEPT, 2 * len(kept))

    def _next(self) -> tuple[Entry, list[tuple[str, Callback, Any]]] | None:
        """The next delivery: what to call with what."""
        with self._lock:
            if not self._due:
                self._busy = False
                return None
            entry = self._due.popleft()
            calls: list[tuple[str, Callback, Any]] = []
            for name, view in views(entry.event):
                if name in self._callbacks:
                    calls.append((name, self._callbacks[name], view))
                if name == "error":
                    if self._hook is not None:
                        calls.append(
                            ("on_error", cast(Callback, self._hook), entry.failure or StreamingError(error_text(view)))
                        )
                    if calls:
                        self._handled(entry)
            return entry, calls

    def _begin(self) -> bool:
        with self._lock:
            if self._busy or not self._due:
                return False
            self._busy = True
            return True

    def _raised(self, name: str, error: BaseException, entry: Entry) -> None:
        """An exception of a callback: logged, and told by an event unless it is one of an error callback."""
        logger.error("the callback of %s raised", name, exc_info=error)
        failure = StreamingError(f"the callback of {name} raised {type(error).__name__}: {error}")
        failure.__cause__ = error
        if any(kind == "error" for kind, _ in views(entry.event)):
            with self._lock:
                self._failures.append(failure)
        else:
            self.put([error_event("callback_failed", str(failure))], failure)


class SyncInbox(Inbox):
    """Delivers in whichever thread calls `deliver`, one at a time."""

    def __init__(self, signal: Signal) -> None:
        super().__init__(signal)
        self._deliverer: int | None = None

    @property
    def inside(self) -> bool:
        """Whether the caller is a callback."""
        return self._busy and self._deliverer == threading.get_ident()

    def deliver(self) -> None:
        """Calls back until nothing is due. Returns at once when another thread does."""
        while self._begin():
            self._deliverer = threading.get_ident()
            while (delivery := self._next()) is not None:
                entry, calls = delivery
                for name, callback, argument in calls:
                    try:
                        callback(argument)
                    except BaseException as error:  # also sys.exit(), which ends no more than the callback
                        self._raised(name, error, entry)
            self.signal.tell()


class AsyncInbox(Inbox):
    """Delivers in a task of the event loop; callbacks may be coroutine functions."""

    def __init__(self, signal: Signal) -> None:
        super().__init__(signal)
        self._task: Any = None

    @property
    def inside(self) -> bool:
        """Whether the caller is a callback."""
        import asyncio

        return self._task is not None and asyncio.current_task() is self._task

    def deliver(self) -> None:
        """Starts a task where something is due and none runs."""
        import asyncio

        if self._begin():
            self._task = asyncio.get_running_loop().create_task(self._deliver(), name="symbl-callbacks")

    async def _deliver(self) -> None:
        try:
            while (delivery := self._next()) is not None:
                entry, calls = delivery
                for name, callback, argument in calls:
                    try:
                        result = callback(argument)
                        if inspect.isawaitable(result):
                            await result
                    except Exception as error:
                        self._raised(name, error, entry)
        finally:
            self._busy = False  # also where the loop cancels what still runs
            self.signal.tell()
        self.deliver()  # what came between the last look and now


def interim(event: Event) -> bool:
    inner = cast("dict[str, Any]", event["message"]) if isinstance(event.get("message"), dict) else {}
    return inner.get("type") == "recognition_result" and inner.get("isFinal") is not True
