"""Groups: conversations that meet a criterion."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from symbl_api.types import to_wire

from ._arguments import check_body, check_id, mapping, present
from ._core import Options
from ._flow import Flow, operation
from ._listing import AsyncListing, Listing, ListQuery
from ._namespace import AsyncNamespace, BaseNamespace, Namespace
from .conversation import AsyncConversation, BaseConversation, Conversation

if TYPE_CHECKING:
    import builtins

    from symbl_api.models import Deleted, Group, GroupRequest
    from symbl_api.types import Request

__all__ = ["AsyncGroups", "Groups"]

C = TypeVar("C", bound=BaseConversation[Any])


class BaseGroups(BaseNamespace[C], Generic[C]):
    """Makes, changes and deletes groups, and lists their conversations (docs/contract.md §18.2).

    `criteria` is RSQL without OR and with two different fields at most, such as `conversation.metadata.agent==ana`.
    A name has letters, digits, blanks, `-`, `_` and double quotes, 128 characters at most.
    """

    @operation
    def create(
        self,
        name: str,
        criteria: str,
        description: str | None = None,
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[Group]:
        """Makes a group."""
        from symbl_api.api.groups import create_group

        body = present(name=name, criteria=criteria, description=description)
        check_group(body, "group")
        core = self._core(credentials, options)
        return (yield from core.call(create_group.request(body=body), create_group.parse)).group

    @operation
    def create_many(
        self,
        groups: Iterable[Mapping[str, Any] | GroupRequest],
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[builtins.list[Group]]:
        """Makes several groups, each a dict with `name` and `criteria`; all of them or none."""
        from symbl_api.api.groups import create_groups

        body = [mapping(to_wire(group), f"groups[{index}]") for index, group in enumerate(groups)]
        if not body:
            raise ValueError("groups must not be empty")
        for index, group in enumerate(body):
            check_group(group, f"groups[{index}]")
        core = self._core(credentials, options)
        return (yield from core.call(create_groups.request(body=body), create_groups.parse)).groups

    @operation
    def list(self, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[builtins.list[Group]]:
        """All groups."""
        from symbl_api.api.groups import list_groups

        core = self._core(credentials, options)
        return (yield from core.call(list_groups.request(), list_groups.parse)).groups

    @operation
    def get(self, group_id: str | int, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[Group]:
        """The group of that id."""
        from symbl_api.api.groups import get_group

        check_id(group_id, "group_id")
        core = self._core(credentials, options)
        return (yield from core.call(get_group.request(group_id), get_group.parse)).group

    @operation
    def update(
        self,
        group_id: str | int,
        name: str,
        criteria: str,
        description: str | None = None,
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[Group]:
        """Replaces a group's name, criterion and description."""
        from symbl_api.api.groups import update_group

        check_id(group_id, "group_id")
        body = present(id=str(group_id), name=name, criteria=criteria, description=description)
        check_group(body, "group")
        core = self._core(credentials, options)
        return (yield from core.call(update_group.request(group_id, body=body), update_group.parse)).group

    @operation
    def delete(self, group_id: str | int, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[Deleted]:
        """Deletes a group; its conversations stay."""
        from symbl_api.api.groups import delete_group

        check_id(group_id, "group_id")
        core = self._core(credentials, options)
        return (yield from core.call(delete_group.request(group_id), delete_group.parse))


class Groups(BaseGroups[Conversation], Namespace):
    """Groups of a `Symbl` client. Its calls block."""

    def conversations(self, group_id: str | int, **query: Unpack[ListQuery]) -> Listing:
        """The conversations of a group, page after page; queries as in `client.conversations.list`."""
        return Listing(self._sync_core(), of_group(group_id), query)


class AsyncGroups(BaseGroups[AsyncConversation], AsyncNamespace):
    """Groups of an `AsyncSymbl` client. Its calls are awaited."""

    def conversations(self, group_id: str | int, **query: Unpack[ListQuery]) -> AsyncListing:
        """The conversations of a group, page after page; queries as in `client.conversations.list`."""
        return AsyncListing(self._async_core(), of_group(group_id), query)


def of_group(group_id: Any) -> partial[Request]:
    from symbl_api.api.groups import list_group_conversations

    check_id(group_id, "group_id")
    return partial(list_group_conversations.request, group_id)


def check_group(body: Any, place: str) -> None:
    from symbl_api.models import GroupRequest

    check_body(GroupRequest, body, place)
    for name in ("name", "criteria"):
        if not body[name].strip():
            raise ValueError(f"{place}.{name} must not be empty")
