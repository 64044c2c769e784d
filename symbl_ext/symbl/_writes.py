"""What can be done with a conversation besides reading it; written once, for the object and for the namespace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from symbl_api.types import to_wire

from ._arguments import camel, check_body, check_id, mapping, spelled
from ._core import Core
from ._flow import Flow

if TYPE_CHECKING:
    from symbl_api.models import Conversation, Done, FormattedTranscript, InsightsUrl

__all__ = ["Writer"]

EXPERIENCES = {"verbose-text-summary": None, "audio-summary": "audioUrl", "video-summary": "videoUrl"}
LONGEST_METADATA = 128
TRANSCRIPTS = {"markdown": "text/markdown", "srt": "text/srt"}
WORDS = {"true": True, "false": False}


@frozen
class Writer:
    """The calls of one conversation that send a body, or delete it. Mistakes raise before anything is sent."""

    core: Core[Any]
    conversation_id: str | int

    def transcript(self, parameters: Any, known: Mapping[str, Any]) -> Flow[FormattedTranscript]:
        from symbl_api.api.conversations import post_transcript
        from symbl_api.models import TranscriptRequest

        body: dict[str, Any] = {"contentType": "text/markdown", **unworded(together(parameters, known))}
        body["contentType"] = TRANSCRIPTS.get(body["contentType"], body["contentType"])
        if body["contentType"] not in TRANSCRIPTS.values():
            raise ValueError(f"content_type must be 'text/markdown' or 'text/srt', not {body['contentType']!r}")
        check_body(TranscriptRequest, body, "parameters")
        request = post_transcript.request(self.conversation_id, body=body)
        return self.core.call(request, post_transcript.parse)

    def member(self, member_id: Any, parameters: Any, known: Mapping[str, Any]) -> Flow[Done]:
        from symbl_api.api.conversations import put_member
        from symbl_api.models import MemberUpdate

        check_id(member_id, "members_id")
        body = together(parameters, known)
        if str(body.setdefault("id", str(member_id))) != str(member_id):
            raise ValueError("parameters.id: must be the same as members_id")
        check_body(MemberUpdate, body, "parameters")
        request = put_member.request(self.conversation_id, member_id, body=body)
        return self.core.call(request, put_member.parse)

    def speakers(self, parameters: Any) -> Flow[Done]:
        from symbl_api.api.conversations import put_speakers
        from symbl_api.models import SpeakerEvents

        body = spelled(to_wire(parameters))
        check_body(SpeakerEvents, body, "parameters")
        return self.core.call(put_speakers.request(self.conversation_id, body=body), put_speakers.parse)

    def metadata(self, metadata: Any) -> Flow[Conversation]:
        from symbl_api.api.conversations import put_conversation

        words = mapping(to_wire(metadata), "metadata")
        for name, value in words.items():
            if not isinstance(value, str):
                raise TypeError(f"metadata.{name} must be a str, not {type(value).__name__}")
            if len(value) > LONGEST_METADATA:
                raise ValueError(f"metadata.{name} must not be longer than {LONGEST_METADATA} characters")
        request = put_conversation.request(self.conversation_id, body={"metadata": words})
        return self.core.call(request, put_conversation.parse)

    def delete(self) -> Flow[Done]:
        from symbl_api.api.conversations import delete_conversation

        return self.core.call(delete_conversation.request(self.conversation_id), delete_conversation.parse)

    def experience(self, name: Any, parameters: Any, known: Mapping[str, Any]) -> Flow[str]:
        from symbl_api.api.experiences import post_experience
        from symbl_api.models import ExperienceRequest

        if name not in EXPERIENCES:
            raise ValueError(f"name must be one of {', '.join(EXPERIENCES)}, not {name!r}")
        body: dict[str, Any] = {**together(parameters, known), "name": name}
        needed = EXPERIENCES[name]
        if needed and not body.get(needed):
            raise ValueError(f"{name} needs {'audio_url' if needed == 'audioUrl' else 'video_url'}")
        check_body(ExperienceRequest, body, "parameters")
        request = post_experience.request(self.conversation_id, body=body)
        return (yield from self.core.call(request, post_experience.parse)).url

    def experience_url(self, url: Any) -> Flow[InsightsUrl]:
        from symbl_api.api.experiences import put_experience_url

        if not isinstance(url, str) or not url.startswith(("http://", "https://")):
            raise ValueError("url must be an http or https address")
        request = put_experience_url.request(self.conversation_id, body={"url": url})
        return self.core.call(request, put_experience_url.parse)


SPELLINGS = {
    "audioURL": "audioUrl",
    "videoURL": "videoUrl",
    "summaryUrlExpiresIn": "summaryURLExpiresIn",
    "expiresIn": "summaryURLExpiresIn",
    "speakerAvatarUrls": "speakerAvatarURLs",
}


def together(parameters: Any, known: Mapping[str, Any]) -> dict[str, Any]:
    """A body of `parameters` and of keyword arguments that are not None, with the spellings that are sent."""
    body: dict[str, Any] = {}
    for name, value in [*spelled(to_wire(parameters)).items(), *known.items()]:
        name = SPELLINGS.get(camel(name), camel(name))
        if value is not None and body.setdefault(name, to_wire(value)) != to_wire(value):
            raise TypeError(f"{name} is given twice, with different values")
    return body


def unworded(value: Any) -> Any:
    """The booleans that were given as words, also inside `phrases`."""
    if isinstance(value, dict):
        return {camel(name): unworded(inner) for name, inner in mapping(value, "parameters").items()}
    return WORDS.get(value, value) if isinstance(value, str) else value
