from typing import Literal

TokenRequestType = Literal["application"] | str
"""`application`. Words that are not listed are passed on as they came."""
