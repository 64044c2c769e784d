"""Speech: media files to utterances with word times, and those to sentences.

For a server: one `SpeechPool` for its life (`capabilities` at start tells whether the recognizer loads), and
`transcribe` once a file, from a worker thread; then `sentences` of the utterances.
"""

from __future__ import annotations

from .loading import load_diarizer, load_recognizer
from .media import Media, MediaError, decode, probe
from .pool import SpeechError, SpeechPool
from .transcribe import CancelledTranscription, SpeechOptions, Transcript, transcribe
from .types import Capabilities, Diarizer, Partial, Recognizer, RecognizerSession, Utterance, Word

__all__ = [
    "CancelledTranscription",
    "Capabilities",
    "Diarizer",
    "Media",
    "MediaError",
    "Partial",
    "Recognizer",
    "RecognizerSession",
    "SpeechError",
    "SpeechOptions",
    "SpeechPool",
    "Transcript",
    "Utterance",
    "Word",
    "decode",
    "load_diarizer",
    "load_recognizer",
    "probe",
    "transcribe",
]
