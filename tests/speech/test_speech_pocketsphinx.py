"""The default recognizer."""

from __future__ import annotations

import random
import re
from array import array

import pytest

from symbl_local.engine.speech.pocketsphinx import PocketSphinx
from symbl_local.engine.speech.pronounce import pronounce
from symbl_local.engine.speech.types import Partial, Utterance
from symbl_local.engine.text.lexicon import words as word_list

RATE = 16_000


@pytest.fixture(scope="module")
def recognizer() -> PocketSphinx:
    return PocketSphinx()


def plain(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


def share_heard(text: str, said: str) -> float:
    """How many of the words of `said` are in `text`."""
    words = plain(said)
    return sum(word in plain(text) for word in words) / len(words)


def live(recognizer: PocketSphinx, pcm: bytes, block: int = 3_200) -> list[Partial | Utterance]:
    session = recognizer.open(sample_rate=RATE)
    found: list[Partial | Utterance] = []
    for at in range(0, len(pcm), block):
        found.extend(session.feed(pcm[at : at + block]))
    found.extend(session.finish())
    session.close()
    return found


def test_clear_speech_is_recognized(recognizer: PocketSphinx, speech: dict[str, bytes], texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (utterance,) = recognizer.recognize(speech[name], sample_rate=RATE)
        assert share_heard(utterance.text, text) >= 0.75
        assert not utterance.punctuated
        assert utterance.text == " ".join(word.text for word in utterance.words)


def test_word_times_are_in_order_and_inside(recognizer: PocketSphinx, speech: dict[str, bytes]) -> None:
    for pcm in speech.values():
        (utterance,) = recognizer.recognize(pcm, sample_rate=RATE)
        marks = [mark for word in utterance.words for mark in (word.start, word.end)]
        assert marks == sorted(marks)
        assert all(word.start < word.end for word in utterance.words)
        assert marks[0] == utterance.start
        assert 0 <= utterance.start < 0.5
        assert len(pcm) / 2 / RATE - 0.5 < utterance.end <= len(pcm) / 2 / RATE
        assert all(word.score is not None and 0 <= word.score <= 1 for word in utterance.words)
        assert not any(set(word.text) & set("()<>[]^") for word in utterance.words)


def test_the_same_speech_gives_the_same_whatever_came_before(
    recognizer: PocketSphinx, speech: dict[str, bytes]
) -> None:
    before = recognizer.recognize(speech["budget"], sample_rate=RATE)
    recognizer.recognize(speech["meeting"], sample_rate=RATE)
    live(recognizer, speech["office"])
    assert recognizer.recognize(speech["budget"], sample_rate=RATE) == before


@pytest.mark.parametrize("pcm", [b"", b"\0\0", bytes(318), bytes(RATE * 4)])
def test_silence_is_nothing(recognizer: PocketSphinx, pcm: bytes) -> None:
    assert live(recognizer, pcm) == []
    assert list(recognizer.recognize(pcm[:318], sample_rate=RATE)) == []


def test_noise_comes_to_an_end(recognizer: PocketSphinx) -> None:
    chance = random.Random(5)
    noise = array("h", [chance.randint(-8000, 8000) for _ in range(RATE * 4)]).tobytes()
    found = recognizer.recognize(noise, sample_rate=RATE)
    assert sum(len(utterance.words) for utterance in found) < 20


def test_other_rates_and_languages_are_refused(recognizer: PocketSphinx) -> None:
    with pytest.raises(ValueError, match="16000 samples"):
        recognizer.recognize(b"", sample_rate=8_000)
    with pytest.raises(ValueError, match="en-US only"):
        recognizer.open(sample_rate=RATE, language="de-DE")


def test_a_session_gives_partial_results_and_then_the_utterance(
    recognizer: PocketSphinx, speech: dict[str, bytes], texts: dict[str, str]
) -> None:
    pcm = bytes(RATE) + speech["budget"] + bytes(RATE * 2) + speech["office"]
    found = live(recognizer, pcm)
    utterances = [one for one in found if isinstance(one, Utterance)]
    partials = [one for one in found if isinstance(one, Partial)]
    assert len(utterances) == 2
    assert share_heard(utterances[0].text, texts["budget"]) >= 0.7
    assert share_heard(utterances[1].text, texts["office"]) >= 0.6
    assert utterances[0].start == pytest.approx(0.65, abs=0.3)
    assert utterances[1].start == pytest.approx(0.5 + 3.68 + 1 + 0.15, abs=0.3)
    assert utterances[1].end <= len(pcm) / 2 / RATE
    assert len(partials) > 5
    assert isinstance(found[0], Partial)
    assert all(partial.end <= len(pcm) / 2 / RATE + 0.03 for partial in partials)


def test_a_session_that_is_closed_early_leaves_nothing_behind(
    recognizer: PocketSphinx, speech: dict[str, bytes]
) -> None:
    expected = recognizer.recognize(speech["office"], sample_rate=RATE)
    session = recognizer.open(sample_rate=RATE)
    list(session.feed(speech["budget"][: RATE * 3]))
    session.close()
    session.close()
    assert recognizer.recognize(speech["office"], sample_rate=RATE) == expected


def test_a_vocabulary_is_heard_only_where_it_was_asked_for(recognizer: PocketSphinx, speech: dict[str, bytes]) -> None:
    """As if "support team" were a product's name: said the same, written otherwise."""

    def text(*vocabulary: str) -> str:
        return " ".join(
            one.text for one in recognizer.recognize(speech["meeting"], sample_rate=RATE, vocabulary=vocabulary)
        )

    before = text()
    assert "SupportTeam" not in before
    assert "SupportTeam" in text("SupportTeam", "Zendesk Ltd.", "", "  ", "ü", "the")
    assert "SupportTeam" not in text("Zendesk")
    assert text() == before


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("SSO", "EH S EH S OW"),
        ("B2B", "B IY T UW B IY"),
        ("ledgerlink", "L EH JH ER L IH NG K"),
        ("LedgerLink", "L EH JH ER L IH NG K"),
        ("zendesk", "Z EH N D EH S K"),
        ("Quikly", "K W IH K L IY"),
        ("xyz", "Z IH Z"),
        ("'", ""),
        ("ü", ""),
        ("a" * 50, ""),
    ],
)
def test_unknown_words_are_pronounced_by_parts_letters_or_rules(word: str, sounds: str) -> None:
    known = {"two": "T UW", "ledger": "L EH JH ER", "link": "L IH NG K", "zen": "Z EH N", "desk": "D EH S K"}
    found = pronounce(word, known.get)
    assert (found[0] if found else "") == sounds
    assert len(found) == len(set(found))


def test_every_spelling_can_be_pronounced() -> None:
    chance = random.Random(1)
    phones = word_list(
        "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH"
    )
    for _ in range(2000):
        word = "".join(chance.choice("abcdefghijklmnopqrstuvwxyz'") for _ in range(chance.randint(1, 14)))
        for said in pronounce(word, lambda _: None):
            assert set(said.split()) <= phones
