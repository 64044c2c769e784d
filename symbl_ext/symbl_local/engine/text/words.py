"""Words of a sentence, with their places, in the plain form that the rules are written against.

A rule sees ``"i will send it to dana 's team"`` for "I'll send it to Dana's team": lower case, no punctuation,
contractions written out. Every word knows which characters of the sentence it came from.
"""

from __future__ import annotations

import re
import threading
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Protocol, cast

from .lexicon.contractions import ASIDES, FILLERS, FORMS, IS_AFTER, SUFFIXES
from .lexicon.names import TITLES
from .lexicon.tasks import VERBS

__all__ = ["Line", "fold", "read", "stem"]

_WORD = re.compile(r"e-?mail(?:s|ed|ing)?\b|[^\W_]+(?:'[^\W_]+)?")
_STARTS_OVER = frozenset(
    [
        "i",
        "you",
        "we",
        "he",
        "she",
        "they",
        "it",
        "the",
        "a",
        "to",
        "and",
        "could",
        "can",
        "would",
        "will",
        "shall",
        "should",
        "if",
        "let",
        "is",
        "are",
        "so",
        "in",
        "on",
        "of",
        "for",
        "my",
        "your",
        "our",
    ]
)
_LONGEST = 40  # characters of a word that the rules see; more is not English, and costs patterns and stemmer time


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as the rules see it.

    `words` are plain words, `spans` their (start, end) in `text`, `commas` the indexes of words that follow
    a comma, colon, dash or the like. `plain` is the words joined by spaces; `starts` where each begins in it.
    """

    text: str
    folded: str
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    commas: frozenset[int]
    plain: str
    starts: tuple[int, ...]

    def at(self, position: int) -> int:
        """The index of the word at `position` of `plain`."""
        return max(0, bisect_right(self.starts, position) - 1)

    def source(self, first: int, last: int) -> str:
        """The characters of `text` from word `first` up to and without word `last`."""
        return self.text[self.spans[first][0] : self.spans[last - 1][1]] if last > first else ""


def fold(text: str) -> str:
    """`text` in lower case with straight apostrophes, character for character, so that offsets stay true."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.replace("’", "'").replace("ς", "σ")


@lru_cache(maxsize=4096)
def read(text: str) -> Line:
    """The words of a sentence."""
    folded = fold(text)
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    commas: set[int] = set()
    end = 0
    for match in _WORD.finditer(folded):
        gap = folded[end : match.start()]
        if (
            any(mark in ',;:()—–…"' for mark in gap)
            or " - " in gap
            or (". " in gap and words[-1:] and words[-1] not in TITLES)
        ):
            commas.add(len(words))
        end = match.end()
        if match[0] in FILLERS:
            continue
        following = _WORD.match(folded, end + 1) if match[0] == "ill" else None
        will = following is not None and following[0] in VERBS  # "ill send it", typed or transcribed so
        for word in ("i", "will") if will else _expand(match[0]):
            words.append(word[:_LONGEST])
            spans.append(match.span())
    if len(commas) > 1:
        words, spans, commas = _without_asides(words, spans, commas)
    if _again(words):
        words, spans, commas = _without_repeats(words, spans, commas)
    starts: list[int] = []
    position = 0
    for word in words:
        starts.append(position)
        position += len(word) + 1
    commas.discard(len(words))  # what followed was no word
    return Line(text, folded, tuple(words), tuple(spans), frozenset(commas), " ".join(words), tuple(starts))


def _again(words: list[str]) -> bool:
    """Whether a small word, or two, come twice in a row, as when somebody starts over: "can you, can you send"."""
    return any(one in _STARTS_OVER and one in words[index + 1 : index + 3] for index, one in enumerate(words[:-1]))


def _without_repeats(
    words: list[str], spans: list[tuple[int, int]], commas: set[int]
) -> tuple[list[str], list[tuple[int, int]], set[int]]:
    """The same with what was started over said once."""
    kept: list[int] = []
    left: set[int] = set()
    index, follows = 0, False
    while index < len(words):
        follows = follows or index in commas
        size = next(
            (
                size
                for size in (3, 2, 1)
                if words[index] in _STARTS_OVER
                and words[index : index + size] == words[index + size : index + 2 * size]
            ),
            0,
        )
        if size:
            commas.difference_update(range(index + 1, index + size + 1))
            index += size
            continue
        if follows:
            left.add(len(kept))
        kept.append(index)
        index, follows = index + 1, False
    return [words[index] for index in kept], [spans[index] for index in kept], left


def _without_asides(
    words: list[str], spans: list[tuple[int, int]], commas: set[int]
) -> tuple[list[str], list[tuple[int, int]], set[int]]:
    """The same without "you know", "like" and such where they stand between commas."""
    kept: list[int] = []
    left: set[int] = set()
    index = 0
    while index < len(words):
        size = 0
        if index and index in commas:
            size = next((n for n in (2, 1) if index + n in commas and tuple(words[index : index + n]) in ASIDES), 0)
        if size:
            index += size
            commas.discard(index)  # what follows goes on with what was said before
            continue
        if index in commas:
            left.add(len(kept))
        kept.append(index)
        index += 1
    return [words[index] for index in kept], [spans[index] for index in kept], left


@lru_cache(maxsize=16384)
def _expand(word: str) -> tuple[str, ...]:
    if word in FORMS:
        return FORMS[word]
    if word.startswith("e-mail"):
        return (word.replace("-", ""),)
    head, mark, tail = word.partition("'")
    if not mark:
        return (word,)
    if word.endswith("n't"):
        return (word[:-3], "not") if head != "n" else ("not",)  # "do n't", as tokenisers write it
    if tail == "s":
        return (head, "is" if head in IS_AFTER else "'s")
    if tail in SUFFIXES:
        return (head, SUFFIXES[tail])
    return (word,)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


_local = threading.local()  # a stemmer keeps its working word in itself, so each thread needs its own


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball stem of a folded word."""
    stemmer = cast("_Stemmer | None", getattr(_local, "stemmer", None))
    if stemmer is None:
        stemmer = cast("_Stemmer", import_module("snowballstemmer").stemmer("english"))
        _local.stemmer = stemmer
    return stemmer.stemWord(word)
