"""A pool of recognizers for all tests, and the speech that scripts/make-speech made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

for package in ("av", "pocketsphinx"):
    pytest.importorskip(package, reason=f"speech needs {package}: pip install 'symbl-sdk[local]'")

from media_files import read_audio  # noqa: E402

from symbl_local.engine.speech import SpeechPool  # noqa: E402

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def pool() -> Iterator[SpeechPool]:
    with SpeechPool(workers=2) as pool:
        yield pool


@pytest.fixture(scope="session")
def speech() -> dict[str, bytes]:
    """The samples of each clip, 16 kHz mono, by its name."""
    return {path.stem: read_audio(path) for path in sorted(DATA.glob("*.flac"))}


@pytest.fixture(scope="session")
def texts() -> dict[str, str]:
    """What is said in each clip."""
    lines = (DATA / "speech.txt").read_text("utf-8").splitlines()
    return {name: text for name, _, text in (line.split(" ", 2) for line in lines)}


@pytest.fixture(scope="session")
def clips() -> dict[str, Path]:
    """The file of each clip."""
    return {path.stem: path for path in DATA.glob("*.flac")}
