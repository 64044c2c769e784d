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
    from .conversation_completed import ConversationCompleted as ConversationCompleted
    from .conversation_created import ConversationCreated as ConversationCreated
    from .conversation_data import ConversationData as ConversationData
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
    from .entity_response import EntityResponse as EntityResponse
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
    from .insight_response import InsightResponse as InsightResponse
    from .insight_type import InsightType as InsightType
    from .insights import Insights as Insights
    from .insights_url import InsightsUrl as InsightsUrl
    from .intent_response import IntentResponse as IntentResponse
    from .job import Job as Job
    from .job_event import JobEvent as JobEvent
    from .job_status import JobStatus as JobStatus
    from .lifecycle import Lifecycle as Lifecycle
    from .lifecycle_message import LifecycleMessage as LifecycleMessage
    from .live_channel import LiveChannel as LiveChannel
    from .live_due import LiveDue as LiveDue
    from .live_duration import LiveDuration as LiveDuration
    from .live_entity import LiveEntity as LiveEntity
    from .live_entity_group import LiveEntityGroup as LiveEntityGroup
    from .live_entity_match import LiveEntityMatch as LiveEntityMatch
    from .live_error import LiveError as LiveError
    from .live_error_text import LiveErrorText as LiveErrorText
    from .live_hint import LiveHint as LiveHint
    from .live_insight import LiveInsight as LiveInsight
    from .live_intent import LiveIntent as LiveIntent
    from .live_match import LiveMatch as LiveMatch
    from .live_message import LiveMessage as LiveMessage
    from .live_metadata import LiveMetadata as LiveMetadata
    from .live_payload import LivePayload as LivePayload
    from .live_place import LivePlace as LivePlace
    from .live_reference import LiveReference as LiveReference
    from .live_tag import LiveTag as LiveTag
    from .live_tag_detail import LiveTagDetail as LiveTagDetail
    from .live_tag_value import LiveTagValue as LiveTagValue
    from .live_topic import LiveTopic as LiveTopic
    from .live_tracker import LiveTracker as LiveTracker
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
    from .message_response import MessageResponse as MessageResponse
    from .messages import Messages as Messages
    from .metadata import Metadata as Metadata
    from .metric_type import MetricType as MetricType
    from .modify_request import ModifyRequest as ModifyRequest
    from .other_intent import OtherIntent as OtherIntent
    from .overlap import Overlap as Overlap
    from .overlapping_member import OverlappingMember as OverlappingMember
    from .pace import Pace as Pace
    from .parent_ref import ParentRef as ParentRef
    from .person import Person as Person
    from .phone_endpoint import PhoneEndpoint as PhoneEndpoint
    from .phrase import Phrase as Phrase
    from .polarity import Polarity as Polarity
    from .punctuated_text import PunctuatedText as PunctuatedText
    from .question import Question as Question
    from .questions import Questions as Questions
    from .raw_recognition import RawRecognition as RawRecognition
    from .recognition_alternative import RecognitionAlternative as RecognitionAlternative
    from .recognition_payload import RecognitionPayload as RecognitionPayload
    from .recognition_result import RecognitionResult as RecognitionResult
    from .recognition_started import RecognitionStarted as RecognitionStarted
    from .recognition_stopped import RecognitionStopped as RecognitionStopped
    from .recognized_word import RecognizedWord as RecognizedWord
    from .redaction import Redaction as Redaction
    from .resume_from import ResumeFrom as ResumeFrom
    from .revoke_request import RevokeRequest as RevokeRequest
    from .root_word import RootWord as RootWord
    from .score_criterion import ScoreCriterion as ScoreCriterion
    from .score_feedback import ScoreFeedback as ScoreFeedback
    from .score_status import ScoreStatus as ScoreStatus
    from .sentiment import Sentiment as Sentiment
    from .sentiment_word import SentimentWord as SentimentWord
    from .session_modified import SessionModified as SessionModified
    from .sip_endpoint import SipEndpoint as SipEndpoint
    from .sort_order import SortOrder as SortOrder
    from .speaker import Speaker as Speaker
    from .speaker_event import SpeakerEvent as SpeakerEvent
    from .speaker_event_offset import SpeakerEventOffset as SpeakerEventOffset
    from .speaker_event_type import SpeakerEventType as SpeakerEventType
    from .speaker_event_user import SpeakerEventUser as SpeakerEventUser
    from .speaker_events import SpeakerEvents as SpeakerEvents
    from .speech_recognition import SpeechRecognition as SpeechRecognition
    from .start_call import StartCall as StartCall
    from .start_request import StartRequest as StartRequest
    from .started_listening import StartedListening as StartedListening
    from .stop_call import StopCall as StopCall
    from .stop_request import StopRequest as StopRequest
    from .stream_config import StreamConfig as StreamConfig
    from .stream_speaker import StreamSpeaker as StreamSpeaker
    from .stream_time import StreamTime as StreamTime
    from .stream_tracker import StreamTracker as StreamTracker
    from .stream_trackers import StreamTrackers as StreamTrackers
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
    from .topic_response import TopicResponse as TopicResponse
    from .topics import Topics as Topics
    from .tracker import Tracker as Tracker
    from .tracker_answer import TrackerAnswer as TrackerAnswer
    from .tracker_match import TrackerMatch as TrackerMatch
    from .tracker_patch import TrackerPatch as TrackerPatch
    from .tracker_patch_op import TrackerPatchOp as TrackerPatchOp
    from .tracker_patch_path import TrackerPatchPath as TrackerPatchPath
    from .tracker_request import TrackerRequest as TrackerRequest
    from .tracker_response import TrackerResponse as TrackerResponse
    from .tracker_update import TrackerUpdate as TrackerUpdate
    from .trackers import Trackers as Trackers
    from .transcript import Transcript as Transcript
    from .transcript_payload import TranscriptPayload as TranscriptPayload
    from .transcript_phrases import TranscriptPhrases as TranscriptPhrases
    from .transcript_request import TranscriptRequest as TranscriptRequest
    from .transcript_response import TranscriptResponse as TranscriptResponse
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
    "ConversationCompleted": "conversation_completed",
    "ConversationCreated": "conversation_created",
    "ConversationData": "conversation_data",
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
    "EntityResponse": "entity_response",
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
    "InsightResponse": "insight_response",
    "InsightType": "insight_type",
    "Insights": "insights",
    "InsightsUrl": "insights_url",
    "IntentResponse": "intent_response",
    "Job": "job",
    "JobEvent": "job_event",
    "JobStatus": "job_status",
    "Lifecycle": "lifecycle",
    "LifecycleMessage": "lifecycle_message",
    "LiveChannel": "live_channel",
    "LiveDue": "live_due",
    "LiveDuration": "live_duration",
    "LiveEntity": "live_entity",
    "LiveEntityGroup": "live_entity_group",
    "LiveEntityMatch": "live_entity_match",
    "LiveError": "live_error",
    "LiveErrorText": "live_error_text",
    "LiveHint": "live_hint",
    "LiveInsight": "live_insight",
    "LiveIntent": "live_intent",
    "LiveMatch": "live_match",
    "LiveMessage": "live_message",
    "LiveMetadata": "live_metadata",
    "LivePayload": "live_payload",
    "LivePlace": "live_place",
    "LiveReference": "live_reference",
    "LiveTag": "live_tag",
    "LiveTagDetail": "live_tag_detail",
    "LiveTagValue": "live_tag_value",
    "LiveTopic": "live_topic",
    "LiveTracker": "live_tracker",
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
    "MessageResponse": "message_response",
    "Messages": "messages",
    "Metadata": "metadata",
    "MetricType": "metric_type",
    "ModifyRequest": "modify_request",
    "OtherIntent": "other_intent",
    "Overlap": "overlap",
    "OverlappingMember": "overlapping_member",
    "Pace": "pace",
    "ParentRef": "parent_ref",
    "Person": "person",
    "PhoneEndpoint": "phone_endpoint",
    "Phrase": "phrase",
    "Polarity": "polarity",
    "PunctuatedText": "punctuated_text",
    "Question": "question",
    "Questions": "questions",
    "RawRecognition": "raw_recognition",
    "RecognitionAlternative": "recognition_alternative",
    "RecognitionPayload": "recognition_payload",
    "RecognitionResult": "recognition_result",
    "RecognitionStarted": "recognition_started",
    "RecognitionStopped": "recognition_stopped",
    "RecognizedWord": "recognized_word",
    "Redaction": "redaction",
    "ResumeFrom": "resume_from",
    "RevokeRequest": "revoke_request",
    "RootWord": "root_word",
    "ScoreCriterion": "score_criterion",
    "ScoreFeedback": "score_feedback",
    "ScoreStatus": "score_status",
    "Sentiment": "sentiment",
    "SentimentWord": "sentiment_word",
    "SessionModified": "session_modified",
    "SipEndpoint": "sip_endpoint",
    "SortOrder": "sort_order",
    "Speaker": "speaker",
    "SpeakerEvent": "speaker_event",
    "SpeakerEventOffset": "speaker_event_offset",
    "SpeakerEventType": "speaker_event_type",
    "SpeakerEventUser": "speaker_event_user",
    "SpeakerEvents": "speaker_events",
    "SpeechRecognition": "speech_recognition",
    "StartCall": "start_call",
    "StartRequest": "start_request",
    "StartedListening": "started_listening",
    "StopCall": "stop_call",
    "StopRequest": "stop_request",
    "StreamConfig": "stream_config",
    "StreamSpeaker": "stream_speaker",
    "StreamTime": "stream_time",
    "StreamTracker": "stream_tracker",
    "StreamTrackers": "stream_trackers",
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
    "TopicResponse": "topic_response",
    "Topics": "topics",
    "Tracker": "tracker",
    "TrackerAnswer": "tracker_answer",
    "TrackerMatch": "tracker_match",
    "TrackerPatch": "tracker_patch",
    "TrackerPatchOp": "tracker_patch_op",
    "TrackerPatchPath": "tracker_patch_path",
    "TrackerRequest": "tracker_request",
    "TrackerResponse": "tracker_response",
    "TrackerUpdate": "tracker_update",
    "Trackers": "trackers",
    "Transcript": "transcript",
    "TranscriptPayload": "transcript_payload",
    "TranscriptPhrases": "transcript_phrases",
    "TranscriptRequest": "transcript_request",
    "TranscriptResponse": "transcript_response",
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
    "ConversationCompleted",
    "ConversationCreated",
    "ConversationData",
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
    "EntityResponse",
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
    "InsightResponse",
    "Insights",
    "InsightsUrl",
    "InsightType",
    "IntentResponse",
    "Job",
    "JobEvent",
    "JobStatus",
    "Lifecycle",
    "LifecycleMessage",
    "LiveChannel",
    "LiveDue",
    "LiveDuration",
    "LiveEntity",
    "LiveEntityGroup",
    "LiveEntityMatch",
    "LiveError",
    "LiveErrorText",
    "LiveHint",
    "LiveInsight",
    "LiveIntent",
    "LiveMatch",
    "LiveMessage",
    "LiveMetadata",
    "LivePayload",
    "LivePlace",
    "LiveReference",
    "LiveTag",
    "LiveTagDetail",
    "LiveTagValue",
    "LiveTopic",
    "LiveTracker",
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
    "MessageResponse",
    "Messages",
    "Metadata",
    "MetricType",
    "ModifyRequest",
    "OtherIntent",
    "Overlap",
    "OverlappingMember",
    "Pace",
    "ParentRef",
    "Person",
    "PhoneEndpoint",
    "Phrase",
    "Polarity",
    "PunctuatedText",
    "Question",
    "Questions",
    "RawRecognition",
    "RecognitionAlternative",
    "RecognitionPayload",
    "RecognitionResult",
    "RecognitionStarted",
    "RecognitionStopped",
    "RecognizedWord",
    "Redaction",
    "ResumeFrom",
    "RevokeRequest",
    "RootWord",
    "ScoreCriterion",
    "ScoreFeedback",
    "ScoreStatus",
    "Sentiment",
    "SentimentWord",
    "SessionModified",
    "SipEndpoint",
    "SortOrder",
    "Speaker",
    "SpeakerEvent",
    "SpeakerEventOffset",
    "SpeakerEvents",
    "SpeakerEventType",
    "SpeakerEventUser",
    "SpeechRecognition",
    "StartCall",
    "StartedListening",
    "StartRequest",
    "StopCall",
    "StopRequest",
    "StreamConfig",
    "StreamSpeaker",
    "StreamTime",
    "StreamTracker",
    "StreamTrackers",
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
    "TopicResponse",
    "Topics",
    "Tracker",
    "TrackerAnswer",
    "TrackerMatch",
    "TrackerPatch",
    "TrackerPatchOp",
    "TrackerPatchPath",
    "TrackerRequest",
    "TrackerResponse",
    "Trackers",
    "TrackerUpdate",
    "Transcript",
    "TranscriptPayload",
    "TranscriptPhrases",
    "TranscriptRequest",
    "TranscriptResponse",
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
