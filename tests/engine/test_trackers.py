import pytest

from symbl_local.engine import AnalyzeOptions, Tracker

from .helpers import analyze


def track(text: str, *vocabulary: str) -> list[tuple[str, int]]:
    options = AnalyzeOptions(trackers=(Tracker(id="t", name="T", vocabulary=vocabulary),))
    return [(match.phrase, match.offset) for match in analyze(text, options=options).matches]


@pytest.mark.parametrize(
    ("text", "phrase", "offsets"),
    [
        ("Our subscription ends; a Subscription is dear.", "Subscription", [4, 25]),
        ("We are   SHOPPING around.", "shopping around", [9]),
        ("It's per-seat, I can't sleep.", "can't sleep", [17]),
        ("The subscriptions end.", "script", []),
        ("He signs it off.", "sign off", [-1]),
        ("How much does it cost?", "What is the price", [-1]),
        ("We're running a sale right now", "run sale", [-1]),
        ("We did not cancel the contract.", "cancel contract", []),
        ("The weather is nice.", "cancel contract", []),
        ("Thank you.", "thank you so much", []),
    ],
)
def test_phrases_are_found_literally_or_alike(text: str, phrase: str, offsets: list[int]) -> None:
    assert track(text, phrase) == [(phrase, offset) for offset in offsets]


def test_empty_and_repeated_phrases_do_no_harm() -> None:
    assert track("a refund please", "", "   ", "refund", "refund", "?!") == [("refund", 2)]
