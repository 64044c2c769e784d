import pytest

from .helpers import analyze


def label(text: str) -> str:
    score = analyze(text).sentiment["m0"]
    assert -1 <= score <= 1
    return "positive" if score > 0.3 else "negative" if score < -0.3 else "neutral"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This works really well, great job!", "positive"),
        ("I really appreciate your patience.", "positive"),
        ("My connection keeps dropping.", "negative"),
        ("That is not good.", "negative"),
        ("It was a nightmare for us.", "negative"),
        ("Yes, please share the number.", "neutral"),
        ("Perfect, and ask them to fax it over by the 17th, please.", "neutral"),
        ("The meeting is on Monday.", "neutral"),
        ("We did it at Mercy General.", "neutral"),
        ("", "neutral"),
    ],
)
def test_polarity(text: str, expected: str) -> None:
    assert label(text) == expected
