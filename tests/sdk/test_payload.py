"""What a text submission sends: the documented form of whatever spelling was given, nothing that cannot be right."""

from __future__ import annotations

import copy
import datetime
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import symbl
from symbl import Symbl
from symbl._payload import text_body
from symbl_api.models import CustomEntity, InlineTracker, Speaker, TextMessage, TextPayload, TextRequest, TimeSpan
from symbl_local import LocalServer

from .driving import PAYLOAD, both, drive
from .script import ScriptedServer

MESSAGES = PAYLOAD["messages"]

NAMES = {
    "name": st.text(max_size=8),
    "confidenceThreshold": st.floats(0, 1) | st.sampled_from([0, 1]),
    "detectPhrases": st.booleans(),
    "detectEntities": st.booleans(),
    "enableAllTrackers": st.booleans(),
    "enableSummary": st.booleans(),
    "webhookUrl": st.just("http://127.0.0.1/hook"),
    "entities": st.lists(
        st.fixed_dictionaries({"customType": st.text(max_size=4), "text": st.text(max_size=4)}), max_size=3
    ),
    "trackers": st.lists(
        st.fixed_dictionaries({"name": st.text(max_size=4), "vocabulary": st.lists(st.text(max_size=4), max_size=2)}),
        max_size=2,
    ),
}
SNAKE = {
    "confidenceThreshold": "confidence_threshold",
    "detectPhrases": "detect_phrases",
    "detectEntities": "detect_entities",
    "enableAllTrackers": "enable_all_trackers",
    "enableSummary": "enable_summary",
    "webhookUrl": "webhook_url",
}
UNKNOWN = st.dictionaries(
    st.text("xyz", min_size=1, max_size=4), st.none() | st.booleans() | st.integers() | st.text(max_size=4), max_size=2
)
OPTIONS = st.fixed_dictionaries({}, optional=NAMES)
TIMES = st.datetimes(timezones=st.just(datetime.UTC)).map(lambda time: time.isoformat().replace("+00:00", "Z"))
TURNS = st.lists(
    st.fixed_dictionaries(
        {"payload": st.fixed_dictionaries({"content": st.text()})},
        optional={
            "from": st.fixed_dictionaries({}, optional={"name": st.text(max_size=4), "userId": st.text(max_size=4)}),
            "duration": st.fixed_dictionaries({"startTime": TIMES}, optional={"endTime": TIMES}),
        },
    ),
    max_size=4,
)


def respelled(value: Any, draw: st.DataObject) -> Any:
    """The same in another allowed spelling, where there is one."""
    if isinstance(value, bool) and draw.draw(st.booleans()):
        return str(value).lower()
    if isinstance(value, list) and len(value) == 1 and draw.draw(st.booleans()):
        return value[0]
    if isinstance(value, list) and draw.draw(st.booleans()):
        return json.dumps(value)
    return value


@settings(deadline=None)
@given(TURNS, OPTIONS, OPTIONS, UNKNOWN, st.data())
def test_every_spelling_is_sent_in_the_documented_one(
    turns: list[Any], in_payload: dict[str, Any], beside: dict[str, Any], unknown: dict[str, Any], data: st.DataObject
) -> None:
    payload = {name: respelled(value, data) for name, value in in_payload.items()}
    parameters = {name: respelled(value, data) for name, value in beside.items()}
    for given_here in (payload, parameters):
        if "entities" in given_here and data.draw(st.booleans()):
            given_here["customEntities"] = given_here.pop("entities")
    if data.draw(st.booleans()):
        parameters = {SNAKE.get(name, name): value for name, value in parameters.items()}
    messages = copy.deepcopy(turns)
    for message in messages:
        if "duration" in message and data.draw(st.booleans()):
            message["duration"]["StartTime"] = message["duration"].pop("startTime")
    payload = {**unknown, **payload, "messages": messages}
    before = copy.deepcopy((payload, parameters))
    body = text_body(payload, parameters)
    assert (payload, parameters) == before, "what the caller has is not modified"
    extra = {name: value for name, value in unknown.items() if value is not None}
    assert body == {**beside, **extra, **in_payload, "messages": turns}
    assert text_body(body, None) == body
    model = TextRequest.from_dict(body)
    assert TextRequest.from_dict(text_body(model, None)) == model


@settings(deadline=None)
@given(st.text(max_size=20) | st.sampled_from(["null", "[]", "{}", "true", "[null]"]))
def test_a_list_that_is_a_string(text: str) -> None:
    """It is the JSON text of one, or it is refused."""
    try:
        body = text_body({**PAYLOAD, "entities": text}, None)
    except (TypeError, ValueError) as error:
        assert "payload.entities" in str(error)
    else:
        assert isinstance(body["entities"], list)


@pytest.mark.parametrize(
    "payload",
    [
        {"messages": [TextMessage(payload=TextPayload(content="Hello."))]},
        {"messages": ({"payload": {"content": "Hello."}},)},
        {"messages": {"payload": {"content": "Hello."}}},
        {"messages": [{"payload": TextPayload(content="Hello.")}]},
        {"messages": json.dumps(MESSAGES)},
        TextRequest(messages=[TextMessage(payload=TextPayload(content="Hello."))]),
        TextRequest(messages=MESSAGES),  # pyright: ignore
    ],
)
def test_models_and_lists_of_all_kinds(payload: Any) -> None:
    assert text_body(payload, None) == PAYLOAD


def test_models_beside_the_payload() -> None:
    parameters = {
        "custom_entities": CustomEntity(custom_type="Animal", text="cat"),
        "trackers": [InlineTracker(name="Pets", vocabulary=["cat"])],
    }
    body = text_body(PAYLOAD, parameters)
    assert body["entities"] == [{"customType": "Animal", "text": "cat"}]
    assert body["trackers"] == [{"name": "Pets", "vocabulary": ["cat"]}]


def test_times_of_models() -> None:
    start = datetime.datetime(2020, 1, 2, 3, 4, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    turn = TextMessage(
        payload=TextPayload(content="x"),
        from_=Speaker(name="Ann", user_id="a@x.y"),
        duration=TimeSpan(start_time=start),
    )
    [message] = text_body(TextRequest(messages=[turn]), None)["messages"]
    assert message["from"] == {"name": "Ann", "userId": "a@x.y"}
    assert message["duration"]["startTime"] == "2020-01-02T02:04:05.000Z"


def test_parameters_give_way_to_the_payload() -> None:
    body = text_body(
        {**PAYLOAD, "name": "a", "customEntities": []}, {"name": "b", "entities": [{}], "enableSummary": True}
    )
    assert body == {**PAYLOAD, "name": "a", "entities": [], "enableSummary": True}


def test_slips_of_the_documentation() -> None:
    message = {**MESSAGES[0], "duration": {"StartTime": "2020-01-01T00:00:00Z", "EndTime": "2020-01-01T00:00:01Z"}}
    body = text_body({"messages": [message], "enableAllTracker": "true"}, None)
    assert body["enableAllTrackers"] is True
    assert "enableAllTracker" not in body
    assert set(body["messages"][0]["duration"]) == {"startTime", "endTime"}


def test_none_is_absent() -> None:
    assert text_body({**PAYLOAD, "name": None, "entities": None, "unknown": None}, {"trackers": None}) == PAYLOAD
    assert text_body({**PAYLOAD, "name": None}, {"name": "beside"}) == {**PAYLOAD, "name": "beside"}


@pytest.mark.parametrize("value", [0, 0.0, 0.3, 0.5, 1])
def test_confidence_threshold_is_sent_unchanged(value: float) -> None:
    assert text_body(PAYLOAD, {"confidenceThreshold": value})["confidenceThreshold"] == value


DEEP: dict[str, Any] = {}
CYCLE: dict[str, Any] = {"messages": MESSAGES}
CYCLE["self"] = CYCLE
for _ in range(5000):
    DEEP = {"a": DEEP}

MISTAKES: list[tuple[type[Exception], str, Any]] = [
    (ValueError, r"payload\.messages: missing", {"name": "x"}),
    (ValueError, r"payload\.messages: missing", {"messages": None}),
    (TypeError, r"payload\.messages: expected a list", {"messages": 5}),
    (TypeError, r"payload\.messages: expected a list", {"messages": "Hello."}),
    (TypeError, r"payload\.messages: expected a list", {"messages": "5"}),
    (TypeError, r"payload\.messages\[0\]: expected an object", {"messages": ["Hello."]}),
    (ValueError, r"payload\.messages\[0\]\.payload: missing", {"messages": [{"content": "Hello."}]}),
    (ValueError, r"payload\.messages\[1\]\.payload\.content: missing", {"messages": [*MESSAGES, {"payload": {}}]}),
    (
        TypeError,
        r"payload\.messages\[0\]\.payload\.content: expected a string",
        {"messages": [{"payload": {"content": 5}}]},
    ),
    (TypeError, r"payload\.messages\[0\]\.from: expected", {"messages": [{**MESSAGES[0], "from": "Ann"}]}),
    (ValueError, "startTime: not an ISO", {"messages": [{**MESSAGES[0], "duration": {"StartTime": "noon"}}]}),
    (TypeError, r"payload\.name: expected a string", {**PAYLOAD, "name": 5}),
    (TypeError, r"payload\.detectEntities: expected a boolean", {**PAYLOAD, "detectEntities": "yes"}),
    (TypeError, r"payload\.detectEntities: expected a boolean", {**PAYLOAD, "detectEntities": []}),
    (TypeError, r"payload\.entities: expected a list", {**PAYLOAD, "entities": "cat"}),
    (TypeError, r"payload\.entities\[0\]: expected an object", {**PAYLOAD, "entities": ["cat"]}),
    (TypeError, r"payload\.trackers", {**PAYLOAD, "trackers": [{"name": "x", "vocabulary": "cat"}]}),
    (TypeError, r"payload\.confidenceThreshold: expected a number", {**PAYLOAD, "confidenceThreshold": "0.5"}),
    (ValueError, r"payload\.confidenceThreshold: must be from 0 to 1", {**PAYLOAD, "confidenceThreshold": 1.01}),
    (ValueError, r"payload\.confidenceThreshold: must be from 0 to 1", {**PAYLOAD, "confidenceThreshold": -1}),
    (ValueError, "confidenceThreshold: nan is no number", {**PAYLOAD, "confidenceThreshold": float("nan")}),
    ((TypeError, ValueError), "confidenceThreshold", {**PAYLOAD, "confidenceThreshold": 10**400}),
    (TypeError, "entities and customEntities", {**PAYLOAD, "entities": [], "customEntities": [{"text": "x"}]}),
    (TypeError, "not JSON", {**PAYLOAD, "unknown": {1, 2}}),
    (TypeError, "not JSON", {**PAYLOAD, "unknown": b"x"}),
    (ValueError, "not JSON", {**PAYLOAD, "unknown": float("inf")}),
    (ValueError, "not JSON", {**PAYLOAD, "unknown": "\ud800"}),
    (ValueError, "nested too deeply", {**PAYLOAD, "unknown": DEEP}),
    (ValueError, "nested too deeply", CYCLE),
    (ValueError, "nested too deeply", {**PAYLOAD, "entities": "[" * 100_000}),
    (ValueError, r"payload\.messages: missing", TextRequest(messages=None)),  # type: ignore[arg-type]
]


@both
@pytest.mark.parametrize("number", range(len(MISTAKES)))
def test_mistakes_are_refused_before_any_request(kind: str, number: int, scripted: ScriptedServer) -> None:
    error, named, payload = MISTAKES[number]
    with pytest.raises(error, match=named) as caught:
        drive(kind, scripted.base_url, lambda client: client.text.process(payload))
    assert not isinstance(caught.value, symbl.SymblError)
    assert scripted.connections == 0


@pytest.mark.parametrize(
    ("error", "named", "parameters"),
    [
        (TypeError, "detectPhrases", {"detect_phrases": "maybe"}),
        (TypeError, "detect", {"detect_phrases": True, "detectPhrases": False}),
        (ValueError, "confidenceThreshold", {"confidence_threshold": 2}),
        (TypeError, "parameters", {"entities": [], "customEntities": [{}]}),
    ],
)
def test_mistakes_in_parameters(
    error: type[Exception], named: str, parameters: dict[str, Any], client: Symbl, scripted: ScriptedServer
) -> None:
    with pytest.raises(error, match=named):
        client.text.process(PAYLOAD, parameters=parameters)
    assert scripted.connections == 0


def test_the_callers_own_objects_stay_as_they_are(client: Symbl) -> None:
    duration = {"StartTime": "2020-01-01T00:00:00Z"}
    messages = [{"payload": {"content": "x"}, "duration": duration}]
    payload, parameters, credentials = (
        {"name": "x"},
        {"messages": messages, "customEntities": {}},
        {"appId": "a", "appSecret": "b"},
    )
    before = copy.deepcopy((payload, parameters, credentials))
    client.text.process(payload, credentials, parameters=parameters)
    assert (payload, parameters, credentials) == before


def test_unknown_members_reach_the_server_and_text_of_all_scripts_survives(
    client: Symbl, scripted: ScriptedServer
) -> None:
    payload = {
        "messages": [{"payload": {"content": "naïve 東京 🎉 \u2028", "kind": 1}, "mood": None}],
        "future": [1, {"a": None}],
    }
    client.text.process(payload)
    assert scripted.to("/process/text")[0].json == payload


@both
def test_the_local_server_takes_every_spelling(kind: str, local: LocalServer) -> None:
    payload = {
        "messages": {
            "payload": {"content": "My cat."},
            "from": {"name": "Ann", "userId": "ann@x.y"},
            "duration": {"StartTime": "2020-01-01T00:00:00Z", "endTime": "2020-01-01T00:00:09Z"},
        },
        "trackers": '[{"name": "Pets", "vocabulary": ["cat"]}]',
        "enableAllTrackers": "true",
    }
    held: list[Any] = []
    messages = drive(
        kind,
        local.base_url,
        lambda client: client.text.process(payload, wait=True),
        lambda client: held.append(client._core.recent()),
        lambda client: held[0].get_messages(),
        app_id=f"spellings-{kind}",
    )
    [message] = messages.messages
    assert message.start_time.isoformat() == "2020-01-01T00:00:00+00:00"
    assert message.from_.name == "Ann"


def test_known_names_of_a_payload_may_be_in_snake_case(scripted: ScriptedServer) -> None:
    payload = {**PAYLOAD, "detect_phrases": True, "webhook_url": "http://a", "my_own": 1}
    drive("sync", scripted.base_url, lambda client: client.text.process(payload))
    body = scripted.to("/text")[0].json
    assert body == {**PAYLOAD, "detectPhrases": True, "webhookUrl": "http://a", "my_own": 1}
    with pytest.raises(TypeError, match="detectPhrases"):
        drive("sync", scripted.base_url, lambda client: client.text.process({**payload, "detectPhrases": False}))
