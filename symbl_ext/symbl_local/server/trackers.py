"""Stored trackers (docs/contract.md §18.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from symbl_api.errors import DecodeError
from symbl_api.models import TrackerPatch, TrackerRequest
from symbl_api.types import identifier, list_of
from symbl_local import trackers
from symbl_local.server.accept import decoded, read_list, read_object
from symbl_local.server.call import Answer, Call, route
from symbl_local.server.errors import ApiError
from symbl_local.times import now, wire
from symbl_local.trackers import NameTakenError, StoredTracker, TooManyTrackersError, TrackerDraft
from symbl_local.writers import BusyError

__all__ = ["routes"]

Json = dict[str, Any]

_LARGEST_BODY = 2**20
_LONGEST_NAME = 256
_LONGEST_DESCRIPTION = 512
_LANGUAGE = re.compile(r"[a-z]{2}-[A-Z]{2}")


def create_tracker(call: Call) -> Answer:
    """``POST /v1/manage/tracker``"""
    with _alone(call):
        [tracker] = _add(call, [decoded(_new, read_object(call.body))], bulk=False)
    return Answer({"tracker": _view(tracker)}, 201)


def create_trackers(call: Call) -> Answer:
    """``POST /v1/manage/trackers``: all of them or none."""
    with _alone(call):
        made = _add(call, decoded(_several, read_list(call.body)), bulk=True)
    return Answer({"trackers": [_view(tracker) for tracker in made]}, 201)


def list_trackers(call: Call) -> Answer:
    """``GET /v1/manage/trackers``; `name` asks for the one of that very name."""
    with call.services.store.reading() as db:
        found = trackers.stored(db, call.account, call.query.get("name"))
    return Answer({"trackers": [_view(tracker) for tracker in found]})


def get_tracker(call: Call) -> Answer:
    """``GET /v1/manage/tracker/{trackerId}``"""
    with call.services.store.reading() as db:
        tracker = trackers.find(db, call.account, call.ids["trackerId"])
    if tracker is None:
        raise _no_tracker()
    return Answer({"tracker": _view(tracker)})


def update_tracker(call: Call) -> Answer:
    """``PUT /v1/manage/tracker/{trackerId}``: a name, and phrases that come before those that it has."""
    with _alone(call):
        body = read_object(call.body)
        given = decoded(_new, body)
        if decoded(_id, body) != call.ids["trackerId"]:
            raise ApiError(400, "id: expected the id in the path")

        def merged(before: TrackerDraft) -> TrackerDraft:
            vocabulary = tuple(dict.fromkeys((*given.vocabulary, *before.vocabulary)))
            said = {name: value for name in _OPTIONAL.values() if (value := getattr(given, name)) is not None}
            return replace(before, name=given.name, vocabulary=vocabulary, **said)

        return _changed(call, merged)


def patch_tracker(call: Call) -> Answer:
    """``PATCH /v1/manage/trackers/{trackerId}``: changes made in order, all of them or none."""
    with _alone(call):
        patches = decoded(list_of(TrackerPatch.from_dict), read_list(call.body))
        if not patches:
            raise ApiError(400, "The body must have at least one change.")
        return _changed(call, lambda before: decoded(lambda draft: _patched(draft, patches), before))


def delete_tracker(call: Call) -> Answer:
    """``DELETE /v1/manage/tracker/{trackerId}``: what it found stays."""
    tracker_id = call.ids["trackerId"]
    with call.services.store.writing() as db:
        if not trackers.remove(db, call.account, tracker_id):
            raise _no_tracker()
    return Answer({"id": tracker_id, "type": "tracker", "deleted": True})


@contextmanager
def _alone(call: Call) -> Generator[None]:
    try:
        with call.services.writers.alone(call.account):
            yield
    except BusyError:
        message = "Another tracker of this account is being created or updated; there is a limit of `1` at a time."
        raise ApiError(429, message, {"Retry-After": "1"}, statusCode=429) from None


def _add(call: Call, drafts: Sequence[TrackerDraft], *, bulk: bool) -> list[StoredTracker]:
    try:
        with call.services.store.writing() as db:
            return trackers.add(db, call.account, drafts, now())
    except NameTakenError as error:
        raise _taken(f"[{error.index}].name" if bulk else "name") from None
    except TooManyTrackersError:
        raise ApiError(409, f"There would be more than {trackers.MOST} trackers in this account.") from None


def _changed(call: Call, change: Callable[[TrackerDraft], TrackerDraft]) -> Answer:
    try:
        with call.services.store.writing() as db:
            tracker = trackers.find(db, call.account, call.ids["trackerId"])
            if tracker is None:
                raise _no_tracker()
            return Answer({"tracker": _view(trackers.change(db, tracker, change(tracker.draft), now()))})
    except NameTakenError:
        raise _taken("name") from None


def _taken(place: str) -> ApiError:
    return ApiError(409, f"{place}: there is a tracker of this name")


def _no_tracker() -> ApiError:
    return ApiError(404, "The trackerId is either invalid or does not exist.")


# -- rules ------------------------------------------------------------------------------------------------

_OPTIONAL = {
    "excludeVocabulary": "exclude",
    "description": "description",
    "categories": "categories",
    "languages": "languages",
}
_ATTRIBUTES = {"name": "name", "vocabulary": "vocabulary", **_OPTIONAL}


def _id(body: Json) -> str:
    if "id" not in body:
        raise DecodeError("missing", "$.id")
    try:
        return identifier(body["id"])
    except DecodeError as error:
        raise error.inside(".id") from None


def _several(bodies: list[Any]) -> list[TrackerDraft]:
    if not bodies:
        raise DecodeError("expected at least one tracker")
    drafts: list[TrackerDraft] = []
    for index, body in enumerate(bodies):
        try:
            drafts.append(_new(body))
        except DecodeError as error:
            raise error.inside(f"[{index}]") from None
    return drafts


def _new(body: Any) -> TrackerDraft:
    request = TrackerRequest.from_dict(body)
    return _checked(
        TrackerDraft(
            name=request.name,
            vocabulary=tuple(request.vocabulary),
            exclude=_tuple(request.exclude_vocabulary),
            description=request.description,
            categories=_tuple(request.categories),
            languages=_tuple(request.languages),
        )
    )


def _tuple(words: list[str] | None) -> tuple[str, ...] | None:
    return None if words is None else tuple(words)


def _checked(draft: TrackerDraft) -> TrackerDraft:
    if not draft.name.strip():
        raise DecodeError("must not be blank", "$.name")
    _check_length(draft.name, _LONGEST_NAME, "$.name")
    _check_length(draft.description or "", _LONGEST_DESCRIPTION, "$.description")
    if not draft.vocabulary:
        raise DecodeError("expected at least one phrase", "$.vocabulary")
    _check_phrases(draft.vocabulary, "$.vocabulary")
    _check_phrases(draft.exclude or (), "$.excludeVocabulary")
    for index, code in enumerate(draft.languages or ()):
        if not _LANGUAGE.fullmatch(code):
            raise DecodeError("expected a language and a region, such as en-US", f"$.languages[{index}]")
    return draft


def _check_length(text: str, most: int, path: str) -> None:
    if len(text) > most:
        raise DecodeError(f"expected at most {most} characters, not {len(text)}", path)


def _check_phrases(phrases: Sequence[str], path: str) -> None:
    known: set[str] = set()
    for index, phrase in enumerate(phrases):
        place = f"{path}[{index}]"
        wrong = next((one for one in phrase if one not in " .'-" and unicodedata.category(one)[0] not in "LMN"), None)
        if wrong:
            raise DecodeError(f"only . ' and - may stand beside letters, digits and blanks, not {wrong!r}", place)
        if not any(one.isalnum() for one in phrase):
            raise DecodeError("expected a word", place)
        if phrase in known:
            raise DecodeError("this phrase comes twice", place)
        known.add(phrase)


def _patched(draft: TrackerDraft, patches: Sequence[TrackerPatch]) -> TrackerDraft:
    for index, patch in enumerate(patches):
        try:
            draft = _checked(_patched_once(draft, patch))
        except DecodeError as error:
            raise DecodeError(error.reason, f"$[{index}]" + error.path[1:]) from None
    return draft


def _patched_once(draft: TrackerDraft, patch: TrackerPatch) -> TrackerDraft:
    """`add` puts words behind those of a list, `remove` takes those given out, or everything if none are."""
    name, value = patch.path.removeprefix("/"), patch.value
    attribute = _ATTRIBUTES.get(name)
    if attribute is None or not patch.path.startswith("/"):
        raise DecodeError(f"expected one of {', '.join(f'/{known}' for known in _ATTRIBUTES)}", "$.path")
    if patch.op not in ("add", "replace", "remove"):
        raise DecodeError("expected add, replace or remove", "$.op")
    if patch.op != "remove" and value is None:
        raise DecodeError("missing", "$.value")
    if attribute in ("name", "description"):
        if isinstance(value, list):
            raise DecodeError("expected a string, not a list", "$.value")
        changed: Any = None if patch.op == "remove" else value
        if changed is None and attribute == "name":
            raise DecodeError("a tracker has a name", "$.op")
        return replace(draft, **{attribute: changed})
    before: tuple[str, ...] = getattr(draft, attribute) or ()
    words = (value,) if isinstance(value, str) else tuple(value or ())
    if patch.op == "add":
        changed = (*before, *(word for word in words if word not in before))
    elif patch.op == "replace":
        changed = words
    else:
        changed = () if value is None else tuple(word for word in before if word not in words)
    return replace(draft, **{attribute: changed})


def _view(tracker: StoredTracker) -> Json:
    draft = tracker.draft
    view: Json = {"id": tracker.id}
    view |= {name: getattr(draft, attribute) for name, attribute in _ATTRIBUTES.items()}
    view |= {"createdOn": wire(tracker.created), "updatedOn": wire(tracker.updated)}
    return {name: value for name, value in view.items() if value is not None}


routes = [
    route("/v1/manage/tracker", most=_LARGEST_BODY, POST=create_tracker),
    route("/v1/manage/trackers", most=_LARGEST_BODY, GET=list_trackers, POST=create_trackers),
    route(
        "/v1/manage/tracker/{trackerId}",
        most=_LARGEST_BODY,
        GET=get_tracker,
        PUT=update_tracker,
        DELETE=delete_tracker,
    ),
    route(
        "/v1/manage/trackers/{trackerId}",
        most=_LARGEST_BODY,
        GET=get_tracker,
        PUT=update_tracker,
        PATCH=patch_tracker,
        DELETE=delete_tracker,
    ),
]
