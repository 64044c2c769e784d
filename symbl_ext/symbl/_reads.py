"""Reading what was found in a conversation; written once, for the object and for the namespace."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from attrs import define, frozen

from symbl_api.types import Request, Response

from ._arguments import with_query
from ._core import Core
from ._flow import Flow

if TYPE_CHECKING:
    from symbl_api.models import (
        AbstractTopics,
        ActionItems,
        Analytics,
        CallScore,
        ComprehensiveActionItems,
        Conversation,
        DetectedTracker,
        Entities,
        FollowUps,
        Insights,
        InsightsUrl,
        Members,
        Messages,
        Questions,
        ScoreStatus,
        Summaries,
        Topics,
    )

__all__ = ["DetectedTrackers", "Reader"]

T_co = TypeVar("T_co", covariant=True)
Parameters = Mapping[str, Any] | None


class Read(Protocol[T_co]):
    """An operation module that reads one resource of a conversation."""

    def request(self, conversation_id: str | int) -> Request: ...
    def parse(self, response: Response) -> T_co: ...


@define
class DetectedTrackers:
    """The trackers that came up. On the wire it is a bare list (docs/contract.md §14)."""

    trackers: list[DetectedTracker]

    def __iter__(self) -> Iterator[DetectedTracker]:
        return iter(self.trackers)

    def __len__(self) -> int:
        return len(self.trackers)

    def to_dict(self) -> dict[str, Any]:
        """The list in wire form, under `trackers`."""
        return {"trackers": [tracker.to_dict() for tracker in self.trackers]}

    def __str__(self) -> str:
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)


@frozen
class Reader:
    """The reads of one conversation."""

    core: Core[Any]
    conversation_id: str | int
    parameters: Parameters = None

    def read(self, operation: Read[T_co], **known: Any) -> Flow[T_co]:
        request = with_query(operation.request(self.conversation_id), self.parameters, **known)
        return self.core.call(request, operation.parse)

    def conversation(self) -> Flow[Conversation]:
        from symbl_api.api.conversations import get_conversation

        return self.read(get_conversation)

    def messages(self, verbose: bool | None, sentiment: bool | None) -> Flow[Messages]:
        from symbl_api.api.conversations import get_messages

        return self.read(get_messages, verbose=verbose, sentiment=sentiment)

    def topics(self, **known: bool | None) -> Flow[Topics]:
        from symbl_api.api.conversations import get_topics

        return self.read(get_topics, **known)

    def questions(self) -> Flow[Questions]:
        from symbl_api.api.conversations import get_questions

        return self.read(get_questions)

    def action_items(self) -> Flow[ActionItems]:
        from symbl_api.api.conversations import get_action_items

        return self.read(get_action_items)

    def follow_ups(self) -> Flow[FollowUps]:
        from symbl_api.api.conversations import get_follow_ups

        return self.read(get_follow_ups)

    def insights(self) -> Flow[Insights]:
        from symbl_api.api.conversations import get_insights

        return self.read(get_insights)

    def members(self) -> Flow[Members]:
        from symbl_api.api.conversations import get_members

        return self.read(get_members)

    def entities(self) -> Flow[Entities]:
        from symbl_api.api.conversations import get_entities

        return self.read(get_entities)

    def trackers(self) -> Flow[DetectedTrackers]:
        from symbl_api.api.conversations import get_trackers_detected

        return DetectedTrackers((yield from self.read(get_trackers_detected)))

    def analytics(self) -> Flow[Analytics]:
        from symbl_api.api.conversations import get_analytics

        return self.read(get_analytics)

    def summary(self, refresh: bool | None) -> Flow[Summaries]:
        from symbl_api.api.conversations import get_summary

        return self.read(get_summary, refresh=refresh)

    def comprehensive_action_items(self) -> Flow[ComprehensiveActionItems]:
        from symbl_api.api.conversations import get_comprehensive_action_items

        return self.read(get_comprehensive_action_items)

    def abstract_topics(self) -> Flow[AbstractTopics]:
        from symbl_api.api.conversations import get_abstract_topics

        return self.read(get_abstract_topics)

    def call_score(self) -> Flow[CallScore]:
        from symbl_api.api.call_score import get_call_score

        return self.read(get_call_score)

    def call_score_status(self) -> Flow[ScoreStatus]:
        from symbl_api.api.call_score import get_call_score_status

        return self.read(get_call_score_status)

    def lm_insights_status(self) -> Flow[ScoreStatus]:
        from symbl_api.api.call_score import get_lm_insights_status

        return self.read(get_lm_insights_status)

    def insights_url(self, call_score: bool | None) -> Flow[InsightsUrl]:
        from symbl_api.api.experiences import get_insights_details_url

        return self.read(get_insights_details_url, include_call_score=call_score)
