"""Roundabout ways of taking tasks on and handing them out, in plain words (see `words`)."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

from .pieces import Settled, Spec

__all__ = ["ROUNDABOUT", "SETTLED_SO"]

_LEADS = r"(?:(?:and|so|oh|also|then|but|well|right|okay|ok|yes|yeah|fine|now|please|great|good) )*"
_DAY = r"(?:(?:next |this |on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|next|on the|the \d|\d|\w+th\b|in (?:a|two|three)|at)"

ROUNDABOUT: tuple[Spec, ...] = (
    # name, who, score, definitive, pattern
    ("plan", "i", 0.64, False, rf"^{_LEADS}can(?= (?!i\b|you\b|we\b|they\b|he\b|she\b|it\b|the\b|this\b|that\b|some|any|every|not\b|be\b|do\b|have\b|a\b|my\b|our\b|your\b)\w+ )"),
    ("must", "i", 0.7, False, rf"^{_LEADS}better(?= (?!late|luck|be\b|than|to\b|not\b|off|for|still|safe|yet|and\b|in\b|at\b|with)\w+ )"),
    ("going", "i", 0.7, False, r"\bi (?:am|would be|will be) (?:up for|game for|fine with|okay with|happy with|willing to|keen to|ready to|free to)(?= \w+)"),
    ("going", "i", 0.76, True, r"\bi (?:am|will be) (?:just )?(?:off|away|popping out|heading (?:out|over|off)) to(?= (?!the\b|a\b|my\b|our\b)\w+ )"),
    ("will", "i", 0.74, True, r"\bi will away and"),
    ("going", "i", 0.72, False, r"\bi (?:plan|am planning|intend|am thinking|was thinking|am counting|count) (?:on|of)(?= \w+ing\b)"),
    ("plan", "i", 0.7, False, r"\bi (?:also |did )?(?:mean|aim|propose|undertake|offered|volunteer) to"),
    ("plan", "i", 0.68, False, r"\bi (?:thought|figured|was thinking|am thinking|was going to (?:suggest|say|propose))(?: that)?(?: maybe)? i (?:would|will|might|could)"),
    ("plan", "i", 0.66, False, r"\bi was going to (?:suggest|propose)(?: that)? i"),
    ("plan", "i", 0.7, False, r"\bi have (?:a mind|half a mind|agreed|offered|undertaken|arranged|decided) to"),
    ("turn", "i", 0.72, True, r"\b(?:that|which) leaves me to"),
    ("request", "you", 0.7, False, r"\b(?:perhaps|maybe) you (?:would|could|might|can|will)(?: both| all| just)?"),
    ("mind", "you", 0.76, False, r"\bif you (?:would|do) not mind(?= \w+ing\b)"),
    ("need", "you", 0.76, True, r"\bif you would be (?:so |very )?(?:kind|good) (?:as to|enough to)"),
    ("mind", "you", 0.68, False, rf"^{_LEADS}(?:do you |either of you |anyone |anybody )?fancy(?= \w+ing\b)"),
    ("mind", "you", 0.74, False, r"\b(?:how|what) about (?:you|one of you|somebody|someone)(?= \w+ing\b)"),
    ("mind", "you", 0.74, False, r"\b(?:are|would) you(?: both| all)?(?: be)? (?:up for|okay with|all right with|happy with|fine with)(?= \w+ing\b)"),
    ("need", "you", 0.72, False, r"\b(?:are|would) you(?: both| all)?(?: be)? (?:okay|ok|all right|alright|able|free|happy|willing|good|prepared|ready) to"),
    ("need", "you", 0.76, False, r"\bdo (?:me|us) a (?:favou?r|kindness|good turn) and"),
    ("need", "you", 0.72, False, r"\byou (?:could|would) not(?: possibly| happen to)?(?= .{3,90}\b(?:could|would) you ?$)"),
    ("need", "you", 0.74, False, r"\b(?:would|will|is) it (?:be )?(?:too much trouble|too much|a (?:bother|nuisance|problem|lot of bother)|much bother)(?: for you)? to"),
    ("advice", "you", 0.7, False, r"\bhow about (?:if )?you"),
    ("sure", "you", 0.76, True, r"\byou will (?:remember|not forget) to"),
    ("sure", "you", 0.74, True, r"\byou will not(?= forget (?:the|your|my|our|those|to)\b)"),
    ("sure", "you", 0.74, True, rf"^{_LEADS}(?:mind|see|see to it|see it|check|ensure|make sure)(?: that)? you"),
    ("sure", "you", 0.72, True, rf"^{_LEADS}(?:do not|nobody|no one|let nobody)(?= (?!do\b|be\b|worry|think|know)\w+ .{{3,90}}\b(?:until|till|before)\b)"),
    ("need", "you", 0.74, True, r"\bit is (?:very |really |absolutely |quite )?(?:important|essential|vital|crucial|imperative|critical)(?: that)? (?:you|you both|you all|somebody|someone)"),
    ("need", "we", 0.7, False, r"\bit is (?:very |really |absolutely |quite )?(?:important|essential|vital|crucial|imperative|critical)(?: that)? we"),
    ("great if", "we", 0.68, False, r"\bit is (?:high |about |well past )?time (?:that )?(?:we|you|i|somebody|someone)(?= \w+ed\b)"),
    ("step", "nobody", 0.74, True, r"\b(?:first|next|last|top|also) (?:up |thing )?(?:on|of) (?:the|my|our|your) (?:list|agenda|pile) (?:is|are)(?: to)?(?= )"),
    ("step", "nobody", 0.76, True, r"\b(?:the|my|our) (?:only |next |first |last |main |one |other )?(?:thing|job|bit|task|priority|question)(?: left| remaining| outstanding)?(?: to do| for (?:me|you|us))?(?: now| then| today| first)? is(?: to)?"),
    ("step", "nobody", 0.76, True, r"\b(?:all|what|everything)(?: that)? (?:is|remains)(?: left| to be done)? (?:is )?to(?= )"),
    ("going", "we", 0.7, True, r"\b(?:that|it|which|this) (?:will|is going to) mean(?= \w+ing\b)"),
    ("mind", "you", 0.74, False, r"\bsee your way(?: clear)? to(?= \w+ing\b)"),
    ("need", "you", 0.76, False, rf"^{_LEADS}be (?:a|an) (?:love|dear|darling|star|pal|mate|sport|angel|good \w+) and"),
    ("need", "nobody", 0.7, False, r"\b(?:somebody|someone|one of (?:us|you)) (?:wants|could do) to"),
    ("still", "we", 0.74, True, r"\b(?:we|i) (?:still |also )?have (?:got )?(?:still )?(?:the|those|these|all the|my|our|three|two|four|five|some|a couple of|a few|a|an) (?!(?:right|chance|opportunity|power|plan|duty|tendency|habit|reason|way|ability|lot|time|long|choice|need|responsibility|obligation|courage|nerve|family)\b)(?:\w+ ){1,4}?(?:still |left |yet )?to(?= \w+)"),
    ("still", "nobody", 0.72, True, r"\b(?:there (?:is|are)(?: still| also)?|that (?:just |still )?leaves|which (?:just |still )?leaves) (?:the|those|these|all the|our|your|my) (?:\w+ ){1,4}?(?:still |left )?to(?= \w+)"),
    ("will", "nobody", 0.72, True, r"\b(?:it|that|this) (?:falls|is) to (?:the |our |my )?\w+(?: \w+)? to"),
)  # fmt: skip

SETTLED_SO: tuple[Settled, ...] = (
    ("you", 0.72, "action", rf"^{_LEADS}(?:see|make sure|make certain|ensure|see to it)(?: to it)?(?: that)? (?:the|that the|your|all|those) \w+(?: \w+)? (?:is|are|'s|gets?) "),
    ("you", 0.7, "action", rf"^{_LEADS}be (?:there|here|back|ready|outside|at the \w+)(?= (?:at|by|on|for|with|before|no later)\b)"),
    ("you", 0.7, "action", r"\b(?:that|this|it|which)(?: one| bit| part)? (?:is|will be|would be) (?:your (?:job|department|task|one|homework)|down to you|on you|over to you|one for you|yours)\b(?! (?:to|truly|now)\b)"),
    ("you", 0.68, "action", r"\byou (?:are|will be) (?:both )?(?:responsible for|in charge of|down for|looking after|on) (?:the|those|these|all the)\b(?! (?:right|left|air|wrong|way|list|phone|line|call|board|team|edge|same|other|mailing|committee|train|bus|whole|ball|spot)\b)"),
    ("you", 0.7, "action", r"\bi (?:will |am going to |would )?(?:need|want|like) (?:your|the|those|these|all the|all your) (?:\w+ ){1,4}?(?:by|before|no later than|in by|back by|ready by) (?:i|we|the|you|next|\w+day|tomorrow|noon|\d)"),
    ("you", 0.72, "action", r"^(?:and |so )?(?!the |a |all |all |no |yes |well |but )\w+ (?:the|those|your|these) \w+(?: \w+)? please$"),
    ("nobody", 0.68, "action", r"\b(?:the|those|these|our|my|your) (?:\w+ ){1,3}?could (?:really )?do with (?:a |an |another |some )(?:good |proper |quick |bit of a )?(?:clean|wash|polish|trim|tidy|check|service|coat|sweep|dust|prune|cut|look|once|sort|update|rewrite|haircut|scrub|airing|rinse|oil|going)\b"),
    ("nobody", 0.68, "action", r"\b(?:could use|could do with|need) (?:a |some |another )?(?:hand|help|pair of hands) (?:with|\w+ing)\b(?=.{0,160}\b(?:on|this|next|tomorrow|tonight|before|by|\w+day)\b)"),
    ("i", 0.7, "action", r"^(?:\w+ ){0,2}?consider (?:it|that|this|them|those|the \w+(?: \w+)?) (?:\w+ed|done|sent|sorted|gone|paid)$"),
    ("you", 0.7, "contact", r"\bwhat (?:i|we) (?:really |still |will )?need from (?:you|you both|you all)(?: now| then| next)? is (?:a|an|the|your)\b"),
    ("i", 0.74, "contact", r"\byou (?:will|shall|should)(?: all| both)? (?:have|get|receive) (?:\w+ ){1,6}?by (?:email|mail|post|text|courier|letter|phone)\b"),
    ("nobody", 0.68, "contact", rf"^{_LEADS}(?:i will |we will )?(?:speak|talk|catch up|chat)(?: to you| with you)?(?: again| then)? (?={_DAY})"),
    ("nobody", 0.6, "contact", r"^(?:(?:so|right|okay|great|perfect|lovely|good|fine|well|and|yes) )*(?:until |till )?(?:the )?(?:next )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+th|tomorrow)(?: the \w+| morning| afternoon| evening| at \w+(?: \w+)?)*(?: then| it is| it is then)$"),
    ("i", 0.7, "contact", r"\byou (?:will|should|are going to)(?: all| both| each)? (?:get|have|receive|see) (?:an?|the|our|my|another) (?:\w+ ){0,2}?(?:email|text|letter|call|message|invite|invitation|link|confirmation|reply|reminder|form|pack|quote|contract|invoice|estimate|summary)\b(?!.{0,160}\b(?:automatically|every|each|whenever|if|when)\b)"),
    ("i", 0.7, "contact", r"\b(?:a|an|the|our|my) (?:\w+ )?(?:letter|email|invoice|contract|invite|invitation|confirmation|text|report|copy|quote|summary|link) (?:will|is going to) (?:follow|be (?:sent|posted|emailed|with you|in the post|on its way)|reach you|go out)\b(?!.{0,160}\b(?:automatically|every|each|whenever|if|when)\b)"),
    ("i", 0.7, "contact", r"\b(?:you (?:should|can expect to) have|expect) (?:it|that|them|those|this|the \w+|my \w+) (?:by|on|before|in|tomorrow|first thing|next|within)\b"),
    ("nobody", 0.66, "action", r"\bwe could do with (?:an? |some |another |the |two |three )(?:\w+ ){1,5}?(?:before|by|in time for|for (?:the|next|\w+day))\b"),
    ("nobody", 0.7, "contact", r"\ban? (?:quick |short |polite |brief |little )?(?:call|email|note|word|line|letter|text|message|reminder|phone call) (?:to|with) .{2,60}? (?:would not (?:hurt|go amiss|be a bad idea)|would (?:help|be (?:good|wise)|do it|sort it)|is in order|might help|cannot hurt)\b"),
    ("nobody", 0.7, "contact", rf"\bwe (?:will )?(?:all )?(?:meet|reconvene|speak|talk)(?: up)?(?: again| next)? (?={_DAY})(?!.{{0,160}}\b(?:every|each|days)\b)"),
    ("nobody", 0.68, "contact", rf"\b(?:the|our|your) next (?:meeting|session|call|appointment|class|rehearsal|review|visit|one|fitting|check up) (?:is|will be|'s)(?: on| at| in)? (?={_DAY})"),
    ("i", 0.72, "contact", r"\bi will be (?:round|over|by|back|along|across)(?= .{0,60}\b(?:to (?:see|have|take|look|talk|check|collect|measure|go|discuss|meet)|and)\b)"),
    ("i", 0.7, "action", r"\b(?:so |then |right |okay |guess |suppose |think )i (?:am|will be) (?:on|doing|in charge of|responsible for) (?:the )?(?!it\b|that\b|well|fine|holiday|leave|my|your|board|call|mute|same|right)\w+|^(?:\w+ )?i (?:am|will be) (?:on|in charge of|responsible for) (?:the )?\w+(?: \w+)? then$"),
    ("i", 0.68, "action", r"\b(?:that|this|it|those|they) (?:is|are)(?: already| also)? on my (?:to do )?list\b|\bi have (?:made|got) (?:myself )?a note to (?!self)\w+"),
    ("i", 0.68, "action", r"\bi have (?:got )?(?:the|those|all the) \w+(?: \w+)?(?: covered| sorted| in hand)? (?:then$|you do not need to|so you do not|do not worry)"),
    ("i", 0.72, "action", r"\b(?:i will|i can|let me) take (?:(?:the )?(?:first|second|last|early|late|morning|night|next|other) (?:shift|slot|watch|turn|half|batch|round|leg)|.{3,30} off your (?:hands|plate|shoulders))\b"),
)  # fmt: skip
"""Set phrases, beside those of `promises`: whose task, how sure, what it amounts to, and the pattern."""
