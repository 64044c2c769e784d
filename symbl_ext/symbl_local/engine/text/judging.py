"""Whether a task is one for after the meeting, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .commitment import Commitment
from .due import Due
from .lexicon import circumstances as at
from .lexicon import words
from .lexicon.doing import CRAFTS_SET
from .lexicon.promises import ANY_OF_THEM
from .open_verbs import acts_on, is_called, is_called_at_end, owns_it, serves
from .verbs import clause_end
from .words import Line

__all__ = ["Busy", "confidence"]

Busy = Literal["no", "perhaps", "yes"]
"""Whether people are handing out work; perhaps so while talk begins."""


@dataclass(frozen=True, slots=True)
class _Case:
    """A task that may be one, and what surrounds it."""

    line: Line
    item: Commitment
    due: Due | None
    asks: bool
    put_off: bool
    rest: str  # from its verb on
    between: tuple[str, ...]  # its words up to the verb
    busy: Busy

    @property
    def first(self) -> str:
        return self.line.words[self.item.start]

    @property
    def dated(self) -> bool:
        """Whether a day or time yet to come is named."""
        return self.due is not None and self.due.firm


def confidence(line: Line, item: Commitment, due: Due | None, asks: bool, busy: Busy = "no") -> float | None:
    """How surely this is a task for after the meeting, or None.

    Among people who are `busy` handing out work, what "we have to do" counts without a day and without an owner.
    """
    put_off = (due is not None and due.firm) or bool(at.PUT_OFF.search(line.plain[line.starts[item.verb] :]))
    if due is not None and item.who not in ("i", "you", "name") and due.by is None and not due.firm:
        due = due if at.SOON.match(due.text.lower()) else None  # "when you press it" tells how a thing works
    rest = " ".join(line.words[item.verb : item.verb + 14])
    case = _Case(line, item, due, asks, put_off, rest, line.words[item.start : item.verb], busy)
    if any(rule(case) for rule in _RULED_OUT):
        return None
    asked = asks and item.name in _STATED
    return min(1.0, max(0.5, item.score - (0.08 if asked else 0.0) + (0.06 if due else 0.0)))


def _is_at_hand(case: _Case) -> bool:
    """What is done at once, in the meeting or on the phone."""
    line, item, rest = case.line, case.item, case.rest
    if at.IN_HERE.search(line.plain) or (
        item.kind == "talk" and not (case.dated and (item.who not in ("they", "nobody") or item.name == "let us"))
    ):
        return True
    if item.name == "continuous" and item.who != "name" and at.ON_THIS_CALL.match(rest):
        return True
    if item.who == "i" and case.due is None:
        fetching = "just" in case.between and item.kind == "action" and at.FETCHING.match(rest)
        if fetching or at.LOOKING_UP.match(rest) or rest == "check":
            return True
    if at.HOSPITALITY.match(rest):
        return True
    if case.put_off:
        return False
    clause = " ".join(line.words[item.start : clause_end(line, item.verb)])
    now = (
        at.NOW.search(line.plain)
        or at.HERE.search(clause)
        or (at.AT_ONCE.search(rest) and item.who in ("i", "we") and item.kind != "contact")
    )
    return bool(now or at.IN_ROOM.match(rest) or (item.who == "you" and at.DETAILS.match(rest)))


def _is_handwork(case: _Case) -> bool:
    """Handling what lies on the table, which is a task only when it is asked for politely or taken on."""
    line, item, rest = case.line, case.item, case.rest
    if item.kind != "action" or case.put_off or not at.HANDS_ON.match(rest) or at.OTHERS.search(rest):
        return False
    if item.who == "i" and item.name in ("will", "going", "let me"):
        return item.name == "let me" and not at.TAKES_ON.search(rest)
    polite = "please" in line.words or at.POLITE.search(line.plain) or at.TAKES_ON.search(rest)
    return item.name == "request" and not polite


def _is_only_asked(case: _Case) -> bool:
    """A question whether something is so, or what somebody would do."""
    line, item = case.line, case.item
    if not case.asks:
        return False
    if at.WEEKDAYS.search(case.rest) or (
        at.ASKS_WHAT.match(line.plain)
        and item.start not in line.commas
        and case.first != "why"
        and item.name != "advice"
    ):
        return True
    if item.name == "request" and item.who == "you" and case.first == "will" and at.OR_ELSE.search(case.rest):
        return True  # "will you send it by post or by mail?" asks which of the two
    mine = item.name in ("must", "will", "going") and item.who == "i" and not _inverted(line, item)
    return item.name in _STATED and not mine and not _asks_only_at_end(line)


def _is_mere_talk_of_mine(case: _Case) -> bool:
    """Offers and wishes of the speaker that take nothing on."""
    line, item, rest = case.line, case.item, case.rest
    if item.name == "offer" and not (item.kind == "contact" and case.put_off):
        return True
    if item.name in ("volunteer", "worth", "would") and case.due is None:
        first = item.kind == "contact" and line.words[-1] == "first"  # "I want to ask my wife first"
        return (item.name == "would" and not first) or (item.kind != "contact" and not at.OBJECT.match(rest))
    if item.name == "must" and at.EXCUSED.search(line.plain):
        return True
    if item.name == "habit" and (at.OFTEN.match(line.plain) or at.HABIT.search(rest) or not at.OBJECT.match(rest)):
        return True
    soon = item.who == "i" and item.kind == "contact" and case.put_off  # "I'm ringing her as soon as we're done"
    if item.name in ("continuous", "habit") and (not (case.dated or (soon and item.name == "continuous")) or case.asks):
        return not (item.name == "continuous" and _is_settled_on(case))
    if item.name == "let me":
        in_meeting = at.IN_MEETING.match(rest) and not at.TAKEN_ON.match(rest) and not at.OTHERS.search(rest)
        return item.verb + 1 == len(line.words) or (not case.put_off and bool(in_meeting))
    if item.name not in ("can", "shall", "why not", "would") or item.who not in ("i", "we", "nobody"):
        return False
    if item.name == "can" and item.who == "i" and at.ANYTHING.search(rest):
        return True
    if item.name == "can" and ("if" in line.words[: item.start] or ("could" in case.between and not case.dated)):
        return True
    if case.busy != "no" and item.name == "can" and item.who == "i" and item.kind == "action" and not case.asks:
        return "could" in case.between or not at.OBJECT.match(rest)
    takes = at.TAKES.match(rest)
    question = item.name == "shall" and case.asks and item.kind == "action" and item.who == "nobody"
    return not takes and (question or (not case.put_off and item.kind != "contact"))


def _is_settled_on(case: _Case) -> bool:
    """Whether what somebody "is doing" is said as something just agreed: "so Ola's buying the paint, then"."""
    line, item = case.line, case.item
    if item.kind == "talk" or not at.OBJECT.match(case.rest):
        return False
    if case.busy != "no" and item.who == "i" and line.words[item.verb] in _SEES_TO and not case.asks:
        return True
    if item.who == "name":
        return line.words[item.verb] in _SEES_TO
    if item.who == "you":
        return case.asks and at.TAGGED.search(line.plain) is not None
    return item.who == "i" and (line.words[-1] == "then" or not _AGREEING.isdisjoint(line.words[: item.start]))


def _is_advice_to_you(case: _Case) -> bool:
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
            if (terms and not _by_a_day(case)) or at.SO_THAT_IT_WORKS.search(case.rest):
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


def _is_what_others_do(case: _Case) -> bool:
    """How others act, or are thought to, rather than what they have been given to do."""
    line, item, due = case.line, case.item, case.due
    before = " ".join(line.words[max(0, item.start - 4) : item.verb])
    if item.who == "name" and due is None:
        anything = "can" in case.between and at.ANYTHING.search(case.rest)
        return bool(anything) or (item.name == "name" and at.FORETOLD.search(before) is not None)
    one = case.first in ("a", "an") or (case.first == "the" and case.busy == "no")
    if one and item.who == "they" and due is None and item.name in ("will", "must", "going", "should"):
        return True  # "a client must send its key" is a rule, "the writer will send a note" how a thing works
    if item.name == "promise":
        return False
    if item.name == "said":
        told = item.kind == "contact" and at.TO_US.search(case.rest) is not None
        return at.BUT_DID_NOT.search(line.plain) is not None or not (case.dated or told)
    if case.first == "they" and item.name == "will" and not _by_a_day(case):
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


def _is_nobodys(case: _Case) -> bool:
    """What should be, with nobody to see to it and no day: wishes, designs and rules."""
    line, item, rest = case.line, case.item, case.rest
    if item.who not in ("we", "nobody"):
        return False
    somebody = case.first in at.SOMEBODY or line.words[item.start : item.start + 3] == _ONE_OF_YOU
    if somebody and ("should" not in case.between or case.busy == "yes"):
        return False
    if item.who == "nobody" and not _by_a_day(case) and at.NOBODY_IN_PARTICULAR.search(line.plain):
        return True
    if item.name == "shall" and case.first == "can" and at.DOES_IT.match(rest):
        return True  # "can we do it after lunch" moves an appointment
    if rest.startswith("find out when "):
        return True
    if case.due is not None:
        return False
    if rest.startswith(_SURE_OF_IT):
        return True
    if case.busy != "no" and _is_work(case):
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


def _is_work(case: _Case) -> bool:
    """Whether what "we" have to do, or should, is a piece of work: a plain verb of doing, done to something."""
    item = case.item
    if item.kind != "action" or item.name not in ("must", "should", "going", "will", "let us", "still", "need", "step"):
        return False
    shaping = at.SHAPING.match(case.rest) and not at.MENDING.match(case.rest)
    joining = item.name == "must" and _HALVES.search(case.rest) is not None
    shaping = shaping and case.busy != "yes"
    return not (shaping or joining or at.ON_WITH_IT.match(case.rest)) and at.SUPPOSING.search(case.line.plain) is None


def _is_undated_passive(case: _Case) -> bool:
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
    if (
        case.busy != "no"
        and "should" not in case.between
        and not (shaped or at.CLAIMED.search(before) or at.OPINION.search(line.plain))
    ):
        return ANY_OF_THEM.isdisjoint(line.words[max(0, item.start - 3) : item.start + 1]) is False
    loose = "this time" not in case.rest and (not item.definitive or at.SHAPED.match(case.rest))
    return bool(loose or at.CLAIMED.search(before))


def _is_how_things_go(case: _Case) -> bool:
    """Habits, rules and conditions."""
    line, item = case.line, case.item
    a_thing = item.name == "imperative" or (item.name == "step" and "thing" in line.words[: item.verb])
    if a_thing and not _ARTICLES.isdisjoint(line.words[max(0, item.verb - 1) : item.verb + 1]):
        return True  # "first thing, the walk in fridge" names a thing
    if item.name == "should" and item.who == "you" and line.words[item.verb] in _MARVEL and case.due is None:
        return True
    called = "please" in line.words or is_called(line, item.start)
    if item.name == "imperative" and at.EVER.search(line.plain):
        return True
    supposing = item.name == "imperative" and case.due is None and not called
    if supposing and at.FOR_EXAMPLE.match(" ".join(line.words[item.verb : item.verb + 14])):
        return True
    if (
        item.name in ("must", "should")
        and not at.ABILITY.isdisjoint(case.between)
        and (item.who != "i" or item.name == "should")
    ):
        return True
    if (
        item.who != "name"
        and (case.due is None or not case.due.firm or item.who == "you")
        and at.AS_A_RULE.match(line.plain)
    ):
        return True
    if item.who in ("i", "you", "name") and item.name != "continuous":
        return False
    supposed = item.start > 0 and item.name in ("will", "must", "going", "passive", "should")
    return at.HABIT.search(case.rest) is not None or (line.words[0] == "if" and supposed)


def _lacks_a_cue(case: _Case) -> bool:
    """A verb that no list knows, with nothing else that makes it a task: no day, no request, nobody it is done for."""
    item, rest = case.item, case.rest
    if item.kind != "other" or item.name in ("please", "need", "sure", "imperative", "mind"):
        return False
    if case.dated or _by_a_day(case):
        return item.name in ("will", "can") and item.who in ("they", "you")
    if item.name == "request":
        word = case.line.words[item.verb]
        return not (is_called(case.line, item.start) or serves(rest) or acts_on(word, rest) or owns_it(word, rest))
    if item.who == "i" and item.name in ("will", "going", "must", "let me", "plan"):
        word = case.line.words[item.verb]
        acts = acts_on(word, rest) and item.name in ("will", "going")
        return not (acts or owns_it(word, rest) or (serves(rest) and item.name != "let me"))
    return not (item.who == "name" and item.name == "name" and "will" in case.between)


def _by_a_day(case: _Case) -> bool:
    """Whether it is to be done by some day or event, rather than at one."""
    return case.due is not None and at.DEADLINE.match(case.due.text.lower()) is not None


_STANDS = words("in at on with up ready there live here")  # "it has to be on thick paper"
_HALVES = re.compile(r"\b(?:halves|sides|parts|edges|corners|case|casing)\b")
_SEES_TO = words(
    "doing bringing sorting organising organizing handling covering collecting fetching picking booking buying getting "
    "printing baking making ordering taking driving looking chasing ringing writing finding checking arranging setting"
)
_AGREEING = words("guess suppose reckon agreed")
_ONE_OF_YOU = ("one", "of", "you")
_SURE_OF_IT = ("make sure it ", "make sure that it ", "make sure they ", "make sure people ", "make sure the user ")
_WHOSE = ("my", "his", "her", "their")
_PRESSING = words("still better best ought")
_ONLY = words("just only")
_THEY = ("he", "she", "they")
_ARTICLES = words("the a an")
_GETS = ("get", "have", "receive", "see", "find", "meet", "notice")
_MARVEL = ("see", "hear", "taste")
_TURNED = words("do did should will would can could if when")
_ANY_ONE = ("the", "a", "your")
_STATED = words("will going must should plan passive can step continuous imperative") | {"must do"}
_RULED_OUT = (
    _is_at_hand,
    _is_handwork,
    _is_only_asked,
    _is_mere_talk_of_mine,
    _is_advice_to_you,
    _is_what_others_do,
    _is_nobodys,
    _is_undated_passive,
    _is_how_things_go,
    _lacks_a_cue,
)


def _inverted(line: Line, item: Commitment) -> bool:
    """Whether a verb before the speaker makes it a question: "do I need to"."""
    return item.start > 0 and line.words[item.start - 1] in _TURNED


def _asks_only_at_end(line: Line) -> bool:
    """Whether a question mark only asks to agree, as in "you need to fix the helper, okay?"."""
    return at.AGREED.search(line.plain) is not None
