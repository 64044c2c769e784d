"""A worker process that listens to several streams at once: audio in over a pipe, what was heard out.

Streams take turns, one piece of audio each, so that one that comes faster than real time does not hold up the rest.
The process ends when its pipe does.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from symbl_local.engine.speech.loading import load_recognizer
from symbl_local.engine.speech.segmenting import shifted
from symbl_local.engine.speech.types import Partial, Recognizer, RecognizerSession, Utterance
from symbl_local.realtime.decoding import Decoder
from symbl_local.realtime.requests import AudioFormat

__all__ = ["Answer", "Order", "listen"]

_BEST_RATE = 16_000


@dataclass(frozen=True, slots=True)
class Order:
    """Something to do for the stream of that number."""

    number: int
    what: str
    """``open``, ``audio``, ``modify``, ``finish`` or ``close``."""
    data: Any = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one order, each of which is answered once."""

    number: int
    taken: int = 0
    """Bytes of audio that are done with."""
    heard: tuple[Partial | Utterance, ...] = ()
    fault: str | None = None
    """Why some of the audio could not be decoded."""
    failed: str | None = None
    """Why the stream cannot be recognized any more."""
    finished: bool = False
    seconds: float | None = None
    """Of audio heard since the start of the stream."""


class _Ear:
    """One stream: its decoder and its recognizer session."""

    def __init__(
        self, recognizer: Recognizer, audio: AudioFormat, language: str, vocabulary: Sequence[str], start: float
    ) -> None:
        rates = recognizer.capabilities.sample_rates
        self._rate = _BEST_RATE if _BEST_RATE in rates else rates[0]
        self._decoder = Decoder(audio, self._rate)
        self._start = start
        self._samples = 0
        self.session: RecognizerSession = recognizer.open(
            sample_rate=self._rate, language=language, vocabulary=vocabulary
        )

    @property
    def seconds(self) -> float:
        """How much was heard, with what an earlier process may have heard."""
        return self._start + self._samples / self._rate

    def _hear(self, pcm: bytes) -> tuple[Partial | Utterance, ...]:
        self._samples += len(pcm) // 2
        return self._later(self.session.feed(pcm))

    def modify(self, audio: AudioFormat) -> tuple[Partial | Utterance, ...]:
        rest, self._decoder = self._decoder.finish(), Decoder(audio, self._rate)
        return self._hear(rest)

    def feed(self, data: bytes) -> tuple[tuple[Partial | Utterance, ...], str | None]:
        pcm, fault = self._decoder.feed(data)
        return self._hear(pcm), fault

    def finish(self) -> tuple[Partial | Utterance, ...]:
        rest = self._hear(self._decoder.finish())
        return (*rest, *self._later(self.session.finish()))

    def _later(self, found: Iterable[Partial | Utterance]) -> tuple[Partial | Utterance, ...]:
        """With times from the start of the stream, of which an earlier process may have heard the beginning."""
        if not self._start:
            return tuple(found)
        return tuple(
            shifted(one, self._start)
            if isinstance(one, Utterance)
            else Partial(text=one.text, start=one.start + self._start, end=one.end + self._start, channel=one.channel)
            for one in found
        )


def listen(pipe: Connection, name: str, config: dict[str, Any]) -> None:
    """The life of the process. The first thing it says is what the recognizer can do, or why it cannot be loaded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's to handle
    with suppress(EOFError, OSError):
        try:
            recognizer = load_recognizer(name, **config)
        except Exception as error:
            pipe.send(str(error) if isinstance(error, ValueError) else f"{type(error).__name__}: {error}"[:500])
            return
        pipe.send((recognizer.name, recognizer.capabilities))
        _Desk(recognizer).work(pipe)


class _Desk:
    """The streams of this process, and the orders that wait."""

    def __init__(self, recognizer: Recognizer) -> None:
        self._recognizer = recognizer
        self._ears: dict[int, _Ear] = {}
        self._waiting: dict[int, deque[Order]] = {}

    def work(self, pipe: Connection) -> None:
        while True:
            while not self._waiting or pipe.poll():
                order: Order = pipe.recv()
                self._waiting.setdefault(order.number, deque()).append(order)
            number = next(iter(self._waiting))
            orders = self._waiting.pop(number)
            pipe.send(self._done(orders.popleft()))
            if orders:
                self._waiting[number] = orders  # behind the others

    def _done(self, order: Order) -> Answer:
        size = len(order.data) if order.what == "audio" else 0
        try:
            return self._do(order, size)
        except Exception as error:
            self._close(order.number)
            return Answer(order.number, size, failed=f"{type(error).__name__}: {error}"[:500])

    def _do(self, order: Order, size: int) -> Answer:
        number = order.number
        if order.what == "open":
            self._ears[number] = _Ear(self._recognizer, *order.data)
            return Answer(number)
        ear = self._ears.get(number)
        if ear is None or order.what == "close":
            self._close(number)
            return Answer(number, size, finished=True)
        if order.what == "audio":
            heard, fault = ear.feed(order.data)
            return Answer(number, size, heard, fault, seconds=ear.seconds)
        if order.what == "modify":
            return Answer(number, heard=ear.modify(order.data), seconds=ear.seconds)
        heard = ear.finish()
        self._close(number)
        return Answer(number, heard=heard, finished=True, seconds=ear.seconds)

    def _close(self, number: int) -> None:
        if ear := self._ears.pop(number, None):
            with suppress(Exception):
                ear.session.close()
