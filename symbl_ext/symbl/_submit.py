"""What submitting text, audio and video have in common."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from symbl_api.models import SubmittedJob
from symbl_api.types import Request, Response

from ._arguments import is_header
from ._core import Options
from ._flow import Flow
from ._namespace import AsyncNamespace, BaseNamespace, Namespace
from .conversation import AsyncConversation, BaseConversation, Conversation

__all__ = ["AsyncSubmitter", "BaseSubmitter", "SubmitOptions", "Submitter"]

C = TypeVar("C", bound=BaseConversation[Any])


class SubmitOptions(Options, total=False):
    """`idempotency_key`: a repeat with this key gets the first answer, from servers that honour it."""

    idempotency_key: str


class BaseSubmitter(BaseNamespace[C], Generic[C]):
    """A namespace whose calls start or extend conversations."""

    def _key(self, options: Any) -> str | None:
        """Takes the idempotency key out of the options of a call; makes one if the client sends one always."""
        key: Any = options.pop("idempotency_key", None)
        if key is None:
            return uuid.uuid4().hex if self._get_core().config.idempotent_submits else None
        if not isinstance(key, str):
            raise TypeError(f"idempotency_key must be a str, not {type(key).__name__}")
        if not is_header(key):
            raise ValueError("idempotency_key must be printable ASCII without blanks, and not empty")
        return key

    def _submit(
        self,
        request: Request,
        parse: Callable[[Response], SubmittedJob],
        credentials: Mapping[str, str] | None,
        wait: bool,
        options: Options,
    ) -> Flow[C]:
        if not isinstance(wait, bool):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"wait must be a bool, not {type(wait).__name__}")
        return self._get_core().with_credentials(credentials).submit(request, parse, wait, options)


class Submitter(BaseSubmitter[Conversation], Namespace):
    """One of a `Symbl` client. Its calls block."""


class AsyncSubmitter(BaseSubmitter[AsyncConversation], AsyncNamespace):
    """One of an `AsyncSymbl` client. Its calls are awaited."""
