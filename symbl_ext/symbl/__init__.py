"""Conversation intelligence from text, audio and video: the SDK of the Symbl API.

    import symbl

    conversation = symbl.Text.process({"messages": [{"payload": {"content": "I'll send the offer by Friday."}}]})
    print(conversation.get_action_items())

`symbl.Text`, `symbl.Audio`, `symbl.Video`, `symbl.Conversations` and the other namespaces belong to a default client,
configured from the environment or `symbl.conf`; `symbl.Symbl(...)` and `symbl.AsyncSymbl(...)` make clients of one's
own. Errors are in `symbl.errors`.
Nothing is loaded, read or started before it is used.
"""

from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from . import errors, webhooks
    from ._bookmarks import Bookmarks as _Bookmarks
    from ._conversations import Conversations as _Conversations
    from ._entities import ManagedEntities as _Entities
    from ._groups import Groups as _Groups
    from ._media import Audio as _Audio
    from ._media import Video as _Video
    from ._text import Text as _Text
    from ._trackers import StoredTrackers as _Trackers
    from .client import AsyncSymbl, Symbl
    from .conversation import AsyncConversation, Conversation
    from .errors import (
        APIError,
        AuthenticationError,
        BadRequestError,
        ConfigurationError,
        ConflictError,
        ConnectionFailed,
        JobError,
        JobFailedError,
        JobTimeoutError,
        NoConversationError,
        NotFoundError,
        PayloadTooLargeError,
        PermissionDeniedError,
        RateLimitError,
        ResponseDecodeError,
        ServerError,
        StreamingError,
        SymblError,
        TimedOut,
        WebhookVerificationError,
    )
    from .realtime.call import AsyncConnection, Connection
    from .realtime.connection import AsyncStreamingConnection, StreamingConnection
    from .realtime.streaming import Streaming as _Streaming
    from .realtime.telephony import Telephony as _Telephony

    Audio: _Audio
    Text: _Text
    Video: _Video
    Conversations: _Conversations
    conversations: _Conversations
    Bookmarks: _Bookmarks
    Trackers: _Trackers
    Groups: _Groups
    Entities: _Entities
    Streaming: _Streaming
    Telephony: _Telephony

__all__ = [
    "APIError",
    "AsyncConnection",
    "AsyncConversation",
    "AsyncStreamingConnection",
    "AsyncSymbl",
    "Audio",
    "AuthenticationError",
    "BadRequestError",
    "Bookmarks",
    "ConfigurationError",
    "ConflictError",
    "Connection",
    "ConnectionFailed",
    "Conversation",
    "Conversations",
    "Entities",
    "Groups",
    "JobError",
    "JobFailedError",
    "JobTimeoutError",
    "NoConversationError",
    "NotFoundError",
    "PayloadTooLargeError",
    "PermissionDeniedError",
    "RateLimitError",
    "ResponseDecodeError",
    "ServerError",
    "Streaming",
    "StreamingConnection",
    "StreamingError",
    "Symbl",
    "SymblError",
    "Telephony",
    "Text",
    "TimedOut",
    "Trackers",
    "Video",
    "WebhookVerificationError",
    "__version__",
    "conversations",
    "errors",
    "webhooks",
]

_NAMESPACES = (
    "Audio",
    "Bookmarks",
    "Conversations",
    "Entities",
    "Groups",
    "Streaming",
    "Telephony",
    "Text",
    "Trackers",
    "Video",
    "conversations",
)

_HOMES = {
    "Symbl": "client",
    "AsyncSymbl": "client",
    "Conversation": "conversation",
    "AsyncConversation": "conversation",
    "Connection": "realtime.call",
    "AsyncConnection": "realtime.call",
    "StreamingConnection": "realtime.connection",
    "AsyncStreamingConnection": "realtime.connection",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in _NAMESPACES:
        value = getattr(import_module("._default", __name__), name.capitalize())
    elif name in ("errors", "webhooks"):
        return import_module(f".{name}", __name__)
    elif name in __all__:
        value = getattr(import_module(f".{_HOMES.get(name, 'errors')}", __name__), name)
    else:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
