"""What the namespaces of a client, such as `client.text`, have in common: a core, and how its flows are run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from ._core import AsyncCore, Core, Options, SyncCore
from ._flow import AsyncHost, Flow, Host
from .conversation import AsyncConversation, BaseConversation, Conversation

__all__ = ["AsyncNamespace", "BaseNamespace", "Namespace"]

C = TypeVar("C", bound=BaseConversation[Any])
T = TypeVar("T")


class BaseNamespace(Generic[C]):
    """`core` is asked at every call, because that of the default client may change."""

    def __init__(self, core: Callable[[], Core[C]]) -> None:
        self._get_core = core

    def _core(self, credentials: Any, options: Options) -> Core[C]:
        """The core of one call."""
        return self._get_core().with_credentials(credentials).with_options(options)


class Namespace(BaseNamespace[Conversation], Host):
    """One of a `Symbl` client. Its calls block."""

    def _run(self, flow: Flow[T]) -> T:
        return self._sync_core().run(flow)

    def _sync_core(self) -> SyncCore:
        core = self._get_core()
        assert isinstance(core, SyncCore)
        return core


class AsyncNamespace(BaseNamespace[AsyncConversation], AsyncHost):
    """One of an `AsyncSymbl` client. Its calls are awaited."""

    async def _run(self, flow: Flow[T]) -> T:
        return await self._async_core().run(flow)

    def _async_core(self) -> AsyncCore:
        core = self._get_core()
        assert isinstance(core, AsyncCore)
        return core
