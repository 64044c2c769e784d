"""Verbs that no list knows as tasks: what makes one of them a task all the same."""

from __future__ import annotations

import re

from .lexicon import words
from .lexicon.asking import LEADS
from .lexicon.doing import STATE, TALK
from .lexicon.dull import DULL
from .lexicon.tasks import PHRASES
from .words import Line

__all__ = ["acts_on", "is_called", "is_called_at_end", "may_be_task", "owns_it", "serves"]

_HANDY = words(
    "get make put take leave set keep find pass use work bring enter type accept vote freeze qualify watch try run "
    "move turn stick pull break hang line group price cut point study read empty top clear cover page "
    "face head hand"
)
_LEFT_OPEN = _HANDY | words("lose fit stress weigh")
_NEVER = (
    (frozenset(STATE) | frozenset(TALK) | DULL)
    | words(
        "see tell say hold bear open love stay spend echo second caveat preface argue add wager venture plead play "
        "haunt marry inherit treasure cherish envy pity trust blame fancy resist tolerate stomach endure "
        "outlive overlook ignore suspect applaud salute commend praise adore despise detest kiss hug "
        "tease strangle thump "
        "echo reiterate stake gamble reckon figure disappoint surprise shock scream shout cry whisper yell moan rattle "
        "admit digress ramble summarize summarise paraphrase quote rewind backtrack rant vent interject chime concede "
        "grant defer struggle die sound kick switch hop log pop dare swear doubt regret differ beg kid joke"
    )
) - _LEFT_OPEN
"""Being, thinking, and what is done in the meeting itself."""
_NO_VERB = words("two three four five six seven eight nine ten eleven twelve twenty thirty fifty hundred half extra")
_ENDS = ("ly", "ing", "ed", "ness", "tion")
_FIGURE = re.compile(
    r"\w+ (?:it|this|that|my|your|the|his|her|their) (?:\w+ )?(?:way|tongue|mind|minds|head|thoughts?|point|points|"
    r"breath|words?|question|case|time|side|eyes?|hat|moment|floor|sense|picture|context|scene|stage|there|here|"
    r"differently|straight|clear|short|simple|brief|job|difference|call)\b"
)
_SERVES = re.compile(r"\b(?:for|to|with) (?:you|her|him|them|us|me|everyone|everybody)\b")
_ANY_OBJECT = re.compile(
    r"\w+ (?:up |out |down |off |over |together |back |away |through |round |in |on |into )?"
    r"(?:it|them|that|this|those|these|the|my|our|your|his|her|their|a|an|some|any|another|one|two|three|four|five|six|"
    r"up|out|down|off|together|away|both|each|every|all|half) ?"
)
_THING = re.compile(
    r"\w+ (?:up |out |down |off |over |together |back )?(?:the|those|these|my|our|your|his|her|their) "
    r"(?!same|first|last|next|other|fact|whole|thing|things|time|lot|most|best|worst|odd|usual|way|word|point|idea|risk|"
    r"chance|hint|credit|blame|view|position|opposite|liberty|trouble|effort|lead|fun|mickey|opportunity|attention|"
    r"life|time|best|own|feet|hands?|distance|company|patience|temper|cool|job|place|seat|answer|question)\w+"
)
_OWN_OBJECT = re.compile(
    r"\w+ (?:up |out |down |off |over |together |back )?(?:the|those|these|my|our|your|his|her|their) \w+"
)


def may_be_task(line: Line, index: int) -> bool:
    """Whether the word at `index` may be a verb of doing, so that a day or a request makes it a task."""
    word = line.words[index]
    if word in _NEVER or word in _NO_VERB or word.isdigit() or index + 1 >= len(line.words):
        return False
    if word.endswith(_ENDS) and word not in ("feed", "need", "bring", "string", "speed", "apply"):
        return False
    rest = " ".join(line.words[index : index + 8])
    for pattern, kind in PHRASES.get(word, ()):
        found = pattern.match(rest)
        if found and kind == "none" and found[0] != word:
            return False  # a turn of phrase
    return not _FIGURE.match(rest)


def is_called(line: Line, index: int) -> bool:
    """Whether somebody is called by name just before the word at `index`: "Omar, would you"."""
    if index == 0 or index not in line.commas:
        return False
    before = line.words[index - 1]
    return line.text[line.spans[index - 1][0]].isupper() and before not in LEADS and before not in DULL


def is_called_at_end(line: Line) -> bool:
    """Whether a sentence ends by calling somebody by name: "will you read it, Maureen?"."""
    last = len(line.words) - 1
    return (
        last > 1 and last in line.commas and line.text[line.spans[last][0]].isupper() and line.words[last] not in DULL
    )


def serves(rest: str) -> bool:
    """Whether something is done for somebody, in the words from the verb on."""
    return _SERVES.search(rest) is not None


def acts_on(word: str, rest: str) -> bool:
    """Whether a verb that is in no list has something done to it, or a handy one to a certain thing."""
    if word in _LEFT_OPEN:
        return _THING.match(rest) is not None
    return _ANY_OBJECT.match(rest) is not None


def owns_it(word: str, rest: str) -> bool:
    """Whether a verb without any other use is done to a certain thing."""
    return word not in _LEFT_OPEN and _OWN_OBJECT.match(rest) is not None
