"""The body of a file upload: of a path, bytes, a file object or an iterator; streamed, and replayed for a retry.

A `Source` says what is to be sent and can be read any number of times if it is `replayable`. One reading is an
`Upload`: an iterator of blocks that counts, reports progress, and notices a file that changes meanwhile.
"""

from __future__ import annotations

import asyncio
import io
import os
import stat
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, TypeAlias, cast

__all__ = ["AsyncIteratorSource", "Progress", "Source", "Upload", "Uploadable", "content_type", "source_of"]

Uploadable: TypeAlias = (
    str | os.PathLike[str] | bytes | bytearray | memoryview | IO[bytes] | Iterable[bytes] | AsyncIterable[bytes]
)
Progress: TypeAlias = Callable[[int, int | None], object]

BLOCK = 256 * 1024
ASYNC_BLOCK = 512 * 1024  # each block costs a hop to a thread
ENOUGH = 64 * 1024
GATHERED = 128 * 1024  # more would not fit a socket's buffer, and be copied
SNIFFED = 64

SUFFIXES = {
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".amr": "audio/amr",
    ".ac3": "audio/ac3",
    ".aif": "audio/aiff",
    ".aiff": "audio/aiff",
    ".wma": "audio/x-ms-wma",
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".webm": "video/webm",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
    ".avi": "video/x-msvideo",
}
# (where, first bytes, type): enough for what people send.
SIGNATURES = (
    (8, b"WAVE", "audio/wav"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"OggS", "audio/ogg"),
    (0, b"#!AMR", "audio/amr"),
    (8, b"AIFF", "audio/aiff"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"\xff\xf1", "audio/aac"),
    (0, b"\xff\xf9", "audio/aac"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
)


class Source:
    """What is sent. `size` is in bytes, None where it is not known before the end; `name` is the file's, if any."""

    size: int | None = None
    replayable = False
    name = ""

    def head(self) -> bytes:
        """The first bytes, without losing them; empty where they cannot be had beforehand."""
        return b""

    def blocks(self, size: int) -> Iterator[bytes]:
        """A reading, from the start if the source is replayable."""
        raise NotImplementedError

    async def ablocks(self, size: int) -> AsyncIterator[bytes]:
        """The same for asyncio: read in a thread, so that the event loop never waits for a disk."""
        blocks = self.blocks(size)
        while (block := await asyncio.to_thread(next, blocks, None)) is not None:
            yield block


class FileSource(Source):
    """A file by its path. It must not change while it is sent."""

    replayable = True

    def __init__(self, path: Path) -> None:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):  # opening a FIFO would wait for a writer
            raise ValueError(f"{path} is not a regular file; open it and pass the file object")
        with path.open("rb") as file:  # the built-in errors for what is missing, a directory or not permitted
            info = os.fstat(file.fileno())
            self._head = file.read(SNIFFED)
        if not self._head:
            raise ValueError(f"{path} is empty")
        self.path = path
        self.name = path.name
        self.size = self._length = info.st_size
        self._seen = (info.st_size, info.st_mtime_ns)

    def head(self) -> bytes:
        return self._head

    def blocks(self, size: int) -> Iterator[bytes]:
        with self.path.open("rb", buffering=0) as file:
            left = self._length
            while left > 0:
                block = file.read(min(size, left))
                left -= len(block)
                # Before the last block, so that a changed file is never completed on the server.
                info = os.fstat(file.fileno())
                if not block or (info.st_size, info.st_mtime_ns) != self._seen:
                    raise OSError(f"{self.path} changed while it was sent")
                yield block


class BytesSource(Source):
    """Bytes in memory."""

    replayable = True

    def __init__(self, data: bytes) -> None:
        if not data:
            raise ValueError("file_path: no bytes")
        self._data = data
        self.size = len(data)

    def head(self) -> bytes:
        return self._data[:SNIFFED]

    def blocks(self, size: int) -> Iterator[bytes]:
        return pieces(self._data, size)


class ObjectSource(Source):
    """A file object that can seek, from where it stands to its end."""

    replayable = True

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._start = file.tell()
        self.size = self._length = file.seek(0, io.SEEK_END) - self._start
        file.seek(self._start)
        self._head = read_bytes(file, SNIFFED)
        file.seek(self._start)
        if not self._head:
            raise ValueError("file_path: the file object has nothing left to read")
        self.name = os.path.basename(name) if isinstance(name := getattr(file, "name", None), str) else ""

    def head(self) -> bytes:
        return self._head

    def blocks(self, size: int) -> Iterator[bytes]:
        self._file.seek(self._start)
        left = self._length
        while left > 0:
            block = read_bytes(self._file, min(size, left))
            if not block:
                raise OSError(f"the file object ended {left} bytes early")
            left -= len(block)
            yield block
        if read_bytes(self._file, 1):
            raise OSError("the file object grew while it was sent")


class IteratorSource(Source):
    """An iterable of bytes, or a file object that cannot seek. It can be read once."""

    def __init__(self, blocks: Iterable[bytes], name: str = "") -> None:
        self.name = name
        self._blocks = iter(blocks)
        self._first = next((checked(block) for block in self._blocks if block), b"")
        if not self._first:
            raise ValueError("file_path: the iterator yields nothing")

    def head(self) -> bytes:
        return self._first[:SNIFFED]

    def blocks(self, size: int) -> Iterator[bytes]:
        gathered = Gathered(size, ENOUGH)
        first, self._first = self._first, b""
        yield from gathered.add(first)
        for block in self._blocks:
            yield from gathered.add(block)
        yield from gathered.rest()


class AsyncIteratorSource(Source):
    """An async iterable of bytes; for `AsyncSymbl` alone. It can be read once."""

    def __init__(self, blocks: AsyncIterable[bytes]) -> None:
        self._blocks = blocks

    async def ablocks(self, size: int) -> AsyncIterator[bytes]:
        size = min(size, GATHERED)
        gathered = Gathered(size, size)
        empty = True
        async for block in self._blocks:
            empty = empty and not block
            for piece in gathered.add(block):
                yield piece
        if empty:
            raise ValueError("file_path: the async iterator yields nothing")
        for piece in gathered.rest():
            yield piece


def source_of(file: Any) -> Source:
    """What is to be sent for the `file_path` of a call.

    Raises FileNotFoundError, IsADirectoryError and PermissionError as `open` does, ValueError for what is empty and
    TypeError for what cannot be sent; all before any request.
    """
    if file is None or file == "":
        raise ValueError("file_path is required")
    if isinstance(file, (str, os.PathLike)):
        return FileSource(Path(cast("str | os.PathLike[str]", file)))
    if isinstance(file, (bytes, bytearray, memoryview)):
        return BytesSource(checked(file))
    if isinstance(file, io.TextIOBase):
        raise TypeError("file_path: the file object must be opened in binary mode")
    if hasattr(file, "read"):
        stream = cast("IO[bytes]", file)
        seekable = getattr(file, "seekable", None)
        if callable(seekable) and seekable():
            return ObjectSource(stream)
        return IteratorSource(iter(lambda: read_bytes(stream, BLOCK), b""))
    if hasattr(file, "__aiter__"):
        return AsyncIteratorSource(cast("AsyncIterable[bytes]", file))
    if isinstance(file, Iterable) and not isinstance(file, (dict, set)):
        return IteratorSource(cast("Iterable[bytes]", file))
    kind = type(cast("object", file)).__name__
    raise TypeError(f"file_path must be a path, bytes, a file object or an iterator of bytes, not {kind}")


def read_bytes(file: IO[bytes], size: int) -> bytes:
    return checked(file.read(size) or b"")


def checked(block: Any) -> bytes:
    if isinstance(block, bytes):
        return block
    if isinstance(block, (bytearray, memoryview)):
        return bytes(cast("bytearray", block))
    raise TypeError(f"file_path: must yield bytes, not {type(cast('object', block)).__name__}")


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    """Data in parts that are not larger than wanted."""
    for start in range(0, len(data), size):
        yield data[start : start + size]


class Gathered:
    """Blocks of any size made into blocks of one size: many small ones would cost a system call each."""

    def __init__(self, size: int, enough: int) -> None:
        self._size = size
        self._enough = enough
        self._parts: list[bytes] = []
        self._length = 0

    def add(self, block: Any) -> list[bytes]:
        """The blocks that are full now."""
        block = checked(block)
        if not self._length and len(block) >= self._enough:  # worth a call of its own, and not worth a copy
            return list(pieces(block, self._size))
        self._parts.append(block)
        self._length += len(block)
        if self._length < self._size:
            return []
        data = b"".join(self._parts)
        full = len(data) - len(data) % self._size
        self._parts, self._length = [data[full:]], len(data) - full
        return list(pieces(data[:full], self._size))

    def rest(self) -> list[bytes]:
        """The last block, if there is one."""
        data = b"".join(self._parts)
        return [data] if data else []


def content_type(source: Source, given: str | None, kind: str) -> str | None:
    """The media type: as given, else by the suffix, else by the first bytes; None where a recording's is not known.

    A container that can hold both is taken as what the caller says it is, `audio` or `video`.
    """
    if given:
        return given
    found = SUFFIXES.get(os.path.splitext(source.name)[1].lower())
    if found is None:
        head = source.head()
        found = next((name for start, sign, name in SIGNATURES if head[start : start + len(sign)] == sign), None)
    if found in ("audio/mp4", "video/mp4"):
        return f"{kind}/mp4"
    if found == "video/webm" and kind == "audio":
        return "audio/webm"
    return found or ("video/mp4" if kind == "video" else None)


class Upload:
    """A body that is sent block by block; every try reads the source anew and reports its progress from the start."""

    def __init__(self, source: Source, progress: Progress | None) -> None:
        self.source = source
        self._progress = progress
        self.tries = 0

    @property
    def size(self) -> int | None:
        return self.source.size

    @property
    def again(self) -> bool:
        """Whether another try could send every byte."""
        return self.tries == 0 or self.source.replayable

    def __iter__(self) -> Iterator[bytes]:
        self.tries += 1
        sent = 0
        for block in self.source.blocks(BLOCK):
            yield block
            sent += len(block)
            if self._progress is not None:
                self._progress(sent, self.size)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        self.tries += 1
        sent = 0
        async for block in self.source.ablocks(ASYNC_BLOCK):
            yield block
            sent += len(block)
            if self._progress is not None:
                self._progress(sent, self.size)
