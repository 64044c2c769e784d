"""Groups of conversations (docs/contract.md §18.2)."""

from __future__ import annotations

import unicodedata
from typing import Any

from symbl_api.errors import DecodeError
from symbl_api.models import GroupRequest, GroupUpdate
from symbl_api.types import list_of
from symbl_local import groups
from symbl_local.groups import GroupDraft, StoredGroup
from symbl_local.server.accept import decoded, read_list, read_object
from symbl_local.server.call import Answer, Call, route
from symbl_local.server.errors import ApiError
from symbl_local.server.listing import check_criteria, page

__all__ = ["routes"]

_LONGEST_NAME = 128
_LONGEST_DESCRIPTION = 512


def create_group(call: Call) -> Answer:
    """``POST /v1/manage/group``"""
    draft = decoded(_new, read_object(call.body))
    with call.services.store.writing() as db:
        [group] = groups.add(db, call.account, [draft])
    return Answer({"group": _view(group)}, 201)


def create_groups(call: Call) -> Answer:
    """``POST /v1/manage/groups``: all of them or none."""
    drafts = decoded(_several, read_list(call.body))
    with call.services.store.writing() as db:
        made = groups.add(db, call.account, drafts)
    return Answer({"groups": [_view(group) for group in made]}, 201)


def list_groups(call: Call) -> Answer:
    """``GET /v1/manage/groups``"""
    with call.services.store.reading() as db:
        return Answer({"groups": [_view(group) for group in groups.stored(db, call.account)]})


def get_group(call: Call) -> Answer:
    """``GET /v1/manage/group/{groupId}``"""
    return Answer({"group": _view(_found(call))})


def update_group(call: Call) -> Answer:
    """``PUT /v1/manage/group/{groupId}``: what is not given is no more."""
    group_id = call.ids["groupId"]
    update = decoded(GroupUpdate.from_dict, read_object(call.body))
    if update.id != group_id:
        raise ApiError(400, "id: expected the id in the path")
    draft = decoded(_checked, update)
    with call.services.store.writing() as db:
        if not groups.change(db, call.account, group_id, draft):
            raise _no_group()
    return Answer({"group": _view(StoredGroup(id=group_id, draft=draft))})


def delete_group(call: Call) -> Answer:
    """``DELETE /v1/manage/group/{groupId}``: its conversations stay."""
    group_id = call.ids["groupId"]
    with call.services.store.writing() as db:
        if not groups.remove(db, call.account, group_id):
            raise _no_group()
    return Answer({"id": group_id, "type": "group", "deleted": True})


def list_group_conversations(call: Call) -> Answer:
    """``GET /v1/groups/{groupId}/conversations``: those that meet the criteria and the query."""
    return page(call, _found(call).draft.criteria)


def _found(call: Call) -> StoredGroup:
    with call.services.store.reading() as db:
        group = groups.find(db, call.account, call.ids["groupId"])
    if group is None:
        raise _no_group()
    return group


def _no_group() -> ApiError:
    return ApiError(404, "The groupId is either invalid or does not exist.")


def _several(bodies: list[Any]) -> list[GroupDraft]:
    if not bodies:
        raise DecodeError("expected at least one group")
    return list_of(_new)(bodies)


def _new(body: Any) -> GroupDraft:
    return _checked(GroupRequest.from_dict(body))


def _checked(request: GroupRequest | GroupUpdate) -> GroupDraft:
    name = request.name
    if not name.strip():
        raise DecodeError("must not be blank", "$.name")
    if len(name) > _LONGEST_NAME:
        raise DecodeError(f"expected at most {_LONGEST_NAME} characters, not {len(name)}", "$.name")
    wrong = next((one for one in name if one not in ' -_"' and unicodedata.category(one)[0] not in "LMN"), None)
    if wrong:
        reason = 'only letters, digits, blanks, -, _ and " may stand in a name'
        raise DecodeError(f"{reason}, not {wrong!r}", "$.name")
    description = request.description
    if description and len(description) > _LONGEST_DESCRIPTION:
        reason = f"expected at most {_LONGEST_DESCRIPTION} characters, not {len(description)}"
        raise DecodeError(reason, "$.description")
    check_criteria(request.criteria)
    return GroupDraft(name=name, criteria=request.criteria, description=description)


def _view(group: StoredGroup) -> dict[str, Any]:
    draft = group.draft
    view = {"id": group.id, "name": draft.name, "description": draft.description, "criteria": draft.criteria}
    return {name: value for name, value in view.items() if value is not None}


routes = [
    route("/v1/manage/group", POST=create_group),
    route("/v1/manage/groups", GET=list_groups, POST=create_groups),
    route("/v1/manage/group/{groupId}", GET=get_group, PUT=update_group, DELETE=delete_group),
    route("/v1/groups/{groupId}/conversations", GET=list_group_conversations),
]
