"""What the server accepts, and how it says what it does not accept."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from accounts import Account

EXAMPLES = Path(__file__).parents[3] / "shared" / "contract" / "examples"
JSON_TYPE = {"Content-Type": "application/json"}


def _message(**members: Any) -> dict[str, Any]:
    return {"payload": {"content": "Hello there."}, **members}


def _documented() -> list[Any]:
    if not EXAMPLES.is_dir():
        return [pytest.param("", "", marks=pytest.mark.skip(reason="the documented examples are not here"))]
    with (EXAMPLES / "INDEX.csv").open() as index:
        rows = [row for row in csv.DictReader(index) if row["kind"] == "request"]
    wanted = ("generate-token", "post-text", "post-text-part", "put-text", "put-text-part")
    return [(row["operation"], row["file"]) for row in rows if row["operation"] in wanted]


@pytest.mark.parametrize(("operation", "file"), _documented())
def test_documented_request_is_accepted(account: Account, operation: str, file: str) -> None:
    body = json.loads((EXAMPLES / file).read_text())
    if operation == "generate-token":
        assert set(account.ok("POST", "/oauth2/token:generate", json=body)) == {"accessToken", "expiresIn"}
        return
    if operation.endswith("-part"):  # one member of a message, or of the body
        body = {"messages": [_message(**body)]} if "trackers" not in body else {"messages": [], **body}
    for number, tracker in enumerate(body.get("trackers", ())):
        if set(tracker) == {"id"}:  # one that is stored, with an id of the server's making
            draft = {"name": f"Stored {number}", "vocabulary": ["never said"]}
            tracker["id"] = account.ok("POST", "/v1/manage/tracker", json=draft)["tracker"]["id"]
    earlier = account.process("Hello.") if operation.startswith("put") else None
    method, path = ("PUT", f"/v1/process/text/{earlier}") if earlier else ("POST", "/v1/process/text")
    response = account.call(method, path, json=body)
    assert response.status_code == 201
    answer = response.json()
    assert set(answer) == {"conversationId", "jobId"}
    assert earlier in (None, answer["conversationId"])
    account.wait(answer["jobId"])
    expected = " ".join(message["payload"]["content"] for message in body["messages"])
    assert (
        " ".join(account.texts(answer["conversationId"])).split()
        == (f"Hello. {expected}" if earlier else expected).split()
    )


@pytest.mark.parametrize(
    "spelling",
    [
        {"entities": [{"customType": "Animal", "text": "there"}]},
        {"entities": {"customType": "Animal", "text": "there"}},
        {"customEntities": [{"customType": "Animal", "text": "there"}]},
        {"customEntities": {"customType": "Animal", "text": "there"}},
        {"entities": '[{"customType": "Animal", "text": "there"}]'},
    ],
)
@pytest.mark.parametrize("flag", [True, "true", "TRUE"])
def test_spellings_of_entities(account: Account, spelling: dict[str, Any], flag: Any) -> None:
    conversation_id, job_id = account.submit(_message(), detectEntities=flag, **spelling)
    account.wait(job_id)
    [entity] = account.read(conversation_id, "/entities")["entities"]
    assert (entity["type"], entity["customType"], entity["value"]) == ("custom", "Animal", "there")


@pytest.mark.parametrize(
    "trackers",
    [
        [{"name": "Greeting", "vocabulary": ["hello"]}],
        {"name": "Greeting", "vocabulary": ["hello"]},
        '[{"name": "Greeting", "vocabulary": ["hello"]}]',
    ],
)
@pytest.mark.parametrize("place", ["json", "params"])
def test_spellings_of_trackers(account: Account, trackers: Any, place: str) -> None:
    body: dict[str, Any] = {"messages": [_message()]}
    if place == "json":
        answer = account.ok("POST", "/v1/process/text", json=body | {"trackers": trackers})
    else:
        text = trackers if isinstance(trackers, str) else json.dumps(trackers)
        answer = account.ok("POST", "/v1/process/text", json=body, params={"trackers": text})
    account.wait(answer["jobId"])
    [found] = account.read(answer["conversationId"], "/trackers-detected")
    assert found["name"] == "Greeting"


def test_every_parameter_from_the_query(account: Account) -> None:
    query = {
        "messages": json.dumps([_message(**{"from": {"name": "Bob"}}), _message(payload={"content": "Is it?"})]),
        "name": "From the query",
        "confidenceThreshold": "0.95",
        "detectPhrases": "true",
        "detectEntities": "true",
        "entities": '{"customType": "Animal", "text": "hello"}',
        "enableAllTracker": "false",
        "conversationType": "sales",
    }
    answer = account.ok("POST", "/v1/process/text", params=query)
    account.wait(answer["jobId"])
    conversation_id = answer["conversationId"]
    assert account.read(conversation_id)["name"] == "From the query"
    assert account.read(conversation_id, "/insights")["insights"] == []
    assert account.read(conversation_id, "/messages")["messages"][0]["phrases"] != []
    assert account.read(conversation_id, "/entities")["entities"][0]["customType"] == "Animal"


def test_the_body_wins_over_the_query(account: Account) -> None:
    answer = account.ok("POST", "/v1/process/text", json={"messages": [], "name": "body"}, params={"name": "query"})
    assert account.read(answer["conversationId"])["name"] == "body"


def test_other_spellings(account: Account) -> None:
    times = {"StartTime": "2020-07-21T16:04:19.99Z", "EndTime": "2020-07-21T16:04:20Z"}
    speaker = {"userId": 5123033831841280123456789, "name": None}
    body = {
        "messages": [_message(duration=times, **{"from": speaker}), _message(duration=None)],
        "name": None,
        "detectPhrases": None,
        "unknown": [{"a": None}],
        "enableAllTracker": "true",
    }
    for headers in ({}, {"Content-Type": "text/plain"}, {"Content-Type": "application/xml"}):
        answer = account.ok(
            "POST", "/v1/process/text", content=b"\xef\xbb\xbf" + json.dumps(body).encode(), headers=headers
        )
    account.wait(answer["jobId"])
    first, second = account.read(answer["conversationId"], "/messages")["messages"]
    assert first["startTime"] == "2020-07-21T16:04:19.990Z"
    assert first["endTime"] == second["startTime"] == "2020-07-21T16:04:20.000Z"
    assert first["from"]["name"] == "5123033831841280123456789"


DEEP = "[" * 100_000
REFUSED = {
    "": "messages: missing",
    "{}": "messages: missing",
    "[]": "The body must be a JSON object.",
    '"x"': "The body must be a JSON object.",
    "null": "The body must be a JSON object.",
    "{": "not JSON (*",
    "{'messages': []}": "not JSON (*",
    '{"messages": null}': "messages: missing",
    '{"messages": 1}': "messages: expected a list, not a number",
    '{"messages": "["}': "messages: not JSON (*",
    '{"messages": [null]}': "messages[0]: expected an object, not null",
    '{"messages": [{}]}': "messages[0].payload: missing",
    DEEP: "nested too deeply",
    f'{{"messages": {"[" * 100 + "]" * 100}}}': "nested too deeply",
    f'{{"messages": [], "x": {DEEP}': "nested too deeply",
    f'{{"messages": [], "confidenceThreshold": {"1" * 400}}}': "a number is too large",
    f'{{"messages": [], "confidenceThreshold": {"1" * 5000}}}': "a number is too large",
}
REFUSED_MEMBERS = {
    '"name": 7': "name: expected a string, not a number",
    '"detectPhrases": "yes"': "detectPhrases: expected a boolean, not a string",
    '"detectPhrases": 1': "detectPhrases: expected a boolean, not a number",
    '"confidenceThreshold": 1.01': "confidenceThreshold: expected a number from 0 to 1",
    '"confidenceThreshold": -0.1': "confidenceThreshold: expected a number from 0 to 1",
    '"confidenceThreshold": "high"': "confidenceThreshold: expected a number, not a string",
    '"confidenceThreshold": NaN': "NaN is not JSON",
    '"confidenceThreshold": -Infinity': "-Infinity is not JSON",
    '"confidenceThreshold": 1e999': "a number is too large",
    '"entities": 5': "entities: expected a list, not a number",
    '"entities": [{"text": 5}]': "entities[0].text: expected a string, not a number",
    '"trackers": "Price"': "trackers: not JSON (*",
    '"trackers": [{"name": "a", "vocabulary": "b"}]': "trackers[0].vocabulary: expected a list, not a string",
    '"webhookUrl": "ftp://example.com"': "webhookUrl: is not an http or https URL",
    '"webhookUrl": "http://"': "webhookUrl: is not a URL",
    '"webhookUrl": "http://[x"': "webhookUrl: is not a URL",
    '"webhookUrl": "http://a b/"': "webhookUrl: is not a URL",
    '"webhookUrl": "http://[fe80::1%; script-src *]/"': "webhookUrl: is not a URL",
    '"webhookUrl": "http://a:99999/"': "webhookUrl: is not a URL",
    '"webhookUrl": "http://a\\u0000b/"': "webhookUrl: is not a URL",
}
REFUSED_MESSAGES = {
    '"payload": {}': "payload.content: missing",
    '"payload": {"content": 1}': "payload.content: expected a string, not a number",
    '"payload": {"content": "\\ud83d"}': "payload.content: half a surrogate pair is not text",
    '"payload": {"content": "x"}, "from": "Bob"': "from: expected an object, not a string",
    '"payload": {"content": "x"}, "from": {"name": true}': "from.name: expected a string, not a boolean",
    '"payload": {"content": "x"}, "duration": {"startTime": "noon"}': "duration.startTime: *",
    '"payload": {"content": "x"}, "duration": {"endTime": "2020-02-30T00:00:00Z"}': "duration.endTime: *",
    '"payload": {"content": "x"}, "duration": {"endTime": "0001-01-01T00:00:00+23:00"}': "duration.endTime: *",
}
REFUSED |= {f'{{"messages": [], {members}}}': message for members, message in REFUSED_MEMBERS.items()}
REFUSED |= {f'{{"messages": [{{{body}}}]}}': f"messages[0].{text}" for body, text in REFUSED_MESSAGES.items()}


@pytest.mark.parametrize(("body", "message"), REFUSED.items(), ids=range(len(REFUSED)))
def test_refused_with_the_place(account: Account, body: str, message: str) -> None:
    response = account.call("POST", "/v1/process/text", content=body.encode(), headers=JSON_TYPE)
    assert response.status_code == 400
    pattern = re.escape(message).replace(r"\*", ".+")
    assert re.fullmatch(pattern, response.json()["message"]), response.text
    assert set(response.json()) == {"message"}
    assert len(response.text) < 500


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("trackers=x", "trackers: not JSON (*"),
        ("messages=[{}]", "messages[0].payload: missing"),
        ("confidenceThreshold=nan", "confidenceThreshold: *"),
        ("confidenceThreshold=high", "confidenceThreshold: expected a number, not a string"),
        ("detectPhrases=1", "detectPhrases: expected a boolean, not a string"),
        ("webhookUrl=x", "webhookUrl: is not an http or https URL"),
    ],
)
def test_refused_in_the_query(account: Account, query: str, message: str) -> None:
    body = {} if "messages" in query else {"messages": []}
    response = account.call("POST", f"/v1/process/text?{query}", json=body)
    assert response.status_code == 400
    assert re.fullmatch(re.escape(message).replace(r"\*", ".+"), response.json()["message"]), response.text


def test_not_utf_8(account: Account) -> None:
    response = account.call("POST", "/v1/process/text", content=b'{"name": "\xff"}')
    assert (response.status_code, response.json()) == (400, {"message": "not UTF-8"})


def test_odd_text_comes_back_as_it_went_in(account: Account) -> None:
    text = 'Zero \x00 emoji 👩‍🚀 right-to-left \u202e quote " backslash \\ end'
    assert account.texts(account.process(text)) == [text]


@pytest.mark.parametrize(
    ("method", "path", "status", "message"),
    [
        ("GET", "/", 404, "Not Found."),
        ("GET", "/v1/process/text/", 404, "Not Found."),
        ("GET", "/v1/job/", 404, "Not Found."),
        ("GET", "/v1/job/%2e%2e", 404, "The jobId is either invalid or does not exist."),
        ("GET", "/v1/job/a%2fb", 404, "Not Found."),
        ("GET", "/v1/job/%00", 404, "The jobId is either invalid or does not exist."),
        ("GET", "/v1/job/%ff", 404, "The jobId is either invalid or does not exist."),
        ("GET", "/v1/conversations/1/nothing", 404, "Not Found."),
        ("GET", "/v1/conversations/1", 404, "The conversationId is either invalid or does not exist."),
        ("GET", "/v1/conversations/1/messages", 404, "The conversationId is either invalid or does not exist."),
        (
            "GET",
            "/v1/conversations/1/topics?refresh=true",
            404,
            "The conversationId is either invalid or does not exist.",
        ),
        ("PUT", "/v1/process/text/1", 404, "The conversationId is either invalid or does not exist."),
    ],
)
def test_not_found(account: Account, method: str, path: str, status: int, message: str) -> None:
    response = account.call(method, path, **({"json": {"messages": []}} if method == "PUT" else {}))
    assert (response.status_code, response.json()) == (status, {"message": message})


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/v1/process/text", {"POST"}),
        ("DELETE", "/v1/process/text/1", {"PUT"}),
        ("POST", "/v1/job/1", {"GET", "HEAD"}),
        ("PATCH", "/v1/conversations/1/messages", {"GET", "HEAD"}),
        ("GET", "/oauth2/token:generate", {"POST"}),
    ],
)
def test_wrong_method(account: Account, method: str, path: str, allowed: set[str]) -> None:
    del account.http.headers["Authorization"]  # the method is looked at before the token
    response = account.call(method, path)
    assert (response.status_code, response.json()) == (405, {"message": "Method Not Allowed."})
    assert set(response.headers["Allow"].split(", ")) == allowed


@pytest.mark.parametrize("size", [200_001, 20_000_000])
@pytest.mark.parametrize("chunked", [False, True])
def test_too_large(account: Account, size: int, chunked: bool) -> None:
    content = iter([b"x" * 50_000] * (size // 50_000 + 1)) if chunked else b"x" * size
    response = account.call("POST", "/v1/process/text", content=content)
    assert (response.status_code, response.json()) == (413, {"message": "The body is larger than 200000 bytes."})
    assert account.call("GET", "/v1/job/1").status_code == 404  # over the same connection


def test_order_of_checks(account: Account) -> None:
    large = b"x" * 300_000
    assert account.call("PUT", "/v1/process/text/1", content=large).status_code == 413
    assert account.call("PUT", "/v1/process/text/1", content=b"x").status_code == 400
    assert account.call("PUT", "/v1/process/text/1", json={"messages": []}).status_code == 404
    del account.http.headers["Authorization"]
    assert account.call("PUT", "/v1/process/text/1", content=large).status_code == 401


def test_every_answer_has_an_id(account: Account) -> None:
    responses = [account.call("GET", path) for path in ("/", "/v1/job/1", "/v1/process/text")]
    responses.append(account.call("POST", "/v1/process/text", json={"messages": []}))
    ids = {response.headers["X-Request-Id"] for response in responses}
    assert len(ids) == len(responses)


def test_messages_do_not_quote_at_length(account: Account) -> None:
    body = {"messages": [_message(duration={"startTime": "x" * 100_000})]}
    response = account.call("POST", "/v1/process/text", json=body)
    assert response.status_code == 400
    assert len(response.text) < 500
