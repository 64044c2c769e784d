from typing import Literal

AudioMode = Literal["default", "phone"] | str
"""What kind of recording it is (§2.1). Words that are not listed are passed on as they came."""
