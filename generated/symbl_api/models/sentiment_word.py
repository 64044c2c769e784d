from typing import Literal

SentimentWord = Literal["negative", "neutral", "positive"] | str
"""Below -0.3 negative, above 0.3 positive, else neutral (§5). Words that are not listed are passed on as they came."""
