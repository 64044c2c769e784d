"""Media files on disk while their jobs need them."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import uuid
from collections.abc import AsyncIterable, Collection
from pathlib import Path
from typing import IO, Protocol

from symbl_local.config import SettingsError
from symbl_local.threads import to_its_end

__all__ = ["Spool", "TooLargeError"]

log = logging.getLogger(__name__)

_BLOCK = 2**20


class TooLargeError(Exception):
    """More bytes came than may."""


class Digest(Protocol):
    """What `hashlib` makes."""

    def update(self, data: bytearray, /) -> object:
        """More of what is digested."""
        ...


class Spool:
    """A folder of files with names of its own making. What is in it and not wanted is left over from a crash."""

    def __init__(self, data_dir: Path | None) -> None:
        self._temporary = data_dir is None
        try:
            if data_dir is None:
                # With the process in its name, by which `serve` knows it when that was killed.
                self.folder = Path(tempfile.mkdtemp(prefix=f"symbl-local-{os.getpid()}-"))
            else:
                self.folder = data_dir / "spool"
                self.folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise SettingsError(f"cannot make a folder for recordings: {error}") from error

    def path(self, name: str) -> Path:
        """Where the file of that name is."""
        return self.folder / name

    async def receive(self, chunks: AsyncIterable[bytes], limit: int, digest: Digest | None = None) -> str:
        """Write what comes to a new file and give its name once it is safe on the disk.

        Whatever goes wrong, being cancelled included, leaves no file behind. More than `limit` bytes are a
        `TooLargeError`. Holds about a megabyte in memory.
        """
        name = uuid.uuid4().hex
        path = self.path(name)
        try:
            with await to_its_end(lambda: path.open("xb", buffering=0)) as file:
                size = 0
                block = bytearray()
                async for chunk in chunks:
                    size += len(chunk)
                    if size > limit:
                        raise TooLargeError
                    block += chunk
                    if len(block) >= _BLOCK:
                        await _write(file, block, digest)
                        block = bytearray()
                await _write(file, block, digest)
                await to_its_end(lambda: os.fsync(file.fileno()))
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return name

    def size(self, name: str) -> int:
        """Bytes in the file of that name."""
        return self.path(name).stat().st_size

    def remove(self, name: str) -> None:
        """The file of that name is not needed any more. One that cannot be removed now is, at the next start."""
        try:
            self.path(name).unlink(missing_ok=True)
        except OSError as error:
            log.error("a recording could not be removed: %s", error.strerror)

    def sweep(self, wanted: Collection[str]) -> None:
        """Remove everything else."""
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name not in wanted:
                self.remove(path.name)

    def close(self) -> None:
        """Remove the folder, if nobody will ever look into it again."""
        if self._temporary:
            shutil.rmtree(self.folder, ignore_errors=True)


async def _write(file: IO[bytes], block: bytearray, digest: Digest | None) -> None:
    def write() -> None:
        view = memoryview(block)
        while view:
            view = view[file.write(view) :]
        if digest:
            digest.update(block)

    await to_its_end(write)
