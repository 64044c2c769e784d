from typing import Literal

TrackerPatchPath = (
    Literal["/categories", "/description", "/excludeVocabulary", "/languages", "/name", "/vocabulary"] | str
)
"""What to do it to (§19.4). Words that are not listed are passed on as they came."""
