"""What is measured of speech: each function gives rows of (name, value, floor or ceiling, note)."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations
from pathlib import Path

from media_files import read_audio, transcode, write_wave
from meetings import MeetingScores, judge, spoken, talks
from speak import HERE, RATE, Clip, commands, errors, librivox, plain, read_out, say, sentences

from symbl_local.engine.speech import SpeechOptions, SpeechPool, load_diarizer, transcribe
from symbl_local.engine.speech.media import decode
from symbl_local.engine.speech.pocketsphinx import PocketSphinx
from symbl_local.engine.speech.segmenting import shifted
from symbl_local.engine.speech.types import Utterance
from symbl_local.engine.speech.vad import Piece, Segment, Segmenter, gather

_QUIET = 1.8  # what two processes gain where nothing else runs


@dataclass(frozen=True)
class Row:
    """One line of the table. `bound` is the least, or with `most` the greatest, value that is good enough."""

    name: str
    value: float
    bound: float | None = None
    most: bool = True
    percent: bool = False
    note: str = ""

    @property
    def good(self) -> bool:
        """Whether the bound is kept."""
        return self.bound is None or (self.value <= self.bound if self.most else self.value >= self.bound)


@cache
def recognizer() -> PocketSphinx:
    """One in this process, so that its processor time can be told."""
    return PocketSphinx()


def hear(pcm: bytes, vocabulary: Sequence[str] = ()) -> list[Utterance]:
    """What the pipeline makes of PCM, in this process."""
    return [
        shifted(utterance, segment.start)
        for segment in cut(pcm)
        for utterance in recognizer().recognize(segment.pcm, sample_rate=RATE, vocabulary=vocabulary)
    ]


def cut(pcm: bytes) -> list[Segment]:
    """The speech in PCM."""
    segmenter = Segmenter(RATE)
    parts: list[Piece] = []
    return [*gather(segmenter.feed(pcm), parts), *gather(segmenter.finish(), parts)]


def words(utterances: Sequence[Utterance]) -> list[str]:
    """The words, as they are compared."""
    return [word for utterance in utterances for word in plain(utterance.text)]


def word_errors(clips: Sequence[tuple[bytes, list[str]]]) -> float:
    """Word error rate over clips and what is said in them."""
    wrong = sum(errors(wanted, words(hear(pcm))) for pcm, wanted in clips)
    return wrong / sum(len(wanted) for _, wanted in clips)


@cache
def reading(voice: str) -> Clip:
    """A voice reading the sentences."""
    return read_out([(voice, text) for text in sentences()])


def accuracy() -> Iterator[Row]:
    """Word error rates by voice."""
    recorded = [(clip.pcm, clip.words) for clip in librivox()]
    yield Row("WER librivox (71 words, people)", word_errors(recorded), 0.35, percent=True)
    recorded = [(clip.pcm, clip.words) for clip in commands()]
    yield Row("WER cards, goforward, something (people)", word_errors(recorded), 0.10, percent=True)
    for voice, ceiling in (("rms", 0.06), ("slt", 0.18)):
        clip = reading(voice)
        yield Row(f"WER flite {voice}", word_errors([(clip.pcm, clip.words)]), ceiling, percent=True)
    with tempfile.TemporaryDirectory() as folder:
        for voice, ceiling in (("rms", None), ("slt", 0.50)):
            clip = reading(voice)
            wide = write_wave(Path(folder) / "wide.wav", [clip.pcm])
            narrow = read_audio(transcode(wide, Path(folder) / "narrow.wav", rate=8_000))
            note = "the model is wideband" if voice == "slt" else ""
            yield Row(
                f"WER flite {voice}, 8 kHz", word_errors([(narrow, clip.words)]), ceiling, percent=True, note=note
            )


def formats() -> Iterator[Row]:
    """Word error rates of one voice in other containers, above that of its 16 kHz wav."""
    clip = reading("slt")
    base = word_errors([(clip.pcm, clip.words)])
    kinds: tuple[tuple[str, str, dict[str, object]], ...] = (
        ("wav 44.1 kHz", "a.wav", {"rate": 44_100}),
        ("wav 48 kHz stereo", "b.wav", {"rate": 48_000, "layout": "stereo"}),
        ("flac", "c.flac", {}),
        ("mp3 64 kbit/s", "d.mp3", {"bit_rate": 64_000}),
        ("m4a", "e.m4a", {}),
        ("mp4 video", "f.mp4", {}),
        ("webm/opus", "g.webm", {}),
        ("ogg/opus 24 kbit/s", "h.ogg", {"bit_rate": 24_000}),
    )
    with tempfile.TemporaryDirectory() as folder:
        wave = write_wave(Path(folder) / "base.wav", [clip.pcm])
        for name, file, options in kinds:
            made = transcode(wave, Path(folder) / file, **options)  # type: ignore[arg-type]
            pcm = b"".join(block[0] for block in decode(made))
            extra = word_errors([(pcm, clip.words)]) - base
            yield Row(f"WER {name}, above 16 kHz wav", extra, 0.04, percent=True)


def speed() -> Iterator[Row]:
    """Processor seconds for a second of audio, and where words begin and end."""
    clip = reading("rms")
    recognizer()
    with tempfile.TemporaryDirectory() as folder:
        file = write_wave(Path(folder) / "a.wav", [clip.pcm])
        started = time.process_time()
        pcm = b"".join(block[0] for block in decode(file))
        found = hear(pcm)
        yield Row("CPU for a second of clean speech", (time.process_time() - started) / clip.seconds, 0.20)
    chance = random.Random(1)
    noise = array("h", [max(-32768, min(32767, int(chance.gauss(0, 3000)))) for _ in range(RATE * 30)]).tobytes()
    started = time.process_time()
    for at in range(0, len(noise), RATE * 2 * 20):  # segments as long as they come, whether they are found or not
        recognizer().recognize(noise[at : at + RATE * 2 * 20], sample_rate=RATE)
    yield Row("CPU for a second of white noise (30 s)", (time.process_time() - started) / 30, 0.40)
    off: list[float] = []
    for utterance in found:
        start, end = min(clip.spans, key=lambda span: abs(span[0] - utterance.start))
        off += [abs(utterance.start - start), abs(utterance.end - end)]
    yield Row("edge of utterances, mean error in ms", 1000 * sum(off) / len(off), 60)


def workers() -> Iterator[Row]:
    """One long file on one worker and on two, and beside it what two processes gain at plain arithmetic.

    Where that is little, the machine has no second core to give just then, and the figure is not judged.
    """
    pcm = reading("rms").pcm + reading("slt").pcm
    taken: dict[int, float] = {}
    plain_work: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = write_wave(Path(folder) / "long.wav", [pcm])
        for count in (1, 2):
            with SpeechPool(workers=count) as pool:
                _all(pool, _wait, 1.0)  # so that each has its model loaded
                before = _all(pool, _count, 4_000_000)
                started = time.perf_counter()
                transcribe(file, SpeechOptions(), pool)
                taken[count] = time.perf_counter() - started
                plain_work[count] = before + _all(pool, _count, 4_000_000)
    possible = plain_work[1] / plain_work[2]
    busy = possible < _QUIET
    note = f"two processes of arithmetic: {possible:.2f}" + ("; machine busy, not judged" if busy else "")
    yield Row("two workers, times one", taken[1] / taken[2], None if busy else 1.6, most=False, note=note)


def _all(pool: SpeechPool, task: Callable[[object, float], None], size: float) -> float:
    """Seconds that four times the task takes when the workers share it."""
    started = time.perf_counter()
    for future in [pool.submit(task, size, time_limit=120) for _ in range(4)]:
        future.result()
    return time.perf_counter() - started


def _wait(_: object, seconds: float) -> None:
    time.sleep(seconds)


def _count(_: object, steps: float) -> None:
    total = 0
    for number in range(int(steps)):
        total += number * number


def memory() -> Iterator[Row]:
    """Peak memory of the process that asks and of the largest of its workers, over the length of the file."""
    minute = say("rms", sentences()[0]) * 3
    minute += bytes(RATE * 2 * 60 - len(minute))
    peaks: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        for minutes in (10, 60):
            file = write_wave(Path(folder) / "long.wav", [minute * minutes])
            done = subprocess.run(
                [sys.executable, str(HERE / "peak.py"), str(file)], capture_output=True, text=True, check=True
            )
            own, child = done.stdout.split()
            peaks.append((float(own), float(child)))
    yield Row("peak MiB, server process, 60 min", peaks[1][0], note=f"10 min: {peaks[0][0]:.0f}")
    yield Row("peak MiB, largest worker, 60 min", peaks[1][1], note=f"10 min: {peaks[0][1]:.0f}")
    yield Row("MiB more for 60 min than for 10", max(peaks[1][n] - peaks[0][n] for n in (0, 1)), 8)


def vocabulary() -> Iterator[Row]:
    """How many names are heard without and with a custom vocabulary, and what it costs other speech."""
    lines = (HERE / "names.txt").read_text("utf-8").splitlines()
    pairs = [(name, text) for name, _, text in (line.partition("|") for line in lines)]
    names = [name for name, _ in pairs]
    for title, given in (("without", ()), ("with", tuple(names))):
        heard = sum(
            name.lower() in words(hear(say(voice, text) + bytes(RATE), given))
            for voice in ("rms", "slt")
            for name, text in pairs
        )
        yield Row(f"names heard {title} vocabulary", heard / 2 / len(pairs), percent=True)
    clip = reading("slt")
    base, other = (errors(clip.words, words(hear(clip.pcm, given))) for given in ((), names))
    yield Row("WER that the vocabulary adds elsewhere", (other - base) / len(clip.words), 0.01, percent=True)


def speakers() -> Iterator[Row]:
    """Share of speech time that is given to the wrong speaker."""
    for title, voices in (
        ("female, male", ("slt", "rms")),
        ("two male", ("rms", "awb")),
        ("two male, tight turns", ("rms", "awb")),
        ("three male", ("rms", "awb", "kal16")),
        ("four", ("slt", "rms", "awb", "kal16")),
    ):
        texts = sentences()[:16]
        turns = [(voices[n % len(voices)], text) for n, text in enumerate(texts)]
        clip = read_out(turns, pause=0.0 if "tight" in title else 0.3)
        utterances = hear(clip.pcm)
        for given in (len(voices), None):
            found = load_diarizer().assign(clip.pcm, RATE, utterances, given)
            wrong = confused(clip, [voice for voice, _ in turns], found)
            count = len({one.speaker for one in found})
            name = f"speaker error, {title}, {'count given' if given else 'count guessed'}"
            yield Row(name, wrong, 0.10 if given else None, percent=True, note=f"{count} speakers")


def confused(clip: Clip, truth: Sequence[str], found: Sequence[Utterance]) -> float:
    """The share of speech in the wrong speaker's name, for the kindest matching of names."""
    together: Counter[tuple[str, str]] = Counter()
    total = 0.0
    for utterance in found:
        for word in utterance.words:
            middle = (word.start + word.end) / 2
            number = min(
                range(len(truth)), key=lambda n: abs(sum(clip.spans[n]) / 2 - middle) - _inside(clip, n, middle)
            )
            length = word.end - word.start
            together[truth[number], str(utterance.speaker)] += round(length * 1000)
            total += length * 1000
    voices = sorted({voice for voice, _ in together})
    names = sorted({name for _, name in together})
    names += ["nobody"] * (len(voices) - len(names))
    right = max(
        sum(together[pair] for pair in zip(voices, order, strict=False)) for order in permutations(names, len(voices))
    )
    return 1 - right / total


def _inside(clip: Clip, number: int, moment: float) -> float:
    start, end = clip.spans[number]
    return 1000.0 if start <= moment <= end else 0.0


def meetings(folder: str = "dev") -> Iterator[Row]:
    """Labelled conversations, read out, from sound to insights."""
    scores = MeetingScores()
    with SpeechPool() as pool, tempfile.TemporaryDirectory() as place:
        for talk in talks(folder):
            clip = spoken(talk)
            found = transcribe(write_wave(Path(place) / "a.wav", [clip.pcm]), SpeechOptions(), pool).utterances
            judge(talk, found, scores)
            wanted = [word for label in talk.labels for word in plain(label["text"])]
            scores.words += len(wanted)
            scores.errors += errors(wanted, words(found))
    note = f"{scores.insights.right + scores.insights.missed} insights, {scores.messages} messages"
    yield Row(f"meetings ({folder}) WER", scores.errors / scores.words, percent=True, note="digits count as wrong")
    yield Row(f"meetings ({folder}) insights P", scores.insights.precision, 0.85, most=False, note=note)
    yield Row(f"meetings ({folder}) insights R", scores.insights.recall, 0.60, most=False)
    note = f"{scores.questions.right + scores.questions.missed} questions, {scores.sentences} sentences"
    yield Row(f"meetings ({folder}) questions P", scores.questions.precision, note=note)
    yield Row(f"meetings ({folder}) questions R", scores.questions.recall)
