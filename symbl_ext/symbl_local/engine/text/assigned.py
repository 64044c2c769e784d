"""Tasks of people who are named."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re
from collections.abc import Iterator

from .commitment import Commitment, barred, task_at
from .lexicon.pieces import Kind
from .lexicon.promises import ADVERBS, HEDGE, MUST, WISH
from .lexicon.tasks import VERBS
from .verbs import kind_of_ing
from .words import Line

__all__ = ["by_name"]

_NAME = "_+"  # what a name is in `_masked` text
_NAMED = re.compile(
    rf"\b(?:(?P<subject>{_NAME})(?: (?:and|or) (?:i|\w+)| (?:my|our|the|his|her|from|in) \w+(?: \w+)?)?(?P<modal>{HEDGE} (?:will|shall|is going to|'s going to|are going to|{MUST}|should|can|could|(?:has |have |'s |is )?(?:agreed|promised|offered|volunteered|undertaken) to|(?:is |'s )?(?:happy|willing|due|set|down|keen|meant|supposed|able) to|is|'s|please|you|are))"
    rf"|(?:can|could|would|will|have|get|ask|asked|told|reminded|let) (?P<asked>{_NAME})(?: (?:and|or) \w+)?(?: please| also| just| to| then)*"
    rf"|(?:i|we){HEDGE} (?:will |am going to |are going to )?(?:need|want|would like|have asked|have told) (?P<wanted>{_NAME}) to"
    rf"|(?:for|on|with|to) (?P<given>{_NAME}) to|^(?:and |so |then |actions? |action (?:items?|points?) |next steps? |to do )?(?P<noted>{_NAME}) to"
    rf"|(?:agreed|decided|settled)(?: that)? (?P<agreed>{_NAME}) (?:will|would|should|is going to)|(?P<reported>{_NAME}) (?:says|said|has said|tells me|told me|told us|promised|thinks)(?: that)? (?:he|she|they) (?:will|would|can)) {ADVERBS}"
)
_HANDED_OVER = re.compile(
    rf"\b(?:(?:that|this|it|which)(?: one| part| bit)? (?:is|will be|would be|sounds like)(?: probably| really| more)? (?:an? |the |another )?(?:one|task|action|part|bit|thing) for (?P<one>{_NAME})\b"
    rf"|(?:leave|give|assign|hand|pass) (?:it|that|this|them|those|the (?:\w+ )?\w+|that (?:one|part|bit))(?: over)? (?:with|to) (?P<left>{_NAME})\b(?! to\b)"
    rf"|(?:responsibility for|ownership of) (?:\w+ ){{1,4}}?(?:goes|passes|moves) to (?P<made>{_NAME})\b"
    rf"|(?:that|this|it)(?: one| part| bit)? is (?:on|down to|up to|with|over to) (?P<on>{_NAME})(?: now| then)?$"
    rf"|(?P<owes>{_NAME})(?: still| also)? owes (?:us|me|you|him|her|them)\b"
    rf"|(?:is|are|s)(?: now| still)? with (?P<holds>{_NAME})(?: now| then)?$|(?:is|are) (?P<whose>{_NAME}) 's(?: job| department| task| baby| turn)?$|(?:put|got|have put|want|need) (?P<posted>{_NAME}) (?:on|down for|in charge of) (?:the|that|those)\b|(?P<noun>{_NAME}) (?:for|on) (?:the )?\w+(?: \w+)? (?:and )?{_NAME} (?:for|on)\b|(?P<on_it>{_NAME}) (?:is|'s) (?:on (?!(?:it|a|an|my|your|his|her|their|holiday|leave|call|mute|board|top|track|time|strike|fire|paper|the|duty|tour|site|vacation|maternity|sick)\b)\w+|in charge of|responsible for|looking after|seeing to|minding)\b|(?P<owed>{_NAME}) (?:has|'s) got (?:the|those|a|some|three|two) (?:\w+ ){{1,3}}?to \w+|that is (?P<that_is>{_NAME})$|(?:the|those|these|our) (?:\w+ ){{1,2}}?(?:go|goes) to (?P<goes_to>{_NAME})$|(?:will be|being|get|gets) \w+ed by (?P<agent>{_NAME})\b|(?P<posted_to>{_NAME}) will be on (?:the|that) |that is (?P<does_it>{_NAME}) (?:doing|bringing|sorting|buying|booking|making|getting|handling|taking)\b|(?P<does>{_NAME}) (?:is|'s|will be|are) (?:taking care of|on point for|on the hook for|down for|down to|lined up to)\b)"
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


def by_name(line: Line, names: frozenset[str]) -> Iterator[Commitment]:
    """Tasks of people who are named."""
    masked = _masked(line, names)
    if "_" not in masked:
        return
    for match in _HANDED_OVER.finditer(masked.rstrip()):
        start = line.at(match.start())
        if not barred(line, start, "will") and line.words[0] not in ("if", "when"):
            kind: Kind = "contact" if match["owes"] else "action"
            yield Commitment("name", "name", 0.72, True, kind, start, start, _subject(line, match))
    for match in _NAMED.finditer(masked):
        subject = _subject(line, match)
        start, verb = line.at(match.start()), line.at(match.end())
        wished = (match["modal"] or "").endswith("could") and WISH.search(line.plain) is not None
        if match.end() >= len(line.plain) or (barred(line, start, "will") and not wished):
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
        item = task_at(
            line, "name", "name", 0.68 if weak else 0.84, modal[0] in ("will", "to", "shall"), start, verb, subject
        )
        if item:
            yield item


def _subject(line: Line, match: re.Match[str]) -> str:
    group = next(group for group in match.groupdict() if (match[group] or "").startswith("_"))
    return line.plain[slice(*match.span(group))]
