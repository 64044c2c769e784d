import os
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from symbl_local.engine import AnalyzeOptions, Analyzer, Conversation, Findings, Summarizer, SummaryItem
from symbl_local.engine.text import TextAnalyzer
from symbl_local.engine.text.summary import as_sentence, says_nothing
from symbl_local.engine.text.words import read

from .helpers import ANA, OMAR, conversation

TALK = (
    "Hi Omar, good morning.",
    "Good morning, how are you?",
    "The database migration starts on Monday and takes two days.",
    "Yes, right.",
    "We moved half of the tables in the database migration already.",
    "Okay.",
    "The migration script is slow because of the audit table.",
    "I will send the new schedule of the migration to Omar by Friday.",
    "Thanks a lot, bye.",
)
NOISE = {text for text in TALK if says_nothing(read(text))}


def summarize(talk: Conversation) -> list[SummaryItem]:
    analyzer = TextAnalyzer()
    return analyzer.summarize(talk, analyzer.analyze(talk, AnalyzeOptions()))


def words(items: list[SummaryItem]) -> str:
    return " ".join(item.text for item in items)


def test_the_built_in_analyzer_makes_summaries() -> None:
    analyzer: Analyzer = TextAnalyzer()
    assert isinstance(analyzer, Summarizer)


def test_a_summary_is_made_of_what_was_said() -> None:
    talk = conversation(*TALK)
    items = summarize(talk)
    texts = {message.id: message.text for message in talk.messages}
    assert items
    for item in items:
        assert item.text == "Ana Ruiz: " + " ".join(texts[message_id] for message_id in item.message_ids)
    used = [message_id for item in items for message_id in item.message_ids]
    assert used == sorted(set(used))
    assert "database migration" in words(items)
    assert len(used) < len(TALK)


def test_greetings_and_noises_are_left_out() -> None:
    assert len(NOISE) == 5
    used = words(summarize(conversation(*TALK)))
    assert not [text for text in NOISE if text in used]
    assert summarize(conversation("Hello.", "Yes, right.", "Okay.", "Thanks a lot, bye.")) == []
    assert summarize(conversation()) == []


def test_what_was_said_twice_is_given_once() -> None:
    line = "The budget of the new warehouse in Lisbon was approved."
    items = summarize(conversation(*(line,) * 6, "The trucks of the warehouse need another ramp."))
    assert words(items).count("Lisbon") == 1


def test_speakers_are_named_where_they_change() -> None:
    ours = conversation("The lease of the Hamburg office ends in March.", speaker=ANA).messages
    theirs = conversation("x", "The Hamburg office costs too much for the budget.", speaker=OMAR).messages[1:]
    [item] = summarize(Conversation(members=(ANA, OMAR), messages=(*ours, *theirs)))
    assert item.text == (
        "Ana Ruiz: The lease of the Hamburg office ends in March. "
        "Omar Haddad: The Hamburg office costs too much for the budget."
    )


def test_only_new_messages_are_summarised() -> None:
    talk = conversation(*TALK, "The canteen gets new chairs and a coffee machine in June.")
    [item] = TextAnalyzer().summarize(
        Conversation(members=talk.members, messages=talk.messages, analyzed=len(TALK)), Findings()
    )
    assert item.message_ids == (f"m{len(TALK)}",)


def test_each_subject_of_a_long_talk_has_a_paragraph() -> None:
    pumps = [f"The pump in hall {n} lost pressure because its seal kit was worn out." for n in range(60)]
    lease = [f"The landlord of building {n} raised the rent when the lease was renewed." for n in range(60)]
    items = summarize(conversation(*pumps, *lease))
    assert len(items) > 1
    about = ["pump" in item.text for item in items]
    assert about == sorted(about, reverse=True)
    assert True in about
    assert False in about
    assert all(("pump" in item.text) != ("landlord" in item.text) for item in items)


def test_tasks_and_topics_weigh() -> None:
    filler = [f"Somebody walked past window {n} of the gallery with an umbrella." for n in range(30)]
    talk = conversation(*filler[:15], "I will order the marble for the fountain by Friday.", *filler[15:])
    assert "marble" in words(summarize(talk))


def test_recognised_speech_gets_capitals_and_full_stops() -> None:
    assert as_sentence("we  start on monday") == "We start on monday."
    assert as_sentence('He said "no."') == 'He said "no."'
    assert as_sentence("Really?") == "Really?"


def test_the_same_talk_gives_the_same_summary() -> None:
    code = (
        "from tests.engine.test_summary import summarize, conversation, TALK\n"
        "print(summarize(conversation(*TALK, *(f'{text} Item {n}.' for n in range(9) for text in TALK))))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1


@given(st.lists(st.text(max_size=80) | st.sampled_from(TALK), max_size=60))
def test_any_talk(texts: list[str]) -> None:
    talk = conversation(*texts)
    items = TextAnalyzer().summarize(talk, Findings())
    used = [message_id for item in items for message_id in item.message_ids]
    places = [int(message_id[1:]) for message_id in used]
    assert places == sorted(set(places))
    assert all(0 <= place < len(texts) for place in places)
    assert all(item.text and item.message_ids for item in items)
