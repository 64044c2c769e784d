from typing import Literal

MetricType = Literal["total_overlap", "total_silence", "total_talk_time"] | str
"""What is measured (§14). Words that are not listed are passed on as they came."""
