"""Audio of every encoding to samples, bit by bit."""

from __future__ import annotations

import io
import random
import wave
from array import array
from pathlib import Path
from typing import Any

import av
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symbl_local.realtime.decoding import Decoder
from symbl_local.realtime.requests import AudioFormat

RATE = 16_000
CALL = Path(__file__).parents[2] / "examples/call.flac"


def tone(seconds: float, rate: int = RATE) -> bytes:
    return array("h", (12_000 - 24_000 * (n * 440 // rate % 2) for n in range(round(seconds * rate)))).tobytes()


def heard(decoder: Decoder, chunks: list[bytes]) -> tuple[bytes, list[str]]:
    found, faults = b"", []
    for chunk in chunks:
        pcm, fault = decoder.feed(chunk)
        found += pcm
        faults += [fault] if fault else []
    return found + decoder.finish(), faults


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


def opus(pcm: bytes) -> list[bytes]:
    """Packets of 20 ms."""
    encoder: Any = av.CodecContext.create("libopus", "w")
    encoder.sample_rate, encoder.layout, encoder.format = 48_000, "mono", "s16"
    packets: list[bytes] = []
    for at in range(0, len(pcm), 1920):
        frame = av.AudioFrame(format="s16", layout="mono", samples=960)
        frame.planes[0].update(pcm[at : at + 1920].ljust(1920, b"\0"))
        frame.sample_rate = 48_000
        packets += [bytes(packet) for packet in encoder.encode(frame)]
    return packets


@pytest.mark.parametrize("size", [2, 333, 8192])
def test_plain_samples_pass_as_they_are(size: int) -> None:
    pcm = tone(0.5)
    assert heard(Decoder(AudioFormat(), RATE), cut(pcm, size)) == (pcm, [])


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 48_000])
def test_other_rates(rate: int) -> None:
    found, faults = heard(Decoder(AudioFormat("LINEAR16", rate), RATE), cut(tone(1, rate), 1001))
    assert faults == []
    assert abs(len(found) // 2 - RATE) < RATE // 100


def test_mulaw() -> None:
    found, faults = heard(Decoder(AudioFormat("MULAW", 8_000), RATE), cut(bytes(range(256)) * 31, 320))
    assert faults == []
    assert abs(len(found) // 2 - 2 * 256 * 31) < 100
    assert max(array("h", found)) > 30_000


def test_opus() -> None:
    found, faults = heard(Decoder(AudioFormat("OPUS", 48_000), RATE), opus(tone(1, 48_000)))
    assert faults == []
    assert abs(len(found) // 2 - RATE) < RATE // 20


@pytest.mark.parametrize("size", [100, 4096, 65_536])
def test_flac(size: int) -> None:
    found, faults = heard(Decoder(AudioFormat("FLAC", 16_000), RATE), cut(CALL.read_bytes(), size))
    with av.open(str(CALL)) as container:
        wanted = sum(frame.samples for frame in container.decode(audio=0))
    assert faults == []
    assert len(found) // 2 == wanted


def test_broken_flac_is_told_and_survived() -> None:
    data = CALL.read_bytes()
    noise = random.Random(1).randbytes(20_000)
    found, faults = heard(Decoder(AudioFormat("FLAC", 16_000), RATE), cut(data[:90_000] + noise + data[110_000:], 4096))
    assert faults
    assert len(found) > 0.7 * 2 * 289_360
    decoder = Decoder(AudioFormat("FLAC", 16_000), RATE)
    assert decoder.feed(noise)[1] == "FLAC: this is not the beginning of a stream"
    assert len(heard(decoder, cut(data, 4096))[0]) == 2 * 289_360  # it may still begin


def test_broken_opus_is_told_and_survived() -> None:
    packets = opus(tone(1, 48_000))
    noise = random.Random(1)
    packets[20:20] = [noise.randbytes(60) for _ in range(20)]
    found, faults = heard(Decoder(AudioFormat("OPUS", 48_000), RATE), packets)
    assert faults
    assert len(found) // 2 > 0.9 * RATE


@settings(max_examples=60)
@given(st.sampled_from(["MULAW", "FLAC", "OPUS", "LINEAR16"]), st.lists(st.binary(max_size=400), max_size=8))
def test_no_audio_does_harm(encoding: str, chunks: list[bytes]) -> None:
    rate = 8_000 if encoding == "MULAW" else 48_000
    found, _ = heard(Decoder(AudioFormat(encoding, rate), RATE), [b"fLaC" + chunk for chunk in chunks])
    assert len(found) % 2 == 0


def test_a_wav_header_is_only_noise() -> None:
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes(tone(0.1))
    assert heard(Decoder(AudioFormat(), RATE), [file.getvalue()])[1] == []
