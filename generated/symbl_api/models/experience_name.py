from typing import Literal

ExperienceName = Literal["audio-summary", "verbose-text-summary", "video-summary"] | str
"""Which page (§17). Words that are not listed are passed on as they came."""
