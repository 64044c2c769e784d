"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re

from .lexicon.abbreviations import HALVES_OF_DAY, NEVER_LAST, PERHAPS_LAST, STARTERS

__all__ = ["split"]

_PARAGRAPH = re.compile(r"\n[ \t\r]*(?:\n\s*|(?=[-*•] ))")
_STOP = re.compile(r"(?<![.!?…])([.!?…]++)[\"'”’»)\]]{0,3}(?=\s)")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])\.")


def split(text: str) -> list[str]:
    """The sentences of `text`, in order, each with single spaces; every word is kept."""
    return [sentence for part in _PARAGRAPH.split(text) for sentence in _sentences(" ".join(part.split()))]


def _sentences(text: str) -> list[str]:
    sentences: list[str] = []
    begin = 0
    for stop in _STOP.finditer(text):
        if stop.end() + 1 < len(text) and _ends(text, begin, stop):
            sentences.append(text[begin : stop.end()])
            begin = stop.end() + 1
    if begin < len(text):
        sentences.append(text[begin:])
    return sentences


def _ends(text: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether the mark at `stop` ends the sentence that started at `begin`."""
    mark = stop[1]
    following = text[stop.end() + 1 : stop.end() + 41].split(" ", 1)[0]
    opens = following.lstrip("\"'“‘«([")
    small = opens[:1].islower()
    if "?" in mark or "!" in mark:
        return not (small and stop.end() > stop.end(1))
    if len(mark) > 1 or mark == "…":
        return not small and opens.rstrip(",.").split("'")[0] != "I"
    word = text[max(begin, stop.start() - 40) : stop.start()].rsplit(" ", 1)[-1].lstrip("\"'“‘«([")
    if _ENUMERATOR.fullmatch(text, begin, stop.end()):
        return False
    plain = word.lower()
    if plain in NEVER_LAST or (plain == "no" and opens[:1].isdigit()):
        return False
    if plain in HALVES_OF_DAY and opens[:1].isdigit():
        return True
    if plain in PERHAPS_LAST or _is_initial(word):
        return opens.strip(".,!?:;'\"").split("'")[0].lower() in STARTERS and not small
    return not (small and stop.end() > stop.end(1))


def _is_initial(word: str) -> bool:
    """Whether a word before a full stop is an initial or letters with stops inside, as in "J." or "U.S."."""
    return (len(word) == 1 and word.isalpha() and word != "I") or (
        len(word) < 8 and "." in word and all(len(part) == 1 and part.isalpha() for part in word.split("."))
    )
