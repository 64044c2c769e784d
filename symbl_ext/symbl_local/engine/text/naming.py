"""Names of people, organizations and places in a sentence, told by lists, endings and the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..types import Member
from .lexicon import organizations, places, words
from .lexicon.dull import DULL
from .lexicon.names import AMBIGUOUS, FIRST_NAMES, NOT_NAMES, TITLES
from .lexicon.tasks import VERBS
from .people import People
from .words import Line

__all__ = ["names_in"]

_PERSON_BEFORE = words(
    "ask asked asking tell told telling ping email call called calling message text remind meet met "
    "meeting thank thanks hi hello hey dear cc loop named i'm colleague boss manager wife husband son "
    "daughter brother sister friend partner nurse poke brief invite introduce"
)
_PERSON_AFTER = words(
    "said says told thinks thought mentioned asked asks wants wanted knows knew promised emailed called "
    "wrote suggested agreed left joined here speaking helped signed handles manages owns runs prefers "
    "loves hates believes noticed forgot"
)
_HELPERS = words("will is has can could would should 's was")
_ORGANIZATION_BEFORE = words("at from with for by via against using join joined joining called acquired")

_Named = tuple[str, int, int, Member | None]


def names_in(line: Line, people: People, taken: bytearray) -> Iterator[_Named]:
    """(type, start, end, member) of each name outside the characters that are `taken`."""
    loud = _is_loud(line)
    index = 0
    while index < len(line.words):
        start, end = line.spans[index]
        if any(taken[start:end]):
            index += 1
            continue
        found = _member(line, people, index) or (None if loud else _other(line, people, index, taken))
        if found is None:
            index += 1
            continue
        kind, first, last, member = found
        yield kind, line.spans[first][0], line.spans[last - 1][1], member
        index = max(last, index + 1)


def _is_loud(line: Line) -> bool:
    """Whether so many words have capitals that they tell nothing."""
    capitals = sum(line.text[start].isupper() for start, _ in line.spans)
    return len(line.words) > 4 and capitals > 0.7 * len(line.words)


def _capital(line: Line, index: int) -> bool:
    return line.text[line.spans[index][0]].isupper()


def _member(line: Line, people: People, index: int) -> tuple[str, int, int, Member | None] | None:
    if line.words[index] not in people.name_starts:
        return None
    for size in (4, 3, 2, 1):
        if index + size > len(line.words):
            continue
        name = " ".join(line.words[index : index + size])
        member = people.member(name)
        if member is None:
            continue
        if size == 1 and (name in AMBIGUOUS or name in DULL) and not _capital(line, index):
            return None
        if (
            size == 1
            and index + 1 < len(line.words)
            and _is_surname(line, index + 1)
            and people.member(line.words[index + 1]) is None
        ):
            return ("person", index, index + 2, None)
        return ("person", index, index + size, member)
    return None


def _is_surname(line: Line, index: int) -> bool:
    """Whether the word at `index` goes on with a name: capitalised, adjacent, no other word."""
    gap = line.text[line.spans[index - 1][1] : line.spans[index][0]]
    word = line.words[index]
    return (
        gap in (" ", "-", ". ")
        and _capital(line, index)
        and word not in NOT_NAMES
        and word != "'s"
        and line.spans[index] != line.spans[index - 1]
    )


def _other(line: Line, people: People, index: int, taken: bytearray) -> tuple[str, int, int, Member | None] | None:
    if not _capital(line, index) or line.words[index] == "'s":
        return None
    last = index + 1
    while last < len(line.words) and last - index < 5 and _is_surname(line, last) and not taken[line.spans[last][0]]:
        last += 1
    place = _place(line, index, last)
    if place:
        return ("location", index, place, None)
    if line.words[index] in TITLES:
        return (
            ("person", index, min(last, index + 3), people.member(line.words[last - 1])) if last > index + 1 else None
        )
    while index < last and line.words[index] in NOT_NAMES:
        index += 1
    kind = _kind(line, index, line.words[index:last]) if index < last else None
    return (kind, index, last, None) if kind else None


def _place(line: Line, index: int, last: int) -> int | None:
    """Where a known place that begins at `index` ends."""
    for size in (3, 2, 1):
        end = index + size
        if end > len(line.words):
            continue
        name = " ".join(line.words[index:end])
        if name in places.KNOWN and (size > 1 or end == last or name not in FIRST_NAMES):
            if size == 1 and (name in places.COMMON_WORDS or name in VERBS):
                return end if index and line.words[index - 1] in places.CUES | {"to", "from", "the"} else None
            if end < last and line.words[last - 1] in organizations.ENDINGS | places.ENDINGS:
                return None
            return end
    return None


def _kind(line: Line, index: int, name: Sequence[str]) -> str | None:
    """What sort of name these capitalised words are, or None when it cannot be told."""
    before = line.words[index - 1] if index else ""
    after = line.words[index + len(name)] if index + len(name) < len(line.words) else ""
    opens = index == 0 or line.text[: line.spans[index][0]].rstrip()[-1:] in (".", "?", "!", '"', "“")
    if len(name) > 1:
        if name[-1] in organizations.ENDINGS:
            return "organization"
        if name[-1] in places.ENDINGS:
            return "location"
        if name[0] in FIRST_NAMES or before in TITLES:
            return "person"
        if name[0] in organizations.KNOWN or name[0] in organizations.KNOWN_CAPITALISED:
            return "organization"
        if before in places.CUES:
            return "location"
        return None if opens and name[0] in DULL | VERBS else "organization"
    word = name[0]
    if word in NOT_NAMES or len(word) < 2 or (word in DULL and opens):
        return None
    if word in organizations.KNOWN or (word in organizations.KNOWN_CAPITALISED and not opens):
        return "organization"
    if word in FIRST_NAMES:
        acts = after in _PERSON_AFTER or after in _HELPERS or after.removesuffix("s") in VERBS
        if word in AMBIGUOUS and opens and not acts and index + 1 not in line.commas:
            return None
        return "location" if before == "in" and word in places.KNOWN else "person"
    if opens:
        return (
            None
            if word in VERBS or after not in ("reached", "offered", "quoted", "charges", "charge", "announced", "won't")
            else "organization"
        )
    if line.text[slice(*line.spans[index])].isupper():
        return None
    if before in places.CUES:
        return "location"
    if (
        before in _PERSON_BEFORE
        or after in _PERSON_AFTER
        or re.search(r"\b(?:name is|names|this is|i am) $", line.plain[: line.starts[index]])
    ):
        return "person"
    if before in _ORGANIZATION_BEFORE or after == "'s":
        return "organization"
    return None
