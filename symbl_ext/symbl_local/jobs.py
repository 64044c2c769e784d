"""The runner: takes jobs from the queue, has them worked off, writes down what became of them."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import TypeVar

from symbl_local import content
from symbl_local.config import Settings
from symbl_local.records import Job, Outcome, Work
from symbl_local.store import Store
from symbl_local.submission import read_submission
from symbl_local.workers import WorkError, Workers

__all__ = ["Runner"]

log = logging.getLogger(__name__)

T = TypeVar("T")


class Runner:
    """Works off jobs, several conversations at a time, until its task is cancelled.

    What it has not finished by then stays `in_progress` in the database and is done again at the next start.
    """

    def __init__(self, store: Store, workers: Workers, settings: Settings) -> None:
        self._store = store
        self._workers = workers
        self._delay = settings.job_delay
        self._time_limit = settings.job_timeout
        self._slots = asyncio.Semaphore(max(2, os.cpu_count() or 1))
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There may be something to do: a job came in, or one ended that another was waiting for."""
        self._wake.set()

    async def run(self) -> None:
        """Take jobs as they come. A job keeps a slot while it is worked at, not while it is held back."""
        async with asyncio.TaskGroup() as tasks:
            while True:
                await self._slots.acquire()
                while (job := await self._next()) is None:
                    await self._wake.wait()
                tasks.create_task(self._see_through(job))

    async def _next(self) -> Job | None:
        self._wake.clear()  # before looking, so that nothing that comes while looking is missed
        return await asyncio.to_thread(self._store.claim)

    async def _see_through(self, job: Job) -> None:
        loop = asyncio.get_running_loop()
        release = loop.time() + self._delay
        try:
            outcome = await self._perform(job)
        finally:
            self._slots.release()
        await asyncio.sleep(release - loop.time())
        try:
            await asyncio.to_thread(self._store.finish, job, outcome)
        except Exception as error:
            log.error("the result of job %s could not be stored: %s", job.id, type(error).__name__)
            reason = f"the result could not be stored ({type(error).__name__})"
            with suppress(Exception):  # a full disk, perhaps: the job is done again at the next start
                await asyncio.to_thread(self._store.finish, job, reason)

    async def _perform(self, job: Job) -> Outcome | str:
        """The outcome, or the reason why there is none."""
        try:
            work = await asyncio.to_thread(self._work, job)
            # A second more than the workers allow their processes: this limit is for work in a thread.
            return await asyncio.wait_for(_in_thread(lambda: self._workers.run(work)), self._time_limit + 1)
        except WorkError as error:
            return str(error)
        except TimeoutError:
            return f"not done after {self._time_limit:g} s"
        except Exception as error:
            log.error("job %s could not be worked at: %s", job.id, type(error).__name__)
            return f"{type(error).__name__}: {error}"[:500]

    def _work(self, job: Job) -> Work:
        submission = read_submission(json.loads(job.payload), job.account)
        with self._store.reading() as db:
            people = content.people(db, job.conversation_id)
            messages = content.messages(db, job.conversation_id, people)
        return Work(
            submission=submission,
            received=job.received,
            people=tuple(people.values()),
            messages=tuple(record.message for record in messages),
        )


def _in_thread(call: Callable[[], T]) -> asyncio.Future[T]:
    """Like `asyncio.to_thread`, in a thread that nobody waits for when the time is up or the server stops."""
    future: Future[T] = Future()
    future.set_running_or_notify_cancel()

    def body() -> None:
        try:
            future.set_result(call())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=body, name="analysis", daemon=True).start()
    return asyncio.wrap_future(future)
