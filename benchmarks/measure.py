"""Measures what the README and the changelog claim, side by side in one run. `scripts/bench [name ...]`."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from conversations import listing, reading
from realtime import realtime
from soak import soak
from uploads import uploads

ROOT = Path(__file__).parent.parent
ROUNDS = 15


@contextmanager
def core_install() -> Iterator[Path]:
    """A fresh environment with the core install alone; development tools slow some imports down."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
        site = next(Path(folder).glob("lib*/python*/site-packages"))
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(site), str(ROOT)]
        subprocess.run(command, check=True, capture_output=True)
        yield site


def interleaved(python: Path, cases: dict[str, str], rounds: int = ROUNDS) -> dict[str, float]:
    """Least wall time in ms of fresh interpreters running each piece of code, in turn, so that noise hits all alike."""
    best = dict.fromkeys(cases, float("inf"))
    for _ in range(rounds):
        for name, code in cases.items():
            started = time.perf_counter()
            subprocess.run([python, "-I", "-c", code], check=True)
            best[name] = min(best[name], (time.perf_counter() - started) * 1000)
    return best


def imports() -> None:
    """Import and client time over a bare interpreter."""
    ready = "import symbl; c = symbl.Symbl('a', 'b'); c.text, c.conversations"
    cases = {
        "bare interpreter": "pass",
        "import attrs": "import attrs",
        "import httpx": "import httpx",
        "import symbl": "import symbl",
        "a ready client": ready,
        "one generated operation": "from symbl_api.api.conversations import get_messages",
    }
    with core_install() as site:
        times = interleaved(site.parent.parent.parent / "bin" / "python", cases)
    bare = times["bare interpreter"]
    for name, value in times.items():
        print(f"  {name:<26} {value:7.1f} ms   {value - bare:+7.1f} ms over bare")


def waiting() -> None:
    """How long after a job's end `process(wait=True)` returns."""
    import symbl
    import symbl_local

    payload = {"messages": [{"payload": {"content": "I'll send the offer by Friday."}}]}

    async def many(client: symbl.AsyncSymbl, delay: float, times: int) -> list[float]:
        async def one() -> float:
            started = time.perf_counter()
            await client.text.process(payload)
            return time.perf_counter() - started - delay

        return await asyncio.gather(*(one() for _ in range(times)))

    for delay in (0.2, 2.0, 10.0):
        with symbl_local.serve(job_delay=delay) as server:
            with symbl.Symbl(**server.credentials, base_url=server.base_url) as client:
                late: list[float] = []
                for _ in range(5 if delay < 5 else 2):
                    started = time.perf_counter()
                    client.text.process(payload)
                    late.append(time.perf_counter() - started - delay)

            async def run(server: symbl_local.LocalServer = server, delay: float = delay) -> list[float]:
                async with symbl.AsyncSymbl(**server.credentials, base_url=server.base_url) as client:
                    return await many(client, delay, 8)

            together = asyncio.run(run())
        print(
            f"  job of {delay:4.1f} s: returns {statistics.mean(late):.3f} s after the end (most {max(late):.3f}); "
            f"8 at once: {statistics.mean(together):.3f} s (most {max(together):.3f}); submission included"
        )


def install() -> None:
    """Distributions and size of a core install, without bytecode."""
    with core_install() as site:
        names = sorted(path.name.removesuffix(".dist-info") for path in site.glob("*.dist-info"))
        size = sum(p.stat().st_size for p in site.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        print(f"  {len(names)} distributions, {size / 1e6:.2f} MB: {', '.join(names)}")


def regenerate() -> None:
    """Time of scripts/regenerate."""
    times: list[float] = []
    for _ in range(3):
        started = time.perf_counter()
        subprocess.run([str(ROOT / "scripts" / "regenerate"), "--check"], check=True, capture_output=True)
        times.append(time.perf_counter() - started)
    print(f"  {min(times):.2f} s (of 3: {', '.join(f'{t:.2f}' for t in times)})")


def parsing() -> None:
    """Reading 10,000 messages of 12 words into models, over json.loads of the same bytes."""
    code = """
import json, sys, time
from types import SimpleNamespace
from symbl_api.api.conversations import get_messages
t = {"startTime": "2026-03-02T15:00:00.000Z", "endTime": "2026-03-02T15:00:01.000Z"}
words = [{"word": f"word{i}", "score": 0.9, **t} for i in range(12)]
m = [{"id": str(i), "text": "A sentence.", "conversationId": "1", "from": {"id": "1"}, "words": words, **t}
     for i in range(10_000)]
content = json.dumps({"messages": m}).encode()
response = SimpleNamespace(status_code=200, headers={}, content=content)
plain, models = [], []
for _ in range(3):
    a = time.process_time(); json.loads(content); b = time.process_time(); get_messages.parse(response)
    plain.append(b - a); models.append(time.process_time() - b)
print(f"  {len(content) / 1e6:.1f} MB: json.loads {min(plain):.2f} s, models {min(models):.2f} s, "
      f"ratio {min(models) / min(plain):.1f}")
"""
    subprocess.run([sys.executable, "-c", code], check=True)


MEASURES: dict[str, Callable[[], None]] = {
    "imports": imports,
    "waiting": waiting,
    "install": install,
    "regenerate": regenerate,
    "parsing": parsing,
    "uploads": uploads,
    "realtime": realtime,
    "listing": listing,
    "reading": reading,
}
ON_REQUEST: dict[str, Callable[[], None]] = {"soak": soak}
"""What takes minutes is run only when it is named."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    known = MEASURES | ON_REQUEST
    usage = f"any of {', '.join(known)}; all but {', '.join(ON_REQUEST)} if none is given"
    parser.add_argument("names", nargs="*", metavar="name", help=usage)
    names = parser.parse_args().names or list(MEASURES)
    for name in names:
        if name not in known:
            parser.error(f"no measure {name!r}; there are {', '.join(known)}")
        print(f"{name}: {(known[name].__doc__ or '').strip()}")
        known[name]()


if __name__ == "__main__":
    main()
