"""One flow, two drivers.

A flow is a generator. It yields what it wants done, is sent the outcome, and returns its result; it never
does I/O itself. `run` and `arun` carry it out with a performer of their own kind, so every flow is written once.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Awaitable, Callable, Coroutine, Generator
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, Protocol, TypeAlias, TypeVar, overload

from attrs import frozen

from ._upload import Upload

__all__ = ["Acquire", "AsyncHost", "Call", "Flow", "Host", "Lock", "Send", "Sleep", "Wait", "arun", "operation", "run"]

P = ParamSpec("P")
T = TypeVar("T")


class Lock(Protocol):
    """The part of locks and semaphores, of threads and of asyncio, that a flow uses itself."""

    def release(self) -> None: ...


@frozen
class Send:
    """Send an HTTP request; the outcome is the response.

    `timeout` is for each step, such as a read; `patience` for the whole exchange. Both are in seconds.
    """

    method: str
    url: str
    params: dict[str, str]
    headers: dict[str, str]
    content: bytes | Upload | None
    timeout: float
    patience: float


@frozen
class Sleep:
    """Do nothing for some seconds."""

    seconds: float


@frozen
class Acquire:
    """Take a lock; the outcome says whether it was to be had in time (seconds, None for ever)."""

    lock: Lock
    timeout: float | None


@frozen
class Call:
    """Call something that may wait for a disk or a device; the outcome is what it returns."""

    function: Callable[[], Any]


class Signal(Protocol):
    """What is told of a change by another thread."""

    def wait(self, until: Callable[[], bool], timeout: float | None) -> bool: ...
    async def wait_async(self, until: Callable[[], bool], timeout: float | None) -> bool: ...  # noqa: ASYNC109


@frozen
class Wait:
    """Wait until something holds that another thread brings about; the outcome says whether it did in time.

    The time is in seconds.
    """

    signal: Signal
    until: Callable[[], bool]
    timeout: float | None = None


Effect: TypeAlias = Send | Sleep | Acquire | Call | Wait
Flow: TypeAlias = Generator[Effect, Any, T]


def run(flow: Flow[T], perform: Callable[[Effect], Any]) -> T:
    """Carry out a flow in this thread."""
    outcome: Any = None
    error: BaseException | None = None
    while True:
        try:
            effect = flow.throw(error) if error is not None else flow.send(outcome)
        except StopIteration as stop:
            result: T = stop.value
            return result
        outcome, error = None, None
        try:
            outcome = perform(effect)
        except BaseException as raised:  # also Ctrl-C: the flow gets the chance to release what it holds
            error = raised


async def arun(flow: Flow[T], perform: Callable[[Effect], Awaitable[Any]]) -> T:
    """Carry out a flow in the running event loop."""
    outcome: Any = None
    error: BaseException | None = None
    while True:
        try:
            effect = flow.throw(error) if error is not None else flow.send(outcome)
        except StopIteration as stop:
            result: T = stop.value
            return result
        outcome, error = None, None
        try:
            outcome = await perform(effect)
        except BaseException as raised:  # also cancellation
            error = raised


class Host:
    """Something whose operations block."""

    def _run(self, flow: Flow[T]) -> T:
        raise NotImplementedError


class AsyncHost:
    """Something whose operations are awaited."""

    async def _run(self, flow: Flow[T]) -> T:
        raise NotImplementedError


ALIASES = {
    "conversationId": "conversation_id",
    "contentType": "content_type",
    "filePath": "file_path",
    "phoneNumber": "phone_number",
    "audioConfig": "audio_config",
    "connectionId": "connection_id",
}


def rename(keywords: dict[str, Any]) -> dict[str, Any]:
    """Keyword arguments with the camelCase spellings replaced. A TypeError names one given twice with two values."""
    for alias, name in ALIASES.items():
        if alias in keywords:
            value = keywords.pop(alias)
            if keywords.setdefault(name, value) != value:
                raise TypeError(f"{name} and {alias} are the same argument, given with different values")
    return keywords


if TYPE_CHECKING:

    class operation(Generic[P, T]):
        """Makes a method of a flow: it blocks on a `Host` and is awaited on an `AsyncHost`."""

        def __init__(self, flow: Callable[Concatenate[Any, P], Flow[T]]) -> None: ...
        @overload
        def __get__(self, host: Host, owner: Any = None) -> Callable[P, T]: ...
        @overload
        def __get__(self, host: AsyncHost, owner: Any = None) -> Callable[P, Coroutine[Any, Any, T]]: ...
        @overload
        def __get__(self, host: None, owner: Any = None) -> Callable[..., Any]: ...
        def __get__(self, host: object, owner: Any = None) -> Any: ...

else:

    def operation(flow):
        """Makes a method of a flow: it blocks on a `Host` and is awaited on an `AsyncHost`."""

        @functools.wraps(flow)
        def method(self, *args, **keywords):
            return self._run(flow(self, *args, **rename(keywords)))

        signature = inspect.signature(flow)
        result = str(signature.return_annotation).removeprefix("Flow[").removesuffix("]")
        method.__signature__ = signature.replace(return_annotation=result)
        return method
