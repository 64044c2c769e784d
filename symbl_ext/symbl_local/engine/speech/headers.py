"""What a media file's own bytes promise: how long it is, and whether it was cut off."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

__all__ = ["looks_like", "sealed", "short_of_data"]

_UNKNOWN_SIZES = (0, 0xFFFFFFFF, 0x7FFFFFFF, 0x7FFFF000, 0xFFFFF000, 0xFFFFFFDB)
"""Sizes that writers to a pipe put where they could not know better."""

_PAGE = 27
_LARGEST_PAGE = _PAGE + 255 + 255 * 255

_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"RIFF", "RIFF (wav, avi)"),
    (0, b"RF64", "RF64"),
    (0, b"ID3", "mp3"),
    (0, b"fLaC", "flac"),
    (0, b"OggS", "ogg"),
    (0, b"\x1a\x45\xdf\xa3", "webm or matroska"),
    (4, b"ftyp", "mp4"),
    (4, b"moov", "mp4"),
    (4, b"mdat", "mp4"),
    (0, b"FORM", "aiff"),
    (0, b"#!AMR", "amr"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf (wma, wmv)"),
    (0, b"caff", "caf"),
    (0, b".snd", "au"),
)


def looks_like(path: Path) -> str | None:
    """The format that the first bytes name, or None."""
    with path.open("rb") as file:
        start = file.read(16)
    return next((name for at, sign, name in _SIGNS if start[at : at + len(sign)] == sign), None)


def sealed(path: Path) -> bool:
    """Whether an mp3 file begins with a frame that counts the others, so that its length is not an estimate."""
    with path.open("rb") as file:
        head = file.read(10)
        if head[:3] == b"ID3" and len(head) == 10:
            size = 0
            for byte in head[6:10]:
                size = size << 7 | byte & 0x7F
            file.seek(10 + size)
        else:
            file.seek(0)
        frame = file.read(4096)
    return any(sign in frame for sign in (b"Xing", b"Info", b"VBRI"))


def short_of_data(path: Path) -> bool:
    """Whether a wav, avi or ogg file ends before the size that it states. False for other files.

    Other containers give a length that decoding can be held against; in these the decoder's own figure is
    taken from where the file ends.
    """
    length = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(12)
        if start[:4] == b"RIFF" and start[8:12] == b"WAVE":
            return _short_wave(file, length)
        if start[:4] == b"RIFF" and start[8:12] == b"AVI ":
            size = struct.unpack("<I", start[4:8])[0]
            return size not in _UNKNOWN_SIZES and 8 + size > length
        if start[:4] == b"OggS":
            return _short_ogg(file, length)
    return False


def _short_wave(file: BinaryIO, length: int) -> bool:
    at = 12
    for _ in range(1000):  # chunks before the data; more are somebody's joke
        file.seek(at)
        header = file.read(8)
        if len(header) < 8:
            return True
        size = struct.unpack("<I", header[4:])[0]
        if header[:4] == b"data":
            return size not in _UNKNOWN_SIZES and at + 8 + size > length
        at += 8 + size + size % 2
    return False


def _short_ogg(file: BinaryIO, length: int) -> bool:
    file.seek(max(0, length - 2 * _LARGEST_PAGE))
    tail = file.read()
    at = tail.rfind(b"OggS")
    page = tail[at:] if at >= 0 else b""
    if len(page) < _PAGE or len(page) < _PAGE + page[26]:
        return True
    return _PAGE + page[26] + sum(page[_PAGE : _PAGE + page[26]]) > len(page)
