import pytest

from .helpers import analyze


def asks(text: str) -> bool:
    return any(insight.type == "question" for insight in analyze(text).insights)


@pytest.mark.parametrize(
    "text",
    [
        "Where is the file?",
        "It actually does not have speakers right?",
        "I think what is the Bahamas?",
        "Is there basically website?",
        "where is the file",
        "how many seats do you need next year",
        "which plan did you pick",
        "so what happens if the truck is late",
        "okay and when would you start",
        "do you have any experience with forklifts",
        "did Elodie get the badge",
        "isn't there anything sooner",
        "any update on the lease",
        "i was wondering if the garage is included",
        "you already signed it didn't you",
        "for the picnic how many chairs do we need",
        "what about the deposit",
        "who owns the rollout",
    ],
)
def test_questions_are_found_with_and_without_marks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "The file is here.",
        "What we need is a plan.",
        "what we need is a plan",
        "when we migrate it will be quiet",
        "Have a good day.",
        "do that first please",
        "That's all right.",
        "which is why we left",
        "What a day!",
        "How are you?",
        "Right?",
        "i know what you mean",
        "",
        "?",
    ],
)
def test_statements_and_pleasantries_are_not(text: str) -> None:
    assert not asks(text)
