"""The microphone, by a stand-in for sounddevice."""

from __future__ import annotations

import struct
import sys
import threading
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from driving_streams import both, done, drive
from streams import StreamServer, eventually

from symbl import ConfigurationError, StreamingError


class PortAudioError(Exception):
    """As that of sounddevice."""


class Stand(ModuleType):
    """A stand-in for sounddevice: a microphone that says the number of its block."""

    PortAudioError = PortAudioError

    def __init__(self) -> None:
        super().__init__("sounddevice")
        self.opened: list[dict[str, Any]] = []
        self.closed = 0
        self.blocks = 0
        self.overflow_at = -1
        self.error: Exception | None = None
        self.fails_at = -1

    def RawInputStream(self, **options: Any) -> Stand:
        if self.error is not None:
            raise self.error
        self.opened.append(options)
        return self

    def start(self) -> None: ...

    def read(self, frames: int) -> tuple[Any, bool]:
        assert frames == 4096
        if self.blocks == self.fails_at:
            raise PortAudioError("unplugged", -9999)
        self.blocks += 1
        time.sleep(0.002)
        return memoryview(struct.pack("<h", self.blocks) * frames), self.blocks == self.overflow_at

    def abort(self, ignore_errors: bool = True) -> None: ...

    def close(self, ignore_errors: bool = True) -> None:
        self.closed += 1


@pytest.fixture
def stand(monkeypatch: pytest.MonkeyPatch) -> Stand:
    stand = Stand()
    monkeypatch.setitem(sys.modules, "sounddevice", stand)
    return stand


@both
def test_the_microphone_until_the_stream_stops(kind: str, server: StreamServer, stand: Stand) -> None:
    server.on_audio = lambda heard, data: heard.say({"type": "enough"}) if len(heard.frames) == 5 else None
    stand.overflow_at = 3
    dropped: list[Any] = []

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(config={"sampleRateHertz": 16000}))
        connection.subscribe({"enough": lambda event: connection.stop(), "audio_dropped": dropped.append})
        assert await done(connection.send_audio_from_mic(device=3)) is None
        await done(connection.stop())
        assert connection.conversation.conversation_id

    drive(kind, server.base_url, steps)
    assert stand.opened == [{"samplerate": 16000, "blocksize": 4096, "device": 3, "channels": 1, "dtype": "int16"}]
    assert stand.closed == 1
    assert {len(frame) for frame in server.last.frames} == {8192}
    heard = [struct.unpack("<h", frame[:2])[0] for frame in server.last.frames]
    assert heard == list(range(1, len(heard) + 1))
    assert dropped[0]["reason"].startswith("the microphone")


@both
def test_pausing_the_microphone(kind: str, server: StreamServer, stand: Stand) -> None:
    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())

        def later() -> None:
            eventually(lambda: len(server.last.frames) >= 3)
            connection.pause()
            at = stand.blocks
            eventually(lambda: stand.blocks > at + 10)
            count = len(server.last.frames)
            at = stand.blocks
            eventually(lambda: stand.blocks > at + 10)
            assert len(server.last.frames) == count
            connection.resume()
            eventually(lambda: len(server.last.frames) > count + 2)
            connection._link.request_stop()
            done_well.append(True)

        done_well: list[bool] = []
        thread = threading.Thread(target=later)
        thread.start()
        await done(connection.send_audio_from_mic())
        thread.join()
        assert done_well
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert stand.closed == 1


@both
def test_a_microphone_of_a_lost_connection(kind: str, server: StreamServer, stand: Stand) -> None:
    server.on_audio = lambda heard, data: heard.sever()

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        connection.on_error(lambda error: None)
        await done(connection.send_audio_from_mic())
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert stand.closed == 1


TROUBLES = [
    (PortAudioError("Invalid sample rate", -9997), StreamingError, "does not record at 44100 Hz"),
    (PortAudioError("Device unavailable", -9985), StreamingError, "busy"),
    (PortAudioError("Invalid device", -9996), StreamingError, "there is no"),
    (PortAudioError("Error querying device -1"), StreamingError, "cannot be opened"),
    (PortAudioError("Invalid number of channels", -9998), StreamingError, "no input"),
    (ValueError("No input device matching 'x'"), StreamingError, "query_devices"),
]


@both
@pytest.mark.parametrize(("error", "kind_of", "text"), TROUBLES)
def test_a_microphone_that_cannot_be_used(
    kind: str, error: Exception, kind_of: type[Exception], text: str, server: StreamServer, stand: Stand
) -> None:
    stand.error = error

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        with pytest.raises(kind_of, match=text):
            await done(connection.send_audio_from_mic())
        await done(connection.stop())

    drive(kind, server.base_url, steps)


@both
def test_a_microphone_that_is_unplugged(kind: str, server: StreamServer, stand: Stand) -> None:
    stand.fails_at = 2

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        with pytest.raises(StreamingError, match="unplugged"):
            await done(connection.send_audio_from_mic())
        await done(connection.stop())

    drive(kind, server.base_url, steps)
    assert stand.closed == 1


@both
def test_wrong_uses_of_the_microphone(kind: str, server: StreamServer, stand: Stand) -> None:
    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(config={"encoding": "MULAW"}))
        with pytest.raises(ValueError, match="LINEAR16"):
            await done(connection.send_audio_from_mic())
        with pytest.raises(TypeError, match="device"):
            await done(connection.send_audio_from_mic(1.5))
        await done(connection.stop())
        connection = await done(client.streaming.start_connection())
        await done(connection.stop())
        with pytest.raises(StreamingError, match="closed"):
            await done(connection.send_audio_from_mic())

    drive(kind, server.base_url, steps)
    assert not stand.opened


@both
@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("raise ModuleNotFoundError('No module', name='sounddevice')", r"pip install 'symbl-sdk\[mic\]'"),
        ("raise OSError('PortAudio library not found')", "libportaudio2"),
    ],
)
def test_libraries_that_are_missing(
    kind: str, body: str, text: str, server: StreamServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sounddevice.py").write_text(body)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection())
        with pytest.raises(ConfigurationError, match=text):
            await done(connection.send_audio_from_mic())
        await done(connection.stop())

    drive(kind, server.base_url, steps)
