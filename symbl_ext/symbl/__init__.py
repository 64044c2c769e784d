"""Conversation intelligence from text, audio and video: the SDK of the Symbl API.

    import symbl

    conversation = symbl.Text.process({"messages": [{"payload": {"content": "I'll send the offer by Friday."}}]})
    print(conversation.get_action_items())

`symbl.Text`, `symbl.Audio`, `symbl.Video` and `symbl.Conversations` belong to a default client, configured from the
environment or `symbl.conf`; `symbl.Symbl(...)` and `symbl.AsyncSymbl(...)` make clients of one's own. Errors are in
`symbl.errors`.
Nothing is loaded, read or started before it is used.
"""

from typing import TYPE_CHECKING, Any

from ._version import __version__

if TYPE_CHECKING:
    from . import errors, webhooks
    from ._conversations import Conversations as _Conversations
    from ._media import Audio as _Audio
    from ._media import Video as _Video
    from ._text import Text as _Text
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

    Audio: _Audio
    Text: _Text
    Video: _Video
    Conversations: _Conversations
    conversations: _Conversations

__all__ = [
    "APIError",
    "AsyncConversation",
    "AsyncSymbl",
    "Audio",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "ConnectionFailed",
    "Conversation",
    "Conversations",
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
    "StreamingError",
    "Symbl",
    "SymblError",
    "Text",
    "TimedOut",
    "Video",
    "WebhookVerificationError",
    "__version__",
    "conversations",
    "errors",
    "webhooks",
]

_HOMES = {
    "Symbl": "client",
    "AsyncSymbl": "client",
    "Conversation": "conversation",
    "AsyncConversation": "conversation",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name in ("Audio", "Text", "Video", "Conversations", "conversations"):
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
