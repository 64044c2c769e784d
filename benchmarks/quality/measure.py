"""Prints how well the built-in analyzer does on labelled conversations, beside the floor of each score.

Usage: measure.py [--data DIR] [--mistakes] [--no-speed]

Without `--data`, `dev/` and `held_out/` are scored, and a held-out score below its floor makes the exit status 1.
With it, that folder is scored and judged instead. `--mistakes` lists what went wrong, in `dev/` or DIR only.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from corpus import Talk, read_folder  # noqa: E402
from scores import Scores, score, speed  # noqa: E402

FLOORS: dict[str, float] = {
    "sentence boundaries F1": 0.97,
    "questions P": 0.93,
    "questions R": 0.93,
    "questions, bare text F1": 0.70,
    "insights P, lenient": 0.85,
    "insights R": 0.80,
    "insights P, strict": 0.80,
    "follow_up F1": 0.80,
    "action_item F1": 0.80,
    "assignee": 0.75,
    "due phrase": 0.85,
    "flagged in talk without tasks": 0.02,
    "date P": 0.90,
    "date R": 0.85,
    "money F1": 0.95,
    "percent F1": 0.95,
    "email F1": 0.95,
    "phone F1": 0.95,
    "url F1": 0.95,
    "number F1": 0.85,
    "duration F1": 0.85,
    "person F1": 0.75,
    "organization F1": 0.45,
    "location F1": 0.45,
    "time F1": 0.0,
    "custom entities": 1.0,
    "literal trackers, right offset": 1.0,
    "trackers P": 0.75,
    "trackers R": 0.45,
    "sentiment accuracy": 0.75,
    "sentiment macro-F1": 0.65,
    "topics P@10": 0.45,
    "topics group recall": 0.33,
    "topics that are names or greetings": 0.0,
    "sentences a second": 1000.0,
}
AT_MOST = frozenset(("flagged in talk without tasks", "topics that are names or greetings"))


def main() -> int:
    """Prints the table; 1 when a floor is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, help="score the labelled files in this folder instead")
    options.add_argument("--mistakes", action="store_true", help="list the mistakes in dev/ or in --data")
    options.add_argument("--no-speed", action="store_true", help="leave out the time measurement")
    chosen = options.parse_args()
    folders = [chosen.data] if chosen.data else [HERE / "dev", HERE / "held_out"]
    columns: list[Scores] = []
    for number, folder in enumerate(folders):
        talks = read_folder(folder)
        if not talks:
            print(f"no labelled conversations in {folder}", file=sys.stderr)
            return 2
        columns.append(_column(talks, list_mistakes=chosen.mistakes and number == 0, timed=not chosen.no_speed))
    return _print(columns, [folder.name for folder in folders])


def _column(talks: list[Talk], *, list_mistakes: bool, timed: bool) -> Scores:
    def note(name: str, text: str) -> None:
        if list_mistakes:
            print(f"{name}: {text}")

    column = score(talks, note)
    if timed:
        column.put("sentences a second", speed(talks), 1)
    return column


def _print(columns: list[Scores], names: list[str]) -> int:
    print(f"{'':<36}" + "".join(f"{name:>10} {'n':>5}" for name in names) + f"{'floor':>9}  ok")
    missed = 0
    for name, floor in FLOORS.items():
        cells = "".join(f"{_number(column.values.get(name)):>10} {column.counts.get(name, 0):>5}" for column in columns)
        value = columns[-1].values.get(name)
        good = value is None or (value <= floor if name in AT_MOST else value >= floor)
        missed += not good
        print(f"{name:<36}{cells}{_number(floor):>9}  {'-' if value is None else 'yes' if good else 'NO'}")
    return 1 if missed else 0


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.0f}" if value > 10 else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
