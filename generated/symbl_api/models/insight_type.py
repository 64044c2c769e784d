from typing import Literal

InsightType = Literal["action_item", "follow_up", "question"] | str
"""What kind of insight it is (§8). Words that are not listed are passed on as they came."""
