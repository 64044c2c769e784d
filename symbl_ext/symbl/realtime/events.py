"""Reading the events of live connections.

Callbacks get plain dicts, as the server sent them. `read` makes a model of the description of one, `text_of` finds the
words of live text in any of its shapes:

    from symbl.realtime import events

    def on_message(event):
        for message in events.read(event).messages:
            print(message.from_.name, message.payload.content)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from symbl_api import DecodeError

from ..errors import ResponseDecodeError

if TYPE_CHECKING:
    from symbl_api.models import (
        ConversationCompleted,
        ConversationCreated,
        EntityResponse,
        InsightResponse,
        IntentResponse,
        LiveError,
        MessageResponse,
        RecognitionResult,
        RecognitionStarted,
        RecognitionStopped,
        SessionModified,
        StartedListening,
        TopicResponse,
        TrackerResponse,
        TranscriptResponse,
    )

    Model: TypeAlias = (
        ConversationCompleted
        | ConversationCreated
        | EntityResponse
        | InsightResponse
        | IntentResponse
        | LiveError
        | MessageResponse
        | RecognitionResult
        | RecognitionStarted
        | RecognitionStopped
        | SessionModified
        | StartedListening
        | TopicResponse
        | TrackerResponse
        | TranscriptResponse
    )

__all__ = ["read", "text_of"]

MODELS = {
    "conversation_completed": "ConversationCompleted",
    "conversation_created": "ConversationCreated",
    "entity_response": "EntityResponse",
    "error": "LiveError",
    "insight_response": "InsightResponse",
    "intent_response": "IntentResponse",
    "message_response": "MessageResponse",
    "recognition_result": "RecognitionResult",
    "recognition_started": "RecognitionStarted",
    "recognition_stopped": "RecognitionStopped",
    "session_modified": "SessionModified",
    "started_listening": "StartedListening",
    "topic_response": "TopicResponse",
    "tracker_response": "TrackerResponse",
    "transcript_response": "TranscriptResponse",
}


def read(event: Mapping[str, Any]) -> Model | None:
    """The model of an event: of what is in the envelope where the `type` is `message`. None for a type not known.

    Members that the server left out read as None, and unknown ones are kept. Raises ResponseDecodeError for an event of
    another shape than described.
    """
    inner = part(event, "message") if event.get("type") == "message" else event
    name = MODELS.get(str(inner.get("type")))
    if name is None:
        return None
    from symbl_api import models

    try:
        return cast("Model", getattr(models, name).from_dict(dict(inner)))
    except DecodeError as error:
        raise ResponseDecodeError(error.reason, error.path, None, f"event {inner.get('type')}") from None


def text_of(event: Mapping[str, Any]) -> str:
    """The words of live text, given as the whole event or as its `message`; empty where there are none."""
    message = part(event, "message") or event
    if isinstance(text := part(message, "punctuated").get("transcript"), str):
        return text
    alternatives = part(part(message, "payload"), "raw").get("alternatives")
    if isinstance(alternatives, list) and alternatives and isinstance(alternatives[0], Mapping):
        text = cast("Mapping[str, Any]", alternatives[0]).get("transcript")
        if isinstance(text, str):
            return text
    text = part(message, "payload").get("content")
    return text if isinstance(text, str) else ""


def part(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A member that is an object, empty where it is none."""
    inner = value.get(name)
    return cast("Mapping[str, Any]", inner) if isinstance(inner, Mapping) else {}
