"""What recognizers and diarizers are given and what they return.

A plug-in is registered as an entry point (see `symbl_local.engine.speech.loading`) and gives an object with the
shape of `Recognizer` or `Diarizer`. All audio is 16-bit native-endian mono PCM; all times are seconds from the
start of the audio.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["Capabilities", "Diarizer", "Partial", "Recognizer", "RecognizerSession", "Utterance", "Word"]


@dataclass(frozen=True, slots=True)
class Word:
    """A word as heard. `score` runs from 0 to 1; None where the recognizer gives none."""

    text: str
    start: float
    end: float
    score: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What was said between two pauses. `channel` counts from 0; `punctuated`: `text` has case and stops."""

    words: tuple[Word, ...]
    start: float
    end: float
    text: str
    channel: int = 0
    speaker: str | None = None
    punctuated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """What an utterance that is still going on sounds like so far; each replaces the one before."""

    text: str
    start: float
    end: float
    channel: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a recognizer can do. `languages` empty means any; `note` is a plain sentence on its quality."""

    languages: frozenset[str]
    sample_rates: tuple[int, ...] = (16_000,)
    streaming: bool = False
    word_times: bool = True
    punctuation: bool = False
    diarization: bool = False
    vocabulary: bool = False
    note: str = ""


class RecognizerSession(Protocol):
    """One channel of one recording or stream. Used by one thread; lives in a worker process."""

    def feed(self, pcm16: bytes) -> Iterable[Partial | Utterance]:
        """Take the next audio, of any length; give what became known by it."""
        ...

    def finish(self) -> Iterable[Utterance]:
        """There is no more audio: give the rest."""
        ...

    def close(self) -> None:
        """Let go of everything; also without `finish`."""
        ...


class Recognizer(Protocol):
    """Turns speech into words. Made once a worker process, which is where a model is loaded."""

    @property
    def name(self) -> str:
        """What it is called in configuration and in the capabilities resource."""
        ...

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""
        ...

    def open(self, *, sample_rate: int, language: str = "en-US", vocabulary: Sequence[str] = ()) -> RecognizerSession:
        """A new session for audio of `sample_rate`, one of its capabilities."""
        ...


class Diarizer(Protocol):
    """Says who spoke when."""

    @property
    def name(self) -> str:
        """What it is called in configuration."""
        ...

    def assign(
        self, pcm16: bytes | memoryview, sample_rate: int, utterances: Sequence[Utterance], speakers: int | None
    ) -> Sequence[Utterance]:
        """The same words with a speaker each, ``"Speaker 1"`` being the first to speak.

        An utterance in which the speaker changes comes back as several. `pcm16` is the whole recording, perhaps
        mapped from disk; `speakers` is how many there are, None to guess.
        """
        ...
