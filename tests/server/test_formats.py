"""Markdown and subtitles of whatever may have been said."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from subtitles import read_srt

from symbl_local.formats import Said, markdown, srt

START = datetime(2026, 3, 2, 15, tzinfo=UTC)


def said(text: str, start: int = 0, end: int = 1000, **others: object) -> Said:
    times = {"start": START + timedelta(milliseconds=start), "end": START + timedelta(milliseconds=end)}
    return Said(text=text, **times, **others)  # type: ignore[arg-type]


def times(*spans: tuple[int, int]) -> list[tuple[int, int]]:
    return [(cue.start, cue.end) for cue in read_srt(srt([said("word", *span) for span in spans]))]


# ------------------------------------------------------------------------------------------------- Markdown


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("It's Mr. Lewis.", "It's Mr. Lewis."),
        ("<script>alert(1)</script> & co", "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co"),
        ("</mark><br/>", "&lt;/mark&gt;&lt;br/&gt;"),
        ("2 * 3 * 4", r"2 \* 3 \* 4"),
        ("a snake_case name, _so_ to say", r"a snake_case name, \_so\_ to say"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("# 1 is first", r"\# 1 is first"),
        ("is # 1", "is # 1"),
        ("1. is first", r"1\. is first"),
        ("10 is more", "10 is more"),
        ("- well", r"\- well"),
        ("`code` \\ ~~gone~~", "\\`code\\` \\\\ \\~\\~gone\\~\\~"),
        ("two\n\nlines", "two lines"),
    ],
)
def test_what_was_said_is_no_markup(text: str, written: str) -> None:
    assert markdown([said(text)], paragraphs=True) == written


MARKUP = st.text(alphabet=st.sampled_from("ab *_`#[]()<>&\\~!-+=1.:|'\";/\n"), min_size=1, max_size=40)


@given(st.lists(MARKUP | st.text(min_size=1, max_size=40), min_size=1, max_size=4), st.booleans())
def test_a_reader_sees_what_was_said(texts: list[str], speaker: bool) -> None:
    reader = pytest.importorskip("markdown_it").MarkdownIt("commonmark")
    shown = [" ".join(text.split()) for text in texts]
    written = markdown([said(text, speaker="_Al_ <b>" if speaker else None) for text in texts], paragraphs=True)
    if not any(shown):
        return
    body = reader.render(written.replace("\N{NULL}", "\N{REPLACEMENT CHARACTER}"))
    parts = re.sub(r"^<p>|</p>\n$", "", body).split("<br/><br/>")
    assert "<" not in "".join(parts)
    expected = [f"{'_Al_ <b>: ' if speaker else ''}{text}".replace("\0", "\N{REPLACEMENT CHARACTER}") for text in shown]
    assert [html.unescape(part).strip() for part in parts] == [text.strip() for text in expected]


def test_paragraphs() -> None:
    both = [said("One."), said("Two.")]
    assert markdown(both, paragraphs=True) == "One.<br/><br/>Two."
    assert markdown(both, paragraphs=False) == "One. Two."
    assert markdown([], paragraphs=True) == ""


def test_phrases_are_marked_where_they_stand() -> None:
    line = said("We Send it, then send it & resend it.", phrases=("send it", "it & resend", "no", ""))
    assert markdown([line], paragraphs=True) == ("We <mark>Send it</mark>, then <mark>send it &amp; resend</mark> it.")
    assert markdown([said("*a* b", phrases=("a",))], paragraphs=True) == r"\*<mark>a</mark>\* b"
    assert markdown([said("a+b (c", phrases=("a+b (c",))], paragraphs=True) == "<mark>a+b (c</mark>"


# ------------------------------------------------------------------------------------------------ subtitles


def test_times_are_padded_and_count_from_the_first() -> None:
    text = srt([said("One.", 5000, 9100), said("Two.", 11_800, 20_600), said("Three.", 3_605_000, 400_000_000)])
    assert text == (
        "1\n00:00:00,000 --> 00:00:04,100\nOne.\n\n"
        "2\n00:00:06,800 --> 00:00:15,600\nTwo.\n\n"
        "3\n01:00:00,000 --> 111:06:35,000\nThree.\n"
    )
    assert srt([]) == ""


def test_cues_do_not_overlap_and_take_time() -> None:
    assert times((0, 5000), (3000, 4000)) == [(0, 3000), (3000, 4000)]
    assert times((3000, 4000), (0, 5000)) == [(0, 3000), (3000, 4000)]
    assert times((0, 0), (400, 400)) == [(0, 400), (400, 1400)]
    assert times((0, 1000), (0, 3000)) == [(0, 1500), (1500, 3000)]
    assert times((0, 0), (0, 0), (1, 1)) == [(0, 1), (1, 2), (2, 1002)]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50), st.text(min_size=1, max_size=20)), max_size=30))
def test_any_times_and_texts(given: list[tuple[int, int, str]]) -> None:
    spoken = [said(f"w{text}", start, end) for start, end, text in given]
    cues = read_srt(srt(spoken))
    assert len(cues) == len(spoken)
    free = 0
    for cue in cues:
        assert free <= cue.start < cue.end
        free = cue.end
    in_order = sorted(spoken, key=lambda one: one.start)
    assert [cue.text for cue in cues] == [" ".join(one.text.split()).replace("-->", "->") for one in in_order]


def test_what_was_said_is_no_cue() -> None:
    text = "End.\n\n2\n00:00:01,000 --> 00:00:02,000\nForged."
    [cue] = read_srt(srt([said(text, speaker="A\n\nB --> C")]))
    assert cue.text == "A B -> C: End. 2 00:00:01,000 -> 00:00:02,000 Forged."
