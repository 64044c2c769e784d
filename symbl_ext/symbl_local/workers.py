"""Where analysis runs: short texts in the calling thread, long ones in a process of their own.

A process is fed over a pipe. It can be killed when its time is up, its death hits the one job it had, and it
ends by itself when the server does, however that ends, because the pipe does. Processes are started when
first needed and used again.
"""

from __future__ import annotations

import importlib
import logging
import multiprocessing
import signal
import threading
import traceback
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Connection

from symbl_local.analysis import perform
from symbl_local.engine import load_analyzer
from symbl_local.engine.types import Analyzer
from symbl_local.records import Outcome, Work

__all__ = ["LONG", "WorkError", "Workers"]

log = logging.getLogger(__name__)

LONG = 50_000
"""Characters from which on a text goes to a process: half a second of work for the built-in analyzer."""


class WorkError(Exception):
    """The work could not be done; the message is the reason that `get-job` shows."""


class _DiedError(WorkError):
    pass


class Workers:
    """Runs work for the analyzer of that name. `run` blocks and may be called from many threads at once."""

    def __init__(self, analyzer: str, time_limit: float) -> None:
        self._name = analyzer
        self._time_limit = time_limit
        self._lock = threading.Lock()
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()

    @cached_property
    def analyzer(self) -> Analyzer:
        """The analyzer of this process; raises what its loading raises."""
        return _load(self._name)

    def run(self, work: Work) -> Outcome:
        """Do the work or raise `WorkError`. When a process dies of it, it is tried once more."""
        if work.size < LONG:
            return _checked(_attempt(self.analyzer, work))
        with suppress(_DiedError):
            return _checked(self._in_process(work))
        return _checked(self._in_process(work))

    def _in_process(self, work: Work) -> Outcome | str:
        with self._lock:
            process = self._idle.pop() if self._idle else None
        if process is None:
            process = _Process(self._name)
            with self._lock:
                self._all.add(process)
        try:
            answer = process.run(work, self._time_limit)
        except WorkError:
            process.kill()
            with self._lock:
                self._all.discard(process)
            raise
        with self._lock:
            self._idle.append(process)
        return answer

    def close(self) -> None:
        """Stop all processes, whatever they are doing."""
        with self._lock:
            for process in self._all:
                process.kill()
            self._all.clear()
            self._idle.clear()


class _Process:
    def __init__(self, analyzer: str) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_work_off, args=(theirs, analyzer), daemon=True)
        self._process.start()
        theirs.close()

    def run(self, work: Work, time_limit: float) -> Outcome | str:
        try:
            self._pipe.send(work)
            if not self._pipe.poll(time_limit):
                raise WorkError(f"not done after {time_limit:g} s")
            answer: Outcome | str = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _DiedError("the worker process died, twice") from error
        return answer

    def kill(self) -> None:
        self._process.kill()
        self._process.join()


def _work_off(pipe: Connection, analyzer_name: str) -> None:
    """The life of a process: work in, outcome or reason out, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    with suppress(EOFError, BrokenPipeError):
        analyzer = _load(analyzer_name)
        while True:
            pipe.send(_attempt(analyzer, pipe.recv()))


def _load(name: str) -> Analyzer:
    """The analyzer of that name; ``module:attribute`` is a class, or a function, that gives one."""
    module, colon, attribute = name.partition(":")
    if not colon:
        return load_analyzer(name)
    made: Analyzer = getattr(importlib.import_module(module), attribute)()
    return made


def _attempt(analyzer: Analyzer, work: Work) -> Outcome | str:
    try:
        return perform(analyzer, work)
    except Exception as error:
        # The place, and not the message, which may quote the text.
        log.debug("%s in the analyzer:\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
        return f"{type(error).__name__}: {error}"[:500]


def _checked(answer: Outcome | str) -> Outcome:
    if isinstance(answer, str):
        raise WorkError(answer)
    return answer
