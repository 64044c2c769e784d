"""Recordings and recognizers that are no good: the job fails with a reason, the server lives on."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import av
import pytest
from accounts import Account, login
from media import hear, hear_lines, reason, upload
from missing import hide
from sounds import say, silence, wav

import symbl_local

BUDGET = "We need to talk about the budget."
SCRIPTED = "scripted_speech:Scripted"


def pictures() -> bytes:
    """A video without a sound."""
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as container:
        stream: Any = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame(32, 32, "yuv420p")))
        container.mux(stream.encode(None))
    return file.getvalue()


def long_silence() -> bytes:
    """More than four hours in a small file."""
    file = io.BytesIO()
    with av.open(file, "w", format="flac") as container:
        stream: Any = container.add_stream("flac", rate=1000, layout="mono")
        for _ in range(4 * 60 + 1):
            frame = av.AudioFrame("s16", "mono", 60 * 1000)
            frame.sample_rate = 1000
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"neither audio nor video" * 100, "unknown format: neither audio nor video that can be decoded"),
        (b"\0", "unknown format: "),
        (wav(say(1))[:20_000], "the file is truncated: it ends before the length it states"),
        (wav(say(1))[:30], "the file is "),
        (b"RIFF\xff\xff\xff\xffWAVE" + bytes(100), "the file is "),
        (pictures(), "the file has no audio track"),
        (wav(silence(21)), "the audio is longer than "),
        (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", "unknown format: "),
    ],
    ids=["noise", "one byte", "truncated", "header only", "damaged", "no sound", "long", "playlist"],
)
def test_bad_recordings(listener: Account, content: bytes, expected: str) -> None:
    assert reason(listener, content).startswith(expected)
    assert reason(listener, content, kind="video").startswith(expected)


def test_after_a_bad_recording_comes_a_good_one(listener: Account) -> None:
    conversation_id = hear_lines(listener, 1)
    reason(listener, b"nonsense", to=conversation_id)
    hear_lines(listener, 1, to=conversation_id)
    assert listener.texts(conversation_id) == [BUDGET] * 2


def test_the_type_that_was_stated_does_not_matter(listener: Account) -> None:
    headers = {"Content-Type": "audio/mpeg"}
    answer = listener.ok("POST", "/v1/process/video", content=wav(say(1)), headers=headers)
    listener.wait(answer["jobId"])


def test_four_hours() -> None:
    """The limit that holds when none is given."""
    with symbl_local.serve(speech_workers=1) as server, login(server) as account:
        assert reason(account, long_silence()) == "the audio is longer than 4 hours"
        assert "failed: the audio is longer than 4 hours" in server.log


def test_languages(listener: Account) -> None:
    found = reason(listener, wav(say(1)), languageCode="fa-IR")
    assert "does not know the language fa-IR" in found
    assert "en-GB, en-US, fr-FR" in found


def test_a_recognizer_that_fails(listener: Account) -> None:
    assert reason(listener, wav(say(1, 7))) == "RuntimeError: told to fail"
    assert len(listener.texts(hear_lines(listener, 1))) == 1


def test_a_recognizer_that_dies(listener: Account) -> None:
    assert reason(listener, wav(say(5))) == "the recognizer's process died, twice"
    assert len(listener.texts(hear_lines(listener, 1))) == 1


def test_a_recognizer_that_dies_once(tmp_path: Path) -> None:
    with symbl_local.serve(recognizer=SCRIPTED, model_dir=tmp_path) as server, login(server) as account:
        conversation_id, job_id = upload(account, wav(say(8)))
        account.wait(job_id)
        assert account.texts(conversation_id) == ["DIE ONCE."]
    assert (tmp_path / "died").exists()


def test_a_recognizer_that_hangs() -> None:
    """It fails its own job; others are not kept waiting for long."""
    options = {"recognizer": SCRIPTED, "job_timeout": 2, "speech_workers": 1}
    with symbl_local.serve(**options) as server, login(server) as account:
        _, hanging = upload(account, wav(say(6)))
        while account.ok("GET", f"/v1/job/{hanging}")["status"] != "in_progress":
            pass
        account.process("Hello.")
        found = account.wait(hanging, "failed")["reason"]
        assert found in ("not done after 2 s", "recognition of one stretch of speech took over 2 s")
        assert account.texts(hear(account, wav(say(1)))) == [BUDGET]


def test_texts_do_not_wait_for_recordings() -> None:
    with symbl_local.serve(recognizer=SCRIPTED, job_timeout=60) as server, login(server) as account:
        recordings = [upload(account, wav(say(6)))[1] for _ in range(30)]
        for _ in range(3):
            account.process("Hello.")
        states = {account.ok("GET", f"/v1/job/{job_id}")["status"] for job_id in recordings}
        assert states <= {"scheduled", "in_progress"}


# -------------------------------------------------------------------------------------------- starting


def start(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "symbl_local", "--data-dir", ":memory:", *arguments]
    env = {"PYTHONPATH": str(path or Path(__file__).parent)}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=env)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--recognizer", "nonsense"], "no recognizer is called 'nonsense'; known: "),
        (["--recognizer", "no.such.module:X"], "recognizer 'no.such.module:X' cannot be loaded: "),
        (["--recognizer", SCRIPTED, "--model-dir", "/no/such"], "scripted: there is no folder /no/such"),
        (["--model-dir", "/no/such"], "pocketsphinx"),
        (["--recognizer", "vosk", "--model-dir", "/no/such"], "'/no/such' is not a folder"),
        (["--recognizer", SCRIPTED, "--recognizer-option", "humour=1"], "unexpected keyword argument 'humour'"),
        (["--recognizer-option", "wit"], "'wit' is not NAME=VALUE"),
        (["--speech-workers", "0"], "'0' is not a whole number from 1"),
        (["--max-media", "-5"], "'-5' is not a whole number from 1"),
        (["--max-media-seconds", "long"], "'long' is not a number of seconds"),
    ],
)
def test_bad_options(arguments: list[str], message: str) -> None:
    result = start(*arguments)
    assert result.returncode == 2
    assert message in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("module", ["av", "pocketsphinx"])
def test_missing_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    """Texts work without them; recordings say what is missing."""
    hide(module, tmp_path)
    result = start("--recognizer", "pocketsphinx", path=tmp_path)
    assert (result.returncode, len(result.stderr.splitlines())) == (2, 1)
    assert "pip install 'symbl-sdk[local]'" in result.stderr
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with symbl_local.serve() as server, login(server) as account:
        account.process("Hello.")
        assert "pip install 'symbl-sdk[local]'" in reason(account, wav(say(1)))
        speech = account.ok("GET", "/v1/local/capabilities")["speech"]
        assert speech["available"] is False
        assert "pip install 'symbl-sdk[local]'" in speech["reason"]


def test_options_of_the_recognizer() -> None:
    with symbl_local.serve(recognizer=SCRIPTED, recognizer_options={"wit": 2}) as server, login(server) as account:
        assert account.ok("GET", "/v1/local/capabilities")["speech"]["note"] == "Hears buzzing." * 2


def test_speech_is_loaded_when_it_is_needed() -> None:
    code = (
        "import symbl_local.server.run, sys;"
        "print([name for name in ('av', 'pocketsphinx', 'numpy') if name in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.stdout == "[]\n"
