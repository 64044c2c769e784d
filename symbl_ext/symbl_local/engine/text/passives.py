"""What has to be done by whomever, and what somebody "is doing"."""

from __future__ import annotations

from collections.abc import Iterator

from .commitment import Commitment, barred
from .lexicon.participles import participle
from .lexicon.promises import (
    ANY_OF_THEM,
    CAUSATIVE,
    DEFINITE,
    NEED,
    NEEDS_DOING,
    NEEDS_MOVING,
    NOT,
    PASSIVE,
    PROGRESSIVE,
    PURPOSE,
    WANTED,
    Who,
)
from .verbs import kind_of_ing
from .words import Line

__all__ = ["continuous", "passives"]


def passives(line: Line) -> Iterator[Commitment]:
    """What has to be done by whomever: "the lease must be signed", "I want the drains checked"."""
    present = frozenset(line.words)
    for match in PASSIVE.finditer(line.plain) if not present.isdisjoint(("be", "get")) else ():
        kind = participle(match["verb"])
        start, verb = line.at(match.start()), line.at(match.start("verb"))
        words = line.words[start:verb]
        if kind == "none" or barred(line, start, "passive") or NOT.intersection(words):
            continue
        if match["subject"] in _NO_THING:
            continue
        wish = "will" in words or "should" in words or ("still" not in words and not NEED.isdisjoint(words))
        weak = wish or not _is_definite(line, start)
        if weak and PURPOSE.search(" ".join(line.words[verb + 1 :])):
            continue
        yield Commitment("passive", "nobody", 0.62 if weak else 0.74, not weak, kind, start, verb)
    for match in NEEDS_DOING.finditer(line.plain) if not present.isdisjoint(("need", "needs", "wants", "want")) else ():
        verb = line.at(match.start("verb"))
        start, kind = line.at(match.start()), kind_of_ing(line, verb)
        if kind != "none" and not barred(line, start, "passive"):
            sure = "still" in line.words[start:verb] and _is_definite(line, start)
            yield Commitment("passive", "nobody", 0.7, sure, kind, start, verb)
    for match in NEEDS_MOVING.finditer(line.plain) if not present.isdisjoint(("go", "get", "come", "be")) else ():
        start = line.at(match.start())
        if match["subject"] not in _PEOPLE and not barred(line, start, "passive"):
            sure = line.words[line.at(match.end() - 1) - 1] == "come" and _is_definite(line, start)
            yield Commitment("passive", "nobody", 0.66, sure, "action", start, line.at(match.end() - 1))
    wanted = [] if present.isdisjoint(_WANTING) else [*CAUSATIVE.finditer(line.plain), *WANTED.finditer(line.plain)]
    for match in wanted:
        start, verb = line.at(match.start()), line.at(match.start("verb"))
        kind = participle(match["verb"])
        if kind != "none" and not barred(line, start, "passive") and NOT.isdisjoint(line.words[start:verb]):
            yield Commitment("passive", "nobody", 0.68, False, kind, start, verb)


_WANTING = frozenset(("want", "wants", "need", "needs", "like", "have", "expects", "expect"))
_NO_THING = frozenset(("i", "we", "you", "he", "she", "there", "what", "would", "might", "could", "not", "who"))
_PEOPLE = frozenset(("i", "we", "you", "he", "she", "they", "who", "there", "everyone", "everybody", "nobody"))


def _is_definite(line: Line, subject: int) -> bool:
    """Whether the noun at `subject` is a certain one, as in "the lease", rather than any, as in "all tickets"."""
    before = line.words[max(0, subject - 3) : subject + 1]
    return not DEFINITE.isdisjoint(before) and ANY_OF_THEM.isdisjoint(before)


def continuous(line: Line) -> Iterator[Commitment]:
    """What somebody "is doing", which only a day yet to come makes a task."""
    if all(not word.endswith("ing") for word in line.words):
        return
    for match in PROGRESSIVE.finditer(line.plain):
        verb = line.at(match.start("verb"))
        start = line.at(match.start())
        kind = kind_of_ing(line, verb)
        if kind in ("action", "contact") and not barred(line, start, "continuous"):
            who = _WHO.get(match["who"], "they")
            yield Commitment("continuous", who, 0.66, True, kind, start, verb)


_WHO: dict[str, Who] = {"i am": "i", "we are": "we", "you are": "you"}
