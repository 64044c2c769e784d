"""What a conversation holds and what can be done with it, as methods of the object."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Unpack

from ._core import Options
from ._flow import Flow, operation
from ._reads import DetectedTrackers, Parameters, Reader
from ._writes import Writer

if TYPE_CHECKING:
    from symbl_api.models import (
        AbstractTopics,
        ActionItems,
        Analytics,
        CallScore,
        ComprehensiveActionItems,
        Done,
        Entities,
        FollowUps,
        FormattedTranscript,
        Insights,
        InsightsUrl,
        Members,
        Messages,
        Questions,
        ScoreStatus,
        Summaries,
        Topics,
    )
    from symbl_api.models import (
        Conversation as ConversationInfo,
    )

__all__ = ["Content"]


class Content:
    """The reads and the changes of one conversation; see `BaseConversation`."""

    @abstractmethod
    def _reader(self, parameters: Parameters, options: Options) -> Reader: ...

    @abstractmethod
    def _writer(self, options: Options) -> Writer: ...

    @operation
    def get_conversation(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[ConversationInfo]:
        """Name, times, members and metadata (docs/contract.md §4)."""
        return (yield from self._reader(parameters, options).conversation())

    @operation
    def get_messages(
        self,
        parameters: Parameters = None,
        *,
        verbose: bool | None = None,
        sentiment: bool | None = None,
        **options: Unpack[Options],
    ) -> Flow[Messages]:
        """The transcript, one message a sentence; `verbose` adds the words, `sentiment` a sentiment (§5)."""
        return (yield from self._reader(parameters, options).messages(verbose, sentiment))

    @operation
    def get_topics(
        self,
        parameters: Parameters = None,
        *,
        sentiment: bool | None = None,
        parent_refs: bool | None = None,
        custom_topic_vocabulary: bool | None = None,
        refresh: bool | None = None,
        **options: Unpack[Options],
    ) -> Flow[Topics]:
        """What it was about, with the `sentiment` of each topic or the wider topics (`parent_refs`) (§6)."""
        reader = self._reader(parameters, options)
        known = {"sentiment": sentiment, "parent_refs": parent_refs}
        return (yield from reader.topics(**known, custom_topic_vocabulary=custom_topic_vocabulary, refresh=refresh))

    @operation
    def get_questions(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[Questions]:
        """What was asked (§7)."""
        return (yield from self._reader(parameters, options).questions())

    @operation
    def get_action_items(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[ActionItems]:
        """What somebody is to do (§8)."""
        return (yield from self._reader(parameters, options).action_items())

    @operation
    def get_follow_ups(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[FollowUps]:
        """How people are to get in touch again (§8)."""
        return (yield from self._reader(parameters, options).follow_ups())

    @operation
    def get_insights(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[Insights]:
        """Questions, action items and follow-ups together (§8)."""
        return (yield from self._reader(parameters, options).insights())

    @operation
    def get_members(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[Members]:
        """Who took part (§11)."""
        return (yield from self._reader(parameters, options).members())

    @operation
    def get_entities(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[Entities]:
        """Names, dates, amounts and custom entities; empty unless processed with `detectEntities` (§14)."""
        return (yield from self._reader(parameters, options).entities())

    @operation
    def get_trackers(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[DetectedTrackers]:
        """Where the phrases of trackers came up (§14)."""
        return (yield from self._reader(parameters, options).trackers())

    @operation
    def get_analytics(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[Analytics]:
        """Who talked how long and how fast, silence and overlap (§14)."""
        return (yield from self._reader(parameters, options).analytics())

    @operation
    def get_summary(
        self, parameters: Parameters = None, *, refresh: bool | None = None, **options: Unpack[Options]
    ) -> Flow[Summaries]:
        """A summary, made at the first call if need be; `refresh` makes it anew (§16).

        Raises NotFoundError while a job of the conversation runs. The local server's summaries are extractive: they are
        sentences of the conversation, nothing reworded.
        """
        return (yield from self._reader(parameters, options).summary(refresh))

    @operation
    def get_comprehensive_action_items(
        self, parameters: Parameters = None, **options: Unpack[Options]
    ) -> Flow[ComprehensiveActionItems]:
        """Action items reworded with what belongs to them (§9)."""
        return (yield from self._reader(parameters, options).comprehensive_action_items())

    @operation
    def get_abstract_topics(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[AbstractTopics]:
        """The themes that its topics belong to (§10)."""
        return (yield from self._reader(parameters, options).abstract_topics())

    @operation
    def get_call_score(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[CallScore]:
        """How well the call went, if processed with `callScore` in `features.featureList` (§19.3)."""
        return (yield from self._reader(parameters, options).call_score())

    @operation
    def get_call_score_status(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[ScoreStatus]:
        """How far the call score has come (§19.3)."""
        return (yield from self._reader(parameters, options).call_score_status())

    @operation
    def get_lm_insights_status(self, parameters: Parameters = None, **options: Unpack[Options]) -> Flow[ScoreStatus]:
        """How far the insights have come (§19.3)."""
        return (yield from self._reader(parameters, options).lm_insights_status())

    @operation
    def get_call_score_insights_url(
        self,
        parameters: Parameters = None,
        *,
        include_call_score: bool | None = True,
        **options: Unpack[Options],
    ) -> Flow[InsightsUrl]:
        """A link to a page with the insights and the call score (§19.3). Whoever has it can see the page."""
        return (yield from self._reader(parameters, options).insights_url(include_call_score))

    @operation
    def get_formatted_transcript(
        self,
        parameters: Parameters = None,
        *,
        content_type: str | None = None,
        create_paragraphs: bool | None = None,
        show_speaker_separation: bool | None = None,
        phrases: Mapping[str, bool] | None = None,
        **options: Unpack[Options],
    ) -> Flow[FormattedTranscript]:
        """The transcript as `text/markdown` (the default; short `markdown`) or as `text/srt` (`srt`) (§15).

        `create_paragraphs` and `phrases` (`highlightOnlyInsightKeyPhrases`, `highlightAllKeyPhrases`) are for Markdown;
        `show_speaker_separation` puts the speaker in front. Raises ValueError or TypeError naming what cannot be right.
        """
        known = {
            "contentType": content_type,
            "createParagraphs": create_paragraphs,
            "showSpeakerSeparation": show_speaker_separation,
            "phrases": phrases,
        }
        return (yield from self._writer(options).transcript(parameters, known))

    # ------------------------------------------------------------------------------------- the changes

    @operation
    def put_members(
        self,
        members_id: str,
        parameters: Parameters = None,
        *,
        name: str | None = None,
        email: str | None = None,
        **options: Unpack[Options],
    ) -> Flow[Done]:
        """Changes a member's name and e-mail address, wherever they show (§12).

        Members with the same e-mail address become one.
        """
        known = {"name": name, "email": email}
        return (yield from self._writer(options).member(members_id, parameters, known))

    @operation
    def put_speakers_events(self, parameters: Mapping[str, Any], **options: Unpack[Options]) -> Flow[Done]:
        """Says who spoke when, in `speakerEvents`; messages and insights follow (§13)."""
        return (yield from self._writer(options).speakers(parameters))

    @operation
    def update_metadata(self, metadata: Mapping[str, str], **options: Unpack[Options]) -> Flow[ConversationInfo]:
        """Replaces the metadata: words of at most 128 characters by names of your choice (§4)."""
        return (yield from self._writer(options).metadata(metadata))

    @operation
    def delete_conversation(self, **options: Unpack[Options]) -> Flow[Done]:
        """Deletes the conversation and all that belongs to it, for good (§4)."""
        return (yield from self._writer(options).delete())

    @operation
    def create_experience(
        self,
        name: str = "verbose-text-summary",
        parameters: Parameters = None,
        *,
        audio_url: str | None = None,
        video_url: str | None = None,
        expires_in: float | None = None,
        **options: Unpack[Options],
    ) -> Flow[str]:
        """The address of a page that shows the conversation (§17). Whoever has it can see the page.

        `name` is `verbose-text-summary`, `audio-summary` (needs `audio_url`) or `video-summary` (needs `video_url`);
        `expires_in` is in seconds, 0 for never, 30 days when not given; `parameters` may hold `logo`, `color` and the
        other members of the request.
        """
        known = {"audioUrl": audio_url, "videoUrl": video_url, "summaryURLExpiresIn": expires_in}
        return (yield from self._writer(options).experience(name, parameters, known))

    @operation
    def put_experience_url(self, url: str, **options: Unpack[Options]) -> Flow[InsightsUrl]:
        """Keeps the address of the conversation's recording, which its pages play unless given another (§19.3)."""
        return (yield from self._writer(options).experience_url(url))

    messages = get_messages
    topics = get_topics
    questions = get_questions
    action_items = get_action_items
    actions = get_action_items
    follow_ups = get_follow_ups
    members = get_members
    entities = get_entities
    trackers = get_trackers
    analytics = get_analytics
