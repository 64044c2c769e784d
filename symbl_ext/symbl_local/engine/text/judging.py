"""Whether a task is one for after the meeting, and how sure that is."""

from __future__ import annotations

from .cases import Case
from .commitment import Commitment
from .due import Due
from .lexicon import circumstances as at
from .lexicon import words
from .open_verbs import acts_on, is_called, owns_it, serves
from .others import is_advice_to_you, is_nobodys, is_undated_passive, is_what_others_do
from .verbs import clause_end
from .words import Line

__all__ = ["weighed"]


def weighed(line: Line, item: Commitment, due: Due | None, asks: bool) -> tuple[float, None] | tuple[None, str]:
    """How surely this is a task for after the meeting, or None and the reason why it is none."""
    put_off = (due is not None and due.firm) or bool(at.PUT_OFF.search(line.plain[line.starts[item.verb] :]))
    if due is not None and item.who not in ("i", "you", "name") and due.by is None and not due.firm:
        due = due if at.SOON.match(due.text.lower()) else None  # "when you press it" tells how a thing works
    rest = " ".join(line.words[item.verb : item.verb + 14])
    case = Case(line, item, due, asks, put_off, rest, line.words[item.start : item.verb])
    reason = next((rule for rule in _RULED_OUT if rule(case)), None)
    if reason is not None:
        return None, reason.__name__.strip("_")
    asked = asks and item.name in _STATED
    return min(1.0, max(0.5, item.score - (0.08 if asked else 0.0) + (0.06 if due else 0.0))), None


def _is_at_hand(case: Case) -> bool:
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


def _is_handwork(case: Case) -> bool:
    """Handling what lies on the table, which is a task only when it is asked for politely or taken on."""
    line, item, rest = case.line, case.item, case.rest
    if item.kind != "action" or case.put_off or not at.HANDS_ON.match(rest) or at.OTHERS.search(rest):
        return False
    if item.who == "i" and item.name in ("will", "going", "let me"):
        return item.name == "let me" and not at.TAKES_ON.search(rest)
    polite = "please" in line.words or at.POLITE.search(line.plain) or at.TAKES_ON.search(rest)
    return item.name == "request" and not polite


def _is_only_asked(case: Case) -> bool:
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


def _is_mere_talk_of_mine(case: Case) -> bool:
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
    if item.name == "can" and item.who == "i" and item.kind == "action" and not case.asks:
        return "could" in case.between or not at.OBJECT.match(rest)
    takes = at.TAKES.match(rest)
    question = item.name == "shall" and case.asks and item.kind == "action" and item.who == "nobody"
    return not takes and (question or (not case.put_off and item.kind != "contact"))


def _is_settled_on(case: Case) -> bool:
    """Whether what somebody "is doing" is said as something just agreed: "so Ola's buying the paint, then"."""
    line, item = case.line, case.item
    if item.kind == "talk" or not at.OBJECT.match(case.rest):
        return False
    if item.who == "i" and line.words[item.verb] in _SEES_TO and not case.asks:
        return True
    if item.who == "name":
        return line.words[item.verb] in _SEES_TO
    if item.who == "you":
        return case.asks and at.TAGGED.search(line.plain) is not None
    return item.who == "i" and (line.words[-1] == "then" or not _AGREEING.isdisjoint(line.words[: item.start]))


def _is_how_things_go(case: Case) -> bool:
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


def _lacks_a_cue(case: Case) -> bool:
    """A verb that no list knows, with nothing else that makes it a task: no day, no request, nobody it is done for."""
    item, rest = case.item, case.rest
    if item.kind != "other" or item.name in ("please", "need", "sure", "imperative", "mind"):
        return False
    if case.dated or case.by_a_day:
        return item.name in ("will", "can") and item.who in ("they", "you")
    if item.name == "request":
        word = case.line.words[item.verb]
        return not (is_called(case.line, item.start) or serves(rest) or acts_on(word, rest) or owns_it(word, rest))
    if item.who == "i" and item.name in ("will", "going", "must", "let me", "plan"):
        word = case.line.words[item.verb]
        acts = acts_on(word, rest) and item.name in ("will", "going")
        return not (acts or owns_it(word, rest) or (serves(rest) and item.name != "let me"))
    return not (item.who == "name" and item.name == "name" and "will" in case.between)


_SEES_TO = words(
    "doing bringing sorting organising organizing handling covering collecting fetching picking booking buying getting "
    "printing baking making ordering taking driving looking chasing ringing writing finding checking arranging setting"
)
_AGREEING = words("guess suppose reckon agreed")
_ARTICLES = words("the a an")
_MARVEL = ("see", "hear", "taste")
_TURNED = words("do did should will would can could if when")
_STATED = words("will going must should plan passive can step continuous imperative") | {"must do"}
_RULED_OUT = (
    _is_at_hand,
    _is_handwork,
    _is_only_asked,
    _is_mere_talk_of_mine,
    is_advice_to_you,
    is_what_others_do,
    is_nobodys,
    is_undated_passive,
    _is_how_things_go,
    _lacks_a_cue,
)


def _inverted(line: Line, item: Commitment) -> bool:
    """Whether a verb before the speaker makes it a question: "do I need to"."""
    return item.start > 0 and line.words[item.start - 1] in _TURNED


def _asks_only_at_end(line: Line) -> bool:
    """Whether a question mark only asks to agree, as in "you need to fix the helper, okay?"."""
    return at.AGREED.search(line.plain) is not None
