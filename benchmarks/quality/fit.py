"""Fits the model of tasks in `symbl_local.engine.text.learned` and writes its weights.

Usage: fit.py [--output FILE] [--compare]

Learns from `training/` and `dev/`: logistic regressions with L1 and L2 penalties, by accelerated proximal gradient
steps from zero, so nothing is random. First sentences by themselves; then what was said before, from odds by a model
that has not seen their writer. `--compare` writes nothing; it leaves out a quarter of the writers, fits on the
rest and prints the scores of what was left out, and those of `training_test/`, which is never learned from.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from corpus import read_folder  # noqa: E402

from symbl_local.engine import Member, Message  # noqa: E402
from symbl_local.engine.text import learned  # noqa: E402
from symbl_local.engine.text.actions import evidence  # noqa: E402
from symbl_local.engine.text.context import REMEMBERED, Said, context  # noqa: E402
from symbl_local.engine.text.people import people_of  # noqa: E402
from symbl_local.engine.text.signs import Found  # noqa: E402

OUTPUT = Path(learned.__file__).with_name("lexicon") / "learned.tsv"
LABELS = {"action_item": "a", "follow_up": "f", "optional": "o"}
L1, L2, STEPS = 0.8, 2.0, 300
KIND_L1, KIND_L2 = 0.3, 2.0
CONTEXT_L1, CONTEXT_L2 = 2.0, 4.0
IN_SCENES = 4  # signs of fewer scenes are left out
PARTS = 5  # of the writers, for the odds that the context is learned from

Model = dict[str, tuple[float, float]]
Odds = tuple[float, float]


@dataclass(frozen=True)
class Example:
    """A labelled sentence: its signs and its words by themselves, its label ("a", "f", "-" or "o") and its source."""

    signs: list[str]
    said: Said
    label: str
    source: str
    scene: str


def read_scenes(path: Path) -> list[list[tuple[str, str, str]]]:
    """The scenes of a file, each a list of (speaker, label, sentence)."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [
        [(one, two, three) for one, two, three in (row.split("\t") for row in block.splitlines())] for block in blocks
    ]


def examples_of(path: Path) -> list[Example]:
    """The sentences of one writer's file, or of a folder of labelled conversations."""
    if path.is_dir():
        return [
            example
            for number, talk in enumerate(read_folder(path))
            for example in _examples(
                talk.members,
                talk.messages,
                [LABELS.get(one.get("insight"), "-") for one in talk.labels],
                path.name,
                number,
            )
        ]
    found: list[Example] = []
    for number, scene in enumerate(read_scenes(path)):
        members = {
            name: Member(id=str(index), name=name)
            for index, name in enumerate(dict.fromkeys(one[0] for one in scene), 1)
        }
        start = datetime(2026, 3, 2, 15, tzinfo=UTC)
        messages = [
            Message(
                id=f"m{index}",
                text=text,
                start=start + timedelta(seconds=4 * index),
                end=start + timedelta(seconds=4 * index + 4),
                member=members[name],
            )
            for index, (name, _, text) in enumerate(scene)
        ]
        found += _examples(tuple(members.values()), messages, [one[1] for one in scene], path.stem, number)
    return found


def _examples(
    members: tuple[Member, ...], messages: Sequence[Message], labels: Sequence[str], source: str, number: int
) -> Iterable[Example]:
    people = people_of(members)
    for message, label in zip(messages, labels, strict=True):
        yield Example(*evidence(message, people), label, source, f"{source} {number}")


def fit(examples: Sequence[Example]) -> Model:
    """By sign, the weights for a task, and for a follow-up among tasks."""
    sources = sorted({one.source for one in examples})
    odds: dict[str, list[Odds]] = {}
    for part in (sources[number::PARTS] for number in range(min(PARTS, len(sources)))):
        model = fit_alone([one for one in examples if one.source not in part])
        for source in part:
            odds[source] = odds_alone(model, [one for one in examples if one.source == source])
    ordered = [one for source in odds for one in examples if one.source == source]
    before = [pair for pairs in odds.values() for pair in pairs]
    return {**fit_alone(examples), **_fit_context(ordered, before)}


def fit_alone(examples: Sequence[Example]) -> Model:
    """The weights of the signs of sentences by themselves."""
    sure = [one for one in examples if one.label != "o"]
    tasks = [one for one in sure if one.label != "-"]
    found = []
    for rows, wanted, l1, l2, frames in ((sure, "af", L1, L2, True), (tasks, "f", KIND_L1, KIND_L2, False)):
        signs = [[sign for sign in one.signs if frames or not sign.startswith("s ")] for one in rows]
        by = np.array([learned.scale(len(one.signs)) for one in rows])
        targets = np.array([one.label in wanted for one in rows], dtype=float)
        weights, first = _regress(rows, signs, targets, by, np.zeros(len(rows)), l1, l2)
        found.append({"": first, **weights})
    return _joined(*found)


def _fit_context(examples: Sequence[Example], odds: Sequence[Odds]) -> Model:
    """The weights of the signs of what was said before; each sentence has its odds by itself to begin with."""
    signs = contexts(examples, odds)
    found = []
    for wanted, kinds, place in (("af", "af-", 0), ("f", "af", 1)):
        chosen = [index for index, one in enumerate(examples) if one.label in kinds]
        rows = [examples[index] for index in chosen]
        targets = np.array([one.label in wanted for one in rows], dtype=float)
        start = np.array([odds[index][place] for index in chosen])
        by = np.ones(len(rows))
        seen = [signs[index] for index in chosen]
        found.append(_regress(rows, seen, targets, by, start, CONTEXT_L1, CONTEXT_L2, first=False)[0])
    return _joined(*found)


def _joined(tasks: dict[str, float], kinds: dict[str, float]) -> Model:
    return {sign: (tasks.get(sign, 0.0), kinds.get(sign, 0.0)) for sign in sorted({*tasks, *kinds})}


def odds_alone(model: Model, examples: Sequence[Example]) -> list[Odds]:
    """The log odds of sentences by themselves: for a task, and for a follow-up if it is one."""
    found: list[Odds] = []
    for one in examples:
        by = learned.scale(len(one.signs))
        pairs = [model[sign] for sign in one.signs if sign in model]
        found.append((model[""][0] + by * sum(a for a, _ in pairs), model[""][1] + by * sum(b for _, b in pairs)))
    return found


def contexts(examples: Sequence[Example], odds: Sequence[Odds]) -> list[list[str]]:
    """The signs of what was said before each sentence."""
    past: list[Said] = []
    found: list[list[str]] = []
    for number, (one, (likely, contact)) in enumerate(zip(examples, odds, strict=True)):
        if not number or examples[number - 1].scene != one.scene:
            past = []
        now = one.said._replace(likely=likely, contact=contact)
        found.append(context(now, past[-REMEMBERED:]))
        past.append(now)
    return found


def _regress(
    examples: Sequence[Example],
    signs: Sequence[Sequence[str]],
    target: np.ndarray,
    by: np.ndarray,
    start: np.ndarray,
    l1: float,
    l2: float,
    *,
    first: bool = True,
) -> tuple[dict[str, float], float]:
    """The weights of one logistic regression that are not zero, and its intercept, if it has a `first` one.

    The odds of an example are `start`, the intercept and `by` times the sum of the weights of its signs.
    """
    seen = Counter(
        sign
        for sign, _ in dict.fromkeys(
            (sign, one.scene) for one, own in zip(examples, signs, strict=True) for sign in own
        )
    )
    columns = {
        sign: index for index, sign in enumerate(sorted(sign for sign, count in seen.items() if count >= IN_SCENES))
    }
    places = [(row, columns[sign]) for row, own in enumerate(signs) for sign in own if sign in columns]
    rows, cols = np.array(places).T

    def onto_rows(vector: np.ndarray) -> np.ndarray:
        return by * np.bincount(rows, weights=vector[cols], minlength=len(examples))

    def onto_columns(vector: np.ndarray) -> np.ndarray:
        return np.bincount(cols, weights=(by * vector)[rows], minlength=len(columns))

    direction, norm = np.ones(len(columns)), 1.0
    for _ in range(15):  # the largest curvature, by power iteration
        direction = onto_columns(onto_rows(direction / norm))
        norm = float(np.sqrt(np.sum(direction**2)))
    step = 1 / (0.25 * norm + l2)
    weights = ahead = np.zeros(len(columns))
    intercept = intercept_ahead = 0.0
    momentum = 1.0
    for _ in range(STEPS):
        missing = 1 / (1 + np.exp(-(start + onto_rows(ahead) + intercept_ahead))) - target
        moved = ahead - step * (onto_columns(missing) + l2 * ahead)
        new = np.sign(moved) * np.maximum(np.abs(moved) - step * l1, 0)
        new_intercept = intercept_ahead - float(missing.mean()) if first else 0.0
        following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        push = (momentum - 1) / following
        ahead, intercept_ahead = new + push * (new - weights), new_intercept + push * (new_intercept - intercept)
        weights, intercept, momentum = new, new_intercept, following
    return {sign: float(weights[index]) for sign, index in columns.items() if weights[index]}, intercept


def inputs() -> list[Path]:
    """The files that the weights are made from."""
    return [*sorted((HERE / "training").glob("*.tsv")), *sorted((HERE / "dev").glob("*.json"))]


def provenance() -> str:
    """A digest of what the weights are made from: this file, the sentences, and the signs of some of them."""
    digest = hashlib.sha256()
    for path in (Path(__file__), *inputs()):
        digest.update(path.read_bytes())
    some = examples_of(HERE / "dev")
    odds = [(number % 9 - 6.0, number % 5 - 2.0) for number in range(len(some))]  # any that differ
    for one, signs in zip(some, contexts(some, odds), strict=True):
        digest.update(f"{one.signs} {signs} {learned.scale(len(one.signs))}".encode())
    return digest.hexdigest()


def written(model: Model) -> str:
    """The file of weights."""
    rows = []
    for sign, pair in model.items():
        task, contact = (round(weight * learned.UNIT) for weight in pair)
        if task or contact or not sign:
            rows.append(f"{sign}\t{task}\t{contact}")
    body = "\n".join(rows) + "\n"
    return (
        f"## weights of signs, made by benchmarks/quality/fit.py; from sha256 {provenance()}, {digest_of(body)}\n{body}"
    )


def digest_of(body: str) -> str:
    """What the first line says of the rows after it."""
    return f"rows sha256 {hashlib.sha256(body.encode()).hexdigest()}"


def verdicts(model: Model, examples: Sequence[Example]) -> list[Found]:
    """What the model says of each sentence."""
    odds = odds_alone(model, examples)
    found: list[Found] = []
    for (likely, contact), signs in zip(odds, contexts(examples, odds), strict=True):
        pairs = [model[sign] for sign in signs if sign in model]
        found.append(learned.decide(likely + sum(a for a, _ in pairs), contact + sum(b for _, b in pairs)))
    return found


def _print(name: str, found: Sequence[str], examples: Sequence[Example]) -> None:
    scored = [(one, example.label) for one, example in zip(found, examples, strict=True) if example.label != "o"]
    right = sum(one != "-" and label != "-" for one, label in scored)
    flagged = sum(one != "-" for one, _ in scored)
    tasks = sum(label != "-" for _, label in scored)
    kinds = [
        2
        * sum(one == label == kind for one, label in scored)
        / max(1, sum(one == kind for one, _ in scored) + sum(label == kind for _, label in scored))
        for kind in "af"
    ]
    with_tasks = {example.scene for example in examples if example.label in "af"}
    quiet = [one != "-" for one, example in zip(found, examples, strict=True) if example.scene not in with_tasks]
    print(
        f"{name:<16} P {right / max(1, flagged):.3f}  R {right / max(1, tasks):.3f}"
        f"  F1 {2 * right / max(1, flagged + tasks):.3f}  action_item F1 {kinds[0]:.3f}  follow_up F1 {kinds[1]:.3f}"
        f"  flagged in talk without tasks {sum(quiet) / max(1, len(quiet)):.3f}"
    )


def compare(examples: Sequence[Example]) -> None:
    """Prints the scores of what was left out."""
    sources = list(dict.fromkeys(one.source for one in examples))
    sentences: list[Example] = []
    found: list[Found] = []
    for quarter in (sources[part::4] for part in range(4)):
        left = [one for one in examples if one.source in quarter]
        found += verdicts(fit([one for one in examples if one.source not in quarter]), left)
        sentences += left
    _print("left-out writers", found, sentences)
    model = fit(examples)
    for path in sorted((HERE / "training_test").glob("*.tsv")):
        test = examples_of(path)
        _print(path.stem, verdicts(model, test), test)


def main() -> None:
    """Fits and writes, or compares."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--output", type=Path, default=OUTPUT, help="where to write the weights")
    options.add_argument("--compare", action="store_true", help="score what is left out instead of writing")
    chosen = options.parse_args()
    examples = [one for path in sorted((HERE / "training").glob("*.tsv")) for one in examples_of(path)]
    examples += examples_of(HERE / "dev")
    if chosen.compare:
        compare(examples)
        return
    chosen.output.write_text(written(fit(examples)), encoding="utf-8")


if __name__ == "__main__":
    main()
