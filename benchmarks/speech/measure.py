"""Prints how well speech is recognized, and how fast, beside the bounds of each figure.

Usage: measure.py [part ...] [--folder NAME]

Parts are accuracy, formats, speed, workers, memory, vocabulary, speakers, meetings; without any, all of them. The
meetings are those of benchmarks/quality/dev, or of another folder there. The exit status is 1 when a bound is missed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "quality"), str(HERE.parent.parent / "tests" / "speech")]

import rows  # noqa: E402
import speak  # noqa: E402
from rows import Row  # noqa: E402

PARTS: dict[str, Callable[[], Iterator[Row]]] = {
    "accuracy": rows.accuracy,
    "formats": rows.formats,
    "speed": rows.speed,
    "workers": rows.workers,
    "memory": rows.memory,
    "vocabulary": rows.vocabulary,
    "speakers": rows.speakers,
}


def main() -> int:
    """Prints the table; 1 when a bound is missed, 2 when something is not installed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parts", nargs="*", metavar="part", help=f"any of {', '.join((*PARTS, 'meetings'))}")
    options.add_argument("--folder", default="dev", help="the meetings: a folder of benchmarks/quality")
    chosen = options.parse_args()
    if lacking := speak.missing():
        print(lacking, file=sys.stderr)
        return 2
    parts = {**PARTS, "meetings": lambda: rows.meetings(chosen.folder)}
    names = chosen.parts or list(parts)
    if unknown := [name for name in names if name not in parts]:
        options.error(f"no part {unknown[0]!r}")
    missed = 0
    print(f"{'':<48}{'measured':>10}{'bound':>10}  ok")
    for name in names:
        for row in parts[name]():
            missed += not row.good
            bound = "" if row.bound is None else ("<= " if row.most else ">= ") + number(row.bound, row.percent)
            verdict = "" if row.bound is None else "yes" if row.good else "NO"
            print(f"{row.name:<48}{number(row.value, row.percent):>10}{bound:>10}  {verdict:<3} {row.note}", flush=True)
    return 1 if missed else 0


def number(value: float, percent: bool) -> str:
    """A figure as it is printed."""
    if percent:
        return f"{100 * value:.1f} %"
    return f"{value:.0f}" if abs(value) >= 8 else f"{value:.2f}"


if __name__ == "__main__":
    sys.exit(main())
