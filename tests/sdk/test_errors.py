"""What is raised: the right class, all that the server said, and nothing of the machinery."""

from __future__ import annotations

import asyncio
import copy
import json
import pickle
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import symbl
from symbl import Symbl, SymblError, errors
from symbl._core import AsyncCore, SyncCore
from symbl._flow import Acquire, Sleep
from symbl._http import Answer as Read
from symbl._http import AsyncTransport, Transport
from symbl_api import DecodeError

from .driving import PAYLOAD, both, drive
from .script import RESET, Answer, ScriptedServer

CLASSES: dict[int, type[symbl.APIError]] = {
    300: symbl.APIError,
    304: symbl.APIError,
    400: symbl.BadRequestError,
    401: symbl.AuthenticationError,
    402: symbl.BadRequestError,
    403: symbl.PermissionDeniedError,
    404: symbl.NotFoundError,
    405: symbl.BadRequestError,
    408: symbl.BadRequestError,
    409: symbl.ConflictError,
    413: symbl.PayloadTooLargeError,
    422: symbl.BadRequestError,
    429: symbl.RateLimitError,
    500: symbl.ServerError,
    501: symbl.ServerError,
    502: symbl.ServerError,
    503: symbl.ServerError,
    504: symbl.ServerError,
    599: symbl.ServerError,
    999: symbl.ServerError,
}
MESSAGE = {
    "id": "1",
    "conversationId": "2",
    "text": "x",
    "from": {"id": "3", "name": "Ann"},
    "startTime": "2020-01-01T00:00:00Z",
    "endTime": "2020-01-01T00:00:01Z",
}
GIVEN = {"app_id": None, "app_secret": None, "access_token": "given"}


def read(client: Any) -> Any:
    return client.conversations.get_messages("1")


@both
@pytest.mark.parametrize("status", CLASSES)
def test_every_status_has_its_class(kind: str, status: int, scripted: ScriptedServer) -> None:
    body = {"message": "What was wrong.", "details": [1]}
    scripted.script("/messages", Answer(status, body, {"X-Request-Id": "r-1", "Retry-After": "0"}))
    with pytest.raises(symbl.APIError) as caught:
        drive(kind, scripted.base_url, read, **GIVEN)
    error = caught.value
    assert type(error) is CLASSES[status]
    assert (error.status, error.message, error.body) == (status, "What was wrong.", {} if status == 304 else body) or (
        status == 304
    )
    assert (error.request_id, error.retry_after, error.operation) == ("r-1", 0, "get-messages")
    if status != 304:
        assert str(error) == f"get-messages: {status} What was wrong. (request r-1)"


@pytest.mark.parametrize(
    ("body", "message", "parsed"),
    [
        (b"<html>Bad Gateway</html>", "<html>Bad Gateway</html>", "<html>Bad Gateway</html>"),
        (b"", "no message", ""),
        (b"  \n", "no message", ""),
        (b"x" * 1000, "x" * 200, "x" * 1000),
        (b"null", "null", None),
        (b"[1]", "[1]", [1]),
        (b'"gone"', '"gone"', "gone"),
        (b"{}", "{}", {}),
        (b'{"message": 5}', '{"message": 5}', {"message": 5}),
        (b'{"message": ""}', '{"message": ""}', {"message": ""}),
        (b'{"message": "cut', '{"message": "cut', '{"message": "cut'),
        (b"\xff\xfe", "\ufffd\ufffd", "\ufffd\ufffd"),
        (b"[" * 100_000, "[" * 200, "[" * 100_000),
        (b"9" * 5000, "9" * 200, "9" * 5000),
    ],
)
def test_bodies_of_errors(body: bytes, message: str, parsed: Any, client: Symbl, scripted: ScriptedServer) -> None:
    scripted.script("/messages", Answer(502, body, {"Content-Type": "text/html"}))
    with pytest.raises(symbl.ServerError) as caught:
        read(client)
    error = caught.value
    assert (error.message, error.body, error.request_id, error.retry_after) == (message, parsed, None, None)
    assert str(error) == f"get-messages: 502 {message}"


@both
@pytest.mark.parametrize(
    ("body", "path", "reason"),
    [
        ("<html>", "$", "not JSON"),
        ("", "$", "not JSON"),
        ('{"messages": [', "$", "not JSON"),
        (b"\xff", "$", "not JSON"),
        ([], "$", "expected an object"),
        (None, "$", "expected an object"),
        ({}, "$.messages", "missing"),
        ({"messages": None}, "$.messages", "expected a list"),
        ({"messages": [MESSAGE, {"id": "2", "conversationId": "1"}]}, "$.messages[1].text", "missing"),
        ({"messages": [{**MESSAGE, "text": 5}]}, "$.messages[0].text", "expected a string"),
        ({"messages": [{**MESSAGE, "from": []}]}, "$.messages[0].from", "expected an object"),
    ],
)
def test_answers_of_another_shape(kind: str, body: Any, path: str, reason: str, scripted: ScriptedServer) -> None:
    answer = Answer(200, body if body is not None else "null")
    scripted.script("/messages", answer)
    with pytest.raises(symbl.ResponseDecodeError, match=reason) as caught:
        drive(kind, scripted.base_url, read)
    error = caught.value
    assert isinstance(error, DecodeError)
    assert (error.path, error.operation, error.body) == (path, "get-messages", answer.content())
    assert str(error).startswith(f"get-messages: {path}: ")
    assert len(scripted.calls) == 1, "such an answer is not asked for again"


@both
@pytest.mark.parametrize(
    ("body", "path"),
    [({}, "$.conversationId"), ({"conversationId": "c"}, "$.jobId"), ("<html>", "$"), ([], "$")],
)
def test_a_submission_without_ids(kind: str, body: Any, path: str, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", Answer(201, body))
    with pytest.raises(symbl.ResponseDecodeError) as caught:
        drive(kind, scripted.base_url, lambda client: client.text.process(PAYLOAD))
    assert caught.value.path == path


def test_liberal_in(client: Symbl, scripted: ScriptedServer) -> None:
    """New fields are kept, new words pass, null is absent."""
    insight = {
        "id": 5,
        "text": "x",
        "type": "a_new_type",
        "score": 1,
        "messageIds": [],
        "assignee": None,
        "new": {"a": 1},
    }
    scripted.script("/insights", Answer(200, {"insights": [insight], "more": True}))
    found = client.conversations.get_insights("1")
    [item] = found.insights
    assert (item.id, item.type, item.assignee) == ("5", "a_new_type", None)
    assert found.to_dict()["more"] is True
    assert found.to_dict()["insights"][0]["new"] == {"a": 1}
    assert "assignee" not in found.to_dict()["insights"][0]
    for again in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert again == found
        assert again.to_dict() == found.to_dict()


# ------------------------------------------------------------------------------------------- as objects


def api_error(kind: type[symbl.APIError]) -> symbl.APIError:
    return kind("m", operation="o", status=1, body={"a": [1]}, request_id="r", retry_after=2.0)


def conversation() -> Any:
    return SyncCore(Symbl("id", "secret")._core.config, Transport()).conversation("c", "j")


EXAMPLES: dict[type[SymblError], SymblError] = {
    SymblError: SymblError("m"),
    symbl.ConfigurationError: symbl.ConfigurationError("m"),
    symbl.NoConversationError: symbl.NoConversationError("m"),
    symbl.ConnectionFailed: symbl.ConnectionFailed("m", sent=False),
    symbl.TimedOut: symbl.TimedOut("m", sent=False),
    symbl.ResponseDecodeError: symbl.ResponseDecodeError("m", "$.a", b"{}", "o"),
    symbl.JobError: symbl.JobError("m", conversation()),
    symbl.JobFailedError: symbl.JobFailedError("m", conversation(), "because"),
    symbl.JobTimeoutError: symbl.JobTimeoutError("m", conversation()),
    symbl.StreamingError: symbl.StreamingError("m"),
    symbl.WebhookVerificationError: symbl.WebhookVerificationError("m"),
    **{kind: api_error(kind) for name in errors.__all__ if issubclass(kind := getattr(errors, name), symbl.APIError)},
}


def test_every_error_has_an_example() -> None:
    assert {kind.__name__ for kind in EXAMPLES} == set(errors.__all__)


@pytest.mark.parametrize("error", EXAMPLES.values(), ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("copied", ["copy", "deepcopy", "pickle"])
def test_errors_can_be_copied(error: SymblError, copied: str) -> None:
    error.add_note("a note")
    again = pickle.loads(pickle.dumps(error)) if copied == "pickle" else getattr(copy, copied)(error)
    assert type(again) is type(error)
    assert (str(again), again.args) == (str(error), error.args)
    expected = dict(vars(error))
    if "conversation" in expected:
        assert again.conversation is (None if copied == "pickle" else error.conversation)
        assert (again.job_id, again.conversation_id) == ("j", "c")
        del expected["conversation"]
    assert {name: vars(again)[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("kind", "bases"),
    [
        (symbl.ConfigurationError, (ValueError,)),
        (symbl.NoConversationError, (LookupError, RuntimeError)),
        (symbl.TimedOut, (symbl.ConnectionFailed, TimeoutError)),
        (symbl.JobTimeoutError, (symbl.JobError, TimeoutError)),
        (symbl.JobFailedError, (symbl.JobError,)),
        (symbl.ResponseDecodeError, (ValueError,)),
    ],
)
def test_the_tree(kind: type[SymblError], bases: tuple[type[Exception], ...]) -> None:
    assert issubclass(kind, (SymblError, *bases))
    for base in bases:
        assert issubclass(kind, base)
    assert not issubclass(symbl.JobTimeoutError, symbl.ConnectionFailed)


def test_a_note_survives_a_retry_and_the_cause_is_kept(client: Symbl, scripted: ScriptedServer) -> None:
    scripted.script("/process/text", RESET)
    with pytest.raises(symbl.ConnectionFailed) as caught:
        client.text.process(PAYLOAD)
    assert type(caught.value.__cause__).__module__ == "httpx"


# ------------------------------------------------------------------------------------ nothing else comes out

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.just(10**400) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4),
    max_leaves=8,
)
SHAPES = [
    {"accessToken": "x", "expiresIn": 5},
    {"conversationId": "c", "jobId": "j"},
    {"id": "j", "status": "completed"},
    {"messages": [MESSAGE]},
    {"topics": [{"id": "1", "text": "x", "score": 0.5, "messageIds": ["2"]}]},
    {"metrics": [{"type": "silence", "percent": 0, "seconds": 0}], "members": []},
]


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    shape = draw(st.sampled_from(SHAPES))
    kind = draw(st.sampled_from(["whole", "json", "bytes", "cut", "spoilt"]))
    whole = json.dumps(shape).encode()
    if kind == "json":
        return json.dumps(draw(JSON)).encode()
    if kind == "bytes":
        return draw(st.binary(max_size=40))
    if kind == "cut":
        return whole[: draw(st.integers(0, len(whole)))]
    if kind == "spoilt":
        name = draw(st.sampled_from(sorted(shape)))
        return json.dumps({**shape, name: draw(JSON)}).encode()
    return whole


STATUSES = st.sampled_from([200, 200, 200, 201, 204]) | st.integers(200, 999)
HEADERS = st.dictionaries(st.sampled_from(["retry-after", "x-request-id"]), st.text(max_size=12), max_size=2)


CALLS = [
    lambda client: client.text.process(PAYLOAD, wait_timeout=5),
    lambda client: client.text.append(PAYLOAD, 5, idempotency_key="k", wait_timeout=5),
    lambda client: client.conversations.get_conversation("5"),
    lambda client: client.conversations.get_messages("5"),
    lambda client: client.conversations.get_topics("5"),
    lambda client: client.conversations.get_questions("5"),
    lambda client: client.conversations.get_action_items("5"),
    lambda client: client.conversations.get_follow_ups("5"),
    lambda client: client.conversations.get_insights("5"),
    lambda client: client.conversations.get_members("5"),
    lambda client: client.conversations.get_entities("5"),
    lambda client: client.conversations.get_trackers("5"),
    lambda client: client.conversations.get_analytics("5"),
]


class Played:
    """Performs sending by taking the next outcome, and sleeping by not sleeping."""

    def __init__(self, outcomes: list[Any]) -> None:
        self._outcomes = outcomes

    def play(self, effect: Any) -> Any:
        if isinstance(effect, Sleep):
            return None
        outcome = self._outcomes.pop(0) if self._outcomes else Read(404, {}, b"")
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class PlayedTransport(Played, Transport):
    def __init__(self, outcomes: list[Any]) -> None:
        Played.__init__(self, outcomes)
        Transport.__init__(self)

    def perform(self, effect: Any) -> Any:
        return Transport.perform(self, effect) if isinstance(effect, Acquire) else self.play(effect)


class PlayedAsyncTransport(Played, AsyncTransport):
    def __init__(self, outcomes: list[Any]) -> None:
        Played.__init__(self, outcomes)
        AsyncTransport.__init__(self)

    async def perform(self, effect: Any) -> Any:
        return await AsyncTransport.perform(self, effect) if isinstance(effect, Acquire) else self.play(effect)


OUTCOMES = st.builds(Read, STATUSES, HEADERS, bodies()) | st.sampled_from(
    [symbl.ConnectionFailed("reset"), symbl.ConnectionFailed("refused", sent=False), symbl.TimedOut("late")]
)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(CALLS),
    st.lists(OUTCOMES, max_size=8),
    st.booleans(),
    st.sampled_from([GIVEN, {"app_id": "id", "app_secret": "secret"}]),
)
def test_whatever_the_server_does(
    call: Any, outcomes: list[Any], asynchronous: bool, credentials: dict[str, Any]
) -> None:
    try:
        if asynchronous:

            async def main() -> Any:
                client = symbl.AsyncSymbl(**credentials)
                client._use(AsyncCore(client._core.config, PlayedAsyncTransport(list(outcomes))))
                return await call(client)

            result = asyncio.run(main())
        else:
            client = Symbl(**credentials)
            client._use(SyncCore(client._core.config, PlayedTransport(list(outcomes))))
            result = call(client)
    except SymblError as error:
        assert str(error)
        assert repr(error)
    else:
        assert str(result)


@both
@pytest.mark.parametrize("cut", range(0, 60, 7))
def test_json_that_is_cut_off_on_the_wire(kind: str, cut: int, scripted: ScriptedServer) -> None:
    whole = Answer(200, {"messages": [{"id": "1", "text": "A text of some length, to be cut off."}]}).content()
    scripted.script("/messages", Answer(200, whole[:cut]))
    with pytest.raises(symbl.ResponseDecodeError):
        drive(kind, scripted.base_url, read)


@both
def test_errors_are_raised_and_never_returned(kind: str, scripted: ScriptedServer) -> None:
    """Not even for a 200 that looks like one."""
    scripted.script("/messages", Answer(200, {"message": "The conversationId is either invalid or does not exist."}))
    with pytest.raises(symbl.ResponseDecodeError, match="messages"):
        drive(kind, scripted.base_url, read)


def test_an_unknown_conversation(user: Symbl) -> None:
    with pytest.raises(symbl.NotFoundError, match="conversationId is either invalid") as caught:
        user.conversations.get_messages("5180676375576576")
    assert caught.value.operation == "get-messages"
    with pytest.raises(symbl.NotFoundError) as caught:
        user.text.append(PAYLOAD, 1234567890)
    assert caught.value.operation == "put-text"


def test_what_another_account_sees(user: Symbl) -> None:
    conversation = user.text.process(PAYLOAD)
    other = {"app_id": "somebody else", "app_secret": "s"}
    with pytest.raises(symbl.NotFoundError):
        user.conversations.get_messages(conversation.conversation_id, other)


def test_the_servers_own_refusals(user: Symbl) -> None:
    user.text.process(PAYLOAD, idempotency_key="k")
    with pytest.raises(symbl.ConflictError, match="Idempotency-Key") as caught:
        user.text.process({"messages": [*PAYLOAD["messages"], *PAYLOAD["messages"]]}, idempotency_key="k")
    assert caught.value.status == 409
    again = user.text.process(PAYLOAD, idempotency_key="k")
    assert again.conversation_id == user.conversations.get_conversation_id()
    with pytest.raises(symbl.PayloadTooLargeError):
        user.text.process({"messages": [{"payload": {"content": "x" * 17 * 2**20}}]})


@both
def test_a_redirect_is_named_and_not_followed(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/messages", Answer(301, b"", {"Location": "https://elsewhere.example/v1"}))
    with pytest.raises(symbl.APIError, match=r"redirected to https://elsewhere\.example/v1") as caught:
        drive(kind, scripted.base_url, lambda client: client.conversations.get_messages("1"))
    assert caught.value.status == 301
    assert len(scripted.to("/messages")) == 1
