"""Entities that an account keeps and looks for in its texts (docs/contract.md §19.4)."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from accounts import Account

PATH = "/v1/manage/entities"
PLANS = {"type": "PRODUCT", "subType": "plan", "category": "Custom", "values": ["silver plan", "gold plan"]}
CARS = {"type": "Vehicle", "subType": "Honda", "values": ["HRV"]}


def keep(account: Account, *entities: dict[str, Any]) -> list[dict[str, Any]]:
    response = account.call("POST", f"{PATH}/bulk", json=list(entities))
    assert response.status_code == 201, response.text
    found: list[dict[str, Any]] = response.json()["entities"]
    return found


def kept(account: Account, **query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = account.ok("GET", PATH, params=query)["entities"]
    return found


def test_from_keeping_to_deleting(account: Account, stranger: Account) -> None:
    assert kept(account) == []
    plans, cars = keep(account, PLANS, CARS)
    assert re.fullmatch(r"\d{16}", plans["id"])
    assert plans == {"id": plans["id"], **PLANS}
    assert cars == {"id": cars["id"], "category": "Custom", **CARS}
    assert kept(account) == [plans, cars]
    assert kept(account, type="Vehicle") == kept(account, subType="Honda") == [cars]
    assert kept(account, type="Vehicle", subType="plan") == []
    assert kept(stranger) == []

    where = f"{PATH}/{cars['id']}"
    assert account.ok("GET", where) == cars
    changed = account.ok("PUT", where, json=CARS | {"values": [" CRV ", "crv", "HRV"], "category": "Mine"})
    assert changed == cars | {"values": ["CRV", "HRV"], "category": "Mine"}
    assert kept(account) == [plans, changed]
    for method in ("GET", "PUT", "DELETE"):
        assert stranger.call(method, where, json=CARS).status_code == 404
    assert account.ok("DELETE", where) == {"id": cars["id"], "type": "entity", "deleted": True}
    for method in ("GET", "PUT", "DELETE"):
        assert account.call(method, where, json=CARS).status_code == 404
    assert kept(account) == [plans]


def test_deleting_a_subtype(account: Account, stranger: Account) -> None:
    keep(stranger, PLANS)
    _, cars, _ = keep(account, PLANS, CARS, PLANS)
    assert "2 entities" in account.ok("DELETE", PATH, params={"subType": "plan"})["message"]
    assert kept(account) == [cars]
    assert "0 entities" in account.ok("DELETE", PATH, params={"subType": "plan"})["message"]
    assert len(kept(stranger)) == 1
    for query in ({}, {"subType": ""}):
        response = account.call("DELETE", PATH, params=query)
        assert (response.status_code, response.json()["message"][:9]) == (400, "subType: ")


def found(account: Account, conversation_id: str) -> list[tuple[str, str | None, str, str, int]]:
    entities = account.read(conversation_id, "/entities")["entities"]
    return [
        (one["type"], one.get("customType"), one["value"], one["text"], len(one["messageRefs"])) for one in entities
    ]


def test_they_are_found_in_later_texts(account: Account, stranger: Account) -> None:
    text = "A Gold Plan is good. The gold plan, or an hrv."
    early = account.process(text, detectEntities=True)
    plans, _ = keep(account, PLANS, CARS)
    conversation_id = account.process(text, detectEntities=True)
    assert sorted(found(account, conversation_id)) == [
        ("custom", "PRODUCT", "gold plan", "Gold Plan", 2),
        ("custom", "Vehicle", "HRV", "hrv", 1),
    ]
    assert found(account, early) == []
    assert found(account, account.process(text)) == []  # nobody asked for entities
    assert found(stranger, stranger.process(text, detectEntities=True)) == []
    # What the request looks for itself counts before what is kept.
    mine = [{"customType": "Tier", "text": "gold PLAN", "value": "gold"}]
    with_mine = account.process(text, detectEntities=True, entities=mine)
    assert ("custom", "Tier", "gold", "Gold Plan", 2) in found(account, with_mine)
    assert len(found(account, with_mine)) == 2
    account.ok("DELETE", f"{PATH}/{plans['id']}")
    account.process("Another gold plan.", to=conversation_id, detectEntities=True)
    assert ("custom", "PRODUCT", "gold plan", "Gold Plan", 2) in found(account, conversation_id)


def test_those_count_that_are_kept_when_a_job_is_accepted(account: Account) -> None:
    [plans] = keep(account, PLANS)
    conversation_id, first = account.submit("SLEEP 0.5")
    _, second = account.submit("The gold plan.", to=conversation_id, detectEntities=True)
    account.ok("DELETE", f"{PATH}/{plans['id']}")
    account.wait(first)
    account.wait(second)
    assert [entity[2] for entity in found(account, conversation_id)] == ["gold plan"]


def test_the_text_engine_finds_them_with_its_own(listener: Account) -> None:
    keep(listener, PLANS)
    conversation_id = listener.process("We sold the gold plan for 500 dollars.", detectEntities=True)
    kinds = {entity[0]: entity[1] for entity in found(listener, conversation_id)}
    assert kinds["custom"] == "PRODUCT"
    assert len(kinds) > 1


@pytest.mark.parametrize(
    ("entity", "place"),
    [
        (7, ""),
        ({}, "type: "),
        (PLANS | {"type": ""}, "type: "),
        (PLANS | {"type": 7}, "type: "),
        (PLANS | {"type": "x" * 129}, "type: "),
        (PLANS | {"subType": None}, "subType: "),
        (PLANS | {"subType": " "}, "subType: "),
        (PLANS | {"category": ""}, "category: "),
        (PLANS | {"values": None}, "values: "),
        (PLANS | {"values": "gold"}, "values: "),
        (PLANS | {"values": []}, "values: "),
        (PLANS | {"values": ["gold", ""]}, "values[1]: "),
        (PLANS | {"values": ["gold", "silver", "gold"]}, "values[2]: "),
        (PLANS | {"values": ["x" * 257]}, "values[0]: "),
    ],
)
def test_what_is_refused(account: Account, entity: Any, place: str) -> None:
    [plans] = keep(account, PLANS)
    response = account.call("POST", f"{PATH}/bulk", json=[PLANS, entity])
    assert response.status_code == 400
    assert response.json()["message"].startswith(f"[1].{place}" if place else "[1]: ")
    response = account.call("PUT", f"{PATH}/{plans['id']}", json=entity)
    assert response.status_code == 400
    assert response.json()["message"].startswith(place)
    assert kept(account) == [plans]  # none of them


def test_an_account_keeps_a_thousand_values(account: Account) -> None:
    many = [PLANS | {"values": [f"value {number} {part}" for number in range(250)]} for part in range(4)]
    [*_, last] = keep(account, *many)
    for response in (
        account.call("POST", f"{PATH}/bulk", json=[CARS]),
        account.call("PUT", f"{PATH}/{last['id']}", json=PLANS | {"values": [str(number) for number in range(251)]}),
    ):
        assert (response.status_code, "1000" in response.json()["message"]) == (409, True)
    assert len(kept(account)) == 4
    assert kept(account)[3] == last
    account.ok("PUT", f"{PATH}/{last['id']}", json=PLANS)
    keep(account, CARS)


def test_very_many_values_are_refused_soon(listener: Account) -> None:
    """With a look at all earlier values for each this would take hours."""
    response = listener.call("POST", f"{PATH}/bulk", json=[PLANS | {"values": [str(n) for n in range(500_000)]}])
    assert response.status_code == 409


def test_methods_and_shapes(account: Account) -> None:
    assert account.call("POST", f"{PATH}/bulk", json=PLANS).status_code == 400
    assert account.call("POST", f"{PATH}/bulk", json=[]).status_code == 400
    assert account.call("POST", f"{PATH}/bulk", content=b"[").status_code == 400
    assert account.call("POST", PATH, json=[PLANS]).status_code == 405
    assert account.call("GET", f"{PATH}/bulk").status_code == 405
    assert account.call("POST", f"{PATH}/1", json=PLANS).status_code == 405
    assert httpx.get(f"{account.http.base_url}{PATH}").status_code == 401
