"""Stored trackers (docs/contract.md §18.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
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
    return list_of(_new)(bodies)


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
    _check_text("name", draft.name, "$.name")
    _check_text("description", draft.description or "", "$.description")
    if not draft.vocabulary:
        raise DecodeError("expected at least one phrase", "$.vocabulary")
    for name in ("vocabulary", "excludeVocabulary", "languages"):
        words = getattr(draft, _ATTRIBUTES[name]) or ()
        _check_words(_ATTRIBUTES[name], words, partial("$.{}[{}]".format, name))
    return draft


def _check_text(attribute: str, text: str, path: str) -> None:
    if attribute == "name" and not text.strip():
        raise DecodeError("must not be blank", path)
    most = _LONGEST_NAME if attribute == "name" else _LONGEST_DESCRIPTION
    if len(text) > most:
        raise DecodeError(f"expected at most {most} characters, not {len(text)}", path)


def _check_words(attribute: str, words: Sequence[str], place: Callable[[int], str]) -> None:
    """Refuse what may not be in a list; `place` is the path of the word with that index."""
    known: set[str] = set()
    for index, word in enumerate(words):
        if attribute == "languages" and not _LANGUAGE.fullmatch(word):
            raise DecodeError("expected a language and a region, such as en-US", place(index))
        if attribute in ("vocabulary", "exclude"):
            wrong = next((one for one in word if one not in " .'-" and unicodedata.category(one)[0] not in "LMN"), None)
            if wrong:
                reason = f"only . ' and - may stand beside letters, digits and blanks, not {wrong!r}"
                raise DecodeError(reason, place(index))
            if not any(one.isalnum() for one in word):
                raise DecodeError("expected a word", place(index))
            if word in known:
                raise DecodeError("this phrase comes twice", place(index))
            known.add(word)


def _patched(draft: TrackerDraft, patches: Sequence[TrackerPatch]) -> TrackerDraft:
    """The draft with these changes. Of a long list only what is new is looked at, however many changes there are."""
    texts: dict[str, str | None] = {}
    lists: dict[str, dict[str, None]] = {}
    for index, patch in enumerate(patches):
        try:
            attribute = _attribute(patch)
            if attribute in ("name", "description"):
                texts[attribute] = _text(patch, attribute)
            else:
                if attribute not in lists:
                    lists[attribute] = dict.fromkeys(getattr(draft, attribute) or ())
                _change_list(lists[attribute], patch, attribute)
        except DecodeError as error:
            raise error.inside(f"[{index}]") from None
    changed: Json = {**texts, **{attribute: tuple(words) for attribute, words in lists.items()}}
    return replace(draft, **changed)


def _attribute(patch: TrackerPatch) -> str:
    attribute = _ATTRIBUTES.get(patch.path.removeprefix("/"))
    if attribute is None or not patch.path.startswith("/"):
        raise DecodeError(f"expected one of {', '.join(f'/{known}' for known in _ATTRIBUTES)}", "$.path")
    if patch.op not in ("add", "replace", "remove"):
        raise DecodeError("expected add, replace or remove", "$.op")
    if patch.op != "remove" and patch.value is None:
        raise DecodeError("missing", "$.value")
    return attribute


def _text(patch: TrackerPatch, attribute: str) -> str | None:
    if isinstance(patch.value, list):
        raise DecodeError("expected a string, not a list", "$.value")
    if patch.op == "remove" and attribute == "name":
        raise DecodeError("a tracker has a name", "$.op")
    value = None if patch.op == "remove" else patch.value
    _check_text(attribute, value or "", "$.value")
    return value


def _change_list(known: dict[str, None], patch: TrackerPatch, attribute: str) -> None:
    """`add` puts words behind those of a list, `remove` takes those given out, or everything if none are."""
    value = patch.value
    words = [value] if isinstance(value, str) else value or []
    if patch.op == "remove":
        for word in words:
            known.pop(word, None)
    else:
        _check_words(attribute, words, lambda index: "$.value" if isinstance(value, str) else f"$.value[{index}]")
    if patch.op == "replace" or value is None:
        known.clear()
    if patch.op != "remove":
        known.update(dict.fromkeys(words))
    if attribute == "vocabulary" and not known:
        raise DecodeError("expected at least one phrase", "$.vocabulary")


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
