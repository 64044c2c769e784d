"""Who commits whom to what: the patterns behind action items and follow-ups.

Each pattern ends just before the verb; the verb and what follows decide whether the phrase names a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from .lexicon.tasks import KINDS, PHRASES, VERBS, Kind, participle
from .questions import skip_leads
from .words import Line

__all__ = ["Commitment", "Who", "commitments"]

Who = Literal["i", "we", "you", "they", "name", "nobody"]

_ADVERBS = (
    r"(?:(?:also|just|then|probably|definitely|certainly|actually|quickly|please|either|now|still|first|simply|personally|"
    r"maybe|perhaps|kindly|hopefully|gladly|happily|really|absolutely|immediately|both|all|only|even|at least|"
    r"in the meantime|meanwhile|obviously|of course|to|each|basically|later|afterwards|today|tomorrow|tonight|"
    r"go ahead and|go and|try and|try to|be able to|be sure to|make sure to|make sure i|make sure we|make sure you|make sure that i|make sure that we|"
    r"not forget to|remember to|get to|start to|have to|need to|be happy to|be glad to|take the time to|"
    r"work on|look at|see about|think about|want to|help me|help us|help you|follow up and|come in and|come back and|"
    r"make a point of|find time to|take a moment to|take a minute to|do my best to|do our best to|do your best to) )*"
)
_HEDGE = r"(?: (?:also|just|really|still|probably|definitely|actually|then|now|all|both|do|certainly|maybe|at least|only|basically|obviously|simply|honestly|personally|each|you know|i think|i guess))*"
_ROLES = (
    "team|teams|manager|boss|lawyer|attorney|accountant|assistant|doctor|nurse|technician|engineers?|developers?|designers?|department|"
    "office|supervisor|superintendent|colleagues?|agent|broker|landlord|contractors?|electrician|plumber|vendor|supplier|drivers?|foreman|"
    "inspector|coach|teachers?|principal|counselor|counsellor|recruiter|rep|representative|specialist|surgeon|pharmacist|pharmacy|guys?|folks|people|"
    "wife|husband|son|daughter|mother|father|mum|mom|dad|brother|sister|partner|intern|lead|director|crew|staff|desk|group|cfo|ceo|cto|coo|vp|"
    "sellers?|buyers?|lender|bank|insurer|adjuster|appraiser|surveyor|notary|solicitor|tenants?|owner|builder|carrier|forwarder|shipper|dispatcher|"
    "warehouse|receptionist|secretary|treasurer|chair|chairman|clerk|committee|board|council|parents?|volunteers?|librarian|custodian|janitor|"
    "architect|consultant|analyst|trainer|instructor|tutor|officer|chef|cook|server team|caterer|photographer|planner|coordinator|administrator|"
    "admin|dentist|therapist|physician|physio|vet|client|customer|courier|mechanic|installer|freelancer|translator|editor|writer|reviewer|auditor|"
    "scrum master|product owner|tech lead|project manager|account manager|property manager"
)
_TEAM = (
    r"(?:legal|finance|engineering|marketing|sales|hr|operations|procurement|billing|accounting|"
    r"compliance|facilities|purchasing|payroll|dispatch|logistics|editorial|reception|staff|"
    r"management|leadership|devops|customer success|customer service|customer support|"
    rf"(?:the|our|my|your|his|her|their|a|one of our|one of my) (?:\w+ ){{0,2}}?(?:{_ROLES}))"
)
_SOMEBODY = r"(?:someone|somebody|anyone|anybody|everyone|everybody|one of (?:us|you)|all of (?:us|you)|each of (?:us|you)|both of (?:us|you))(?: (?:from|in|on|at) (?:\w+ ){1,3}?)?"
_WILL = r"(?:will|shall)"
_MUST = r"(?:(?:will |shall |(?:am|are|is) going to )?(?:need|needs|have|has) to|(?:have |has )?got to|(?:am|are|is) (?:still |also |really )?(?:supposed|meant|due|required|directed|asked) to|must|ought to|(?:had |would )?better)"

_Spec = tuple[str, Who, float, bool, str]
_SPECS: tuple[_Spec, ...] = (
    # name, who, score, definitive, pattern
    ("will", "i", 0.9, True, rf"\b(?:i|me){_HEDGE} {_WILL}"),
    ("will", "we", 0.85, True, rf"\bwe{_HEDGE} {_WILL}"),
    ("going", "i", 0.88, True, rf"\bi am{_HEDGE} (?:going to|about to|planning to|planning on|hoping to|aiming to|set to|happy to|glad to)"),
    ("going", "we", 0.84, True, rf"\bwe are{_HEDGE} (?:going to|about to|planning to|planning on|aiming to|set to|happy to)"),
    ("must", "i", 0.82, True, rf"\bi{_HEDGE} {_MUST}"),
    ("must", "we", 0.8, True, rf"\bwe{_HEDGE} {_MUST}"),
    ("should", "i", 0.7, False, rf"\bi{_HEDGE} should"),
    ("should", "we", 0.7, False, rf"\bwe{_HEDGE} should"),
    ("plan", "i", 0.78, False, rf"\bi{_HEDGE} (?:plan|intend|promise|aim|hope|agreed|promised|volunteered) to"),
    ("plan", "we", 0.75, False, rf"\bwe{_HEDGE} (?:plan|intend|promise|aim|agreed|promised|decided) to"),
    ("would", "i", 0.68, False, r"\b(?:i|we) (?:would (?:be happy|be glad|be more than happy|love|like)|want|am hoping|are hoping|hope|was hoping) to"),
    ("volunteer", "i", 0.74, True, r"\bi volunteer to"),
    ("can", "i", 0.68, False, rf"\bi{_HEDGE} (?:can|could)"),
    ("can", "we", 0.62, False, rf"\bwe{_HEDGE} can"),
    ("let me", "i", 0.72, False, r"\blet me"),
    ("let us", "nobody", 0.78, False, r"\blet us"),
    ("shall", "nobody", 0.66, False, r"\b(?:shall|should|can|could) we"),
    ("why not", "i", 0.68, False, r"\bwhy do not i"),
    ("why not", "nobody", 0.66, False, r"\b(?:why do not (?:we|you)|why not|what if we|how about (?:we|i)|maybe (?:we|you|i) (?:can|could|should))"),
    ("request", "you", 0.82, False, rf"\b(?:can|could|would|will) you(?: guys| both| all| two)?(?: possibly)?{_HEDGE}(?: be willing to| be able to| be so kind as to| mind)?"),
    ("request", "you", 0.78, False, r"\b(?:any chance|is there (?:any|a) way|is it possible|do you think|hoping|hoping that|wondering if|wondering whether|wonder if|appreciate it if) you (?:can|could|would|will|might)(?: also| please| just)?"),
    ("request", "you", 0.7, False, r"\b(?:would|is|will) it (?:be )?(?:possible|okay|ok|alright) (?:for you )?to"),
    ("request", "you", 0.74, False, r"\bif you (?:sent|gave|emailed|called|let|shared|forwarded)(?= me| us)"),
    ("request", "you", 0.8, False, r"\bif you (?:can|could|would)(?: just| please| also)?"),
    ("mind", "you", 0.78, False, r"\b(?:would|do) you(?: guys)? mind"),
    ("need", "you", 0.85, True, rf"\b(?:i|we){_HEDGE} (?:(?:will |would |am going to |are going to )?need|want|would like|would love|expect|would ask|ask|am asking) you(?: guys| both| all)? to"),
    ("need", "they", 0.78, True, rf"\b(?:i|we){_HEDGE} (?:(?:will |am going to |are going to )?need|want|would like|would love|expect|would ask|ask|am asking|are asking) (?:that )?{_TEAM}(?: to)?"),
    ("promise", "they", 0.72, False, rf"\b(?:{_TEAM}|he|she|they) (?:have |has )?(?:promised|agreed|offered|volunteered) to"),
    ("must", "you", 0.82, True, rf"\byou(?: guys| both| all)?{_HEDGE} (?:would (?:need|have) to|{_MUST})"),
    ("all", "you", 0.76, True, r"\b(?:all|the only thing|the first thing|the best thing) (?:you|to) (?:\w+ ){0,3}?(?:is|would be)(?: to)?"),
    ("should", "you", 0.68, False, rf"\byou(?: guys| both| all| two)?{_HEDGE} should"),
    ("will", "you", 0.66, False, r"\byou (?:both |all )?will(?: also| just| then)?"),
    ("can", "you", 0.62, False, r"\b(?:you can|you could)(?: also| just| please)?"),
    ("advice", "you", 0.64, False, r"\b(?:you (?:might|may|will) want to|you had best|i (?:would )?(?:suggest|recommend|advise) (?:that )?you)(?: also| just| please)?"),
    ("will", "they", 0.78, True, rf"\b(?:{_TEAM}|he|she|they){_HEDGE} (?:will|shall|is going to|are going to|'s going to)"),
    ("must", "they", 0.78, True, rf"\b(?:{_TEAM}|he|she|they){_HEDGE} {_MUST}"),
    ("should", "they", 0.66, False, rf"\b{_TEAM}{_HEDGE} should"),
    ("request", "they", 0.7, False, rf"\b(?:can|could|would|will) {_TEAM}"),
    ("have", "they", 0.8, False, rf"\b(?:ask|have|get|tell|remind) {_TEAM} to"),
    ("will", "nobody", 0.78, False, rf"\b{_SOMEBODY}{_HEDGE} (?:will|shall|should|is going to|{_MUST})"),
    ("request", "nobody", 0.76, False, rf"\b(?:can|could|would) {_SOMEBODY}{_HEDGE}"),
    ("need", "nobody", 0.76, False, rf"\b(?:i|we){_HEDGE} (?:need|want|would like) {_SOMEBODY} to"),
    ("must do", "we", 0.78, True, r"\b(?:what|all|first thing|only thing|one thing|thing)(?: that)? (?:we|i|you) (?:will|need to|have to|should|must|am going to|are going to|still need to|will need to) do(?: now| next| then| first| here)? is(?: to)?"),
    ("step", "nobody", 0.76, True, r"\b(?:next steps?|action items?|action points?|to do|first step|homework|ask|plan|goal|job|task|deliverable)(?: for \w+)?(?: from (?:here|this)| then| here| now)? (?:is|are|will be|would be)(?: for (?:\w+ )?\w+)?(?: basically| just| simply| going)? to"),
    ("up to", "nobody", 0.76, True, r"\bit (?:is|will be) (?:up to|on) (?:\w+ )?\w+ to"),
    ("sure", "you", 0.78, True, r"\b(?:please |do )?(?:not forget|remember|be sure) to"),
    ("sure", "nobody", 0.76, True, r"\b(?:make|making) (?:absolutely )?sure (?:that )?(?:to|we|i|you|they|someone|somebody|everyone)(?: all| both)?"),
    ("please", "you", 0.8, True, r"\b(?:please|kindly)"),
    ("great if", "you", 0.76, False, r"\b(?:appreciate it|great|helpful|good|nice|wonderful|awesome|amazing|perfect|ideal|lovely|fantastic|brilliant) if (?:you|someone|somebody) (?:could|can|would)"),
)  # fmt: skip

_PATTERNS = tuple(
    (name, who, score, sure, re.compile(f"{pattern} {_ADVERBS}")) for name, who, score, sure, pattern in _SPECS
)
_ANY_TRIGGER = re.compile(
    r"\b(?:i|me|we|us|you|he|she|they|will|shall|should|could|need|needs|must|has|have|please|kindly|sure|forget|"
    r"to do|steps?|items?|up to|on|remember|ought|better|someone|somebody|everyone|everybody|both|all|each|supposed|expect|"
    r"hoping|if|promised|agreed|volunteer|make|making|ask|get|tell)\b"
)
_SETTLED: tuple[tuple[Who, float, Kind, re.Pattern[str]], ...] = (
    ("i", 0.66, "action", re.compile(r"\b(?:i am on it|consider it done|leave (?:it|that|this|them|those) (?:with|to) me|i will get (?:right |straight )?on (?:it|that|this|to it)|i have got (?:it|that|this) covered|put me down for|count me in for|i am on the hook for|i volunteer)\b")),
    ("i", 0.7, "contact", re.compile(r"\byou (?:will|should|can expect to) hear (?:back )?from (?:us|me)\b")),
    ("i", 0.7, "contact", re.compile(r"\b(?:expect|you can expect|watch for|look out for) (?:an?|my|our|the) (?:\w+ ){0,2}?(?:email|call|text|invite|message|note|reply|letter)\b")),
    ("you", 0.7, "action", re.compile(r"\byou are on the hook for\b")),
)  # fmt: skip
_PASSIVE = re.compile(
    rf"\b(?P<subject>\w+)(?: (?:also|still|really|now|just|all|both|probably|definitely))* "
    rf"(?:{_MUST}|will|should|are to|is to)(?: (?:also|still|all|both|just|then|definitely))* (?:be|get) "
    r"(?:(?:properly|fully|all|also|manually|completely|re) )?(?P<verb>\w+)"
)
_NEEDS_DOING = re.compile(r"\b(?P<subject>\w+)(?: (?:still|also|really))? needs? (?:some )?(?P<verb>\w+ing)\b")
_PROGRESSIVE = re.compile(rf"\b(?P<who>i am|we are|{_TEAM} (?:is|are|'s)){_HEDGE} (?P<verb>\w+ing)\b")
_TO_BE_CONFIRMED = re.compile(r"(?:\w+ )?\b(?:have|has|had|been|be)\b")

_SUBORDINATE = frozenset(
    "if when whenever unless whether what how why who which where until once before after while than because since as "
    "whatever whoever wherever that though although".split()
)
_THAT_IS_SAID = frozenset(
    "sure agree agreed say said think means mean so is know idea suggest suggested recommend propose fact guess promise "
    "believe suppose clear decided noted confirm understand".split()
)
_HABIT = re.compile(r"\b(?:usually|normally|typically|always|often|generally|sometimes|used to|tend to|every time|never|rarely|in general)\b")
_NOT = frozenset(("not", "never", "no"))


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
    found = [*_settled(line), *_modal(line), *_by_name(line, names), *_imperative(line, names), *_passive(line), *_continuous(line)]
    found.sort(key=lambda item: (item.verb, item.start, -item.score))
    return [item for index, item in enumerate(found) if index == 0 or item.verb != found[index - 1].verb]


def _settled(line: Line) -> Iterator[Commitment]:
    """Tasks taken on in set phrases."""
    for who, score, kind, pattern in _SETTLED:
        match = pattern.search(line.plain)
        if match:
            start = line.at(match.start())
            yield Commitment("settled", who, score, True, kind, start, start)


def _modal(line: Line) -> Iterator[Commitment]:
    if not _ANY_TRIGGER.search(line.plain):
        return
    for name, who, score, sure, pattern in _PATTERNS:
        for match in pattern.finditer(line.plain + " "):
            start, verb = line.at(match.start()), line.at(match.end())
            if match.end() >= len(line.plain) or _barred(line, start, name):
                continue
            item = _task(line, name, who, score, sure, start, verb)
            if item:
                yield item


def _task(line: Line, name: str, who: Who, score: float, sure: bool, start: int, verb: int, subject: str = "") -> Commitment | None:
    if verb >= len(line.words) or line.words[verb] in _NOT:
        return None
    is_being = line.words[verb] == "be" and verb + 1 < len(line.words) and line.words[verb + 1].endswith("ing")
    verb += is_being
    if name == "mind" or (line.words[verb].endswith("ing") and line.words[verb] not in VERBS):
        kind = _kind_of_ing(line, verb) if is_being or name in ("mind", "going", "why not") else "none"
    else:
        kind = verb_kind(line, verb)
    if kind == "other" and (name not in _ASKING or line.words[verb].endswith(("ly", "ing", "ed")) or verb + 1 >= len(line.words)):
        return None
    if kind == "none" or (name in ("should", "could", "must") and line.words[verb] == "have"):
        return None
    if _HABIT.search(" ".join(line.words[start : verb + 1])):
        return None
    return Commitment(name, who, score, sure, kind, start, verb, subject)


@lru_cache(maxsize=256)
def _name_pattern(names: frozenset[str]) -> re.Pattern[str] | None:
    if not names:
        return None
    either = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(
        rf"\b(?:(?P<subject>{either})(?: (?:and|or) (?:i|\w+)| (?:my|our|the|his|her|from|in) \w+(?: \w+)?)?(?P<modal>{_HEDGE} (?:will|shall|is going to|'s going to|are going to|{_MUST}|should|can|could|agreed to|promised to|offered to|volunteered to|is|'s|please|you))"
        rf"|(?:can|could|would|will|have|get|ask|let) (?P<asked>{either})(?: (?:and|or) \w+)?(?: please| also| just| to| then)*"
        rf"|(?:i|we){_HEDGE} (?:need|want|would like) (?P<wanted>{either}) to"
        rf"|(?:for|on|with) (?P<given>{either}) to) {_ADVERBS}"
    )


def _by_name(line: Line, names: frozenset[str]) -> Iterator[Commitment]:
    present = names.intersection(line.words) | {name for name in names if " " in name and name in line.plain}
    pattern = _name_pattern(frozenset(present))
    if pattern is None:
        return
    for match in pattern.finditer(line.plain + " "):
        subject = match["subject"] or match["asked"] or match["wanted"] or match["given"]
        start, verb = line.at(match.start()), line.at(match.end())
        if match.end() >= len(line.plain) or _barred(line, start, "will"):
            continue
        modal = (match["modal"] or "").split()[-1:] or ["request"]
        if modal[0] in ("is", "'s"):
            continue
        weak = modal[0] in ("can", "could", "should") and match["subject"]
        item = _task(line, "name", "name", 0.68 if weak else 0.84, modal[0] in ("will", "to", "shall"), start, verb, subject)
        if item:
            yield item


def _imperative(line: Line, names: frozenset[str]) -> Iterator[Commitment]:
    """Requests that begin with their verb: at the start of the sentence, or of a later part of it."""
    first = skip_leads(line, 0, names)
    opens_condition = first < len(line.words) and line.words[first] in _CONDITIONS
    for start in (first, *sorted(line.commas)):
        index = skip_leads(line, start, names) if start != first else first
        if start != first and not opens_condition and line.words[start] not in _JOINING:
            continue
        while index < len(line.words) and line.words[index] in ("please", "then", "also", "just", "and", "kindly", "or", "always", "do"):
            index += 1
        if index >= len(line.words) - 1 or line.words[index] not in VERBS or _barred(line, index, "imperative"):
            continue
        follower = line.words[index + 1]
        if start != first and follower in ("to", "is", "are", "was", "will", "has", "and", "or", "for", "of", "in", "at", "s", "'s"):
            continue
        if follower in _NO_OBJECT or _is_noun_phrase(line, index):
            continue
        kind = verb_kind(line, index)
        if line.words[index : index + 3] == ("go", "ahead", "and"):
            index += 3
            kind = verb_kind(line, index) if index < len(line.words) else "none"
        if kind in ("action", "contact"):
            yield Commitment("imperative", "you", 0.7 if start == first else 0.6, True, kind, index, index)


_ASKING = frozenset(("will", "going", "must", "request", "need", "please", "mind", "name", "sure", "let us", "plan", "have"))
_FINITE = re.compile(r"(?:\w+ ){1,3}?(?:is|are|was|were|has|have|had|went|came|will|would|got|looks?|seems?)\b")


def _is_noun_phrase(line: Line, index: int) -> bool:
    """Whether the verb is rather the first noun of a statement, as in "Call volume has been high"."""
    rest = line.words[index + 1 : clause_end(line, index)]
    if not rest or rest[0] in _OBJECTS:
        return False
    return _FINITE.match(" ".join(line.words[index : clause_end(line, index)])) is not None


_OBJECTS = frozenset("the a an me him her them us it that this those these my your our his their everyone up out in to with back whoever whatever what any all some each".split())
_CONDITIONS = frozenset("once before after as until when if".split())
_JOINING = frozenset("please so then and just also".split())
_NO_OBJECT = frozenset(
    "is are was were will would has have had can could should might may did does do i we he she they wise of 's s".split()
)


def _passive(line: Line) -> Iterator[Commitment]:
    for match in _PASSIVE.finditer(line.plain):
        kind = participle(match["verb"])
        start, verb = line.at(match.start()), line.at(match.start("verb"))
        words = line.words[start:verb]
        if kind == "none" or _barred(line, start, "passive") or _NOT.intersection(words):
            continue
        if match["subject"] in ("i", "we", "you", "he", "she", "there", "what", "which"):
            continue
        weak = "will" in words or "should" in words
        yield Commitment("passive", "nobody", 0.62 if weak else 0.74, not weak, kind, start, verb)
    for match in _NEEDS_DOING.finditer(line.plain):
        verb = line.at(match.start("verb"))
        kind = _kind_of_ing(line, verb)
        if kind != "none" and not _barred(line, line.at(match.start()), "passive"):
            yield Commitment("passive", "nobody", 0.7, False, kind, line.at(match.start()), verb)


def _continuous(line: Line) -> Iterator[Commitment]:
    """What somebody "is doing", which only a day yet to come makes a task."""
    for match in _PROGRESSIVE.finditer(line.plain):
        verb = line.at(match.start("verb"))
        start = line.at(match.start())
        kind = _kind_of_ing(line, verb)
        if kind in ("action", "contact") and not _barred(line, start, "continuous"):
            who: Who = "i" if match["who"] == "i am" else "we" if match["who"] == "we are" else "they"
            yield Commitment("continuous", who, 0.66, True, kind, start, verb)


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
    if before == "that":
        if start > 1 and line.words[start - 2] == "so":
            return True
        return not (start > 1 and line.words[start - 2] in _THAT_IS_SAID)
    if name == "imperative":
        return before in _SUBORDINATE
    if before in ("what", "all") and name == "must do":
        return False
    return before in _SUBORDINATE or before in ("says", "said", "say", "states", "means", "meant")


def verb_kind(line: Line, index: int) -> Kind:
    """What the verb at `index`, with the words after it, amounts to: alone, as what it makes others do, or with "and"."""
    kind = _lone_kind(line, index)
    word = line.words[index]
    last = clause_end(line, index)
    if word in ("have", "get", "ask", "help") and kind in ("none", "other"):
        for place in range(index + 2, min(index + 6, last)):
            if line.words[place] in VERBS and (word == "have" or line.words[place - 1] == "to"):
                inner = _lone_kind(line, place)
                if inner in ("action", "contact"):
                    return inner
    if kind in ("none", "talk", "other") and word in VERBS | {"be"}:
        for place in range(index + 1, last - 1):
            if line.words[place] == "and":
                second = place + 1 + (line.words[place + 1] in ("then", "also", "just", "maybe"))
                if second < last and line.words[second] in VERBS:
                    inner = _lone_kind(line, second)
                    return inner if inner in ("action", "contact") else kind
    return kind


def _lone_kind(line: Line, index: int) -> Kind:
    word = line.words[index]
    patterns = PHRASES.get(word)
    if patterns:
        rest = " ".join(line.words[index : clause_end(line, index)])
        for pattern, kind in patterns:
            if pattern.match(rest):
                return kind
    return KINDS.get(word, "other")


def clause_end(line: Line, index: int) -> int:
    """Where the part of the sentence that the word at `index` begins ends, at most 14 words on."""
    last = index + 1
    while last < len(line.words) and last - index < 14 and not (last in line.commas and last - index > 1):
        last += 1
    return last


def _kind_of_ing(line: Line, index: int) -> Kind:
    """The same for a verb in -ing."""
    stem = line.words[index][:-3]
    forms = [stem, f"{stem}e"]
    if len(stem) > 3 and stem[-1] == stem[-2]:
        forms.append(stem[:-1])
    tail = " ".join(line.words[index + 1 : index + 14])
    for form in forms:
        for pattern, kind in PHRASES.get(form, ()):
            if pattern.match(f"{form} {tail}"):
                return kind
        if form in KINDS:
            return KINDS[form]
    return "none"
