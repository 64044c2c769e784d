from typing import Literal

SortOrder = Literal["asc", "desc"] | str
"""Upwards or downwards (§4). Words that are not listed are passed on as they came."""
