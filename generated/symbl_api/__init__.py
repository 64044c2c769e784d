"""The typed low-level client, written by scripts/regenerate from spec/openapi.yaml. Not to be edited.

    from symbl_api import Client
    from symbl_api.api.conversations import get_messages

    with Client(base_url, token=token) as client:
        messages = get_messages.sync(conversation_id=conversation_id, client=client)

Every operation module offers `request` (builds it), `parse` (reads the response), `sync` and `asyncio` (both, through a client).
"""

from .client import AsyncClient, Client
from .errors import DecodeError, StatusError
from .types import AsyncSender, Request, Response, Sender

__all__ = (
    "AsyncClient",
    "AsyncSender",
    "Client",
    "DecodeError",
    "Request",
    "Response",
    "Sender",
    "StatusError",
)
