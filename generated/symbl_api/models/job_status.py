from typing import Literal

JobStatus = Literal["completed", "failed", "in_progress", "scheduled"] | str
"""`completed` and `failed` are final (§2.5, §3). Words that are not listed are passed on as they came."""
