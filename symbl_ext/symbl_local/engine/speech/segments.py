"""The speech in a media file, found in a process of its own.

Decoders meet whatever strangers send. One that crashes or hangs takes its process with it and nothing else.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from .media import MAX_SECONDS, Media, MediaError, decode, probe
from .vad import Piece, Segment, Segmenter, gather

__all__ = ["Done", "Found", "News", "Source"]

_STALLED = 120.0  # seconds without news from which on decoding counts as hung
_MEMORY = 2 << 30  # bytes of address space; a usual file takes a quarter of it
_NEWS = 60.0  # seconds of audio between two pieces of news


@dataclass(frozen=True, slots=True)
class Found:
    """Speech on one channel."""

    channel: int
    segment: Segment


@dataclass(frozen=True, slots=True)
class Done:
    """All of the file was decoded, and how many seconds it was."""

    seconds: float


News = Media | Found | Done | float
"""First a `Media`; then speech, and now and then the seconds decoded so far; at last `Done`."""


class Source:
    """Decodes a file and finds the speech in it, no faster than it is taken. For one thread; `close` it.

    With `spool`, the samples (of the mix or the first channel) are also written to that path.
    """

    def __init__(
        self,
        path: Path,
        *,
        rate: int = 16_000,
        separate: bool = False,
        max_seconds: float = MAX_SECONDS,
        spool: Path | None = None,
    ) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe(duplex=False)
        self._process = context.Process(
            target=_find, args=(theirs, path, rate, separate, max_seconds, spool), daemon=True
        )
        self._process.start()
        theirs.close()
        self._quiet = 0.0

    def take(self, timeout: float) -> News | None:
        """The next news, or None when there is none within `timeout` seconds. Raises `MediaError`."""
        try:
            if not self._pipe.poll(timeout):
                self._quiet += timeout
                if self._quiet > _STALLED:
                    raise MediaError("decoding the file hangs")
                return None
            self._quiet = 0.0
            news: News | str = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise MediaError("decoding the file crashed the decoder") from error
        if isinstance(news, str):
            raise MediaError(news)
        return news

    def close(self) -> None:
        """Stop decoding."""
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _find(pipe: Connection, path: Path, rate: int, separate: bool, max_seconds: float, spool: Path | None) -> None:
    """The life of the process: one file."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bound_memory()
    with suppress(BrokenPipeError):
        try:
            for news in _news(path, rate, separate, max_seconds, spool):
                pipe.send(news)
        except MediaError as error:
            pipe.send(str(error))
        except Exception as error:
            pipe.send(f"the file could not be decoded ({type(error).__name__}: {error})"[:500])


def _bound_memory() -> None:
    """A file that unpacks to more memory than any honest one needs is to hurt this process only."""
    with suppress(ImportError, OSError, ValueError):  # not everywhere
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        if most == resource.RLIM_INFINITY or most > _MEMORY:
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, most))


def _news(path: Path, rate: int, separate: bool, max_seconds: float, spool: Path | None) -> Iterator[News]:
    yield probe(path)
    segmenters: list[Segmenter] = []
    parts: list[list[Piece]] = []
    samples = 0
    told = 0.0
    with ExitStack() as stack:
        copy = stack.enter_context(spool.open("wb")) if spool else None
        for block in decode(path, rate=rate, separate=separate, max_seconds=max_seconds):
            if not segmenters:
                segmenters = [Segmenter(rate) for _ in block]
                parts = [[] for _ in block]
            for channel, pcm in enumerate(block):
                for segment in gather(segmenters[channel].feed(pcm), parts[channel]):
                    yield Found(channel, segment)
            if copy:
                copy.write(block[0])
            samples += len(block[0]) // 2
            if samples / rate >= told + _NEWS:
                told = samples / rate
                yield told
    for channel, segmenter in enumerate(segmenters):
        for segment in gather(segmenter.finish(), parts[channel]):
            yield Found(channel, segment)
    yield Done(samples / rate)
