"""The built-in analyzer: rules, word lists and a table of weights; English, no language model."""

from __future__ import annotations

from collections import deque

from ..types import (
    AnalyzeOptions,
    Conversation,
    Entity,
    Findings,
    Insight,
    Message,
    SummaryItem,
    TrackerMatch,
    Turn,
)
from .actions import action, action_phrases, judged
from .context import REMEMBERED
from .entities import entities
from .people import People, people_of
from .questions import question
from .sentences import split
from .sentiment import sentiment
from .summary import summarize
from .topics import Mentions, mentions, topics
from .trackers import track
from .words import Line

__all__ = ["TextAnalyzer"]

_IN_INSIGHTS = frozenset(("person", "date", "datetime", "daterange", "time", "timerange", "datetimerange"))


class TextAnalyzer:
    """Finds insights, topics, entities, trackers and sentiment; stateless, so threads may share one."""

    name = "text"

    def split(self, turn: Turn) -> list[str]:
        """The sentences of one turn, in order."""
        return split(turn.text)

    def analyze(self, conversation: Conversation, options: AnalyzeOptions) -> Findings:
        """What the new messages hold, and the topics of all of them."""
        people = people_of(conversation.members)
        insights: list[Insight] = []
        found: list[Entity] = []
        matches: list[TrackerMatch] = []
        phrases: dict[str, tuple[str, ...]] = {}
        polarity: dict[str, float] = {}
        said: list[Mentions] = []
        before = conversation.messages[max(0, conversation.analyzed - REMEMBERED) : conversation.analyzed]
        past = deque((judged(message, people).said for message in before), REMEMBERED)
        for index in range(conversation.analyzed, len(conversation.messages)):
            message = conversation.messages[index]
            seen = judged(message, people)
            own = entities(seen.line, message, seen.times, options.entities, people)
            if options.detect_entities:
                found.extend(own)
            earlier = conversation.messages[max(0, index - REMEMBERED) : index]
            inside = tuple(entity for entity in own if entity.type in _IN_INSIGHTS)
            asked = _question(seen.line, message, people, inside)
            task = action(seen, tuple(past), message, earlier, people, inside)
            insights.extend(one for one in (asked, task) if one and one.score >= options.confidence_threshold)
            past.append(seen.said)
            matches.extend(track(seen.line, message, options.trackers))
            polarity[message.id] = sentiment(message.text)
            said.append(mentions(message.text))
            if options.detect_phrases:
                phrases[message.id] = action_phrases(seen.line, seen.found)
        return Findings(
            insights=tuple(insights),
            topics=tuple(topics(conversation.messages, people, said)),
            entities=tuple(found),
            matches=tuple(matches),
            phrases=phrases,
            sentiment=polarity,
        )

    def summarize(self, conversation: Conversation, found: Findings) -> list[SummaryItem]:
        """The messages from `conversation.analyzed` on, in a few of their own sentences."""
        return summarize(conversation, found)


def _question(line: Line, message: Message, people: People, inside: tuple[Entity, ...]) -> Insight | None:
    score = question(line, people.first_names)
    if score is None:
        return None
    return Insight(
        type="question",
        text=message.text,
        score=round(score, 3),
        message_id=message.id,
        member=message.member,
        entities=inside,
    )
