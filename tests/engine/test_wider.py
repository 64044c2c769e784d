"""Action items in other words."""

from dataclasses import replace

import pytest

from symbl_local.engine import AnalyzeOptions, Conversation, Member, Message
from symbl_local.engine.text import TextAnalyzer
from symbl_local.engine.text.wider import WiderItem, widen

from .helpers import ANA, LIN, OMAR, conversation


def said(*lines: tuple[Member | None, str], members: tuple[Member, ...] = (ANA, OMAR)) -> Conversation:
    talk = conversation(*(text for _, text in lines), members=members)
    messages = tuple(replace(message, member=member) for message, (member, _) in zip(talk.messages, lines, strict=True))
    return replace(talk, messages=messages)


def widened(*lines: tuple[Member | None, str], members: tuple[Member, ...] = (ANA, OMAR)) -> WiderItem:
    """The last action item of a talk."""
    talk = said(*lines, members=members)
    item = [one for one in TextAnalyzer().analyze(talk, AnalyzeOptions()).insights if one.type == "action_item"][-1]
    place = next(number for number, message in enumerate(talk.messages) if message.id == item.message_id)
    return widen(item, talk.messages, place, talk.members)


def task(*lines: tuple[Member | None, str], members: tuple[Member, ...] = (ANA, OMAR)) -> str:
    return widened(*lines, members=members).text.partition(" Context: ")[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "I'll print the contract for you by Friday.",
            "Ana Ruiz is to print the contract for Omar Haddad by 2026-03-06.",
        ),
        ("Could you print your slides for me?", "Omar Haddad is to print their own slides for Ana Ruiz."),
        ("I will fix the login page myself by Friday.", "Ana Ruiz is to fix the login page themselves by 2026-03-06."),
        ("I'll book the room at 3 pm tomorrow.", "Ana Ruiz is to book the room by 2026-03-03 15:00 UTC."),
        ("I'll fix the printer after the audit.", "Ana Ruiz is to fix the printer after the audit."),
    ],
)
def test_who_is_to_do_what_until_when(text: str, expected: str) -> None:
    assert task((ANA, text)) == expected


def test_the_question_it_answers_belongs_to_it() -> None:
    found = widened(
        (OMAR, "The weather is nice."),
        (OMAR, "Who prints the contract for the landlord?"),
        (ANA, "Okay."),
        (ANA, "I'll print it by Friday."),
        (ANA, "It has to be on thick paper."),
        (OMAR, "The weather is still nice."),
    )
    assert found.message_ids == ("m1", "m3", "m4")
    assert found.text == (
        "Ana Ruiz is to print it by 2026-03-06. Context: Omar Haddad: Who prints the contract for the landlord? "
        "Ana Ruiz: I'll print it by Friday. It has to be on thick paper."
    )


def test_what_it_refers_to_belongs_to_it() -> None:
    found = widened((OMAR, "The seal kit of the pump is worn out."), (OMAR, "Hm."), (ANA, "I'll replace it tomorrow."))
    assert found.message_ids == ("m0", "m2")


def test_what_cannot_be_turned_round_is_given_as_said() -> None:
    found = widened((OMAR, "Somebody has to brief the board before the 14th."))
    assert found.text == "Omar Haddad: Somebody has to brief the board before the 14th. Due: 2026-03-14."
    assert widened((None, "The lease must be signed by Friday.")).text.startswith("The lease must be signed by Friday.")


def test_nobody_is_guessed() -> None:
    talk = ((ANA, "I'll print the contract for you by Friday."),)
    assert "you" in task(*talk, members=(ANA, OMAR, LIN))
    assert "is to" not in task(*talk, members=(ANA, OMAR, LIN))
    before = (LIN, "The contract has twelve pages.")
    assert task(before, *talk, members=(ANA, OMAR, LIN)) == (
        "Ana Ruiz is to print the contract for Lin Wei by 2026-03-06."
    )


def test_messages_of_a_passage_exist_and_are_in_order() -> None:
    talk = said(*((ANA, f"And I'll print it, copy {number}.") for number in range(12)))
    ids = [message.id for message in talk.messages]
    for item in TextAnalyzer().analyze(talk, AnalyzeOptions()).insights:
        place = ids.index(item.message_id)
        refs = widen(item, talk.messages, place, talk.members).message_ids
        assert item.message_id in refs
        assert [ids.index(ref) for ref in refs] == sorted({ids.index(ref) for ref in refs})


def test_a_message_that_says_nothing_before_it() -> None:
    silent = Message(id="x", text="", start=said((ANA, "x")).messages[0].start, end=said((ANA, "x")).messages[0].end)
    item = TextAnalyzer().analyze(said((ANA, "I'll print the plan.")), AnalyzeOptions()).insights[0]
    message = said((ANA, "I'll print the plan.")).messages[0]
    assert widen(item, [silent, message, silent], 1, [ANA]).message_ids == ("m0",)
