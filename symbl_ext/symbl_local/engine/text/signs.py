"""What the model of tasks sees of a sentence by itself: its words, their frame and what the rules say of it.

A sign is a short text such as ``"2 leave it"`` (two words), ``"s i will Va"`` (a frame: small words kept, others as
their class) or ``"r a will i"`` (what the rules found). The first letters tell what it is:

- ``end``, ``len``, ``e``: how the sentence ends, how long it is, and how it begins
- ``1``, ``2``: words (of long ones also six letters, ``sendin-``) and pairs, with marks for names (N), numbers (#) and
  times (T, TP when past)
- ``s``: two to four words as a frame
- ``v``, ``cm``, ``po``: the kinds of its verbs, words of getting in touch, to whom
- ``r``, ``c``, ``n``: the task that the rules found, those they ruled out and why, or that there was none
- ``opinion``: that it is only what somebody thinks
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .commitment import Commitment
from .dates import TimeSpan
from .lexicon import words
from .lexicon.tasks import KINDS, PHRASES, VERBS
from .verbs import kind_of_ing, verb_kind
from .words import Line

__all__ = ["Found", "Outcome", "signs"]

Found = Literal["a", "f", "-"]
"""An action item, a follow-up or neither."""

_LONGEST = 40  # words that are looked at: a text without end costs no more than a long sentence
_KEPT = words(
    "i you we he she it they me us him her them my your our his their its mine yours ours this that these those there "
    "here somebody someone anybody anyone everybody everyone nobody who what which where when why how "
    "will would can could shall should may might must need needs needed ought do does did have has had got get gets "
    "am is are was were be been being going go goes want wants wanted let not never no yes to of in on at by for from "
    "with into over up down out off back about after before until till a an the and or but so if because as than then "
    "while since unless once just only also too still now today tomorrow tonight later again please sure right okay "
    "well oh ah aye thanks thank sorry maybe perhaps one some any all both each every make makes take takes put give "
    "keep leave see look come bring say said think know like mean remember forget mind try 's"
)
_NUMBERS = words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million half"
)
_IN_DAYS = words("today tonight tomorrow")
_TOUCH = words(
    "send sends sent sending email emails emailed emailing mail mailing post posting text texts texting texted "
    "call calls calling called phone phoning phoned ring ringing rang bell buzz tinkle shout message messages "
    "messaging ping pinged pinging write writing wrote letter note notify inform tell telling told ask asking "
    "asked let know reply replying answer respond report say word chat speak speaking talk talking discuss meet "
    "meeting meetings visit visiting catch touch contact contacting reach invite remind reminding warn update "
    "confirm thank introduce forward forwarding share sharing deliver delivering pass passing drop dropping give "
    "giving get bring bringing hand show whatsapp line round over back again see seeing book appointment follow "
    "pop swing come coming join session copy cc chase chasing nudge hear heard news courier fax quote invoice"
)
_PERSONS = words("me us you him her them my your our")
_TO = words("to with for at of by from on in")
_ACTIVE = frozenset(verb for verb in VERBS if KINDS.get(verb) != "none")
_ENDINGS = ("ing", "ed", "ly", "s")
_OPINION = re.compile(
    r"\b(?:i (?:doubt|suspect|fear|wonder|wish|hope|bet)|in my (?:opinion|view|book)|if you ask me|apparently)\b"
)
_STEM = 6  # letters
_SIZES = (2, 4, 7, 12, 20)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the rules make of a sentence: the task they choose, if any, with its kind and score, all candidates, and why
    some are none.
    """

    kind: Found
    item: Commitment | None
    score: float
    candidates: Sequence[Commitment]
    reasons: Sequence[str]
    echo: bool = False  # whether it only says that something said before is to be done


def signs(line: Line, names: frozenset[str], times: Sequence[TimeSpan], outcome: Outcome) -> list[str]:
    """The signs of a sentence, each once, in a fixed order."""
    tokens, shape = _marked(line, names, times)
    end = line.text.rstrip("\"'”’) ")[-1:]
    end = end if end in ("?", "!") else "."
    count = len(line.words)
    found = [f"end{end}", f"len{sum(count >= size for size in _SIZES)}", f"e {end} {' '.join(shape[1:3])}"]
    found += [f"1 {token}" for token in tokens[1:-1]]
    found += [f"1 {token[:_STEM]}-" for token in tokens[1:-1] if len(token) > _STEM]
    found += [f"2 {first} {second}" for first, second in pairwise(tokens)]
    for size in (2, 3, 4):
        found += [f"s {' '.join(shape[index : index + size])}" for index in range(len(shape) - size + 1)]
    if _OPINION.search(line.plain):
        found.append("opinion")
    found += _of_verbs(line)
    found += _of_rules(outcome, end)
    return list(dict.fromkeys(found))


def _of_verbs(line: Line) -> Iterator[str]:
    kinds: list[str] = []
    looked = line.words[:_LONGEST]
    for index, word in enumerate(looked):
        if word in _ACTIVE:
            kind = verb_kind(line, index)
        elif word.endswith("ing"):
            kind = kind_of_ing(line, index)
        else:
            continue
        if kind not in ("none", "other"):
            kinds.append(kind)
    present = sorted(set(kinds))
    yield from (f"v {kind}" for kind in present)
    yield f"v first {kinds[0] if kinds else 0}"
    yield f"v last {kinds[-1] if kinds else 0}"
    yield f"v all {' '.join(present)}"
    yield f"cm {min(3, sum(word in _TOUCH for word in looked))}"
    for before, word in pairwise(looked):
        if word in _PERSONS:
            yield f"po {before if before in _TO else 'V'} {word}"


def _of_rules(outcome: Outcome, end: str) -> Iterator[str]:
    item = outcome.item
    if item is not None:
        yield f"r {outcome.kind}"
        yield f"r {outcome.kind} {item.name} {item.who}"
        yield f"r {item.name}"
        yield f"r {item.who} {end}"
        yield f"r {item.name} {item.kind}"
        yield f"r {outcome.kind} {int(outcome.score * 10)}"
        if outcome.echo:
            yield "r echo"
        return
    yield "c" if outcome.candidates else "n"
    for other in outcome.candidates:
        yield f"c {other.name}"
        yield f"c {other.name} {other.who}"
        yield f"c {other.kind}"
    for reason in outcome.reasons:
        yield f"c {reason}"


def _marked(line: Line, names: frozenset[str], times: Sequence[TimeSpan]) -> tuple[list[str], list[str]]:
    """The words with marks for names, numbers and times between ^ and $; and the same as a frame, with commas."""
    tokens, shape = ["^"], ["^"]
    ahead = 0
    for index, word in enumerate(line.words[:_LONGEST]):
        start, stop = line.spans[index]
        while ahead < len(times) and times[ahead].end <= start:
            ahead += 1
        if index and index in line.commas:
            shape.append(",")
        if ahead < len(times) and times[ahead].start < stop and word not in _IN_DAYS:
            mark = "TP" if times[ahead].past else "T"
        elif word in names or (index and word != "i" and line.text[start].isupper()):
            mark = "N"
        elif word in _NUMBERS or word[0].isdigit():
            mark = "#"
        else:
            tokens.append(word)
            shape.append(word if word in _KEPT else _class(word))
            continue
        if tokens[-1] != mark:
            tokens.append(mark)
            shape.append(mark)
    return [*tokens, "$"], [*shape, "$"]


def _class(word: str) -> str:
    kind = KINDS.get(word)
    if kind is not None:
        return f"V{kind[0]}"
    if word in PHRASES:
        return "Vp"
    return "X" + next((ending for ending in _ENDINGS if word.endswith(ending)), "")
