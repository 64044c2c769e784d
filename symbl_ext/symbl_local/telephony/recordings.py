"""Calls that are answered by recordings: a folder stands for the telephone network.

A recording is found by whom it stands for, in this order: what `index.json` says ("*" for everybody else), then the
name of a file without its suffix: `+15551230000.wav` for a number, `sip-8002@sip.example.com.wav` for an address.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
from array import array
from collections.abc import AsyncGenerator, AsyncIterator, Generator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from symbl_local.config import SettingsError
from symbl_local.telephony.source import CallAudio, CallFailedError, Endpoint
from symbl_local.threads import to_its_end

__all__ = ["Recordings", "check_folder"]

log = logging.getLogger(__name__)

_RATE = 16_000
_TICK = 0.1
_INDEX = "index.json"
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{2,4}$")


def check_folder(folder: Path) -> None:
    """A `SettingsError` says why that cannot be a folder of recordings."""
    if not folder.is_dir():
        raise SettingsError(f"--call-recordings: {folder} is not a directory")
    try:
        _index(folder)
    except CallFailedError as error:
        raise SettingsError(f"--call-recordings: {error}") from error


class Recordings:
    """Plays the recordings in `folder`, `speed` times as fast as they were spoken; 0 is as fast as can be.

    The folder is looked into at every call.
    """

    def __init__(self, folder: Path, speed: float = 1.0) -> None:
        self._folder = folder
        self._speed = speed

    def refusal(self, endpoint: Endpoint) -> str | None:
        """Why no recording is there for that endpoint."""
        try:
            found = self._find(endpoint)
        except CallFailedError as error:
            return str(error)
        return None if found else f"no recording in --call-recordings stands for {endpoint.name}"

    @asynccontextmanager
    async def call(self, endpoint: Endpoint) -> AsyncGenerator[CallAudio]:
        """Play the recording that stands for that endpoint."""
        path = await asyncio.to_thread(self._find, endpoint)
        if path is None:
            raise CallFailedError(f"no recording stands for {endpoint.name}")
        if endpoint.dtmf:
            log.info("keys pressed to a recording have no effect")
        blocks = _blocks(path)
        try:
            first = await to_its_end(lambda: next(blocks, None))  # what cannot be played fails here
            yield CallAudio(_RATE, self._play(first, blocks))
        finally:
            await asyncio.to_thread(blocks.close)

    async def close(self) -> None:
        """Nothing is left open."""

    async def _play(self, block: bytes | None, blocks: Generator[bytes]) -> AsyncIterator[bytes]:
        """The recording in pieces of 100 ms, each when it has been spoken."""
        clock = asyncio.get_running_loop().time
        began, played = clock(), 0
        size = 2 * round(_RATE * _TICK)
        while block is not None:
            for start in range(0, len(block), size):
                piece = block[start : start + size]
                played += len(piece) // 2
                if self._speed:
                    await asyncio.sleep(began + played / _RATE / self._speed - clock())
                yield piece
            block = await to_its_end(lambda: next(blocks, None))

    def _find(self, endpoint: Endpoint) -> Path | None:
        wanted = _key(endpoint.number if endpoint.kind == "pstn" else endpoint.uri)
        index = {_key(name): file for name, file in _index(self._folder).items()}
        if file := index.get(wanted):
            return self._folder / file
        try:
            files = sorted(path for path in self._folder.iterdir() if path.is_file() and path.name != _INDEX)
        except OSError as error:
            raise CallFailedError(f"the folder of recordings cannot be read: {error.strerror}") from error
        for path in files:
            if _key(_SUFFIX.sub("", path.name)) == wanted:
                return path
        return self._folder / index["*"] if "*" in index else None


def _key(name: str) -> str:
    """Numbers by their digits; addresses without scheme, parameters and case."""
    address = re.fullmatch(r"sips?[-:](.*)", name.strip(), re.IGNORECASE)
    if address:
        return "sip:" + address[1].partition(";")[0].lower()
    return re.sub(r"[^0-9]", "", name) or name


def _index(folder: Path) -> dict[str, str]:
    try:
        text = (folder / _INDEX).read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise CallFailedError(f"{_INDEX} cannot be read") from error
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    entries = cast("dict[str, Any]", value) if isinstance(value, dict) else None
    if entries is None or not all(isinstance(file, str) for file in entries.values()):
        raise CallFailedError(f"{_INDEX} is not an object of file names")
    return entries


def _blocks(path: Path) -> Generator[bytes]:
    """Mono PCM, little-endian, about half a second at a time."""
    from symbl_local.engine.speech.media import MediaError, decode

    try:
        for (pcm,) in decode(path, rate=_RATE):
            if sys.byteorder == "big":
                samples = array("h", pcm)
                samples.byteswap()
                yield samples.tobytes()
            else:
                yield pcm
    except MediaError as error:
        raise CallFailedError(f"the recording cannot be played: {error}") from error
    except OSError as error:
        raise CallFailedError(f"the recording cannot be read: {error.strerror}") from error
