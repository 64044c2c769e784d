from typing import Literal

CallEventType = Literal["joined", "left", "started_speaking", "stopped_speaking"] | str
"""What happened (§19.2). Words that are not listed are passed on as they came."""
