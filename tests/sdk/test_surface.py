"""Every calling form that the documentation promises, and those that have to fail before anything is sent."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_plus

import pytest

import symbl
from symbl import AsyncConversation, AsyncSymbl, Conversation, Symbl
from symbl._flow import AsyncHost, Flow, Host, Sleep, operation
from symbl_api.models import (
    ActionItems,
    Analytics,
    Entities,
    FollowUps,
    Insights,
    Members,
    Messages,
    Questions,
    TextMessage,
    TextPayload,
    TextRequest,
    Topics,
)
from symbl_api.models import Conversation as ConversationInfo
from symbl_local import LocalServer

from .driving import PAYLOAD, both, drive, run_python
from .script import Answer, ScriptedServer, submitted

CREDENTIALS = {"app_id": "other", "app_secret": "secret"}
MODEL = TextRequest(messages=[TextMessage(payload=TextPayload(content="Hello."))])

READS: dict[str, type] = {
    "get_conversation": ConversationInfo,
    "get_messages": Messages,
    "get_topics": Topics,
    "get_questions": Questions,
    "get_action_items": ActionItems,
    "get_follow_ups": FollowUps,
    "get_insights": Insights,
    "get_members": Members,
    "get_entities": Entities,
    "get_trackers": object,
    "get_analytics": Analytics,
}
ALIASES = {
    "messages": "get_messages",
    "topics": "get_topics",
    "questions": "get_questions",
    "action_items": "get_action_items",
    "actions": "get_action_items",
    "follow_ups": "get_follow_ups",
    "members": "get_members",
    "entities": "get_entities",
    "trackers": "get_trackers",
    "analytics": "get_analytics",
}


# ------------------------------------------------------------------------------------------------ submissions

SUBMISSIONS: dict[str, Callable[[Any], Any]] = {
    "payload by name": lambda text: text.process(payload=PAYLOAD),
    "payload by place": lambda text: text.process(PAYLOAD),
    "payload a model": lambda text: text.process(MODEL),
    "all by place": lambda text: text.process(PAYLOAD, CREDENTIALS, "application/json", True, {"name": "x"}),
    "wait": lambda text: text.process(payload=PAYLOAD, wait=False),
    "content_type": lambda text: text.process(payload=PAYLOAD, content_type="application/json"),
    "content_type empty": lambda text: text.process(payload=PAYLOAD, content_type=""),
    "contentType": lambda text: text.process(payload=PAYLOAD, contentType="application/json"),
    "parameters": lambda text: text.process(payload=PAYLOAD, parameters={"detectEntities": True}),
    "no parameters": lambda text: text.process(payload=PAYLOAD, parameters=None, credentials=None),
    "credentials": lambda text: text.process(payload=PAYLOAD, credentials=CREDENTIALS),
    "credentials camelCase": lambda text: text.process(PAYLOAD, {"appId": "other", "appSecret": "secret"}),
    "options": lambda text: text.process(PAYLOAD, timeout=20, wait_timeout=20, deadline=20, idempotency_key="k"),
    "append": lambda text: text.append(payload=PAYLOAD, conversation_id="5274"),
    "append by place": lambda text: text.append(PAYLOAD, "5274", CREDENTIALS, True, {"name": "x"}),
    "append to an int": lambda text: text.append(PAYLOAD, 5274),
    "conversationId": lambda text: text.append(payload=PAYLOAD, conversationId="5274"),
    "both spellings of one value": lambda text: text.append(PAYLOAD, conversation_id="1", conversationId="1"),
}


@both
@pytest.mark.parametrize("form", SUBMISSIONS)
def test_submissions(kind: str, form: str, scripted: ScriptedServer) -> None:
    scripted.script("/v1/process/text/5274", submitted("5274")).script("/v1/process/text/1", submitted("1"))
    conversation = drive(kind, scripted.base_url, lambda client: SUBMISSIONS[form](client.text))
    assert isinstance(conversation, Conversation if kind == "sync" else AsyncConversation)
    [submission] = [call for call in scripted.calls if "/process/" in call.path]
    expected = submission.path.rpartition("/")[2].replace("text", "c1")
    assert conversation.get_conversation_id() == conversation.conversation_id == expected
    assert conversation.get_job_id() == conversation.job_id == "j1"
    assert submission.json["messages"] == PAYLOAD["messages"]
    assert submission.headers["content-type"] == "application/json"


WRONG_SUBMISSIONS: list[tuple[type[Exception], str, Callable[[Any], Any]]] = [
    (TypeError, "payload", lambda text: text.process()),
    (ValueError, "payload", lambda text: text.process(None)),
    (TypeError, "payload", lambda text: text.process("Hello.")),
    (TypeError, "payload", lambda text: text.process([PAYLOAD])),
    (ValueError, "messages", lambda text: text.process({})),
    (ValueError, "content_type", lambda text: text.process(PAYLOAD, content_type="audio/wav")),
    (TypeError, "credentials", lambda text: text.process(PAYLOAD, credentials="id")),
    (ValueError, "app_secret", lambda text: text.process(PAYLOAD, credentials={"app_id": "x"})),
    (ValueError, "app_id", lambda text: text.process(PAYLOAD, credentials={"app_secret": "x"})),
    (ValueError, "app_id", lambda text: text.process(PAYLOAD, credentials={})),
    (ValueError, "app_id", lambda text: text.process(PAYLOAD, credentials={"app_id": "", "app_secret": "x"})),
    (ValueError, "app_secret", lambda text: text.process(PAYLOAD, credentials={"app_id": "x", "app_secret": 5})),
    (ValueError, "app_key", lambda text: text.process(PAYLOAD, credentials={**CREDENTIALS, "app_key": "x"})),
    (TypeError, "appId", lambda text: text.process(PAYLOAD, credentials={**CREDENTIALS, "appId": "x"})),
    (TypeError, "parameters", lambda text: text.process(PAYLOAD, parameters=["name"])),
    (TypeError, "wait", lambda text: text.process(PAYLOAD, wait="no")),
    (TypeError, "unheard_of", lambda text: text.process(PAYLOAD, unheard_of=1)),
    (TypeError, "max_concurrent_jobs", lambda text: text.process(PAYLOAD, max_concurrent_jobs=1)),
    (TypeError, "timeout", lambda text: text.process(PAYLOAD, timeout="1")),
    (ValueError, "deadline", lambda text: text.process(PAYLOAD, deadline=0)),
    (TypeError, "idempotency_key", lambda text: text.process(PAYLOAD, idempotency_key=5)),
    (ValueError, "idempotency_key", lambda text: text.process(PAYLOAD, idempotency_key="")),
    (ValueError, "idempotency_key", lambda text: text.process(PAYLOAD, idempotency_key="a\r\nX-Y: z")),
    (ValueError, "idempotency_key", lambda text: text.process(PAYLOAD, idempotency_key="schlüssel")),
    (TypeError, "content_type", lambda text: text.process(PAYLOAD, content_type="", contentType="application/json")),
    (ValueError, "payload", lambda text: text.append(None, "1")),
    (TypeError, "conversation_id", lambda text: text.append(PAYLOAD)),
    (ValueError, "conversation_id", lambda text: text.append(PAYLOAD, None)),
    (ValueError, "conversation_id", lambda text: text.append(PAYLOAD, "")),
    (ValueError, "conversation_id", lambda text: text.append(PAYLOAD, " ")),
    (ValueError, "conversation_id", lambda text: text.append(PAYLOAD, "..")),
    (TypeError, "conversation_id", lambda text: text.append(PAYLOAD, True)),
    (TypeError, "conversation_id", lambda text: text.append(PAYLOAD, conversation_id="1", conversationId="2")),
]


@both
@pytest.mark.parametrize(("error", "named", "form"), WRONG_SUBMISSIONS)
def test_wrong_submissions(
    kind: str, error: type[Exception], named: str, form: Callable[[Any], Any], scripted: ScriptedServer
) -> None:
    with pytest.raises(error, match=named):
        drive(kind, scripted.base_url, lambda client: form(client.text))
    assert scripted.connections == 0


# ------------------------------------------------------------------------------------------------------ reads


@both
def test_every_read_in_every_form(kind: str, local: LocalServer) -> None:
    said = ["Please send it.", "Who does?", "I call you."]
    payload = {
        "messages": [{"payload": {"content": text}, "from": {"name": "Ann", "userId": "ann@x.y"}} for text in said],
        "trackers": [{"name": "Sending", "vocabulary": ["send"]}],
    }
    found: dict[str, Any] = {}

    async def read(client: Any) -> None:
        conversation = await done(client.text.process(payload, parameters={"name": "Trial"}))
        cid = conversation.conversation_id
        for name, model in READS.items():
            result = found[name] = await done(getattr(conversation, name)())
            assert isinstance(result, model)
            many = getattr(client.conversations, name)
            for again in (many(cid), many(conversation_id=cid), many(int(cid)), many(conversationId=cid)):
                assert (await done(again)).to_dict() == result.to_dict()
        for alias, name in ALIASES.items():
            assert (await done(getattr(conversation, alias)())).to_dict() == found[name].to_dict()
        assert client.conversations.get_conversation_id() == cid
        assert client.conversations.get_job_id() == conversation.job_id
        assert await done(conversation.get_job_status()) == "completed" == conversation.job_status
        assert conversation.conversation is conversation
        assert await done(conversation.wait()) is conversation

    drive(kind, local.base_url, lambda client: read(client) if kind == "async" else finish(read(client)))
    assert [message.text for message in found["get_messages"].messages] == said
    assert found["get_conversation"].name == "Trial"
    assert [member.name for member in found["get_members"].members] == ["Ann"]
    assert [item.text for item in found["get_action_items"].action_items] == [said[0]]
    assert [item.text for item in found["get_questions"].questions] == [said[1]]
    assert [item.text for item in found["get_follow_ups"].follow_ups] == [said[2]]
    assert len(found["get_insights"].insights) == 3
    assert [topic.text for topic in found["get_topics"].topics] == ["tests"]
    trackers = found["get_trackers"]
    assert len(trackers) == 1
    assert list(trackers) == trackers.trackers
    assert trackers.trackers[0].name == "Sending"
    assert json.loads(str(trackers)) == trackers.to_dict()
    assert found["get_analytics"].members


async def done(result: Any) -> Any:
    return await result if inspect.isawaitable(result) else result


def finish(steps: Any) -> None:
    """Runs a coroutine that never waits."""
    try:
        steps.send(None)
    except StopIteration:
        return
    raise AssertionError("something was awaited")


READ_FORMS: list[tuple[str, Callable[[Any], Any]]] = [
    ("", lambda cs: cs.get_messages("5")),
    ("", lambda cs: cs.get_messages("5", None, None)),
    ("", lambda cs: cs.get_messages("5", {})),
    ("", lambda cs: cs.get_messages("5", parameters={"sentiment": None})),
    ("sentiment=true", lambda cs: cs.get_messages(conversation_id="5", parameters={"sentiment": True})),
    ("sentiment=true", lambda cs: cs.get_messages("5", {"sentiment": True})),
    ("sentiment=true", lambda cs: cs.get_messages("5", CREDENTIALS, {"sentiment": "true"})),
    ("sentiment=true", lambda cs: cs.get_messages(parameters={"sentiment": True}, conversation_id=5)),
    ("sentiment=true", lambda cs: cs.get_messages("5", sentiment=True)),
    ("sentiment=true", lambda cs: cs.get_messages("5", {"sentiment": True}, sentiment=True)),
    ("sentiment=false", lambda cs: cs.get_messages("5", credentials=CREDENTIALS, sentiment=False)),
    ("verbose=true&sentiment=true", lambda cs: cs.get_messages("5", {"verbose": True}, sentiment=True)),
    ("parentRefs=true", lambda cs: cs.get_topics("5", parameters={"parentRefs": True})),
    ("parentRefs=true", lambda cs: cs.get_topics("5", parameters={"parent_refs": True})),
    ("parentRefs=true", lambda cs: cs.get_topics("5", parent_refs=True)),
    ("refresh=false", lambda cs: cs.get_topics("5", refresh=False)),
    ("customTopicVocabulary=true", lambda cs: cs.get_topics("5", custom_topic_vocabulary=True)),
    ('limit=5&filter={"a": 1}', lambda cs: cs.get_entities("5", {"limit": 5, "filter": {"a": 1}})),
    ('names=["a", "b"]', lambda cs: cs.get_members("5", {"names": ("a", "b")})),
]


@both
@pytest.mark.parametrize(("query", "form"), READ_FORMS)
def test_parameters_of_reads(kind: str, query: str, form: Callable[[Any], Any], scripted: ScriptedServer) -> None:
    lists: dict[str, list[Any]] = {"messages": [], "topics": [], "entities": [], "members": []}
    for name in lists:
        scripted.script(f"/v1/conversations/5/{name}", Answer(200, {name: []}))
    drive(kind, scripted.base_url, lambda client: form(client.conversations))
    [call] = scripted.calls
    assert call.method == "GET"
    assert unquote_plus(call.target.partition("?")[2]) == query


@both
def test_parameters_of_a_conversations_reads(kind: str, scripted: ScriptedServer) -> None:
    held: list[Any] = []
    scripted.script("/messages", Answer(200, {"messages": []}))
    drive(
        kind,
        scripted.base_url,
        lambda client: client.text.process(PAYLOAD, wait=False),
        lambda client: held.append(client._core.recent()),
        lambda client: held[0].get_messages({"sentiment": True}),
        lambda client: held[0].get_messages(parameters={"sentiment": True}),
        lambda client: held[0].messages(sentiment=True, timeout=5),
    )
    assert [read.target for read in scripted.to("/messages")] == ["/v1/conversations/c1/messages?sentiment=true"] * 3


WRONG_READS: list[tuple[type[Exception], str, Callable[[Any], Any]]] = [
    (TypeError, "conversation_id", lambda cs: cs.get_messages()),
    (ValueError, "conversation_id", lambda cs: cs.get_messages(None)),
    (ValueError, "conversation_id", lambda cs: cs.get_messages("")),
    (ValueError, "conversation_id", lambda cs: cs.get_messages("\t")),
    (ValueError, "conversation_id", lambda cs: cs.get_messages("..")),
    (ValueError, "conversation_id", lambda cs: cs.get_messages(".")),
    (TypeError, "conversation_id", lambda cs: cs.get_messages(b"5")),
    (TypeError, "conversation_id", lambda cs: cs.get_messages(5.0)),
    (TypeError, "credentials", lambda cs: cs.get_messages("5", ["x"])),
    (ValueError, "app_id", lambda cs: cs.get_messages("5", {"app_secret": "x"})),
    (TypeError, "parameters", lambda cs: cs.get_messages("5", parameters="sentiment")),
    (TypeError, "unheard_of", lambda cs: cs.get_messages("5", unheard_of=True)),
    (TypeError, "sentiment", lambda cs: cs.get_messages("5", {"sentiment": True}, sentiment=False)),
    (TypeError, "parent", lambda cs: cs.get_topics("5", {"parentRefs": True, "parent_refs": False})),
    (ValueError, "timeout", lambda cs: cs.get_topics("5", timeout=float("nan"))),
    (TypeError, "timeout", lambda cs: cs.get_topics("5", timeout=True)),
    (LookupError, "conversation", lambda cs: cs.get_conversation_id()),
    (RuntimeError, "conversation", lambda cs: cs.get_job_id()),
]


@both
@pytest.mark.parametrize(("error", "named", "form"), WRONG_READS)
def test_wrong_reads(
    kind: str, error: type[Exception], named: str, form: Callable[[Any], Any], scripted: ScriptedServer
) -> None:
    with pytest.raises(error, match=named):
        drive(kind, scripted.base_url, lambda client: form(client.conversations))
    assert scripted.connections == 0


@pytest.mark.parametrize("value", ["../jobs", "a/b", "a?b=c", "ü", "a%2fb", "...", "a b"])
def test_an_id_stays_one_segment(value: str, client: Symbl, scripted: ScriptedServer) -> None:
    scripted.script("/messages", Answer(200, {"messages": []}))
    client.conversations.get_messages(value)
    path = scripted.calls[0].target
    assert path.startswith("/v1/conversations/")
    assert path.count("/") == 4
    assert "?" not in path


# -------------------------------------------------------------------------------------------- the default client


def test_the_module_level_names(monkeypatch: pytest.MonkeyPatch, local: LocalServer) -> None:
    for name, value in {**local.env, "SYMBL_APP_ID": "module-level"}.items():
        monkeypatch.setenv(name, value)
    assert symbl.conversations is symbl.Conversations
    with pytest.raises(symbl.NoConversationError):
        symbl.Conversations.get_conversation_id()
    conversation = symbl.Text.process(PAYLOAD)
    assert symbl.conversations.get_conversation_id() == conversation.conversation_id
    assert symbl.Conversations.get_job_id() == conversation.job_id
    symbl.Text.append(PAYLOAD, conversation.conversation_id)
    texts = [message.text for message in symbl.conversations.get_messages(conversation.conversation_id).messages]
    assert texts == ["Hello."] * 2


def test_all() -> None:
    assert symbl.__getattr__("errors") is symbl.errors
    assert symbl.__getattr__("webhooks").unwrap is symbl.webhooks.unwrap
    assert symbl.__all__ == sorted(symbl.__all__)
    assert dir(symbl) == symbl.__all__
    for name in symbl.__all__:
        assert getattr(symbl, name) is not None
    with pytest.raises(AttributeError, match="Unheard"):
        symbl.Unheard  # noqa: B018
    run_python("from symbl import *; assert Text and Symbl and SymblError and errors and webhooks")
    run_python("from symbl.errors import *; assert SymblError and JobTimeoutError")


def test_all_errors_are_exported() -> None:
    tree = {
        name
        for name, value in vars(symbl.errors).items()
        if isinstance(value, type) and issubclass(value, symbl.SymblError)
    }
    assert tree == set(symbl.errors.__all__)
    assert tree < set(symbl.__all__)


# ---------------------------------------------------------------------------------------------------- parity


def public(cls: type) -> dict[str, str]:
    """The public callables of a class and their signatures, without what differs in kind."""
    members = {name: member for name, member in inspect.getmembers(cls) if not name.startswith("_")}
    return {
        name: str(inspect.signature(member)).replace("Async", "") if callable(member) else "property"
        for name, member in members.items()
    }


@pytest.mark.parametrize(("sync", "asynchronous"), [(Symbl, AsyncSymbl), (Conversation, AsyncConversation)])
def test_parity(sync: type, asynchronous: type) -> None:
    assert public(sync) == public(asynchronous)


def test_parity_of_the_namespaces() -> None:
    def namespaces(client: Symbl | AsyncSymbl) -> dict[str, dict[str, str]]:
        return {name: public(type(value)) for name, value in vars(client).items() if not name.startswith("_")}

    assert {"text", "conversations"} <= set(namespaces(Symbl()))
    assert namespaces(Symbl()) == namespaces(AsyncSymbl())


def test_operations_need_something_to_run_on() -> None:
    class Bare(Host):
        @operation
        def act(self) -> Flow[None]:
            """Does nothing."""
            yield Sleep(0)

    with pytest.raises(NotImplementedError):
        Bare().act()
    with pytest.raises(NotImplementedError):
        asyncio.run(AsyncHost()._run(iter(())))  # pyright: ignore


@pytest.mark.parametrize("name", ["process", "append"])
def test_documented_order_of_arguments(name: str) -> None:
    documented = {
        "process": ["payload", "credentials", "content_type", "wait", "parameters"],
        "append": ["payload", "conversation_id", "credentials", "wait", "parameters"],
    }
    signature = inspect.signature(getattr(symbl.Text, name))
    assert [*signature.parameters][: len(documented[name])] == documented[name]


@pytest.mark.parametrize("name", READS)
def test_every_read_says_what_it_does(name: str) -> None:
    for method in (getattr(Conversation, name), getattr(symbl.Conversations, name)):
        assert method.__doc__
        assert method.__name__ == name
        assert "Flow" not in str(inspect.signature(method))


# --------------------------------------------------------------------------------------------------- importing

IMPORT = """
import sys, threading, logging
import os, pathlib
opened = []
sys.addaudithook(lambda event, arguments: opened.append(str(arguments[0])) if event in ("open", "os.listdir") else None)
handlers = list(logging.getLogger().handlers)
import symbl
assert not {"httpx", "websocket", "asyncio", "symbl_local"} & set(sys.modules), sorted(sys.modules)
assert threading.active_count() == 1
assert logging.getLogger().handlers == handlers
assert logging.getLogger().level == logging.WARNING
import sysconfig
own = [os.path.dirname(os.path.dirname(symbl.__file__)), *map(sysconfig.get_path, ("stdlib", "purelib", "platlib"))]
foreign = [path for path in opened if not path.startswith(tuple(own)) and path != "None"]
print(foreign)
client = symbl.Symbl()
assert threading.active_count() == 1
client.close()
"""


def test_import_is_quiet() -> None:
    assert run_python(IMPORT).stdout.strip() == "[]"


def test_logging_is_left_alone() -> None:
    code = "import symbl, logging; symbl.Symbl(); symbl.Text\nassert not logging.getLogger().handlers"
    done = run_python(code + "\nlogging.getLogger('symbl').warning('unseen')")
    assert done.stdout == done.stderr == ""
