from typing import Literal

CallActionName = Literal["sendSummaryEmail"] | str
"""What is done (§19.1). Words that are not listed are passed on as they came."""
