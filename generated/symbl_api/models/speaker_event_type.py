from typing import Literal

SpeakerEventType = Literal["started_speaking", "stopped_speaking"] | str
"""What happened (§13). Words that are not listed are passed on as they came."""
