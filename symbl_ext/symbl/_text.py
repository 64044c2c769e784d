"""Submitting text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from ._arguments import check_conversation_id
from ._flow import Flow, operation
from ._payload import text_body
from ._submit import AsyncSubmitter, BaseSubmitter, SubmitOptions, Submitter
from .conversation import AsyncConversation, BaseConversation, Conversation

if TYPE_CHECKING:
    from symbl_api.models import TextRequest

__all__ = ["AsyncText", "Text"]

C = TypeVar("C", bound=BaseConversation[Any])


class BaseText(BaseSubmitter[C], Generic[C]):
    """Starts conversations from text and appends text to them (docs/contract.md §2)."""

    @operation
    def process(
        self,
        payload: Mapping[str, Any] | TextRequest,
        credentials: Mapping[str, str] | None = None,
        content_type: str | None = None,
        wait: bool = True,
        parameters: Mapping[str, Any] | None = None,
        **options: Unpack[SubmitOptions],
    ) -> Flow[C]:
        """Starts a conversation and, if `wait`, returns when its job has completed.

        `payload` is a dict as in docs/contract.md §2.1 with `messages`, or a `symbl_api.models.TextRequest`.
        `parameters` are merged into it where it has no such key. `credentials` (`app_id`, `app_secret`) are for this
        call and its conversation. With `wait=False` the job is watched behind; see `on_complete` and `on_error`.

        Raises ValueError or TypeError naming the field for a payload that cannot be right, before any request;
        `JobFailedError` if the job failed; `JobTimeoutError` if it has not ended within `wait_timeout`, or `deadline`
        (it goes on on the server; `error.conversation.wait()` waits again); `APIError` and `ConnectionFailed` as ever.
        """
        from symbl_api.api.process import post_text

        check_content_type(content_type)
        body = text_body(payload, parameters)
        key = self._key(options)
        request = post_text.request(body=body, idempotency_key=key)
        return (yield from self._submit(request, post_text.parse, credentials, wait, options))

    @operation
    def append(
        self,
        payload: Mapping[str, Any] | TextRequest,
        conversation_id: str | int,
        credentials: Mapping[str, str] | None = None,
        wait: bool = True,
        parameters: Mapping[str, Any] | None = None,
        **options: Unpack[SubmitOptions],
    ) -> Flow[C]:
        """Appends to a conversation; otherwise as `process`. Appends are worked off in the order submitted (§2)."""
        from symbl_api.api.process import put_text

        check_conversation_id(conversation_id)
        body = text_body(payload, parameters)
        key = self._key(options)
        request = put_text.request(conversation_id, body=body, idempotency_key=key)
        return (yield from self._submit(request, put_text.parse, credentials, wait, options))


class Text(BaseText[Conversation], Submitter):
    """Text of a `Symbl` client. Its calls block."""


class AsyncText(BaseText[AsyncConversation], AsyncSubmitter):
    """Text of an `AsyncSymbl` client. Its calls are awaited."""


def check_content_type(value: str | None) -> None:
    if value not in (None, "", "application/json"):
        raise ValueError(f"content_type of text must be 'application/json', not {value!r}")
