"""Bookmarks: marked stretches of a conversation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from symbl_api.types import to_wire

from ._arguments import check_body, check_conversation_id, check_id, mapping, present
from ._core import Options
from ._flow import Flow, operation
from ._namespace import AsyncNamespace, BaseNamespace, Namespace
from .conversation import AsyncConversation, BaseConversation, Conversation

if TYPE_CHECKING:
    import builtins

    from symbl_api.models import Bookmark, BookmarkSummary, Deleted, Summaries

__all__ = ["AsyncBookmarks", "Bookmarks"]

C = TypeVar("C", bound=BaseConversation[Any])
Id = str | int


class BaseBookmarks(BaseNamespace[C], Generic[C]):
    """Marks stretches of conversations (docs/contract.md §19.4).

    `begin_time_offset` is in whole seconds from the start of the conversation, `duration` in whole seconds; `user` is a
    dict with `name`, `userId`, `email`; `message_ids` are the messages meant, those of the time when not given.
    """

    @operation
    def list(
        self, conversation_id: Id, *, credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[builtins.list[Bookmark]]:
        """The bookmarks of a conversation."""
        from symbl_api.api.bookmarks import list_bookmarks

        check_conversation_id(conversation_id)
        core = self._core(credentials, options)
        return (yield from core.call(list_bookmarks.request(conversation_id), list_bookmarks.parse)).bookmarks

    @operation
    def create(
        self,
        conversation_id: Id,
        label: str,
        description: str,
        user: Mapping[str, str],
        begin_time_offset: int,
        duration: int,
        message_ids: Iterable[str] | None = None,
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[Bookmark]:
        """Marks a stretch."""
        from symbl_api.api.bookmarks import create_bookmark

        check_conversation_id(conversation_id)
        body = bookmark(label, description, user, begin_time_offset, duration, message_ids)
        request = create_bookmark.request(conversation_id, body=body)
        return (yield from self._core(credentials, options).call(request, create_bookmark.parse))

    @operation
    def get(
        self, conversation_id: Id, bookmark_id: Id, *, credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[Bookmark]:
        """The bookmark of that id."""
        from symbl_api.api.bookmarks import get_bookmark

        check_conversation_id(conversation_id)
        check_id(bookmark_id, "bookmark_id")
        request = get_bookmark.request(conversation_id, bookmark_id)
        return (yield from self._core(credentials, options).call(request, get_bookmark.parse))

    @operation
    def update(
        self,
        conversation_id: Id,
        bookmark_id: Id,
        label: str,
        description: str,
        user: Mapping[str, str],
        begin_time_offset: int,
        duration: int,
        message_ids: Iterable[str] | None = None,
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[Bookmark]:
        """Replaces a bookmark."""
        from symbl_api.api.bookmarks import update_bookmark

        check_conversation_id(conversation_id)
        check_id(bookmark_id, "bookmark_id")
        body = bookmark(label, description, user, begin_time_offset, duration, message_ids)
        request = update_bookmark.request(conversation_id, bookmark_id, body=body)
        return (yield from self._core(credentials, options).call(request, update_bookmark.parse))

    @operation
    def delete(
        self, conversation_id: Id, bookmark_id: Id, *, credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[Deleted]:
        """Deletes a bookmark."""
        from symbl_api.api.bookmarks import delete_bookmark

        check_conversation_id(conversation_id)
        check_id(bookmark_id, "bookmark_id")
        request = delete_bookmark.request(conversation_id, bookmark_id)
        return (yield from self._core(credentials, options).call(request, delete_bookmark.parse))

    @operation
    def get_summary(
        self, conversation_id: Id, bookmark_id: Id, *, credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[Summaries]:
        """A summary of what a bookmark marks."""
        from symbl_api.api.bookmarks import get_bookmark_summary

        check_conversation_id(conversation_id)
        check_id(bookmark_id, "bookmark_id")
        request = get_bookmark_summary.request(conversation_id, bookmark_id)
        return (yield from self._core(credentials, options).call(request, get_bookmark_summary.parse))

    @operation
    def get_summaries(
        self, conversation_id: Id, *, credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[builtins.list[BookmarkSummary]]:
        """The summaries of all bookmarks of a conversation."""
        from symbl_api.api.bookmarks import get_bookmarks_summary

        check_conversation_id(conversation_id)
        core = self._core(credentials, options)
        request = get_bookmarks_summary.request(conversation_id)
        return (yield from core.call(request, get_bookmarks_summary.parse)).bookmarks_summary


class Bookmarks(BaseBookmarks[Conversation], Namespace):
    """Bookmarks of a `Symbl` client. Its calls block."""


class AsyncBookmarks(BaseBookmarks[AsyncConversation], AsyncNamespace):
    """Bookmarks of an `AsyncSymbl` client. Its calls are awaited."""


def bookmark(
    label: str, description: str, user: Any, begin: int, duration: int, message_ids: Iterable[str] | None
) -> dict[str, Any]:
    """The body of a request. TypeError or ValueError names what cannot be right."""
    from symbl_api.models import BookmarkRequest

    if isinstance(message_ids, str):
        raise TypeError("message_ids must be a list of str, not a str")
    body = present(
        label=label,
        description=description,
        user=mapping(to_wire(user), "user"),
        beginTimeOffset=begin,
        duration=duration,
        messageRefs=None if message_ids is None else [{"id": str(item)} for item in message_ids],
    )
    check_body(BookmarkRequest, body, "bookmark")
    for name, text in (("label", label), ("description", description)):
        if not text.strip():
            raise ValueError(f"bookmark.{name} must not be empty")
    for name, seconds in (("begin_time_offset", begin), ("duration", duration)):
        if seconds < 0:
            raise ValueError(f"{name} must be 0 or more, not {seconds}")
    return body
