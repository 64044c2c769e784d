"""What a task is, and whose, in a sentence for which no rule has a pattern."""

from __future__ import annotations

from collections.abc import Sequence

from .commitment import Commitment
from .lexicon import words
from .lexicon.promises import Who
from .lexicon.tasks import KINDS, VERBS
from .people import People
from .words import Line

__all__ = ["task_in"]

_MODALS = words("will would can could shall should must may might going to need needs has have had got better let")
_ASKED_OF_YOU = words("can could may might")
_FOR_ME = words("with on to leave")
_PRONOUNS = words("i we you he she it they me us him her them my your our his their this that there who what")


def task_in(line: Line, found: Sequence[Commitment], people: People) -> Commitment:
    """The task of a sentence that has one: a candidate that the rules ruled out, else by its first subject and verb."""
    sure = next((item for item in found if item.kind in ("action", "contact")), None)
    if sure is not None:
        return sure
    who, subject, start = _doer(line, people)
    return Commitment("learned", who, 0.0, True, "action", start, _verb(line, start), subject)


def _doer(line: Line, people: People) -> tuple[Who, str, int]:
    """Who is to do it, their name if one is said, and the index of the word that says so."""
    names = people.actors(line)
    if line.words[0] in VERBS and KINDS.get(line.words[0]) != "none" and "i" not in line.words[1:2]:
        return "you", "", 0
    for index, word in enumerate(line.words):
        before = line.words[index - 1] if index else ""
        opens = index == 0 or index in line.commas
        if word == "i":
            asks = before in _ASKED_OF_YOU and "?" in line.text[-3:]
            return ("you" if asks else "i"), "", index
        if (word in ("me", "mine") and (opens or before in _FOR_ME)) or (word == "us" and before in ("with", "on")):
            return "i", "", index
        if word == "we":
            return "we", "", index
        if word in ("you", "yours"):
            return "you", "", index
        if word in ("somebody", "someone", "anybody", "anyone"):
            return "nobody", "", index
        if word in names and (opens or before in ("and", "so", "then", "ask", "get", "let")):
            following = index + 1
            if following < len(line.words) and following not in line.commas:
                return "name", word, index
    return "nobody", "", 0


def _verb(line: Line, start: int) -> int:
    """The index of the first word from `start` on, or else before it, that may be the verb of the task."""
    places: list[int] = [*range(start, len(line.words)), *range(start)]
    for index in places:
        word, before = line.words[index], line.words[index - 1] if index else ""
        known = word in VERBS and KINDS.get(word) != "none"
        if (known or before in _MODALS) and word not in _MODALS and word not in _PRONOUNS and word not in ("not", "be"):
            return index
    return min(start, len(line.words) - 1)
