"""What holds for the analyzer as a whole, whatever is said."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import symbl_local.engine
from symbl_local.engine import AnalyzeOptions, Analyzer, CustomEntity, Findings, Tracker, Turn, load_analyzer
from symbl_local.engine.text import TextAnalyzer, words
from symbl_local.engine.text.dates import find_times

from .helpers import conversation

OPTIONS = AnalyzeOptions(
    detect_phrases=True,
    detect_entities=True,
    entities=(CustomEntity(type="Plan", text="growth tier"), CustomEntity(type="Odd", text="İ")),
    trackers=(Tracker(id="1", name="Price", vocabulary=("how much does it cost", "discount", "ß")),),
)
PIECES = [
    "I'll send Omar the growth tier discount by Friday.",
    "can you call me tomorrow at 3 pm",
    "Is it $50 or 10%?",
    "Dr. Haddad moved to Lisbon on March 3rd, 2024.",
    "thanks",
    "…",
    "İstanbul ΣΑΣ ﬃ",
    "the the the",
    "we need to fix it by the 31st of February",
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=3).map(" ".join))


def analyze(*said: str) -> Findings:
    return TextAnalyzer().analyze(conversation(*said), OPTIONS)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, max_size=4))
def test_any_text_is_analyzed_and_always_alike(said: list[str]) -> None:
    found = analyze(*said)
    assert found == analyze(*said)
    assert set(found.sentiment) == {f"m{number}" for number in range(len(said))}
    for insight in found.insights:
        assert 0.5 <= insight.score <= 1
    for entity in found.entities:
        text = said[int(entity.message_id[1:])]
        assert text[entity.offset : entity.offset + len(entity.text)] == entity.text
        assert (entity.value is None) != (entity.start is None)
    for match in found.matches:
        text = said[int(match.message_id[1:])]
        if match.offset >= 0:
            length = len(match.phrase)
            assert re.sub(r"\s", " ", text[match.offset : match.offset + length]).lower() == match.phrase.lower()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(texts, min_size=1, max_size=5), st.integers(min_value=0, max_value=5))
def test_two_parts_give_what_one_gives(said: list[str], cut: int) -> None:
    whole = conversation(*said)
    cut = min(cut, len(said))
    first = TextAnalyzer().analyze(replace(whole, messages=whole.messages[:cut]), OPTIONS)
    second = TextAnalyzer().analyze(replace(whole, analyzed=cut), OPTIONS)
    once = TextAnalyzer().analyze(whole, OPTIONS)
    assert first.insights + second.insights == once.insights
    assert first.entities + second.entities == once.entities
    assert first.matches + second.matches == once.matches
    assert first.phrases | second.phrases == once.phrases
    assert first.sentiment | second.sentiment == once.sentiment
    assert second.topics == once.topics


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789/.-: apmnextlfridymj'thursdw"), max_size=40), st.dates())
def test_every_date_phrase_has_a_meaning_on_every_day(text: str, today: date) -> None:
    for span in find_times(text):
        moment = span.resolve(today)
        assert moment.day or moment.clock


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "1" * 50_000,
        "the " * 25_000,
        '"' * 50_000,
        "(" * 50_000,
        "." * 50_000,
        "? " * 30_000,
        "a." * 30_000,
        "1," * 30_000,
        "1 " * 30_000,
        "@" * 50_000,
        "a@" * 30_000,
        "I'll " * 20_000,
        "we need to " * 9_000,
        "and " * 25_000,
        "one hundred " * 9_000,
        "next friday " * 9_000,
        "you know, " * 10_000,
        "A" + " B" * 30_000,
        "-" * 50_000,
        "\n " * 30_000,
        "e.g. " * 20_000,
    ],
    ids=lambda text: text[:12],
)
def test_hostile_text_ends(text: str) -> None:
    for sentence in TextAnalyzer().split(Turn(text=text)):
        assert sentence
    analyze(text)


class Counting:
    """Counts how often a function is asked to do its work."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.calls = 0
        real = getattr(module, name)

        def counted(*args: object, **kwargs: object) -> object:
            self.calls += 1
            return real(*args, **kwargs)

        monkeypatch.setattr(module, name, counted)


def test_the_work_grows_with_the_text_and_words_are_stemmed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    finds = Counting(monkeypatch, symbl_local.engine.text.actions, "find_times")
    said = [f"Please order {number} sheets of paper." for number in range(200)]
    analyze(*said)
    assert finds.calls == 200
    misses = words.stem.cache_info().misses
    analyze(*said)
    assert words.stem.cache_info().misses == misses
    assert finds.calls == 400


@pytest.mark.parametrize("text", ["", "?", "n't", "do n't forget", "—", "²", "..."])
def test_odd_text_is_no_obstacle(text: str) -> None:
    assert analyze(text, "Please order some paper.").insights[-1].message_id == "m1"


def test_a_sentence_without_end_takes_no_time_without_end() -> None:
    def count(parts: int) -> int:
        reads = 0

        def looked(frame: object, event: str, argument: object) -> None:
            nonlocal reads
            reads += event == "call"

        sys.setprofile(looked)
        try:
            analyze("I will send it to you, " * parts)
        finally:
            sys.setprofile(None)
        return reads

    assert count(800) < 3 * count(400)


class Made:
    name = "made"


class Entry:
    name = "made"

    def load(self) -> type[Made]:
        return Made


def test_analyzers_are_found_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry_points(group: str) -> Iterator[Entry]:
        assert group == "symbl.analyzers"
        yield Entry()

    monkeypatch.setattr(symbl_local.engine, "entry_points", entry_points)
    text: Analyzer = load_analyzer()
    assert text.name == "text"
    assert load_analyzer("made").name == "made"
    with pytest.raises(ValueError, match="no analyzer is called 'nope'; known: made, text"):
        load_analyzer("nope")
