"""What only a local server has; none of it is in the description."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from symbl_local.server.call import Answer, Call

__all__ = ["get_capabilities"]


def get_capabilities(call: Call) -> Answer:
    """``GET /v1/local/capabilities``: what this server can do, as its engines say. Loads the recognizer."""
    services = call.services
    return Answer({"text": {"analyzer": services.workers.analyzer.name, "languages": ["en"]}, "speech": _speech(call)})


def _speech(call: Call) -> dict[str, Any]:
    settings, speech = call.services.settings, call.services.speech
    try:
        name, found = speech.capabilities
    except ValueError as error:
        return {"available": False, "reason": str(error)}
    from symbl_local.engine.speech.media import FORMATS

    return {
        "available": True,
        "recognizer": name,
        "languages": sorted(found.languages) or "any",
        "note": found.note,
        "wordTimes": found.word_times,
        "punctuation": found.punctuation,
        "customVocabulary": found.vocabulary,
        "streaming": found.streaming,
        "diarization": find_spec("numpy") is not None,
        "formats": list(FORMATS),
        "maxBytes": settings.max_media,
        "maxSeconds": settings.max_media_seconds,
    }
