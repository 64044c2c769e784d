"""From submitted turns to messages and findings: what a worker does, wherever it runs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from symbl_local.engine.timing import spread
from symbl_local.engine.types import Analyzer, Conversation, Findings, Message, Summarizer, Turn
from symbl_local.exclusions import without_excluded
from symbl_local.records import HeardWord, Outcome, Person, SpokenTurn, Summary, Work, new_id, new_uuid

__all__ = ["perform"]

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


def perform(analyzer: Analyzer, work: Work) -> Outcome:
    """Split the submitted turns into messages and analyze them in the light of what was said before.

    A turn without a start begins where the one before it ended.
    """
    submission = work.submission
    people = _People(work.people)
    cursor = work.start
    messages: list[Message] = []
    words: dict[str, tuple[HeardWord, ...]] = {}
    for turn in submission.turns:
        person = people.speaker_of(turn)
        member = person.member if person else None
        whole = Turn(text=turn.text, member=member, start=turn.start, end=turn.end)
        sentences = [turn.text] if turn.whole else analyzer.split(whole)
        times = spread(turn.start, turn.end, sentences, cursor)
        for text, (start, end) in zip(sentences, times, strict=True):
            messages.append(Message(id=new_id(), text=text, start=start, end=end, member=member))
            cursor = end
        if turn.words:
            words[messages[-1].id] = turn.words
    conversation = Conversation(
        members=tuple(person.member for person in people.all),
        messages=(*work.messages, *messages),
        analyzed=0 if work.again else len(work.messages),
    )
    findings = analyzer.analyze(conversation, submission.options) if submission.english else None
    if findings:
        findings = without_excluded(findings, conversation.messages, submission.options)
    return Outcome(
        people=tuple(people.all),
        messages=tuple(messages),
        findings=findings,
        threshold=submission.options.confidence_threshold,
        words=words,
        recording=submission.recording,
        summary=_summary(analyzer, work, conversation, findings) if submission.options.summarize else None,
    )


def _summary(analyzer: Analyzer, work: Work, conversation: Conversation, found: Findings | None) -> Summary:
    """The summary of what has not been summarised yet, by the analyzer if it makes any, else by the built-in one."""
    known = work.known
    if found is not None:
        known = replace(found, insights=(*known.insights, *found.insights))
    start = work.summarized
    items = tuple(_summarizer(analyzer).summarize(replace(conversation, analyzed=start), known))
    names = {message.id: message.member.name if message.member else None for message in conversation.messages}
    refs = [message_id for item in items for message_id in item.message_ids]
    if unknown := [message_id for message_id in refs if message_id not in names]:
        raise ValueError(f"the summary refers to a message that does not exist: {unknown[0]}")
    speakers = {message_id: names[message_id] for message_id in refs}
    return Summary(items=items, start=start, end=len(conversation.messages), speakers=speakers)


def _summarizer(analyzer: Analyzer) -> Summarizer:
    if isinstance(analyzer, Summarizer):
        return analyzer
    from symbl_local.engine.text import TextAnalyzer

    return TextAnalyzer()


class _People:
    """The members of a conversation: one a user id (ignoring case), else one a name (ignoring case)."""

    def __init__(self, known: Iterable[Person]) -> None:
        self.all = list(known)
        self._known = len(self.all)

    def speaker_of(self, turn: SpokenTurn) -> Person | None:
        """The member who says this turn, new or known; None when the turn does not say who."""
        name = turn.name or turn.user_id
        if not name:
            return None
        index = self._index(turn.user_id, name, self._known if turn.new else 0)
        if index is None:
            index = len(self.all)
            self.all.append(Person(id=new_uuid(), name=name, user_id=turn.user_id, email=_address(turn.user_id)))
        elif turn.user_id and not self.all[index].user_id:  # so far known by name only
            known = replace(self.all[index], user_id=turn.user_id, email=_address(turn.user_id))
            self.all[index] = known
        return self.all[index]

    def _index(self, user_id: str | None, name: str, first: int) -> int | None:
        for index, person in enumerate(self.all[first:], first):
            if _same(user_id, person.user_id) or _same(user_id, person.email):
                return index
        for index, person in enumerate(self.all[first:], first):
            if _same(name, person.name) and not (user_id and person.user_id):
                return index
        return None


def _same(one: str | None, other: str | None) -> bool:
    return bool(one and other) and str(one).casefold() == str(other).casefold()


def _address(user_id: str | None) -> str | None:
    return user_id if user_id and _ADDRESS.fullmatch(user_id) else None
