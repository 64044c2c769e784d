"""Live streams in real time against the local server: does anything get lost, pile up or stay behind?

    scripts/bench soak                                       two minutes of each phase
    python benchmarks/soak.py --seconds 30 --cuts 10         cut every connection about every 10 s

Two phases, each with a server of its own: recordings heard by the default recogniser, and marked audio (marked.py)
that costs nothing to hear. Every stream is a connection of the SDK in a thread of its own, paced by the clock. Exits
with 1 when anything was lost or left behind.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count, pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(Path(__file__).parent), str(ROOT / "tests" / "realtime")]

from marked import BLOCK, RATE, block  # noqa: E402

import symbl  # noqa: E402
import symbl_local  # noqa: E402

RECORDINGS = sorted((ROOT / "tests" / "speech" / "data").glob("*.flac"))
PIECE = BLOCK / RATE  # seconds
PAUSE = 1.0  # seconds of silence between recordings
SETTLED = 30.0  # seconds after which memory is to be flat
GROWTH = 6.0  # MiB a minute that count as flat: what was said is kept until its conversation ends
FOLLOWED = ("message", "message_response", "insight_response", "topic_response", "tracker_response", "error")
LINE = ("reconnecting", "reconnected")


@dataclass(frozen=True)
class Options:
    """What is to be measured. `cuts` are the mean seconds between cuts of a connection; 0 cuts none."""

    seconds: float = 120.0
    speech: int = 8
    counted: int = 40
    cuts: float = 0.0
    seed: int = 1
    together: bool = False


@dataclass
class Figures:
    """What came out of a phase; `faults` is what should not have happened."""

    name: str
    streams: int
    seconds: float = 0.0
    events: Counter[str] = field(default_factory=Counter[str])
    faults: list[str] = field(default_factory=list[str])
    latencies: list[float] = field(default_factory=list[float])
    lag: float = 0.0
    stop: float = 0.0
    server_cpu: float = 0.0
    memory: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])
    cuts: int = 0
    resent: float = 0.0

    @property
    def growth(self) -> float | None:
        """MiB a minute by which the server and its workers grew at last; None for a phase that was too short."""
        late = [(at, size) for at, size in self.memory if at >= SETTLED]
        if len(late) < 10:
            return None
        return 60 * statistics.linear_regression([at for at, _ in late], [size for _, size in late]).slope

    def lines(self) -> Iterator[str]:
        """For people to read."""
        told = ", ".join(f"{number} {name}" for name, number in sorted(self.events.items()))
        yield f"{self.name}: {self.streams} streams, {self.seconds:.0f} s: {told}"
        if self.latencies:
            median, p95 = statistics.median(self.latencies), quantile(self.latencies, 0.95)
            yield f"  final result after the end of what was said: median {median:.3f} s, 95 % {p95:.3f} s"
        yield f"  most behind real time {self.lag:.3f} s; a stop took {self.stop:.2f} s at most"
        yield f"  processor of server and workers: {self.server_cpu / max(self.seconds, 1):.2f} cores"
        if self.memory:
            growth = "" if self.growth is None else f"; {self.growth:+.2f} MiB a minute after {SETTLED:.0f} s"
            sizes = [size for _, size in self.memory]
            yield f"  memory of server and workers: {max(sizes):.0f} MiB at most, {sizes[-1]:.0f} at last{growth}"
        if self.cuts:
            yield f"  {self.cuts} cuts; {self.resent:.2f} s of audio sent again"
        yield from (f"  FAULT: {fault}" for fault in self.faults)


def quantile(values: list[float], part: float) -> float:
    """The value that so large a part of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(part * len(values)))]


def processes(pid: int) -> list[int]:
    """A process and all that descend from it. Linux only; nothing elsewhere."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError, IndexError):
            continue
        parents.setdefault(parent, []).append(int(path.parent.name))
    found = [pid] if Path(f"/proc/{pid}").exists() else []
    for one in found:
        found += parents.get(one, [])
    return found


def memory(pids: list[int]) -> float:
    """MiB of memory that processes have for themselves or share."""
    pages = 0
    for pid in pids:
        try:
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def processor(pids: list[int]) -> float:
    """Seconds that processes have worked."""
    ticks = 0
    for pid in pids:
        try:
            ticks += sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
        except (OSError, ValueError):
            continue
    return ticks / os.sysconf("SC_CLK_TCK")


def recordings() -> list[bytes]:
    """The recordings of the tests, each with a pause after it."""
    from symbl_local.engine.speech.media import decode

    silence = bytes(2 * round(PAUSE * RATE))
    return [b"".join(bytes(part) for (part,) in decode(path, rate=RATE)) + silence for path in RECORDINGS]


def spoken(number: int) -> Iterator[bytes]:
    """The recordings over and over, from another one for each stream, in pieces."""
    every = recordings()
    audio = b"".join(every[number % len(every) :] + every[: number % len(every)])
    size = 2 * BLOCK
    for at in count(0, size):
        start = at % len(audio)
        piece = audio[start : start + size]
        yield piece + audio[: size - len(piece)]


def marks(number: int) -> Iterator[bytes]:
    """Marked audio."""
    return map(block, count())


class Voice(threading.Thread):
    """One stream: speaks for so many seconds, then stops. `told` are events with the moments at which they came."""

    def __init__(self, client: symbl.Symbl, seconds: float, audio: Iterator[bytes], reconnect: float) -> None:
        super().__init__(name="voice")
        self.told: list[tuple[float, dict[str, Any]]] = []
        self.sent: list[float] = []  # when each piece had been spoken
        self.began = 0.0
        self.lag = 0.0
        self.stop_took = 0.0
        self.failure: Exception | None = None
        self.conversation_id = ""
        self._client = client
        self._seconds = seconds
        self._audio = audio
        self._reconnect = reconnect

    def run(self) -> None:
        try:
            self._speak()
        except Exception as error:
            self.failure = error

    def _speak(self) -> None:
        connection = self._client.streaming.start_connection(
            insight_types=["question", "action_item"],
            config={"sampleRateHertz": RATE},
            trackers=[{"name": "Money", "vocabulary": ["budget"]}],
            reconnect_timeout=self._reconnect,
        )
        connection.subscribe(dict.fromkeys((*FOLLOWED, *LINE), self._hear))
        self.conversation_id = connection.conversation_id or ""
        self.began = time.monotonic()
        for number in range(round(self._seconds / PIECE)):
            due = self.began + (number + 1) * PIECE
            time.sleep(max(0.0, due - time.monotonic()))
            self.sent.append(time.monotonic())
            connection.send_audio(next(self._audio))
            self.lag = max(self.lag, time.monotonic() - due)
        asked = time.monotonic()
        connection.stop()
        self.stop_took = time.monotonic() - asked
        connection.close()

    def _hear(self, event: dict[str, Any]) -> None:
        self.told.append((time.monotonic(), event))

    def of(self, kind: str) -> list[dict[str, Any]]:
        """Events of a type, inner or outer."""
        inner = [told["message"] if told["type"] == "message" else told for _, told in self.told]
        return [told for told in inner if told["type"] == kind]

    def check(self, figures: Figures) -> Iterator[str]:
        """What is wrong with what was told; counts it too."""
        if self.failure:
            yield f"{type(self.failure).__name__}: {self.failure}"
            return
        kinds = [told["message"]["type"] if told["type"] == "message" else told["type"] for _, told in self.told]
        figures.events.update(kinds)
        if kinds[-2:] != ["conversation_completed", "recognition_stopped"] or kinds.count("recognition_stopped") != 1:
            yield f"the end was told as {kinds[-3:]}"
        for error in self.of("error"):
            yield f"error {error.get('code')}: {error.get('details')}"
        messages = self._client.conversations.get_messages(self.conversation_id).messages
        told = [one["id"] for event in self.of("message_response") for one in event["messages"]]
        stored = [one.id for one in messages]
        figures.cuts += kinds.count("reconnecting")
        figures.resent += sum(event["resentSeconds"] for event in self.of("reconnected"))
        if told != stored:
            yield f"{len(told)} messages were told, {len(stored)} can be read, or in another order"
        for kind in sorted({kind for kind in kinds if kind.endswith("_response")}):
            numbers = [event["sequenceNumber"] for event in self.of(kind)]
            if numbers != list(range(len(numbers))):
                yield f"{kind}: sequence numbers {numbers}"

    def finals(self) -> Iterator[tuple[float, dict[str, Any]]]:
        """Final texts, with when they came."""
        for at, event in self.told:
            if event["type"] == "message" and event["message"].get("isFinal"):
                yield at, event["message"]["payload"]["raw"]["alternatives"][0]["words"]

    def speech_latencies(self) -> Iterator[float]:
        """Seconds from the end of what was said to its final text."""
        for at, words in self.finals():
            if words:
                yield (
                    at - self.began - float(words[-1]["endTime"]["seconds"]) - int(words[-1]["endTime"]["nanos"]) / 1e9
                )

    def mark_latencies(self) -> Iterator[float]:
        """The same for marked audio."""
        for at, words in self.finals():
            if words and (last := words[-1]["word"].lower().strip(".")).startswith("b"):
                yield at - self.sent[int(last[1:])]

    def check_marks(self) -> Iterator[str]:
        """Every block was heard, and, unless the line broke, every sample once."""
        if self.failure:
            return
        messages = self._client.conversations.get_messages(self.conversation_id).messages
        words = [word.lower().strip(".") for one in messages for word in (one.text or "").split()]
        heard = [int(word[1:]) for word in words if word[:1] == "b"]
        if missing := set(range(len(self.sent))) - set(heard):
            yield f"blocks were not heard: {sorted(missing)[:20]}"
        if self.of("reconnecting"):
            return
        samples = [int(word) for word, what in pairwise(words) if what == "samples"]
        if heard != sorted(set(heard)) or samples != [len(self.sent) * BLOCK]:
            yield f"{samples} samples were counted, {len(self.sent) * BLOCK} sent"


def phase(
    name: str,
    streams: int,
    options: Options,
    server: dict[str, Any],
    audio: Callable[[int], Iterator[bytes]],
) -> Figures:
    """So many streams against a server of their own."""
    figures = Figures(name, streams)
    marked = audio is marks
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        local = stack.enter_context(symbl_local.serve(data_dir=folder, max_streams=streams, **server))
        voices: list[Voice] = []
        for number in range(streams):
            url = local.base_url
            if options.cuts:
                url = stack.enter_context(cutter(local.base_url, options, number)).base_url
            client = stack.enter_context(symbl.Symbl(**local.credentials, base_url=url))
            voices.append(Voice(client, options.seconds, audio(number), 30.0 if options.cuts else 0.0))
        began = time.monotonic()
        for voice in voices:
            voice.start()
        while any(voice.is_alive() for voice in voices):
            pids = processes(local.pid)
            figures.memory.append((time.monotonic() - began, memory(pids)))
            figures.server_cpu = max(figures.server_cpu, processor(pids))
            voices[0].join(1.0)
            if not voices[0].is_alive():
                time.sleep(0.1)
        figures.seconds = time.monotonic() - began
        for number, voice in enumerate(voices):
            faults = [*voice.check(figures), *(voice.check_marks() if marked else ())]
            figures.faults += [f"stream {number}: {fault}" for fault in faults]
            figures.lag = max(figures.lag, voice.lag)
            figures.stop = max(figures.stop, voice.stop_took)
            if not options.cuts and not voice.failure:
                figures.latencies += voice.mark_latencies() if marked else voice.speech_latencies()
    if figures.growth is not None and figures.growth > GROWTH:
        figures.faults.append(f"memory grows by {figures.growth:.1f} MiB a minute")
    return figures


def cutter(base_url: str, options: Options, number: int) -> Any:
    """A proxy that cuts one stream's connections at moments that depend on the seed."""
    from streams import CuttingProxy, random_cuts

    mean = options.cuts * 2 * RATE
    cuts = random_cuts(options.seed * 1000 + number, 10_000, int(mean * 0.2), int(mean * 1.8))
    return CuttingProxy(int(base_url.rpartition(":")[2]), [10**9, *cuts])  # the first connection is for the token


def run(options: Options) -> list[Figures]:
    """All phases. A thread that is left in this process is a fault of the last one."""
    before = set(threading.enumerate())
    phases: list[Callable[[], Figures]] = []
    if options.speech:
        phases.append(lambda: phase("speech", options.speech, options, {}, spoken))
    if options.counted:
        server = {"recognizer": "marked:Marked", "recognizer_options": {"blocks": 20}}
        phases.append(lambda: phase("counted", options.counted, options, server, marks))
    with ThreadPoolExecutor(len(phases) if options.together else 1) as pool:
        found = list(pool.map(lambda one: one(), phases))
    left = [thread.name for thread in threading.enumerate() if thread not in before]
    if left:
        found[-1].faults.append(f"threads are left: {', '.join(left)}")
    return found


def soak() -> None:
    """Two minutes of 8 streams with the default recogniser, then of 40 that are only counted."""
    report(Options())


def report(options: Options) -> bool:
    """Run it and print what came out; whether all was well."""
    load, own = os.getloadavg(), time.process_time()
    found = run(options)
    for figures in found:
        for line in figures.lines():
            print(f"  {line}")
    spent = (time.process_time() - own) / sum(figures.seconds for figures in found)
    loads = " ".join(f"{one:.1f}" for one in (*load[:1], *os.getloadavg()[:1]))
    print(f"  processor of the client: {spent:.2f} cores; load of the machine before and after: {loads}")
    return not any(figures.faults for figures in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, kind in (("seconds", float), ("speech", int), ("counted", int), ("cuts", float), ("seed", int)):
        parser.add_argument(f"--{name}", type=kind, default=getattr(Options, name))
    parser.add_argument("--together", action="store_true", help="both phases at once")
    sys.exit(0 if report(Options(**vars(parser.parse_args()))) else 1)


if __name__ == "__main__":
    main()
