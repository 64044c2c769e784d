"""What a running server can do with speech, for its capabilities resource."""

from __future__ import annotations

from importlib.util import find_spec

from .diarize import MfccDiarizer
from .media import FORMATS, MAX_CHANNELS, MAX_SECONDS
from .pool import SpeechPool

__all__ = ["describe"]


def describe(pool: SpeechPool) -> dict[str, object]:
    """The answer as JSON types. Blocks until a recognizer is loaded; raises `ValueError` when it cannot be."""
    name, abilities = pool.capabilities()
    diarizes = abilities.diarization or pool.diarizer != MfccDiarizer.name or find_spec("numpy") is not None
    return {
        "recognizer": name,
        "quality": abilities.note,
        "languages": sorted(abilities.languages),
        "sampleRates": sorted(abilities.sample_rates),
        "formats": list(FORMATS),
        "maxDurationSeconds": MAX_SECONDS,
        "maxChannels": MAX_CHANNELS,
        "wordTimes": abilities.word_times,
        "punctuation": "recognized" if abilities.punctuation else "guessed from pauses and wording",
        "customVocabulary": abilities.vocabulary,
        "partialResults": abilities.streaming,
        "separateChannels": True,
        "speakerDiarization": "basic" if diarizes else "needs the extra symbl-sdk[diarize]",
        "phoneMode": "accepted; no different from the default mode, because nothing measured better",
        "workers": pool.workers,
    }
