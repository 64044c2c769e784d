"""The data models. Each module is loaded when its name is first used."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .action_items import ActionItems as ActionItems
    from .analytics import Analytics as Analytics
    from .analytics_member import AnalyticsMember as AnalyticsMember
    from .analytics_metric import AnalyticsMetric as AnalyticsMetric
    from .audio_mode import AudioMode as AudioMode
    from .channel_metadata import ChannelMetadata as ChannelMetadata
    from .channel_speaker import ChannelSpeaker as ChannelSpeaker
    from .conversation import Conversation as Conversation
    from .conversation_member import ConversationMember as ConversationMember
    from .custom_entity import CustomEntity as CustomEntity
    from .detected_tracker import DetectedTracker as DetectedTracker
    from .entities import Entities as Entities
    from .entity import Entity as Entity
    from .entity_match import EntityMatch as EntityMatch
    from .error import Error as Error
    from .follow_ups import FollowUps as FollowUps
    from .inline_tracker import InlineTracker as InlineTracker
    from .insight import Insight as Insight
    from .insight_entity import InsightEntity as InsightEntity
    from .insight_person import InsightPerson as InsightPerson
    from .insight_ref import InsightRef as InsightRef
    from .insight_type import InsightType as InsightType
    from .insights import Insights as Insights
    from .job import Job as Job
    from .job_event import JobEvent as JobEvent
    from .job_status import JobStatus as JobStatus
    from .media_url_request import MediaUrlRequest as MediaUrlRequest
    from .member import Member as Member
    from .members import Members as Members
    from .message import Message as Message
    from .message_entity import MessageEntity as MessageEntity
    from .message_ref import MessageRef as MessageRef
    from .messages import Messages as Messages
    from .metadata import Metadata as Metadata
    from .metric_type import MetricType as MetricType
    from .overlap import Overlap as Overlap
    from .overlapping_member import OverlappingMember as OverlappingMember
    from .pace import Pace as Pace
    from .parent_ref import ParentRef as ParentRef
    from .person import Person as Person
    from .phrase import Phrase as Phrase
    from .polarity import Polarity as Polarity
    from .question import Question as Question
    from .questions import Questions as Questions
    from .sentiment import Sentiment as Sentiment
    from .sentiment_word import SentimentWord as SentimentWord
    from .speaker import Speaker as Speaker
    from .submitted_job import SubmittedJob as SubmittedJob
    from .text_message import TextMessage as TextMessage
    from .text_payload import TextPayload as TextPayload
    from .text_request import TextRequest as TextRequest
    from .time_share import TimeShare as TimeShare
    from .time_span import TimeSpan as TimeSpan
    from .token import Token as Token
    from .token_request import TokenRequest as TokenRequest
    from .token_request_type import TokenRequestType as TokenRequestType
    from .topic import Topic as Topic
    from .topics import Topics as Topics
    from .tracker_match import TrackerMatch as TrackerMatch
    from .word import Word as Word

_MODULES = {
    "ActionItems": "action_items",
    "Analytics": "analytics",
    "AnalyticsMember": "analytics_member",
    "AnalyticsMetric": "analytics_metric",
    "AudioMode": "audio_mode",
    "ChannelMetadata": "channel_metadata",
    "ChannelSpeaker": "channel_speaker",
    "Conversation": "conversation",
    "ConversationMember": "conversation_member",
    "CustomEntity": "custom_entity",
    "DetectedTracker": "detected_tracker",
    "Entities": "entities",
    "Entity": "entity",
    "EntityMatch": "entity_match",
    "Error": "error",
    "FollowUps": "follow_ups",
    "InlineTracker": "inline_tracker",
    "Insight": "insight",
    "InsightEntity": "insight_entity",
    "InsightPerson": "insight_person",
    "InsightRef": "insight_ref",
    "InsightType": "insight_type",
    "Insights": "insights",
    "Job": "job",
    "JobEvent": "job_event",
    "JobStatus": "job_status",
    "MediaUrlRequest": "media_url_request",
    "Member": "member",
    "Members": "members",
    "Message": "message",
    "MessageEntity": "message_entity",
    "MessageRef": "message_ref",
    "Messages": "messages",
    "Metadata": "metadata",
    "MetricType": "metric_type",
    "Overlap": "overlap",
    "OverlappingMember": "overlapping_member",
    "Pace": "pace",
    "ParentRef": "parent_ref",
    "Person": "person",
    "Phrase": "phrase",
    "Polarity": "polarity",
    "Question": "question",
    "Questions": "questions",
    "Sentiment": "sentiment",
    "SentimentWord": "sentiment_word",
    "Speaker": "speaker",
    "SubmittedJob": "submitted_job",
    "TextMessage": "text_message",
    "TextPayload": "text_payload",
    "TextRequest": "text_request",
    "TimeShare": "time_share",
    "TimeSpan": "time_span",
    "Token": "token",
    "TokenRequest": "token_request",
    "TokenRequestType": "token_request_type",
    "Topic": "topic",
    "Topics": "topics",
    "TrackerMatch": "tracker_match",
    "Word": "word",
}

__all__ = (
    "ActionItems",
    "Analytics",
    "AnalyticsMember",
    "AnalyticsMetric",
    "AudioMode",
    "ChannelMetadata",
    "ChannelSpeaker",
    "Conversation",
    "ConversationMember",
    "CustomEntity",
    "DetectedTracker",
    "Entities",
    "Entity",
    "EntityMatch",
    "Error",
    "FollowUps",
    "InlineTracker",
    "Insight",
    "InsightEntity",
    "InsightPerson",
    "InsightRef",
    "Insights",
    "InsightType",
    "Job",
    "JobEvent",
    "JobStatus",
    "MediaUrlRequest",
    "Member",
    "Members",
    "Message",
    "MessageEntity",
    "MessageRef",
    "Messages",
    "Metadata",
    "MetricType",
    "Overlap",
    "OverlappingMember",
    "Pace",
    "ParentRef",
    "Person",
    "Phrase",
    "Polarity",
    "Question",
    "Questions",
    "Sentiment",
    "SentimentWord",
    "Speaker",
    "SubmittedJob",
    "TextMessage",
    "TextPayload",
    "TextRequest",
    "TimeShare",
    "TimeSpan",
    "Token",
    "TokenRequest",
    "TokenRequestType",
    "Topic",
    "Topics",
    "TrackerMatch",
    "Word",
)


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_MODULES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
