"""Action items put into words that can be understood by themselves, with the sentences around that belong to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..types import Insight, Member, Message
from .lexicon import words
from .lexicon.tasks import VERBS
from .summary import as_sentence, content, paragraph, says_nothing
from .topics import mentions
from .words import read

__all__ = ["WiderItem", "widen"]

_BACK = 5  # messages before an item among which what it answers or refers to is looked for
_ON = 3  # messages after it that may go on with it
_REFERS = words("it that this them those these one ones they so do")
_ANSWERS = words(
    "yes yeah yep yup sure okay ok right fine absolutely definitely certainly no noted done happy perfect great"
)
_GOES_ON = words(
    "it its that this these those they them he she his her and but because so then also otherwise or which until once "
    "after before for with if"
)
_JOINS = words("so then and also therefore because but")
_LEADS_ON = words("and or to from between like the a an of for with until till before after by on in at")
_PRONOUN = re.compile(r"\b(I|me|my|mine|myself|you|your|yours|yourself)\b(?!['’])", re.IGNORECASE)
_CONTRACTED = re.compile(r"\b(?:I|you)['’]\w+", re.IGNORECASE)
_VERB = re.compile(r"[A-Za-z]+(?![\w'’])")
_NEW_CLAUSE = re.compile(
    r", (?:I|you|he|she|it|they|we|that|there|please|so|but|because|honestly|and I)\b.*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class WiderItem:
    """An action item in other words, and the ids of the messages that it is made from, in their order."""

    text: str
    message_ids: tuple[str, ...]


def widen(item: Insight, messages: Sequence[Message], place: int, members: Sequence[Member]) -> WiderItem:
    """The action item in `messages[place]`: who is to do what until when, then the passage it stands in.

    "Ana Ruiz is to send the contract to Omar Haddad by 2026-03-06. Context: Omar Haddad: Where is the contract? Ana
    Ruiz: I'll send it to you by Friday." Where the sentence cannot be turned round like that it is given as it is.
    """
    passage = [messages[number] for number in _passage(item, messages, place)]
    task = _task(item, messages, place, members)
    quoted = paragraph(passage)
    text = f"{task} Context: {quoted}" if task else f"{quoted} {_facts(item)}".rstrip()
    return WiderItem(text, tuple(message.id for message in passage))


# -------------------------------------------------------------------------------------------------- task


def _task(item: Insight, messages: Sequence[Message], place: int, members: Sequence[Member]) -> str | None:
    """Who is to do what until when; None where that would not be a sentence."""
    if not item.phrases or item.assignee is None:
        return None
    what = _NEW_CLAUSE.sub("", " ".join(item.phrases[0].split())).rstrip(" .!?,;:")
    due = (item.due or "").lower()
    told = bool(due) and due in what.lower()
    if item.due_by and due and what.lower().endswith(due):
        rest = what[: -len(due)].rstrip(" ,;:")
        if rest.rpartition(" ")[2].lower() not in _LEADS_ON:
            what, told = rest, False
    verb = _VERB.match(what)
    if verb is None or verb[0].lower() not in VERBS or len(what.split()) < 2 or _CONTRACTED.search(what):
        return None
    listener = _listener(messages, place, members)
    speaker = messages[place].member
    unclear = False

    def named(match: re.Match[str]) -> str:
        nonlocal unclear
        word = match[1].lower()
        who = speaker if word in ("i", "me", "my", "mine", "myself") else listener
        if who is None:
            unclear = True
            return match[0]
        own = who == item.assignee
        if word in ("my", "your"):
            return "their own" if own else f"{who.name}'s"
        if own and not word.endswith("self"):
            unclear = True  # "leave it with me": not they are to leave it
        if word in ("mine", "yours"):
            return f"{who.name}'s"
        return "themselves" if own else who.name

    what = _PRONOUN.sub(named, what[:1].lower() + what[1:] if verb[0][1:].islower() else what)
    if unclear:
        return None
    until = ""
    if item.due_by:
        until = f" (due {_written(item.due_by)})" if told else f" by {_written(item.due_by)}"
    elif item.due and not told:
        until = f", {item.due}"
    return as_sentence(f"{item.assignee.name} is to {what}{until}")


def _listener(messages: Sequence[Message], place: int, members: Sequence[Member]) -> Member | None:
    """Whom a message speaks to: the only other, else who spoke before."""
    speaker = messages[place].member
    others = [member for member in members if member != speaker]
    if len(others) == 1:
        return others[0]
    before = (message.member for message in reversed(messages[max(0, place - _BACK) : place]))
    return next((member for member in before if member is not None and member != speaker), None)


def _facts(item: Insight) -> str:
    """Assignee and due date of an item that is given as it was said."""
    facts = [f"For: {item.assignee.name}."] if item.assignee else []
    if item.due_by or item.due:
        facts.append(f"Due: {_written(item.due_by) if item.due_by else item.due}.")
    return " ".join(facts)


def _written(moment: datetime) -> str:
    clock = f" {moment:%H:%M} UTC" if moment.hour or moment.minute else ""
    return f"{moment.year:04}-{moment:%m-%d}{clock}"


# ----------------------------------------------------------------------------------------------- passage


def _passage(item: Insight, messages: Sequence[Message], place: int) -> list[int]:
    """The numbers of the messages that belong to the item, its own among them."""
    line = read(messages[place].text)
    found = {place}
    before = [
        number
        for number in range(place - 1, max(-1, place - 1 - _BACK), -1)
        if not says_nothing(read(messages[number].text))
    ]
    what = read(" ".join(item.phrases[:1]) or messages[place].text)
    refers = not _REFERS.isdisjoint(what.words)
    answers = not _ANSWERS.isdisjoint(line.words[:1])
    if before and _is_question(messages[before[0]]) and messages[before[0]].member != messages[place].member:
        found.add(before[0])  # the question that the item answers
    elif before and (answers or not _JOINS.isdisjoint(line.words[:1])):
        found.add(before[0])
    if refers:
        known = set(content(what))
        for number in before:
            if any(set(key).isdisjoint(known) for key, _, _ in mentions(messages[number].text)):
                found.add(number)  # names what "it" is
                break
    for number in range(place + 1, min(len(messages), place + 1 + _ON)):
        following = read(messages[number].text)
        if messages[number].member != messages[place].member or not following.words:
            break
        if following.words[0] not in _GOES_ON or _is_question(messages[number]):
            break
        found.add(number)
    return sorted(found)


def _is_question(message: Message) -> bool:
    return message.text.rstrip("\"'”’ ").endswith("?")
