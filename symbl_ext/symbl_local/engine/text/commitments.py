"""Who commits whom to what: the patterns behind action items and follow-ups.

Each pattern ends just before the verb; the verb and what follows decide whether the phrase names a task.
"""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .lexicon import words
from .lexicon.participles import participle
from .lexicon.promises import (
    ADVERBS,
    ANY_OF_THEM,
    ASIDE_STARTS,
    ASKING,
    CAUSATIVE,
    CONDITIONS,
    CUES,
    DEFINITE,
    FINITE,
    HABIT,
    HEDGE,
    JOINING,
    MUST,
    NEED,
    NEEDS_DOING,
    NEEDS_MOVING,
    NO_OBJECT,
    NOT,
    OBJECTS,
    PASSIVE,
    PATTERNS,
    POLITELY,
    PROGRESSIVE,
    PURPOSE,
    SETTLED,
    SUBORDINATE,
    THAT_IS_SAID,
    WISH,
    Who,
)
from .lexicon.tasks import A_MEETING, VERBS, Kind
from .open_verbs import is_called, may_be_task
from .questions import skip_leads
from .verbs import clause_end, kind_of_ing, verb_kind
from .words import Line

__all__ = ["Commitment", "Who", "commitments"]


_MOST = 40  # tasks of one sentence; with more it is no sentence, and costs time
_GIVEN = re.compile(
    r"(?:and |so |then |still |my |our |your |an? |the )*(?:action items?|action points?|actions?|to do|todo|next (?:steps?|job|thing)|first (?:job|thing|task)|tasks?|homework|reminder|note to self)"
    r"(?: is| are)?(?: (?:for|on) (\w+))?(?: today| tomorrow| tonight| this week| next week| now)?(?: is| are)?(?: to)? "
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """A task found in a sentence: by which pattern, whose, and the words from its verb on.

    `start` is the index of the first word of the pattern, `verb` that of the verb.
    """

    name: str
    who: Who
    score: float
    definitive: bool
    kind: Kind
    start: int
    verb: int
    subject: str = ""


def commitments(line: Line, names: frozenset[str]) -> list[Commitment]:
    """Every task in a sentence, in order. `names` are folded names that may act."""
    found = [
        *_settled(line),
        *_modal(line),
        *_by_name(line, names),
        *_imperative(line, names),
        *_passive(line),
        *_continuous(line),
    ]
    found.sort(key=lambda item: (item.verb, item.name != "name", item.start, -item.score))
    return [item for index, item in enumerate(found) if index == 0 or item.verb != found[index - 1].verb][:_MOST]


def _settled(line: Line) -> Iterator[Commitment]:
    """Tasks taken on in set phrases."""
    for who, score, kind, pattern in SETTLED:
        match = pattern.search(line.plain)
        if match:
            start = line.at(match.start())
            yield Commitment("settled", who, score, True, kind, start, start)


def _modal(line: Line) -> Iterator[Commitment]:
    present = frozenset(line.words)
    for name, who, score, sure, pattern in PATTERNS:
        if who in CUES and present.isdisjoint(CUES[who]) and not pattern.pattern.startswith("^"):
            continue
        for match in pattern.finditer(line.plain + " "):
            start, verb = line.at(match.start()), line.at(match.end())
            if match.end() >= len(line.plain) or _barred(line, start, name):
                continue
            item = _task(line, name, who, score, sure, start, verb)
            if item:
                yield item


def _task(
    line: Line, name: str, who: Who, score: float, sure: bool, start: int, verb: int, subject: str = ""
) -> Commitment | None:
    if verb in line.commas and line.words[verb : verb + 1] and line.words[verb] in ASIDE_STARTS:
        verb = min(
            (comma for comma in line.commas if comma > verb), default=len(line.words)
        )  # "could you, if ..., print"
    if verb >= len(line.words) or line.words[verb] in NOT:
        return None
    is_being = line.words[verb] == "be" and verb + 1 < len(line.words) and line.words[verb + 1].endswith("ing")
    verb += is_being
    if name == "mind" or (line.words[verb].endswith("ing") and line.words[verb] not in VERBS):
        kind = (
            kind_of_ing(line, verb)
            if is_being or name in ("mind", "going", "why not", "volunteer", "worth")
            else "none"
        )
    elif name == "offer" and line.words[verb] in ("rang", "called", "phoned", "emailed", "texted", "messaged"):
        kind = "contact"
    elif name == "great if" and line.words[verb].endswith("ed"):
        kind = participle(line.words[verb])
    else:
        kind = verb_kind(line, verb)
    if kind == "other" or (kind == "none" and not is_being and name != "habit"):
        kind = "other" if name in ASKING and may_be_task(line, verb) else "none"
    if kind == "none" or (line.words[verb] == "have" and line.words[verb - 1] in ("must", "should", "could", "would")):
        return None
    if HABIT.search(" ".join(line.words[start : verb + 1])):
        return None
    return Commitment(name, who, score, sure, kind, start, verb, subject)


_NAME = "_+"  # what a name is in `_masked` text
_NAMED = re.compile(
    rf"\b(?:(?P<subject>{_NAME})(?: (?:and|or) (?:i|\w+)| (?:my|our|the|his|her|from|in) \w+(?: \w+)?)?(?P<modal>{HEDGE} (?:will|shall|is going to|'s going to|are going to|{MUST}|should|can|could|(?:has |have |'s )?(?:agreed|promised|offered|volunteered) to|is|'s|please|you))"
    rf"|(?:can|could|would|will|have|get|ask|asked|told|reminded|let) (?P<asked>{_NAME})(?: (?:and|or) \w+)?(?: please| also| just| to| then)*"
    rf"|(?:i|we){HEDGE} (?:will |am going to |are going to )?(?:need|want|would like|have asked|have told) (?P<wanted>{_NAME}) to"
    rf"|(?:for|on|with|to) (?P<given>{_NAME}) to|^(?:and |so |then |actions? |action (?:items?|points?) |next steps? |to do )?(?P<noted>{_NAME}) to"
    rf"|(?P<reported>{_NAME}) (?:says|said|has said|tells me|told me|told us|promised|thinks)(?: that)? (?:he|she|they) (?:will|would|can)) {ADVERBS}"
)
_HANDED_OVER = re.compile(
    rf"\b(?:(?:that|this|it|which)(?: one| part| bit)? (?:is|will be|would be|sounds like)(?: probably| really| more)? (?:an? |the |another )?(?:one|task|action|part|bit|thing) for (?P<one>{_NAME})\b"
    rf"|(?:leave|give|assign|hand|pass) (?:it|that|this|them|those|the (?:\w+ )?\w+|that (?:one|part|bit))(?: over)? (?:with|to) (?P<left>{_NAME})\b(?! to\b)"
    rf"|(?:responsibility for|ownership of) (?:\w+ ){{1,4}}?(?:goes|passes|moves) to (?P<made>{_NAME})\b"
    rf"|(?:that|this|it)(?: one| part| bit)? is (?:on|down to|up to|with|over to) (?P<on>{_NAME})(?: now| then)?$"
    rf"|(?P<owes>{_NAME})(?: still| also)? owes (?:us|me|you|him|her|them)\b"
    rf"|(?P<does>{_NAME}) (?:is|'s|will be|are) (?:taking care of|on point for|on the hook for|down for|down to|lined up to)\b)"
)
"""What gives a task to somebody without a verb: "that's one for Raj", "leave it with Raj"."""


def _masked(line: Line, names: frozenset[str]) -> str:
    """The plain words with each name written as underscores, so that one pattern does for all names."""
    plain = f" {line.plain} "
    for name in sorted(names, key=lambda name: (-len(name), name)):
        place = plain.find(f" {name} ")
        while place >= 0:
            plain = f"{plain[: place + 1]}{'_' * len(name)}{plain[place + 1 + len(name) :]}"
            place = plain.find(f" {name} ", place + len(name))
    return plain[1:]


def _by_name(line: Line, names: frozenset[str]) -> Iterator[Commitment]:
    """Tasks of people who are named."""
    masked = _masked(line, names)
    if "_" not in masked:
        return
    for match in _HANDED_OVER.finditer(masked.rstrip()):
        start = line.at(match.start())
        if not _barred(line, start, "will") and line.words[0] not in ("if", "when"):
            kind: Kind = "contact" if match["owes"] else "action"
            yield Commitment("name", "name", 0.72, True, kind, start, start, _subject(line, match))
    for match in _NAMED.finditer(masked):
        subject = _subject(line, match)
        start, verb = line.at(match.start()), line.at(match.end())
        wished = (match["modal"] or "").endswith("could") and WISH.search(line.plain) is not None
        if match.end() >= len(line.plain) or (_barred(line, start, "will") and not wished):
            continue
        if match["noted"] and line.words[verb] not in VERBS:
            continue
        modal = (match["modal"] or "").split()[-1:] or ["request"]
        if modal[0] in ("is", "'s"):
            kind = kind_of_ing(line, verb) if line.words[verb].endswith("ing") else "none"
            if kind in ("action", "contact"):
                yield Commitment("continuous", "name", 0.7, True, kind, start, verb, subject)
            continue
        weak = (modal[0] in ("can", "could", "should") and match["subject"]) or match["reported"]
        item = _task(
            line, "name", "name", 0.68 if weak else 0.84, modal[0] in ("will", "to", "shall"), start, verb, subject
        )
        if item:
            yield item


def _subject(line: Line, match: re.Match[str]) -> str:
    group = next(group for group in match.groupdict() if (match[group] or "").startswith("_"))
    return line.plain[slice(*match.span(group))]


def _imperative(line: Line, names: frozenset[str]) -> Iterator[Commitment]:
    """Requests that begin with their verb: at the start of the sentence, or of a later part of it."""
    given = _GIVEN.match(line.plain)
    if given:
        verb = line.at(given.end())
        certain = verb in line.commas or line.words[verb - 1] == "to"
        kind = verb_kind(line, verb) if given.end() < len(line.plain) and certain else "none"
        if kind == "none" and given.end() < len(line.plain) and verb in line.commas:
            kind = "contact" if A_MEETING.search(line.plain, given.end()) or " with " in line.plain else "action"
        if kind in ("action", "contact"):
            yield Commitment(
                "name" if given[1] else "step",
                "name" if given[1] else "nobody",
                0.85,
                True,
                kind,
                0,
                verb,
                given[1] or "",
            )
    first = skip_leads(line, 0, names)
    opens_condition = first < len(line.words) and line.words[first] in CONDITIONS
    for start in (first, *sorted(line.commas)):
        index = skip_leads(line, start, names) if start != first else first
        if line.words[max(0, index - 2) : index + 1] == ("hang", "on", "to"):
            index -= 2
        aside = start <= 3 or "please" in line.words  # "Good catch, send her the link"
        if start != first and not opens_condition and line.words[start] not in JOINING and not aside:
            continue
        while index < len(line.words) - 1 and line.words[index] in POLITELY and not _may_order(line, index):
            index += 1
        if index >= len(line.words) - 1 or _barred(line, index, "imperative"):
            continue
        follower = line.words[index + 1]
        asked = ("please" in line.words or is_called(line, index)) and follower in _CERTAIN
        if not _may_order(line, index) and not (asked and may_be_task(line, index)):
            continue
        if start != first and not opens_condition and line.words[start] not in JOINING and follower not in _CERTAIN:
            continue
        if start != first and follower in (
            "to",
            "is",
            "are",
            "was",
            "will",
            "has",
            "and",
            "or",
            "for",
            "of",
            "in",
            "at",
            "s",
            "'s",
        ):
            continue
        if follower in NO_OBJECT or _is_noun_phrase(line, index):
            continue
        kind = verb_kind(line, index)
        if line.words[index : index + 3] == ("go", "ahead", "and"):
            index += 3
            kind = verb_kind(line, index) if index < len(line.words) else "none"
        if kind in ("action", "contact") or (asked and kind != "talk" and may_be_task(line, index)):
            kind = kind if kind != "none" else "other"
            yield Commitment("imperative", "you", 0.7 if start == first else 0.6, True, kind, index, index)


def _may_order(line: Line, index: int) -> bool:
    word = line.words[index]
    if word == "have" and line.words[index + 1 : index + 3] in (("a", "word"), ("a", "look"), ("a", "chat")):
        return True
    if word == "let" and line.words[index + 1] == "us" and "know" not in line.words[index : index + 3]:
        return False
    return (word in VERBS and word not in _NO_ORDER) or (
        word == "do" and line.words[index + 1] in ("it", "that", "this", "them", "those", "so")
    )


def _is_noun_phrase(line: Line, index: int) -> bool:
    """Whether the verb is rather the first noun of a statement, as in "Call volume has been high"."""
    rest = line.words[index + 1 : clause_end(line, index)]
    if len(rest) > 1 and rest[0] in ("in", "out", "up", "off", "back") and rest[1] in NO_OBJECT:
        return True
    if rest and rest[0] in _OF and _HAPPENED.isdisjoint(rest) is False:
        return True  # "rent on the old kitchen went up"
    if not rest or rest[0] in OBJECTS:
        return False
    if len(rest) > 1 and (rest[1].endswith("ed") or rest[1] in _HAPPENED):
        return True  # "scope creep hurt us"
    return FINITE.match(" ".join(line.words[index : clause_end(line, index)])) is not None


_CERTAIN = words("the a an me him her them us it that this those these my your our his their everyone")
_NO_ORDER = words("you i we he she they it this that a an the to but or no not one")
_OF = words("on of for from at")
_HAPPENED = words("went was were is are has rose fell came had came dropped doubled hurt")


def _passive(line: Line) -> Iterator[Commitment]:
    """What has to be done by whomever: "the lease must be signed", "I want the drains checked"."""
    present = frozenset(line.words)
    for match in PASSIVE.finditer(line.plain) if not present.isdisjoint(("be", "get")) else ():
        kind = participle(match["verb"])
        start, verb = line.at(match.start()), line.at(match.start("verb"))
        words = line.words[start:verb]
        if kind == "none" or _barred(line, start, "passive") or NOT.intersection(words):
            continue
        if match["subject"] in _NO_THING:
            continue
        wish = "will" in words or "should" in words or ("still" not in words and not NEED.isdisjoint(words))
        weak = wish or not _is_definite(line, start)
        if weak and PURPOSE.search(" ".join(line.words[verb + 1 :])):
            continue
        yield Commitment("passive", "nobody", 0.62 if weak else 0.74, not weak, kind, start, verb)
    for match in NEEDS_DOING.finditer(line.plain) if not present.isdisjoint(("need", "needs", "wants")) else ():
        verb = line.at(match.start("verb"))
        start, kind = line.at(match.start()), kind_of_ing(line, verb)
        if kind != "none" and not _barred(line, start, "passive"):
            sure = "still" in line.words[start:verb] and _is_definite(line, start)
            yield Commitment("passive", "nobody", 0.7, sure, kind, start, verb)
    for match in NEEDS_MOVING.finditer(line.plain) if not present.isdisjoint(("go", "get", "come", "be")) else ():
        start = line.at(match.start())
        if match["subject"] not in _PEOPLE and not _barred(line, start, "passive"):
            sure = line.words[line.at(match.end() - 1) - 1] == "come" and _is_definite(line, start)
            yield Commitment("passive", "nobody", 0.66, sure, "action", start, line.at(match.end() - 1))
    for match in CAUSATIVE.finditer(line.plain) if not present.isdisjoint(("want", "need", "like", "have")) else ():
        start, verb = line.at(match.start()), line.at(match.start("verb"))
        kind = participle(match["verb"])
        if kind != "none" and not _barred(line, start, "passive") and NOT.isdisjoint(line.words[start:verb]):
            yield Commitment("passive", "nobody", 0.68, False, kind, start, verb)


_NO_THING = frozenset(("i", "we", "you", "he", "she", "there", "what", "would", "might", "could", "not", "who"))
_PEOPLE = frozenset(("i", "we", "you", "he", "she", "they", "who", "there", "everyone", "everybody", "nobody"))


def _is_definite(line: Line, subject: int) -> bool:
    """Whether the noun at `subject` is a certain one, as in "the lease", rather than any, as in "all tickets"."""
    before = line.words[max(0, subject - 3) : subject + 1]
    return not DEFINITE.isdisjoint(before) and ANY_OF_THEM.isdisjoint(before)


def _continuous(line: Line) -> Iterator[Commitment]:
    """What somebody "is doing", which only a day yet to come makes a task."""
    if all(not word.endswith("ing") for word in line.words):
        return
    for match in PROGRESSIVE.finditer(line.plain):
        verb = line.at(match.start("verb"))
        start = line.at(match.start())
        kind = kind_of_ing(line, verb)
        if kind in ("action", "contact") and not _barred(line, start, "continuous"):
            who = _WHO.get(match["who"], "they")
            yield Commitment("continuous", who, 0.66, True, kind, start, verb)


_WHO: dict[str, Who] = {"i am": "i", "we are": "we", "you are": "you"}


def _barred(line: Line, start: int, name: str) -> bool:
    """Whether what comes before makes a phrase a condition, a reason, a report or part of a question."""
    if start == 0:
        return False
    before = line.words[start - 1]
    if before in ("so", "and", "then") and start > 1:
        if name == "can" and before == "so":
            return True
        if before == "so" and start > 1 and line.words[start - 2] in ("do", "did", "think", "hope", "believe"):
            return True
    if start in line.commas:
        return False
    if before == "which" and line.words[start] == "i" and start - 1 in line.commas:
        return False  # "the sign, which I'll do on Sunday"
    if before == "that":
        if start > 1 and line.words[start - 2] == "so":
            return True
        return not (start > 1 and line.words[start - 2] in THAT_IS_SAID)
    if name == "imperative":
        return before in SUBORDINATE
    if before in ("what", "all") and name == "must do":
        return False
    return before in SUBORDINATE or before in ("says", "states", "means", "meant")
