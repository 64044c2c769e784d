"""Whether what others do, or somebody should, is a task given to them."""

from __future__ import annotations

import re

from .cases import Case
from .lexicon import circumstances as at
from .lexicon import words
from .lexicon.doing import CRAFTS_SET
from .lexicon.promises import ANY_OF_THEM
from .open_verbs import is_called, is_called_at_end

__all__ = ["is_advice_to_you", "is_nobodys", "is_undated_passive", "is_what_others_do"]


def is_advice_to_you(case: Case) -> bool:
    """What you can do, will see, or would have to do as everybody does."""
    line, item, rest = case.line, case.item, case.rest
    if item.who != "you":
        return False
    if at.AS_ALL_DO.search(line.plain):
        return True
    if item.name == "must":
        would_ask = "would" in case.between and rest.startswith("ask ")
        if not is_called(line, item.start) and not case.dated:
            terms = not _ONLY.isdisjoint(case.between) or ("would" in case.between and item.kind != "contact")
            if (terms and not case.by_a_day) or at.SO_THAT_IT_WORKS.search(case.rest):
                return True
            loosely = item.kind == "action" and (at.SHAPING.match(case.rest) or at.HABIT.search(case.rest))
            if case.due is None and loosely:
                return True
        return would_ask or at.WHOEVER.search(line.plain) is not None
    if item.name == "can do":
        return not case.put_off
    if item.name in ("should", "will", "can") and line.words[item.verb] in _GETS:
        return True
    if case.put_off:
        return False
    if item.name == "can":
        return not is_called(line, item.start) and not at.SUGGESTED.search(line.plain)
    if item.name == "will":
        duty = "have" in case.between or "need" in case.between  # "you will both have to"
        return item.kind != "contact" and not duty
    polite = (
        is_called(line, item.start) or is_called_at_end(line) or item.kind == "contact" or at.POLITE.search(line.plain)
    )
    return item.name == "request" and case.first in ("would", "will", "do") and not polite


def is_what_others_do(case: Case) -> bool:
    """How others act, or are thought to, rather than what they have been given to do."""
    line, item, due = case.line, case.item, case.due
    before = " ".join(line.words[max(0, item.start - 4) : item.verb])
    if item.who == "name" and due is None:
        anything = "can" in case.between and at.ANYTHING.search(case.rest)
        return bool(anything) or (item.name == "name" and at.FORETOLD.search(before) is not None)
    if (
        case.first in ("a", "an")
        and item.who == "they"
        and due is None
        and item.name in ("will", "must", "going", "should")
    ):
        return True  # "a client must send its key" is a rule, "the writer will send a note" how a thing works
    if item.name == "promise":
        return False
    if item.name == "said":
        told = item.kind == "contact" and at.TO_US.search(case.rest) is not None
        return at.BUT_DID_NOT.search(line.plain) is not None or not (case.dated or told)
    if case.first == "they" and item.name == "will" and not case.by_a_day:
        return item.kind != "contact" or not at.TO_US.search(case.rest)
    if item.who == "they" and at.SUPPOSED.search(case.line.plain):
        return True
    if item.who != "they" or due is not None:
        return False
    if "if" in line.words[item.verb :] or (item.name == "will" and at.FORETOLD.search(before)):
        return True
    if item.name == "must" and case.first in _THEY:
        return True
    if item.name == "must" and case.first in _WHOSE and item.kind != "contact":
        return "will" not in case.between and "going" not in case.between
    if item.kind == "contact":
        return False
    return item.name == "should" or case.first in _THEY or (item.name in ("will", "must") and case.first in _ANY_ONE)


def is_nobodys(case: Case) -> bool:
    """What should be, with nobody to see to it and no day: wishes, designs and rules."""
    line, item, rest = case.line, case.item, case.rest
    if item.who not in ("we", "nobody"):
        return False
    somebody = case.first in at.SOMEBODY or line.words[item.start : item.start + 3] == _ONE_OF_YOU
    if somebody and "should" not in case.between:
        return False
    if item.who == "nobody" and not case.by_a_day and at.NOBODY_IN_PARTICULAR.search(line.plain):
        return True
    if item.name == "shall" and case.first == "can" and at.DOES_IT.match(rest):
        return True  # "can we do it after lunch" moves an appointment
    if rest.startswith("find out when "):
        return True
    if case.due is not None:
        return False
    if rest.startswith(_SURE_OF_IT):
        return True
    if _is_work(case):
        return False
    if line.words[item.verb] in CRAFTS_SET or rest == "find out":
        return True
    if item.name == "step" and not at.DUTY.isdisjoint(case.between) and "next" not in case.between:
        return True
    if item.name == "let us" and at.ON_WITH_IT.match(rest):
        return True
    if item.name == "will" and case.first in ("everyone", "everybody"):
        return True
    if item.kind == "contact":
        return False
    if item.name == "must" and not case.put_off and _PRESSING.isdisjoint(case.between):
        return True  # "we have to keep the cost down" is a wish as long as nobody takes it on
    weak = item.name in ("should", "can", "plan", "would", "shall", "why not")
    if item.name == "will" and at.ANY_SUCH.search(case.rest) and "ought" in case.between:
        return True
    shaping = (
        item.name in ("must", "will", "going", "passive", "let us")
        and _PRESSING.isdisjoint(case.between)
        and at.SHAPING.match(rest)
    )
    return bool(weak or shaping) or (item.name == "will" and "should" in case.between)


def _is_work(case: Case) -> bool:
    """Whether what "we" have to do, or should, is a piece of work: a plain verb of doing, done to something."""
    item = case.item
    if item.kind != "action" or item.name not in ("must", "should", "going", "will", "let us", "still", "need", "step"):
        return False
    shaping = at.SHAPING.match(case.rest) and not at.MENDING.match(case.rest)
    joining = item.name == "must" and _HALVES.search(case.rest) is not None
    return not (shaping or joining or at.ON_WITH_IT.match(case.rest)) and at.SUPPOSING.search(case.line.plain) is None


def is_undated_passive(case: Case) -> bool:
    """What has to be done to some thing or other, or will be done, by no certain day."""
    line, item, due = case.line, case.item, case.due
    if item.name != "passive":
        return False
    if "will" in case.between and not (due is not None and at.DEADLINE.match(due.text.lower())):
        return True
    if due is not None:
        return False
    before = " ".join(line.words[max(0, item.start - 4) : item.verb])
    if (
        at.HANDLED_BY.search(" ".join(line.words[item.start :][:20]))
        and "would" not in case.between
        and not at.CLAIMED.search(before)
    ):
        return False
    word = line.words[item.verb]
    shaped = word in _STANDS or (at.SHAPED.match(case.rest) is not None and not word.endswith("ing"))
    if "should" not in case.between and not (shaped or at.CLAIMED.search(before) or at.OPINION.search(line.plain)):
        return ANY_OF_THEM.isdisjoint(line.words[max(0, item.start - 3) : item.start + 1]) is False
    loose = "this time" not in case.rest and (not item.definitive or at.SHAPED.match(case.rest))
    return bool(loose or at.CLAIMED.search(before))


_STANDS = words("in at on with up ready there live here")  # "it has to be on thick paper"
_HALVES = re.compile(r"\b(?:halves|sides|parts|edges|corners|case|casing)\b")
_ONE_OF_YOU = ("one", "of", "you")
_SURE_OF_IT = ("make sure it ", "make sure that it ", "make sure they ", "make sure people ", "make sure the user ")
_WHOSE = ("my", "his", "her", "their")
_PRESSING = words("still better best ought")
_ONLY = words("just only")
_THEY = ("he", "she", "they")
_GETS = ("get", "have", "receive", "see", "find", "meet", "notice")
_ANY_ONE = ("the", "a", "your")
