"""Whether a task is one for after the meeting, and how sure that is."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re

from .commitments import Commitment
from .due import Due
from .lexicon.doing import CRAFTS_SET as CRAFTS
from .words import Line

__all__ = ["confidence"]

_NOW = re.compile(
    r"\b(?:right now|for a (?:second|minute|moment|sec)|real quick|one (?:second|moment|minute|sec)|bear with me|"
    r"while (?:we|i|you) (?:are|am)\b(?! (?:away|out|off|on|gone|at))|on the screen|on my screen|in a (?:second|moment|minute|sec)|just a (?:second|moment|minute|sec)|"
    r"hang on|hold on|on this call|during this call|in this (?:meeting|session|demo|presentation)|here)\b"
)
_AT_ONCE = re.compile(r"(?<!\bjust )\bnow\b(?! (?:and|on|that)\b)")
_PUT_OFF = re.compile(
    r"\b(?:later|after (?:this|the|our|that|lunch)|afterwards|before (?:the|our|next|we (?:leave|meet))|as soon as|once|when (?:you|i|we|it)|offline|"
    r"first thing|asap|by (?:then|the time)|within|in (?:an?(?! (?:moment|minute|second|sec|bit))|one|two|three|four|five|ten|\d+|a couple|a few|the next)\b)"
)
_DETAILS = re.compile(
    r"(?:confirm|verify|give|provide|spell|read|tell|state|check|share|repeat|enter|type|send)\b(?: \w+){0,4}? (?:your|the (?:last|first|full)|me your|me the) "
    r"(?:\w+ ){0,4}?(?:name|names|email|address|number|numbers|digits|code|birth|postcode|zip|details|id|pin|password|account|policy|date|birthday|serial|order)\b"
)
_IN_MEETING = re.compile(
    r"(?:check|see|look|have a|change|pull|find|open|share|get|grab|think|read|try|confirm|verify|review|note|write|add|put|ask|run|bring|make|take|explain|start|"
    r"clarify|summarize|summarise|repeat|rephrase|address|answer|show|walk|switch|zoom|introduce|highlight|propose|transfer|type|log|enter|count|locate|figure|double)\b"
)
_SHAPING = re.compile(
    r"(?:make|add|include|design|build|create|put|reduce|simplify|improve|increase|remove|select|choose|pick|determine|develop|"
    r"integrate|replace|limit|lower|combine|cut|focus|use|support|provide|produce|target|split|change|keep|set|take|move|turn|"
    r"cover|implement|apply|work|adjust|balance|identify|raise|own|type|measure|price|sell|market|charge|evaluate|protect|ensure|promote|invest|tackle|monitor|maintain|strengthen|address|define|rank|rate|specify)\b(?! (?:sure|certain|care|together|back))"
)
_HANDS_ON = re.compile(
    r"(?:grab|hold|open|close|mark|sketch|read|lock|label|count|rotate|locate|stage|load|lower|raise|roll|place|note|capture|park|lift|"
    r"screen|select|clear|cut|split|wrap|toggle|turn|move|put|pick|measure|time|scan|plug|unplug|tag|list|tidy|clean|wipe|stock|flag|frame|stack|hand|"
    r"collect|draw|illustrate|try|test|compare|combine|group|scale|switch|swap|add|remove|drop|take|make|start|outline|map|model|demo|name|number)\b"
)
_TAKES_ON = re.compile(
    r"\b(?:sure|certain|crack|stab|note|notes|ticket|list|reminder|order|request|care|copy|copies|(?:that|this) (?:one|on|away|off)|agenda|form|account|file|plan|appointment|reservation|deck|draft|proposal|quote|invoice|report|kids?|car|up)\b"
)
_SHAPED = re.compile(
    r"(?:made|add|includ|design|buil|creat|put|reduc|simplif|improv|increas|remov|select|chosen|pick|determin|develop|integrat|"
    r"replac|limit|lower|combin|cut|focus|use|support|provid|target|split|chang|kept|set|taken|mov|turn|cover|implement|appl|"
    r"adjust|balanc|identif|rais|own|measur|pric|sold|market|plac|locat|press|charg|held|operat|done|clean|wash|paid|connect)"
)
_POLITE = re.compile(r"\b(?:please|me|us|for me|be able to|be willing to|be so kind|mind)\b")
_OTHERS = re.compile(
    r"\b(?:(?:by|past) (?!hand\b|email\b|phone\b|now\b|the way\b|itself\b|far\b)\w+|with (?!me\b|you\b|us\b|that\b|this\b|it\b)\w+|to (?:him|her|them|you)|back to|away|from (?:there|them|him|her))\b"
)
_FORETOLD = re.compile(
    r"\b(?:doubt|bet|hope|hoping|hopefully|suppose|imagine|expect|guess|assume|afraid|worried|fear|sure|probably|surely|presumably|eventually|never)\b"
)
_ON_THIS_CALL = re.compile(
    r"(?:calling|ringing|phoning|writing|emailing|contacting|reaching out|getting in touch|texting|messaging)"
    r"(?: back)?(?: today| now| again| in)? (?:about|regarding|concerning|to|because|from|on behalf|for|with|in|re|on)\b"
)
_TAKEN_ON = re.compile(r"take (?:a (?:crack|stab|swing) at|care of|that (?:one|on|off|away)|it from)\b")
_OBJECT = re.compile(r"\w+ (?:\w+ )?(?:the|my|our|a|an|his|her|your|their|it|them|this|that|those|these)\b")
_OFTEN = re.compile(r"(?:\w+ ){0,2}?(?:usually|normally|always|often|sometimes|typically|generally)\b")
_WHOEVER = re.compile(r"\bif (?:you|people|someone|somebody|anyone) (?:want|need|wish|like|are|have)\b|^i mean\b")
_FETCHING = re.compile(r"(?:get|grab|fetch|check|look|find|open|close|move|turn|put|pull|finish|make sure)\b")
_IN_HERE = re.compile(
    r"\bon the (?:white)?board\b|\bin my head\b|\bwhen (?:you|everyone) can (?:see|hear)\b|\b(?:later|further) (?:on )?in (?:the|this|my|our) (?:presentation|meeting|talk|session|call|chapter|video|lecture)"
)
_SOON = re.compile(
    r"(?:before|by|asap|as soon as|first thing|overnight|straight|right|immediately|after (?:this|the|our|lunch)|within|in|at|for|on)\b"
)
_DUTY = frozenset(("job", "task", "goal", "aim", "mission"))
_ABILITY = frozenset(("able", "want"))
_ON_WITH_IT = re.compile(
    r"(?:have a (?:look|think|chat|break|go)|get (?:back|started|going|on|through|into|to)|look|go|see|take a|give|add)\b"
)
_LOOKING_UP = re.compile(
    r"(?:check|verify|look up|look at|pull|confirm|access|locate|take a look at|have a look at|find|open|note|update|reset) (?:\w+ ){0,2}?your\b"
    r"(?! (?:boss|manager|office|landlord|insurer|bank|doctor|employer|school|team|department|gp))"
)
_DEADLINE = re.compile(r"(?:by|before|no later than|within)\b|today|tomorrow|tonight")
_THEY = ("he", "she", "they")
_CLAIMED = re.compile(
    r"\b(?:scared|afraid|worried|thinks?|thought|says?|said|reckons?|claims?|told|believes?|convinced)\b"
)
_NOBODY_IN_PARTICULAR = re.compile(
    r"\b(?:anybody|anyone|everybody|everyone|people|visitors|customers|users) (?:who|that|in|with|from)\b"
)
_HABIT = re.compile(
    r"\b(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|day (?:mornings|afternoons|evenings|nights)\b|\b(?:in the end|sooner or later|at some point)\b|"
    r"\b(?:every|each) (?:time|day|week|month|quarter|year|morning|night|\w+day|load|order|case|shift|trip|\w+ly)\b|"
    r"\b(?:once|twice|\w+ times) (?:a|an|per|every|each) |\bautomatically\b|\bper (?:day|week|month|year)\b"
)
_SUGGESTED = re.compile(r"\b(?:maybe|perhaps|in the meantime|meanwhile) you (?:can|could)\b")
_IN_ROOM = re.compile(
    r"(?:close|open|shut|move|turn|pass|hand|push|press|switch|adjust|write|put|draw|wipe|dim|mute|grab|bring|take|lower|raise|click|use|point)\b(?: \w+){0,2}? "
    r"(?:doors?|windows?|volume|chairs?|lights?|microphones?|mics?|cameras?|screens?|markers?|pens?|board|whiteboard|slides?|seats?|laptop|blinds|heating|hand|voice)\b"
)


def confidence(line: Line, item: Commitment, due: Due | None, asks: bool) -> float | None:
    """How surely this is a task for after the meeting, or None."""
    rest = " ".join(line.words[item.verb : item.verb + 14])
    put_off = (due is not None and due.firm) or bool(_PUT_OFF.search(line.plain[line.starts[item.verb] :]))
    score = item.score
    if (
        due is not None
        and item.who not in ("i", "you", "name")
        and due.by is None
        and not due.firm
        and not _SOON.match(due.text.lower())
    ):
        due = None  # "when you press it" tells how a thing works
    if item.who in ("we", "nobody") and due is None and line.words[item.verb] in CRAFTS:
        return None
    between = line.words[item.start : item.verb]
    if item.who == "you" and item.name == "must" and _WHOEVER.search(line.plain):
        return None
    others = item.who == "they" and due is None
    if others and ("if" in line.words[item.verb :] or (item.name == "must" and line.words[item.start] in _THEY)):
        return None
    if item.name == "step" and due is None and not _DUTY.isdisjoint(between) and "next" not in between:
        return None
    if item.name in ("must", "should") and not _ABILITY.isdisjoint(between) and item.who != "i":
        return None
    if item.who == "you" and item.name in ("should", "will") and line.words[item.verb] in ("get", "have", "receive"):
        return None
    if item.name == "let us" and due is None and _ON_WITH_IT.match(rest):
        return None
    if item.name == "volunteer" and due is None:
        return None
    if item.who == "i" and due is None and (_LOOKING_UP.match(rest) or rest == "check"):
        return None
    if item.kind == "talk" and item.who in ("they", "nobody"):
        return None
    if item.name == "let me" and item.verb + 1 == len(line.words):
        return None
    if (item.who == "we" and rest == "find out") or _IN_HERE.search(line.plain):
        return None
    if item.who == "i" and "just" in between and due is None and item.kind == "action" and _FETCHING.match(rest):
        return None
    if item.name == "passive" and "will" in between and not (due is not None and _DEADLINE.match(due.text.lower())):
        return None
    if item.kind == "talk" and not (due is not None and due.firm):
        return None
    if item.name == "continuous" and item.who != "name" and _ON_THIS_CALL.match(rest):
        return None
    before = " ".join(line.words[max(0, item.start - 4) : item.verb])
    if item.who in ("they", "name") and item.name in ("will", "name") and due is None and _FORETOLD.search(before):
        return None
    if item.name == "passive" and due is None and _CLAIMED.search(before):
        return None
    if item.name == "can" and item.who != "you" and "if" in line.words[: item.start]:
        return None
    if (
        item.name == "request"
        and asks
        and item.who == "you"
        and "or" in line.words[item.verb :]
        and line.words[item.start] == "will"
    ):
        return None  # "will you send it by post or by mail?" asks which of the two
    if item.who == "nobody" and _NOBODY_IN_PARTICULAR.search(line.plain):
        return None
    if item.who not in ("i", "you", "name") or item.name == "continuous":
        if _HABIT.search(rest):
            return None
        if line.words[0] == "if" and item.start > 0 and item.name in ("will", "must", "going", "passive", "should"):
            return None
    if (
        item.who == "they"
        and due is None
        and (item.name == "should" or line.words[item.start] in ("he", "she", "they"))
        and item.kind != "contact"
    ):
        return None
    if (
        item.name == "will"
        and item.who == "nobody"
        and due is None
        and line.words[item.start] in ("everyone", "everybody")
    ):
        return None
    if not put_off:
        if _IN_ROOM.match(rest):
            return None
        if _NOW.search(line.plain) or (_AT_ONCE.search(rest) and item.who in ("i", "we") and item.kind != "contact"):
            return None
        if item.who == "you" and _DETAILS.match(rest):
            return None
        if item.name == "let me" and _IN_MEETING.match(rest) and not _TAKEN_ON.match(rest) and not _OTHERS.search(rest):
            return None
    if asks and item.name in (
        "will",
        "going",
        "must",
        "should",
        "plan",
        "passive",
        "can",
        "must do",
        "step",
        "continuous",
        "imperative",
    ):
        if not _asks_only_at_end(line) and not (
            item.name in ("must", "will", "going") and item.who == "i" and not _inverted(line, item)
        ):
            return None
        score -= 0.08
    if item.name in ("can", "shall", "why not", "would") and item.who in ("i", "we", "nobody"):
        if item.name == "would" and due is None:
            return None
        if not put_off and not _takes(rest) and item.kind != "contact":
            return None
        if item.name == "shall" and asks and item.kind == "action" and item.who == "nobody" and not _takes(rest):
            return None
    if item.name == "can" and item.who == "you" and not put_off and not _SUGGESTED.search(line.plain):
        return None
    if item.name == "name" and due is None and "can" in between and re.search(r"\b(?:anything|everything|any)\b", rest):
        return None
    could = item.name == "can" and item.who in ("i", "we") and "could" in line.words[item.start : item.verb]
    if could and (due is None or not due.firm):
        return None
    if (
        item.name == "must"
        and item.who == "you"
        and "would" in line.words[item.start : item.verb]
        and rest[:4] == "ask "
    ):
        return None
    if item.name == "will" and item.who == "you" and not put_off and item.kind != "contact":
        return None
    if item.kind == "other" and not (due is not None and due.firm) and item.name not in ("please", "need"):
        return None
    if item.who in ("we", "nobody") and not (due is not None or item.kind == "contact"):
        weak = item.name in ("should", "can", "plan", "would", "shall", "why not") or (
            item.name == "will" and "should" in line.words[item.start : item.verb]
        )
        if weak or (item.name in ("must", "will", "going", "passive", "let us") and _SHAPING.match(rest)):
            return None
    if item.kind == "action" and not put_off and _HANDS_ON.match(rest) and not _OTHERS.search(rest):
        if item.who == "i" and item.name in ("will", "going", "let me") and not _TAKES_ON.search(rest):
            return None
        if item.name == "request" and not (
            "please" in line.words or _POLITE.search(line.plain) or _TAKES_ON.search(rest)
        ):
            return None
    told = item.kind == "contact" or due is not None
    if item.who == "they" and item.name == "will" and not told and line.words[item.start] in ("the", "a"):
        return None  # how things go, rather than what somebody has been given to do
    if (
        item.name == "passive"
        and due is None
        and "this time" not in rest
        and (not item.definitive or _SHAPED.match(rest))
    ):
        return None
    if (
        item.name == "request"
        and item.who == "you"
        and line.words[item.start] in ("would", "will", "do")
        and not (put_off or item.kind == "contact" or _POLITE.search(line.plain))
    ):
        return None  # "would you relocate?" asks what one would do
    if item.name == "habit" and (_OFTEN.match(line.plain) or _HABIT.search(rest) or not _OBJECT.match(rest)):
        return None
    if item.name in ("continuous", "habit") and (due is None or not due.firm or asks):
        return None
    return min(1.0, max(0.5, score + (0.06 if due else 0.0)))


def _inverted(line: Line, item: Commitment) -> bool:
    """Whether a verb before the speaker makes it a question: "do I need to"."""
    return item.start > 0 and line.words[item.start - 1] in (
        "do",
        "did",
        "should",
        "will",
        "would",
        "can",
        "could",
        "if",
        "when",
    )


def _asks_only_at_end(line: Line) -> bool:
    """Whether a question mark only asks to agree, as in "you need to fix the helper, okay?"."""
    return (
        re.search(
            r"(?:okay|ok|right|yeah|alright|all right|please|yes|deal|correct|fair|good|will you|can you|could you|would you|shall i|shall we|should i|if that is okay|is that okay|does that work|does that help|sound good|sounds good|make sense|works for you|work for you|(?:should|ought|must|had|can|could|will|would|do|does|is|are|has|have|shall) (?:not )?(?:i|we|you|they|he|she|it)|everybody|everyone)$",
            line.plain,
        )
        is not None
    )


def _takes(rest: str) -> bool:
    """Whether somebody takes a task on: "I can take that one"."""
    return (
        re.match(
            r"(?:take|do|handle|own|cover|pick|send|email|forward|get|put|set|ask|check|call|have|write|draft|print|drive|bring|order|book|"
            r"organise|organize|arrange|sort|look into|collect|drop|prepare|paint|build|update|lend|run the|make (?:a|the|some)|bake|cook|fetch|host|supply)\b",
            rest,
        )
        is not None
    )
