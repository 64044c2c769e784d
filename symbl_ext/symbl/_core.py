"""What a client is inside: its settings, and the flows that everything else is made of."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Mapping
from typing import TYPE_CHECKING, Any, Generic, Protocol, Self, TypedDict, TypeVar

from attrs import evolve, frozen

from symbl_api import DecodeError
from symbl_api.models import SubmittedJob
from symbl_api.types import Request, Response

from ._auth import Tokens
from ._config import Config, Credentials
from ._exchange import Limits, Retry, exchange, retry_after
from ._flow import Acquire, Flow, Sleep, arun, run
from ._http import AsyncTransport, Transport, closed
from .errors import (
    ConfigurationError,
    ConnectionFailed,
    JobTimeoutError,
    NoConversationError,
    ResponseDecodeError,
    ServerError,
    SymblError,
    TimedOut,
)
from .polling import FIRST_LOOK, interval, passing

if TYPE_CHECKING:
    from symbl_api.models import Done

    from .conversation import AsyncConversation, BaseConversation, Conversation

__all__ = ["AsyncCore", "Core", "Options", "SyncCore"]

T = TypeVar("T")
C = TypeVar("C", bound="BaseConversation[Any]")

MOST_KEPT = 256  # accounts of one client
LEAVING = 2.0  # seconds for the results of a live connection when its client is closed
ADDING = ("update-tracker",)  # what it is given comes on top (docs/contract.md §18.1)


class Options(TypedDict, total=False):
    """What every call takes besides its own arguments, in seconds; as for `Symbl`."""

    timeout: float
    wait_timeout: float
    deadline: float | None


class Semaphores(Protocol):
    """The part of a transport that is needed before anything is sent."""

    def make_semaphore(self, slots: int) -> Any: ...


class Live(Protocol):
    """A live connection, as far as its client minds it."""

    def leave(self, seconds: float) -> Flow[None]: ...


class Shared:
    """What the copies of one client have in common: connections, tokens, places in line, the latest conversation."""

    def __init__(self) -> None:
        self.tokens: dict[tuple[Any, ...], Tokens] = {}
        self.slots: dict[tuple[Any, ...], Any] = {}
        self.recent: BaseConversation[Any] | None = None
        self.live: set[Live] = set()
        self.closed = False
        self._lock = threading.Lock()

    def kept(self, store: dict[tuple[Any, ...], T], key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What is kept under a key, made if need be. The longest unused goes when there are many."""
        with self._lock:
            value = store.pop(key) if key in store else make()
            store[key] = value
            if len(store) > MOST_KEPT:
                del store[next(iter(store))]
            return value


class Core(ABC, Generic[C]):
    """A configured client. `conversation` and `spawn` are what differs between threads and asyncio."""

    def __init__(self, config: Config, transport: Semaphores, shared: Shared | None = None) -> None:
        self.config = config
        self.shared = shared or Shared()
        self._semaphores = transport

    @abstractmethod
    def copy(self, config: Config) -> Self:
        """Another client with the same connections."""

    @abstractmethod
    def conversation(self, conversation_id: str, job_id: str | None) -> C:
        """What a user gets to hold."""

    @abstractmethod
    def spawn(self, flow: Flow[None], name: str) -> None:
        """Runs a flow behind the caller's back."""

    def with_options(self, options: Mapping[str, Any]) -> Self:
        """A client with the options of one call."""
        for name in options:
            if name not in Options.__optional_keys__:
                raise TypeError(f"unexpected keyword argument {name!r}")
        return self.copy(self.config.evolve(**options)) if options else self

    def with_credentials(self, credentials: Any) -> Self:
        """A client that acts for another application. None is no change."""
        checked = Credentials.of(credentials)
        return self if checked is None else self.copy(evolve(self.config, credentials=checked))

    def tokens(self) -> Tokens:
        make = self._semaphores.make_semaphore
        return self.shared.kept(self.shared.tokens, self._key, lambda: Tokens(self.config.credentials, make(1)))

    def slots(self) -> Any:
        slots = self.config.max_concurrent_jobs
        make = self._semaphores.make_semaphore
        return self.shared.kept(self.shared.slots, (*self._key, slots), lambda: make(slots))

    @property
    def _key(self) -> tuple[Any, ...]:
        # With the process, because a fork inherits locks that nobody will release.
        return os.getpid(), self.config.base_url, self.config.credentials

    def recent(self) -> BaseConversation[Any]:
        if self.shared.recent is None:
            raise NoConversationError("this client has not started a conversation yet")
        return self.shared.recent

    # ---------------------------------------------------------------------------------------------- flows

    def leave(self) -> Flow[None]:
        """Stops the live connections, without waiting long for their results."""
        for live in list(self.shared.live):
            yield from live.leave(LEAVING)

    def send(self, request: Request, retry: Retry | None = None, limits: Limits | None = None) -> Flow[Response]:
        """The successful response to a request. A call that adds something is not made twice unasked."""
        if retry is None:
            retry = "always" if repeatable(request) else "unsent"
        limits = limits or Limits.start(self.config)
        return exchange(request, self.config.base_url, self.tokens(), limits, retry)

    def call(self, request: Request, parse: Callable[[Response], T], limits: Limits | None = None) -> Flow[T]:
        """The result of a call."""
        response = yield from self.send(request, limits=limits)
        return self.read(response, parse, request.operation)

    def read(self, response: Response, parse: Callable[[Response], T], operation: str) -> T:
        try:
            return parse(response)
        except DecodeError as error:
            raise ResponseDecodeError(error.reason, error.path, error.body, operation) from None

    def revoke(self) -> Flow[Done]:
        """Ends the application's tokens; the next call gets a new one."""
        from symbl_api.api.authentication import revoke_token
        from symbl_api.models import RevokeRequest

        credentials = self.config.credentials
        if credentials is None or credentials.app_id is None or credentials.app_secret is None:
            raise ConfigurationError("app_id and app_secret are required to revoke tokens")
        body = RevokeRequest(app_id=credentials.app_id, app_secret=credentials.app_secret)
        done = yield from self.call(revoke_token.request(body=body), revoke_token.parse)
        self.tokens().clear()
        return done

    def submit(
        self, request: Request, parse: Callable[[Response], SubmittedJob], wait: bool, options: Mapping[str, Any]
    ) -> Flow[C]:
        """Submits a job, in line with the client's other jobs, and waits for its end if `wait`.

        The options are for this call; the conversation that comes of it goes on with the client's.
        """
        core = self.with_options(options)
        limits = Limits.start(core.config, line=True)
        slots = core.slots()
        patience = core.config.wait_timeout if (left := limits.left()) is None else min(left, core.config.wait_timeout)
        if not (yield Acquire(slots, patience)):
            raise TimedOut(f"{core.config.max_concurrent_jobs} jobs of this client still run", sent=False)
        kept = False
        try:
            try:
                submitted = yield from core.call(request, parse, limits)
            except SymblError as error:
                raise maybe_accepted(error, request.operation) from error.__cause__
            conversation = self.conversation(submitted.conversation_id, submitted.job_id)
            self.shared.recent = conversation
            if wait:
                yield from core.watch(conversation, limits)
                conversation.settle()
                conversation.raise_for_failure()
            else:
                core.spawn(core.watch_behind(conversation, slots), f"symbl-job-{submitted.job_id}")
                kept = True
            return conversation
        finally:
            if not kept:
                slots.release()

    def watch_behind(self, conversation: C, slots: Any) -> Flow[None]:
        """Watches a job to its end; what goes wrong ends in `on_error`."""
        trouble: Exception | None = None
        try:
            yield from self.watch(conversation, Limits.start(self.config))
        except Exception as error:
            trouble = error
        except asyncio.CancelledError:
            if self.shared.closed:
                conversation.settle(closed())
            raise
        finally:
            slots.release()  # before the callbacks, which may submit the next job
        conversation.settle(trouble)

    def watch(self, conversation: BaseConversation[Any], limits: Limits) -> Flow[None]:
        """Looks at a job until it has ended. A look that fails in passing is repeated."""
        from symbl_api.api.jobs import get_job

        job_id = conversation.get_job_id()
        if job_id is None:
            raise NoConversationError("this conversation has no job to wait for")
        started = time.monotonic()
        ends = started + self.config.wait_timeout
        if limits.ends is not None:
            ends = min(ends, limits.ends)
        delay = FIRST_LOOK
        while True:
            yield Sleep(max(0.0, min(delay, ends - time.monotonic())))
            trouble: Exception | None = None
            try:
                look = Limits(self.config.timeout, ends, ends - started)
                response = yield from self.send(get_job.request(job_id), limits=look)
                asked = retry_after(response.headers)
                if conversation.seen(self.read(response, get_job.parse, get_job.OPERATION)):
                    return
            except SymblError as error:
                if not passing(error):
                    raise
                trouble = error
                asked = getattr(error, "retry_after", None)
            now = time.monotonic()
            if now >= ends:
                message = f"job {job_id} has not ended within {now - started:.1f} s; it goes on on the server"
                raise JobTimeoutError(message, conversation) from trouble
            delay = interval(now - started) if asked is None else asked


class SyncCore(Core["Conversation"]):
    """With threads."""

    def __init__(self, config: Config, transport: Transport, shared: Shared | None = None) -> None:
        super().__init__(config, transport, shared)
        self.transport = transport

    def copy(self, config: Config) -> Self:
        return type(self)(config, self.transport, self.shared)

    def conversation(self, conversation_id: str, job_id: str | None) -> Conversation:
        from .conversation import Conversation

        return Conversation(self, conversation_id, job_id)

    def run(self, flow: Flow[T]) -> T:
        return run(flow, self.transport.perform)

    def spawn(self, flow: Flow[None], name: str) -> None:
        # Not a daemon: a program that ends after the submission still hears of the job's end.
        threading.Thread(target=self.run, args=(flow,), name=name, daemon=False).start()


@frozen
class Tasks:
    """What the copies of one client have running: closing cancels watches, and waits for callbacks."""

    watches: set[asyncio.Task[None]]
    callbacks: set[asyncio.Task[None]]


class AsyncCore(Core["AsyncConversation"]):
    """With asyncio."""

    def __init__(
        self,
        config: Config,
        transport: AsyncTransport,
        shared: Shared | None = None,
        tasks: Tasks | None = None,
    ) -> None:
        super().__init__(config, transport, shared)
        self.transport = transport
        self.tasks = tasks or Tasks(set(), set())

    def copy(self, config: Config) -> Self:
        return type(self)(config, self.transport, self.shared, self.tasks)

    def conversation(self, conversation_id: str, job_id: str | None) -> AsyncConversation:
        from .conversation import AsyncConversation

        return AsyncConversation(self, conversation_id, job_id)

    async def run(self, flow: Flow[T]) -> T:
        self.transport.check_loop()
        return await arun(flow, self.transport.perform)

    def spawn(self, flow: Flow[None], name: str) -> None:
        self._keep(self.tasks.watches, self.run(flow), name)

    def call_back(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Runs a callback that is a coroutine."""
        self._keep(self.tasks.callbacks, work, name)

    def _keep(self, tasks: set[asyncio.Task[None]], work: Coroutine[Any, Any, None], name: str) -> None:
        task = asyncio.get_running_loop().create_task(work, name=name)
        tasks.add(task)  # a task that nobody holds may be forgotten before it ends
        task.add_done_callback(tasks.discard)

    async def close(self) -> None:
        """Stops watching, lets callbacks end and closes the connections. Jobs go on on the server."""
        self.transport.check_loop()
        await self.run(self.leave())
        self.shared.closed = True
        watches = list(self.tasks.watches)
        for task in watches:
            task.cancel()
        await asyncio.gather(*watches, return_exceptions=True)
        callbacks = self.tasks.callbacks - {asyncio.current_task()}
        await asyncio.gather(*callbacks, return_exceptions=True)
        await self.transport.close()


def repeatable(request: Request) -> bool:
    """Whether a call that is made twice does what it does when made once."""
    if "Idempotency-Key" in request.headers or request.method in ("GET", "DELETE"):
        return True
    return request.method == "PUT" and request.operation not in ADDING and not request.path.startswith("/v1/process/")


def maybe_accepted(error: SymblError, operation: str) -> SymblError:
    """The same error, saying that the job may exist if the answer to a submission was lost."""
    note = "the job may have been accepted; with idempotency_key= the submission can be repeated safely"
    if isinstance(error, (ServerError, ResponseDecodeError)) and error.operation == operation:
        error.add_note(note)
    elif isinstance(error, ConnectionFailed) and error.sent:
        return type(error)(f"{error}; {note}", sent=True)
    return error
