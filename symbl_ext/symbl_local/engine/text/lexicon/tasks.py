"""Verbs that name something to be done, in plain words (see `words`).

A verb is an ``action``, a ``contact`` (getting in touch: a follow-up), or ``talk`` (what people do inside the meeting
itself, a task only when it is put off to another day); a verb that no list knows is ``other``: a task when somebody
is asked for it or a day is named. `PHRASES` are tried first, `KINDS` when none of them fits.
"""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re
from typing import Literal

from . import word_list

__all__ = ["KINDS", "PHRASES", "VERBS", "Kind", "participle"]

Kind = Literal["action", "contact", "talk", "other", "none"]

_ACTION = word_list("""
accelerate activate add address adjust administer align allocate alter amend analyse analyze announce
annotate append apply appoint appraise approve archive arrange assemble assess assign attach attend audit
authorise authorize automate back backfill balance benchmark bid bill block book borrow brainstorm brief
bring budget build buy calculate calibrate cancel capture catalog centralise certify chair charge check
choose circulate claim clean clear close coach collate collect commission compare compile complete
compress compute configure confirm consolidate construct consult convert coordinate copy correct count
cover craft create credit customise customize cut debug decommission deduct delegate delete deliver demo
deploy deposit design detail determine develop diagnose digitise disable dispatch dispose dissect
distribute document donate double download draft duplicate edit email enable encrypt enforce enroll enrol
equip escalate establish estimate evaluate examine exchange execute expand expedite explore export extend
extract fax fetch figure file fill finalise finalize finish fix flag focus forecast format formulate
freeze fund gather generate grab grant handle hire host identify implement import improve include
incorporate increase index inspect install integrate interview inventory investigate invoice issue iron
label launch lead lease list load locate lock log lower maintain manage map mark measure merge migrate
mock model modify monitor mount move negotiate normalise note obtain offboard onboard open optimise
optimize order organise organize outline overhaul own pack paint park patch pay perform photocopy
photograph pick pilot place plan plot populate post practise practice prep prepare prescribe preserve
price print prioritise prioritize process procure produce program project promote proofread propose
protect prototype provide provision publish pull purchase push qualify query quote raise rebook rebuild
recalculate receive reconcile reconfigure record recount recruit redeploy redesign redo redraft reduce
refactor refer refill refine refresh refund register reimburse reinstall rehearse reissue relabel release
relocate remove rename renegotiate renew rent reopen reorder reorganise reorganize repair replace replenish report
repost reprint reproduce rerun reschedule research reroute recheck reserve reset resolve restart restock
restore restructure retest retrieve return review revise revoke rewrite rewire roll rotate route run
sample sand sanitise scan schedule scope screen seal secure segment select separate service settle sew
ship shift shortlist shorten sign simplify simulate sketch sort source specify split sponsor staff stage
standardise standardize stock store streamline strip study submit subscribe summarise summarize supervise
supply survey swap switch tackle tag tailor take target teach terminate test tidy tighten toggle track
train transcribe transfer translate transport trial triage trim troubleshoot tune unblock uninstall unlock
unpack update upgrade upload vacuum validate verify visit wash water weigh whitelist wipe wire withdraw
wrap write x
""")

_CONTACT = word_list("""
call phone ring email mail text message ping dm contact meet invite reply respond resend forward chase
poke nudge remind notify inform sync reconnect regroup reconvene recontact reach send share introduce
connect telephone cc fax relay request ask warn
""")

_TALK = word_list("""
show demonstrate talk speak discuss explain present go start begin say tell mention look see read recap
skip stop pause jump turn hand hold share mute unmute introduce walk explain describe think wait hear
listen try let give make do get put come keep use work help set leave find pass follow touch catch circle
drop hop stay play spend change sit stand bear
""")

_STATE = word_list("""
be have know believe guess hope wish love like hate want need prefer hear feel seem sound appear matter
depend cost belong contain exist happen occur remain become last die live sleep eat drink wake remember
forget agree disagree admit confess imagine suppose expect assume realise realize wonder doubt worry mind
care regret enjoy appreciate thank apologise apologize congratulate welcome fit suit deserve owe lack rely
respect fear afford survive suffer win lose fail succeed struggle risk bother understand recognize
recognise notice learn grow rise stick arrive travel fly retire vacation relax rest celebrate laugh cry
smile bet promise trust mean differ vary consist weigh equal reach support cause affect impact benefit
force allow enable qualify prove continue proceed end finally just not never always be get's let's say
ever really one a an the to i you he she it we they this that and or but no repeat elaborate rephrase
describe define scroll click zoom press guess name spell picture excuse forgive pardon refer imagine
comment react clarify enter type tap swipe flip glance squeeze sing pronounce point stress emphasise
emphasize highlight touch interrupt jump dive breathe believe swear die kill break fall crash burn drift
slip slide shrink expire lapse melt freeze count vote accept compete
""")

KINDS: dict[str, Kind] = {
    **dict.fromkeys(_STATE, "none"),
    **dict.fromkeys(_TALK, "none"),
    **dict.fromkeys(_ACTION, "action"),
    **dict.fromkeys(_CONTACT, "contact"),
    **dict.fromkeys(("show", "demonstrate", "discuss", "present", "explain", "recap", "walk", "demo"), "talk"),
}  # fmt: skip
"""Verbs that need nothing after them to be told apart."""

_WHOM = r"(?:you|him|her|them|us|me|it|that|this|everyone|everybody|all|(?:the|my|our|your|his|her|their|some|a|an|any|each|both|those|these) (?:\w+ ){1,3}?|\w+ )"
_SOME = r"(?:\w+ ){0,4}?"
_MEETING = r"(?:call|calls|meeting|meetings|appointment|appointments|session|catch up|check in|invite|demo|chat|conversation|sync|slot|time|interview|visit|follow up|viewing|review|workshop|zoom|video|1 1|one on one|walkthrough|discussion|lunch|coffee|dinner|breakfast|consultation|conference|kickoff|kick off|half hour|hour|minutes|consult|checkup|touchpoint|get together|standup|huddle)\b"
_NOTE = r"(?:email|mail|message|text|note|link|copy|invite|invitation|reminder|update|line|heads up|word|voicemail|letter)\b"
_QUICK = r"(?:quick|brief|little|short|bit of|live|small)"

_PHRASES: tuple[tuple[str, str, Kind], ...] = (
    ("add", r"add (?:that|to that|one thing|one more thing|a bit|something|just)\b(?! to the)", "none"),
    ("address", r"address (?:that|this|your (?:question|concern))\b", "talk"),
    ("apply", r"apply to (?:all|every|any|the first|you)\b", "none"),
    ("arrange", rf"arrange {_SOME}{_MEETING}", "contact"),
    ("accept", r"accept the (?:offer|invite|invitation|contract|terms)\b", "action"),
    ("ask", r"ask (?:you|about|a|one|another|that|this|if|why|what|how|for a|two|some)\b", "none"),
    ("attend", r"attend to\b", "action"),
    ("back", r"back (?:it |that |them |this |everything |the \w+ )?(?:up|out|off|fill)\b", "action"),
    ("back", r"back\b", "none"),
    ("be", r"be (?:in touch|in contact|back in touch|calling|emailing|contacting|reaching out|following up|meeting|sending)\b", "contact"),
    ("be", r"be (?:preparing|drafting|updating|reviewing|working on|taking care of|handling|responsible for|finishing|fixing|writing|testing|looking into|ordering|booking|submitting|building|running|presenting|leading|covering|picking up)\b", "action"),
    ("begin", r"begin (?:drafting|working on|preparing|testing|building|writing|migrating|collecting|gathering|the (?:migration|process|rollout|paperwork|application))\b", "action"),
    ("block", rf"block (?:off |out )?{_SOME}(?:time|hour|calendar|slot|minutes|morning|afternoon)\b", "action"),
    ("book", rf"book {_SOME}{_MEETING}", "contact"),
    ("book", r"book (?:you|him|her|them|us) (?:in|for|an|a)\b", "contact"),
    ("bring", r"bring (?:(?:it|that|this|them|the \w+|\w+) )?(?:up|back up)\b", "talk"),
    ("bring", r"bring (?:that|this|it) (?:up|to)\b", "action"),
    ("build", r"build (?:on|off|trust|rapport)\b", "none"),
    ("call", r"call (?:it|that|this|out|them out|him out|in sick)\b(?! back)", "none"),
    ("call", r"call in (?:a|the|her|his|my)\b", "action"),
    ("catch", r"catch up\b", "contact"),
    ("chase", r"chase\b", "contact"),
    ("check", r"check (?:back|in)\b", "contact"),
    ("check", r"check (?:with|how)\b", "action"),
    ("check", r"check (?:this|it|that|these) out\b|check (?:this|that|it)$", "talk"),
    ("check", r"check (?:this|that|it|your|the|if|whether)?(?: \w+){0,3} (?:now|real quick|for you|quickly)$", "talk"),
    ("choose", r"choose to\b", "none"),
    ("circle", r"circle (?:back|round|around)\b", "contact"),
    ("claim", r"claim (?:that|to)\b", "none"),
    ("clear", r"clear (?:that|this|it) up\b", "talk"),
    ("close", r"close (?:with|by|today|this call|the call|the meeting|out the meeting|here)\b", "talk"),
    ("come", r"come (?:back to (?:you|us|him|her|them|me)|back with|by|over|round|around|out|in|see|pick|to (?:your|the|our) (?:office|house|site|place))\b", "contact"),
    ("connect", r"connect (?:with|you|him|her|them|us|the \w+ (?:team|with))\b", "contact"),
    ("connect", r"connect\b", "action"),
    ("confirm", rf"confirm {_SOME}{_MEETING}", "contact"),
    ("move", rf"move (?:the|our|that|your|this) {_SOME}{_MEETING}", "contact"),
    ("push", rf"push (?:the|our|that|your|this) {_SOME}{_MEETING}", "contact"),
    ("reschedule", rf"reschedule {_SOME}{_MEETING}", "contact"),
    ("provide", r"provide (?:you|him|her|them|everyone) with (?:\w+ ){0,2}?(?:feedback|answers?|update|updates|decision|details)\b", "contact"),
    ("circulate", r"circulate\b", "contact"),
    ("confirm", r"confirm (?:(?:with )(?:you|him|her|them|\w+)|back)\b", "contact"),
    ("count", r"count (?:on|as|towards|toward|me|for)\b", "none"),
    ("cover", r"cover (?:(?:that|this|it|those)(?! (?:weekend|week|shift|one|month|cost))|everything|a few|a lot|some|the agenda|(?:\w+ )?topics|in|today)\b", "talk"),
    ("create", r"create (?:problems|confusion|issues|a lot|value|jobs)\b", "none"),
    ("cut", r"cut (?:to|you off|me off|in|it short|short|corners)\b", "none"),
    ("decide", r"decide (?:on|whether|which|by|if)\b", "action"),
    ("deal", r"deal with\b", "action"),
    ("demo", r"demo\b", "talk"),
    ("dial", r"dial\b", "contact"),
    ("dig", r"dig (?:into|up|out|through|in|deeper|around)\b", "action"),
    ("discuss", r"discuss (?:\w+ ){0,6}?with (?!you\b)\w+", "contact"),
    ("do", r"do (?:that|it|this|so|those|them|both|these) (?:today|tonight|tomorrow|first thing|right (?:after|away)|this|next|by|before|after|on|over|as soon|asap|when|once|later|for you)\b", "action"),
    ("do", r"do (?:that|it|this|those|so|both)(?: (?:for you|myself|then|too|first|as well|instead|straight after|and \w+.*))?$", "action"),
    ("do", rf"do (?:a|an|some|another|one more|the|my|our|your|more|that|this) (?:(?!{_QUICK}|conversation|introduction|intro|demo|round|job|lot|great|good)\w+ ){{0,3}}?(?:review|audit|test|tests|testing|run|analysis|walk ?through|write ?up|assessment|estimate|inspection|check|research|comparison|cleanup|clean up|backup|draft|pass|inventory|count|follow up|report|paperwork|training|survey|budget|schedule|homework|reading|deployment|migration|release|rollback|retro|retrospective|post ?mortem|refactor|sweep|mock ?up|prototype|slides|deck|invoices?|laundry|dishes|shopping|payroll|taxes|numbers|math)\b", "action"),
    ("do", r"do (?:the|my|our|your|those|these|his|her) (?!talking|rest|same|thing|introductions?|intro|math|honou?rs|job|trick|best|other)\w+", "action"),
    ("do", r"do (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow|next|the \w+(?:th|st|nd|rd))\b", "contact"),
    ("double", r"double (?:check|confirm)\b", "action"),
    ("draw", r"draw (?:up|out)\b", "action"),
    ("draw", r"draw (?:your attention|a (?:line|conclusion)|on)\b", "none"),
    ("drive", r"drive (?:out|over|down|up|to|the (?:project|rollout|discussion|initiative|migration))\b", "action"),
    ("drop", rf"drop {_WHOM} ?{_SOME}(?:line|note|message|email|text|mail|link|invite)\b", "contact"),
    ("drop", r"drop (?:by|in|round)\b", "contact"),
    ("drop", r"drop (?:\w+ ){0,4}?(?:off|over|into|in|to|at|round|around)\b", "action"),
    ("drop", r"drop the \w+", "action"),
    ("dust", r"dust\b", "action"),
    ("end", r"end (?:the|our) (?:contract|subscription|lease|trial)\b", "action"),
    ("ensure", r"ensure\b", "action"),
    ("figure", r"figure (?:\w+ ){0,3}?out\b", "action"),
    ("figure", r"figure\b", "none"),
    ("file", r"file\b", "action"),
    ("fill", r"fill (?:you|me|him|her|us|them) in\b", "contact"),
    ("fill", r"fill in for\b", "action"),
    ("find", r"find (?:out|someone|somebody|a|an|another|us|you|some|the|time|replacements?|time)\b(?! (?:that|it) )", "action"),
    ("focus", r"focus on (?!the (?:agenda|slide))\w+", "none"),
    ("follow", r"follow (?:up|back up)\b", "contact"),
    ("follow", r"follow through\b", "action"),
    ("get", r"get (?:right |straight )?on (?:it|that|this|to it)\b", "action"),
    ("get", r"get (?:back|in touch|in contact|hold of|ahold of|a hold of|together|on (?:a|the) (?:call|phone|zoom)|on the calendar|round to|in front of)\b", "contact"),
    ("get", r"get (?:me|us|him|her|them) (?:a|an|the|that|those|your|some|his|her|their|all)\b", "action"),
    ("get", rf"get (?:a|another|some|that|the|this|our|your) {_SOME}(?:meeting|call|appointment|invite|time on the calendar|follow up)\b(?! notes)", "contact"),
    ("get", r"get (?:\w+ ){1,5}?(?:back |over |out |across )?to (?:you|him|her|them|me|us|everyone|everybody|\w+ by)\b", "contact"),
    ("get", r"get you (?:a|an|the|that|those|some|your|our|set up|booked|registered|enrolled|signed)\b", "contact"),
    ("get", r"get (?:used|it|better|worse|tired|a (?:lot|feel|sense|bit|chance|call)|an? (?:idea|email|error)|started|going|into|to the|the (?:idea|feeling|sense|picture)|out of|rid of it|there|here|off|by|along|lost|paid|charged|stuck|real|on with|through|moving|right|straight)\b(?! (?:done|fixed|on the))|get (?:my|your|our) head\b", "none"),
    ("get", r"get (?:that|it|this|them|those|these|the|a|an|some|our|your|my|his|her|their|all|everything|everyone|sign|approval|quotes?|pricing|feedback|confirmation|permission|rid|new|more|another|each|two|three|\w+ (?:to|done|ready|started|fixed|set|signed|approved|sorted|working|going|booked|involved|on))\b", "action"),
    (
        "give",
        rf"give {_WHOM} ?{_SOME}(?:feedback|an answer|answers|a decision|an update|updates|the (?:details|dates|results|numbers|news|go ahead)|notice)\b(?! to do)",
        "contact",
    ),
    ("give", rf"give {_WHOM} ?{_SOME}(?:call|calls|ring|shout|buzz|bell|heads up|update|notice|word|phone call|tinkle)\b", "contact"),
    ("give", rf"give {_WHOM} ?(?!a (?:second|minute|moment|sec)|(?:{_SOME})?(?:overview|background|introduction|intro|idea|example|sense|context|tour|credit|hand|rundown|thought|try|chance|demo|recap|picture|flavor|feel|your|one second))(?:\w+ ){{0,4}}?(?:quote|quotes|summary|access|feedback|estimate|numbers?|list|report|answer|copy|document|documents|files?|details|information|dates?|names?|credentials|permissions?|refund|credit|discount|proposal|plan|draft|replica|keys?|form|forms|medication|dose|account|license|licenses|login|budget|timeline|breakdown|figure|figures|price|prices|pricing|shot|injection|address|headcount|recommendation|results?)\b", "action"),
    ("go", r"go (?:see|visit|meet|to see)\b", "contact"),
    ("go", r"go (?:over|through)\b", "talk"),
    ("go", r"go (?:back to the|back and|out to|out and|down to|up to|by the|to the (?!next|first|last|second|point|end|agenda|slide)|get|pick|check|grab|buy|fetch|find|look)\b", "action"),
    ("hand", r"hand (?:\w+ ){0,3}?(?:in|out|over the \w+|back)\b", "action"),
    ("hand", r"hand (?:it |things |the floor )?over\b", "talk"),
    ("handle", r"handle (?:it|that|this|all|the|these|those|any)?\b(?! (?:well|better|up to|more than))", "action"),
    ("have", rf"have (?:a|an|another|our|the|that|this) {_SOME}{_MEETING}", "contact"),
    ("have", rf"have {_SOME}(?:answer|decision|offer|update|quote|contract|report|proposal|it|that|them|numbers?|paperwork|draft)(?: \w+){{0,2}}? (?:to you|for you|over to|back to|in your inbox|with you)\b", "contact"),
    ("have", r"have (?:a )?(?:word|words|talk) with\b", "contact"),
    ("have", rf"have {_WHOM} ?(?:call|ring|email|phone|contact|text|reach|get back|follow up|send|forward|message)\b", "contact"),
    ("have", r"have (?:it|that|this|them|those|the|a|an|my|our|your|some|everything|something|these|all) ?(?:\w+ ){0,6}?(?:ready|done|finished|completed|up|in|for you|to you|by|fixed|sorted|over|on your|running|available|drafted|prepared|signed|shipped|delivered|reviewed|updated|installed|working|live|tested|sent|look(?:ed)?|checked|out|back|together|replaced|repaired|printed|written)\b", "action"),
    ("have", rf"have {_WHOM} ?(?:prepare|draft|update|review|check|fix|look|bring|do|run|write|sign|deliver|install|take|test|book|order|pull|go|put|set|fill|submit|create|build|drop|pick|replace|finish)\b", "action"),
    ("help", r"help (?:you|him|her|them|us|with|out|\w+) (?:with|to|set|move|get|fill|prepare|finish|find|out|build|write|test|debug|pack|install|draft|the)\b", "action"),
    ("hold", rf"hold (?:a|an|the|our|another) {_SOME}(?:meeting|session|workshop|training|review|call|interview)s?\b", "contact"),
    ("hold", r"hold (?:the|a|that|this|your|it) (?:room|slot|table|order|spot|seat|payment|shipment|unit|apartment|reservation|date|place)\b", "action"),
    ("hop", rf"hop (?:on|onto|off) {_SOME}(?:call|phone|zoom|line|meeting)\b", "contact"),
    ("jot", r"jot\b", "action"),
    ("jump", rf"jump (?:on|onto) {_SOME}(?:call|phone|zoom|line|meeting)\b", "contact"),
    ("keep", r"keep (?:you|him|her|them|us|me|everyone|everybody|the \w+|\w+) (?:posted|updated|informed|in the loop|up to date|in touch|abreast)\b", "contact"),
    ("keep", r"keep (?:the|your|his|her|that|this) (?:\w+ ){0,2}?(?:elevated|raised|clean|dry|covered|warm|receipts?|copy|area|wound|bandage|cast|leg|arm)\b", "action"),
    ("keep", r"keep (?:a (?:close )?eye|an eye|tabs|track|a log|a list|a diary|a note|records?|notes|monitoring|checking|watching|me|copies|a copy|the receipts?)\b", "action"),
    ("leave", rf"leave {_WHOM} ?{_SOME}(?:message|voicemail|note|word)\b", "contact"),
    ("leave", r"leave it at that\b", "none"),
    ("leave", r"leave (?:comments?|feedback|a review|the \w+ (?:at|in|on|with|by)|it (?:at|in|on|with|by|out)|a key|a copy|them (?:at|in|on|with))\b", "action"),
    ("let", r"let (?:you|him|her|them|us|me|everyone|everybody|people|the (?:\w+ ){1,3}?|my (?:\w+ ){1,2}?|our (?:\w+ ){1,2}?|\w+ )(?: )?know\b", "contact"),
    ("link", r"link (?:up|you|him|her)\b", "contact"),
    ("line", r"line up\b", "action"),
    ("liaise", r"liaise\b", "contact"),
    ("look", r"look at\b", "talk"),
    ("grab", rf"grab {_SOME}{_MEETING}", "contact"),
    ("look", r"look (?:into|after|up|over|out for|around for|for)\b", "action"),
    ("loop", r"loop\b", "contact"),
    ("make", r"make (?:sense|money|progress|it|a (?:difference|point|good|lot|mistake|deal|big|living|profit|comment|suggestion|decision on the spot)|up|mistakes|use|do|things|people|the most|life|\w+ (?:easier|happy|better|worse|harder|feel|think|look|sure they))\b(?! (?:up to you|to the|changes|to your))", "none"),
    ("make", rf"make {_SOME}(?:call|calls|phone calls?)\b", "contact"),
    ("make", r"make sure (?:that )?(?:you (?:know|are|understand|see|feel)|we are (?:all )?on the same|everyone (?:is on|can hear|understands)|i (?:understand|understood|heard|am|have))\b", "none"),
    ("make", r"make (?:sure|certain|a|an|the|those|these|that|this|some|any|your|my|our|two|three|copies|changes|reservations?|arrangements|edits|corrections|adjustments|space|room|time|all|payment|notes?|\w+ work)\b", "action"),
    ("manage", r"manage(?:$| to| without| fine| just| it$| that$)", "none"),
    ("map", r"map\b", "action"),
    ("meet", r"meet (?:the (?:deadline|target|requirements?|needs|criteria|bar|goal)|our (?:deadline|target|goal|needs)|your needs|expectations|halfway|demand|that deadline|in the middle)\b", "none"),
    ("move", r"move (?:on|forward|along|ahead|past|to the next|quickly|away|towards?)\b(?! with the (?:paperwork|order|install))", "talk"),
    ("note", r"note (?:that|this|it|here|down)\b", "talk"),
    ("open", r"open (?:it |this |things |the floor )?(?:up )?(?:with|by|to|for)\b", "talk"),
    ("open", r"open (?:up )?(?:my|the|your|this) (?:screen|browser|app|window|tab|laptop|menu|slide|deck)\b", "talk"),
    ("own", r"own (?:it|that|this|the)\b", "action"),
    ("own", r"own\b", "none"),
    ("pass", r"pass (?:it|that|this|them|the|your|those|these|on|along|\w+) ?(?:\w+ ){0,4}?(?:on|along|to)\b(?! hold)", "contact"),
    ("pass", r"pass (?:you|him|her|it) (?:over|across|to)\b", "talk"),
    ("correct", r"correct me\b", "none"),
    ("pay", r"pay (?:cash|by|with|in cash|you back|attention|for itself|off|more|less|dividends)\b", "none"),
    ("pencil", r"pencil\b", "contact"),
    ("pick", r"pick (?:\w+ ){0,5}?up (?:where|on|the phone|from there)\b", "talk"),
    ("pick", r"pick (?:your brain|on)\b", "none"),
    ("place", r"place (?:you on hold|your call|this call|emphasis|importance)\b", "talk"),
    ("plan", r"plan (?:on|for|to)\b", "none"),
    ("play", r"play (?:it|that|this|the)\b", "none"),
    ("point", r"point (?:\w+ ){1,4}?to (?:the|our|your)\b", "action"),
    ("pop", r"pop (?:in|by|over|round|down|up|into|it|that|the|a)\b", "action"),
    ("pull", r"pull up\b|pull (?:this|that|it|your \w+|the \w+|my \w+) up\b|pull up\b", "talk"),
    ("push", r"push (?:back on|on|for|hard|through)\b", "none"),
    ("put", rf"put {_SOME}(?:time|meeting|call|invite|something|appointment|reminder|it|that|hold|placeholder|hour) (?:in|on|into) (?:the|my|your|our|everyone 's|everybody 's|\w+ 's) (?:calendar|calendars|diary|schedule)\b", "contact"),
    ("put", rf"put (?:a|an|the) {_SOME}(?:reminder|invite|meeting|call)\b", "contact"),
    ("put", r"put (?:you|him|her|them|\w+) (?:in touch|through|in contact)\b", "contact"),
    ("put", r"put (?:you|me|them|him|her) on (?:hold|mute|speaker|the spot|a brief hold)\b", "talk"),
    ("put", r"put (?:it|this|that) (?:this way|another way|differently|simply|bluntly|mildly|out there|like)\b", "none"),
    ("put", r"put (?:\w+ ){0,6}?(?:together|up|in|into|on|down|through|out|aside|away|back|over|forward|behind|at|under|to)\b", "action"),
    ("quote", r"quote (?:me|you) on\b", "none"),
    ("raise", r"raise (?:your hand|my hand|a (?:question|point|good)|the question|eyebrows)\b", "talk"),
    ("return", r"return (?:\w+ ){0,3}?(?:calls?|emails?|messages?|signed)\b", "contact"),
    ("reach", r"reach (?:out|him|her|them|you|back|the \w+)\b", "contact"),
    ("reach", r"reach\b", "none"),
    ("read", r"read (?:up on|over|through|(?:the|your|his|her|their|my|our) (?:\w+ ){0,2}?(?:contract|document|report|doc|spec|proposal|policy|lease|agreement|book|chapter|chapters|article|brief|paper|portfolio|resume|cv|essay|application|letter|file|manual|minutes|guidelines|handbook|instructions|notes))\b", "action"),
    ("read", r"read it (?:before|by|tonight|tomorrow|and)\b", "action"),
    ("rearrange", r"rearrange\b", "action"),
    ("reach", r"reach\b", "none"),
    ("record", r"record (?:this|the) (?:call|meeting|session|conversation)\b", "talk"),
    ("report", r"report (?:back|to you|out)\b", "contact"),
    ("report", r"report to\b", "none"),
    ("review", r"review (?:our|the) (?:agenda|goals for today)\b", "talk"),
    ("revisit", r"revisit\b", "contact"),
    ("ride", r"ride\b", "none"),
    ("roll", r"roll (?:with|on|up|the dice|into)\b", "none"),
    ("refer", r"refer to (?:it|that|this|the)\b", "none"),
    ("run", r"run$|run (?:out|away|late|over|low|into|short|fine|well|the risk|risk|about|to about|around|long|slower|faster|on|for|the meeting|smoothly)\b", "none"),
    ("run", r"run (?:it|this|that|them|the \w+|these|those) (?:by|past)\b", "contact"),
    ("run", r"run (?:you )?through\b", "talk"),
    ("save", r"save (?:the|a|it|that|your|my|those|them|this) (?:file|copy|date|as|to|in|spot|seat|receipts?|document|changes)\b", "action"),
    ("schedule", rf"schedule {_SOME}{_MEETING}", "contact"),
    ("see", r"see to (?:it|that|the)\b", "action"),
    ("mention", r"mention (?:\w+ ){1,4}?to (?!you\b)\w+", "contact"),
    ("get", r"get (?:somebody|someone|a \w+|an \w+) (?:out|over|in|to|onto|on)\b", "action"),
    ("have", r"have (?:somebody|someone) (?:out|over|there|here|in|on)\b", "action"),
    ("have", r"have (?:numbers|figures|results|answers|news|something|results) (?:by|at|for|on|back|ready)\b", "action"),
    ("see", r"see (?:about|if (?:we|i|they|he|she|there) (?:can|could|have|has|is|are)|what (?:i|we) can do|to it|whether)\b", "talk"),
    ("see", r"see (?:the|a|your|our|my) (?:doctor|specialist|dentist|lawyer|accountant|counselor|therapist|nurse|gp|principal|teacher|advisor|adviser|client|customer|manager)\b", "contact"),
    ("send", r"send (?:an engineer|a technician|someone|somebody|a (?:crew|driver|truck|plumber|team)|the (?:plumber|electrician|crew|driver|truck))\b", "action"),
    ("set", rf"set (?:\w+ ){{0,3}}?(?:up|aside)? ?{_SOME}{_MEETING}", "contact"),
    ("set", r"set (?:\w+ ){0,6}?(?:up|aside)\b", "action"),
    ("set", r"set (?:a|the|your|an|our) (?:\w+ )?(?:reminder|alarm|timer|date|deadline|budget|price|password|limit|permissions|flag|goals?|targets?|alert|alerts|default|thermostat)\b", "action"),
    ("settle", r"settle (?:in|down|for)\b", "none"),
    ("share", r"share (?:my|the|your|this) screen\b", "none"),
    ("share", r"share (?:a (?:bit|little|story|thought)|some (?:thoughts|background|context)|a few|that with everyone now|what)\b", "talk"),
    ("ship", r"ship\b", "action"),
    ("show", r"show up\b", "none"),
    ("shoot", rf"shoot {_WHOM} ?{_SOME}{_NOTE}|shoot (?:you|me|him|her|them|us)\b|shoot (?:it|that|this|them) over", "contact"),
    ("sign", r"sign (?:off on|up|the|it|that|this|them|and|on|for|in|here|a|your|both)\b", "action"),
    ("sign", r"sign off$", "none"),
    ("sit", r"sit (?:down )?with\b", "contact"),
    ("sleep", r"sleep on it\b", "none"),
    ("smooth", r"smooth\b", "action"),
    ("sort", r"sort of\b", "none"),
    ("speak", r"speak again\b", "contact"),
    ("speak", r"speak (?:to|with) (?!you\b|that|this|the (?:point|slide))", "contact"),
    ("spin", r"spin (?:\w+ ){0,3}?(?:up|down)\b", "action"),
    ("start", r"start (?:drafting|working on|preparing|testing|building|writing|migrating|collecting|gathering|looking for|packing|ordering|the (?:migration|process|rollout|paperwork|application|order|medication|search|pilot|trial)|you on|him on|her on|on the|taking|using|logging|keeping|tracking|training|recruiting|interviewing|planning)\b", "action"),
    ("stay", r"stay in touch\b", "contact"),
    ("step", r"step through\b", "talk"),
    ("stop", r"stop by\b", "contact"),
    ("stop", r"stop (?:taking|using|the (?:service|subscription|medication|payments?|deployment|rollout|job))\b", "action"),
    ("study", r"study\b", "action"),
    ("swing", r"swing by\b", "contact"),
    ("take", r"take (?:(?:the )?minutes$|(?:this|that|these|those) \w+ (?:to|down|up|over|back|home)\b)", "action"),
    ("switch", r"switch (?:gears|topics|to the next|over to (?:you|the next))\b", "talk"),
    ("take", r"take (?:a (?:look|closer look|second look|photo|picture|screenshot|stab|crack|pass|day off|copy|inventory|measurements?)|another look|care of|notes?|the lead|minutes|ownership|on the|over|that (?:away|one|on|off|to|back|offline|down)|this (?:away|one|on|off|to|back|offline|up with)|it (?:from there|away|on|over|up with|offline|back|down|to|off)|them (?:to|down|off|back|over)|photos|pictures|measurements|inventory|him to|her to|you through the (?:contract|paperwork)|(?:the|your|those|these|my|our|one|two|another|your) (?!call\b|time\b|next|point|opportunity|question|questions|minutes?\b|hours?\b|days?\b|weeks?\b|months?\b|hit\b|job\b|train\b|bus\b)\w+|out the|down the|up the|off the|\w+ (?:tablets?|pills?|capsules?|doses?)|your (?:medication|temperature|blood)|one (?:tablet|pill)|that$|this$)\b", "action"),
    ("take", r"take\b", "none"),
    ("talk", r"talk (?:(?:it|that|this) over )?(?:to|with) (?!you\b|the end)", "contact"),
    ("talk", r"talk (?:soon|later|to you)\b", "none"),
    ("talk", r"talk (?:again|more|tomorrow|next|on (?:monday|tuesday|wednesday|thursday|friday)|(?:it|this|that) over)\b", "contact"),
    ("talk", r"talk\b", "talk"),
    ("tell", r"tell (?!me|you|us)\w+ (?:to|that|about|we|i|not)\b", "contact"),
    ("tell", r"tell (?:him|her|them|the (?:\w+ ){1,2}?(?:crew|shift|guys|folks|office|desk|people|others|agent|seller|buyer)|the (?:\w+ )?(?:team|boss|client|customer|manager|landlord|staff|teacher|parents|supplier|vendor|driver|board)|my \w+|our \w+|everyone|everybody)\b", "contact"),
    ("think", r"think (?:about|through|over|of|on) ", "none"),
    ("tie", r"tie up\b", "action"),
    ("touch", r"touch base\b", "contact"),
    ("track", r"track (?:\w+ ){0,3}?down\b", "action"),
    ("try", r"try (?:that|it|this|the|those|again|out|turning|rebooting|calling|to)\b", "talk"),
    ("turn", r"turn (?:\w+ ){0,4}?(?:off|on|in|around|down|up)\b", "action"),
    ("turn", r"turn (?:it |this |things )?(?:over )?to\b", "talk"),
    ("type", r"type (?:up|out)\b", "action"),
    ("use", r"use (?:the|that|this|your|my|a|it)\b", "none"),
    ("verify", r"verify\b", "action"),
    ("visit", r"visit\b", "action"),
    ("vote", r"vote on\b", "talk"),
    ("walk", r"walk (?:over|down) to\b", "action"),
    ("walk", r"walk (?:the (?:site|property|floor)|through the (?:site|property|house|unit))\b", "action"),
    ("work", r"work (?:on|up|through|out|with (?:the|our|your|my|him|her|them)|together|overtime|closely)\b", "action"),
    ("wrap", r"wrap (?:(?:it|this|that|things) )?up (?:here|now|the (?:call|meeting)|today|with|in|and|early)\b|wrap up$", "talk"),
    ("write", rf"write (?:back|to|{_WHOM} ?(?:an email|a note|back))\b", "contact"),
    ("write", r"write (?:that|this|it) off\b", "none"),
)  # fmt: skip

PHRASES: dict[str, tuple[tuple[re.Pattern[str], Kind], ...]] = {
    verb: tuple((re.compile(pattern), kind) for first, pattern, kind in _PHRASES if first == verb)
    for verb in dict.fromkeys(entry[0] for entry in _PHRASES)
}
"""What a verb means together with the words after it; the first pattern that fits decides."""

VERBS = frozenset(KINDS) | frozenset(PHRASES) - {"be", "have", "do"}
"""Every verb that could begin a request."""

_IRREGULAR = {
    "sent": "send", "built": "build", "bought": "buy", "written": "write", "paid": "pay", "met": "meet", "done": "do",
    "brought": "bring", "chosen": "choose", "cut": "cut", "drawn": "draw", "given": "give", "led": "lead", "put": "put",
    "read": "read", "rewritten": "rewrite", "run": "run", "set": "set", "taken": "take", "taught": "teach",
    "withdrawn": "withdraw", "frozen": "freeze", "reset": "reset", "rebuilt": "rebuild", "redone": "redo", "swept": "clean",
    "split": "split", "told": "tell", "shown": "show", "made": "make", "found": "find",
}  # fmt: skip
_PASSIVE = {
    "do": "action",
    "take": "action",
    "make": "action",
    "put": "action",
    "set": "action",
    "give": "action",
    "look": "action",
}


def participle(word: str) -> Kind:
    """The kind of the verb of which `word` is the past participle, in "needs to be sent"."""
    base = _IRREGULAR.get(word)
    if base is None and word.endswith("ed"):
        stem = word[:-2]
        double = len(stem) > 3 and stem[-1] == stem[-2]
        forms = (stem, f"{stem}e", stem[:-1] if double else stem, f"{stem[:-1]}y" if stem.endswith("i") else stem)
        base = next((form for form in forms if form in KINDS), None)
    if base is None:
        return "none"
    kind = KINDS.get(base, "none")
    return "action" if kind == "none" and base in _PASSIVE else kind
