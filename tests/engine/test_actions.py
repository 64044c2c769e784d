from dataclasses import replace
from datetime import UTC, datetime

import pytest

from symbl_local.engine import AnalyzeOptions
from symbl_local.engine.text import TextAnalyzer

from .helpers import ANA, LIN, OMAR, analyze, conversation, task


@pytest.mark.parametrize(
    ("text", "kind", "assignee", "due"),
    [
        ("I'll update the risk register by Friday.", "action_item", "Ana Ruiz", "by Friday"),
        ("Tomorrow I'm going to repair the gate.", "action_item", "Ana Ruiz", "Tomorrow"),
        ("We need to meet tomorrow for renewing your insurance policy.", "follow_up", "Ana Ruiz", "tomorrow"),
        ("Omar, can you send me the seat list by tomorrow noon?", "follow_up", "Omar Haddad", "by tomorrow noon"),
        ("Could you fix the login page?", "action_item", "Omar Haddad", None),
        ("Please take one tablet twice a day.", "action_item", "Omar Haddad", None),
        ("Mark will handle the process of filling up the forms.", "action_item", "Mark", None),
        ("Toby, my grandson, will move the sideboard tomorrow.", "action_item", "Toby", "tomorrow"),
        ("Let's schedule a second viewing for Saturday at ten.", "follow_up", None, "for Saturday at ten"),
        ("Somebody has to brief her before the 14th.", "action_item", None, "before the 14th"),
        ("I'll circle back within an hour.", "follow_up", "Ana Ruiz", "within an hour"),
        ("I'll fix it as soon as we're off the phone.", "action_item", "Ana Ruiz", "as soon as we're off the phone"),
        ("I'll, um, you know, draft the contract.", "action_item", "Ana Ruiz", None),
        ("ill email you the figures on monday", "follow_up", "Ana Ruiz", "on monday"),
    ],
)  # fmt: skip
def test_tasks_are_found_with_owner_and_due_phrase(text: str, kind: str, assignee: str | None, due: str | None) -> None:
    found = task(text)
    assert found is not None
    assert (found.type, found.assignee.name if found.assignee else None, found.due) == (kind, assignee, due)
    assert 0.5 <= found.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        "We are going to show how the platform detects various insights.",
        "So I am going to do a quick conversation.",
        "Let me share my screen.",
        "I'll be honest with you.",
        "We'll see how it goes.",
        "I won't send it.",
        "You don't have to sign anything.",
        "If you need to cancel, you can.",
        "I sent it yesterday.",
        "I would send it back if I were you.",
        "The app will send you a reminder every morning.",
        "Can you hear me?",
        "Could you repeat the question?",
        "Who will draft the letter?",
        "We should make the case out of rubber.",
        "Test scores went up last year.",
        "Talk soon.",
        "",
    ],
)
def test_talk_that_commits_nobody_is_left_alone(text: str) -> None:
    assert task(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("I'll sign it by Friday.", datetime(2026, 3, 6, tzinfo=UTC)),
        ("I'll sign it tomorrow evening.", datetime(2026, 3, 3, 20, tzinfo=UTC)),
        ("I'll sign it on March 31st at 9 AM.", datetime(2026, 3, 31, 9, tzinfo=UTC)),
        ("I'll sign it by the end of next week.", datetime(2026, 3, 13, tzinfo=UTC)),
        ("I'll sign it.", None),
    ],
)
def test_due_phrases_are_resolved_against_the_message(text: str, moment: datetime | None) -> None:
    found = task(text)
    assert found is not None
    assert found.due_by == moment


def test_you_is_whoever_is_named_else_the_last_other_speaker() -> None:
    everybody = (ANA, OMAR, LIN)
    named = task("Lin, could you book the room?", members=everybody)
    assert named is not None
    assert named.assignee == LIN
    talk = conversation("Hello.", "Could you book the room?", members=everybody)
    spoken = replace(talk, messages=(replace(talk.messages[0], member=OMAR), talk.messages[1]))
    [question, answered] = TextAnalyzer().analyze(spoken, AnalyzeOptions()).insights
    assert (question.type, answered.assignee) == ("question", OMAR)


def test_insights_carry_phrases_and_their_persons_and_dates() -> None:
    found = task("Omar, please send the form to Dana by Friday.")
    assert found is not None
    assert found.phrases == ("send the form to Dana by Friday",)
    assert [(entity.type, entity.text) for entity in found.entities] == [
        ("person", "Omar"),
        ("person", "Dana"),
        ("date", "Friday"),
    ]
    assert found.entities[0].member == OMAR


def test_the_threshold_leaves_out_what_is_less_sure() -> None:
    text = "Maybe we should call the vendor."
    assert [insight.type for insight in analyze(text).insights] == ["follow_up"]
    assert analyze(text, options=AnalyzeOptions(confidence_threshold=0.95)).insights == ()


def test_phrases_of_messages_are_filled_on_request() -> None:
    assert analyze("I'll draft the contract.").phrases == {}
    options = AnalyzeOptions(detect_phrases=True)
    assert analyze("I'll draft the contract.", "Hi.", options=options).phrases == {
        "m0": ("draft the contract",),
        "m1": (),
    }
