"""Every model of the description: what fits is kept whole, what does not is refused with its place."""

from __future__ import annotations

import copy
import importlib
import pickle
import subprocess
import sys
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import symbl_api.models
from symbl_api import DecodeError
from tests.description import JSON, objects, resolve, values

MODELS = sorted(objects())
quick = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TYPES = {"string": 7, "integer": "x", "number": "x", "boolean": "x", "array": {}, "object": []}


def model(name: str) -> Any:
    return getattr(symbl_api.models, name)


def normal(value: Any) -> Any:
    """Times in one spelling."""
    if isinstance(value, dict):
        return {name: normal(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [normal(inner) for inner in value]
    if isinstance(value, str) and value[4:5] == "-" and value.endswith("Z"):
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            return value
    return value


@pytest.mark.parametrize("name", MODELS)
@quick
@given(data=st.data())
def test_what_fits_is_kept_whole(name: str, data: st.DataObject) -> None:
    value = data.draw(values(objects()[name]))
    before = copy.deepcopy(value)
    read = model(name).from_dict(value)
    assert normal(read.to_dict()) == normal(value)
    assert value == before, "the caller's value is left alone"
    assert model(name).from_dict(read.to_dict()) == read
    for twin in (copy.deepcopy(read), pickle.loads(pickle.dumps(read))):
        assert twin == read
        assert twin.to_dict() == read.to_dict()
    assert isinstance(str(read), str)


@pytest.mark.parametrize("name", MODELS)
@quick
@given(value=JSON)
def test_anything_else_is_a_decode_error(name: str, value: Any) -> None:
    try:
        read = model(name).from_dict(value)
    except DecodeError as error:
        assert error.path.startswith("$")
        assert error.reason
    else:
        assert isinstance(value, dict)
        assert set(objects()[name].get("required", [])) <= set(value)
        assert read.to_dict() is not value


PROPERTIES = [(name, member) for name in MODELS for member in objects()[name].get("properties", {})]


@pytest.mark.parametrize(("name", "member"), PROPERTIES)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_a_wrong_type_is_refused_with_its_place(name: str, member: str, data: st.DataObject) -> None:
    value = data.draw(values(objects()[name]))
    schema = resolve(objects()[name]["properties"][member])
    if schema.keys() & {"anyOf", "oneOf", "const"}:
        kinds = {resolve(branch).get("type") for branch in schema.get("anyOf", [])}
        value[member] = True if "number" in kinds else 7
    elif schema["type"] == "string" and member in ("id", "conversationId", "jobId", "bookmarkId"):
        value[member] = [7]
    else:
        value[member] = TYPES[schema["type"]]
    with pytest.raises(DecodeError) as caught:
        model(name).from_dict(value)
    assert caught.value.path == f"$.{member}"


REQUIRED = [(name, member) for name in MODELS for member in objects()[name].get("required", [])]


@pytest.mark.parametrize(("name", "member"), REQUIRED)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_a_missing_member_is_named(name: str, member: str, data: st.DataObject) -> None:
    value = data.draw(values(objects()[name]))
    del value[member]
    with pytest.raises(DecodeError, match="missing") as caught:
        model(name).from_dict(value)
    # Another required member may be reported first only if it is absent too, which it is not.
    assert caught.value.path == f"$.{member}"


OPTIONAL = [p for p in PROPERTIES if p not in REQUIRED]


@pytest.mark.parametrize(("name", "member"), OPTIONAL)
@settings(max_examples=3, deadline=None)
@given(data=st.data())
def test_null_on_an_optional_is_absent(name: str, member: str, data: st.DataObject) -> None:
    value = data.draw(values(objects()[name]))
    value[member] = None
    read = model(name).from_dict(value)
    assert member not in read.to_dict()
    value.pop(member)
    assert model(name).from_dict(value) == read


def test_the_path_goes_all_the_way_down() -> None:
    word = {"word": "Hi", "startTime": "2026-03-02T15:00:00Z", "endTime": "soon"}
    times = {"startTime": "2026-03-02T15:00:00Z", "endTime": "2026-03-02T15:00:01Z"}
    message = {"id": "1", "text": "Hi", "conversationId": "2", **times}
    value = {"messages": [message, {**message, "words": [{**word, "endTime": times["endTime"]}, word]}]}
    with pytest.raises(DecodeError) as caught:
        symbl_api.models.Messages.from_dict(value)
    assert caught.value.path == "$.messages[1].words[1].endTime"
    assert "soon" in str(caught.value)


def test_an_id_may_come_as_a_number_without_losing_digits() -> None:
    job = symbl_api.models.Job.from_dict({"id": 5180676375576576123, "status": "completed"})
    assert job.id == "5180676375576576123"
    topic = {"id": 1, "text": "plan", "score": 1, "messageIds": [2, "3"]}
    assert symbl_api.models.Topic.from_dict(topic).message_ids == ["2", "3"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2020-07-21T16:04:19.99Z", "2020-07-21T16:04:19.990Z"),
        ("2020-07-21T16:04:19Z", "2020-07-21T16:04:19.000Z"),
        ("2020-07-21T18:04:19+02:00", "2020-07-21T16:04:19.000Z"),
        ("2020-07-21T16:04:19.123456Z", "2020-07-21T16:04:19.123456Z"),
        ("2020-07-21T16:04:19", "2020-07-21T16:04:19.000Z"),
    ],
)
def test_times_are_written_in_utc(text: str, written: str) -> None:
    span = symbl_api.models.TimeSpan.from_dict({"startTime": text})
    assert span.start_time is not None
    assert span.start_time.tzinfo is not None
    assert span.to_dict() == {"startTime": written}


@pytest.mark.parametrize("bad", ["", "soon", "2020-07-21T16:04:60Z", 5, True, []])
def test_a_time_that_is_none_is_refused(bad: Any) -> None:
    with pytest.raises(DecodeError):
        symbl_api.models.TimeSpan.from_dict({"startTime": bad})


def test_models_may_be_nested_in_plain_dicts() -> None:
    payload = symbl_api.models.TextPayload(content="Hello.")
    request = symbl_api.models.TextRequest.from_dict({"messages": [{"payload": payload}]})
    assert request.to_dict() == {"messages": [{"payload": {"content": "Hello."}}]}


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00"])
def test_times_that_have_no_utc_keep_their_zone(text: str) -> None:
    duration = symbl_api.models.TimeSpan.from_dict({"startTime": text})
    assert duration.to_dict() == {"startTime": text}


def test_a_model_is_loaded_when_it_is_used() -> None:
    code = (
        "import sys, symbl_api.models as m\n"
        "assert not [n for n in sys.modules if n.startswith('symbl_api.models.')]\n"
        "m.Job\n"
        "print(sorted(n for n in sys.modules if n.startswith('symbl_api.models.')), 'httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['symbl_api.models.job', 'symbl_api.models.job_status'] False"


def test_names_of_the_lazy_modules() -> None:
    assert set(MODELS) <= set(dir(symbl_api.models))
    with pytest.raises(AttributeError, match="Nothing"):
        symbl_api.models.Nothing  # noqa: B018
    for name in symbl_api.__all__:
        assert getattr(symbl_api, name)
    assert importlib.import_module("symbl_api").__doc__
