from typing import Literal

TranscriptType = Literal["text/markdown", "text/srt"] | str
"""Markdown or subtitles (§15). Words that are not listed are passed on as they came."""
