from typing import Literal

CallMoment = Literal["start", "stop"] | str
"""When something is done (§19.1). Words that are not listed are passed on as they came."""
