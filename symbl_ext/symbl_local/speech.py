"""Recordings to turns. What this needs is imported when the first recording comes."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from symbl_local.config import Settings, SettingsError
from symbl_local.records import ChannelSpeaker, HeardWord, MediaSubmission, Recording, SpokenTurn, Submission
from symbl_local.threads import in_thread
from symbl_local.workers import WorkError

if TYPE_CHECKING:
    from symbl_local.engine.speech import Capabilities, SpeechPool
    from symbl_local.engine.speech.sentences import Sentence

__all__ = ["Speech"]

log = logging.getLogger(__name__)

_SEGMENT_TIME = 120.0
"""Seconds that the recognition of one stretch of speech may take."""


class Speech:
    """The speech engine of one server. `hear` is for the event loop, everything else for threads."""

    def __init__(self, settings: Settings, work_dir: Path) -> None:
        self._settings = settings
        self._work_dir = work_dir
        self._lock = threading.Lock()
        self._pool: SpeechPool | None = None
        self._closed = False

    def check(self) -> None:
        """Load the recognizer if one was asked for by name or folder; a `SettingsError` says why it cannot be."""
        settings = self._settings
        if settings.recognizer is None and settings.model_dir is None and not settings.recognizer_options:
            return
        try:
            _ = self.capabilities
        except ValueError as error:
            raise SettingsError(str(error)) from error

    @cached_property
    def capabilities(self) -> tuple[str, Capabilities]:
        """The recognizer's name and what it can do. Raises `ValueError`, with one line, if it cannot be loaded."""
        if find_spec("av") is None:
            raise ValueError("audio and video need PyAV: pip install 'symbl-sdk[local]'")
        return self._started().capabilities()

    def _started(self) -> SpeechPool:
        from symbl_local.engine.speech import SpeechPool

        with self._lock:
            if self._closed:
                raise ValueError("the server is stopping")
            if self._pool is None:
                settings = self._settings
                model = {} if settings.model_dir is None else {"model_dir": str(settings.model_dir)}
                self._pool = SpeechPool(
                    settings.recognizer or "pocketsphinx",
                    {**settings.recognizer_options, **model},
                    workers=settings.speech_workers,
                    time_limit=min(_SEGMENT_TIME, settings.job_timeout),
                )
            return self._pool

    async def hear(self, path: Path, asked: MediaSubmission, start: datetime) -> Submission:
        """What is said in a recording that began at `start`. Raises `WorkError`."""
        limit = self._settings.job_timeout
        stop = threading.Event()
        try:
            async with asyncio.timeout(limit):
                return await in_thread(lambda: self._hear(path, asked, start, stop), "speech")
        except TimeoutError:
            raise WorkError(f"not done after {limit:g} s") from None
        finally:
            stop.set()

    def _hear(self, path: Path, asked: MediaSubmission, start: datetime, stop: threading.Event) -> Submission:
        from symbl_local.engine.speech import CancelledTranscription, MediaError, SpeechError, SpeechOptions, transcribe
        from symbl_local.engine.speech.sentences import sentences

        options = SpeechOptions(
            language=asked.language,
            vocabulary=asked.vocabulary,
            mode="phone" if asked.phone else "default",
            separate=asked.separate,
            diarize=asked.diarize,
            speakers=asked.speakers,
            max_seconds=self._settings.max_media_seconds,
        )
        try:
            _ = self.capabilities
            found = transcribe(path, options, self._started(), cancelled=stop, work_dir=self._work_dir)
        except (ValueError, MediaError, SpeechError, CancelledTranscription) as error:
            raise WorkError(str(error)) from error
        return Submission(
            turns=tuple(_turns(sentences(found.utterances), asked, start)),
            options=asked.options,
            recording=Recording(start=start, end=start + _span(found.duration)),
            english=asked.language.startswith("en-"),
        )

    def close(self) -> None:
        """Stop all processes, whatever they are doing."""
        with self._lock:
            self._closed = True
            pool = self._pool
        if pool:
            pool.close()


def _turns(found: Iterable[Sentence], asked: MediaSubmission, start: datetime) -> Iterator[SpokenTurn]:
    """Sentences with times of day, said by whom the request or the engine names."""
    per_channel = asked.separate and not asked.diarize
    for sentence in found:
        name, email = sentence.speaker, None
        if per_channel:
            speaker = asked.channels.get(sentence.channel, ChannelSpeaker())
            name, email = speaker.name or (None if speaker.email else f"Channel {sentence.channel + 1}"), speaker.email
        yield SpokenTurn(
            text=sentence.text,
            name=name,
            user_id=email,
            start=start + _span(sentence.start),
            end=start + _span(sentence.end),
            whole=True,
            new=asked.diarize,
            words=tuple(_words(sentence, start)),
        )


def _words(sentence: Sentence, start: datetime) -> Iterator[HeardWord]:
    """The words as they stand in the sentence, where that has one for each that was heard."""
    written = sentence.text.split()
    if len(written) != len(sentence.words):
        written = [word.text for word in sentence.words]
    for text, word in zip(written, sentence.words, strict=True):
        yield HeardWord(text, start + _span(word.start), start + _span(word.end), word.score)


def _span(seconds: float) -> timedelta:
    return timedelta(milliseconds=round(seconds * 1000))
