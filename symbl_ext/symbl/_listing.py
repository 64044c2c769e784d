"""Lists that are longer than one answer: iterators that ask for page after page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator, Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ._core import AsyncCore, Core, Options, SyncCore
from ._flow import Flow

if TYPE_CHECKING:
    from symbl_api.models import Conversation
    from symbl_api.types import Request

__all__ = ["AsyncListing", "ListQuery", "Listing", "all_conversations"]

K = TypeVar("K", bound=Core[Any])
MOST = 65_536  # on one page (docs/contract.md §4)


class ListQuery(Options, total=False):
    """Which conversations, and in which order (docs/contract.md §4).

    `filter` is RSQL without OR, such as `conversation.metadata.agent==ana`; `sort` one or more fields with commas
    between, `conversation.startTime` when not given; `order` `asc` (when not given) or `desc`. `start_time` and
    `end_time` bound the start; without them and without a filter it is the last seven days. `offset` conversations are
    skipped, and at most `limit` come. `page_size`, 100 when not given, is how many are asked for at a time.
    """

    filter: str
    sort: str
    order: str
    start_time: datetime
    end_time: datetime
    offset: int
    limit: int | None
    page_size: int
    credentials: Any


class BaseListing(Generic[K]):
    """The conversations of a query. Nothing is asked before the first is wanted; each iteration asks anew.

    Conversations that come or go meanwhile may be missed or met twice, since pages are told by their place. Raises what
    every call raises, at the page that failed.
    """

    def __init__(self, core: K, request: Callable[..., Request], query: ListQuery) -> None:
        given: dict[str, Any] = dict(query)
        core = core.with_credentials(given.pop("credentials", None))
        self._offset = check("offset", given.pop("offset", 0), 0)
        limit = given.pop("limit", None)
        self._limit = None if limit is None else check("limit", limit, 0)
        self._page_size = check("page_size", given.pop("page_size", 100), 1, MOST)
        fields: dict[str, Any] = {name: given.pop(name, None) for name in ("sort", "order", "start_time", "end_time")}
        fields["filter_"] = given.pop("filter", None)
        for name, value in fields.items():
            if value is not None and not isinstance(value, datetime if name.endswith("_time") else str):
                raise TypeError(f"{name.rstrip('_')} must not be a {type(value).__name__}")
        if fields.get("order") not in (None, "asc", "desc"):
            raise ValueError(f"order must be 'asc' or 'desc', not {fields['order']!r}")
        self._core = core.with_options(given)
        self._request = partial(request, **fields)

    def _windows(self) -> Generator[tuple[int, int], int]:
        """The pages to ask for, as offset and size; to be told how many came."""
        offset, left = self._offset, self._limit
        while left is None or left > 0:
            size = self._page_size if left is None else min(self._page_size, left)
            came = yield offset, size
            offset += came
            left = None if left is None else left - came
            if came < size:
                return

    def _page(self, offset: int, limit: int) -> Flow[list[Conversation]]:
        from symbl_api.api.conversations import list_conversations

        request = self._request(offset=offset, limit=limit)
        return (yield from self._core.call(request, list_conversations.parse)).conversations


class Listing(BaseListing[SyncCore]):
    """Conversations, to be iterated over: `for conversation in client.conversations.list(filter=...)`."""

    def __iter__(self) -> Iterator[Conversation]:
        windows = self._windows()
        window = next(windows, None)
        while window is not None:
            page = self._core.run(self._page(*window))
            yield from page
            window = further(windows, len(page))


class AsyncListing(BaseListing[AsyncCore]):
    """Conversations, to be iterated over: `async for conversation in client.conversations.list(filter=...)`."""

    async def __aiter__(self) -> AsyncIterator[Conversation]:
        windows = self._windows()
        window = next(windows, None)
        while window is not None:
            page = await self._core.run(self._page(*window))
            for conversation in page:
                yield conversation
            window = further(windows, len(page))


def all_conversations() -> Callable[..., Request]:
    from symbl_api.api.conversations import list_conversations

    return list_conversations.request


def further(windows: Generator[tuple[int, int], int], came: int) -> tuple[int, int] | None:
    try:
        return windows.send(came)
    except StopIteration:
        return None


def check(name: str, value: Any, low: int, high: int | None = None) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{name} must be an int, not {type(value).__name__}")
    if value < low or (high is not None and value > high):
        raise ValueError(f"{name} must be {low} or more{'' if high is None else f', at most {high}'}, not {value}")
    return value
