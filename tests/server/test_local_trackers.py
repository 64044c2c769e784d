"""Stored trackers: kept, changed, and used by the jobs that ask for them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from accounts import Account, login

import symbl_local
from symbl_local.writers import BusyError, Writers

ONE, MANY = "/v1/manage/tracker", "/v1/manage/trackers"
GONE = {"message": "The trackerId is either invalid or does not exist."}
PRICE = {"name": "Price", "vocabulary": ["how much", "cost"]}


def create(account: Account, name: str = "Price", *vocabulary: str, **members: Any) -> dict[str, Any]:
    body = {"name": name, "vocabulary": vocabulary or ["how much"], **members}
    return account.ok("POST", ONE, json=body)["tracker"]


def names(account: Account, **query: str) -> list[str]:
    return [tracker["name"] for tracker in account.ok("GET", MANY, params=query)["trackers"]]


def found(account: Account, *texts: str, **parameters: Any) -> dict[str, list[str]]:
    """The phrases that came up, by the names of their trackers."""
    conversation_id = account.process(*texts, **parameters)
    return {
        tracker["name"]: [match["value"] for match in tracker["matches"]]
        for tracker in account.read(conversation_id, "/trackers-detected")
    }


def refusal(response: httpx.Response, status: int = 400) -> str:
    assert response.status_code == status, response.text
    return str(response.json()["message"])


def test_create_read_delete(account: Account) -> None:
    response = account.call("POST", ONE, json=PRICE)
    assert response.status_code == 201
    tracker = response.json()["tracker"]
    assert tracker["createdOn"] == tracker["updatedOn"]
    assert {"name": tracker["name"], "vocabulary": tracker["vocabulary"]} == PRICE
    for path in (ONE, MANY):
        assert account.ok("GET", f"{path}/{tracker['id']}") == {"tracker": tracker}
    assert account.ok("GET", MANY) == {"trackers": [tracker]}
    done = account.ok("DELETE", f"{ONE}/{tracker['id']}")
    assert done == {"id": tracker["id"], "type": "tracker", "deleted": True}
    for method, body in (("GET", None), ("DELETE", None), ("PUT", {"id": tracker["id"], **PRICE})):
        response = account.call(method, f"{ONE}/{tracker['id']}", json=body)
        assert (response.status_code, response.json()) == (404, GONE)
    assert account.call("PATCH", f"{MANY}/{tracker['id']}", json=[NAMED]).status_code == 404
    assert account.ok("GET", MANY) == {"trackers": []}


NAMED = {"op": "replace", "path": "/name", "value": "Cost"}


def test_several_and_by_name(account: Account) -> None:
    made = account.call("POST", MANY, json=[PRICE, {"name": "price", "vocabulary": ["dear"]}])
    assert made.status_code == 201
    assert [tracker["name"] for tracker in made.json()["trackers"]] == ["Price", "price"]
    assert names(account) == ["Price", "price"]
    assert names(account, name="price") == ["price"]
    assert names(account, name="PRICE") == []


def test_several_or_none(account: Account) -> None:
    create(account, "Taken")
    response = account.call("POST", MANY, json=[PRICE, {"name": "Taken", "vocabulary": ["x"]}])
    assert refusal(response, 409) == "[1].name: there is a tracker of this name"
    response = account.call("POST", MANY, json=[PRICE, PRICE])
    assert refusal(response, 409) == "[1].name: there is a tracker of this name"
    response = account.call("POST", MANY, json=[PRICE, {"name": "x", "vocabulary": ["a!"]}])
    assert refusal(response).startswith("[1].vocabulary[0]: only . ' and - may stand")
    assert names(account) == ["Taken"]


def test_accounts_see_their_own(account: Account, stranger: Account) -> None:
    tracker = create(account)
    assert names(stranger) == []
    create(stranger)  # the same name
    for method, body in (("GET", None), ("DELETE", None), ("PUT", {"id": tracker["id"], **PRICE})):
        assert stranger.call(method, f"{ONE}/{tracker['id']}", json=body).status_code == 404
    body = {"messages": [], "trackers": [{"id": tracker["id"]}]}
    assert stranger.call("POST", "/v1/process/text", json=body).status_code == 400
    assert found(stranger, "How much?", enableAllTrackers=True) == {"Price": ["how much"]}
    assert names(account) == ["Price"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": None}, "name: missing"),
        ({"name": " "}, "name: must not be blank"),
        ({"name": 5}, "name: expected a string, not a number"),
        ({"name": "x" * 257}, "name: expected at most 256 characters, not 257"),
        ({"vocabulary": None}, "vocabulary: missing"),
        ({"vocabulary": []}, "vocabulary: expected at least one phrase"),
        ({"vocabulary": "cost"}, "vocabulary: expected a list, not a string"),
        ({"vocabulary": ["a", "b", "a"]}, "vocabulary[2]: this phrase comes twice"),
        ({"vocabulary": ["a", ""]}, "vocabulary[1]: expected a word"),
        ({"vocabulary": [" -.'"]}, "vocabulary[0]: expected a word"),
        ({"vocabulary": ["10%"]}, "vocabulary[0]: only . ' and - may stand beside letters, digits and blanks, not '%'"),
        ({"vocabulary": ["a\nb"]}, "vocabulary[0]: only . ' and - may stand"),
        ({"excludeVocabulary": ["a,b"]}, "excludeVocabulary[0]: only . ' and - may stand"),
        ({"languages": ["english"]}, "languages[0]: expected a language and a region, such as en-US"),
        ({"categories": "sales"}, "categories: expected a list, not a string"),
        ({"description": "x" * 513}, "description: expected at most 512 characters, not 513"),
    ],
)
def test_rules(account: Account, change: dict[str, Any], message: str) -> None:
    tracker = create(account, "Other")
    body = PRICE | change
    assert refusal(account.call("POST", ONE, json=body)).startswith(message)
    assert refusal(account.call("POST", MANY, json=[PRICE, body])).startswith(f"[1].{message}")
    body |= {"id": tracker["id"]}
    assert refusal(account.call("PUT", f"{ONE}/{tracker['id']}", json=body)).startswith(message)
    assert names(account) == ["Other"]


def test_bodies_of_another_kind(account: Account) -> None:
    assert refusal(account.call("POST", ONE, json=[PRICE])) == "The body must be a JSON object."
    assert refusal(account.call("POST", MANY, json=PRICE)) == "The body must be a JSON list."
    assert refusal(account.call("POST", MANY, json=[])) == "expected at least one tracker"
    assert refusal(account.call("POST", MANY, content=b"")).startswith("not JSON")
    assert refusal(account.call("POST", MANY, json=[5])) == "[0]: expected an object, not a number"


def test_what_may_stand_in_a_phrase(account: Account) -> None:
    phrases = ["we're", "e.g. this", "state-of-the-art", "größer als 10", "価格", "cost", "Cost"]
    assert create(account, "All", *phrases)["vocabulary"] == phrases


def test_other_members_come_back(account: Account) -> None:
    more = {
        "description": "What it costs.",
        "categories": ["sales"],
        "languages": ["en-US"],
        "excludeVocabulary": ["at no cost"],
    }
    tracker = create(account, **more)
    assert {name: tracker[name] for name in more} == more
    assert account.ok("GET", f"{ONE}/{tracker['id']}")["tracker"] == tracker


def test_put_adds_before_what_there_is(account: Account) -> None:
    tracker = create(account, "Price", "cost", "how much", description="Stays.")
    body = {"id": int(tracker["id"]), "name": "Prices", "vocabulary": ["dear", "cost", "cheap"]}
    changed = account.ok("PUT", f"{ONE}/{tracker['id']}", json=body)["tracker"]
    assert changed["vocabulary"] == ["dear", "cost", "cheap", "how much"]
    assert (changed["name"], changed["id"], changed["description"]) == ("Prices", tracker["id"], "Stays.")
    assert changed["createdOn"] == tracker["createdOn"] <= changed["updatedOn"]
    body = {"id": tracker["id"], "name": "Prices", "vocabulary": ["new"], "description": "Goes."}
    changed = account.ok("PUT", f"{MANY}/{tracker['id']}", json=body)["tracker"]
    assert (changed["vocabulary"][:2], changed["description"]) == (["new", "dear"], "Goes.")
    assert account.ok("GET", f"{ONE}/{tracker['id']}")["tracker"] == changed


def test_put_of_another(account: Account) -> None:
    tracker, other = create(account), create(account, "Other")
    path = f"{ONE}/{tracker['id']}"
    assert refusal(account.call("PUT", path, json={"id": other["id"], **PRICE})) == "id: expected the id in the path"
    assert refusal(account.call("PUT", path, json=PRICE)) == "id: missing"
    taken = {"id": tracker["id"], "name": "Other", "vocabulary": ["x"]}
    assert refusal(account.call("PUT", path, json=taken), 409) == "name: there is a tracker of this name"
    assert account.ok("GET", path)["tracker"] == tracker
    assert refusal(account.call("POST", ONE, json=PRICE), 409) == "name: there is a tracker of this name"


def test_patch(account: Account) -> None:
    tracker = create(account, "Price", "cost", "how much", categories=["a"])
    patches = [
        {"op": "replace", "path": "/name", "value": "Prices"},
        {"op": "add", "path": "/description", "value": "What it costs."},
        {"op": "add", "path": "/vocabulary", "value": ["dear", "cost"]},
        {"op": "remove", "path": "/vocabulary", "value": "how much"},
        {"op": "remove", "path": "/categories"},
        {"op": "replace", "path": "/languages", "value": ["en-US"]},
        {"op": "add", "path": "/excludeVocabulary", "value": "at no cost"},
    ]
    changed = account.ok("PATCH", f"{MANY}/{tracker['id']}", json=patches)["tracker"]
    assert account.ok("GET", f"{MANY}/{tracker['id']}")["tracker"] == changed
    del changed["createdOn"], changed["updatedOn"]
    assert changed == {
        "id": tracker["id"],
        "name": "Prices",
        "vocabulary": ["cost", "dear"],
        "excludeVocabulary": ["at no cost"],
        "description": "What it costs.",
        "categories": [],
        "languages": ["en-US"],
    }
    again = account.ok("PATCH", f"{MANY}/{tracker['id']}", json=[{"op": "remove", "path": "/description"}])
    assert "description" not in again["tracker"]


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        ({"op": "move", "path": "/name", "value": "x"}, "[1].op: expected add, replace or remove"),
        ({"op": "add", "path": "/id", "value": "x"}, "[1].path: expected one of /name, /vocabulary,"),
        ({"op": "add", "path": "name", "value": "x"}, "[1].path: expected one of"),
        ({"op": "add", "path": "/name"}, "[1].value: missing"),
        ({"op": "replace", "path": "/name", "value": ["x"]}, "[1].value: expected a string, not a list"),
        ({"op": "remove", "path": "/name"}, "[1].op: a tracker has a name"),
        ({"op": "remove", "path": "/vocabulary"}, "[1].vocabulary: expected at least one phrase"),
        ({"op": "add", "path": "/vocabulary", "value": "50%"}, "[1].value: only . ' and - may stand"),
        ({"op": "add", "path": "/vocabulary", "value": ["a", "a"]}, "[1].value[1]: this phrase comes twice"),
        ({"op": "replace", "path": "/excludeVocabulary", "value": ["a", "."]}, "[1].value[1]: expected a word"),
        ({"op": "add", "path": "/languages", "value": "english"}, "[1].value: expected a language and a region"),
        ({"op": "replace", "path": "/name", "value": " "}, "[1].value: must not be blank"),
        ({"op": "add", "path": "/description", "value": "x" * 513}, "[1].value: expected at most 512 characters"),
        ({"op": "add", "path": "/vocabulary", "value": 5}, "[1].value: expected a string, not a number"),
        ({"path": "/name", "value": "x"}, "[1].op: missing"),
    ],
)
def test_wrong_patches_change_nothing(account: Account, patch: dict[str, Any], message: str) -> None:
    tracker = create(account)
    response = account.call("PATCH", f"{MANY}/{tracker['id']}", json=[NAMED, patch])
    assert refusal(response).startswith(message)
    assert names(account) == ["Price"]


def test_patch_to_a_name_that_is_taken(account: Account) -> None:
    tracker = create(account)
    create(account, "Cost")
    response = account.call("PATCH", f"{MANY}/{tracker['id']}", json=[NAMED])
    assert refusal(response, 409) == "name: there is a tracker of this name"
    assert refusal(account.call("PATCH", f"{MANY}/{tracker['id']}", json=[])) == (
        "The body must have at least one change."
    )


def test_five_hundred(account: Account) -> None:
    drafts = [{"name": f"Tracker {number}", "vocabulary": ["x"]} for number in range(499)]
    account.ok("POST", MANY, json=drafts)
    response = account.call("POST", MANY, json=[PRICE, {"name": "b", "vocabulary": ["x"]}])
    assert refusal(response, 409) == "There would be more than 500 trackers in this account."
    tracker = create(account, "the last")
    assert refusal(account.call("POST", ONE, json=PRICE), 409).startswith("There would be more than 500")
    account.ok("DELETE", f"{ONE}/{tracker['id']}")
    create(account)


# -- large and at once ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def roomy() -> Iterator[symbl_local.LocalServer]:
    with symbl_local.serve(any_credentials=True) as server:
        yield server


def large(name: str, size: int) -> bytes:
    """A tracker of so many bytes."""
    head, tail = f'{{"name": "{name}", "vocabulary": ["'.encode(), b'"]}'
    words = b'", "'.join(b"word %07d" % number for number in range(2**16))
    return head + words[: size - len(head) - len(tail)].rsplit(b'", "', 1)[0] + tail


def test_a_megabyte(roomy: symbl_local.LocalServer) -> None:
    with login(roomy, "large", "x") as account:
        assert account.call("POST", ONE, content=large("a", 2**20)).status_code == 201
        body = large("b", 2**20)
        too_large = body + b" " * (2**20 + 1 - len(body))
        for method, path in (("POST", ONE), ("POST", MANY), ("PUT", f"{ONE}/1"), ("PATCH", f"{MANY}/1")):
            response = account.call(method, path, content=too_large)
            assert refusal(response, 413) == "The body is larger than 1048576 bytes."
        assert names(account) == ["a"]


def test_many_changes_of_a_long_list(roomy: symbl_local.LocalServer) -> None:
    """With a look at all phrases for each change, or for each that is removed, this would take hours."""
    with login(roomy, "patient", "x") as account:
        phrases = [f"{number:x}" for number in range(80_000)]
        path = f"{MANY}/{create(account, 'Long', *phrases)['id']}"
        changes = [{"op": "add", "path": "/vocabulary", "value": f"new {number}"} for number in range(10_000)]
        account.ok("PATCH", path, json=changes)
        removal = {"op": "remove", "path": "/vocabulary", "value": phrases[40_000:]}
        changed = account.ok("PATCH", path, json=[removal])["tracker"]
        assert changed["vocabulary"] == phrases[:40_000] + [change["value"] for change in changes]


def test_one_writer_at_a_time(roomy: symbl_local.LocalServer) -> None:
    """Two large requests at once: one is worked off, the other is told to come again. Nothing is half done."""
    with login(roomy, "writers", "x") as account, ThreadPoolExecutor(8) as threads:
        made: list[str] = []
        for turn in range(20):
            start = threading.Barrier(8)

            def write(name: str, start: threading.Barrier = start) -> httpx.Response:
                start.wait()
                return account.call("POST", ONE, content=large(name, 2**20))

            wanted = [f"{turn} {number}" for number in range(8)]
            answers = dict(zip(wanted, threads.map(write, wanted), strict=True))
            made += [name for name, answer in answers.items() if answer.status_code == 201]
            refused = [answer for answer in answers.values() if answer.status_code != 201]
            if refused:
                break
        assert {answer.status_code for answer in refused} == {429}
        assert refused[0].headers["Retry-After"] == "1"
        assert refused[0].json()["statusCode"] == 429
        assert refused[0].json()["message"].startswith("Another tracker of this account is being created or updated;")
        assert sorted(names(account)) == sorted(made)
        create(account)  # nobody is in the way any more


def test_writers() -> None:
    writers = Writers()
    with writers.alone("a"):
        with pytest.raises(BusyError), writers.alone("a"):
            raise AssertionError
        with writers.alone("b"), pytest.raises(BusyError), writers.alone("a"):
            raise AssertionError
    with pytest.raises(ValueError, match="x"), writers.alone("a"):
        raise ValueError("x")
    with writers.alone("a"):
        pass


# -- used by jobs -----------------------------------------------------------------------------------------


def test_by_id_and_all(account: Account) -> None:
    price = create(account, "Price", "how much")
    create(account, "Place", "where")
    texts = "And how much?", "And where?"
    assert found(account, *texts) == {}
    assert found(account, *texts, trackers=[{"id": price["id"]}]) == {"Price": ["how much"]}
    assert found(account, *texts, trackers=[{"id": int(price["id"])}]) == {"Price": ["how much"]}
    everything = {"Price": ["how much"], "Place": ["where"]}
    assert found(account, *texts, enableAllTrackers=True) == everything
    assert found(account, *texts, enableAllTracker="true") == everything
    inline = {"name": "Word", "vocabulary": ["and"]}
    both = found(account, *texts, trackers=[inline, {"id": price["id"]}], enableAllTrackers=True)
    assert both == {"Word": ["and"], **everything}
    [tracker] = account.read(account.process("How much?", trackers=[{"id": price["id"]}]), "/trackers-detected")
    assert tracker["id"] == price["id"]


def test_an_id_with_phrases_is_an_inline_tracker(account: Account) -> None:
    price = create(account, "Price", "how much")
    own = {"id": price["id"], "name": "Mine", "vocabulary": ["where"]}
    assert found(account, "How much?", "And where?", trackers=[own], enableAllTrackers=True) == {"Mine": ["where"]}


@pytest.mark.parametrize("path", ["/v1/process/text", "/v1/process/audio/url", "/v1/process/audio"])
def test_an_unknown_id(account: Account, path: str) -> None:
    trackers = '[{"name": "a", "vocabulary": ["b"]}, {"id": "1"}]'
    body: dict[str, Any] = {"json": {"messages": [], "url": "http://127.0.0.1:9/a.wav"}}
    if path.endswith("audio"):
        body = {"content": b"RIFF"}
    response = account.call("POST", path, params={"trackers": trackers}, **body)
    assert refusal(response) == "trackers[1].id: no tracker of this id is stored"
    assert account.ok("GET", "/v1/conversations")["conversations"] == []


def test_a_job_uses_what_was_stored_when_it_was_accepted() -> None:
    with symbl_local.serve(analyzer="scripted:ScriptedAnalyzer", job_delay=0.3) as server, login(server) as account:
        price, place = create(account, "Price", "how much"), create(account, "Place", "where")
        first, _ = account.submit("SLEEP 0.5")
        jobs = [
            account.submit("And how much?", "And where?", to=first, trackers=[{"id": price["id"]}])[1],
            account.submit("And how much?", "And where?", to=first, enableAllTrackers=True)[1],
        ]
        body = {"id": price["id"], "name": "Other", "vocabulary": ["and"]}
        account.ok("PUT", f"{ONE}/{price['id']}", json=body)
        account.ok("DELETE", f"{ONE}/{place['id']}")
        for job_id in jobs:
            assert account.ok("GET", f"/v1/job/{job_id}")["status"] == "scheduled"
        for job_id in jobs:
            account.wait(job_id)
        found = account.read(first, "/trackers-detected")
        assert [(one["name"], [match["value"] for match in one["matches"]]) for one in found] == [
            ("Price", ["how much"]),
            ("Place", ["where"]),
        ]
        assert [len(one["matches"][0]["messageRefs"]) for one in found] == [2, 1]


def test_a_key_repeats_the_first_answer_though_the_tracker_is_gone(account: Account) -> None:
    tracker = create(account)
    body = {"messages": [], "trackers": [{"id": tracker["id"]}]}
    headers = {"Idempotency-Key": "one"}
    first = account.ok("POST", "/v1/process/text", json=body, headers=headers)
    account.ok("DELETE", f"{ONE}/{tracker['id']}")
    assert account.ok("POST", "/v1/process/text", json=body, headers=headers) == first


def test_excluded_phrases(account: Account) -> None:
    create(account, "Price", "cost", excludeVocabulary=["at no cost", "Costa Rica"])
    texts = "It comes At  No cost.", "The cost is at no cost high.", "We saw Costa Rica.", "The cost."
    conversation_id = account.process(*texts, enableAllTrackers=True)
    [tracker] = account.read(conversation_id, "/trackers-detected")
    [match] = tracker["matches"]
    assert [ref["text"] for ref in match["messageRefs"]] == [texts[1], texts[3]]
    inline = {"name": "P", "vocabulary": ["cost"], "excludeVocabulary": ["no cost"]}
    assert found(account, "At no cost.", trackers=[inline]) == {}
    body = {"messages": [], "trackers": [inline | {"excludeVocabulary": ["a", 1]}]}
    message = "trackers[0].excludeVocabulary[1]: expected a string, not a number"
    assert refusal(account.call("POST", "/v1/process/text", json=body)) == message


def test_excluded_phrases_of_the_built_in_analyzer(roomy: symbl_local.LocalServer) -> None:
    with login(roomy, "excluded", "x") as account:
        create(account, "Price", "price list", excludeVocabulary=["price list of last year"])
        assert found(account, "Here is the new price list.", enableAllTrackers=True) == {"Price": ["price list"]}
        assert found(account, "Here is the price list of last year.", enableAllTrackers=True) == {}


def test_stored_trackers_survive(tmp_path: Any) -> None:
    with symbl_local.serve(data_dir=tmp_path) as server:
        with login(server) as account:
            tracker = create(account)
        server.kill()
    with symbl_local.serve(data_dir=tmp_path) as server, login(server) as account:
        assert account.ok("GET", MANY) == {"trackers": [tracker]}
