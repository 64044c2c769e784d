"""Speech to measure with: flite's voices reading texts, and the recorded clips of Debian's pocketsphinx-testdata."""

from __future__ import annotations

import re
import shutil
import subprocess
import wave
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from media_files import read_audio

HERE = Path(__file__).resolve().parent
CLIPS = Path("/usr/share/pocketsphinx/test/data")
RATE = 16_000


@dataclass(frozen=True)
class Clip:
    """Speech and what is said in it, sentence by sentence; `spans` are their (start, end) in seconds."""

    pcm: bytes
    texts: tuple[str, ...]
    spans: tuple[tuple[float, float], ...]

    @property
    def words(self) -> list[str]:
        """The words of all sentences, as they are compared."""
        return [word for text in self.texts for word in plain(text)]

    @property
    def seconds(self) -> float:
        """Its length."""
        return len(self.pcm) / 2 / RATE


def missing() -> str | None:
    """What has to be installed first, or None."""
    wanted = [] if shutil.which("flite") else ["flite"]
    wanted += [] if CLIPS.is_dir() else ["pocketsphinx-testdata"]
    return f"not installed: {' '.join(wanted)}; run scripts/speech, or apt-get install them" if wanted else None


def sentences() -> list[str]:
    """The sentences that the voices read."""
    return (HERE / "sentences.txt").read_text("utf-8").splitlines()


def plain(text: str) -> list[str]:
    """Words without case and punctuation; apostrophes stay."""
    return re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'")).split()


@lru_cache(maxsize=2000)
def say(voice: str, text: str) -> bytes:
    """16 kHz PCM of one voice of flite."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "said.wav"
        subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(target)], check=True, timeout=120)
        with wave.open(str(target)) as file:
            if file.getframerate() == RATE:
                return file.readframes(file.getnframes())
        return read_audio(target)


def read_out(turns: Sequence[tuple[str, str]], pause: float = 0.6) -> Clip:
    """(voice, text) after (voice, text), with a pause of digital silence after each."""
    parts: list[bytes] = []
    spans: list[tuple[float, float]] = []
    at = 0.0
    for voice, text in turns:
        pcm = say(voice, text)
        first, last = edges(pcm)
        spans.append((at + first, at + last))
        parts += [pcm, bytes(round(pause * RATE) * 2)]
        at += (len(pcm) + len(parts[-1])) / 2 / RATE
    return Clip(b"".join(parts), tuple(text for _, text in turns), tuple(spans))


def edges(pcm: bytes) -> tuple[float, float]:
    """Where the signal begins and ends, in seconds: the first and last sample over 2 % of the peak."""
    samples = array("h", pcm)
    floor = max(abs(max(samples)), abs(min(samples))) * 0.02
    loud = [number for number, sample in enumerate(samples) if abs(sample) > floor]
    return loud[0] / RATE, (loud[-1] + 1) / RATE


def librivox() -> list[Clip]:
    """Five passages of an audio book, read by a person."""
    folder = CLIPS / "librivox"
    names = (folder / "fileids").read_text().split()
    texts = _transcription(folder / "transcription")
    return [Clip(read_audio(folder / f"{name}.wav"), (texts[name],), ((0.0, 0.0),)) for name in names]


def commands() -> list[Clip]:
    """Short phrases, spoken by people: five about cards, and two more."""
    folder = CLIPS / "cards"
    texts = _transcription(folder / "cards.transcription")
    clips = [Clip(read_audio(folder / f"{name}.wav"), (text,), ((0.0, 0.0),)) for name, text in texts.items()]
    for name, text in (("goforward", "go forward ten meters"), ("something", "go somewhere and do something")):
        clips.append(Clip((CLIPS / f"{name}.raw").read_bytes(), (text,), ((0.0, 0.0),)))
    return clips


def _transcription(path: Path) -> dict[str, str]:
    """Name to text of lines like ``<s> some words </s> (name)``."""
    found: dict[str, str] = {}
    for line in path.read_text().splitlines():
        if match := re.fullmatch(r"(?:<s>)?\s*(.*?)\s*(?:</s>)?\s*\((\S+)\)\s*", line):
            found[match[2].rpartition("/")[2]] = match[1]
    return found


def errors(wanted: Sequence[str], heard: Sequence[str]) -> int:
    """Words to change, add or leave out until both are the same."""
    row = list(range(len(heard) + 1))
    for number, one in enumerate(wanted, 1):
        before, row[0] = row[0], number
        for place, other in enumerate(heard, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (one != other))
    return row[-1]


def align(wanted: Sequence[str], heard: Sequence[str]) -> list[int | None]:
    """For each word heard, the index of the wanted word that it stands for, right or wrong; None for an extra one."""
    columns = len(heard) + 1
    costs = [list(range(columns))]
    for number, one in enumerate(wanted, 1):
        row = [number]
        for place, other in enumerate(heard, 1):
            row.append(min(costs[-1][place] + 1, row[-1] + 1, costs[-1][place - 1] + (one != other)))
        costs.append(row)
    found: list[int | None] = [None] * len(heard)
    number, place = len(wanted), len(heard)
    while number and place:
        if costs[number][place] == costs[number - 1][place - 1] + (wanted[number - 1] != heard[place - 1]):
            number, place = number - 1, place - 1
            found[place] = number
        elif costs[number][place] == costs[number - 1][place] + 1:
            number -= 1
        else:
            place -= 1
    return found
