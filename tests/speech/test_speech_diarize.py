"""Who spoke when."""

from __future__ import annotations

import importlib
import math
import random
from array import array
from pathlib import Path
from typing import Any

import pytest
from media_files import write_wave

pytest.importorskip("numpy", reason="diarization needs numpy: pip install 'symbl-sdk[diarize]'")

from symbl_local.engine.speech import SpeechError, SpeechOptions, SpeechPool, load_diarizer, transcribe
from symbl_local.engine.speech.types import Utterance, Word

RATE = 16_000


def voice(seconds: float, pitch: float, formants: tuple[float, ...], seed: int) -> bytes:
    """A buzz through resonances, with some change in it: enough of a voice to be told from another."""
    chance = random.Random(seed)
    samples = array("h")
    phase = 0.0
    total = int(seconds * RATE)
    for number in range(total):
        wobble = 1 + 0.03 * math.sin(number / RATE * 17) + chance.uniform(-0.01, 0.01)
        phase += pitch * wobble / RATE
        value = sum(
            math.sin(2 * math.pi * phase * harmonic) * math.exp(-min(abs(pitch * harmonic - f) for f in formants) / 300)
            for harmonic in range(1, 12)
        )
        samples.append(int(2500 * value + chance.uniform(-60, 60)))
    return samples.tobytes()


LOW = (700.0, 1100.0)
HIGH = (400.0, 2100.0)


@pytest.fixture(scope="module")
def talk() -> tuple[bytes, list[Utterance], list[str]]:
    """Turns of two voices, the words in them, and who says each word."""
    pcm = b""
    utterances: list[Utterance] = []
    truth: list[str] = []
    for turn in range(6):
        who = turn % 2
        start = len(pcm) / 2 / RATE
        pcm += voice(2.5, 110 if who == 0 else 210, LOW if who == 0 else HIGH, turn) + bytes(RATE)
        words = tuple(Word(f"w{turn}", start + n * 0.5, start + n * 0.5 + 0.4, 1.0) for n in range(5))
        utterances.append(Utterance(words=words, start=start, end=start + 2.5, text=" ".join(w.text for w in words)))
        truth += ["AB"[who]] * 5
    return pcm, utterances, truth


def speakers(found: list[Utterance]) -> list[str]:
    """The speaker of each word."""
    return [str(one.speaker) for one in found for _ in one.words]


@pytest.mark.parametrize("count", [2, None])
def test_two_voices_are_told_apart(talk: tuple[bytes, list[Utterance], list[str]], count: int | None) -> None:
    pcm, utterances, truth = talk
    found = list(load_diarizer().assign(pcm, RATE, utterances, count))
    assert speakers(found) == [{"A": "Speaker 1", "B": "Speaker 2"}[who] for who in truth]
    assert [word for one in found for word in one.words] == [word for one in utterances for word in one.words]


def test_an_utterance_in_which_the_speaker_changes_becomes_several(
    talk: tuple[bytes, list[Utterance], list[str]],
) -> None:
    pcm, utterances, _ = talk
    words = tuple(word for one in utterances[:2] for word in one.words)
    whole = Utterance(words=words, start=words[0].start, end=words[-1].end, text="all")
    found = list(load_diarizer().assign(pcm, RATE, [whole, *utterances[2:]], 2))
    assert [one.speaker for one in found[:2]] == ["Speaker 1", "Speaker 2"]
    assert found[0].text == "w0 w0 w0 w0 w0"


def test_one_voice_is_one_speaker(talk: tuple[bytes, list[Utterance], list[str]]) -> None:
    pcm, utterances, _ = talk
    assert set(speakers(list(load_diarizer().assign(pcm, RATE, utterances[::2], None)))) == {"Speaker 1"}
    assert set(speakers(list(load_diarizer().assign(pcm, RATE, utterances, 1)))) == {"Speaker 1"}


@pytest.mark.parametrize("count", [None, 1, 2, 9])
def test_little_or_nothing_is_no_trouble(count: int | None) -> None:
    diarizer = load_diarizer()
    assert list(diarizer.assign(b"", RATE, [], count)) == []
    short = Utterance(words=(Word("hm", 0.0, 0.1, 1.0),), start=0.0, end=0.1, text="hm")
    longer = Utterance(words=(), start=0.2, end=1.0, text="hello")
    pcm = voice(1.2, 110, LOW, 1)
    assert [one.speaker for one in diarizer.assign(pcm, RATE, [short], count)] == ["Speaker 1"]
    assert [one.speaker for one in diarizer.assign(pcm, RATE, [longer, short], count)] == ["Speaker 1", "Speaker 1"]
    beyond = Utterance(words=(), start=5.0, end=9.0, text="not there")
    assert [one.speaker for one in diarizer.assign(pcm, RATE, [beyond], count)] == ["Speaker 1"]
    silent = Utterance(words=(), start=0.0, end=4.0, text="?")
    assert [one.speaker for one in diarizer.assign(bytes(RATE * 8), RATE, [silent, silent], count)]


def test_two_speakers_of_a_file(pool: SpeechPool, speech: dict[str, bytes], tmp_path: Path) -> None:
    pause = bytes(RATE)
    names = ["budget", "meeting", "report", "office"]  # rms, slt, rms, slt
    file = write_wave(tmp_path / "talk.wav", [b"".join(speech[name] + pause for name in names)])
    options = SpeechOptions(diarize=True, speakers=2, separate=True)  # diarization wins
    transcript = transcribe(file, options, pool, work_dir=tmp_path)
    assert transcript.channels == 1
    by_speaker: dict[str | None, str] = {}
    for one in transcript.utterances:
        by_speaker[one.speaker] = by_speaker.get(one.speaker, "") + " " + one.text
    assert list(by_speaker) == ["Speaker 1", "Speaker 2"]
    assert "budget" in by_speaker["Speaker 1"]
    assert "report" in by_speaker["Speaker 1"]
    assert "support team" in by_speaker["Speaker 2"]
    assert "larger than" in by_speaker["Speaker 2"]
    assert [path.name for path in tmp_path.iterdir()] == ["talk.wav"]


def test_a_diarizer_that_fails_fails_the_file(clips: dict[str, Path]) -> None:
    with (
        SpeechPool("fakes:Echo", diarizer="nobody", workers=1) as pool,
        pytest.raises(SpeechError, match="no diarizer is called 'nobody'; known: mfcc"),
    ):
        transcribe(clips["office"], SpeechOptions(diarize=True), pool)


def test_numpy_is_asked_for_when_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module("symbl_local.engine.speech.diarize")

    def missing(name: str) -> Any:
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    monkeypatch.setattr(module, "import_module", missing)
    with pytest.raises(ValueError, match=r"pip install 'symbl-sdk\[diarize\]'"):
        load_diarizer()
