"""Which sentences ask something."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re

from .lexicon import words
from .lexicon.asking import ASKING_PHRASES, LEADS
from .lexicon.tasks import VERBS
from .words import Line

__all__ = ["question", "skip_leads"]

_ENDS_ASKING = re.compile(r"\?[?!.\s\"'”’»)\]]*$")
_STATES = re.compile(r"[.!…;:][\"'”’»)\]\s]*$")

_AUX = r"(?:do|does|did|is|are|was|were|am|can|could|will|would|shall|should|has|have|had|may|might)"
_SUBJECT = (
    r"(?:i|you|we|they|he|she|it|there|this|that|these|those|the|your|our|my|his|her|their|its|any|anyone|anybody|"
    r"anything|some|someone|somebody|something|everyone|everybody|everything|all|both|a|an|people|folks|nobody)\b"
)
_PRONOUN = r"(?:i|you|we|they|he|she|it|that|this|there|anyone|anybody|somebody|someone|everyone|everybody)\b"
_HOW_MUCH = r"how (?:many|much|long|often|far|soon|big|large|old|early|late|quickly|fast|well|likely|sure|confident|bad|hard|serious|busy|high|low|wide|tall|deep|heavy|close)\b"

_OPENERS: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (score, re.compile(pattern))
    for score, pattern in (
        (0.9, rf"(?:what|who|whom|where|when|why|how)(?: exactly| else| ever| on earth| the heck)? {_AUX}\b"),
        (0.9, rf"(?:what|which|whose|{_HOW_MUCH})(?! (?:we|i|you|they|he|she|it|this|that)\b)(?: \w+){{1,4}}? {_AUX} (?:not )?{_SUBJECT}"),
        (0.85, rf"(?:what if|what about|how about|how come|why not|what else|who else|where else|how so|{_HOW_MUCH})\b"),
        (0.8, r"what (?:happens|happened|changed|changes|comes|came|caused|causes|went|goes|makes|made|brings|brought|kind|sort|type|time|day)\b"),
        (0.8, r"who (?:\w+s|\w+ed|took|made|got|sent|went|left|did|told|said|wrote|built|ran|set|knew|paid|chose)\b"),
        (0.8, r"which (?:one|ones|of|way|side|day|version|option|team|part|\w+ (?:is|are|works?|was|were|has|do|does|did|would|should|will|can))\b"),
        (0.9, rf"(?!do (?:it|that|this|there)\b)(?:is|are|was|were|am|can|could|will|would|shall|should|has|did|does|do|have|may|might) (?:not )?{_PRONOUN}"),
        (0.85, rf"(?:is|are|was|were|does|did|can|could|will|would|should|has) (?:not )?{_SUBJECT}"),
        (0.8, r"have (?:your|our|the|any of|all|these|those) (?:\w+ ){1,3}?(?:been|\w+ed|gone|come|got|started|seen|had)\b"),
        (0.8, r"do (?:not )?(?:any|these|those|people|folks|most|your|our|the|my) (?:\w+ ){1,3}?(?:have|need|get|want|know|work|apply|come|go|include|cover|cost|take|still|also|usually|use|like|offer|support|match|expire|change|count|look|make|accept)\b"),
        (0.75, r"(?:anything|anyone|anybody|any) (?:else|other|more|new|left|of you|questions?|update|updates|news|idea|chance|thoughts|word|luck|\w+ (?:with|about|on|for|yet))\b"),
        (0.8, r"(?:what|who|which)(?: \w+)? (?:actually|really|exactly|usually|normally|typically|just) \w+"),
        (0.7, r"is \w+(?: \w+){0,2} still\b"),
        (0.75, r"(?:you|they|we) (?:want|need|think|mean|prefer) (?:me|us|him|her|them) to\b"),
        (0.9, r"(?:i (?:was|am|am just|was just) |just )(?:wondering|curious) (?:if|whether|what|when|where|who|why|how)\b"),
        *((0.75, pattern) for pattern in ASKING_PHRASES),
    )
)  # fmt: skip
_NAMED = re.compile(r"(?:is|are|was|were|does|did|can|could|will|would|should|has) (?:not )?(\w+) (\w+)")
_NOT_NAMES = words(
    "be do not have go love like try never always also just need want and or to for with in on at of "
    "fine great good nice see check look get make take use probably still only very so too about going "
    "trying working done more less better best well over as if because but same all being been"
)
_INSIDE = re.compile(
    rf"\b(?:{_HOW_MUCH}|what time|what kind|which \w+|where|what|why|who)(?: \w+){{0,3}}? "
    r"(?:do|does|did|is|are|was|can|could|will|would|should|have|has) (?:i|you|we|they|he|she|it|the|your|our|that|this)\b"
)
_TURNED = re.compile(
    r"(?<!\bi )(?<!\byou )(?<!\bwe )(?<!\bthey )(?<!\bhe )(?<!\bshe )(?<!\bit )(?<!\bthat )(?<!\bwho )(?<!\bto )"
    r"(?<!\bso )(?<!\bneither )(?<!\bnor )(?<!\bas )(?<!\bthan )(?<!\bnot )(?<!\bwould )(?<!\bwill )(?<!\bcan )"
    r"\b(?:(?:do|does|did|could|should|can|would|will) (?:not )?(?:you|we|they|i|he|she|it|anyone|anybody)|"
    r"(?:is|are) (?:there|you|we|they|that|this) (?:any|a|an|the|some|something|going|still|able|okay|ok|correct|right|included|all|sure))\b"
)
_SUBJECTS = words("i you he she it we they that who what all which everyone")
_TAG = re.compile(
    r" (?:(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have) not (?:it|you|we|they|he|she|i|that|there)"
    r"|(?:or not|or no|or what|or is that \w+|is that right|is that correct|am i right|is that okay|is that fair"
    r"|does that work|does that make sense|does that help|does that sound (?:good|okay|right|fair)|if that makes sense))$"
)
_RIGHT = re.compile(r"\b(\w+) (?:right|correct|yeah|huh|yes)$")
_NOT_TAGGED = words(
    "say says said saying the and or is are was am be all the quite that's about it top bottom on your "
    "my looks sounds seems look sound seem got absolutely exactly totally completely not yeah yes oh "
    "okay ok alright well turn far hand by out to"
)
_NO_QUESTION = re.compile(
    r"(?:can|could|may|let) i (?:just )?(?:say|add|mention|point out|tell you)\b|(?:had|were|should) (?:i|you|we|it)\b(?! (?:have|be|need|want|think|say))|what a\b|how (?:nice|lovely|funny|wonderful|exciting|kind|sweet|awful|strange)\b"
)
_BARE = frozenset(
    [
        "right",
        "okay",
        "ok",
        "yeah",
        "yes",
        "really",
        "sorry",
        "pardon",
        "huh",
        "no",
        "you know",
        "hello",
        "is it",
        "are you",
        "do you",
        "did you",
        "oh really",
        "how are you",
        "how are you doing",
        "how are you today",
        "how are you doing today",
        "how is it going",
        "how are things",
        "how have you been",
        "how is everything",
        "how do you do",
        "are you well",
        "what is up",
    ]
)


def question(line: Line, names: frozenset[str]) -> float | None:
    """How surely a sentence asks for something to be told, or None. `names` are the members' first names."""
    if not line.words:
        return None
    first = skip_leads(line, 0, names)
    asked = line.plain[line.starts[first] :] if first < len(line.words) else line.plain
    if _ENDS_ASKING.search(line.folded):
        return None if asked in _BARE else 0.98 if _opening(asked) else 0.92
    stated = _STATES.search(line.folded) is not None
    score = 0.0 if _NO_QUESTION.match(asked) else _opening(asked) or _named(asked)
    if not score and not stated:
        score = _within(line, asked)
    if not score:
        return None
    if stated and score < 0.88:
        return None  # the speaker, or whoever wrote it down, ended a statement
    return score - 0.15 if stated else score


def skip_leads(line: Line, index: int, names: frozenset[str]) -> int:
    """The first word after fillers, greetings and a name in front of a clause."""
    words = line.words
    moved = True
    while moved and index < len(words):
        moved = False
        if words[index] in names:
            index, moved = index + 1, True
            continue
        for size in (6, 5, 4, 3, 2, 1):
            if index + size <= len(words) and " ".join(words[index : index + size]) in LEADS:
                index, moved = index + size, True
                break
    return index


def _opening(asked: str) -> float:
    return max((score for score, pattern in _OPENERS if pattern.match(asked)), default=0.0)


def _named(asked: str) -> float:
    """Whether a name or noun that no list knows follows the verb, as in "did Elodie send it"."""
    match = _NAMED.match(asked)
    if match is None or match[1] in _NOT_NAMES or match[1] in VERBS or match[2] in ("to", "be"):
        return 0.0
    return 0.7


def _within(line: Line, asked: str) -> float:
    """The signs that count only where no punctuation says otherwise."""
    if _TAG.search(line.plain):
        return 0.8
    tag = _RIGHT.search(line.plain)
    if tag and tag[1] not in _NOT_TAGGED and len(line.words) > 3:
        return 0.7
    if _INSIDE.search(asked):
        return 0.65
    turned = _TURNED.search(asked)
    if turned and _SUBJECTS.isdisjoint(asked[: turned.start()].split()[-3:]):
        return 0.65
    return 0.0
