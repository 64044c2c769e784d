"""Transcripts as Markdown and as subtitles (docs/contract.md §15)."""

from __future__ import annotations

from typing import Any

import pytest
from accounts import Account
from subtitles import read_srt

BOB = {"name": "Bob"}


def turn(text: str, start: str, end: str, **who: Any) -> dict[str, Any]:
    times = {"startTime": f"2026-03-02T15:00:{start}Z", "endTime": f"2026-03-02T15:00:{end}Z"}
    return {"payload": {"content": text}, "duration": times, **who}


def transcript(account: Account, conversation_id: str, **body: Any) -> Any:
    return account.ok("POST", f"/v1/conversations/{conversation_id}/transcript", json=body)["transcript"]


def markdown(account: Account, conversation_id: str, **body: Any) -> str:
    answer = transcript(account, conversation_id, contentType="text/markdown", **body)
    assert answer.pop("contentType") == "text/markdown"
    assert list(answer) == ["payload"]
    payload: str = answer["payload"]
    return payload


def test_markdown(account: Account) -> None:
    conversation_id = account.process("One. Two.", {"payload": {"content": "Three."}})
    assert markdown(account, conversation_id) == "One.<br/><br/>Two.<br/><br/>Three."
    assert markdown(account, conversation_id, createParagraphs="TRUE") == "One.<br/><br/>Two.<br/><br/>Three."
    assert markdown(account, conversation_id, createParagraphs="false") == "One. Two. Three."
    assert markdown(account, conversation_id, createParagraphs=False, showSpeakerSeparation="true") == (
        "Ann: One. Ann: Two. Three."
    )
    assert markdown(account, conversation_id, showSpeakerSeparation=False, phrases=None) == markdown(
        account, conversation_id
    )


def test_key_phrases(account: Account) -> None:
    texts = "TODO Ann: do it now.", "This is a phrase."
    plain, detected = account.process(*texts), account.process(*texts, detectPhrases="true")
    insights = {"highlightOnlyInsightKeyPhrases": "true"}
    of_insights = "TODO Ann: <mark>do it</mark> now.<br/><br/>This is a phrase."
    assert markdown(account, detected, phrases=insights) == of_insights
    assert markdown(account, plain, phrases={"highlightAllKeyPhrases": True}) == of_insights
    everything = "TODO Ann: <mark>do it</mark> now.<br/><br/>This is <mark>a phrase</mark>."
    assert markdown(account, detected, phrases={"highlightAllKeyPhrases": "True"}) == everything
    assert markdown(account, detected, phrases={**insights, "highlightAllKeyPhrases": True}) == everything
    assert "<mark>" not in markdown(account, detected)
    assert "<mark>" not in markdown(account, detected, phrases={"highlightOnlyInsightKeyPhrases": False})


def test_subtitles(account: Account) -> None:
    conversation_id = account.process(
        turn("First.", "05", "09.1", **{"from": BOB}),
        turn("While he speaks.", "07", "08"),
        turn("Last.", "11.8", "11.8"),
    )
    options = {"createParagraphs": True, "phrases": {"highlightAllKeyPhrases": True}}
    answer = transcript(account, conversation_id, contentType="text/srt", showSpeakerSeparation=True, **options)
    assert list(answer) == ["payload"]
    assert answer["payload"]["contentType"] == "text/srt"
    assert [tuple(cue) for cue in read_srt(answer["payload"]["content"])] == [
        (0, 2000, "Bob: First."),
        (2000, 3000, "While he speaks."),
        (6800, 7800, "Last."),
    ]


def test_nothing_said(account: Account) -> None:
    conversation_id = account.process()
    assert markdown(account, conversation_id) == ""
    assert transcript(account, conversation_id, contentType="text/srt")["payload"]["content"] == ""


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "contentType"),
        ({"contentType": "text/html"}, "contentType: expected text/markdown or text/srt, not 'text/html'"),
        ({"contentType": 3}, "contentType"),
        ({"contentType": "text/srt", "createParagraphs": "yes"}, "createParagraphs"),
        ({"contentType": "text/markdown", "showSpeakerSeparation": 1}, "showSpeakerSeparation"),
        ({"contentType": "text/markdown", "phrases": True}, "phrases"),
        (
            {"contentType": "text/markdown", "phrases": {"highlightAllKeyPhrases": "no"}},
            "phrases.highlightAllKeyPhrases",
        ),
    ],
)
def test_what_is_wrong_is_named(account: Account, body: dict[str, Any], place: str) -> None:
    conversation_id = account.process("Hello.")
    answer = account.call("POST", f"/v1/conversations/{conversation_id}/transcript", json=body)
    assert answer.status_code == 400
    assert answer.json()["message"].startswith(place)


def test_whose_it_is(account: Account, stranger: Account) -> None:
    conversation_id = account.process("Hello.")
    path = f"/v1/conversations/{conversation_id}/transcript"
    assert stranger.call("POST", path, json={"contentType": "text/srt"}).status_code == 404
    assert account.call("GET", path).status_code == 405
