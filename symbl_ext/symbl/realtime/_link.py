"""The thread of a socket: it connects, reads, answers, and gets a broken connection back.

Whoever sends writes to the socket directly, as far as the socket takes it; the thread writes the rest. One lock guards
the session and the socket. A second thread joins once there are callbacks: the two take turns in reading, so that a
callback runs at once in the thread that read its event, and one that takes long holds up neither audio nor pongs.
"""

from __future__ import annotations

import logging
import selectors
import socket
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from .._flow import Flow, Wait
from ..errors import StreamingError, SymblError, TimedOut
from ._dialing import Dialer
from ._inbox import Inbox
from ._session import Event, Session, error_event
from ._signal import Signal
from ._watch import CLOSE_TIMEOUT, LONGEST_STOP, Watch
from ._wire import CLOSE, PONG, TEXT, ProtocolError, Wire, close_frame

if TYPE_CHECKING:
    from ._audio import Format

__all__ = ["CLOSE_TIMEOUT", "LONGEST_STOP", "Link"]

logger = logging.getLogger("symbl")

BACKLOG = 65536  # bytes of frames that are made ahead of the socket


class Link:
    """One connection id: its session, its socket of the moment, its threads."""

    def __init__(
        self,
        session: Session,
        inbox: Inbox,
        signal: Signal,
        url: str,
        token: str,
        renew: Callable[[str], str] | None,
        deliver: Callable[[], None],
    ) -> None:
        """`renew` gives a good token, another than the one it is told. `deliver` is called after events."""
        self.session = session
        self.inbox = inbox
        self.signal = signal
        self.lock = threading.RLock()
        self.failure: SymblError | None = None  # why it never started
        self.over = False  # the threads end
        self.at_end: list[Callable[[], None]] = []
        self._dialer = Dialer(url, token, renew)
        self._deliver = deliver
        self._wire: Wire | None = None
        self._turn = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._selector = selectors.DefaultSelector()
        self._woken, self._waker = socket.socketpair()
        self._woken.setblocking(False)
        self._waker.setblocking(False)
        self._selector.register(self._woken, selectors.EVENT_READ)
        self._interest = 0
        self._broken: str | None = None  # what a sender met
        self._closing = False
        self._watch = Watch(session)

    # ---------------------------------------------------------------------------------- for any thread

    def begin(self) -> None:
        """Starts the thread."""
        self._add_thread()

    def open(self) -> None:
        """Connects and waits for the start in this thread; the other begins while the server makes up its mind."""
        try:
            with self._turn:
                while not self.over and self.session.state == "connecting":
                    self._step()
                    if self._wire is not None and not self._threads:
                        self.begin()
                if not self._threads:  # there is no connection, and will be none
                    self._end()
        except BaseException:  # also Ctrl-C
            if self._threads:
                self.close()
            else:
                self._end()
            raise

    def take_turns(self) -> None:
        """Starts the second thread."""
        if len(self._threads) < 2 and not self.over:
            self._add_thread()

    def send(self, data: bytes) -> list[bytes]:
        """Sends audio and gives the pieces of it that find no room. Raises StreamingError after the end."""
        with self.lock:
            self.session.check_sending()
            return self.offer(self.session.cut(data))

    def offer(self, pieces: list[bytes]) -> list[bytes]:
        """The same with pieces that were left over."""
        with self.lock:
            session = self.session
            session.check_sending()
            taken = -1
            at = 0
            while taken < at < len(pieces) or taken < 0:  # writing may make room for more
                taken = at
                while at < len(pieces) and session.offer(pieces[at]):
                    at += 1
                self._pump()
            return pieces[at:]

    def modify(self, audio: Format) -> None:
        """Says that the audio that follows has another format."""
        with self.lock:
            self.session.check_sending()
            self.session.modify(audio)
            self._pump()

    def request_stop(self) -> None:
        """Sends the stop after what waits to be sent."""
        with self.lock:
            if self.session.stop_asked or self.session.state in ("stopped", "closed"):
                return
            self.session.stop()
            self._watch.stop_asked()
            self._pump()
        self.wake()

    def restart(self) -> None:
        """Takes up a stopped session on the same socket."""
        with self.lock:
            if self.session.state != "stopped" or self._wire is None:
                raise StreamingError("only a connection that is stopped, and kept by the server, can be started again")
            self._watch.started_again()
            self._wire.say(self.session.restart(), text=True)
            self._pump()
        self.wake()

    def close(self) -> None:
        """Ends it now, whatever is on its way."""
        with self.lock:
            self._closing = True
        self.wake()

    def leave(self, seconds: float) -> Flow[None]:
        """A stop that does not wait long for final results, and raises nothing."""
        self.request_stop()
        ends = time.monotonic() + seconds
        yield Wait(self.signal, lambda: self.settled, seconds)
        yield Wait(self.signal, lambda: self.inbox.idle, max(0.0, ends - time.monotonic()))
        self.close()
        yield Wait(self.signal, lambda: self.over, CLOSE_TIMEOUT if seconds else 0.0)

    def join(self, timeout: float) -> None:
        """Waits for the threads, unless this is one of them."""
        ends = time.monotonic() + timeout
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(max(0.0, ends - time.monotonic()))

    @property
    def settled(self) -> bool:
        """Whether a stop that was asked for has come to its end."""
        return (
            self.over or self.session.state == "closed" or (self.session.state == "stopped" and self._watch.kept_open)
        )

    # ------------------------------------------------------------------------------------- the threads

    def _add_thread(self) -> None:
        name = f"symbl-stream-{self.session.request.connection_id}"
        thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _work(self) -> None:
        while True:
            with self._turn:
                if not self.over:
                    self._step()
                over = self.over
            self.signal.tell()
            self._deliver()
            if over:
                return

    def _step(self) -> None:
        try:
            if self._closing or self.session.state == "closed":
                self._end()
            elif self._wire is None:
                self._dial()
            else:
                self._poll(self._wire)
        except Exception as error:  # a mistake of this module must not leave anybody waiting
            logger.exception("a live connection ends unexpectedly")
            self.failure = self.failure or StreamingError(f"the connection ended unexpectedly: {error}")
            self.inbox.put([error_event("internal", str(self.failure))], StreamingError(str(self.failure)))
            self._end()

    def _end(self) -> None:
        with self.lock:
            self.session.closed()
            self._hang_up()
            self.over = True
            self.inbox.over = True
        self._selector.close()
        with self.lock:
            self._woken.close()
            self._waker.close()
        for call in self.at_end:
            call()

    def wake(self) -> None:
        """Makes a thread look at what there is to do."""
        try:
            self._waker.send(b"w")
        except (BlockingIOError, OSError):  # it is awake already, or for ever asleep
            return

    # ---------------------------------------------------------------------------------------- connecting

    def _dial(self) -> None:
        now = time.monotonic()
        first = self.session.state == "connecting"
        ends, what = self._watch.seek_by()
        if now >= ends:
            self._give_up(TimedOut(f"{self._dialer.url}: {what}", sent=False))
            return
        try:
            wire = self._dialer.connect(first, ends)
        except Exception as error:
            self._give_up(error)
            return
        if not isinstance(wire, Wire):
            self._sleep(min(wire, max(0.0, ends - time.monotonic())))
            return
        with self.lock:
            self._wire, self._broken = wire, None
            now = self._watch.connected(first)
            self._interest = selectors.EVENT_READ
            self._selector.register(wire, selectors.EVENT_READ)
            if greeting := self.session.greeting():
                wire.say(greeting, text=True)
            if self.session.outbox.reliable:  # shows how long a round trip takes
                wire.ping(self.session.outbox.ask(now))
            self._pump()

    def _sleep(self, seconds: float) -> None:
        """Does nothing for a while, unless woken to close."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0 and not self._closing:
            if self._selector.select(left):
                self._drain()

    def _give_up(self, error: Exception) -> None:
        """There will be no connection."""
        with self.lock:
            first = self.session.state == "connecting"
        if first:
            self.failure = error if isinstance(error, SymblError) else StreamingError(f"no live connection: {error}")
            if self.failure is not error:
                self.failure.__cause__ = error
        else:
            text = f"the connection was lost, and not got back: {error}"
            failure = StreamingError(text)
            failure.__cause__ = error
            self.inbox.put([error_event("connection_lost", text)], failure)
        with self.lock:
            self.session.closed()

    # ------------------------------------------------------------------------------------------- talking

    def _poll(self, wire: Wire) -> None:
        ready = [] if wire.more else self._selector.select(self._watch.left())
        for key, _ in ready:
            if key.fileobj is self._woken:
                self._drain()
        with self.lock:
            why, code = self._broken, None
            if why is None:
                try:
                    if wire.more or any(key.fileobj is wire for key, _ in ready):
                        why, code = self._read(wire)
                except OSError as error:
                    why = f"the connection broke: {error}"
                why = why or self._overdue(wire)
                if why is None:
                    self._pump()
                    why = self._broken
            if self._closing:
                self.session.closed()
            elif self.session.refusal is not None:
                self._refused(self.session.refusal)
            elif why is not None:
                self._lost(why, code)

    def _read(self, wire: Wire) -> tuple[str | None, int | None]:
        """Reads what has come. Gives why and with what code the connection is at its end, if it is."""
        open_still = wire.fill()
        now = self._watch.heard()
        events: list[Event] = []
        try:
            for opcode, data in wire.messages():
                if opcode == TEXT:
                    events += self.session.heard(data)
                elif opcode == PONG:
                    self.session.outbox.pong(data, now)
                elif opcode == CLOSE:
                    code, text = close_frame(data)
                    return f"the server closed the connection ({code}{': ' + text if text else ''})", code
        except ProtocolError as error:
            return f"the server broke the protocol: {error}", 1002
        finally:
            if events:
                self._watch.happened()
                self.inbox.put(events)
        self._watch.read()
        return (None, None) if open_still else ("the server hung up", 1006)

    def _refused(self, refusal: StreamingError) -> None:
        """The server takes the socket, but not the stream."""
        if self.session.state == "connecting":
            self.failure = refusal
        else:
            self.inbox.put([error_event("connection_lost", str(refusal))], refusal)
        self.session.closed()

    def _lost(self, why: str, code: int | None) -> None:
        """The socket is of no more use."""
        logger.info("live connection: %s", why)
        wire, session = self._wire, self.session
        if wire is not None and code is not None and code != 1006:
            wire.flush_quietly()
        self._hang_up()
        if session.state == "connecting":
            self.failure = StreamingError(f"no stream was started: {why}")
        was_reconnecting = session.state == "reconnecting"
        events = session.lost(why, code)
        if session.state == "reconnecting" and not was_reconnecting:
            self._watch.broken()
            self._dialer.tries = 0
        for event in events:
            lost = event.get("code") == "connection_lost"
            self.inbox.put([event], StreamingError(f"the connection was lost: {why}") if lost else None)

    def _overdue(self, wire: Wire) -> str | None:
        """Does what is due; says so when the socket is of no more use."""
        due = self._watch.due()
        if due is None:
            return None
        what, text = due
        if what == "ask":
            wire.ping(b"alive?")
        elif what == "not_started" and self.session.listening:  # the server has named no conversation
            self.session.started()
        elif what == "not_started" and self.session.state == "connecting":
            text = f"the stream did not start: no conversation_created {text}"
            self.session.refusal = StreamingError(text)
        elif what == "not_finished":
            self.inbox.put([error_event("stop_timeout", text)], StreamingError(text))
            self._closing = True
        elif what == "close":
            self._closing = True
        else:
            return text if what == "lost" else f"the stream did not start again {text}"
        return None

    def _pump(self) -> None:
        """Writes what may be written, as far as the socket takes it. Never blocks; needs the lock."""
        wire, session = self._wire, self.session
        if wire is None or self._broken is not None:
            return
        outbox = session.outbox
        try:
            while True:
                while session.may_send and wire.backlog < BACKLOG:
                    if (asked := outbox.ping(time.monotonic)) is not None:
                        wire.ping(asked)
                    if (item := outbox.next()) is None:
                        break
                    wire.say(item.payload, text=item.text)
                if outbox.reliable and session.may_send and (asked := outbox.ping(time.monotonic)) is not None:
                    wire.ping(asked)
                if not wire.backlog:
                    break
                wire.flush()
                if wire.backlog:
                    break
        except (OSError, ValueError) as error:
            self._broken = f"the connection broke: {error}"
            self.wake()
            return
        interest = selectors.EVENT_READ | (selectors.EVENT_WRITE if wire.backlog else 0)
        if interest != self._interest:
            self._interest = interest
            self._selector.modify(wire, interest)
            self.wake()
        self.signal.tell()

    def _hang_up(self) -> None:
        """Closes the socket, with a word where it still works."""
        wire, self._wire = self._wire, None
        if wire is None:
            return
        self._selector.unregister(wire)
        if self._broken is None and wire.connected:
            wire.send_close(1000)
            wire.flush_quietly()
        self._broken = None
        wire.drop()

    def _drain(self) -> None:
        try:
            while self._woken.recv(4096):
                pass
        except BlockingIOError:
            return
