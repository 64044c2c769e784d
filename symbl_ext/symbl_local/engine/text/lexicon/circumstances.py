"""What tells a task apart from talk at hand, from how things go, and from what one supposes, in plain words."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

import re

from .pieces import ROLE

__all__ = [
    "ABILITY",
    "AGREED",
    "ANYTHING",
    "ANY_SUCH",
    "ASKS_WHAT",
    "AS_ALL_DO",
    "AS_A_RULE",
    "AT_ONCE",
    "BUT_DID_NOT",
    "CLAIMED",
    "DEADLINE",
    "DETAILS",
    "DOES_IT",
    "DUTY",
    "EVER",
    "EXCUSED",
    "FETCHING",
    "FORETOLD",
    "FOR_EXAMPLE",
    "HABIT",
    "HANDLED_BY",
    "HANDS_ON",
    "HERE",
    "HOSPITALITY",
    "IN_HERE",
    "IN_MEETING",
    "IN_ROOM",
    "LOOKING_UP",
    "MENDING",
    "NOBODY_IN_PARTICULAR",
    "NOW",
    "OBJECT",
    "OFTEN",
    "ON_THIS_CALL",
    "ON_WITH_IT",
    "OPINION",
    "OR_ELSE",
    "OTHERS",
    "POLITE",
    "PUT_OFF",
    "SHAPED",
    "SHAPING",
    "SOMEBODY",
    "SOON",
    "SO_THAT_IT_WORKS",
    "SUGGESTED",
    "SUPPOSED",
    "SUPPOSING",
    "TAGGED",
    "TAKEN_ON",
    "TAKES",
    "TAKES_ON",
    "TO_US",
    "WEEKDAYS",
    "WHOEVER",
]

NOW = re.compile(
    r"\b(?:right now|for a (?:second|minute|moment|sec)|real quick|one (?:second|moment|minute|sec)|bear with me|"
    r"while (?:we|i|you) (?:are|am)\b(?! (?:away|out|off|on|gone|at|in(?! (?:here|this|the (?:room|meeting|call)))))|on the screen|on my screen|in a (?:second|moment|minute|sec)|just a (?:second|moment|minute|sec)|"
    r"hang on(?! to\b)|hold on(?! to\b)|on this call|during this call|in this (?:meeting|session|demo|presentation))\b"
)
HERE = re.compile(r"\bhere\b")
AT_ONCE = re.compile(r"(?<!\bjust )\bnow\b(?! (?:and|on|that)\b)")
PUT_OFF = re.compile(
    r"\b(?:later|after (?:this|the|our|that|lunch)|afterwards|before (?:the|our|next|we (?:leave|meet))|as soon as|once|when (?:you|i|we|it)|offline|"
    r"first thing|asap|by (?:then|the time)|within|in (?:an?(?! (?:moment|minute|second|sec|bit))|one|two|three|four|five|ten|\d+|a couple|a few|the next)\b(?! (?:colou?rs|sizes|ways|parts|pieces|places|languages|steps|versions|cases|shops|stores|countries)\b))"
)
DETAILS = re.compile(
    r"(?:confirm|verify|give|provide|spell|read|tell|state|check|share|repeat|enter|type|send)\b(?: \w+){0,4}? (?:your|the (?:last|first|full)|me your|me the) "
    r"(?:\w+ ){0,4}?(?:name|names|email|address|number|numbers|digits|code|birth|postcode|zip|details|id|pin|password|account|policy|date|birthday|serial|order)\b"
)
IN_MEETING = re.compile(
    r"(?:check|see|look|have a|change|pull|find|open|share|get|grab|think|read|try|confirm|verify|review|note|write|add|put|ask|run|bring|make|take|explain|start|"
    r"clarify|summarize|summarise|repeat|rephrase|address|answer|show|walk|switch|zoom|introduce|highlight|propose|transfer|type|log|enter|count|locate|figure|double)\b"
)
SHAPING = re.compile(
    r"(?:make|drop|add|include|design|build|create|put|reduce|simplify|improve|increase|remove|select|choose|pick|determine|develop|"
    r"integrate|replace|limit|lower|combine|cut|focus|use|support|provide|produce|target|split|change|keep|set|take|move|turn|"
    r"cover|implement|apply|work|adjust|balance|identify|raise|own|type|measure|price|sell|market|charge|evaluate|protect|ensure|promote|invest|tackle|monitor|maintain|strengthen|address|define|rank|rate|specify)\b(?! (?:sure|certain|care|together|back))"
)
HANDS_ON = re.compile(
    r"(?:grab|hold|open|close|mark|sketch|read|lock|label|count|rotate|locate|stage|load|lower|raise|roll|place|note|capture|park|lift|"
    r"screen|select|clear|cut|split|wrap|toggle|turn|move|put|pick|measure|time|scan|plug|unplug|tag|list|tidy|clean|wipe|stock|flag|frame|stack|hand|"
    r"collect|draw|illustrate|try|test|compare|combine|group|scale|switch|swap|add|remove|drop|take|make|start|outline|map|model|demo|name|number)\b"
)
TAKES_ON = re.compile(
    r"\b(?:chapters?|rest|half|shift|photos?|pictures?|screenshots?|sure|certain|crack|stab|note|notes|ticket|list|reminder|order|request|care|copy|copies|(?:that|this) (?:one|on|away|off)|agenda|form|account|file|plan|appointment|reservation|deck|draft|proposal|quote|invoice|report|kids?|car|up)\b"
)
SHAPED = re.compile(
    r"(?:made|add|includ|design|buil|creat|put|reduc|simplif|improv|increas|remov|select|chosen|pick|determin|develop|integrat|"
    r"replac|limit|lower|combin|cut|focus|use|support|provid|target|split|chang|kept|set|taken|mov|turn|cover|implement|appl|"
    r"adjust|balanc|identif|rais|own|measur|pric|sold|market|plac|locat|press|charg|held|operat|done|clean|wash|paid|connect)"
)
POLITE = re.compile(
    r"\b(?:please|love|(?:when|whenever|if|once) you (?:get|have|find) (?:a|the|five|two|ten) (?:\w+ )?(?:minutes?|moment|chance|sec|second|time|mo)|me|us|for me|be able to|be willing to|be so kind|mind)\b"
)
OTHERS = re.compile(
    r"\b(?:(?:by|past) (?!hand\b|email\b|phone\b|now\b|the way\b|itself\b|far\b)\w+|with (?!me\b|you\b|us\b|that\b|this\b|it\b)\w+|to (?:him|her|them|you)|back to|away|from (?:there|them|him|her))\b"
)
FORETOLD = re.compile(
    r"\b(?:maybe|perhaps|likely|doubt|bet|hope|hoping|hopefully|suppose|imagine|expect|guess|assume|afraid|worried|fear|sure|probably|surely|presumably|eventually|never)\b"
)
ON_THIS_CALL = re.compile(
    r"(?:calling|ringing|phoning|writing|emailing|contacting|reaching out|getting in touch|texting|messaging)"
    r"(?: back)?(?: today| now| again| in)? (?:about|regarding|concerning|to|because|from|on behalf|for|with|in|re|on)\b"
)
TAKEN_ON = re.compile(
    r"take (?:(?:that|this|the|those) (?:\w+ ){1,2}?on\b|a (?:crack|stab|swing) at|care of|that (?:one|on|off|away)|it from)\b"
)
OBJECT = re.compile(r"\w+ (?:\w+ )?(?:the|my|our|a|an|his|her|your|their|it|them|this|that|those|these)\b")
OFTEN = re.compile(r"(?:\w+ ){0,2}?(?:usually|normally|always|often|sometimes|typically|generally)\b")
WHOEVER = re.compile(r"\bif (?:you|people|someone|somebody|anyone) (?:want|need|wish|like|are|have)\b|^i mean\b")
FETCHING = re.compile(r"(?:get|grab|fetch|check|look|find|open|close|move|turn|put|pull|finish|make sure)\b")
IN_HERE = re.compile(
    r"\bin the (?:first|second|other|last) (?:half|part)\b|\bon the (?:white)?board\b|\bin my head\b|\bwhen (?:you|everyone) can (?:see|hear)\b|\b(?:later|further) (?:on )?in (?:the|this|my|our) (?:presentation|meeting|talk|session|call|chapter|video|lecture)"
)
OR_ELSE = re.compile(r"\bor (?!shall|should|do|will|can|could|would|not)")
WEEKDAYS = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b")
ASKS_WHAT = re.compile(r"(?:(?:and|so|but|okay|well|then) )*(?:what|which|when|where|who|how|why)\b")
AS_A_RULE = re.compile(
    r"(?:(?!i\b)\w+ )?(?:by law|the (?:thing|trouble|problem|catch|snag|trick|rub|downside) (?:is|with)|the way (?:it|this|that) works|the rule|as a rule|in theory|in general|it says|legally|technically|officially|(?:imagine|suppose|say|assume|picture|pretend)(?: that)? (?:you|we|they|i|a|the)|in (?:my|our|this|that|most|some) (?:country|town|city|old job|places|countries)|to (?!be)\w+ (?:the|a|an|it|this|that) \w+ you|strictly speaking|normally|usually|every (?:morning|evening|day|night|week|month|year|time|\w+day))\b"
)
SOON = re.compile(
    r"(?:before|by|asap|as soon as|first thing|overnight|straight|right|immediately|after (?:this|the|our|lunch)|within|in|at|for|on)\b"
)
SO_THAT_IT_WORKS = re.compile(
    r"\b(?:before (?:you|it|they|anyone|anybody|people) (?:can|could|will|would|may)|in order to|so that (?:it|you|they)|"
    r"otherwise (?:it|you|they|nobody)|(?:once|twice|\w+ times) (?:a|an|per|every|each)|every time|each time|if you)\b"
)
SUPPOSED = re.compile(
    r"\bi (?:expect|think|suppose|reckon|guess|imagine|would say)$|\b(?:most likely|in all likelihood)\b"
)
DOES_IT = re.compile(r"do (?:it|this|that) (?:after|before|at|around)\b")
ANY_SUCH = re.compile(r"\w+ an? ")
FOR_EXAMPLE = re.compile(
    r"(?:\w+ ){1,9}?and (?:(?:you|they|nobody|people|it|everybody|he|she) (?!should\b|please\b)|"
    r"(?:i|we) (?!should\b|will\b|can\b))|"
    r"\w+ yourself\b|\w+ (?:\w+ )?in (?:their|his|her) shoes\b|"
    r"take (?:my|the|our|your|a) \w+ (?:he|she|they|it|for)\b|take \w+ for (?:example|instance)\b"
)
"""Orders that only suppose: "cut the price and they come back"."""
HOSPITALITY = re.compile(
    r"(?:grab|take|have|get|help yourself to) (?:a|some|your) (?:coffee|tea|seat|chair|drink|biscuits?)\b"
)
TO_US = re.compile(r"\b(?:us|me|you|him|her)\b")
DUTY = frozenset(("job", "task", "goal", "aim", "mission"))
ABILITY = frozenset(("able", "want"))
ON_WITH_IT = re.compile(
    r"(?:have a (?:look|think|chat|break|go)|get (?:back|started|going|on|through|into|to)|look|go|see|take a|give|add)\b"
)
LOOKING_UP = re.compile(
    r"(?:check|verify|look up|look at|pull|confirm|access|locate|take a look at|have a look at|find|open|note|update|reset) (?:\w+ ){0,2}?your\b"
    r"(?! (?:boss|manager|office|landlord|insurer|bank|doctor|employer|school|team|department|gp))"
)
HANDLED_BY = re.compile(
    rf"\b(?:by|past|through|with|to) (?:our|my|your|both|legal|finance|hr|(?:the |an? )(?:\w+ )?{ROLE})"
)
"""Who is to see to a thing, or be shown it: "run past our mill", "signed by both of you"."""
EVER = re.compile(r"\b(?:if|when) (?:you|they|anyone|anybody|someone|somebody) (?:ever|do) |\bwhenever\b")
SOMEBODY = frozenset(("someone", "somebody"))
DEADLINE = re.compile(r"(?:by|before|no later than|within)\b|today|tomorrow|tonight")
AS_ALL_DO = re.compile(r"\b(?:everybody|everyone) (?:does|did|has to|must)\b")
BUT_DID_NOT = re.compile(r"\b(?:but|yet|never|and then)\b")
EXCUSED = re.compile(
    r"\bi (?:will |am going to |really |just )?(?:have|need|has|got|must)\b.{0,160} so (?:i|we) (?:can not|will not|must go|have to (?:go|leave|run|dash)|had better go)\b"
)
CLAIMED = re.compile(
    r"\b(?:scared|afraid|worried|thinks?|thought|says?|said|reckons?|claims?|told|believes?|convinced)\b"
)
NOBODY_IN_PARTICULAR = re.compile(
    r"\b(?:anybody|anyone|everybody|everyone|people|visitors|customers|users) (?:who|that|in|with|from)\b"
)
HABIT = re.compile(
    r"\b(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|day (?:mornings|afternoons|evenings|nights)\b|\b(?:in the end|sooner or later|at some point)\b|"
    r"\b(?:every|each) (?:time|day|week|month|quarter|year|morning|night|\w+day|load|order|case|shift|trip|\w+ly)\b|"
    r"\b(?:once|twice|\w+ times) (?:a|an|per|every|each) |\bautomatically\b|\bper (?:day|week|month|year)\b"
)
SUGGESTED = re.compile(r"\b(?:maybe|perhaps|in the meantime|meanwhile) you (?:can|could)\b")
IN_ROOM = re.compile(
    r"(?:close|open|shut|move|turn|pass|hand|push|press|switch|adjust|write|put|draw|wipe|dim|mute|grab|bring|take|lower|raise|click|use|point)\b(?: \w+){0,2}? "
    r"(?:doors?|windows?|volume|chairs?|lights?|microphones?|mics?|cameras?|screens?|markers?|pens?|corner|board|whiteboard|slides?|seats?|laptop|blinds|heating|hand|voice)\b"
)
SUPPOSING = re.compile(r"\b(?:maybe|perhaps|doubt|hope|hopefully|imagine|afraid|worried|fear|presumably|eventually)\b")
OPINION = re.compile(r"\b(?:in my (?:opinion|view)|if you ask me|to my mind)\b")
MENDING = re.compile(
    r"(?:replace|raise the \w+ with|sell|measure|type|change the (?:lock|bulb|filter|tyre|tire|bed|sheets|date|booking))"
)
TAGGED = re.compile(r"\b(?:are|will|are not|will not|can|could) (?:not )?you$")
TAKES = re.compile(
    r"(?:take|do|handle|own|cover|pick|send|email|forward|get|put|set|ask|check|call|have|write|draft|print|drive|bring|order|book|"
    r"organise|organize|arrange|sort|look into|collect|drop|prepare|paint|build|update|lend|run the|make (?:a|the|some)|bake|cook|fetch|host|supply)\b"
)
ANYTHING = re.compile(r"\b(?:anything|everything|any)\b")
AGREED = re.compile(
    r"(?:okay|ok|right|yeah|alright|all right|please|yes|deal|correct|fair|good|will you|can you|could you|would you|shall i|shall we|should i|if that is okay|is that okay|does that work|does that help|sound good|sounds good|make sense|works for you|work for you|(?:should|ought|must|had|can|could|will|would|do|does|is|are|has|have|shall) (?:not )?(?:i|we|you|they|he|she|it)|everybody|everyone)$"
)
"""Ends that only ask to agree."""
