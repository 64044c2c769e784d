"""The data models. Each module is loaded when its name is first used."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .abstract_topic import AbstractTopic as AbstractTopic
    from .abstract_topics import AbstractTopics as AbstractTopics
    from .action_items import ActionItems as ActionItems
    from .analytics import Analytics as Analytics
    from .analytics_member import AnalyticsMember as AnalyticsMember
    from .analytics_metric import AnalyticsMetric as AnalyticsMetric
    from .audio_mode import AudioMode as AudioMode
    from .avatar_urls import AvatarUrls as AvatarUrls
    from .bookmark import Bookmark as Bookmark
    from .bookmark_message_ref import BookmarkMessageRef as BookmarkMessageRef
    from .bookmark_ref import BookmarkRef as BookmarkRef
    from .bookmark_request import BookmarkRequest as BookmarkRequest
    from .bookmark_summary import BookmarkSummary as BookmarkSummary
    from .bookmark_user import BookmarkUser as BookmarkUser
    from .bookmarks import Bookmarks as Bookmarks
    from .bookmarks_summary import BookmarksSummary as BookmarksSummary
    from .call_action import CallAction as CallAction
    from .call_action_name import CallActionName as CallActionName
    from .call_action_parameters import CallActionParameters as CallActionParameters
    from .call_answer import CallAnswer as CallAnswer
    from .call_audio_config import CallAudioConfig as CallAudioConfig
    from .call_data import CallData as CallData
    from .call_event import CallEvent as CallEvent
    from .call_event_type import CallEventType as CallEventType
    from .call_intent import CallIntent as CallIntent
    from .call_metadata import CallMetadata as CallMetadata
    from .call_moment import CallMoment as CallMoment
    from .call_score import CallScore as CallScore
    from .call_session import CallSession as CallSession
    from .call_summary import CallSummary as CallSummary
    from .call_user import CallUser as CallUser
    from .channel_metadata import ChannelMetadata as ChannelMetadata
    from .channel_speaker import ChannelSpeaker as ChannelSpeaker
    from .comprehensive_action_item import ComprehensiveActionItem as ComprehensiveActionItem
    from .comprehensive_action_items import ComprehensiveActionItems as ComprehensiveActionItems
    from .conversation import Conversation as Conversation
    from .conversation_member import ConversationMember as ConversationMember
    from .conversation_update import ConversationUpdate as ConversationUpdate
    from .conversations import Conversations as Conversations
    from .custom_entity import CustomEntity as CustomEntity
    from .deleted import Deleted as Deleted
    from .detected_tracker import DetectedTracker as DetectedTracker
    from .done import Done as Done
    from .entities import Entities as Entities
    from .entity import Entity as Entity
    from .entity_match import EntityMatch as EntityMatch
    from .error import Error as Error
    from .experience import Experience as Experience
    from .experience_color import ExperienceColor as ExperienceColor
    from .experience_font import ExperienceFont as ExperienceFont
    from .experience_name import ExperienceName as ExperienceName
    from .experience_request import ExperienceRequest as ExperienceRequest
    from .features import Features as Features
    from .feedback_summary import FeedbackSummary as FeedbackSummary
    from .follow_ups import FollowUps as FollowUps
    from .formatted_transcript import FormattedTranscript as FormattedTranscript
    from .group import Group as Group
    from .group_answer import GroupAnswer as GroupAnswer
    from .group_request import GroupRequest as GroupRequest
    from .group_update import GroupUpdate as GroupUpdate
    from .groups import Groups as Groups
    from .inline_tracker import InlineTracker as InlineTracker
    from .insight import Insight as Insight
    from .insight_entity import InsightEntity as InsightEntity
    from .insight_person import InsightPerson as InsightPerson
    from .insight_ref import InsightRef as InsightRef
    from .insight_type import InsightType as InsightType
    from .insights import Insights as Insights
    from .insights_url import InsightsUrl as InsightsUrl
    from .job import Job as Job
    from .job_event import JobEvent as JobEvent
    from .job_status import JobStatus as JobStatus
    from .managed_entities import ManagedEntities as ManagedEntities
    from .managed_entity import ManagedEntity as ManagedEntity
    from .managed_entity_request import ManagedEntityRequest as ManagedEntityRequest
    from .media_url_request import MediaUrlRequest as MediaUrlRequest
    from .member import Member as Member
    from .member_update import MemberUpdate as MemberUpdate
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
    from .phone_endpoint import PhoneEndpoint as PhoneEndpoint
    from .phrase import Phrase as Phrase
    from .polarity import Polarity as Polarity
    from .question import Question as Question
    from .questions import Questions as Questions
    from .revoke_request import RevokeRequest as RevokeRequest
    from .score_criterion import ScoreCriterion as ScoreCriterion
    from .score_feedback import ScoreFeedback as ScoreFeedback
    from .score_status import ScoreStatus as ScoreStatus
    from .sentiment import Sentiment as Sentiment
    from .sentiment_word import SentimentWord as SentimentWord
    from .sip_endpoint import SipEndpoint as SipEndpoint
    from .sort_order import SortOrder as SortOrder
    from .speaker import Speaker as Speaker
    from .speaker_event import SpeakerEvent as SpeakerEvent
    from .speaker_event_offset import SpeakerEventOffset as SpeakerEventOffset
    from .speaker_event_type import SpeakerEventType as SpeakerEventType
    from .speaker_event_user import SpeakerEventUser as SpeakerEventUser
    from .speaker_events import SpeakerEvents as SpeakerEvents
    from .start_call import StartCall as StartCall
    from .stop_call import StopCall as StopCall
    from .submitted_job import SubmittedJob as SubmittedJob
    from .summaries import Summaries as Summaries
    from .summary import Summary as Summary
    from .summary_ref import SummaryRef as SummaryRef
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
    from .tracker import Tracker as Tracker
    from .tracker_answer import TrackerAnswer as TrackerAnswer
    from .tracker_match import TrackerMatch as TrackerMatch
    from .tracker_patch import TrackerPatch as TrackerPatch
    from .tracker_patch_op import TrackerPatchOp as TrackerPatchOp
    from .tracker_patch_path import TrackerPatchPath as TrackerPatchPath
    from .tracker_request import TrackerRequest as TrackerRequest
    from .tracker_update import TrackerUpdate as TrackerUpdate
    from .trackers import Trackers as Trackers
    from .transcript import Transcript as Transcript
    from .transcript_payload import TranscriptPayload as TranscriptPayload
    from .transcript_phrases import TranscriptPhrases as TranscriptPhrases
    from .transcript_request import TranscriptRequest as TranscriptRequest
    from .transcript_type import TranscriptType as TranscriptType
    from .word import Word as Word

_MODULES = {
    "AbstractTopic": "abstract_topic",
    "AbstractTopics": "abstract_topics",
    "ActionItems": "action_items",
    "Analytics": "analytics",
    "AnalyticsMember": "analytics_member",
    "AnalyticsMetric": "analytics_metric",
    "AudioMode": "audio_mode",
    "AvatarUrls": "avatar_urls",
    "Bookmark": "bookmark",
    "BookmarkMessageRef": "bookmark_message_ref",
    "BookmarkRef": "bookmark_ref",
    "BookmarkRequest": "bookmark_request",
    "BookmarkSummary": "bookmark_summary",
    "BookmarkUser": "bookmark_user",
    "Bookmarks": "bookmarks",
    "BookmarksSummary": "bookmarks_summary",
    "CallAction": "call_action",
    "CallActionName": "call_action_name",
    "CallActionParameters": "call_action_parameters",
    "CallAnswer": "call_answer",
    "CallAudioConfig": "call_audio_config",
    "CallData": "call_data",
    "CallEvent": "call_event",
    "CallEventType": "call_event_type",
    "CallIntent": "call_intent",
    "CallMetadata": "call_metadata",
    "CallMoment": "call_moment",
    "CallScore": "call_score",
    "CallSession": "call_session",
    "CallSummary": "call_summary",
    "CallUser": "call_user",
    "ChannelMetadata": "channel_metadata",
    "ChannelSpeaker": "channel_speaker",
    "ComprehensiveActionItem": "comprehensive_action_item",
    "ComprehensiveActionItems": "comprehensive_action_items",
    "Conversation": "conversation",
    "ConversationMember": "conversation_member",
    "ConversationUpdate": "conversation_update",
    "Conversations": "conversations",
    "CustomEntity": "custom_entity",
    "Deleted": "deleted",
    "DetectedTracker": "detected_tracker",
    "Done": "done",
    "Entities": "entities",
    "Entity": "entity",
    "EntityMatch": "entity_match",
    "Error": "error",
    "Experience": "experience",
    "ExperienceColor": "experience_color",
    "ExperienceFont": "experience_font",
    "ExperienceName": "experience_name",
    "ExperienceRequest": "experience_request",
    "Features": "features",
    "FeedbackSummary": "feedback_summary",
    "FollowUps": "follow_ups",
    "FormattedTranscript": "formatted_transcript",
    "Group": "group",
    "GroupAnswer": "group_answer",
    "GroupRequest": "group_request",
    "GroupUpdate": "group_update",
    "Groups": "groups",
    "InlineTracker": "inline_tracker",
    "Insight": "insight",
    "InsightEntity": "insight_entity",
    "InsightPerson": "insight_person",
    "InsightRef": "insight_ref",
    "InsightType": "insight_type",
    "Insights": "insights",
    "InsightsUrl": "insights_url",
    "Job": "job",
    "JobEvent": "job_event",
    "JobStatus": "job_status",
    "ManagedEntities": "managed_entities",
    "ManagedEntity": "managed_entity",
    "ManagedEntityRequest": "managed_entity_request",
    "MediaUrlRequest": "media_url_request",
    "Member": "member",
    "MemberUpdate": "member_update",
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
    "PhoneEndpoint": "phone_endpoint",
    "Phrase": "phrase",
    "Polarity": "polarity",
    "Question": "question",
    "Questions": "questions",
    "RevokeRequest": "revoke_request",
    "ScoreCriterion": "score_criterion",
    "ScoreFeedback": "score_feedback",
    "ScoreStatus": "score_status",
    "Sentiment": "sentiment",
    "SentimentWord": "sentiment_word",
    "SipEndpoint": "sip_endpoint",
    "SortOrder": "sort_order",
    "Speaker": "speaker",
    "SpeakerEvent": "speaker_event",
    "SpeakerEventOffset": "speaker_event_offset",
    "SpeakerEventType": "speaker_event_type",
    "SpeakerEventUser": "speaker_event_user",
    "SpeakerEvents": "speaker_events",
    "StartCall": "start_call",
    "StopCall": "stop_call",
    "SubmittedJob": "submitted_job",
    "Summaries": "summaries",
    "Summary": "summary",
    "SummaryRef": "summary_ref",
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
    "Tracker": "tracker",
    "TrackerAnswer": "tracker_answer",
    "TrackerMatch": "tracker_match",
    "TrackerPatch": "tracker_patch",
    "TrackerPatchOp": "tracker_patch_op",
    "TrackerPatchPath": "tracker_patch_path",
    "TrackerRequest": "tracker_request",
    "TrackerUpdate": "tracker_update",
    "Trackers": "trackers",
    "Transcript": "transcript",
    "TranscriptPayload": "transcript_payload",
    "TranscriptPhrases": "transcript_phrases",
    "TranscriptRequest": "transcript_request",
    "TranscriptType": "transcript_type",
    "Word": "word",
}

__all__ = (
    "AbstractTopic",
    "AbstractTopics",
    "ActionItems",
    "Analytics",
    "AnalyticsMember",
    "AnalyticsMetric",
    "AudioMode",
    "AvatarUrls",
    "Bookmark",
    "BookmarkMessageRef",
    "BookmarkRef",
    "BookmarkRequest",
    "Bookmarks",
    "BookmarksSummary",
    "BookmarkSummary",
    "BookmarkUser",
    "CallAction",
    "CallActionName",
    "CallActionParameters",
    "CallAnswer",
    "CallAudioConfig",
    "CallData",
    "CallEvent",
    "CallEventType",
    "CallIntent",
    "CallMetadata",
    "CallMoment",
    "CallScore",
    "CallSession",
    "CallSummary",
    "CallUser",
    "ChannelMetadata",
    "ChannelSpeaker",
    "ComprehensiveActionItem",
    "ComprehensiveActionItems",
    "Conversation",
    "ConversationMember",
    "Conversations",
    "ConversationUpdate",
    "CustomEntity",
    "Deleted",
    "DetectedTracker",
    "Done",
    "Entities",
    "Entity",
    "EntityMatch",
    "Error",
    "Experience",
    "ExperienceColor",
    "ExperienceFont",
    "ExperienceName",
    "ExperienceRequest",
    "Features",
    "FeedbackSummary",
    "FollowUps",
    "FormattedTranscript",
    "Group",
    "GroupAnswer",
    "GroupRequest",
    "Groups",
    "GroupUpdate",
    "InlineTracker",
    "Insight",
    "InsightEntity",
    "InsightPerson",
    "InsightRef",
    "Insights",
    "InsightsUrl",
    "InsightType",
    "Job",
    "JobEvent",
    "JobStatus",
    "ManagedEntities",
    "ManagedEntity",
    "ManagedEntityRequest",
    "MediaUrlRequest",
    "Member",
    "Members",
    "MemberUpdate",
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
    "PhoneEndpoint",
    "Phrase",
    "Polarity",
    "Question",
    "Questions",
    "RevokeRequest",
    "ScoreCriterion",
    "ScoreFeedback",
    "ScoreStatus",
    "Sentiment",
    "SentimentWord",
    "SipEndpoint",
    "SortOrder",
    "Speaker",
    "SpeakerEvent",
    "SpeakerEventOffset",
    "SpeakerEvents",
    "SpeakerEventType",
    "SpeakerEventUser",
    "StartCall",
    "StopCall",
    "SubmittedJob",
    "Summaries",
    "Summary",
    "SummaryRef",
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
    "Tracker",
    "TrackerAnswer",
    "TrackerMatch",
    "TrackerPatch",
    "TrackerPatchOp",
    "TrackerPatchPath",
    "TrackerRequest",
    "Trackers",
    "TrackerUpdate",
    "Transcript",
    "TranscriptPayload",
    "TranscriptPhrases",
    "TranscriptRequest",
    "TranscriptType",
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
