"""What was said as Markdown and as subtitles (docs/contract.md §15)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

__all__ = ["Said", "markdown", "srt"]

_BREAK = "<br/><br/>"
_MARKUP = re.compile(r"[\\`*\[\]~]|(?<![^\W_])_|_(?![^\W_])|^(?:[#+=-]|\d+(?=[.)]))", re.ASCII)
"""What Markdown would take for more than a character: an underscore in a word is none, a dash at the start is."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_SHOWN_MS = 1000
"""How long a sentence that took no time is shown, where there is room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence, and what is to be seen with it."""

    text: str
    start: datetime
    end: datetime
    speaker: str | None = None
    phrases: tuple[str, ...] = ()


# ---------------------------------------------------------------------------------------------- Markdown


def markdown(said: Iterable[Said], *, paragraphs: bool) -> str:
    """The sentences, each a paragraph or all in one, with key phrases in ``<mark>``.

    What was said cannot become markup: a reader sees every character of it.
    """
    return (_BREAK if paragraphs else " ").join(_sentence(one) for one in said)


def _sentence(said: Said) -> str:
    text = " ".join(said.text.split())
    written = [f"{_escaped(' '.join(said.speaker.split()))}: "] if said.speaker else []
    done = 0
    for start, end in _marked(text, said.phrases):
        written += [_escaped(text[done:start], done == 0), "<mark>", _escaped(text[start:end], start == 0), "</mark>"]
        done = end
    return "".join([*written, _escaped(text[done:], done == 0)])


def _escaped(text: str, first: bool = True) -> str:
    """`text` with markup made harmless; `first` says that a line may begin with it."""
    return _MARKUP.sub(lambda match: _harmless(match, first), text).translate(_ENTITIES)


def _harmless(match: re.Match[str], first: bool) -> str:
    char = match[0]
    if char.isdigit():
        return f"{char}\\" if first else char  # "1." would begin a list: "1\\."
    return char if char in "#+=-" and not first else f"\\{char}"


def _marked(text: str, phrases: Iterable[str]) -> list[tuple[int, int]]:
    """Where the phrases stand in the text, ignoring case; those that overlap are one place."""
    found: list[tuple[int, int]] = []
    for phrase in dict.fromkeys(phrases):
        if words := phrase.split():
            pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)"
            found.extend(match.span() for match in re.finditer(pattern, text, re.IGNORECASE))
    places: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if places and start <= places[-1][1]:
            places[-1] = places[-1][0], max(end, places[-1][1])
        else:
            places.append((start, end))
    return places


# --------------------------------------------------------------------------------------------- subtitles


def srt(said: Sequence[Said]) -> str:
    """The sentences as SubRip subtitles, one a cue, from the start of the first.

    Cues come in order of time, take at least a millisecond and never overlap: what is interrupted ends there, and what
    began at the same moment shares the time by length.
    """
    origin = min((one.start for one in said), default=None)
    if origin is None:
        return ""
    cues = [
        f"{number}\n{_clock(start)} --> {_clock(end)}\n{_line(one)}\n"
        for number, (one, start, end) in enumerate(_cues(said, origin), 1)
    ]
    return "\n".join(cues)


def _cues(said: Sequence[Said], origin: datetime) -> Iterator[tuple[Said, int, int]]:
    """The sentences with their first and last millisecond."""
    ordered = sorted(said, key=lambda one: one.start)
    groups = [(start, list(group)) for start, group in groupby(ordered, key=lambda one: _ms(one.start - origin))]
    free = 0
    for number, (start, group) in enumerate(groups):
        start = max(start, free)
        end = max(_ms(one.end - origin) for one in group)
        if end <= start:
            end = start + _SHOWN_MS * len(group)
        if number + 1 < len(groups):
            end = min(end, groups[number + 1][0])
        end = max(end, start + len(group))
        lengths = [len(one.text) + 1 for one in group]
        done, room = 0, end - start - len(group)
        for index, (one, length) in enumerate(zip(group, lengths, strict=True)):
            first = start + index + room * done // sum(lengths)
            done += length
            yield one, first, start + index + 1 + room * done // sum(lengths)
        free = end


def _ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"


def _line(said: Said) -> str:
    """One line that a player cannot take for the times of a cue."""
    text = " ".join(said.text.split()).replace("-->", "->")
    return f"{' '.join(said.speaker.split()).replace('-->', '->')}: {text}" if said.speaker else text
