"""Against the local server: what is spoken comes back, and the documented samples run as they stand."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving_streams import both, done, drive, entered, events_of
from tests.description import ROOT

import symbl
import symbl_local
from symbl.realtime import events

CALL = ROOT / "examples" / "call.flac"
SAMPLES = ROOT.parent / "shared" / "seeds" / "003_b533b601234eea9c.txt"


@pytest.fixture(scope="module")
def local() -> Iterator[symbl_local.LocalServer]:
    with symbl_local.serve() as server:
        yield server


@both
def test_a_recording_is_heard(kind: str, local: symbl_local.LocalServer) -> None:
    seen: list[dict[str, Any]] = []
    names = ["message", "message_response", "insight_response", "topic_response", "tracker_response", "error"]

    async def steps(client: Any) -> Any:
        connection = await done(
            client.streaming.start_connection(
                insight_types=["question", "action_item"],
                speaker={"name": "Ann", "email": "ann@example.com"},
                trackers=[{"name": "Money", "vocabulary": ["budget"]}],
                config={"sampleRateHertz": 16000},
                reconnect_timeout=30,
            )
        )
        async with entered(connection):
            connection.subscribe(dict.fromkeys(names, seen.append))
            assert await done(connection.stream_file(CALL, realtime=False)) > 10
        messages = await done(connection.conversation.get_messages())
        members = await done(connection.conversation.get_members())
        return [message.text for message in messages.messages], [member.name for member in members.members]

    texts, members = drive(kind, local.base_url, steps, access_token=None, **local.credentials)
    kinds = [event["message"]["type"] if event["type"] == "message" else event["type"] for event in seen]
    assert "error" not in kinds
    assert set(kinds[:3]) == {"conversation_created", "started_listening", "recognition_started"}
    assert kinds[-2:] == ["conversation_completed", "recognition_stopped"]
    heard = [
        message["payload"]["content"]
        for event in seen
        if event["type"] == "message_response"
        for message in event["messages"]
    ]
    assert heard == texts
    assert "When will we have the new budget?" in texts
    assert members == ["Ann"]
    assert {"insight_response", "topic_response", "tracker_response"} <= set(kinds)
    for event in seen:
        model = events.read(event)
        assert model is not None
        assert not model.additional_properties
    final = [events.text_of(event) for event in seen if event["type"] == "message" and event["message"].get("isFinal")]
    assert len(final) == len(texts)


@both
def test_refusals(kind: str, local: symbl_local.LocalServer) -> None:
    async def steps(client: Any) -> None:
        with pytest.raises(symbl.StreamingError, match="made_up"):
            await done(client.streaming.start_connection(insight_types=["made_up"]))
        with pytest.raises(symbl.AuthenticationError):
            await done(client.streaming.start_connection({"access_token": "wrong"}))
        connection = await done(client.streaming.start_connection())
        await done(connection.stop())
        assert [event["type"] async for event in events_of(connection)]
        assert (await done(connection.conversation.get_messages())).messages == []

    drive(kind, local.base_url, steps, access_token=None, **local.credentials)


@both
def test_two_speakers_and_a_second_start(kind: str, local: symbl_local.LocalServer) -> None:
    async def steps(client: Any) -> None:
        options: dict[str, Any] = {"connection_id": f"room-{kind}", "disconnect_on_stop_request": False}
        ann = await done(client.streaming.start_connection(speaker={"name": "Ann"}, **options))
        ben = await done(client.streaming.start_connection(speaker={"name": "Ben"}, **options))
        assert ann.conversation_id == ben.conversation_id
        await done(ann.modify_request(sample_rate_hertz=16000))
        await done(ann.send_audio(bytes(16000)))
        await done(ann.stop())
        assert ann.state == "stopped"
        await done(ann.start())
        await done(ann.send_audio(bytes(16000)))
        for speaker in (ann, ben):
            await done(speaker.stop())
            await done(speaker.close())

    drive(kind, local.base_url, steps, access_token=None, **local.credentials)


# ------------------------------------------------------------------------------------------ documented samples

MICROPHONE = """
import os, signal, time
import av
class PortAudioError(Exception): pass
class RawInputStream:
    def __init__(self, samplerate, blocksize, device, channels, dtype):
        assert (samplerate, channels, dtype) == (44100, 1, "int16")
        with av.open(os.environ["CALL"]) as file:
            resampler = av.AudioResampler(format="s16", layout="mono", rate=samplerate)
            pieces = [p for f in file.decode(audio=0) for p in resampler.resample(f)]
            self.left = b"".join(bytes(p.planes[0])[: 2 * p.samples] for p in pieces)[: 2 * samplerate * 8]
    def start(self): pass
    def read(self, frames):
        piece, self.left = self.left[: 2 * frames], self.left[2 * frames :]
        if not piece:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(1)
        return piece.ljust(2 * frames, b"\\0"), False
    def abort(self, ignore_errors=True): pass
    def close(self, ignore_errors=True): print("microphone closed", flush=True)
"""


def samples() -> list[str]:
    """The blocks of code of the section on streaming."""
    if not SAMPLES.exists():
        return []
    section = SAMPLES.read_text("utf-8").partition("## Streaming Class")[2]
    return re.findall(r"```py\n(.*?)```", section, re.DOTALL)


@pytest.mark.skipif(not samples(), reason="the documented samples are not at hand")
def test_documented_samples(local: symbl_local.LocalServer, tmp_path: Path) -> None:
    (tmp_path / "sounddevice.py").write_text(MICROPHONE)
    environment = {"PYTHONPATH": str(tmp_path), "CALL": str(CALL), "HOME": str(tmp_path), **local.env}
    printed: list[str] = []
    for sample in samples():
        code = sample if "import symbl" in sample else f"import symbl\n{sample}"
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        assert not done.stderr
        printed.append(done.stdout)
    assert len(printed) == 3
    spoken = next(text for text in printed if text)
    assert "Final Messages ->  ['Good morning I am calling about the monthly report.']" in spoken
    assert "microphone closed" in spoken
