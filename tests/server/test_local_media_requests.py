"""How recordings are submitted: paths, parameters and their spellings, limits, repeats."""

from __future__ import annotations

import json
import socket
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from accounts import Account, login
from media import hear_lines, upload
from sounds import say, wav

import symbl_local

WAV = wav(say(1))
KINDS = pytest.mark.parametrize("kind", ["audio", "video"])
URL = {"url": "http://127.0.0.1:9/x.wav"}


def refusal(response: Any, status: int = 400) -> str:
    assert response.status_code == status, response.text
    return str(response.json()["message"])


@KINDS
def test_operations(listener: Account, kind: str) -> None:
    path = f"/v1/process/{kind}"
    first = listener.call("POST", path, content=WAV)
    assert first.status_code == 201
    assert set(first.json()) == {"conversationId", "jobId"}
    conversation_id = first.json()["conversationId"]
    for method, where, body in (
        ("PUT", f"{path}/{conversation_id}", {"content": WAV}),
        ("PUT", f"{path}/url/{conversation_id}", {"json": URL}),
    ):
        answer = listener.call(method, where, **body)
        assert answer.status_code == 201
        assert answer.json()["conversationId"] == conversation_id
    assert listener.call("POST", f"{path}/url", json=URL).status_code == 201


@KINDS
def test_paths(listener: Account, kind: str) -> None:
    path = f"/v1/process/{kind}"
    refusal(listener.call("PUT", f"{path}/url", json=URL), 405)  # not a conversation that is called so
    refusal(listener.call("GET", path), 405)
    unknown = "The conversationId is either invalid or does not exist."
    assert refusal(listener.call("PUT", f"{path}/123", content=WAV), 404) == unknown
    assert refusal(listener.call("PUT", f"{path}/url/123", json=URL), 404) == unknown


def test_conversations_of_others(listener: Account, hearing: symbl_local.LocalServer, account: Account) -> None:
    conversation_id = hear_lines(listener, 1)
    del account.http.headers["Authorization"]
    url = f"{hearing.base_url}/v1/process/audio"
    assert "No access token" in refusal(account.call("POST", url, content=WAV), 401)
    assert "No access token" in refusal(account.call("PUT", f"{url}/url/{conversation_id}", json=URL), 401)


@pytest.mark.parametrize(
    "kind", ["audio/wav", "audio/mpeg", "application/json", "application/octet-stream", "nonsense", None]
)
def test_any_content_type(listener: Account, kind: str | None) -> None:
    headers = {"Content-Type": kind} if kind else {}
    answer = listener.ok("POST", "/v1/process/audio", content=WAV, headers=headers)
    listener.wait(answer["jobId"])


def test_without_a_length(listener: Account) -> None:
    conversation_id, job_id = upload(listener, iter([WAV[:1000], WAV[1000:]]))
    listener.wait(job_id)
    assert len(listener.texts(conversation_id)) == 1


def test_empty_body(listener: Account) -> None:
    message = "body: expected the bytes of a recording, not an empty body"
    assert refusal(listener.call("POST", "/v1/process/audio")) == message
    assert refusal(listener.call("POST", "/v1/process/video", content=iter([b""]))) == message
    assert refusal(listener.call("POST", "/v1/process/audio/url")) == "url: missing"


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"confidenceThreshold": "1.5"}, "confidenceThreshold: expected a number from 0 to 1"),
        ({"confidenceThreshold": "high"}, "confidenceThreshold: expected a number, not a string"),
        ({"confidenceThreshold": "nan"}, "confidenceThreshold: nan is no number in JSON"),
        ({"detectPhrases": "yes"}, "detectPhrases: expected a boolean, not a string"),
        ({"enableSpeakerDiarization": "1"}, "enableSpeakerDiarization: expected a boolean, not a string"),
        ({"enableSeparateRecognitionPerChannel": "on"}, "enableSeparateRecognitionPerChannel: expected a boolean"),
        ({"diarizationSpeakerCount": "0"}, "diarizationSpeakerCount: expected a number from 1 to 64"),
        ({"diarizationSpeakerCount": "two"}, "diarizationSpeakerCount: expected an integer, not a string"),
        ({"languageCode": "english"}, "languageCode: expected a language and a region, such as en-US"),
        ({"languageCode": "en-us"}, "languageCode: expected a language and a region, such as en-US"),
        ({"languageCode": ""}, "languageCode: expected a language and a region, such as en-US"),
        ({"mode": "loud"}, "mode: expected default or phone"),
        ({"webhookUrl": "ftp://x"}, "webhookUrl: is not an http or https URL"),
        ({"channelMetadata": "x"}, "channelMetadata: not JSON"),
        ({"channelMetadata": '[{"channel": 1}]'}, "channelMetadata[0].speaker: missing"),
        ({"channelMetadata": '[{"channel": "1", "speaker": {}}]'}, "channelMetadata[0].channel: expected an integer"),
        ({"channelMetadata": '[{"channel": 0, "speaker": {}}]'}, "channelMetadata[0].channel: expected a number from"),
        ({"customVocabulary": '["a", 1]'}, "customVocabulary[1]: expected a string, not a number"),
        ({"customVocabulary": '["a"'}, "customVocabulary: expected a list of words"),
        ({"trackers": '[{"name": 1}]'}, "trackers[0].name: expected a string, not a number"),
        ({"entities": "5"}, "entities: expected a list, not a number"),
    ],
)
def test_wrong_parameters(listener: Account, query: dict[str, str], message: str) -> None:
    assert refusal(listener.call("POST", "/v1/process/audio", content=WAV, params=query)).startswith(message)
    assert refusal(listener.call("POST", "/v1/process/video/url", json=URL, params=query)).startswith(message)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "url: missing"),
        ({"url": 1}, "url: expected a string, not a number"),
        ({"url": "ftp://127.0.0.1/x"}, "url: is not an http or https URL"),
        ({"url": "call.wav"}, "url: is not an http or https URL"),
        (URL | {"confidenceThreshold": "0.5"}, "confidenceThreshold: expected a number, not a string"),
        (URL | {"mode": 8000}, "mode: expected a string, not a number"),
        (URL | {"diarizationSpeakerCount": 2.5}, "diarizationSpeakerCount: expected an integer"),
        (URL | {"customVocabulary": {"a": 1}}, "customVocabulary: expected a list"),
        ([], "The body must be a JSON object."),
    ],
)
def test_wrong_bodies(listener: Account, body: Any, message: str) -> None:
    assert refusal(listener.call("POST", "/v1/process/audio/url", json=body)).startswith(message)


@pytest.mark.parametrize("place", ["query", "body"])
def test_every_parameter_in_either_place(listener: Account, place: str) -> None:
    parameters: dict[str, Any] = {
        **URL,
        "name": "Call",
        "confidenceThreshold": 0.6,
        "detectPhrases": True,
        "detectEntities": "TRUE",
        "customEntities": {"customType": "Plan", "text": "silver plan"},
        "trackers": [{"id": 5, "name": "Money", "vocabulary": ["budget"]}],
        "enableAllTracker": False,
        "enableSummary": True,
        "webhookUrl": "http://127.0.0.1:9/",
        "customVocabulary": ["a"],
        "languageCode": "en-US",
        "mode": "phone",
        "enableSeparateRecognitionPerChannel": True,
        "channelMetadata": [{"channel": 1, "speaker": {"name": "Ana"}}],
        "enableSpeakerDiarization": "false",
        "diarizationSpeakerCount": 2,
        "somethingElse": 1,
    }
    if place == "body":
        answer = listener.ok("POST", "/v1/process/audio/url", json=parameters)
    else:
        words = {name: value if isinstance(value, str) else json.dumps(value) for name, value in parameters.items()}
        answer = listener.ok("POST", "/v1/process/audio/url", params=words)
    assert listener.read(answer["conversationId"])["name"] == "Call"


@pytest.mark.parametrize(
    "query",
    [
        [("customVocabulary", '["silver plan", "Platypus"]')],
        [("customVocabulary", "silver plan"), ("customVocabulary", "Platypus")],
        [("customVocabulary[]", "silver plan"), ("customVocabulary[]", "Platypus")],
        [("customVocabulary", "silver plan, Platypus")],
        [("customVocabulary", "[silver plan,Platypus]")],
        [("customVocabulary", "[silver plan Platypus]")],
    ],
)
def test_spellings_of_the_vocabulary(listener: Account, query: list[tuple[str, str]]) -> None:
    answer = listener.ok("POST", f"/v1/process/audio?{urlencode(query)}", content=wav(say(4)))
    listener.wait(answer["jobId"])
    [text] = listener.texts(answer["conversationId"])
    assert text.casefold() == "silver plan platypus."


def test_too_large(listener: Account, hearing: symbl_local.LocalServer) -> None:
    message = "The file is larger than 1000000 bytes."
    for content in (bytes(1_000_001), iter([bytes(500_000)] * 3)):
        assert refusal(listener.call("POST", "/v1/process/audio", content=content), 413) == message
    listener.wait(upload(listener, bytes(1_000_000))[1], "failed")


def test_an_endless_body_is_not_read_for_ever(listener: Account, hearing: symbl_local.LocalServer) -> None:
    """The server answers and hangs up although the client goes on sending."""
    host, port = hearing.base_url.removeprefix("http://").split(":")
    token = listener.http.headers["Authorization"]
    head = f"POST /v1/process/audio HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n"
    block = b"%x\r\n" % 2**20 + bytes(2**20) + b"\r\n"
    sent = 0
    with socket.create_connection((host, int(port))) as client, suppress(OSError):
        client.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n".encode())
        while sent < 600:
            client.sendall(block)
            sent += 1
    assert sent < 600


def test_idempotency(listener: Account) -> None:
    def send(content: bytes, **query: str) -> Any:
        headers = {"Idempotency-Key": "once"}
        return listener.call("POST", "/v1/process/audio", content=content, params=query, headers=headers)

    first = send(WAV)
    listener.wait(first.json()["jobId"])
    again = send(WAV)
    assert (again.status_code, again.json()) == (201, first.json())
    assert len(listener.texts(first.json()["conversationId"])) == 1
    for other in (send(WAV + b"\0"), send(WAV, name="x")):
        assert refusal(other, 409) == "This Idempotency-Key came with a different request before."
    body = {"json": URL, "headers": {"Idempotency-Key": "once"}}
    refusal(listener.call("POST", "/v1/process/audio/url", **body), 409)
    refusal(listener.call("POST", "/v1/process/audio", content=WAV, headers={"Idempotency-Key": "a b"}))


def test_too_many_jobs() -> None:
    with symbl_local.serve(max_concurrent_jobs=1, job_delay=30) as server, login(server) as account:
        upload(account, WAV)
        response = account.call("POST", "/v1/process/audio", content=WAV)
        assert response.status_code == 429
        assert response.headers["Retry-After"] == "1"
        refusal(account.call("POST", "/v1/process/audio/url", json=URL), 429)


def test_capabilities(hearing: symbl_local.LocalServer, account: Account) -> None:
    del account.http.headers["Authorization"]
    answer = account.ok("GET", f"{hearing.base_url}/v1/local/capabilities")
    assert answer["text"] == {"analyzer": "text", "languages": ["en"]}
    speech = answer["speech"]
    assert speech["available"]
    assert (speech["recognizer"], speech["note"]) == ("scripted", "Hears buzzing.")
    assert speech["languages"] == ["en-GB", "en-US", "fr-FR"]
    assert {"wav", "mp3", "mp4"} <= set(speech["formats"])
    assert (speech["maxBytes"], speech["maxSeconds"]) == (1_000_000, 20)
    assert (speech["customVocabulary"], speech["streaming"]) == (True, False)
