"""From a media file to what was said in it."""

from __future__ import annotations

import mmap
import os
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .loading import load_diarizer
from .media import MAX_SECONDS, Media
from .pool import SpeechError, SpeechPool
from .segmenting import SegmentRecognizer, shifted
from .segments import Done, Found, Source
from .types import Recognizer, Utterance
from .vad import Segment

__all__ = ["CancelledTranscription", "SpeechOptions", "Transcript", "transcribe"]

_TICK = 0.1  # seconds between two looks at whether to stop


class CancelledTranscription(Exception):
    """The caller asked to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechOptions:
    """What one job asked for.

    `mode` is ``"phone"`` for audio of 8 kHz. `separate` recognizes each channel on its own; `diarize` parts the
    speakers of the mix instead and wins when both are set. `speakers` is how many there are, None to guess.
    """

    language: str = "en-US"
    vocabulary: tuple[str, ...] = ()
    mode: Literal["default", "phone"] = "default"
    separate: bool = False
    diarize: bool = False
    speakers: int | None = None
    max_seconds: float = MAX_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """What was said in a file, in the order in which it began. No speech gives no utterances.

    `channels` is how many were recognized: 1 for a mix. `duration` is in seconds, as decoded.
    """

    utterances: tuple[Utterance, ...]
    duration: float
    channels: int
    media: Media


def transcribe(
    path: str | os.PathLike[str],
    options: SpeechOptions,
    pool: SpeechPool,
    *,
    cancelled: threading.Event | None = None,
    on_progress: Callable[[float], None] | None = None,
    work_dir: str | os.PathLike[str] | None = None,
) -> Transcript:
    """Recognize the speech in an audio or video file. Blocks; several threads may share a pool.

    Decoding and recognition happen in other processes; what this one holds does not grow with the audio, only
    with the words. `on_progress` is told the seconds of audio decoded so far. Diarization keeps the samples in a
    file in `work_dir` meanwhile (115 MB an hour).

    Raises `MediaError` (the file cannot be used), `SpeechError` (a language it does not know, a worker that died
    or took too long) or `CancelledTranscription`; the messages are reasons to show.
    """
    stop = cancelled or threading.Event()
    _, abilities = pool.capabilities()
    if abilities.languages and options.language not in abilities.languages:
        known = ", ".join(sorted(abilities.languages))
        raise SpeechError(
            f"the recognizer of this server does not know the language {options.language}; it knows {known}"
        )
    rate = 16_000 if 16_000 in abilities.sample_rates else abilities.sample_rates[0]
    if not options.diarize:
        return _Job(pool, options, rate, stop, on_progress).run(Path(path), None)
    with tempfile.TemporaryDirectory(prefix="symbl-", dir=work_dir) as folder:
        spool = Path(folder) / "samples"
        transcript = _Job(pool, options, rate, stop, on_progress).run(Path(path), spool)
        return _with_speakers(transcript, spool, rate, options, pool, stop)


class _Job:
    """One file: a few segments are with the workers at any time, the rest is still to be decoded."""

    def __init__(
        self,
        pool: SpeechPool,
        options: SpeechOptions,
        rate: int,
        stop: threading.Event,
        on_progress: Callable[[float], None] | None,
    ) -> None:
        self._pool = pool
        self._options = options
        self._rate = rate
        self._stop = stop
        self._progress = on_progress
        self._running: deque[Future[tuple[Utterance, ...]]] = deque()
        self._utterances: list[Utterance] = []

    def run(self, path: Path, spool: Path | None) -> Transcript:
        separate = self._options.separate and not self._options.diarize
        source = Source(path, rate=self._rate, separate=separate, max_seconds=self._options.max_seconds, spool=spool)
        try:
            media, seconds = self._consume(source)
            while self._running:
                self._collect()
        finally:
            source.close()
            for future in self._running:
                future.cancel()
        self._utterances.sort(key=lambda one: (one.start, one.channel))
        return Transcript(
            utterances=tuple(self._utterances),
            duration=seconds,
            channels=media.channels if separate else 1,
            media=media,
        )

    def _consume(self, source: Source) -> tuple[Media, float]:
        media: Media | None = None
        while True:
            if self._stop.is_set():
                raise CancelledTranscription
            news = source.take(_TICK)
            if isinstance(news, Media):
                media = news
            elif isinstance(news, Found):
                self._recognize(news)
            elif isinstance(news, float) and self._progress:
                self._progress(news)
            elif isinstance(news, Done):
                assert media is not None
                return media, news.seconds

    def _recognize(self, found: Found) -> None:
        while len(self._running) >= 2 * self._pool.workers:
            self._collect()
        future = self._pool.submit(
            _recognize,
            found.segment,
            found.channel,
            self._rate,
            self._options.language,
            self._options.vocabulary,
        )
        self._running.append(future)

    def _collect(self) -> None:
        """Wait for the oldest."""
        self._utterances.extend(_wait(self._running[0], self._stop))
        self._running.popleft()


def _recognize(
    recognizer: Recognizer, segment: Segment, channel: int, rate: int, language: str, vocabulary: tuple[str, ...]
) -> tuple[Utterance, ...]:
    """In a worker: what is said in the segment, with its place in the recording."""
    if isinstance(recognizer, SegmentRecognizer):
        found = recognizer.recognize(segment.pcm, sample_rate=rate, language=language, vocabulary=vocabulary)
    else:
        session = recognizer.open(sample_rate=rate, language=language, vocabulary=vocabulary)
        try:
            results = [*session.feed(segment.pcm), *session.finish()]
        finally:
            session.close()
        found = [result for result in results if isinstance(result, Utterance)]
    return tuple(shifted(utterance, segment.start, channel) for utterance in found)


def _with_speakers(
    transcript: Transcript, spool: Path, rate: int, options: SpeechOptions, pool: SpeechPool, stop: threading.Event
) -> Transcript:
    if not transcript.utterances:
        return transcript
    limit = 300 + transcript.duration
    future = pool.submit(
        _diarize, pool.diarizer, spool, rate, transcript.utterances, options.speakers, time_limit=limit
    )
    utterances = tuple(_wait(future, stop))
    return Transcript(
        utterances=utterances,
        duration=transcript.duration,
        channels=transcript.channels,
        media=transcript.media,
    )


def _diarize(
    _: Recognizer, name: str, spool: Path, rate: int, utterances: Sequence[Utterance], speakers: int | None
) -> tuple[Utterance, ...]:
    """In a worker: the utterances with their speakers."""
    with spool.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as samples:
        view = memoryview(samples)
        try:
            return tuple(load_diarizer(name).assign(view, rate, utterances, speakers))
        finally:
            view.release()


def _wait(future: Future[tuple[Utterance, ...]], stop: threading.Event) -> tuple[Utterance, ...]:
    while True:
        if stop.is_set():
            future.cancel()
            raise CancelledTranscription
        try:
            return future.result(_TICK)
        except NotYet:
            continue
        except CancelledError:
            raise SpeechError("the server is stopping") from None
