"""From words and pauses to sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from symbl_local.engine.speech.sentences import Sentence, sentences
from symbl_local.engine.speech.types import Utterance, Word


def heard(text: str, *, start: float = 0.0, channel: int = 0, speaker: str | None = None) -> Utterance:
    """An utterance of words of 0.2 s; a number in the text is a pause in hundredths of a second."""
    words: list[Word] = []
    at = start
    for part in text.split():
        if part.isdigit():
            at += int(part) / 100
        else:
            words.append(Word(part, round(at, 2), round(at + 0.2, 2), 0.9))
            at += 0.2
    return Utterance(
        words=tuple(words),
        start=words[0].start,
        end=words[-1].end,
        text=" ".join(word.text for word in words),
        channel=channel,
        speaker=speaker,
    )


def texts(*utterances: Utterance) -> list[str]:
    return [sentence.text for sentence in sentences(utterances)]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("thank you for joining 50 i will send the report", ["Thank you for joining.", "I will send the report."]),
        ("we need the 30 new budget", ["We need the new budget."]),
        ("we need the 90 new budget", ["We need the.", "New budget."]),
        ("the machine is broken 15 so it has to wait", ["The machine is broken.", "So it has to wait."]),
        ("the machine is broken 15 since may day", ["The machine is broken since may day."]),
        ("fine 15 so it has to wait", ["Fine so it has to wait."]),
        ("okay that's fair 5 could you tell me more", ["Okay that's fair.", "Could you tell me more?"]),
        ("okay that's fair could you tell me more", ["Okay that's fair could you tell me more."]),
        ("can you set up a meeting on monday", ["Can you set up a meeting on Monday?"]),
        ("i think that i'm late", ["I think that I'm late."]),
        ("i asked maria about london", ["I asked Maria about London."]),
        ("he will mark the page in may", ["He will mark the page in may."]),
    ],
)
def test_pauses_and_wording_end_sentences(said: str, written: list[str]) -> None:
    assert texts(heard(said)) == written


def test_words_keep_their_times_and_scores() -> None:
    utterance = heard("thank you for joining 50 i will send the report", start=3.0)
    first, second = sentences([utterance])
    assert first.words + second.words == utterance.words
    assert (first.start, first.end) == (3.0, 3.8)
    assert (second.start, second.end) == (4.3, 5.3)


def test_a_sentence_goes_on_over_utterances_that_were_cut() -> None:
    one, other = heard("we have to look at the"), heard("budget for may", start=1.25)
    assert texts(one, other) == ["We have to look at the budget for may."]
    assert texts(replace(other, channel=1), one) == ["We have to look at the.", "Budget for may."]
    assert texts(one, replace(other, speaker="Speaker 2")) == ["We have to look at the.", "Budget for may."]


def test_sentences_of_two_channels_are_in_order() -> None:
    found = sentences([heard("hello there", start=5, channel=0), heard("good morning", start=1, channel=1)])
    assert [(one.text, one.channel) for one in found] == [("Good morning.", 1), ("Hello there.", 0)]


def test_talk_without_pauses_is_cut_somewhere() -> None:
    found = sentences([heard("we talk and talk about it 3 " * 40)])
    assert max(len(one.words) for one in found) <= 40
    assert sum(len(one.words) for one in found) == 240


def test_punctuated_text_is_split_at_its_stops_and_left_alone() -> None:
    words = [
        Word(text, n * 0.5, n * 0.5 + 0.4, None) for n, text in enumerate(["Hi,", "Dana.", "Is", "3.5", "ok?", "yes"])
    ]
    utterance = Utterance(words=tuple(words), start=0, end=3, text="Hi, Dana. Is 3.5 ok? yes", punctuated=True)
    assert texts(utterance) == ["Hi, Dana.", "Is 3.5 ok?", "yes"]


def test_text_without_word_times_stays_in_one_piece() -> None:
    utterance = Utterance(words=(), start=1, end=2, text="can you hear me")
    expected = Sentence(text="Can you hear me?", start=1, end=2, words=())
    assert sentences([utterance, replace(utterance, text=" ", start=3)]) == [expected]
    assert texts(replace(utterance, text="Left as is", punctuated=True)) == ["Left as is"]


def test_nothing_is_nothing() -> None:
    assert sentences([]) == []
