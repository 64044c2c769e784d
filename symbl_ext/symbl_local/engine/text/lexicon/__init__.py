"""Word lists and tables of patterns: data, no rules."""

__all__ = ["word_list", "words"]


def words(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


def word_list(text: str) -> list[str]:
    """The same, in order."""
    return text.split()
