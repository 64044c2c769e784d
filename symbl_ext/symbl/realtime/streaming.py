"""`client.streaming`: live audio in, events out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from .._core import AsyncCore, Core, SyncCore
from .._flow import Flow, operation
from .._namespace import AsyncNamespace, BaseNamespace, Namespace
from ..conversation import AsyncConversation, BaseConversation, Conversation
from ._request import StartOptions, StreamRequest, stream_request

if TYPE_CHECKING:
    from .connection import AsyncStreamingConnection, StreamingConnection

__all__ = ["AsyncStreaming", "Streaming"]

C = TypeVar("C", bound=BaseConversation[Any])
S = TypeVar("S")


class BaseStreaming(BaseNamespace[C], Generic[C, S]):
    """Starts live streams. docs/streaming.md shows how they are used."""

    @operation
    def start_connection(
        self,
        credentials: Mapping[str, str] | None = None,
        speaker: Mapping[str, Any] | None = None,
        insight_types: list[str] | None = None,
        config: Mapping[str, Any] | None = None,
        trackers: list[dict[str, Any]] | None = None,
        *,
        languages: list[str] | None = None,
        timezone: str | None = None,
        **options: Unpack[StartOptions],
    ) -> Flow[S]:
        """Opens a connection, starts a stream and returns when the server listens.

        `credentials` are for this connection and its conversation. `speaker` is `{"name": ..., "userId": ...}`; an
        e-mail address as `userId` gets a summary. `insight_types` are any of `question`, `action_item` and `follow_up`;
        `trackers` is a list of `{"name": ..., "vocabulary": [...]}`. `config` is merged over a confidence threshold of
        0.5, `en-US` and LINEAR16 at 44100 Hz. The first of `languages` is the language; `timezone` is an IANA name.
        `options` are those of `StartOptions`, among them `connection_id`, `reconnect_timeout` and `when_full`.

        Raises ValueError or TypeError naming the argument before any request; `APIError` when the server refuses the
        connection (`AuthenticationError`, `RateLimitError`, ...), `StreamingError` when it refuses the stream or does
        not start it within `start_timeout`, `ConnectionFailed` when there is no connection after three tries.
        """
        from .connection import begun

        request = stream_request(speaker, insight_types, config, trackers, languages, timezone, options)
        core = self._get_core().with_credentials(credentials)
        token = yield from current_token(core)
        connection = self._connection(core, request, token)
        yield from begun(connection)
        if connection.conversation_id is not None:
            core.shared.recent = connection.conversation
        made: S = connection
        return made

    def _connection(self, core: Any, request: StreamRequest, token: str) -> Any:
        raise NotImplementedError


def current_token(core: Core[Any], stale: str = "") -> Flow[str]:
    """A token that is still good, and another than the stale one."""
    from .._exchange import Limits, bearer

    if stale:
        core.tokens().forget(stale)
    return bearer(core.config.base_url, core.tokens(), Limits.start(core.config))


class Streaming(BaseStreaming[Conversation, "StreamingConnection"], Namespace):
    """Live streams of a `Symbl` client. Its calls block."""

    def _connection(self, core: SyncCore, request: StreamRequest, token: str) -> StreamingConnection:
        from .connection import StreamingConnection

        return StreamingConnection(core, request, token, lambda stale: current_token(core, stale))


class AsyncStreaming(BaseStreaming[AsyncConversation, "AsyncStreamingConnection"], AsyncNamespace):
    """Live streams of an `AsyncSymbl` client. Its calls are awaited."""

    def _connection(self, core: AsyncCore, request: StreamRequest, token: str) -> AsyncStreamingConnection:
        from .connection import AsyncStreamingConnection

        return AsyncStreamingConnection(core, request, token, lambda stale: current_token(core, stale))
