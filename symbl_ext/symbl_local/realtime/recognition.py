"""Live recognition: streams spread over long-lived worker processes, with a bounded backlog of audio each.

For the event loop. A process that dies or hangs is replaced; its streams go on in the new one, without what the
recognizer had not yet made an utterance of. A model that takes long to load keeps nobody from speaking: audio waits.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import queue
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing.process import BaseProcess

from symbl_local.engine.speech.types import Capabilities, Partial, Utterance
from symbl_local.realtime.ears import Answer, Order, listen
from symbl_local.realtime.requests import AudioFormat, RequestError
from symbl_local.threads import in_thread

__all__ = ["Ear", "Hearing", "Recognition"]

log = logging.getLogger(__name__)

_BACKLOG = 2**21
"""Bytes of audio of one stream that may wait for its process: a minute at 16 kHz."""

_STALLED = 120.0
"""Seconds without an answer after which a process counts as hung."""

_LOADING = 600.0
"""Seconds that a model may take to load."""

_PATIENCE = 5.0
"""Seconds for which the first streams wait to learn what the recognizer can do; programs wait 10 for their start."""

_FAILURES = 3
"""Processes or sessions that a stream may lose without having heard anything since."""

_LOSES = "the recognizer's process died; what was being said just then is lost"


class Hearing:
    """What an ear tells its owner, on the event loop. Override what is of interest."""

    def heard(self, result: Partial | Utterance) -> None:
        """Something was recognized; times are seconds from the start of the stream."""

    def trouble(self, code: str, details: str) -> None:
        """Something went wrong; recognition goes on."""


class Recognition:
    """The worker processes of one server, started when first needed. `close` it."""

    def __init__(self, recognizer: str, config: Mapping[str, object], workers: int | None) -> None:
        self._recognizer = (recognizer, dict(config))
        self._most = workers or os.cpu_count() or 1
        self._processes: list[_Process] = []
        self._known: Capabilities | None = None
        self._patience = _PATIENCE
        self._starting = asyncio.Lock()
        self._closed = False

    async def open(
        self,
        hearing: Hearing,
        audio: AudioFormat,
        *,
        language: str = "en-US",
        vocabulary: Sequence[str] = (),
    ) -> Ear:
        """Have a stream recognized. Raises `RequestError` when its language, or the recognizer, is no good."""
        ear = Ear(self, hearing, audio, language, tuple(vocabulary))
        await ear.attach()
        return ear

    async def process(self, language: str) -> _Process:
        """The process with the fewest streams, or a new one while there may be more."""
        loop = asyncio.get_running_loop()
        async with self._starting:
            if self._closed:
                raise RequestError("shutting_down", "the server is stopping")
            self._processes = [process for process in self._processes if process.alive]
            best = min(self._processes, key=lambda process: len(process.ears), default=None)
            if best is None:
                self._patience = _PATIENCE
            if best is None or (best.ears and len(self._processes) < self._most):
                best = await in_thread(lambda: _Process(loop, *self._recognizer), "live recognizer")
                best.load()
                self._processes.append(best)
            if self._known is None:
                await self._learn(best)
        known = self._known.languages if self._known else ()
        if known and language not in known:
            raise RequestError(
                "unsupported_language",
                f"config.languageCode: the recognizer of this server does not know {language}; it knows "
                + ", ".join(sorted(known)),
            )
        return best

    async def _learn(self, process: _Process) -> None:
        """Wait, but not for ever, until it is known what the recognizer can do. Raises what its loading raises."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        await asyncio.wait([process.loading], timeout=self._patience)
        self._patience = max(0.0, self._patience - (loop.time() - began))
        if process.loading.done():
            try:
                self._known = process.loading.result()
            except ValueError as error:
                raise RequestError("recognizer_failed", str(error)) from error

    async def close(self) -> None:
        """Stop all processes, whatever they are doing."""
        self._closed = True
        async with self._starting:
            for process in self._processes:
                process.kill()
            self._processes.clear()


class Ear:
    """One stream, as the event loop has it. `feed`, `modify` and `finish` are for one task, in their order."""

    def __init__(
        self, recognition: Recognition, hearing: Hearing, audio: AudioFormat, language: str, vocabulary: tuple[str, ...]
    ) -> None:
        self.hearing = hearing
        self._recognition = recognition
        self._audio = audio
        self._language = language
        self._vocabulary = vocabulary
        self._process: _Process | None = None
        self._number = 0
        self._seconds = 0.0
        self._waiting = 0
        self._failures = 0
        self._room = asyncio.Event()
        self._done = asyncio.Event()

    @property
    def caught_up(self) -> float | None:
        """Seconds of audio heard so far, if none is waiting."""
        return None if self._waiting else self._seconds

    async def attach(self) -> None:
        """Find a process. Raises `RequestError`."""
        if self._failures >= _FAILURES:
            raise RequestError("recognizer_failed", f"the recognizer failed {_FAILURES} times in a row: it is given up")
        process = await self._recognition.process(self._language)
        self._waiting = 0
        self._room.set()
        self._done.clear()
        self._process = process
        data = (self._audio, self._language, self._vocabulary, self._seconds)
        self._number = process.add(self, data)

    async def feed(self, data: bytes) -> None:
        """Have this recognized; waits while too much is waiting. Raises `RequestError` when nothing can be any more."""
        while self._waiting >= _BACKLOG and self._process is not None:
            self._room.clear()
            await self._room.wait()
        process = await self._attached()
        self._waiting += len(data)
        process.send(Order(self._number, "audio", data))

    async def modify(self, audio: AudioFormat) -> None:
        """What is fed from here on is encoded like this."""
        process = await self._attached()
        self._audio = audio
        process.send(Order(self._number, "modify", audio))

    async def finish(self) -> None:
        """There is no more audio: returns when everything was heard and told."""
        if self._process is not None:
            self._process.send(Order(self._number, "finish"))
            await self._done.wait()
            self._leave()

    def close(self) -> None:
        """Hear no more."""
        if self._process is not None:
            self._process.send(Order(self._number, "close"))
            self._leave()

    def _leave(self) -> None:
        if self._process is not None:
            self._process.ears.pop(self._number, None)
            self._process = None
        self._room.set()
        self._done.set()

    async def _attached(self) -> _Process:
        if self._process is None:
            await self.attach()
        assert self._process is not None
        return self._process

    def answered(self, answer: Answer) -> None:
        """The process has done something."""
        if answer.taken:
            self._waiting -= answer.taken
            if self._waiting < _BACKLOG:
                self._room.set()
        if answer.seconds is not None:
            self._seconds = answer.seconds
        if answer.heard:
            self._failures = 0
        for result in answer.heard:
            try:
                self.hearing.heard(result)
            except Exception as error:  # what follows is to be told all the same
                log.exception("something heard could not be used")
                self.hearing.trouble("internal", f"something heard could not be used ({type(error).__name__})")
        if answer.fault:
            self.hearing.trouble("invalid_audio", answer.fault)
        if answer.failed:
            self.lost(answer.failed)
        elif answer.finished:
            self._done.set()

    def lost(self, reason: str = _LOSES) -> None:
        """The process is of no more use to this stream: the next audio goes to another one."""
        self._failures += 1
        self._leave()
        self.hearing.trouble("recognizer_failed", reason)


class _Process:
    """A process with its recognizer, a thread that writes to it and one that reads from it, once it is loaded.

    Making one blocks a little; what is sent before it is loaded waits. `loading` gives what the
    recognizer can do, or a `ValueError` with one line.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, recognizer: str, config: dict[str, object]) -> None:
        self.alive = True
        self.ears: dict[int, Ear] = {}
        self._loop = loop
        self._name = recognizer
        self._numbers = 0
        self._unanswered = 0
        self._watch: asyncio.TimerHandle | None = None
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process: BaseProcess = context.Process(target=listen, args=(theirs, recognizer, config), daemon=True)
        self._process.start()
        theirs.close()
        self.loading: asyncio.Future[Capabilities]

    def load(self) -> None:
        """Begin to wait for its model."""
        self._watch = self._loop.call_later(_LOADING, self.kill)
        self.loading = in_thread(self._load, "live recognizer")
        self.loading.add_done_callback(self._told)

    def _load(self) -> Capabilities:
        try:
            loaded = self._pipe.recv()
        except (EOFError, OSError):
            raise ValueError(f"the recognizer {self._name!r} died while it was loaded") from None
        if isinstance(loaded, str):
            raise ValueError(loaded)
        capabilities: Capabilities = loaded[1]
        return capabilities

    def _told(self, loading: asyncio.Future[Capabilities]) -> None:
        """It is loaded, or never will be."""
        if (error := loading.exception()) is not None:
            self.kill(str(error))
        if not self.alive:
            self._pipe.close()
            return
        self._look_again()
        for body in (self._write, self._read):
            threading.Thread(target=body, name="live recognizer", daemon=True).start()

    def _look_again(self) -> None:
        """Something came from it: the time in which it has to answer counts from now."""
        if self._watch:
            self._watch.cancel()
        self._watch = self._loop.call_later(_STALLED, self.kill) if self._unanswered else None

    def add(self, ear: Ear, data: object) -> int:
        """Take a stream; its number."""
        self._numbers += 1
        self.ears[self._numbers] = ear
        self.send(Order(self._numbers, "open", data))
        return self._numbers

    def send(self, order: Order) -> None:
        """Have something done."""
        self._unanswered += 1
        if self._watch is None:
            self._look_again()
        self._orders.put(order)

    def kill(self, reason: str = _LOSES) -> None:
        """End it, if it has not ended; its streams are told."""
        if not self.alive:
            return
        self.alive = False
        if self._watch:
            self._watch.cancel()
            self._watch = None
        self._orders.put(None)
        self._process.kill()
        in_thread(self._process.join, "live recognizer")
        for ear in list(self.ears.values()):
            ear.lost(reason)

    def _answered(self, answer: Answer) -> None:
        self._unanswered -= 1
        if self.alive:
            self._look_again()
        if ear := self.ears.get(answer.number):
            ear.answered(answer)

    def _write(self) -> None:
        with suppress(OSError, ValueError):
            while (order := self._orders.get()) is not None:
                self._pipe.send(order)

    def _read(self) -> None:
        with suppress(RuntimeError):  # the loop is closed
            with suppress(EOFError, OSError):
                while True:
                    self._loop.call_soon_threadsafe(self._answered, self._pipe.recv())
            if self.alive:
                self._loop.call_soon_threadsafe(self.kill)
        self._pipe.close()
