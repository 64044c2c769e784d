import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from symbl_local.engine import Turn
from symbl_local.engine.text import TextAnalyzer


def split(text: str) -> list[str]:
    return TextAnalyzer().split(Turn(text=text))


@pytest.mark.parametrize(
    "sentences",
    [
        ["Hello.", "How are you?"],
        ["Dr. Haddad is in at 3 p.m. on Friday.", "Is that fine?"],
        ["It costs $3.50 a seat.", "That is fair."],
        ["Read www.example.com/a.b first.", "Then call me."],
        ["Really?!", "Yes."],
        ["J. R. Smith left.", "We stay."],
        ["We moved to the U.S. last year.", "It was fine."],
        ["She works at Acme Inc. in Leeds.", "I do not."],
        ["It closes at 5 p.m.", "We should hurry."],
        ["We met at 3 pm.", "15 % of them came."],
        ["Well... I think so.", "Good."],
        ['"Stop!" he said.', "We did."],
        ["ok.", "thanks for that.", "bye"],
        ["See e.g. the handbook.", "It helps."],
        ["no punctuation at all here"],
    ],
)
def test_sentences_come_apart_where_they_end(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert split("first line\nof one\n\nthe next") == ["first line of one", "the next"]


def test_nothing_gives_nothing() -> None:
    assert split("") == split(" \n\t ") == []


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" .?!…\n\"'-"))))
@example("a. b. c.")
@example("\n\n- x\n- y")
def test_every_word_is_kept_in_order(text: str) -> None:
    sentences = split(text)
    assert " ".join(sentences).split() == text.split()
    assert all(sentence == " ".join(sentence.split()) and sentence for sentence in sentences)
