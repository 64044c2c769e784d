"""`Symbl` and `AsyncSymbl`: everything starts here."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar, Unpack

from symbl_api.types import Request, Response

from ._bookmarks import AsyncBookmarks, Bookmarks
from ._config import MAX_CONCURRENT_JOBS, TIMEOUT, WAIT_TIMEOUT, Config, load_config
from ._conversations import AsyncConversations, Conversations
from ._core import AsyncCore, Core, Options, SyncCore
from ._entities import AsyncManagedEntities, ManagedEntities
from ._groups import AsyncGroups, Groups
from ._http import AsyncTransport, Transport
from ._media import AsyncAudio, AsyncVideo, Audio, Video
from ._text import AsyncText, Text
from ._trackers import AsyncStoredTrackers, StoredTrackers
from .realtime.streaming import AsyncStreaming, Streaming
from .realtime.telephony import AsyncTelephony, Telephony

if TYPE_CHECKING:
    from symbl_api.models import Done

__all__ = ["AsyncSymbl", "ClientOptions", "Symbl"]

K = TypeVar("K", bound=Core[Any])


class ClientOptions(Options, total=False):
    """What `with_options` can change."""

    max_concurrent_jobs: int
    idempotent_submits: bool


class _Client(ABC, Generic[K]):
    _core: K

    def __init__(
        self,
        app_id: str | None = None,
        app_secret: str | None = None,
        *,
        access_token: str | None = None,
        base_url: str | None = None,
        timeout: float = TIMEOUT,
        wait_timeout: float = WAIT_TIMEOUT,
        deadline: float | None = None,
        max_concurrent_jobs: int = MAX_CONCURRENT_JOBS,
        idempotent_submits: bool = False,
    ) -> None:
        config = load_config(
            app_id=app_id,
            app_secret=app_secret,
            access_token=access_token,
            base_url=base_url,
            timeout=timeout,
            wait_timeout=wait_timeout,
            deadline=deadline,
            max_concurrent_jobs=max_concurrent_jobs,
            idempotent_submits=idempotent_submits,
        )
        self._use(self._new(config))

    @abstractmethod
    def _new(self, config: Config) -> K:
        """A core of this client's kind."""

    @abstractmethod
    def _use(self, core: K) -> None:
        """Takes a core and makes the namespaces."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.base_url!r})"

    @property
    def base_url(self) -> str:
        """The server's address."""
        return self._core.config.base_url

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """A copy with other options, which shares connections, tokens and the latest conversation with this one."""
        copy = object.__new__(type(self))
        copy._use(self._core.copy(self._core.config.evolve(**options)))
        return copy


class Symbl(_Client[SyncCore]):
    """A client of one application. Safe to share between threads; a context manager that closes its connections.

    Args:
        app_id, app_secret: The application's pair. Without it, or `access_token`, they are looked up in the environment
            (`SYMBL_APP_ID`, `SYMBL_APP_SECRET`, `SYMBL_ACCESS_TOKEN`), then in `symbl.conf` in the working directory,
            then in the home directory. Only the first call that needs them complains if there are none.
        access_token: A token to use instead; alone it cannot be renewed.
        base_url: The server; else `SYMBL_BASE_URL`, else the file's, else the hosted service.
        timeout: Seconds for one HTTP exchange.
        wait_timeout: Seconds to wait for a job, and in line for one.
        deadline: Seconds for everything in one call together, retries and waiting included; None for no limit.
        max_concurrent_jobs: Unfinished jobs of this client at a time; further submissions wait in line.
        idempotent_submits: Send an `Idempotency-Key` with every submission and repeat it when its answer was lost.
            Only for servers that honour the key; the local one does.

    Nothing is sent, and no thread started, before the first call.
    """

    def _new(self, config: Config) -> SyncCore:
        return SyncCore(config, Transport())

    def _use(self, core: SyncCore) -> None:
        self._core = core
        self.text = Text(lambda: core)
        self.audio = Audio(lambda: core)
        self.video = Video(lambda: core)
        self.conversations = Conversations(lambda: core)
        self.bookmarks = Bookmarks(lambda: core)
        self.trackers = StoredTrackers(lambda: core)
        self.groups = Groups(lambda: core)
        self.entities = ManagedEntities(lambda: core)
        self.streaming = Streaming(lambda: core)
        self.telephony = Telephony(lambda: core)

    def send(self, request: Request, /) -> Response:
        """Sends a request of the generated client, with this client's token, retries and errors.

        That makes it usable there: `get_messages.sync(conversation_id, client=symbl)`.
        """
        return self._core.run(self._core.send(request))

    def revoke_tokens(self) -> Done:
        """Ends all access tokens of the application; the next call fetches a new one (docs/contract.md §1).

        Raises ConfigurationError without `app_id` and `app_secret`.
        """
        return self._core.run(self._core.revoke())

    def close(self) -> None:
        """Closes the connections, also of copies, and stops watching jobs; they go on on the server.

        Live streams are stopped; to have all their results, stop them before.
        """
        self._core.run(self._core.leave())
        self._core.transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncSymbl(_Client[AsyncCore]):
    """`Symbl` for asyncio: the same arguments and names, awaited. It belongs to the event loop it is first used in.

    With `wait=False` a task takes the place of the thread, and callbacks may be coroutine functions.
    """

    def _new(self, config: Config) -> AsyncCore:
        return AsyncCore(config, AsyncTransport())

    def _use(self, core: AsyncCore) -> None:
        self._core = core
        self.text = AsyncText(lambda: core)
        self.audio = AsyncAudio(lambda: core)
        self.video = AsyncVideo(lambda: core)
        self.conversations = AsyncConversations(lambda: core)
        self.bookmarks = AsyncBookmarks(lambda: core)
        self.trackers = AsyncStoredTrackers(lambda: core)
        self.groups = AsyncGroups(lambda: core)
        self.entities = AsyncManagedEntities(lambda: core)
        self.streaming = AsyncStreaming(lambda: core)
        self.telephony = AsyncTelephony(lambda: core)

    async def send(self, request: Request, /) -> Response:
        """Sends a request of the generated client: `await get_messages.asyncio(conversation_id, client=symbl)`."""
        return await self._core.run(self._core.send(request))

    async def revoke_tokens(self) -> Done:
        """Ends all access tokens of the application; the next call fetches a new one (docs/contract.md §1).

        Raises ConfigurationError without `app_id` and `app_secret`.
        """
        return await self._core.run(self._core.revoke())

    async def close(self) -> None:
        """Closes the connections, also of copies, and stops watching jobs; they go on on the server.

        Live streams are stopped; to have all their results, stop them before.
        """
        await self._core.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
