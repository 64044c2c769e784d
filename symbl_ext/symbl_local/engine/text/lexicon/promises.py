"""The words by which people take tasks on and hand them out, in plain words (see `words`)."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re

from . import words
from .openers import openers
from .pieces import Kind, Settled, Spec, Who
from .roundabout import ROUNDABOUT, SETTLED_SO

__all__ = [
    "ADVERBS",
    "ANY_OF_THEM",
    "ASIDE_STARTS",
    "ASKING",
    "CAUSATIVE",
    "CONDITIONS",
    "CUES",
    "DEFINITE",
    "FINITE",
    "HABIT",
    "HEDGE",
    "JOINING",
    "MUST",
    "NEED",
    "NEEDS_DOING",
    "NEEDS_MOVING",
    "NOT",
    "NO_OBJECT",
    "OBJECTS",
    "PASSIVE",
    "PATTERNS",
    "POLITELY",
    "PROGRESSIVE",
    "PURPOSE",
    "SETTLED",
    "SUBORDINATE",
    "THAT_IS_SAID",
    "WANTED",
    "WISH",
    "Who",
]

ADVERBS = (
    r"(?:(?:also|just|then|probably|definitely|certainly|actually|quickly|please|either|now|still|first|simply|personally|"
    r"maybe|perhaps|kindly|hopefully|gladly|happily|really|absolutely|immediately|both|all|only|even|at least|"
    r"in the meantime|meanwhile|obviously|of course|to|each|basically|later|afterwards|today|tomorrow|tonight|"
    r"go ahead and|go and|do (?:me|us) a favou?r and|try and|try to|be able to|be sure to|make sure to|make sure i|make sure we|make sure you|make sure that i|make sure that we|"
    r"not forget to|remember to|get to|start to|have to|need to|be happy to|be glad to|take the time to|"
    r"want to|help me|help us|help you|re|pre|cross|start by|manage to|aim to|look to|arrange to|plan to|mean to|make time to|take turns|follow up and|come in and|come back and|"
    r"make a point of|find time to|take a moment to|take a minute to|do my best to|do our best to|do your best to) )*"
)
HEDGE = r"(?: (?:also|just|really|still|probably|definitely|actually|then|now|all|both|do(?= (?:need|have|want|intend|plan|hope|promise|still|really))|certainly|maybe|at least|only|basically|obviously|simply|honestly|personally|each|you know|i think|i guess))*"
ROLES = (
    "team|teams|manager|boss|lawyer|attorney|accountant|assistant|doctor|nurse|technician|engineers?|developers?|designers?|department|"
    "office|supervisor|superintendent|colleagues?|agent|broker|landlord|contractors?|electrician|plumber|vendor|supplier|drivers?|foreman|"
    "inspector|coach|teachers?|principal|counselor|counsellor|recruiter|rep|representative|specialist|surgeon|pharmacist|pharmacy|guys?|folks|people|"
    "wife|husband|son|daughter|mother|father|mum|mom|dad|brother|sister|partner|intern|lead|director|crew|staff|desk|group|cfo|ceo|cto|coo|vp|"
    "sellers?|buyers?|lender|bank|insurer|adjuster|appraiser|surveyor|notary|solicitor|tenants?|owner|builder|carrier|forwarder|shipper|dispatcher|"
    "warehouse|receptionist|secretary|treasurer|chair|chairman|clerk|committee|board|council|parents?|volunteers?|librarian|custodian|janitor|"
    "architect|consultant|analyst|trainer|instructor|tutor|officer|chef|cook|server team|caterer|photographer|planner|coordinator|administrator|"
    "admin|dentist|therapist|physician|physio|vet|client|customer|courier|mechanic|installer|freelancer|translator|editor|writer|reviewer|auditor|"
    "leader|joiner|glazier|gardener|roofer|decorator|gp|caretaker|cleaner|registrar|florist|printers?|baker|vicar|captain|underwriter|banker|"
    "adviser|nanny|babysitter|cousin|uncle|aunt|auntie|nephew|niece|grandson|granddaughter|mate|friend|flatmate|roommate|neighbours?|neighbors?|"
    "counsel|midwife|porter|matron|optician|paramedic|scientist|researcher|students?|lecturer|waiter|hosts?|organisers?|organizers?|speakers?|sponsors?|"
    "lads|girls|boys|company|firm|agency|school|surgery|clinic|hospital|council|insurers|garage|venue|hotel|airline|caterers|publisher|studio|"
    "scrum master|product owner|tech lead|project manager|account manager|property manager"
)
TEAM = (
    r"(?:legal|finance|engineering|marketing|sales|hr|operations|procurement|billing|accounting|"
    r"compliance|facilities|purchasing|payroll|dispatch|logistics|editorial|reception|staff|"
    r"management|leadership|devops|customer success|customer service|customer support|"
    rf"(?:the|our|my|your|his|her|their|a|one of our|one of my) (?:\w+ ){{0,2}}?(?:{ROLES}))"
)
SOMEBODY = r"(?:someone|somebody|anyone|anybody|everyone|everybody|one of (?:us|you)|all of (?:us|you)|each of (?:us|you)|both of (?:us|you))(?: (?:from|in|on|at)(?: \w+){1,4}?| who(?: \w+){1,5}?)?"
WILL = r"(?:will|shall)"
MUST = r"(?:(?:will |shall |(?:am|are|is) going to )?(?:still |also |really )?(?:need|needs|have|has)(?: still| also)? to|(?:have |has |is |'s )?(?:still |also |just |really )?got to|(?:am|are|is|'s) (?:down|due|set|lined up|on the list|under orders|obliged) to|(?:am|are|is) (?:still |yet |also )?to(?= )|(?:will )?be needing to|might as well|may as well|(?:am|are|is|'s) (?:still |also |really )?(?:supposed|meant|due|required|directed|asked) to|must|ought to|(?:had |would )?(?:better|best)(?! (?:of|to)\b))"

SPECS: tuple[Spec, ...] = (
    # name, who, score, definitive, pattern
    ("will", "i", 0.9, True, rf"\b(?:i|me){HEDGE} {WILL}"),
    ("will", "we", 0.85, True, rf"\bwe{HEDGE} {WILL}"),
    ("will", "i", 0.7, True, r"^(?:(?:okay|ok|and|so|yes|yeah|sure|then|today|tomorrow|also|right|great|sir|madam|no problem) )*(?:will|going to|happy to|need to|have to|got to|planning to|hoping to)"),
    ("going", "i", 0.88, True, rf"\bi am{HEDGE} (?:going to|about to|planning to|planning on|hoping to|aiming to|set to|happy to|glad to)"),
    ("going", "we", 0.84, True, rf"\bwe are{HEDGE} (?:going to|about to|planning to|planning on|aiming to|set to|happy to)"),
    ("must", "i", 0.82, True, rf"\bi{HEDGE} {MUST}"),
    ("must", "we", 0.8, True, rf"\bwe{HEDGE} {MUST}"),
    ("should", "i", 0.7, False, rf"\bi{HEDGE} should"),
    ("should", "we", 0.7, False, rf"\bwe{HEDGE} should"),
    ("plan", "i", 0.78, False, rf"\bi{HEDGE} (?:have )?(?:also |already )?(?:plan|intend|promise|aim|hope|agree|agreed|promised|volunteered|offered|decided) to"),
    ("plan", "we", 0.75, False, rf"\bwe{HEDGE} (?:have )?(?:also |already )?(?:plan|intend|promise|aim|agreed|promised|decided) to"),
    ("plan", "i", 0.72, True, r"\bi (?:have |had )?(?:promised|told|assured|said to) (?:\w+|the \w+|my \w+)(?: that)? (?:i|we) (?:would|will)"),
    ("plan", "i", 0.68, True, r"\bi (?:have |did |had )?(?:promised|said|say|agreed|volunteered)(?: that)? (?:i|we) (?:would|will)"),
    ("plan", "i", 0.7, True, r"\bi (?:have been|was) (?:meaning|told|asked) to(?= [^?]{0,120}\bi will\b)"),
    ("said", "they", 0.68, False, r"\b(?:he|she|they)(?: have| has| is)? (?:promised|said|agreed|tell us|tells me|told me|told us)(?: me| us)?(?: that)? (?:he|she|they) (?:would|will|is going to|are going to)(?! (?:not|never)\b)"),
    ("plan", "i", 0.68, False, r"\bi was (?:going|planning|meaning) to(?= [^?]{0,120}\banyway\b)"),
    ("habit", "i", 0.62, True, r"(?<!\bdo )(?<!\bif )(?<!\bwhen )(?<!\bdid )\bi(?= (?!put|set|read|cut|let|hit|cost|shut|quit|split)\w+ (?!(?:also |just )?(?:i|we|you|he|she|they) ))"),
    ("plan", "i", 0.72, False, r"\b(?:i am|i would be) (?:more than )?(?:happy|glad|prepared) to"),
    ("let us", "nobody", 0.76, True, r"\b(?:i|we) (?:would like|would love|want|need)(?: all of)? us(?: all| both)? to"),
    ("would", "i", 0.68, False, r"\b(?:i|we) (?:would (?:be happy|be glad|be more than happy|love|like)|want|am hoping|are hoping|was hoping) to"),
    ("volunteer", "i", 0.74, True, r"\bi volunteer to"),
    ("can", "i", 0.68, False, rf"\bi{HEDGE} (?:can|could)"),
    ("can", "we", 0.62, False, rf"\bwe{HEDGE} (?:can|could)"),
    ("volunteer", "i", 0.66, False, r"\bi (?:do|would) not mind(?= \w+ing\b)"),
    ("request", "you", 0.76, True, r"\bremind me(?: again)? to"),
    ("great if", "you", 0.7, False, r"\b(?:help|helpful|appreciate it|great|nice|good|grateful) if you(?= \w+ed\b)"),
    ("let me", "i", 0.72, False, r"\blet me"),
    ("let us", "nobody", 0.78, False, r"\blet us"),
    ("shall", "nobody", 0.66, False, r"\b(?:shall|should|can|could) we"),
    ("why not", "i", 0.68, False, r"\bwhy do not i"),
    ("why not", "nobody", 0.66, False, r"\b(?:why do not we|why not|what if we|how about (?:we|i)|maybe (?:we|i) (?:can|could|should)|maybe you should)"),
    ("advice", "you", 0.68, False, r"\bwhy do not you(?: both| two| all)?"),
    ("request", "you", 0.82, False, rf"\b(?:can|could|would|will) you(?: guys| both| all| two)?(?: possibly)?{HEDGE}(?: be willing to| be able to| be so kind as to| mind)?"),
    ("request", "you", 0.78, False, r"\b(?:any chance|is there (?:any|a) way|is it possible|do you think|hoping|hoping that|wondering if|wondering whether|wonder if|appreciate it if) you (?:can|could|would|will|might)(?: also| please| just)?"),
    ("request", "you", 0.7, False, r"\b(?:would|is|will) it (?:be )?(?:possible|okay|ok|alright)(?: for you)? to"),
    ("request", "you", 0.74, False, r"\bif you (?:sent|gave|emailed|called|let|shared|forwarded)(?= me| us)"),
    ("request", "you", 0.8, False, r"\bif you (?:can|could|would)(?: just| please| also)?"),
    ("request", "you", 0.8, False, r"\b(?:can|could|may|might) i (?:just |also |possibly )?(?:ask|get|trouble|bother) you(?: both| all| two)? to"),
    ("need", "you", 0.76, True, r"\bcould i get you(?: both| all| two)? to"),
    ("need", "you", 0.78, True, r"\b(?:i|we) (?:would |will )?(?:want|ask|would like|would be (?:glad|grateful)) (?:all of you|both of you|the (?:two|lot) of you|everyone|everybody|each of you) to"),
    ("need", "you", 0.76, True, r"\ball (?:i|we) ask is that you"),
    ("need", "you", 0.76, False, r"\bi would be (?:very |so |really )?(?:glad|grateful|obliged|pleased) if you (?:could|can|would|will)"),
    ("must", "you", 0.78, True, r"\byou are (?:both |all )?to(?= \w+ (?:your|the|it|them|me|my|that|this|in|on|up|out|off)\b)"),
    ("request", "you", 0.78, False, r"\b(?:it would (?:really |also )?help|it would be (?:\w+ )?(?:\w+)) if you (?:can|could|would)"),
    ("mind", "you", 0.78, False, r"\b(?:would|do) you(?: guys)? mind"),
    ("mind", "you", 0.76, False, r"^(?:and |so |oh |also |then |but )?mind(?= \w+ing\b)"),
    ("mind", "you", 0.78, False, r"\b(?:would (?:really |also )?appreciate|grateful for) (?:you|your)(?= \w+ing\b)"),
    ("need", "you", 0.85, True, rf"\b(?:i|we){HEDGE} (?:(?:will |would |am going to |are going to )?need|want|would like|would love|expect|would ask|ask|am asking) you(?: guys| both| all)? to"),
    ("need", "they", 0.78, True, rf"\b(?:i|we){HEDGE} (?:(?:will |am going to |are going to )?need|want|would like|would love|expect|would ask|ask|am asking|are asking) (?:that )?{TEAM}(?: to)?"),
    ("promise", "they", 0.72, False, rf"\b(?:{TEAM}|he|she|they) (?:have |has |is |'s )?(?:promised|agreed|offered|volunteered|undertaken) to"),
    ("must", "you", 0.82, True, rf"\byou(?: guys| both| all)?{HEDGE} (?:would (?:need|have) to|{MUST})"),
    ("need", "you", 0.8, True, r"\bwhat (?:i|we) (?:(?:would|will|am going to|are going to) )?(?:ask|like|need|want|suggest) (?:you|you both|you all)(?: to)? (?:to )?do(?: \w+){0,2}? is(?: to)?"),
    ("can do", "you", 0.72, False, r"\bwhat you (?:can|could|should|need to|have to|will need to|might)(?: also| always)? do(?: \w+){0,2}? is(?: to)?"),
    ("offer", "i", 0.72, False, r"\b(?:is|would) (?:it|that) (?:be )?(?:all right|okay|ok|alright|fine)(?: with you| by you)? if i(?: just)?"),
    ("all", "you", 0.76, True, r"\b(?:all|the only thing|the first thing|the best thing) (?:you|to) (?:\w+ ){0,3}?(?:is|would be)(?: to)?"),
    ("you do", "you", 0.7, True, r"^(?:(?:so|and|okay|right|well|then|now|great|good|fine|yes|no) )*you(?: two| both| guys)?(?= (?:let|send|ring|call|text|give|bring|get|drop|tell|pass) (?:me|us|him|her|them|it)\b| \w+ (?:the|those|these|that|it|them|your) (?:\w+ )*?(?:and )?(?:i will|we will|i am going to|i)\b)"),
    ("should", "you", 0.68, False, rf"\byou(?: guys| both| all| two)?{HEDGE} should"),
    ("will", "you", 0.66, False, r"\byou (?:both |all )?will(?: also| just| then)?"),
    ("can", "you", 0.62, False, r"\b(?:you can|you could)(?: also| just| please)?"),
    ("advice", "you", 0.7, False, r"\b(?:you (?:might|may|will) want to|you had best|i (?:would )?(?:suggest|recommend|advise) (?:that )?you)(?: also| just| please)?"),
    ("will", "they", 0.78, True, rf"\b(?:{TEAM}|he|she|they){HEDGE} (?:will|shall|is going to|are going to|'s going to)"),
    ("must", "they", 0.78, True, rf"\b(?:{TEAM}|he|she|they){HEDGE} {MUST}"),
    ("should", "they", 0.66, False, rf"\b{TEAM}{HEDGE} should"),
    ("request", "they", 0.7, False, rf"\b(?:can|could|would) {TEAM}"),
    ("have", "they", 0.8, False, rf"\b(?:ask|have|get|tell|remind) {TEAM} to"),
    ("will", "nobody", 0.78, False, rf"\b{SOMEBODY}{HEDGE} (?:will|shall|should|is going to|are going to|{MUST})"),
    ("request", "nobody", 0.76, False, rf"\b(?:can|could|would) {SOMEBODY}{HEDGE}"),
    ("need", "nobody", 0.76, False, rf"\b(?:i|we){HEDGE} (?:need|want|would like) {SOMEBODY} to"),
    ("must do", "we", 0.78, True, r"\b(?:what|all|first thing|only thing|one thing|thing)(?: that)? (?:we|i|you) (?:will|need to|have to|should|must|am going to|are going to|still need to|will need to) do(?: now| next| then| first| here)? is(?: to)?"),
    ("step", "nobody", 0.76, True, r"\b(?:best thing|next steps?|last step|only thing left|(?:my|our|your|his|her|their) (?:first |main |next )?(?:job|task|plan|homework|mission|action|aim)|action items?|action points?|to do|first step|homework|ask|plan|goal|job|task|deliverable|top of (?:my|the|our|your) list|(?:all|everything) that is left)(?: for (?:(?:the|this|next) )?\w+)?(?: this week| next week| today| tomorrow| tonight| this month| now)?(?: from (?:here|this)| then| here| now)? (?:is|are|will be|would be)(?: for (?:\w+ )?\w+)?(?: basically| just| simply| going)? to"),
    ("turn", "you", 0.74, True, r"\bit is your (?:job|turn|task|responsibility|homework) to"),
    ("turn", "i", 0.74, True, r"\bit is my (?:job|turn|task|responsibility) to"),
    ("turn", "nobody", 0.72, True, r"\bit is (?:\w+ 's|our|their|his|her) (?:job|turn|task|responsibility) to"),
    ("will", "they", 0.76, True, r"\b(?:the|our|my|your|their|a) (?:\w+ ){1,2}?(?:will|is going to|are going to)(?= (?:\w+ )?(?:call|ring|phone|email|text|contact|write to|message|notify|inform|get back to|be in touch with) (?:you|me|us)\b)"),
    ("worth", "you", 0.68, False, r"\b(?:it |that )?(?:might |may |would |could |is |will )(?:also |well |probably |be |still )*worth(?: your| you)?(?= \w+ing\b)"),
    ("up to", "nobody", 0.76, True, r"\b(?:it|that|this) (?:is|will be) (?:up to|on|down to|for) (?:\w+ )?\w+ to"),
    ("sure", "you", 0.72, True, r"\bdo not(?= forget (?:the|your|my|our|those|these|his|her)\b)"),
    ("sure", "you", 0.78, True, r"(?<!did you )(?<!i )(?<!must )(?<!you )(?<!to )(?<!not )\b(?:please |do )?(?:not forget|remember|be sure) to"),
    ("sure", "nobody", 0.76, True, r"\b(?:make|making) (?:absolutely )?sure (?:that )?(?:to|we|i|you|they|someone|somebody|everyone)(?: all| both)?"),
    ("please", "you", 0.8, True, r"\b(?:please|kindly)"),
    ("great if", "you", 0.76, False, r"\b(?:appreciate it|great|helpful|good|nice|wonderful|awesome|amazing|perfect|ideal|lovely|fantastic|brilliant) if (?:you|someone|somebody) (?:could|can|would)"),
)  # fmt: skip

CUES: dict[str, frozenset[str]] = {
    "i": frozenset(("i", "me", "we", "us")),
    "we": frozenset(("we", "i", "you")),
    "you": frozenset(("you", "it", "to", "please", "kindly", "mind", "your")),
}
_THIRD_PERSONS = frozenset(
    re.findall(r"[a-z]+", f"{ROLES}|{TEAM.partition('(?:the|our')[0]}".replace("s?", ""))
) | frozenset(f"{role.removesuffix('s?')}s" for role in ROLES.split("|"))
CUES["they"] = _THIRD_PERSONS | words(
    "he she they call ring phone email text contact write message notify inform back touch"
)
PATTERNS: tuple[tuple[str, Who, float, bool, frozenset[str] | None, re.Pattern[str]], ...] = tuple(
    (name, who, score, sure, openers(pattern), re.compile(f"{pattern} {ADVERBS}"))
    for name, who, score, sure, pattern in (*SPECS, *ROUNDABOUT)
)
_SETTLED: tuple[Settled, ...] = (
    ("i", 0.66, "action", r"\b(?:i am on it|consider it done|(?:leave|you can leave) (?:it|that|this|them|those|the \w+(?: \w+)?|that (?:one|part|bit)) (?:with|to) me|(?:that|this) (?:one|part|bit) is (?:mine|on me)|(?:that|this) is one for me|i (?:will |can )(?:own|take) (?:that|this)(?: one)?$|i will get (?:right |straight )?on (?:it|that|this|to it)|i have got (?:it|that|this) covered|(?:you can )?(?:put|count|pencil|sign) me (?:down|in|up) for|i (?:will|can) put my name (?:down|against|to|on)|i am on the hook for|i (?:will )?volunteer|^(?:\w+ ){0,2}?(?:adding|putting|noting|writing) (?:that|it|this) (?:to|on|down))\b"),
    ("i", 0.7, "contact", r"\byou (?:will|would|should|can expect to) hear (?:back )?from (?:us|me|(?:\w+|the \w+|my \w+)(?= (?:by|on|before|tomorrow|today|within|in|next)\b))\b"),
    ("i", 0.7, "contact", r"\b(?:expect|you can expect|watch for|look out for) (?:an?|my|our|the) (?:\w+ ){0,2}?(?:email|call|text|invite|message|note|reply|letter|draft|quote|update|answer|proposal|report|invoice|contract|summary|link)\b"),
    ("i", 0.74, "contact", r"\b(?:i|we) (?:still )?owe (?:you|him|her|them|everyone|the (?:\w+ ){1,2}?|my (?:\w+ )?|\w+ )(?: )?(?:an?|the|that|those|some|my)\b(?! (?:lot|debt|drink|favou?r|great|coffee|apology|fortune|living|pint|beer|fiver|tenner))(?=[^?]{0,120}\b(?:call|calls|email|mail|reply|answer|note|message|update|draft|quote|numbers?|figures|list|report|summary|feedback|response|letter|visit|copy|contract|review|invoice|link|details|slides|deck|sheet|document|photos?|estimate|proposal)\b)"),
    ("i", 0.76, "contact", r"\byou (?:will|shall|should|would)(?: all| both)? (?:have|get|receive) (?:\w+ ){1,6}?(?:from (?:me|us)|in your inbox|to look at)\b"),
    ("they", 0.66, "contact", r"\b(?:still|also) owes? (?:us|me) (?:hers|his|theirs|an?|the|that|those|some|two|three|their)\b(?! (?:money|rent|favou?r|drink|apology|fortune|lot))"),
    ("i", 0.7, "action", r"^(?:(?:yes|yeah|yep|sure|okay|right|absolutely|of course|no problem|certainly|perfect) )+(?:it|that|this|they|those|these) will (?:all )?be (?:done|ready|sorted|finished|fixed|with you|there|sent)\b(?= .{0,120}\b(?:by|before|on|today|tonight|tomorrow|first thing|this|next|within|in)\b)"),
    ("i", 0.7, "action", r"\b(?:it|that|this)(?: one)? is (?:for|on|down to|up to) me to (?:do|sort)\b|\b(?:it|that|this) falls to me\b"),
    ("you", 0.7, "action", r"\b(?:are|is) (?:all )?yours to \w+|^\w+ (?:the|those|these) (?:\w+ ){1,2}?are yours$"),
    ("you", 0.74, "action", r"\b(?:can|could|may|shall) (?:i|we) leave (?:it|that|this|them|those|the \w+(?: \w+)?) (?:with|to) you\b"),
    ("nobody", 0.74, "contact", r"^(?:(?:so|and|then|okay|great|well|right|perfect|shall we say) )*same (?:time|place|slot|day)(?= .{0,120}\b(?:next|on|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month)\b)"),
    ("nobody", 0.72, "contact", r"\b(?:shall we (?:say|make it)|let us (?:say|make it))(?= .{0,120}\b(?:next|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b)(?= .{0,120}\b(?:for|again|then|at|instead|to (?:meet|talk|speak|discuss|review))\b)"),
    ("i", 0.72, "contact", r"\b(?:will|shall|should) be (?:with you(?! (?:in spirit|all the|every|forever|always|on that|there))|in your (?:inbox|hands)|on your desk|on (?:its|their) way to you|in the post)\b"),
    ("nobody", 0.7, "contact", r"\b(?:let us (?:say|make it|go for|aim for|do|pencil in)|shall we (?:say|make it|go for|do)) (?:for )?(?:on )?(?:(?:the )?(?:\d+(?:st|nd|rd|th)|\w+th|first|second|third)(?: of \w+)?|(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|tomorrow|next week)(?: morning| afternoon| evening| lunchtime| week)?(?: at| then| here|,|$| same| instead| for)"),
    ("you", 0.66, "action", r"^(?:so |and |okay |right )*(?:that is|it is) (?:me|you|\w+) on (?:the )?\w+(?: \w+)? and (?:me|you|\w+) on\b"),
    ("you", 0.7, "action", r"\byou are on the hook for\b"),
    ("you", 0.74, "action", r"\b(?:(?:i|we) (?:will |would )?(?:need|want|like)|(?:can|could|may) (?:i|we) (?:have|get)) (?:the|that|this|those|these|your|a|an|all|some) (?:(?!(?:\w+ed|paid|sent|done|made|built|written|back|to)\b)\w+ ){1,5}?(?:from you\b|on my desk\b|in my inbox\b|(?:by|before) (?:noon|tonight|tomorrow|the (?:end|\d)|end|close|next|then|\w+day|\d))"),
    ("you", 0.72, "action", r"\ball (?:i|we) (?:still )?need from you (?:now |then )?is (?:the|that|a|an|your)\b"),
    ("i", 0.74, "contact", r"\byou (?:will|shall)(?: all| both)? have (?:my|our|it|that|them|the \w+)(?: \w+){0,2}? (?:by|before|no later than|on \w+day|tomorrow|tonight|first thing)\b"),
)  # fmt: skip
SETTLED: tuple[tuple[Who, float, Kind, frozenset[str] | None, re.Pattern[str]], ...] = tuple(
    (who, score, kind, openers(pattern), re.compile(pattern)) for who, score, kind, pattern in (*_SETTLED, *SETTLED_SO)
)
PASSIVE = re.compile(
    rf"\b(?P<subject>\w+)(?: (?:also|still|really|now|just|all|both|probably|definitely))* "
    rf"(?:{MUST}|will|should|are (?:still |yet )?to|is (?:still |yet )?to)(?: (?:also|still|all|both|just|then|definitely))* (?:be|get) "
    r"(?:(?:properly|fully|all|also|manually|completely|re) )?(?P<verb>\w+)"
)
NEEDS_DOING = re.compile(
    r"\b(?P<subject>\w+)(?: (?:still|also|really|all|both|will|would|does|do|just|probably|badly))* (?:needs?|wants?) (?:some |a bit of |a good )?(?P<verb>\w+ing)\b"
)
NEEDS_MOVING = re.compile(
    rf"\b(?P<subject>\w+)(?: (?:also|still|really|all|both))* (?:{MUST})(?: (?:also|all))? (?:go (?:out|back|off|in|over|to (?!be\b)\w+|(?:through|past|via|before) (?:our|my|your|the|his|her|\w+ 's) ?\w+)|be (?:in|at|on|with|out|back|up|ready|there|done|sorted|live|off|here|over)\b|get (?:out|back|over) to|come (?:down|off|out))\b"
)
WANTED = re.compile(
    r"\b(?:he|she|they|\w+) (?:would like|wants?|needs?|expects?) (?P<object>the|that|those|these|this|it|them|my|our|your|his|her|their|everything)(?: (?!to\b|is\b|are\b|was\b|who\b|which\b|that\b)\w+){0,4}? (?P<verb>\w+ed|gone|sent|paid|done|built|written|rewritten|brought|cut|drawn|put|run|set|reset|taken|rebuilt|redone)(?= (?:\w+ ){0,3}?(?:by|before|no later than|on|this|next|tomorrow|tonight)\b)"
)
"""What a third person wants done by some day: "the vicar would like the flowers done by nine"."""
CAUSATIVE = re.compile(
    r"\b(?:i|we) (?:still |also |really |will |would )*(?:want|need|like|need to have|have to have|need to get|have to get|must get|must have) "
    r"(?:all )?(?P<object>the|that|those|these|this|it|them|my|our|your|his|her|their|everything)(?: (?!to\b|is\b|are\b|was\b|who\b|which\b|that\b)\w+){0,4}? "
    r"(?P<verb>\w+ed|gone|sent|paid|done|built|bought|written|rewritten|brought|chosen|cut|drawn|given|put|read|run|set|reset|taken|withdrawn|rebuilt|redone|swept|split|made|found)\b"
)
PROGRESSIVE = re.compile(
    rf"\b(?P<who>i am|we are|you are|they are|he is|she is|{TEAM} (?:is|are|'s)){HEDGE} (?P<verb>\w+ing)\b"
)

SUBORDINATE = words(
    "if when whenever unless whether what how why who which where until once before after while than "
    "because since as whatever whoever wherever that though although"
)
THAT_IS_SAID = words(
    "sure agree agreed say said think means mean so is know idea suggest suggested recommend propose "
    "fact guess promise believe suppose clear decided noted confirm understand"
)
HABIT = re.compile(
    r"\b(?:usually|normally|typically|always|often|generally|sometimes|used to|tend to|every time|never|rarely|in general)\b"
)
NOT = frozenset(("not", "never", "no"))

ASKING = frozenset(
    (
        "will",
        "going",
        "must",
        "request",
        "need",
        "please",
        "mind",
        "name",
        "sure",
        "let us",
        "plan",
        "have",
        "step",
        "great if",
        "let me",
        "should",
        "can",
        "can do",
        "advice",
        "promise",
        "still",
    )
)
DEFINITE = words("which the this that these those it they both my our your his her their 's")
NEED = words("need needs ought")
ANY_OF_THEM = words("a an any every each all no most many some such anybody anyone everybody everyone")
PURPOSE = re.compile(
    r"\b(?:to be (?:valid|legal|eligible|accepted|considered|\w+ed)|in order to|(?:before|so that|otherwise|for) (?:we|you|they|it) (?:can|could|may|to)|"
    r"these days|by law|in advance|at all times|by both parties)\b"
)
WISH = re.compile(r"\b(?:grateful|appreciate|great|helpful|lovely|nice|ideal|perfect|wonderful|brilliant|good)\b")
FINITE = re.compile(r"(?:\w+ ){1,3}?(?:is|are|was|were|has|have|had|went|came|will|would|got|looks?|seems?)\b")
OBJECTS = words(
    "the a an me him her them us it that this those these my your our his their everyone up out in to with back whoever whatever what any all some each"
)
ASIDE_STARTS = words("when if whenever whatever once before after as")
CONDITIONS = words("whoever once before after as until when if for by")
JOINING = words("please so then and just also")
POLITELY = words("meanwhile please then also just and kindly or always do")
NO_OBJECT = words(
    "is are was were will would has have had can could should might may did does do i we he she they wise of 's s"
)
