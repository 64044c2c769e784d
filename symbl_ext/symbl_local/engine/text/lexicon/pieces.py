"""What turns of phrase are made of: whom, some words, a meeting, a note."""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

from typing import Literal

__all__ = [
    "DIARY",
    "MEETING",
    "NOTE",
    "QUICK",
    "ROLE",
    "SOME",
    "SOMEONE",
    "WHOM",
    "Kind",
    "Settled",
    "Spec",
    "Turn",
    "Who",
]

Kind = Literal["action", "contact", "talk", "other", "none"]
Who = Literal["i", "we", "you", "they", "name", "nobody"]
Spec = tuple[str, Who, float, bool, str]
Settled = tuple[Who, float, Kind, str]
Turn = tuple[str, str, Kind]
"""A verb, the pattern of the words from it on, and what they amount to together."""

WHOM = r"(?:you|him|her|them|us|me|it|that|this|everyone|everybody|all|(?:the|my|our|your|his|her|their|some|a|an|any|each|both|those|these) (?:\w+ ){1,3}?|\w+ )"
SOME = r"(?:\w+ ){0,4}?"
MEETING = r"(?:call|calls|meeting|meetings|appointment|appointments|sessions?|catch up|check in|call back|callback|invite|demo|chat|conversation|sync|slot|time|interviews?|visits?|tour|follow up|viewings?|hearing|induction|inspection|review|workshop|zoom|video|1 1|one on one|walkthrough|discussion|lunch|coffee|dinner|breakfast|consultation|conference|kickoff|kick off|half hour|hour|minutes|consult|checkup|touchpoint|get together|standup|huddle)\b"
NOTE = r"(?:email|mail|message|text|note|link|copy|invite|invitation|reminder|update|line|heads up|word|voicemail|letter)\b"
QUICK = r"(?:quick|brief|little|short|bit of|live|small)"
DIARY = r"(?:diary|diaries|calendars?)\b"
SOMEONE = r"(?!me\b|you\b|us\b|a\b|hand\b|tomorrow\b|tonight\b|now\b|then\b|noon\b|the (?:end|time|way)\b|next\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d|itself\b|default\b|email\b|phone\b)\w+"
ROLE = r"(?:doctor|gp|consultant|specialist|surgeon|nurse|dentist|physio|physiotherapist|optician|therapist|counsell?or|vet|solicitor|lawyer|accountant|architect|surveyor|registrar|broker|adviser|advisor|agent|manager|supervisor|principal|teacher|head|tutor|coach|professor|client|customer|supplier|vendor|contractor|builder|plumber|electrician|landlord|tenants?|neighbours?|neighbors?|vicar|priest|rabbi|imam|mayor|councillor|inspector|editor|director|boss|team|board|committee|council|bank|school|surgery|clinic|hospital|office|airline|insurers?|embassy|police|publisher|agency|company|people|folks|guys|lot|parents|family|kitchen|desk|shop|venue|hotel|caterers?|printers?|warehouse|driver|secretary|treasurer|chair|chairman|receptionist|caretaker|crew|staff|others|rest|union|press|auditors?|mill|plant|factory|garage|library|studio|ward|department)\b"
