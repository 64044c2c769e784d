"""Formatted transcripts (docs/contract.md §15)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, cast

from symbl_api.errors import DecodeError
from symbl_api.models import TranscriptRequest
from symbl_local import content
from symbl_local.formats import Said, markdown, srt
from symbl_local.server.accept import decoded, read_object, with_booleans
from symbl_local.server.call import Answer, Call, route
from symbl_local.server.errors import refused

__all__ = ["post_transcript", "routes"]

_FORMS = ("text/markdown", "text/srt")


def post_transcript(call: Call) -> Answer:
    """``POST …/transcript``: as Markdown or as subtitles. What is for Markdown only has no effect on the other."""
    body = with_booleans(read_object(call.body), "createParagraphs", "showSpeakerSeparation")
    if isinstance(phrases := body.get("phrases"), dict):
        names = "highlightOnlyInsightKeyPhrases", "highlightAllKeyPhrases"
        body["phrases"] = with_booleans(cast("dict[str, Any]", phrases), *names)
    asked = decoded(TranscriptRequest.from_dict, body)
    if asked.content_type not in _FORMS:
        raise refused(DecodeError(f"expected {' or '.join(_FORMS)}, not {asked.content_type!r}", "$.contentType"))
    said = _said(call, asked)
    if asked.content_type == "text/srt":
        payload: Any = {"content": srt(said), "contentType": "text/srt"}
        return Answer({"transcript": {"payload": payload}})
    payload = markdown(said, paragraphs=asked.create_paragraphs is not False)
    return Answer({"transcript": {"payload": payload, "contentType": "text/markdown"}})


def _said(call: Call, asked: TranscriptRequest) -> list[Said]:
    marks = asked.phrases
    of_messages = bool(marks and marks.highlight_all_key_phrases)
    of_insights = of_messages or bool(marks and marks.highlight_only_insight_key_phrases)
    with call.services.store.reading() as db:
        conversation_id = call.conversation().id
        people = content.people(db, conversation_id)
        records = content.messages(db, conversation_id, people)
        insights = content.insights(db, conversation_id, people) if of_insights else []
    phrases: dict[str, list[str]] = defaultdict(list)
    for _, insight in insights:
        phrases[insight.message_id].extend(insight.phrases)
    return [
        Said(
            text=record.message.text,
            start=record.message.start,
            end=record.message.end,
            speaker=record.message.member.name if asked.show_speaker_separation and record.message.member else None,
            phrases=(*phrases[record.message.id], *(record.phrases if of_messages else ())),
        )
        for record in records
    ]


routes = [route("/v1/conversations/{conversationId}/transcript", POST=post_transcript)]
