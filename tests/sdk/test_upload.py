"""Files on their way: every source, whole, streamed, replayed, counted; and the calls of `Audio` and `Video`."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import symbl
from symbl import _upload
from tests.description import ROOT

from .driving import both, drive, eventually
from .script import RESET, Answer, Recorded, ScriptedServer, job, submitted, token

DATA = bytes(range(256)) * 5000  # several blocks
KINDS = ["audio", "video"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "call.wav"
    path.write_bytes(DATA)
    return path


def query(request: Recorded) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(request.target).query).items()}


async def later(blocks: list[bytes]) -> AsyncIterator[bytes]:
    for block in blocks:
        yield block


class Pipe(io.RawIOBase):
    """A file object that cannot seek."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._data.readinto(buffer)


def moved(data: bytes, to: int) -> io.BytesIO:
    file = io.BytesIO(data)
    file.seek(to)
    return file


SOURCES: dict[str, Any] = {
    "path": lambda path: path,
    "str": str,
    "bytes": lambda path: DATA,
    "bytearray": lambda path: bytearray(DATA),
    "memoryview": lambda path: memoryview(DATA),
    "file": lambda path: path.open("rb"),
    "file not at its start": lambda path: moved(b"header" + DATA, 6),
    "pipe": lambda path: Pipe(DATA),
    "list": lambda path: [DATA[:10], b"", DATA[10:]],
    "generator": lambda path: (DATA[i : i + 1000] for i in range(0, len(DATA), 1000)),
}
SIZED = ["path", "str", "bytes", "bytearray", "memoryview", "file", "file not at its start"]


@both
@pytest.mark.parametrize("source", SOURCES)
def test_every_source_arrives_whole(kind: str, source: str, path: Path, scripted: ScriptedServer) -> None:
    file = SOURCES[source](path)
    seen: list[tuple[int, int | None]] = []
    try:
        drive(
            kind,
            scripted.base_url,
            lambda client: client.audio.process_file(file, on_progress=lambda *counts: seen.append(counts)),
        )
    finally:
        if hasattr(file, "close"):
            file.close()
    (request,) = scripted.to("/v1/process/audio")
    assert request.content == DATA
    if source in SIZED:
        assert request.headers["content-length"] == str(len(DATA))
        assert {total for _, total in seen} == {len(DATA)}
    else:
        assert request.headers["transfer-encoding"] == "chunked"
        assert {total for _, total in seen} == {None}
    counts = [count for count, _ in seen]
    assert counts == sorted(counts)
    assert counts[-1] == len(DATA)
    assert len(counts) > 1


def test_an_async_iterator_arrives_whole(scripted: ScriptedServer) -> None:
    drive("async", scripted.base_url, lambda client: client.audio.process_file(later([DATA, b"", b"end"])))
    assert scripted.to("/audio")[0].content == DATA + b"end"


def test_an_async_iterator_is_not_for_the_sync_client(scripted: ScriptedServer) -> None:
    with pytest.raises(TypeError, match="AsyncSymbl"):
        drive("sync", scripted.base_url, lambda client: client.audio.process_file(later([DATA])))
    assert not scripted.to("/audio")


def text_file(folder: Path) -> Any:
    return io.StringIO("text")


def empty_file(folder: Path) -> Any:
    (folder / "empty.wav").touch()
    return folder / "empty.wav"


REFUSED: dict[str, tuple[Any, type[Exception], str]] = {
    "None": (lambda folder: None, ValueError, "file_path"),
    "an empty str": (lambda folder: "", ValueError, "file_path"),
    "missing": (lambda folder: folder / "missing.wav", FileNotFoundError, "missing.wav"),
    "a directory": (lambda folder: folder, IsADirectoryError, "irectory"),
    "empty": (empty_file, ValueError, "empty"),
    "no bytes": (lambda folder: b"", ValueError, "file_path"),
    "an exhausted file": (lambda folder: moved(b"abc", 3), ValueError, "file_path"),
    "an empty iterator": (lambda folder: iter(()), ValueError, "file_path"),
    "text": (text_file, TypeError, "binary"),
    "an iterator of text": (lambda folder: iter(["text"]), TypeError, "bytes"),
    "a number": (lambda folder: 5, TypeError, "file_path"),
    "a dict": (lambda folder: {"a": b"b"}, TypeError, "file_path"),
}


@both
@pytest.mark.parametrize("case", REFUSED)
def test_refused_before_any_request(kind: str, case: str, tmp_path: Path, scripted: ScriptedServer) -> None:
    source, error, text = REFUSED[case]
    with pytest.raises(error, match=text):
        drive(kind, scripted.base_url, lambda client: client.video.process_file(source(tmp_path)))
    assert not scripted.requests


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_no_permission(path: Path, scripted: ScriptedServer) -> None:
    path.chmod(0)
    with pytest.raises(PermissionError):
        drive("sync", scripted.base_url, lambda client: client.audio.process_file(path))


def test_a_fifo_is_no_file(tmp_path: Path) -> None:
    # Opening it would wait for a writer, so it must be told from a file before.
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(ValueError, match="regular file"):
        _upload.source_of(tmp_path / "fifo")


# --------------------------------------------------------------------------------------------------- retries


@both
@pytest.mark.parametrize("source", [name for name in SIZED if name != "memoryview"])
def test_a_retry_sends_every_byte(kind: str, source: str, path: Path, scripted: ScriptedServer) -> None:
    scripted.script("/audio", Answer(429), Answer(429), submitted())
    file = SOURCES[source](path)
    drive(kind, scripted.base_url, lambda client: client.audio.process_file(file))
    if hasattr(file, "close"):
        file.close()
    assert [request.content == DATA for request in scripted.to("/audio")] == [True, True, True]


@both
def test_what_can_be_read_once_is_not_tried_again(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/audio", Answer(429, {"message": "busy"}), submitted())
    with pytest.raises(symbl.RateLimitError) as caught:
        drive(kind, scripted.base_url, lambda client: client.audio.process_file(iter([DATA])))
    assert any("read only once" in note for note in caught.value.__notes__)
    assert len(scripted.to("/audio")) == 1


@both
def test_a_lost_upload_says_that_the_job_may_exist(kind: str, path: Path, scripted: ScriptedServer) -> None:
    scripted.script("/audio", RESET)
    with pytest.raises(symbl.ConnectionFailed, match="may have been accepted"):
        drive(kind, scripted.base_url, lambda client: client.audio.process_file(path))
    assert len(scripted.to("/audio")) == 1


@both
def test_a_lost_upload_under_a_key_is_sent_again(kind: str, path: Path, scripted: ScriptedServer) -> None:
    scripted.script("/audio", RESET, submitted())
    drive(kind, scripted.base_url, lambda client: client.audio.process_file(path, idempotency_key="k1"))
    sent = scripted.to("/audio")
    assert [(r.content == DATA, r.headers["idempotency-key"]) for r in sent] == [(True, "k1")] * 2


@both
def test_a_token_that_ended_does_not_cost_the_upload(kind: str, path: Path, scripted: ScriptedServer) -> None:
    scripted.script("/oauth2/token:generate", token("old"), token("new"))
    scripted.script("/audio", Answer(401, {"message": "expired"}), submitted())
    drive(kind, scripted.base_url, lambda client: client.audio.process_file(path))
    assert [r.headers["authorization"] for r in scripted.to("/audio")] == ["Bearer old", "Bearer new"]
    assert scripted.to("/audio")[1].content == DATA


@both
@pytest.mark.parametrize("change", ["grows", "shrinks", "is rewritten"])
def test_a_file_that_changes_is_noticed(kind: str, change: str, path: Path, scripted: ScriptedServer) -> None:
    def alter(sent: int, total: int | None) -> None:
        if change == "grows":
            with path.open("ab") as file:
                file.write(b"more")
        elif change == "shrinks":
            os.truncate(path, sent)
        else:
            path.write_bytes(bytes(len(DATA)))

    with pytest.raises(OSError, match="changed while it was sent"):
        drive(kind, scripted.base_url, lambda client: client.audio.process_file(path, on_progress=alter))
    assert not [request for request in scripted.to("/audio") if len(request.content) == len(DATA)]


def test_an_async_iterator_of_nothing_is_never_a_whole_file(scripted: ScriptedServer) -> None:
    with pytest.raises(ValueError, match="yields nothing"):
        drive("async", scripted.base_url, lambda client: client.audio.process_file(later([b"", b""])))
    assert not scripted.to("/audio")


def test_the_event_loop_does_not_wait_for_the_source(scripted: ScriptedServer) -> None:
    threads: set[int] = set()

    def blocks() -> Iterator[bytes]:
        for _ in range(3):
            threads.add(threading.get_ident())
            yield DATA

    drive("async", scripted.base_url, lambda client: client.audio.process_file(blocks()))
    assert threads
    assert threading.get_ident() not in threads


@both
def test_an_error_of_the_source_comes_through(kind: str, scripted: ScriptedServer) -> None:
    def broken() -> Iterator[bytes]:
        yield DATA
        raise RuntimeError("the disk is gone")

    with pytest.raises(RuntimeError, match="the disk is gone"):
        drive(kind, scripted.base_url, lambda client: client.audio.process_file(broken()))


# ------------------------------------------------------------------------------------------------ content type


@pytest.mark.parametrize(
    ("name", "head", "audio", "video"),
    [
        ("a.wav", b"RIFF", "audio/wav", "audio/wav"),
        ("a.MP3", b"x", "audio/mpeg", "audio/mpeg"),
        ("a.mp4", b"x", "audio/mp4", "video/mp4"),
        ("a.m4a", b"x", "audio/mp4", "video/mp4"),
        ("a.webm", b"x", "audio/webm", "video/webm"),
        ("a.flac", b"x", "audio/flac", "audio/flac"),
        ("noname", b"RIFF\0\0\0\0WAVEfmt ", "audio/wav", "audio/wav"),
        ("noname", b"ID3\4", "audio/mpeg", "audio/mpeg"),
        ("noname", b"\0\0\0\x18ftypisom", "audio/mp4", "video/mp4"),
        ("noname", b"OggS\0", "audio/ogg", "audio/ogg"),
        ("noname", b"fLaC\0", "audio/flac", "audio/flac"),
        ("noname", b"\x1a\x45\xdf\xa3\1", "audio/webm", "video/webm"),
        ("noname", b"who knows", None, "video/mp4"),
    ],
)
def test_content_type(tmp_path: Path, name: str, head: bytes, audio: str | None, video: str) -> None:
    (tmp_path / name).write_bytes(head)
    source = _upload.source_of(tmp_path / name)
    assert _upload.content_type(source, None, "audio") == _upload.content_type(source, "", "audio") == audio
    assert _upload.content_type(source, None, "video") == video
    assert _upload.content_type(source, "audio/x-mine", "audio") == "audio/x-mine"


def test_the_type_is_sent(path: Path, scripted: ScriptedServer) -> None:
    for file, type_ in ((path, None), (io.BytesIO(b"who knows"), None), (path, "audio/x-mine")):
        drive("sync", scripted.base_url, lambda client, f=file, g=type_: client.audio.process_file(f, content_type=g))
    assert [r.headers.get("content-type") for r in scripted.to("/audio")] == ["audio/wav", None, "audio/x-mine"]


# -------------------------------------------------------------------------------------------------- the calls

PARAMETERS = {
    "name": "new meeting",
    "detectPhrases": True,
    "enableSpeakerDiarization": True,
    "diarizationSpeakerCount": 3,
    "channelMetadata": [{"channel": 1, "speaker": {"name": "Jon Snow", "email": "jon@example.com"}}],
}
WIRE = {
    "name": "new meeting",
    "detectPhrases": "true",
    "enableSpeakerDiarization": "true",
    "diarizationSpeakerCount": "3",
    "channelMetadata": '[{"channel": 1, "speaker": {"name": "Jon Snow", "email": "jon@example.com"}}]',
}
SNAKE = {
    "name": "new meeting",
    "detect_phrases": True,
    "enable_speaker_diarization": True,
    "diarization_speaker_count": 3,
    "channel_metadata": PARAMETERS["channelMetadata"],
}
STRINGS = {**PARAMETERS, "detectPhrases": "true", "enableSpeakerDiarization": "true", "diarizationSpeakerCount": "3"}
FORMS: dict[str, Any] = {
    "keyword": lambda m, path: m.process_file(file_path=path, parameters=PARAMETERS),
    "positional": lambda m, path: m.process_file(path, None, "", True, PARAMETERS),
    "camelCase": lambda m, path: m.process_file(filePath=path, contentType="", parameters=PARAMETERS),
    "snake_case": lambda m, path: m.process_file(path, parameters=SNAKE),
    "keywords": lambda m, path: m.process_file(path, **SNAKE),
    "strings": lambda m, path: m.process_file(path, parameters=STRINGS),
    "JSON text": lambda m, path: m.process_file(
        path, parameters={**PARAMETERS, "channelMetadata": WIRE["channelMetadata"]}
    ),
}


@both
@pytest.mark.parametrize("media", KINDS)
@pytest.mark.parametrize("form", FORMS)
def test_process_file(kind: str, media: str, form: str, path: Path, scripted: ScriptedServer) -> None:
    done = drive(kind, scripted.base_url, lambda client: FORMS[form](getattr(client, media), path))
    assert done.job_status == "completed"
    (request,) = scripted.to(f"/v1/process/{media}")
    assert request.method == "POST"
    assert query(request) == WIRE


@both
@pytest.mark.parametrize("media", KINDS)
def test_append_file(kind: str, media: str, path: Path, scripted: ScriptedServer) -> None:
    drive(
        kind,
        scripted.base_url,
        lambda client: getattr(client, media).append_file(path, "17"),
        lambda client: getattr(client, media).append_file(file_path=path, conversation_id=17, parameters=PARAMETERS),
        lambda client: getattr(client, media).append_file(filePath=path, conversationId="17"),
    )
    sent = scripted.to(f"/v1/process/{media}/17")
    assert [request.method for request in sent] == ["PUT"] * 3
    assert query(sent[1]) == WIRE


URL = "https://files.example/call.wav"
URL_FORMS: dict[str, Any] = {
    "url": lambda m, **more: m.process_url(url=URL, **more),
    "payload": lambda m, **more: m.process_url(payload={"url": URL}, **more),
    "positional payload": lambda m, **more: m.process_url({"url": URL}, **more),
    "positional url": lambda m, **more: m.process_url(URL, **more),
    "both the same": lambda m, **more: m.process_url({"url": URL}, url=URL, **more),
}


@both
@pytest.mark.parametrize("media", KINDS)
@pytest.mark.parametrize("form", URL_FORMS)
def test_process_url(kind: str, media: str, form: str, scripted: ScriptedServer) -> None:
    drive(
        kind,
        scripted.base_url,
        lambda client: URL_FORMS[form](getattr(client, media)),
        lambda client: URL_FORMS[form](getattr(client, media), parameters=PARAMETERS, wait=True),
    )
    plain, full = scripted.to(f"/v1/process/{media}/url")
    assert plain.json == {"url": URL}
    assert query(plain) == {}
    assert full.json == {n: PARAMETERS[n] for n in ("name", "detectPhrases", "channelMetadata")} | {"url": URL}
    assert query(full) == {n: WIRE[n] for n in ("enableSpeakerDiarization", "diarizationSpeakerCount")}


@both
@pytest.mark.parametrize("media", KINDS)
def test_append_url(kind: str, media: str, scripted: ScriptedServer) -> None:
    drive(
        kind,
        scripted.base_url,
        lambda client: getattr(client, media).append_url({"url": URL, "mode": "phone"}, "17"),
        lambda client: getattr(client, media).append_url(url=URL, conversation_id=17, mode="phone"),
    )
    for request in scripted.to(f"/v1/process/{media}/url/17"):
        assert (request.method, request.json) == ("PUT", {"url": URL, "mode": "phone"})


def test_what_is_not_known_is_passed_on(path: Path, scripted: ScriptedServer) -> None:
    drive(
        "sync",
        scripted.base_url,
        lambda client: client.audio.process_file(path, parameters={"future": {"deep": [1]}, "more": False}),
        lambda client: client.audio.process_url({"url": URL, "future": {"deep": [1]}}),
    )
    assert query(scripted.to("/audio")[0]) == {"future": '{"deep": [1]}', "more": "false"}
    assert scripted.to("/audio/url")[0].json["future"] == {"deep": [1]}


WRONG: dict[str, tuple[Any, type[Exception], str]] = {
    "no file": (lambda m: m.process_file(), TypeError, "file_path"),
    "no conversation": (lambda m: m.append_file(b"x"), TypeError, "conversation_id"),
    "an empty conversation": (lambda m: m.append_file(b"x", conversation_id=""), ValueError, "conversation_id"),
    "no url": (lambda m: m.process_url(), ValueError, "url"),
    "an empty payload": (lambda m: m.process_url({}), ValueError, "url"),
    "no payload": (lambda m: m.process_url(None), ValueError, "url"),
    "a list as payload": (lambda m: m.process_url([]), TypeError, "payload"),
    "two urls": (lambda m: m.process_url({"url": "https://a"}, url="https://b"), TypeError, "url"),
    "no conversation for a url": (lambda m: m.append_url(url=URL), ValueError, "conversation_id"),
    "a threshold of 3": (lambda m: m.process_file(b"x", confidence_threshold=3), ValueError, "confidenceThreshold"),
    "channels that are no list": (lambda m: m.process_file(b"x", channel_metadata=5), TypeError, "channelMetadata"),
    "a channel without number": (
        lambda m: m.process_url({"url": URL, "channelMetadata": [{"speaker": {}}]}),
        ValueError,
        r"channelMetadata\[0\]\.channel",
    ),
    "no speakers": (lambda m: m.process_file(b"x", diarization_speaker_count=0), ValueError, "diarizationSpeakerCount"),
    "some speakers": (
        lambda m: m.process_file(b"x", diarization_speaker_count="some"),
        TypeError,
        "diarizationSpeakerCount",
    ),
    "a flag that is none": (
        lambda m: m.process_file(b"x", enable_speaker_diarization="perhaps"),
        TypeError,
        "enableSpeakerDiarization",
    ),
    "another mode": (lambda m: m.process_url(URL, mode="radio"), ValueError, "mode"),
    "parameters that are no dict": (lambda m: m.process_file(b"x", parameters=[1]), TypeError, "parameters"),
    "one twice": (lambda m: m.process_file(b"x", parameters={"name": "a"}, name="b"), TypeError, "name"),
    "an unknown argument": (lambda m: m.process_file(b"x", paramters={}), TypeError, "paramters"),
    "a type of two lines": (lambda m: m.process_file(b"x", content_type="a/b\r\nX: y"), ValueError, "content_type"),
    "a type that is not ASCII": (lambda m: m.process_file(b"x", content_type="é"), ValueError, "content_type"),
    "a type that is no word": (lambda m: m.process_file(b"x", content_type=5), TypeError, "content_type"),
    "progress that cannot be called": (lambda m: m.process_file(b"x", on_progress=5), TypeError, "on_progress"),
    "wait that is no bool": (lambda m: m.process_file(b"x", wait="no"), TypeError, "wait"),
}


@both
@pytest.mark.parametrize("media", KINDS)
@pytest.mark.parametrize("case", WRONG)
def test_wrong_before_any_request(kind: str, media: str, case: str, scripted: ScriptedServer) -> None:
    call, error, text = WRONG[case]
    with pytest.raises(error, match=text):
        drive(kind, scripted.base_url, lambda client: call(getattr(client, media)))
    assert not scripted.requests


@both
def test_wait_false(kind: str, path: Path, scripted: ScriptedServer) -> None:
    done: list[Any] = []

    def submit(client: Any) -> Any:
        return client.audio.process_file(path, wait=False)

    if kind == "sync":
        with symbl.Symbl("id", "secret", base_url=scripted.base_url) as client:
            submit(client).on_complete(done.append)
            eventually(lambda: done)
    else:
        drive(kind, scripted.base_url, lambda client: wait_behind(client, submit, done))
    assert done[0].job_status == "completed"


async def wait_behind(client: Any, submit: Any, done: list[Any]) -> None:
    conversation = (await submit(client)).on_complete(done.append)
    await conversation.wait()


def test_the_default_client_has_them(monkeypatch: pytest.MonkeyPatch, path: Path, scripted: ScriptedServer) -> None:
    monkeypatch.setenv("SYMBL_BASE_URL", scripted.base_url)
    monkeypatch.setenv("SYMBL_ACCESS_TOKEN", "given")
    symbl.Audio.process_file(path)
    symbl.Video.process_url(URL)
    assert [request.path for request in scripted.calls if request.method == "POST"] == [
        "/v1/process/audio",
        "/v1/process/video/url",
    ]


@settings(max_examples=60, deadline=None)
@given(blocks=st.lists(st.binary(max_size=50), min_size=1), size=st.integers(1, 30))
def test_blocks_are_never_larger_than_wanted_and_lose_nothing(blocks: list[bytes], size: int) -> None:
    data = b"".join(blocks)
    if not data:
        return
    for source in (data, io.BytesIO(data), iter(blocks), Pipe(data)):
        got = list(_upload.source_of(source).blocks(size))
        assert b"".join(got) == data
        assert all(0 < len(block) <= size for block in got)


def test_a_large_file_is_never_in_memory(tmp_path: Path, scripted: ScriptedServer) -> None:
    scripted.script("/audio", submitted()).script("/j1", job())
    path = tmp_path / "large.wav"
    with path.open("wb") as file:
        file.truncate(64 * 2**20)
    code = (
        "import resource, sys, symbl\n"
        "client = symbl.Symbl('id', 'secret', base_url=sys.argv[1])\n"
        "client.audio.process_file(b'warm')\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "client.audio.process_file(sys.argv[2])\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)\n"
        "client.close()"
    )
    command = [sys.executable, "-c", code, scripted.base_url, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert float(done.stdout) < 16, "MiB more than before"
