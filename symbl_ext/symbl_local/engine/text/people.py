"""Names of the people in and around a conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..types import Member, Message
from .commitment import Commitment
from .lexicon import organizations, places
from .lexicon.dull import DULL
from .lexicon.names import FIRST_NAMES, NO_SUBJECTS, NOT_NAMES, TITLES
from .lexicon.tasks import VERBS
from .words import Line, fold, read

__all__ = ["People", "people_of", "same"]

_ONE_DOES = frozenset(
    (
        ("needs", "to"), ("has", "to"), ("is", "going"), ("'s", "going"), ("has", "agreed"), ("has", "promised"),
        ("has", "offered"), ("is", "to"), ("'s", "to"), ("ought", "to"), ("agreed", "to"), ("offered", "to"),
        ("volunteered", "to"), ("promised", "to"), ("is", "supposed"), ("said", "he"), ("said", "she"),
    )
)  # fmt: skip
"""What follows a name at the start of a sentence."""
_OWNER = re.compile(r"\b(?:for|on|up to|with|of) (\w+)(?: \w+)? to\b|\baction (?:item|point)s? for (\w+)")


class People:
    """The members of a conversation, and how to tell who is meant."""

    def __init__(self, members: Sequence[Member]) -> None:
        """`members` are those known so far."""
        self.members = tuple(members)
        self._named: dict[str, Member] = {}
        for member in members:
            words = read(member.name).words
            for name in (" ".join(words), *words[:1], *words[-1:]):
                if len(name) > 1:
                    self._named.setdefault(name, member)
        self.name_starts = frozenset(name.split()[0] for name in self._named)
        self.first_names = frozenset(name for name in self._named if " " not in name)

    def actors(self, line: Line) -> frozenset[str]:
        """The folded names in a sentence that may do something: members, and words that look like a first name."""
        names = set(self.first_names.intersection(line.words)) | {
            name for name in self._named if " " in name and name in line.plain
        }
        for index, word in enumerate(line.words):
            if not _capital(line, index) or (word in NOT_NAMES and not self._stands_alone(line, index)):
                continue
            if index > 0 and line.words[index - 1] in TITLES:
                names.add(f"{line.words[index - 1]} {word}")
            elif word in FIRST_NAMES or (self._may_be_surname(line, index) if index else self._leads(line)):
                names.add(word)
        return frozenset(names)

    @staticmethod
    def _stands_alone(line: Line, index: int) -> bool:
        """Whether a small word that may be a name is written out and stands where no small word would."""
        following = line.words[index + 1 : index + 3]
        return (
            line.words[index] in NO_SUBJECTS
            and line.folded[slice(*line.spans[index])].startswith(line.words[index])
            and following in _ONE_DOES
        )

    @staticmethod
    def _leads(line: Line) -> bool:
        """Whether the first word may be a name: one person, who needs to do something."""
        word, following = line.words[0], line.words[1:3]
        if (word in DULL and word not in NO_SUBJECTS) or word.endswith(("ing", "ly", "tion", "ment", "ness", "ance")):
            return False
        one = following in _ONE_DOES or (
            following[:1] == ("to",) and line.words[2:3] and line.words[2] in VERBS and len(word) < 9
        )
        if word in VERBS:
            return following in _ONE_DOES and word in FIRST_NAMES
        return bool(one) or (following[:1] == ("will",) and not word.endswith("s") and word not in DULL)

    @staticmethod
    def _may_be_surname(line: Line, index: int) -> bool:
        """Whether a capitalised word inside a sentence may name a person: no place, no firm, no part of their names."""
        word = line.words[index]
        if word in places.KNOWN or word in organizations.KNOWN or word in DULL or word.endswith("s"):
            return False
        before = _capital(line, index - 1) and line.words[index - 1] not in NOT_NAMES and index not in line.commas
        after = index + 1 < len(line.words) and _capital(line, index + 1) and index + 1 not in line.commas
        return not after and (not before or line.words[index - 1] in FIRST_NAMES)

    def member(self, name: str) -> Member | None:
        """The member with a folded name, full or first or last, if there is one."""
        return self._named.get(name)

    def named(self, name: str) -> Member:
        """The member with a folded name, or somebody with that name who is not one."""
        if name in self._named:
            return self._named[name]
        if len(name) > 3 and name[-1] in "uiyo":  # a pet name, such as "Dany" for "Daniel"
            stem = name[:-2] if name.endswith("ie") else name[:-1]
            whole = [member for first, member in self._named.items() if " " not in first and first.startswith(stem)]
            if len(whole) == 1 and len(stem) > 2:
                return whole[0]
        return Member(id="", name=" ".join(_capitalised(word) for word in name.split()))

    def addressed(self, line: Line, index: int, message: Message, earlier: Sequence[Message]) -> Member | None:
        """Whom a sentence speaks to: whom it calls by name, else the only other, else who spoke before."""
        speaker = message.member
        others = [member for member in self.members if not same(member, speaker)]
        for place in (*range(index), *range(len(line.words) - 1, index, -1)):
            called = self._named.get(line.words[place])
            if called and not same(called, speaker) and self._is_called(line, place):
                return called
        if len(others) == 1:
            return others[0]
        for before in reversed(earlier[-12:]):
            if before.member and not same(before.member, speaker):
                return before.member
        return None

    @staticmethod
    def _is_called(line: Line, place: int) -> bool:
        """Whether the name at `place` stands by itself, between commas or at an end."""
        opens = (
            place == 0 or place in line.commas or line.words[place - 1] in ("and", "okay", "hey", "hi", "so", "thanks")
        )
        closes = (
            place + 1 == len(line.words)
            or place + 1 in line.commas
            or line.words[place + 1] in ("can", "could", "would", "will", "you", "please", "do")
        )
        return opens and closes

    def owner(self, line: Line, item: Commitment) -> Member | None:
        """Who a nameless task is given to, as in "the next step for Dana is to call"."""
        match = _OWNER.search(line.plain[: line.starts[item.verb]])
        name = (match[1] or match[2]) if match else None
        return self._named.get(name) if name else None


def _capital(line: Line, index: int) -> bool:
    return line.text[line.spans[index][0]].isupper()


def same(one: Member | None, other: Member | None) -> bool:
    """Whether two speakers are known and one and the same."""
    return one is not None and other is not None and (one.id, fold(one.name)) == (other.id, fold(other.name))


def _capitalised(word: str) -> str:
    return f"{word[:1].upper()}{word[1:]}" + ("." if word in ("dr", "mr", "mrs", "ms") else "")


@lru_cache(maxsize=64)
def people_of(members: tuple[Member, ...]) -> People:
    """The people of these members."""
    return People(members)
