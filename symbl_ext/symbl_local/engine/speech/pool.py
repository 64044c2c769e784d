"""Recognition in processes of its own: one recognizer each, because recognizers hold the interpreter lock.

A task that kills its process is tried once more in a new one; one that takes too long is stopped. Processes are
started when first needed and used again. They end by themselves when this process does, however that ends,
because their pipe does.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from .loading import load_recognizer
from .types import Capabilities, Recognizer

__all__ = ["SpeechError", "SpeechPool"]

T = TypeVar("T")


class SpeechError(Exception):
    """Recognition failed; the message is the reason, in one line."""


class _DiedError(SpeechError):
    pass


class SpeechPool:
    """`workers` processes (as many as there are cores) that recognize speech. For many threads at once; `close` it.

    `recognizer` and `config` are those of `load_recognizer`, `diarizer` that of `load_diarizer`. `time_limit` is
    in seconds, for one stretch of speech of at most 20 s.
    """

    def __init__(
        self,
        recognizer: str = "pocketsphinx",
        config: Mapping[str, object] | None = None,
        *,
        diarizer: str = "mfcc",
        workers: int | None = None,
        time_limit: float = 120.0,
    ) -> None:
        self.workers = workers or os.cpu_count() or 1
        self.diarizer = diarizer
        self._recognizer = (recognizer, dict(config or {}))
        self._time_limit = time_limit
        self._threads = ThreadPoolExecutor(self.workers, "speech")
        self._known: tuple[str, Capabilities] | None = None
        self._asking = threading.Lock()
        self._lock = threading.Lock()
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()
        self._closed = False

    def capabilities(self) -> tuple[str, Capabilities]:
        """The recognizer's name and what it can do, asked of a process. Blocks until its model is loaded.

        Raises `ValueError` with one line when it cannot be loaded: call this at start to know it then.
        """
        with self._asking:  # one process is enough for all that ask
            if self._known is None:
                self._give(self._take())
        if self._closed or self._known is None:
            raise SpeechError("the server is stopping")
        return self._known

    def submit(self, task: Callable[..., T], *arguments: object, time_limit: float | None = None) -> Future[T]:
        """Have ``task(recognizer, *arguments)`` done by the next free process, in the order of calls.

        `task` is a module-level function. The future raises `SpeechError`.
        """
        return self._threads.submit(self._run, task, arguments, time_limit or self._time_limit)

    def close(self) -> None:
        """Stop all processes, whatever they are doing; what waits is cancelled, what runs fails."""
        with self._lock:
            self._closed = True
            processes = list(self._all)
            self._all.clear()
            self._idle.clear()
        for process in processes:
            process.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> SpeechPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, task: Callable[..., T], arguments: tuple[object, ...], time_limit: float) -> T:
        with suppress(_DiedError):
            return self._once(task, arguments, time_limit)
        if self._closed:
            raise SpeechError("the server is stopping")
        return self._once(task, arguments, time_limit)

    def _once(self, task: Callable[..., T], arguments: tuple[object, ...], time_limit: float) -> T:
        try:
            process = self._take()
        except ValueError as error:
            raise SpeechError(str(error)) from error
        try:
            answer: T = process.run(task, arguments, time_limit)
        except _BrokenError as error:
            self._drop(process)
            raise error.reason from None
        except BaseException:
            self._give(process)
            raise
        self._give(process)
        return answer

    def _take(self) -> _Process:
        with self._lock:
            if self._closed:
                raise SpeechError("the server is stopping")
            if self._idle:
                return self._idle.pop()
        process = _Process(*self._recognizer)
        with self._lock:
            closed = self._closed
            self._known = (process.name, process.capabilities)
            if not closed:
                self._all.add(process)
        if closed:
            process.kill()
            raise SpeechError("the server is stopping")
        return process

    def _give(self, process: _Process) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(process)

    def _drop(self, process: _Process) -> None:
        process.kill()
        with self._lock:
            self._all.discard(process)


class _BrokenError(Exception):
    """The process is of no more use."""

    def __init__(self, reason: SpeechError) -> None:
        self.reason = reason


class _Process:
    """A process with its recognizer loaded."""

    def __init__(self, recognizer: str, config: dict[str, object]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, recognizer, config), daemon=True)
        self._process.start()
        theirs.close()
        try:
            loaded = self._pipe.recv()
        except (EOFError, OSError):
            self.kill()
            raise ValueError(f"the recognizer {recognizer!r} died while it was loaded") from None
        if isinstance(loaded, str):
            self.kill()
            raise ValueError(loaded)
        self.name: str
        self.capabilities: Capabilities
        self.name, self.capabilities = loaded

    def run(self, task: Callable[..., T], arguments: tuple[object, ...], time_limit: float) -> T:
        try:
            self._pipe.send((task, arguments))
            if not self._pipe.poll(time_limit):
                raise _BrokenError(SpeechError(f"recognition of one stretch of speech took over {time_limit:g} s"))
            good, answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _BrokenError(_DiedError("the recognizer's process died, twice")) from error
        if not good:
            raise SpeechError(answer)
        return answer  # type: ignore[no-any-return]  # what the task returned

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


def _work(pipe: Connection, name: str, config: dict[str, Any]) -> None:
    """The life of a process: tasks in, answers out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    with suppress(EOFError, BrokenPipeError):
        try:
            recognizer: Recognizer = load_recognizer(name, **config)
        except Exception as error:
            pipe.send(str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"[:500])
            return
        pipe.send((recognizer.name, recognizer.capabilities))
        while True:
            task, arguments = pipe.recv()
            try:
                answer = (True, task(recognizer, *arguments))
            except Exception as error:
                answer = (False, f"{type(error).__name__}: {error}"[:500])
            pipe.send(answer)
