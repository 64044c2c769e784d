"""Fits the model of tasks in `symbl_local.engine.text.learned` and writes its weights.

Usage: fit.py [--output FILE] [--compare]

Learns from `training/` and `dev/`: two logistic regressions with L1 and L2 penalties, by accelerated proximal gradient
steps from zero, so nothing is random. `--compare` writes nothing; it leaves out a quarter of the writers, fits on the
rest and prints the scores of what was left out, and those of `training_test/`, which is never learned from.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from corpus import read_folder  # noqa: E402

from symbl_local.engine import Member, Message  # noqa: E402
from symbl_local.engine.text import learned  # noqa: E402
from symbl_local.engine.text.actions import evidence  # noqa: E402
from symbl_local.engine.text.people import people_of  # noqa: E402
from symbl_local.engine.text.signs import Found  # noqa: E402

OUTPUT = Path(learned.__file__).with_name("lexicon") / "learned.tsv"
LABELS = {"action_item": "a", "follow_up": "f", "optional": "o"}
L1, L2, STEPS = 0.8, 2.0, 300
KIND_L1, KIND_L2 = 0.8, 4.0
IN_SCENES = 4  # signs of fewer scenes are left out


@dataclass(frozen=True)
class Example:
    """A labelled sentence: its signs, its label ("a", "f", "-" or "o") and where it is from.

    `alone` are its signs when nothing was said before.
    """

    signs: list[str]
    alone: list[str]
    label: str
    source: str
    scene: str


Model = dict[str, tuple[float, float]]


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
    for index, (message, label) in enumerate(zip(messages, labels, strict=True)):
        found = evidence(message, messages[max(0, index - 12) : index], people)
        yield Example(found, evidence(message, (), people), label, source, f"{source} {number}")


def fit(examples: Sequence[Example]) -> Model:
    """By sign, the weights for a task, and for a follow-up among tasks.

    Every sentence is learned twice, in its place and by itself, so that a first sentence is judged by its words.
    """
    sure = [one for one in examples if one.label != "o"]
    sure += [replace(one, signs=one.alone) for one in sure]
    tasks = [one for one in sure if one.label != "-"]
    whether = _regress(sure, [one.label != "-" for one in sure], L1, L2, frames=True)
    kind = _regress(tasks, [one.label == "f" for one in tasks], KIND_L1, KIND_L2, frames=False)
    return {sign: (whether.get(sign, 0.0), kind.get(sign, 0.0)) for sign in sorted({*whether, *kind})}


def _regress(
    examples: Sequence[Example], wanted: Sequence[bool], l1: float, l2: float, *, frames: bool
) -> dict[str, float]:
    """The weights of one logistic regression that are not zero; that of the sign "" is the intercept."""
    seen = Counter(sign for sign, _ in dict.fromkeys((sign, one.scene) for one in examples for sign in one.signs))
    columns = {
        sign: index
        for index, sign in enumerate(
            sorted(sign for sign, count in seen.items() if count >= IN_SCENES and (frames or not sign.startswith("s ")))
        )
    }
    places = [(row, columns[sign]) for row, one in enumerate(examples) for sign in one.signs if sign in columns]
    rows, cols = np.array(places).T
    by = np.array([learned.scale(len(one.signs)) for one in examples])
    target = np.array(wanted, dtype=float)

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
        missing = 1 / (1 + np.exp(-(onto_rows(ahead) + intercept_ahead))) - target
        moved = ahead - step * (onto_columns(missing) + l2 * ahead)
        new = np.sign(moved) * np.maximum(np.abs(moved) - step * l1, 0)
        new_intercept = intercept_ahead - float(missing.mean())
        following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        push = (momentum - 1) / following
        ahead, intercept_ahead = new + push * (new - weights), new_intercept + push * (new_intercept - intercept)
        weights, intercept, momentum = new, new_intercept, following
    found = {sign: float(weights[index]) for sign, index in columns.items() if weights[index]}
    return {"": intercept, **found}


def inputs() -> list[Path]:
    """The files that the weights are made from."""
    return [*sorted((HERE / "training").glob("*.tsv")), *sorted((HERE / "dev").glob("*.json"))]


def checksum(paths: Sequence[Path]) -> str:
    """A digest of files, in order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def written(model: Model) -> str:
    """The file of weights."""
    rows = [f"## weights of signs, made by benchmarks/quality/fit.py from inputs with sha256 {checksum(inputs())}"]
    for sign, pair in model.items():
        task, contact = (round(weight * learned.UNIT) for weight in pair)
        if task or contact or not sign:
            rows.append(f"{sign}\t{task}\t{contact}")
    return "\n".join(rows) + "\n"


def verdicts(model: Model, examples: Sequence[Example]) -> list[Found]:
    """What the model says of each sentence."""
    found: list[Found] = []
    for one in examples:
        task = contact = 0.0
        for sign in one.signs:
            pair = model.get(sign, (0.0, 0.0))
            task += pair[0]
            contact += pair[1]
        by = learned.scale(len(one.signs))
        likely, kind = model[""][0] + by * task, model[""][1] + by * contact
        found.append(learned.decide(likely, kind))
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
