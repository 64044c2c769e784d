"""Recordings that are streamed."""

from __future__ import annotations

import array
import io
import math
import sys
import time
import wave
from pathlib import Path
from typing import Any

import pytest
from driving_streams import both, done, drive
from streams import StreamServer

from symbl import ConfigurationError
from symbl.realtime._audio import Format
from symbl.realtime._files import open_recording


def recording(path: Path, rate: int = 16000, width: int = 2, channels: int = 1, seconds: float = 0.5) -> Path:
    """A tone, the second channel silent."""
    tone = [int(8000 * math.sin(number / 10)) for number in range(int(rate * seconds))]
    frames = bytearray()
    for value in tone:
        for sample in (value, 0)[:channels]:
            if width == 1:
                frames += bytes([(sample >> 8) + 128])
            else:
                frames += (sample << 8 * (width - 2)).to_bytes(width, "little", signed=True)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(bytes(frames))
    return path


@both
@pytest.mark.parametrize(("width", "channels"), [(1, 1), (2, 1), (3, 1), (4, 1), (2, 2), (3, 2)])
def test_wave_files(kind: str, width: int, channels: int, server: StreamServer, tmp_path: Path) -> None:
    path = recording(tmp_path / "a.wav", width=width, channels=channels)
    with wave.open(str(recording(tmp_path / "b.wav")), "rb") as file:
        tone = array.array("h", file.readframes(10**6))

    async def steps(client: Any) -> float:
        connection = await done(client.streaming.start_connection())
        seconds: float = await done(connection.stream_file(path, realtime=False))
        await done(connection.stop())
        return seconds

    assert drive(kind, server.base_url, steps) == pytest.approx(0.5)
    rates = [m["speechRecognition"]["sampleRateHertz"] for m in server.last.messages if m["type"] == "modify_request"]
    assert rates == [16000, 44100]
    assert server.last.order[-1] == "stop_request"
    heard = array.array("h", server.last.audio)
    assert len(heard) == len(tone)
    near = 256 if width == 1 else 1
    assert all(abs(a - (b >> (channels - 1))) <= near for a, b in zip(heard, tone, strict=True))


@both
def test_a_file_at_the_streams_own_rate_needs_no_change(kind: str, server: StreamServer, tmp_path: Path) -> None:
    path = recording(tmp_path / "a.wav")

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(config={"sampleRateHertz": 16000}))
        with path.open("rb") as file:
            await done(connection.stream_file(file, realtime=False))
        await done(connection.stream_file(str(path), realtime=False))
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert [message["type"] for message in server.last.messages] == ["start_request", "stop_request"]
    assert len(server.last.audio) == 2 * 16000


@both
def test_the_clock_sets_the_pace(
    kind: str, server: StreamServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = recording(tmp_path / "a.wav", seconds=0.35)
    began = time.monotonic()

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        await done(connection.stream_file(path))
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert time.monotonic() - began >= 0.29  # the last piece begins then; it may take as long as it likes


@both
def test_stopping_ends_a_file(kind: str, server: StreamServer, tmp_path: Path) -> None:
    path = recording(tmp_path / "a.wav", seconds=30)
    server.on_audio = lambda heard, data: heard.say({"type": "enough"}) if len(heard.frames) == 2 else None

    async def steps(client: Any) -> float:
        connection = await done(client.streaming.start_connection())
        connection.subscribe({"enough": lambda event: connection.stop()})
        seconds: float = await done(connection.stream_file(path))
        await done(connection.stop())
        return seconds

    assert drive(kind, server.base_url, steps) < 20


@both
def test_other_formats(kind: str, server: StreamServer) -> None:
    call = Path(__file__).parents[2] / "examples" / "call.flac"
    av = pytest.importorskip("av")
    with av.open(str(call)) as container:
        seconds = container.duration / av.time_base

    async def steps(client: Any) -> float:
        connection = await done(client.streaming.start_connection(config={"sampleRateHertz": 8000}))
        streamed: float = await done(connection.stream_file(call, realtime=False))
        await done(connection.stop())
        return streamed

    assert drive(kind, server.base_url, steps) == pytest.approx(seconds, abs=0.1)
    assert len(server.last.audio) / 16000 == pytest.approx(seconds, abs=0.1)
    assert max(abs(sample) for sample in array.array("h", server.last.audio)) > 1000


@both
def test_files_that_cannot_be_streamed(kind: str, server: StreamServer, tmp_path: Path) -> None:
    pytest.importorskip("av")
    text = tmp_path / "text.txt"
    text.write_text("not audio at all")

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        with pytest.raises(FileNotFoundError):
            await done(connection.stream_file(tmp_path / "none.wav"))
        with pytest.raises(IsADirectoryError):
            await done(connection.stream_file(tmp_path))
        with pytest.raises(ValueError, match="not a recording"):
            await done(connection.stream_file(text))
        with pytest.raises(TypeError, match="path"):
            await done(connection.stream_file(5))
        with pytest.raises(TypeError, match="realtime"):
            await done(connection.stream_file(text, realtime="yes"))
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert server.last.frames == []


def test_pyav_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(ConfigurationError, match=r"symbl-sdk\[media\]"):
        open_recording(io.BytesIO(b"OggS" + bytes(100)), 16000)


def test_a_wave_file_of_an_unusual_rate_is_brought_to_another(tmp_path: Path) -> None:
    pytest.importorskip("av")
    opened = open_recording(recording(tmp_path / "a.wav", rate=96000), 16000)
    assert opened.audio == Format("LINEAR16", 16000)
    total = sum(len(block) for block in iter(opened.read, b""))
    opened.close()
    assert total == pytest.approx(16000, rel=0.02)
