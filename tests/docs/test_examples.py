"""Runs what the documentation shows, and follows its references.

A block that begins with ```` ```python ```` is run as it stands, in a process of its own, with a local server in the
SYMBL_ variables. ```` ```python file=name.py ```` also puts it beside the later blocks of its page, under that name;
a name that begins with `test_` makes it a file for pytest. ```` ```python no-run ```` leaves a block out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import symbl_local

ROOT = Path(__file__).resolve().parents[2]
PAGES = [path for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))) if path.exists()]
CONTRACT = ROOT / "docs" / "contract.md"
SOCKETS = ROOT / "docs" / "realtime-contract.md"
SECONDS = 120

_FENCE = re.compile(r"(?P<indent>[ >]*)(?P<fence>`{3,}|~{3,})\s*(?P<info>.*)")
_SECTION = re.compile(r"§\s*(\d+(?:\.\d+)*)(?:, (\d+))?")  # "§20, 24" is row 24 of §20


@dataclass(frozen=True)
class Block:
    """A block of code, with as many empty lines before it as there are lines above: its line numbers are the page's."""

    page: Path
    line: int
    info: tuple[str, ...]
    code: str

    @property
    def place(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"

    @property
    def file(self) -> str | None:
        return next((word.removeprefix("file=") for word in self.info if word.startswith("file=")), None)


def blocks(page: Path) -> list[Block]:
    """The Python blocks of a page that are to be run."""
    found: list[Block] = []
    lines = iter(enumerate(page.read_text("utf-8").splitlines(), 1))
    for number, line in lines:
        opening = _FENCE.fullmatch(line)
        if not opening:
            continue
        indent, fence, info = opening["indent"], opening["fence"], opening["info"].split()
        inside: list[str] = []
        for _, text in lines:
            if text.strip(" >").startswith(fence) and not text.strip(" >").strip(fence[0]):
                break
            inside.append(text.removeprefix(indent) if text.startswith(indent) else text.lstrip(" >"))
        else:
            raise AssertionError(f"{page.relative_to(ROOT)}:{number}: the block does not end")
        if info and info[0].lower().startswith("py") and "no-run" not in info:
            found.append(Block(page, number, tuple(info[1:]), "\n" * number + "\n".join(inside) + "\n"))
    return found


BLOCKS = [block for page in PAGES for block in blocks(page)]
SCRIPTS = sorted((ROOT / "examples").glob("*.py"))


@pytest.fixture(scope="session")
def server() -> Iterator[symbl_local.LocalServer]:
    with symbl_local.serve() as server:
        yield server


def run(arguments: list[str | Path], place: str, server: symbl_local.LocalServer, directory: Path) -> None:
    """Run Python with its warnings as errors, away from this repository and from whoever runs the tests."""
    foreign = ("SYMBL_", "XDG_", "PYTHON", "PYTEST_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    home, work = directory / "home", directory / "work"
    home.mkdir(exist_ok=True)
    work.mkdir(exist_ok=True)
    (work / "examples").symlink_to(ROOT / "examples")
    try:
        done = subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            cwd=work,
            env=kept | server.env | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        output = error.stdout.decode("utf-8", "replace") if isinstance(error.stdout, bytes) else error.stdout
        pytest.fail(f"{place}: not done after {SECONDS} s\n{output or ''}", pytrace=False)
    if done.returncode:
        pytest.fail(f"{place}: status {done.returncode}\n{done.stdout}", pytrace=False)
    # What nobody can catch does not change the status.
    if re.search(r"^Exception (ignored|in thread)|was never (retrieved|awaited)", done.stdout, re.MULTILINE):
        pytest.fail(f"{place}: complains\n{done.stdout}", pytrace=False)


def test_there_is_something_to_run() -> None:
    assert BLOCKS, "no Python block in README.md or docs/"


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.place)
def test_block(block: Block, server: symbl_local.LocalServer, tmp_path: Path) -> None:
    code = tmp_path / "code"
    code.mkdir()
    for other in BLOCKS:
        if other.page == block.page and other.line < block.line and other.file:
            (code / other.file).write_text(other.code, "utf-8")
    path = code / (block.file or f"{block.page.stem}_{block.line}.py")
    path.write_text(block.code, "utf-8")
    if path.name.startswith("test_"):
        run(["-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", path], block.place, server, tmp_path)
    else:
        run([path], block.place, server, tmp_path)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_script(script: Path, server: symbl_local.LocalServer, tmp_path: Path) -> None:
    run([script], str(script.relative_to(ROOT)), server, tmp_path)


def _headings(page: str) -> set[str]:
    return set(re.findall(r"^#{2,4} (\d+(?:\.\d+)*)\.? ", page, re.MULTILINE))


def test_sections_that_are_cited_exist() -> None:
    """Every "§" in the description, the code and the documentation is a heading of docs/contract.md; in what is about
    sockets, perhaps one of docs/realtime-contract.md.
    """
    contract = CONTRACT.read_text("utf-8")
    headings = _headings(contract)
    of_sockets = headings | _headings(SOCKETS.read_text("utf-8"))
    rows = set(re.findall(r"^\| (\d+) \|", contract.partition("\n## 20.")[2].partition("\n## ")[0], re.MULTILINE))
    assert headings, "docs/contract.md has no numbered heading"
    assert rows, "docs/contract.md has no numbered row in section 20"
    citing = [ROOT / "spec" / "openapi.yaml", *sorted((ROOT / "symbl_ext").rglob("*.py")), *PAGES]
    cited = 0
    missing: list[str] = []
    for path in citing:
        text = path.read_text("utf-8")
        known = of_sockets if SOCKETS.name in text or path == SOCKETS else headings
        for number, line in enumerate(text.splitlines(), 1):
            for section, row in _SECTION.findall(line):
                cited += 1
                if section not in known or (section == "20" and row and row not in rows):
                    missing.append(f"{path.relative_to(ROOT)}:{number}: §{section}" + (f", {row}" if row else ""))
    assert cited, "nothing cites docs/contract.md"
    assert not missing, "not in docs/contract.md:\n" + "\n".join(missing)
