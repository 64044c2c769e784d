"""Every documented example: none is left out, each answer is read and each request accepted.

The documentation has more examples than are at hand, so variants of them are made up too.
"""

from __future__ import annotations

import csv
import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import symbl
import symbl_local
from symbl_api import StatusError
from symbl_api.models import JobEvent
from tests.description import SHARED, Operation
from tests.models.test_description_examples import dropped, response, wire
from tests.models.test_models import normal
from tests.server.accounts import Account, login
from tests.server.sounds import say, wav

from .conftest import NUMBER
from .sending import OPERATIONS, Ids, make_things, path_of, takes_file

BY_NAME = {operation.name: operation for operation in OPERATIONS}
MISSING = "the documented examples are not at hand"
CLIP = wav(say(1, seconds=0.2, pause=0.1))


class Row(NamedTuple):
    file: str
    operation: str
    kind: str

    def read(self) -> Any:
        return json.loads((SHARED / self.file).read_text())

    @property
    def whole(self) -> str:
        """The operation itself, for a fragment, and for the call that starts and stops calls."""
        name = self.operation.removesuffix("-part")
        return "connect-endpoint" if name == "stop-endpoint" else name


def rows() -> list[Row]:
    index = Path(SHARED / "INDEX.csv")
    if not index.exists():
        return []
    with index.open(newline="") as file:
        return [Row(one["file"], one["operation"], one["kind"]) for one in csv.DictReader(file)]


ROWS = rows()


def cases(*kinds: str) -> Any:
    found = [pytest.param(row, id=row.file) for row in ROWS if row.kind in kinds]
    return pytest.mark.parametrize("row", found or [pytest.param(None, marks=pytest.mark.skip(reason=MISSING))])


@pytest.mark.skipif(not ROWS, reason=MISSING)
def test_none_is_left_out() -> None:
    assert {row.kind for row in ROWS} == {"request", "response", "error", "webhook"}
    assert {row.whole for row in ROWS if row.kind in ("request", "response")} <= BY_NAME.keys()
    assert {row.operation for row in ROWS if row.kind in ("error", "webhook")} <= {"any", "process", *BY_NAME}
    assert len(ROWS) == len(list(SHARED.glob("*.json")))


# ---------------------------------------------------------------------------------------------- answers

AT = "2020-07-21T16:04:19.990Z"
ELEMENTS: dict[str, tuple[str, Any]] = {
    "get-messages": ("messages", {"id": "1", "text": "x", "conversationId": "2", "startTime": AT, "endTime": AT}),
    "get-topics": ("topics", {"id": "1", "text": "x", "score": 1, "messageIds": []}),
    "get-entities": ("entities", {"type": "x"}),
}
"""The list that a fragment of an answer is an element of, and what an element cannot do without."""


def answer(row: Row) -> Any:
    """The whole answer that an example is, or is a part of."""
    value = row.read()
    if not row.operation.endswith("-part"):
        return value
    if row.whole == "get-trackers-detected":
        return [{"id": "1", "name": "x", "matches": [value]}]
    name, needed = ELEMENTS[row.whole]
    elements = value[name] if isinstance(value, dict) and name in value else value
    elements = elements if isinstance(elements, list) else [elements]
    return {name: [{**needed, **element} for element in elements]}


@cases("response")
def test_answers_are_read_with_nothing_lost(row: Row) -> None:
    operation = BY_NAME[row.whole]
    module = importlib.import_module(
        f"symbl_api.api.{operation.tag.replace('-', '_')}.{operation.name.replace('-', '_')}"
    )
    value = answer(row)
    assert normal(wire(module.parse(response(200, value)))) == normal(dropped(value))


@cases("error")
def test_errors_are_read(row: Row) -> None:
    value = row.read()
    names = [row.operation] if row.operation in BY_NAME else list(BY_NAME)
    for operation in (BY_NAME[name] for name in names):
        tag = operation.tag.replace("-", "_")
        module = importlib.import_module(f"symbl_api.api.{tag}.{operation.name.replace('-', '_')}")
        with pytest.raises(StatusError) as caught:
            module.parse(response(value.get("statusCode", 404), value))
        assert caught.value.error is not None
        assert caught.value.error.to_dict() == value


@cases("webhook")
def test_webhooks_are_read(row: Row) -> None:
    value = row.read()
    assert JobEvent.from_dict(value).to_dict() == value
    event = symbl.webhooks.unwrap(json.dumps(value), {}, allow_unsigned=True)
    assert (event.job_id, event.status) == (value["jobId"], value["status"])


# --------------------------------------------------------------------------------------------- requests


@pytest.fixture(scope="module")
def things(server: symbl_local.LocalServer) -> Iterator[tuple[Account, Ids]]:
    with login(server, "documented", "secret") as account:
        yield account, make_things(account)


IDS = {"put-member": "memberId", "update-tracker": "trackerId", "update-group": "groupId"}


def fitted(row: Row, account: Account, ids: Ids) -> Any:
    """The request with ids of what is there, and with something in the place of placeholders."""
    value = row.read()
    if row.whole in IDS:
        value["id"] = ids[IDS[row.whole]]
    if row.operation in ("post-text-part", "put-text-part"):  # a member of a message, or of the body
        value = (
            {"messages": [], **value} if "trackers" in value else {"messages": [{"payload": {"content": "x"}, **value}]}
        )
    if row.operation.endswith("-url-part"):
        value = {"url": "http://127.0.0.1:9/a.mp4", **value}
    for name in ("url", "webhookUrl"):
        if isinstance(value, dict) and not value.get(name, "http").startswith("http"):
            value[name] = "http://127.0.0.1:9/placeholder"
    if row.whole == "connect-endpoint":
        value = dialled({"operation": "start", "endpoint": {"type": "pstn"}, **value})
    for tracker in value.get("trackers", ()) if isinstance(value, dict) else ():
        if set(tracker) == {"id"}:
            tracker["id"] = ids["trackerId"]
    for one in value if isinstance(value, list) else [value]:
        if row.whole in ("create-tracker", "create-trackers", "update-tracker"):
            for tracker in account.ok("GET", "/v1/manage/trackers", params={"name": one["name"]})["trackers"]:
                if tracker["id"] != ids["trackerId"]:
                    account.ok("DELETE", f"/v1/manage/tracker/{tracker['id']}")
    return value


def dialled(value: Any) -> Any:
    """A call that this machine can make, in a language that its recogniser knows."""
    endpoint = value["endpoint"] or {"type": "pstn"}
    if endpoint["type"] == "pstn":
        endpoint["phoneNumber"] = NUMBER
    else:
        endpoint["uri"] = "sip:8002@sip.example.com"
    if "dtmf" in endpoint:
        endpoint["dtmf"] = re.sub(r"\$?\{?[A-Za-z_]+\}?", "12", endpoint["dtmf"])
    for action in value.get("actions") or ():
        action["parameters"]["emails"] = [
            email if "@" in email else "ana@example.com" for email in action["parameters"]["emails"]
        ]
    if value.get("languages"):
        value["languages"] = ["en-GB"]
    return {**value, "endpoint": endpoint}


def send(account: Account, operation: Operation, ids: Ids, value: Any) -> Any:
    path = path_of(operation, ids)
    if takes_file(operation):
        words = {name: json.dumps(one) if not isinstance(one, str) else one for name, one in value.items()}
        return account.ok(operation.method, path, params=words, content=CLIP)
    return account.ok(operation.method, path, json=value)


@cases("request")
def test_requests_are_accepted(things: tuple[Account, Ids], row: Row) -> None:
    account, ids = things
    operation = BY_NAME[row.whole]
    assert send(account, operation, ids, fitted(row, account, ids))


# --------------------------------------------------------------------------------------------- variants

FLAGS = ("detectPhrases", "detectEntities", "enableAllTrackers", "enableAllTracker", "enableSummary")
ENTITY = {"customType": "Company", "text": "acme"}
TRACKER = {"name": "Greeting", "vocabulary": ["hello"]}


def spelled(value: Any) -> st.SearchStrategy[Any]:
    """A value as it is, and in the other forms in which it is documented somewhere."""
    if isinstance(value, bool):
        return st.sampled_from([value, str(value).lower(), None])
    return st.sampled_from([value, json.dumps(value), value[0], None])


PARAMETERS = st.fixed_dictionaries(
    {},
    optional={
        **{flag: st.booleans().flatmap(spelled) for flag in FLAGS},
        "entities": spelled([ENTITY]),
        "trackers": spelled([TRACKER]),
        "confidenceThreshold": st.sampled_from([0, 0.3, 0.5, 0.66, 1, 1.0, None]),
        "name": st.sampled_from(["Meeting", "", None]),
        "conversationType": st.sampled_from([["sales"], "sales"]),
        "features": st.sampled_from([{"featureList": ["callScore"]}, {"featureList": []}, {}]),
        "metadata": st.sampled_from([{"salesStage": "qualification", "prospectName": "Acme"}, {}]),
        "timezoneOffset": st.sampled_from([0, -480]),
    },
)
TIMES = st.sampled_from(["2020-07-21T16:04:19.99Z", "2020-07-21T16:04:19Z", "2020-07-21T18:04:19.990123+02:00", None])
MESSAGES = st.lists(
    st.fixed_dictionaries(
        {"payload": st.fixed_dictionaries({"content": st.sampled_from(["Hello there.", "", "Is it?"])})},
        optional={
            "from": st.sampled_from([{}, {"name": "Ana"}, {"userId": "ana@x.y", "name": "Ana"}, {"userId": 5}, None]),
            "duration": st.dictionaries(st.sampled_from(["startTime", "endTime", "StartTime", "EndTime"]), TIMES),
        },
    ),
    max_size=3,
)

once = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@once
@given(MESSAGES, PARAMETERS, st.booleans())
def test_variants_of_texts(things: tuple[Account, Ids], messages: Any, parameters: Any, in_query: bool) -> None:
    account, _ = things
    if in_query:
        words = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in parameters.items()
            if name not in ("conversationType", "timezoneOffset")
        }
        words = {name: word for name, word in words.items() if word != "null" or name in ("entities", "trackers")}
        account.ok("POST", "/v1/process/text", json={"messages": messages}, params=words)
    else:
        account.ok("POST", "/v1/process/text", json={"messages": messages, **parameters})


@once
@given(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["verbose-text-summary", "audio-summary", "video-summary"])},
        optional={
            **{name: st.just("https://example.com/a%20b.mp3?x=1&y#z") for name in ("audioUrl", "audioURL", "videoURL")},
            "logo": st.sampled_from(["https://example.com/l.png", None]),
            "color": st.dictionaries(
                st.sampled_from(["background", "topicsFilter", "insightsFilter"]),
                st.sampled_from(["#0A2136", "#fff", "#aabbcc"]),
            ),
            "font": st.sampled_from([{}, {"family": "Open Sans"}, {"family": "roboto"}]),
            "summaryURLExpiresIn": st.sampled_from([0, 1, 2592000, 3600.0, None]),
            "readOnly": st.booleans().flatmap(spelled),
            "enableCustomDomain": st.booleans(),
            "disableSummaryURLAuthentication": st.booleans(),
            "speakerAvatarURLs": st.sampled_from([{}, {"9d6d34d9": "https://gravatar.com/a?s=400&d=robohash&r=x"}]),
        },
    )
)
def test_variants_of_experiences(things: tuple[Account, Ids], body: Any) -> None:
    account, ids = things
    made = account.ok("POST", f"/v1/conversations/{ids['conversationId']}/experiences", json=body)
    assert made["name"] == body["name"]


@once
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "type": st.sampled_from(["started_speaking", "stopped_speaking"]),
                "user": st.sampled_from([{"id": "1", "name": "Ana", "email": "ana@x.y"}, {"userId": "bo@x.y"}]),
                "offset": st.fixed_dictionaries(
                    {}, optional={"seconds": st.integers(0, 10**7), "nanos": st.sampled_from([0, 5_000_000_000])}
                ),
            }
        ),
        max_size=6,
    )
)
def test_variants_of_speaker_events(things: tuple[Account, Ids], events: Any) -> None:
    account, ids = things
    answer = account.ok("PUT", f"/v1/conversations/{ids['conversationId']}/speakers", json={"speakerEvents": events})
    assert set(answer) == {"message"}


def test_null_as_text_is_no_parameter(things: tuple[Account, Ids]) -> None:
    account, _ = things
    names = ("entities", "trackers", "channelMetadata", "customVocabulary", "features", "metadata")
    for number in range(len(names) + 1):
        query = dict.fromkeys(names[:number], "null")
        account.ok("POST", "/v1/process/audio", content=CLIP, params={**query, "detectEntities": "true"})


def test_metadata_with_odd_names(things: tuple[Account, Ids]) -> None:
    account, ids = things
    metadata = {"": "a", "\0": "b", "\0x": "c", "a\0b": "d", "a": "e", "日": "f"}
    path = f"/v1/conversations/{ids['conversationId']}"
    assert account.ok("PUT", path, json={"metadata": metadata})["metadata"] == metadata
    assert account.ok("GET", path)["metadata"] == metadata
