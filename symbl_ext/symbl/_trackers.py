"""Trackers that are kept for all conversations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from symbl_api.types import to_wire

from ._arguments import check_body, check_id, mapping, present
from ._core import Options
from ._flow import Flow, operation
from ._namespace import AsyncNamespace, BaseNamespace, Namespace
from .conversation import AsyncConversation, BaseConversation, Conversation

if TYPE_CHECKING:
    import builtins

    from symbl_api.models import Deleted, Tracker, TrackerPatch, TrackerRequest, Trackers

__all__ = ["AsyncStoredTrackers", "StoredTrackers"]

C = TypeVar("C", bound=BaseConversation[Any])


class BaseStoredTrackers(BaseNamespace[C], Generic[C]):
    """Makes, finds, changes and deletes trackers (docs/contract.md §18.1).

    A name is unique in the account (ConflictError otherwise), told apart by case too. A phrase stands once in a
    `vocabulary`; of punctuation it has only `.`, `'` and `-` (BadRequestError otherwise). The server takes one writer
    at a time; a refusal for that is tried again. A job uses trackers as they are when it is submitted, with
    `enableAllTrackers` or by `{"id": ...}` among its `trackers`.
    """

    @operation
    def create(
        self,
        name: str,
        vocabulary: Iterable[str],
        *,
        exclude_vocabulary: Iterable[str] | None = None,
        description: str | None = None,
        categories: Iterable[str] | None = None,
        languages: Iterable[str] | None = None,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[Tracker]:
        """Keeps a new tracker."""
        from symbl_api.api.trackers import create_tracker

        body = present(
            name=name,
            vocabulary=words(vocabulary, "vocabulary"),
            excludeVocabulary=words(exclude_vocabulary, "exclude_vocabulary"),
            description=description,
            categories=words(categories, "categories"),
            languages=words(languages, "languages"),
        )
        check_tracker(body, "tracker")
        core = self._core(credentials, options)
        return (yield from core.call(create_tracker.request(body=body), create_tracker.parse)).tracker

    @operation
    def create_many(
        self,
        trackers: Iterable[Mapping[str, Any] | TrackerRequest],
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[builtins.list[Tracker]]:
        """Keeps several new trackers, each a dict with `name` and `vocabulary`; all of them or none."""
        from symbl_api.api.trackers import create_trackers

        body = [mapping(to_wire(tracker), f"trackers[{index}]") for index, tracker in enumerate(trackers)]
        if not body:
            raise ValueError("trackers must not be empty")
        for index, tracker in enumerate(body):
            check_tracker(tracker, f"trackers[{index}]")
        core = self._core(credentials, options)
        return listed((yield from core.call(create_trackers.request(body=body), create_trackers.parse)))

    @operation
    def list(self, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[builtins.list[Tracker]]:
        """All trackers."""
        from symbl_api.api.trackers import list_trackers

        core = self._core(credentials, options)
        return listed((yield from core.call(list_trackers.request(), list_trackers.parse)))

    @operation
    def find(self, name: str, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[Tracker | None]:
        """The tracker of that name, None if there is none."""
        from symbl_api.api.trackers import list_trackers

        from .errors import NotFoundError

        core = self._core(credentials, options)
        try:
            found = yield from core.call(list_trackers.request(name=name), list_trackers.parse)
        except NotFoundError:  # which of the two a server answers is not stated
            return None
        return next((tracker for tracker in listed(found) if tracker.name == name), None)

    @operation
    def get(self, tracker_id: str | int, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[Tracker]:
        """The tracker of that id."""
        from symbl_api.api.trackers import get_tracker

        check_id(tracker_id, "tracker_id")
        core = self._core(credentials, options)
        return (yield from core.call(get_tracker.request(tracker_id), get_tracker.parse)).tracker

    @operation
    def update(
        self,
        tracker_id: str | int,
        name: str,
        vocabulary: Iterable[str],
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[Tracker]:
        """Renames a tracker and adds phrases to it; the phrases that it has stay.

        Not repeated after a lost answer, because it adds. `patch` can remove.
        """
        from symbl_api.api.trackers import update_tracker

        check_id(tracker_id, "tracker_id")
        body = {"id": str(tracker_id), "name": name, "vocabulary": words(vocabulary, "vocabulary")}
        check_tracker(body, "tracker")
        core = self._core(credentials, options)
        return (yield from core.call(update_tracker.request(tracker_id, body=body), update_tracker.parse)).tracker

    @operation
    def patch(
        self,
        tracker_id: str | int,
        changes: Iterable[Mapping[str, Any] | TrackerPatch],
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[Tracker]:
        """Makes changes in order, all or none: dicts with `op`, `path` and `value` (§19.4).

        `op` is `add`, `replace` or `remove`; `path` is `/name`, `/description`, `/categories`, `/languages`,
        `/vocabulary` or `/excludeVocabulary`.
        """
        from symbl_api.api.trackers import patch_tracker
        from symbl_api.models import TrackerPatch

        check_id(tracker_id, "tracker_id")
        body = [mapping(to_wire(change), f"changes[{index}]") for index, change in enumerate(changes)]
        if not body:
            raise ValueError("changes must not be empty")
        for index, change in enumerate(body):
            check_body(TrackerPatch, change, f"changes[{index}]")
        core = self._core(credentials, options)
        return (yield from core.call(patch_tracker.request(tracker_id, body=body), patch_tracker.parse)).tracker

    @operation
    def delete(self, tracker_id: str | int, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[Deleted]:
        """Deletes a tracker. What it found in conversations stays."""
        from symbl_api.api.trackers import delete_tracker

        check_id(tracker_id, "tracker_id")
        core = self._core(credentials, options)
        return (yield from core.call(delete_tracker.request(tracker_id), delete_tracker.parse))


class StoredTrackers(BaseStoredTrackers[Conversation], Namespace):
    """Trackers of a `Symbl` client. Its calls block."""


class AsyncStoredTrackers(BaseStoredTrackers[AsyncConversation], AsyncNamespace):
    """Trackers of an `AsyncSymbl` client. Its calls are awaited."""


def words(value: Any, name: str) -> list[Any] | None:
    """A list of what was given; a single word is a slip that would be spelled out letter by letter."""
    if value is None:
        return None
    if isinstance(value, (str, bytes)):
        raise TypeError(f"{name} must be a list of str, not a {type(value).__name__}")
    return list(value)


def check_tracker(body: Any, place: str) -> None:
    """Refuses what the rules of §18.1 forbid and can be seen here."""
    from symbl_api.models import TrackerRequest

    check_body(TrackerRequest, body, place)
    if not body["name"].strip():
        raise ValueError(f"{place}.name must not be empty")
    vocabulary: list[str] = body["vocabulary"]
    if not vocabulary:
        raise ValueError(f"{place}.vocabulary must not be empty")
    known: set[str] = set()
    for phrase in vocabulary:
        if phrase in known:
            raise ValueError(f"{place}.vocabulary has {phrase!r} twice")
        known.add(phrase)


def listed(answer: Trackers) -> list[Tracker]:
    """The trackers of an answer, which may wrap a single one (§20, 33)."""
    return [*(answer.trackers or []), *([answer.tracker] if answer.tracker else [])]
