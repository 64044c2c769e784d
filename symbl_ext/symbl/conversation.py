"""What a user holds after a call: a conversation and, if it was submitted, its job."""

from __future__ import annotations

import inspect
import threading
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, Unpack

from ._content import Content
from ._core import AsyncCore, Core, Options, SyncCore
from ._exchange import Limits
from ._flow import AsyncHost, Flow, Host, operation
from ._reads import Parameters, Reader
from ._writes import Writer
from .errors import JobFailedError, NoConversationError
from .polling import FINAL, status

if TYPE_CHECKING:
    from symbl_api.models import Job

__all__ = ["AsyncConversation", "BaseConversation", "Conversation"]

T = TypeVar("T")
K = TypeVar("K", bound=Core[Any])


class BaseConversation(Content, Generic[K]):
    """A conversation by its id. On a `Conversation` the reads block, on an `AsyncConversation` they are awaited.

    Every read takes `parameters`, a dict of query parameters as in docs/contract.md, and the options `timeout` and
    `deadline` in seconds. It raises `APIError` when the server refuses, `ConnectionFailed` when no answer came, and
    `JobFailedError` when this conversation's job is known to have failed; `client.conversations` reads all the same.
    """

    def __init__(self, core: K, conversation_id: str, job_id: str | None = None) -> None:
        self._core = core
        self._id = conversation_id
        self._job_id = job_id
        self._lock = threading.Lock()
        self._status: str | None = None
        self._reason: str | None = None
        self._error: Exception | None = None
        self._ended = False
        self._callbacks: list[tuple[str, Callable[[Any], Any]]] = []

    def __repr__(self) -> str:
        job = f" job={self._job_id} status={self._status or 'unknown'}" if self._job_id else ""
        return f"<{type(self).__name__} id={self._id}{job}>"

    # ---------------------------------------------------------------------------------------- the job

    def get_conversation_id(self) -> str:
        """The conversation's id."""
        return self._id

    def get_job_id(self) -> str | None:
        """The job's id, None where there is no job."""
        return self._job_id

    @property
    def conversation_id(self) -> str:
        """The conversation's id."""
        return self._id

    @property
    def job_id(self) -> str | None:
        """The job's id, None where there is no job."""
        return self._job_id

    @property
    def job_status(self) -> str | None:
        """The job's status when it was last looked at; `get_job_status()` asks the server."""
        return self._status

    @property
    def error(self) -> Exception | None:
        """Why the watching of the job ended early, None where it did not."""
        return self._error

    @property
    def conversation(self) -> Self:
        """This object."""
        return self

    def on_complete(self, callback: Callable[[Self], Any]) -> Self:
        """Calls `callback(conversation)` once when the job completes; at once if it has.

        Of `on_complete` and `on_error` exactly one fires; with `wait=False` in the thread that watches the job.
        """
        return self._register("complete", callback)

    def on_error(self, callback: Callable[[Self], Any]) -> Self:
        """Calls `callback(conversation)` once when the job fails or could not be watched to its end (see `error`)."""
        return self._register("error", callback)

    @operation
    def get_job_status(self, **options: Unpack[Options]) -> Flow[str]:
        """Asks the server for the job's status: `scheduled`, `in_progress`, `completed` or `failed`."""
        from symbl_api.api.jobs import get_job

        if self._job_id is None:
            raise NoConversationError("this conversation has no job")
        job = yield from self._core.with_options(options).call(get_job.request(self._job_id), get_job.parse)
        if self.seen(job):
            self.settle()
        return status(job)

    def _wait(self, options: Options) -> Flow[None]:
        core = self._core.with_options(options)
        if not (self._ended and self._error is None):
            yield from core.watch(self, Limits.start(core.config))
            self.settle()
        self.raise_for_failure()

    def seen(self, job: Job) -> bool:
        """Takes note of what a look at the job showed, and says whether the job has ended."""
        with self._lock:
            if self._status not in FINAL:  # else an earlier look is late
                self._status, self._reason = status(job), job.reason
        return self._status in FINAL

    def settle(self, error: Exception | None = None) -> None:
        """Takes note that the job has ended, or that it is no longer watched, and calls back."""
        with self._lock:
            first, self._ended = not self._ended, True
            self._error = error
            callbacks, self._callbacks = self._callbacks, []
        if first:
            for kind, callback in callbacks:
                self._fire(kind, callback)

    def raise_for_failure(self) -> None:
        """Raises JobFailedError if the job is known to have failed."""
        if self._status == "failed":
            message = f"job {self._job_id} failed: {self._reason or 'the server gives no reason'}"
            raise JobFailedError(message, self, self._reason)

    def _register(self, kind: str, callback: Callable[[Any], Any]) -> Self:
        if not callable(callback):
            raise TypeError(f"on_{kind} needs a callable, not {type(callback).__name__}")
        with self._lock:
            ended = self._ended
            if not ended:
                self._callbacks.append((kind, callback))
        if ended:
            self._fire(kind, callback)
        return self

    def _fire(self, kind: str, callback: Callable[[Any], Any]) -> None:
        succeeded = self._status == "completed" and self._error is None
        if succeeded == (kind == "complete"):
            try:
                self._call(kind, callback)
            except Exception:
                self._log(kind)

    def _log(self, kind: str) -> None:
        from ._http import logger

        logger.exception("on_%s callback of job %s raised", kind, self._job_id)

    @abstractmethod
    def _call(self, kind: str, callback: Callable[[Any], Any]) -> None: ...

    def _reader(self, parameters: Parameters, options: Options) -> Reader:
        self.raise_for_failure()
        return Reader(self._core.with_options(options), self._id, parameters)

    def _writer(self, options: Options) -> Writer:
        return Writer(self._core.with_options(options), self._id)


class Conversation(BaseConversation[SyncCore], Host):
    """A conversation whose reads block. Comes from `client.text.process(...)` and its like."""

    def _run(self, flow: Flow[T]) -> T:
        return self._core.run(flow)

    def wait(self, **options: Unpack[Options]) -> Self:
        """Waits for the job's end, `wait_timeout` seconds at most, and returns this object.

        Raises JobFailedError if the job failed and JobTimeoutError if it has not ended; then it goes on on the server.
        """
        self._run(self._wait(options))
        return self

    def _call(self, kind: str, callback: Callable[[Any], Any]) -> None:
        callback(self)


class AsyncConversation(BaseConversation[AsyncCore], AsyncHost):
    """A conversation whose reads are awaited. Callbacks may be coroutine functions."""

    async def _run(self, flow: Flow[T]) -> T:
        return await self._core.run(flow)

    async def wait(self, **options: Unpack[Options]) -> Self:
        """Waits for the job's end, as `Conversation.wait` does."""
        await self._run(self._wait(options))
        return self

    def _call(self, kind: str, callback: Callable[[Any], Any]) -> None:
        result = callback(self)
        if inspect.isawaitable(result):
            self._core.call_back(self._await(kind, result), f"symbl-on_{kind}-{self._job_id}")

    async def _await(self, kind: str, result: Awaitable[Any]) -> None:
        try:
            await result
        except Exception:
            self._log(kind)
