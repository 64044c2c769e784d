from typing import Literal

TrackerPatchOp = Literal["add", "remove", "replace"] | str
"""What to do (§19.4). Words that are not listed are passed on as they came."""
