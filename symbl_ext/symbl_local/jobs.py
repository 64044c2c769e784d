"""The runner: takes jobs from the queue, has them worked off, writes down what became of them."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from symbl_local import content, summaries
from symbl_local.config import Settings
from symbl_local.engine.types import AnalyzeOptions, Findings
from symbl_local.fetch import fetch
from symbl_local.records import Job, Kind, MediaSubmission, Outcome, Submission, Work
from symbl_local.speech import Speech
from symbl_local.spool import Spool
from symbl_local.store import Store
from symbl_local.submission import read_media, read_text
from symbl_local.threads import in_thread
from symbl_local.workers import WorkError, Workers

__all__ = ["Runner"]

log = logging.getLogger(__name__)

_FETCHES = 8
"""Recordings that are fetched while others are listened to."""


class Runner:
    """Works off jobs, several conversations at a time, until its task is cancelled.

    Recordings have slots of their own, so that texts do not wait for them. What is not finished when the task is
    cancelled stays `in_progress` in the database and is done again at the next start.
    """

    def __init__(self, store: Store, workers: Workers, speech: Speech, spool: Spool, settings: Settings) -> None:
        self._store = store
        self._workers = workers
        self._speech = speech
        self._spool = spool
        self._settings = settings
        processors = max(2, os.cpu_count() or 1)
        self._texts = _Queue("text", processors)
        self._recordings = _Queue("media", processors + _FETCHES)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._hearing = asyncio.Semaphore(min(processors, settings.speech_workers or processors))

    def wake(self) -> None:
        """There may be something to do: a job came in, or one ended that another was waiting for."""
        self._texts.wake.set()
        self._recordings.wake.set()

    def abandon(self, job_ids: Iterable[str]) -> None:
        """These jobs have been deleted: leave off working at them."""
        for job_id in job_ids:
            if task := self._running.get(job_id):
                # Not at once: a task that is cancelled before it begins gives no slot back.
                asyncio.get_running_loop().call_soon(task.cancel)

    async def run(self) -> None:
        """Take jobs as they come."""
        async with asyncio.TaskGroup() as tasks:
            for queue in (self._texts, self._recordings):
                tasks.create_task(self._work_off(queue, tasks))

    async def _work_off(self, queue: _Queue, tasks: asyncio.TaskGroup) -> None:
        """A job keeps a slot while it is worked at, not while it is held back."""
        while True:
            await queue.slots.acquire()
            while (job := await self._next(queue)) is None:
                await queue.wake.wait()
            self._running[job.id] = tasks.create_task(self._see_through(job, queue), name=job.id)
            self._running[job.id].add_done_callback(lambda task: self._running.pop(task.get_name(), None))

    async def _next(self, queue: _Queue) -> Job | None:
        queue.wake.clear()  # before looking, so that nothing that comes while looking is missed
        return await asyncio.to_thread(self._store.claim, queue.kind)

    async def _see_through(self, job: Job, queue: _Queue) -> None:
        loop = asyncio.get_running_loop()
        release = loop.time() + self._settings.job_delay
        try:
            outcome = await self._perform(job)
        finally:
            queue.slots.release()
        await asyncio.sleep(release - loop.time())
        await asyncio.to_thread(self._finish, job, outcome)

    def _finish(self, job: Job, outcome: Outcome | str) -> None:
        try:
            self._store.finish(job, outcome)
        except Exception as error:
            log.error("the result of job %s could not be stored: %s", job.id, type(error).__name__)
            try:
                self._store.finish(job, f"the result could not be stored ({type(error).__name__})")
            except Exception:  # a full disk, perhaps: the job is done again at the next start
                return
        if job.file:
            self._spool.remove(job.file)

    async def _perform(self, job: Job) -> Outcome | str:
        """The outcome, or the reason why there is none."""
        limit = self._settings.job_timeout
        try:
            past = await asyncio.to_thread(self._past, job)
            work = replace(past, submission=await self._submission(job, past.start))
            if work.submission.options.summarize:
                work = await asyncio.to_thread(self._with_findings, job, work)
            # A second more than the workers allow their processes: this limit is for work in a thread.
            return await asyncio.wait_for(in_thread(lambda: self._workers.run(work), "analysis"), limit + 1)
        except WorkError as error:
            return str(error)
        except TimeoutError:
            return f"not done after {limit:g} s"
        except Exception as error:
            log.error("job %s could not be worked at: %s", job.id, type(error).__name__)
            return f"{type(error).__name__}: {error}"[:500]

    def _past(self, job: Job) -> Work:
        """What was said before, with nothing new in it."""
        with self._store.reading() as db:
            people = content.people(db, job.conversation_id)
            messages = content.messages(db, job.conversation_id, people)
            ends = [recording.end for recording in content.recordings(db, job.conversation_id)]
        if messages:
            ends.append(messages[-1].message.end)
        return Work(
            submission=Submission(turns=(), options=AnalyzeOptions()),
            start=max(ends, default=job.received),
            people=tuple(people.values()),
            messages=tuple(record.message for record in messages),
        )

    def _with_findings(self, job: Job, work: Work) -> Work:
        """The same with what a summary needs."""
        with self._store.reading() as db:
            people = content.people(db, job.conversation_id)
            insights = tuple(insight for _, insight in content.insights(db, job.conversation_id, people))
            topics = tuple(topic for _, topic in content.topics(db, job.conversation_id))
            summarized = summaries.covered(db, job.conversation_id) or 0
        return replace(work, summarized=summarized, known=Findings(insights=insights, topics=topics))

    async def _submission(self, job: Job, start: datetime) -> Submission:
        if job.kind == "text":
            return await asyncio.to_thread(lambda: read_text(json.loads(job.payload), job.account))
        try:
            return await self._heard(job, start)
        except WorkError as error:
            log.warning("job %s failed: %s", job.id, error)
            raise

    async def _heard(self, job: Job, start: datetime) -> Submission:
        """What is said in a recording, which is fetched first if the request brought its address only."""
        asked = read_media(json.loads(job.payload), job.account, upload=job.file is not None)
        file = job.file or await self._fetched(asked)
        try:
            async with self._hearing:
                return await self._speech.hear(self._spool.path(file), asked, start)
        finally:
            if not job.file:
                self._spool.remove(file)

    async def _fetched(self, asked: MediaSubmission) -> str:
        settings = self._settings
        return await fetch(
            asked.url or "",
            self._spool,
            hosts=settings.allow_hosts,
            limit=settings.max_media,
            seconds=settings.job_timeout,
        )


class _Queue:
    """Jobs of one kind, so many at a time."""

    def __init__(self, kind: Kind, size: int) -> None:
        self.kind: Kind = kind
        self.slots = asyncio.Semaphore(size)
        self.wake = asyncio.Event()
