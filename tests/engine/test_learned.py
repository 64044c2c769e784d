import importlib.util
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from symbl_local.engine import AnalyzeOptions, Conversation
from symbl_local.engine.text import TextAnalyzer
from symbl_local.engine.text.actions import evidence, judged
from symbl_local.engine.text.context import context
from symbl_local.engine.text.learned import decide, weigh, weigh_after, weights
from symbl_local.engine.text.people import people_of

from .helpers import ANA, OMAR, conversation, task

QUALITY = Path(__file__).parents[2] / "benchmarks" / "quality"
WEIGHTS = Path(__file__).parents[2] / "symbl_ext" / "symbl_local" / "engine" / "text" / "lexicon" / "learned.tsv"


@pytest.fixture
def fit(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The script that makes the weights."""
    pytest.importorskip("numpy")
    monkeypatch.syspath_prepend(str(QUALITY))
    spec = importlib.util.spec_from_file_location("fit_of_tasks", QUALITY / "fit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "fit_of_tasks", module)
    spec.loader.exec_module(module)
    yield module
    for name in ("corpus", "scores"):
        sys.modules.pop(name, None)


def test_the_weights_are_those_of_the_labelled_sentences(fit: ModuleType) -> None:
    first, _, body = WEIGHTS.read_text(encoding="utf-8").partition("\n")
    assert f"sha256 {fit.provenance()}," in first, (
        "sentences, rules or signs have changed: run benchmarks/quality/fit.py"
    )
    assert first.endswith(fit.digest_of(body)), "weights have been changed by hand: run benchmarks/quality/fit.py"


def test_the_fit_learns_words_and_what_was_said_before(fit: ModuleType, tmp_path: Path) -> None:
    """Of two words one makes a task, and an answer is a task only after a request."""
    for writer in range(6):
        scenes = [
            [
                ("Ana", "a", f"Fetch the {thing}."),
                ("Omar", "a", "Righto."),
                ("Ana", "-", f"Lovely {thing}."),
                ("Omar", "-", "Righto."),
                ("Ana", "f", f"Ring the {thing}."),
            ]
            for thing in ("kite", "lamp", "drum", "sled", "boat")
        ]
        text = "\n\n".join("\n".join("\t".join(row) for row in scene) for scene in scenes)
        (tmp_path / f"w{writer}.tsv").write_text(text + "\n", encoding="utf-8")
    examples = [one for path in sorted(tmp_path.glob("*.tsv")) for one in fit.examples_of(path)]
    model = fit.fit(examples)
    assert model == fit.fit(examples)
    assert fit.verdicts(model, examples[:5]) == ["a", "a", "-", "-", "f"]


@pytest.mark.parametrize(
    "texts",
    [
        ("Leave it with me.",),
        ("Who's on drinks?", "Me, as ever."),
        ("The kiln runs hot.", "It has done since March.", "Dana, could you see to the door on Friday?"),
    ],
)
def test_odds_are_the_sum_of_the_weights(texts: tuple[str, ...]) -> None:
    messages = conversation(*texts).messages
    people = people_of((ANA, OMAR))
    found, said = evidence(messages[-1], people)
    assert len(found) == len(set(found))
    table = {
        row.split("\t")[0]: [int(number) for number in row.split("\t")[1:]]
        for row in WEIGHTS.read_text(encoding="utf-8").splitlines()
        if not row.startswith("##")
    }
    wanted = [
        (table[""][place] + sum(table.get(sign, (0, 0))[place] for sign in found) * math.sqrt(60 / max(20, len(found))))
        / 1000
        for place in (0, 1)
    ]
    assert weigh(found) == pytest.approx(wanted)
    assert (said.likely, said.contact) == weigh(found)
    past = [judged(one, people).said for one in messages[:-1]]
    before = context(said, past)
    assert len(before) == len(set(before))
    assert bool(before) == bool(past)
    more = [sum(table.get(sign, (0, 0))[place] for sign in before) / 1000 for place in (0, 1)]
    assert weigh_after(said, past) == pytest.approx([one + other for one, other in zip(wanted, more, strict=True)])
    assert weights() == {sign: tuple(pair) for sign, pair in table.items()}


@pytest.mark.parametrize(
    ("text", "kind", "assignee", "due", "phrase"),
    [
        ("I'm on teas, then.", "action_item", "Ana Ruiz", None, None),
        (
            "We'd best get the tarp over it tonight.",
            "action_item",
            "Ana Ruiz",
            "tonight",
            "get the tarp over it tonight",
        ),
        ("Right, I'm away to fetch the ladder.", "action_item", "Ana Ruiz", None, "fetch the ladder"),
        ("Omar, you're on the door tonight.", "action_item", "Omar Haddad", "tonight", None),
        ("The hedge needs cutting back before Sunday.", "action_item", None, "before Sunday", None),
        ("Drop me a line when you land.", "follow_up", "Omar Haddad", "when you land", None),
    ],
)
def test_tasks_in_unusual_words_have_owner_due_phrase_and_verb(
    text: str, kind: str, assignee: str | None, due: str | None, phrase: str | None
) -> None:
    found = task(text)
    assert found is not None
    assert (found.type, found.assignee.name if found.assignee else None, found.due) == (kind, assignee, due)
    assert 0.5 <= found.score <= 1
    assert phrase is None or found.phrases == (phrase,)


@pytest.mark.parametrize(
    "text",
    [
        "I'll never live it down.",
        "They were forever on the phone, the pair of them.",
        "You should have seen the state of the hall.",
        "He rings his mother on Sundays.",
        "If the belt slips, the motor cuts out and a lamp comes on.",
        "We could always hang it from the beam.",
        "It wants to rain, by the look of it.",
    ],
)
def test_unusual_words_without_a_task_are_left_alone(text: str) -> None:
    assert task(text) is None


@pytest.mark.parametrize("text", ["You should write a novel.", "You should tell that to the grandchildren."])
def test_what_the_rules_take_for_a_task_is_left_alone_when_unlikely(text: str) -> None:
    assert judged(conversation(text).messages[0], people_of((ANA, OMAR))).ruled is not None
    assert task(text) is None


def test_a_sentence_without_end_has_no_more_signs_than_a_long_one() -> None:
    def count(words: int) -> int:
        text = " ".join(f"well {number}x and send it to her" for number in range(words))
        return len(evidence(conversation(text).messages[0], people_of((ANA, OMAR)))[0])

    assert count(10_000) == count(100)


def test_a_task_must_be_likely_enough() -> None:
    assert [decide(odds, -1) for odds in (-1.0, 0.3, 0.5)] == ["-", "-", "a"]
    assert [decide(2.0, kind) for kind in (-0.1, 0.1)] == ["a", "f"]


def test_what_was_said_before_counts_alike_in_one_piece_and_in_several() -> None:
    texts = ("Who's on drinks?", "Me, as ever.", "The van wants washing.", "I'll nip out for lemons.", "Grand.") * 4
    whole = conversation(*texts)
    once = TextAnalyzer().analyze(whole, AnalyzeOptions()).insights
    parts = [
        insight
        for end in range(1, len(texts) + 1)
        for insight in TextAnalyzer()
        .analyze(Conversation(members=whole.members, messages=whole.messages[:end], analyzed=end - 1), AnalyzeOptions())
        .insights
    ]
    assert list(once) == parts
