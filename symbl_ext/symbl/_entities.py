"""Entities that are kept for all conversations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from symbl_api.types import to_wire

from ._arguments import check_body, check_id, mapping
from ._core import Options
from ._flow import Flow, operation
from ._namespace import AsyncNamespace, BaseNamespace, Namespace
from .conversation import AsyncConversation, BaseConversation, Conversation

if TYPE_CHECKING:
    import builtins

    from symbl_api.models import Deleted, Done, ManagedEntity, ManagedEntityRequest

__all__ = ["AsyncManagedEntities", "ManagedEntities"]

C = TypeVar("C", bound=BaseConversation[Any])


class BaseManagedEntities(BaseNamespace[C], Generic[C]):
    """Keeps entities that jobs with `detectEntities` look for (docs/contract.md §19.4).

    An entity is a dict with `type`, `subType`, `values` (the words to look for) and perhaps `category`, or a
    `symbl_api.models.ManagedEntityRequest`.
    """

    @operation
    def create_many(
        self,
        entities: Iterable[Mapping[str, Any] | ManagedEntityRequest],
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[builtins.list[ManagedEntity]]:
        """Keeps entities; all of them or none."""
        from symbl_api.api.managed_entities import create_managed_entities

        body = [checked(entity, f"entities[{index}]") for index, entity in enumerate(entities)]
        if not body:
            raise ValueError("entities must not be empty")
        request = create_managed_entities.request(body=body)
        core = self._core(credentials, options)
        return (yield from core.call(request, create_managed_entities.parse)).entities

    @operation
    def list(self, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[builtins.list[ManagedEntity]]:
        """All entities."""
        from symbl_api.api.managed_entities import list_managed_entities

        core = self._core(credentials, options)
        return (yield from core.call(list_managed_entities.request(), list_managed_entities.parse)).entities

    @operation
    def get(self, entity_id: str | int, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[ManagedEntity]:
        """The entity of that id."""
        from symbl_api.api.managed_entities import get_managed_entity

        check_id(entity_id, "entity_id")
        core = self._core(credentials, options)
        return (yield from core.call(get_managed_entity.request(entity_id), get_managed_entity.parse))

    @operation
    def update(
        self,
        entity_id: str | int,
        entity: Mapping[str, Any] | ManagedEntityRequest,
        *,
        credentials: Any = None,
        **options: Unpack[Options],
    ) -> Flow[ManagedEntity]:
        """Replaces an entity."""
        from symbl_api.api.managed_entities import update_managed_entity

        check_id(entity_id, "entity_id")
        request = update_managed_entity.request(entity_id, body=checked(entity, "entity"))
        core = self._core(credentials, options)
        return (yield from core.call(request, update_managed_entity.parse))

    @operation
    def delete(self, entity_id: str | int, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[Deleted]:
        """Deletes an entity."""
        from symbl_api.api.managed_entities import delete_managed_entity

        check_id(entity_id, "entity_id")
        core = self._core(credentials, options)
        return (yield from core.call(delete_managed_entity.request(entity_id), delete_managed_entity.parse))

    @operation
    def delete_sub_type(self, sub_type: str, *, credentials: Any = None, **options: Unpack[Options]) -> Flow[Done]:
        """Deletes the entities of one finer type."""
        from symbl_api.api.managed_entities import delete_managed_entities

        check_id(sub_type, "sub_type")
        request = delete_managed_entities.request(sub_type=sub_type)
        core = self._core(credentials, options)
        return (yield from core.call(request, delete_managed_entities.parse))


class ManagedEntities(BaseManagedEntities[Conversation], Namespace):
    """Entities of a `Symbl` client. Its calls block."""


class AsyncManagedEntities(BaseManagedEntities[AsyncConversation], AsyncNamespace):
    """Entities of an `AsyncSymbl` client. Its calls are awaited."""


def checked(entity: Any, place: str) -> dict[str, Any]:
    from symbl_api.models import ManagedEntityRequest

    body = mapping(to_wire(entity), place)
    check_body(ManagedEntityRequest, body, place)
    if not body["values"]:
        raise ValueError(f"{place}.values must not be empty")
    return body
