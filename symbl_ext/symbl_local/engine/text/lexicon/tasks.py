"""Verbs that name something to be done, in plain words (see `words`).

A verb is an ``action``, a ``contact`` (getting in touch: a follow-up), or ``talk`` (what people do inside the meeting
itself, a task only when it is put off to another day); a verb that no list knows is ``other``: a task when somebody
is asked for it or a day is named. `PHRASES` are tried first, `KINDS` when none of them fits.
"""

# ruff: noqa: E501 - one pattern a line reads better than one broken up

from __future__ import annotations

import re

from .doing import ACTION, CONTACT, CRAFTS, STATE, TALK
from .light_verbs import LIGHT_VERBS
from .pieces import MEETING, Kind
from .turns import TURNS

__all__ = ["A_MEETING", "KINDS", "PASSING_ON", "PHRASES", "VERBS"]


KINDS: dict[str, Kind] = {
    **dict.fromkeys(CRAFTS, "action"),
    **dict.fromkeys(STATE, "none"),
    **dict.fromkeys(TALK, "none"),
    **dict.fromkeys(ACTION, "action"),
    **dict.fromkeys(CONTACT, "contact"),
    **dict.fromkeys(("show", "demonstrate", "discuss", "present", "explain", "recap", "walk", "demo"), "talk"),
}  # fmt: skip
"""Verbs that need nothing after them to be told apart."""

A_MEETING = re.compile(rf"\b{MEETING}")


PASSING_ON = re.compile(
    r"\w+ (?:\w+ ){1,6}?(?:(?:over|across|along|through|round|around|back|out|on|up|down) )(?:to|with) (?:you|him|her|them|me|us|everyone|everybody|all)\b"
)
"""Getting something to somebody, by whatever verb: "pop the plans over to her"."""

_ALL = (*LIGHT_VERBS, *TURNS)
PHRASES: dict[str, tuple[tuple[re.Pattern[str], Kind], ...]] = {
    verb: tuple((re.compile(pattern), kind) for first, pattern, kind in _ALL if first == verb)
    for verb in dict.fromkeys(entry[0] for entry in _ALL)
}
"""What a verb means together with the words after it; the first pattern that fits decides."""

VERBS = (frozenset(KINDS) | frozenset(PHRASES)) - {"be", "have", "do"}
"""Every verb that could begin a request."""
