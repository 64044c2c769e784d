"""From a file to utterances, in other processes that may die."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import fakes
import pytest
from media_files import cut, silent_video, transcode, write_wave

from symbl_local.engine.speech import (
    CancelledTranscription,
    MediaError,
    SpeechError,
    SpeechOptions,
    SpeechPool,
    Transcript,
    transcribe,
)

RATE = 16_000
PAUSE = bytes(RATE * 2)


def said(transcript: Transcript, channel: int = 0) -> str:
    return " ".join(one.text for one in transcript.utterances if one.channel == channel)


@pytest.mark.parametrize(
    ("suffix", "options"),
    [
        ("wav", {"rate": 44_100}),
        ("wav", {"rate": 48_000, "layout": "stereo"}),
        ("mp3", {"bit_rate": 64_000}),
        ("m4a", {}),
        ("webm", {}),
        ("mp4", {}),
    ],
)
def test_a_file_of_any_kind_says_the_same(
    pool: SpeechPool, clips: dict[str, Path], tmp_path: Path, suffix: str, options: dict[str, object]
) -> None:
    file = transcode(clips["meeting"], tmp_path / f"clip.{suffix}", **options)  # type: ignore[arg-type]
    transcript = transcribe(file, SpeechOptions(), pool)
    assert "set up a meeting with the support team" in said(transcript)
    assert transcript.duration == pytest.approx(3.19, abs=0.15)
    assert transcript.channels == 1


def test_segments_of_one_file_are_joined_in_order(pool: SpeechPool, speech: dict[str, bytes], tmp_path: Path) -> None:
    names = ["budget", "office", "meeting", "office", "budget"]
    file = write_wave(tmp_path / "all.wav", [b"".join(speech[name] + PAUSE for name in names)])
    transcript = transcribe(file, SpeechOptions(), pool)
    assert [("budget" in one.text) + 2 * ("office" in one.text) for one in transcript.utterances] == [1, 2, 0, 2, 1]
    marks = [mark for one in transcript.utterances for word in one.words for mark in (word.start, word.end)]
    assert marks == sorted(marks)
    assert marks[-1] < transcript.duration
    second, fourth = transcript.utterances[1], transcript.utterances[3]
    apart = (len(speech["office"]) + len(speech["meeting"]) + 2 * len(PAUSE)) / 2 / RATE
    assert fourth.text == second.text
    assert fourth.start - second.start == pytest.approx(apart, abs=0.06)


def test_a_file_that_ends_in_speech_keeps_its_end(pool: SpeechPool, speech: dict[str, bytes], tmp_path: Path) -> None:
    for rest in (0, 100, 959):
        pcm = speech["meeting"][: RATE * 2 * 2 + 2 * rest]
        transcript = transcribe(write_wave(tmp_path / "cut.wav", [pcm]), SpeechOptions(), pool)
        assert "set up a meeting" in said(transcript)


def test_channels_are_recognized_apart(pool: SpeechPool, speech: dict[str, bytes], tmp_path: Path) -> None:
    file = write_wave(tmp_path / "two.wav", [speech["budget"], bytes(RATE * 8) + speech["meeting"]])
    transcript = transcribe(file, SpeechOptions(separate=True), pool)
    assert transcript.channels == transcript.media.channels == 2
    assert "budget" in said(transcript, 0)
    assert "support team" in said(transcript, 1)
    assert [one.channel for one in transcript.utterances] == [0, 1]
    assert transcribe(file, SpeechOptions(), pool).channels == 1


def test_silence_has_no_utterances(pool: SpeechPool, tmp_path: Path) -> None:
    file = write_wave(tmp_path / "silence.wav", [bytes(RATE * 2 * 30)])
    transcript = transcribe(file, SpeechOptions(diarize=True), pool)
    assert transcript.utterances == ()
    assert transcript.duration == 30


def test_the_phone_mode_takes_audio_of_8_khz(pool: SpeechPool, clips: dict[str, Path], tmp_path: Path) -> None:
    file = transcode(clips["budget"], tmp_path / "phone.wav", rate=8_000, codec="pcm_mulaw")
    assert "budget" in said(transcribe(file, SpeechOptions(mode="phone"), pool))


def test_a_vocabulary_reaches_the_workers(pool: SpeechPool, clips: dict[str, Path]) -> None:
    options = SpeechOptions(vocabulary=("SupportTeam",))
    assert "SupportTeam" in said(transcribe(clips["meeting"], options, pool))
    assert "SupportTeam" not in said(transcribe(clips["meeting"], SpeechOptions(), pool))


def test_files_that_cannot_be_used_are_errors_and_the_pool_lives_on(
    pool: SpeechPool, clips: dict[str, Path], tmp_path: Path
) -> None:
    garbage = tmp_path / "garbage.mp3"
    garbage.write_bytes(b"not media at all" * 100)
    empty = tmp_path / "empty.wav"
    empty.touch()
    for file, reason in (
        (garbage, "unknown format"),
        (empty, "empty"),
        (tmp_path / "none.wav", "does not exist"),
        (cut(transcode(clips["office"], tmp_path / "a.wav"), tmp_path / "cut.wav", 0.5), "truncated"),
        (silent_video(tmp_path / "mute.mp4"), "no audio track"),
    ):
        with pytest.raises(MediaError, match=reason):
            transcribe(file, SpeechOptions(), pool)
    with pytest.raises(MediaError, match="longer than"):
        transcribe(clips["office"], SpeechOptions(max_seconds=1), pool)
    with pytest.raises(SpeechError, match=r"does not know the language fr-FR; it knows en-US"):
        transcribe(clips["office"], SpeechOptions(language="fr-FR"), pool)
    assert "larger than the old one" in said(transcribe(clips["office"], SpeechOptions(), pool))


def test_several_files_at_once_share_the_pool(pool: SpeechPool, clips: dict[str, Path]) -> None:
    found: dict[str, str] = {}

    def work(name: str) -> None:
        found[name] = said(transcribe(clips[name], SpeechOptions(), pool))

    threads = [threading.Thread(target=work, args=(name,)) for name in clips]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "budget" in found["budget"]
    assert "support team" in found["meeting"]


def test_a_worker_that_dies_once_is_replaced(clips: dict[str, Path], tmp_path: Path) -> None:
    deaths = tmp_path / "deaths"
    deaths.mkdir()
    (deaths / "one").touch()
    with SpeechPool("fakes:Fragile", {"folder": str(deaths)}, workers=1) as pool:
        transcript = transcribe(clips["office"], SpeechOptions(), pool)
        assert said(transcript) == "en-US"
        (deaths / "two").touch()
        (deaths / "three").touch()
        with pytest.raises(SpeechError, match="died, twice"):
            transcribe(clips["office"], SpeechOptions(), pool)
        assert said(transcribe(clips["office"], SpeechOptions(), pool)) == "en-US"


def test_a_worker_killed_from_outside_is_replaced(clips: dict[str, Path]) -> None:
    with SpeechPool("fakes:Echo", workers=1) as pool:
        first = pool.submit(fakes.process_id).result(30)
        os.kill(first, 9)
        assert said(transcribe(clips["office"], SpeechOptions(), pool)) == "en-US"
        assert pool.submit(fakes.process_id).result(30) != first


def test_a_stretch_that_takes_too_long_is_an_error(clips: dict[str, Path]) -> None:
    with SpeechPool("fakes:Slow", workers=1, time_limit=0.3) as pool:
        with pytest.raises(SpeechError, match=r"took over 0\.3 s"):
            transcribe(clips["office"], SpeechOptions(), pool)
        assert pool.submit(fakes.process_id, time_limit=30).result(30)


def test_a_recognizer_that_fails_says_why(clips: dict[str, Path]) -> None:
    with SpeechPool("fakes:Wrong", workers=1) as pool, pytest.raises(SpeechError, match="RuntimeError: not today"):
        transcribe(clips["office"], SpeechOptions(), pool)


def test_a_recognizer_with_sessions_only_is_used_too(clips: dict[str, Path]) -> None:
    with SpeechPool("fakes:Streaming", workers=1) as pool:
        (utterance,) = transcribe(clips["office"], SpeechOptions(language="sv-SE"), pool).utterances
        assert utterance.text == "something"
        assert 2 < utterance.end <= 2.8


def test_transcription_can_be_cancelled(clips: dict[str, Path]) -> None:
    stop = threading.Event()
    with SpeechPool("fakes:Slow", workers=1) as pool:
        pool.capabilities()
        threading.Timer(0.5, stop.set).start()
        with pytest.raises(CancelledTranscription):
            transcribe(clips["office"], SpeechOptions(), pool, cancelled=stop)


def test_closing_the_pool_ends_what_runs(clips: dict[str, Path]) -> None:
    pool = SpeechPool("fakes:Slow", workers=1)
    process = pool.submit(fakes.process_id).result(30)
    threading.Timer(0.5, pool.close).start()
    with pytest.raises(SpeechError):
        transcribe(clips["office"], SpeechOptions(), pool)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    with pytest.raises(SpeechError, match="stopping"):
        pool.capabilities()
    pool.close()


def test_progress_is_told(tmp_path: Path) -> None:
    file = write_wave(tmp_path / "long.wav", [bytes(RATE * 2 * 150)])
    told: list[float] = []
    with SpeechPool("fakes:Echo", workers=1) as pool:
        transcribe(file, SpeechOptions(), pool, on_progress=told.append)
    assert told == sorted(told)
    assert len(told) == 2


MEASURE = """
import json, resource, sys
from symbl_local.engine.speech import SpeechOptions, SpeechPool, transcribe

if __name__ == "__main__":
    with SpeechPool("fakes:Echo", workers=1) as pool:
        transcript = transcribe(sys.argv[1], SpeechOptions(separate=True), pool)
    # Not ru_maxrss for this process: that starts at what the one that started it had.
    status = dict(line.split(":") for line in open("/proc/self/status"))
    own, children = int(status["VmHWM"].split()[0]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps([len(transcript.utterances), transcript.duration, own / 1024, children / 1024]))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_memory_does_not_grow_with_the_file(speech: dict[str, bytes], tmp_path: Path) -> None:
    minute = speech["office"] + bytes(RATE * 2 * 60 - len(speech["office"]))
    short = transcode(write_wave(tmp_path / "short.wav", [minute * 10]), tmp_path / "short.flac")
    long = transcode(write_wave(tmp_path / "long.wav", [minute * 60]), tmp_path / "long.flac")
    script = tmp_path / "measure.py"
    script.write_text(MEASURE)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    figures: list[list[float]] = []
    for file in (short, long):
        done = subprocess.run(
            [sys.executable, str(script), str(file)], env=environment, capture_output=True, text=True, check=True
        )
        figures.append(json.loads(done.stdout))
    (few, ten, own, children), (many, sixty, own_later, children_later) = figures
    assert (few, ten, many, sixty) == (10, 600, 60, 3600)
    assert own_later - own < 8  # MiB; 50 more minutes are 92 of samples
    assert children_later - children < 8
