"""Entities that an account keeps (docs/contract.md §19.4)."""

from __future__ import annotations

from typing import Any

from starlette.convertors import Convertor, register_url_convertor
from starlette.routing import Route

from symbl_api.models import ManagedEntityRequest
from symbl_api.types import list_of
from symbl_local import managed
from symbl_local.managed import MOST_VALUES, Kept, ManagedEntity, TooManyValuesError
from symbl_local.server.accept import decoded, read_list, read_object
from symbl_local.server.call import Answer, Call, route
from symbl_local.server.errors import ApiError

__all__ = ["routes"]

_LONGEST = 128
_LONGEST_VALUE = 256


def list_entities(call: Call) -> Answer:
    """``GET /v1/manage/entities``: all, or those of the `type` and `subType` in the query."""
    kind, sub_type = call.query.get("type"), call.query.get("subType")
    with call.services.store.reading() as db:
        found = managed.all_of(db, call.account, kind=kind, sub_type=sub_type)
    return Answer({"entities": [_view(entity) for entity in found]})


def create_entities(call: Call) -> Answer:
    """``POST /v1/manage/entities/bulk``: all of them or none."""
    requests = decoded(list_of(ManagedEntityRequest.from_dict), read_list(call.body))
    if not requests:
        raise ApiError(400, "Expected at least one entity.")
    found = [_kept(request, f"[{index}].") for index, request in enumerate(requests)]
    with call.services.store.writing() as db:
        try:
            made = managed.add(db, call.account, found)
        except TooManyValuesError:
            raise _too_many() from None
    return Answer({"entities": [_view(entity) for entity in made]}, 201)


def delete_entities(call: Call) -> Answer:
    """``DELETE /v1/manage/entities?subType=``: all of that subtype; none is no error."""
    sub_type = call.query.get("subType", "")
    if not sub_type.strip():
        raise ApiError(400, "subType: missing")
    with call.services.store.writing() as db:
        found = managed.all_of(db, call.account, sub_type=sub_type)
        managed.remove(db, found)
    return Answer({"message": f"{len(found)} entities are deleted."})


def get_entity(call: Call) -> Answer:
    """``GET /v1/manage/entities/{entityId}``"""
    return Answer(_view(_found(call)))


def update_entity(call: Call) -> Answer:
    """``PUT /v1/manage/entities/{entityId}``: all of it, as for a new one."""
    kept = _kept(decoded(ManagedEntityRequest.from_dict, read_object(call.body)), "")
    with call.services.store.writing() as db:
        entity = ManagedEntity(_found(call).id, kept)
        try:
            managed.put(db, call.account, entity)
        except TooManyValuesError:
            raise _too_many() from None
    return Answer(_view(entity))


def delete_entity(call: Call) -> Answer:
    """``DELETE /v1/manage/entities/{entityId}``"""
    with call.services.store.writing() as db:
        entity = _found(call)
        managed.remove(db, [entity])
    return Answer({"id": entity.id, "type": "entity", "deleted": True})


def _found(call: Call) -> ManagedEntity:
    with call.services.store.reading() as db:
        entity = managed.find(db, call.account, call.ids["entityId"])
    if entity is None:
        raise ApiError(404, "The entity id is either invalid or does not exist.")
    return entity


def _kept(request: ManagedEntityRequest, place: str) -> Kept:
    """What to keep; of values that differ in case only, the first."""
    category = "Custom" if request.category is None else request.category
    for name, text in (("type", request.type), ("subType", request.sub_type), ("category", category)):
        _check(f"{place}{name}", text, _LONGEST)
    if not request.values:
        raise ApiError(400, f"{place}values: expected at least one")
    known: set[str] = set()
    values: dict[str, str] = {}
    for index, value in enumerate(request.values):
        _check(f"{place}values[{index}]", value, _LONGEST_VALUE)
        if value in known:
            raise ApiError(400, f"{place}values[{index}]: comes twice")
        known.add(value)
        values.setdefault(value.strip().casefold(), value.strip())
    return Kept(type=request.type, sub_type=request.sub_type, category=category, values=tuple(values.values()))


def _check(place: str, text: str, longest: int) -> None:
    if not text.strip():
        raise ApiError(400, f"{place}: must not be empty")
    if len(text) > longest:
        raise ApiError(400, f"{place}: longer than {longest} characters")


def _too_many() -> ApiError:
    return ApiError(409, f"An account may keep {MOST_VALUES} values in all.")


def _view(entity: ManagedEntity) -> dict[str, Any]:
    kept = entity.kept
    return {
        "id": entity.id,
        "type": kept.type,
        "subType": kept.sub_type,
        "category": kept.category,
        "values": list(kept.values),
    }


class _EntityId(Convertor[str]):
    """The id of an entity, which ``bulk`` is not."""

    regex = "(?!bulk$)[^/]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("entity_id", _EntityId())

routes: list[Route] = [
    route("/v1/manage/entities", GET=list_entities, DELETE=delete_entities),
    route("/v1/manage/entities/bulk", POST=create_entities),
    route("/v1/manage/entities/{entityId:entity_id}", GET=get_entity, PUT=update_entity, DELETE=delete_entity),
]
