"""Reading conversations by their id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from ._arguments import check_conversation_id
from ._core import Options
from ._flow import Flow, operation
from ._listing import AsyncListing, Listing, ListQuery, all_conversations
from ._namespace import AsyncNamespace, BaseNamespace, Namespace
from ._reads import DetectedTrackers, Parameters, Reader
from ._writes import Writer
from .conversation import AsyncConversation, BaseConversation, Conversation

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

__all__ = ["AsyncConversations", "Conversations"]

C = TypeVar("C", bound=BaseConversation[Any])
Id = str | int
CREDENTIAL_KEYS = {"app_id", "appId", "app_secret", "appSecret", "access_token", "accessToken"}


class BaseConversations(BaseNamespace[C], Generic[C]):
    """The reads of `Conversation`, with the id first; it may be a str or an int.

    `credentials` (`app_id`, `app_secret`) are for the one call. A dict without such keys in its place is taken as
    `parameters`. Errors are those of `Conversation`'s reads; an unknown id is a `NotFoundError`.
    """

    def get_conversation_id(self) -> str:
        """The id of the conversation that this client started last. Raises NoConversationError before the first."""
        return self._get_core().recent().conversation_id

    def get_job_id(self) -> str | None:
        """The id of the job that this client submitted last. Raises NoConversationError before the first."""
        return self._get_core().recent().job_id

    def _reader(self, conversation_id: Id, credentials: Any, parameters: Parameters, options: Options) -> Reader:
        check_conversation_id(conversation_id)
        if isinstance(credentials, Mapping) and parameters is None and not CREDENTIAL_KEYS & set(credentials):  # pyright: ignore[reportUnknownArgumentType]
            credentials, parameters = None, credentials  # pyright: ignore[reportUnknownVariableType]
        return Reader(self._core(credentials, options), conversation_id, parameters)  # pyright: ignore[reportUnknownArgumentType]

    def _writer(self, conversation_id: Id, credentials: Any, options: Options) -> Writer:
        check_conversation_id(conversation_id)
        return Writer(self._core(credentials, options), conversation_id)

    @operation
    def get_conversation(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        **options: Unpack[Options],
    ) -> Flow[ConversationInfo]:
        """Name, times, members and metadata (docs/contract.md §4)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).conversation())

    @operation
    def get_messages(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        *,
        verbose: bool | None = None,
        sentiment: bool | None = None,
        **options: Unpack[Options],
    ) -> Flow[Messages]:
        """The transcript, one message a sentence; `verbose` adds the words, `sentiment` a sentiment (§5)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).messages(verbose, sentiment))

    @operation
    def get_topics(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        *,
        sentiment: bool | None = None,
        parent_refs: bool | None = None,
        custom_topic_vocabulary: bool | None = None,
        refresh: bool | None = None,
        **options: Unpack[Options],
    ) -> Flow[Topics]:
        """What it was about, with the `sentiment` of each topic or the wider topics (`parent_refs`) (§6)."""
        reader = self._reader(conversation_id, credentials, parameters, options)
        known = {"sentiment": sentiment, "parent_refs": parent_refs}
        return (yield from reader.topics(**known, custom_topic_vocabulary=custom_topic_vocabulary, refresh=refresh))

    @operation
    def get_questions(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        **options: Unpack[Options],
    ) -> Flow[Questions]:
        """What was asked (§7)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).questions())

    @operation
    def get_action_items(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        **options: Unpack[Options],
    ) -> Flow[ActionItems]:
        """What somebody is to do (§8)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).action_items())

    @operation
    def get_follow_ups(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        **options: Unpack[Options],
    ) -> Flow[FollowUps]:
        """How people are to get in touch again (§8)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).follow_ups())

    @operation
    def get_insights(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        **options: Unpack[Options],
    ) -> Flow[Insights]:
        """Questions, action items and follow-ups together (§8)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).insights())

    @operation
    def get_members(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        **options: Unpack[Options],
    ) -> Flow[Members]:
        """Who took part (§11)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).members())

    @operation
    def get_entities(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        **options: Unpack[Options],
    ) -> Flow[Entities]:
        """Names, dates, amounts and custom entities; empty unless processed with `detectEntities` (§14)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).entities())

    @operation
    def get_trackers(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        **options: Unpack[Options],
    ) -> Flow[DetectedTrackers]:
        """Where the phrases of trackers came up (§14)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).trackers())

    @operation
    def get_analytics(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        **options: Unpack[Options],
    ) -> Flow[Analytics]:
        """Who talked how long and how fast, silence and overlap (§14)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).analytics())

    @operation
    def get_summary(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        *,
        refresh: bool | None = None,
        **options: Unpack[Options],
    ) -> Flow[Summaries]:
        """A summary, made at the first call if need be; `refresh` makes it anew (§16).

        Raises NotFoundError while a job of the conversation runs. The local server's summaries are extractive: they are
        sentences of the conversation, nothing reworded.
        """
        return (yield from self._reader(conversation_id, credentials, parameters, options).summary(refresh))

    @operation
    def get_comprehensive_action_items(
        self, conversation_id: Id, credentials: Any = None, parameters: Parameters = None, **options: Unpack[Options]
    ) -> Flow[ComprehensiveActionItems]:
        """Action items reworded with what belongs to them (§9)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).comprehensive_action_items())

    @operation
    def get_abstract_topics(
        self, conversation_id: Id, credentials: Any = None, parameters: Parameters = None, **options: Unpack[Options]
    ) -> Flow[AbstractTopics]:
        """The themes that its topics belong to (§10)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).abstract_topics())

    @operation
    def get_call_score(
        self, conversation_id: Id, credentials: Any = None, parameters: Parameters = None, **options: Unpack[Options]
    ) -> Flow[CallScore]:
        """How well the call went, if processed with `callScore` in `features.featureList` (§19.3)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).call_score())

    @operation
    def get_call_score_status(
        self, conversation_id: Id, credentials: Any = None, parameters: Parameters = None, **options: Unpack[Options]
    ) -> Flow[ScoreStatus]:
        """How far the call score has come (§19.3)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).call_score_status())

    @operation
    def get_lm_insights_status(
        self, conversation_id: Id, credentials: Any = None, parameters: Parameters = None, **options: Unpack[Options]
    ) -> Flow[ScoreStatus]:
        """How far the insights have come (§19.3)."""
        return (yield from self._reader(conversation_id, credentials, parameters, options).lm_insights_status())

    @operation
    def get_call_score_insights_url(
        self,
        conversation_id: Id,
        credentials: Any = None,
        parameters: Parameters = None,
        *,
        include_call_score: bool | None = True,
        **options: Unpack[Options],
    ) -> Flow[InsightsUrl]:
        """A link to a page with the insights and the call score (§19.3). Whoever has it can see the page."""
        return (
            yield from self._reader(conversation_id, credentials, parameters, options).insights_url(include_call_score)
        )

    @operation
    def get_formatted_transcript(
        self,
        conversation_id: Id,
        parameters: Parameters = None,
        credentials: Any = None,
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
        return (yield from self._writer(conversation_id, credentials, options).transcript(parameters, known))

    @operation
    def put_members(
        self,
        conversation_id: Id,
        members_id: str,
        parameters: Parameters = None,
        credentials: Any = None,
        *,
        name: str | None = None,
        email: str | None = None,
        **options: Unpack[Options],
    ) -> Flow[Done]:
        """Changes a member's name and e-mail address, wherever they show (§12).

        Members with the same e-mail address become one.
        """
        known = {"name": name, "email": email}
        return (yield from self._writer(conversation_id, credentials, options).member(members_id, parameters, known))

    @operation
    def put_speakers_events(
        self, conversation_id: Id, parameters: Mapping[str, Any], credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[Done]:
        """Says who spoke when, in `speakerEvents`; messages and insights follow (§13)."""
        return (yield from self._writer(conversation_id, credentials, options).speakers(parameters))

    @operation
    def update_metadata(
        self, conversation_id: Id, metadata: Mapping[str, str], credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[ConversationInfo]:
        """Replaces the metadata: words of at most 128 characters by names of your choice (§4)."""
        return (yield from self._writer(conversation_id, credentials, options).metadata(metadata))

    @operation
    def delete_conversation(
        self, conversation_id: Id, credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[Done]:
        """Deletes the conversation and all that belongs to it, for good (§4)."""
        return (yield from self._writer(conversation_id, credentials, options).delete())

    @operation
    def create_experience(
        self,
        conversation_id: Id,
        name: str = "verbose-text-summary",
        parameters: Parameters = None,
        credentials: Any = None,
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
        return (yield from self._writer(conversation_id, credentials, options).experience(name, parameters, known))

    @operation
    def put_experience_url(
        self, conversation_id: Id, url: str, credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[InsightsUrl]:
        """Keeps the address of the conversation's recording, which its pages play unless given another (§19.3)."""
        return (yield from self._writer(conversation_id, credentials, options).experience_url(url))

    @operation
    def get_insights_list_url(
        self, *, include_call_score: bool | None = None, credentials: Any = None, **options: Unpack[Options]
    ) -> Flow[InsightsUrl]:
        """A link to a page that lists the conversations (§19.3). Whoever has it can see the page."""
        from symbl_api.api.experiences import get_insights_list_url

        core = self._core(credentials, options)
        request = get_insights_list_url.request(include_call_score=include_call_score)
        return (yield from core.call(request, get_insights_list_url.parse))


class Conversations(BaseConversations[Conversation], Namespace):
    """Conversations of a `Symbl` client. Its calls block."""

    def list(self, **query: Unpack[ListQuery]) -> Listing:
        """The conversations of a query, page after page (§4); see `ListQuery`."""
        return Listing(self._sync_core(), all_conversations(), query)


class AsyncConversations(BaseConversations[AsyncConversation], AsyncNamespace):
    """Conversations of an `AsyncSymbl` client. Its calls are awaited."""

    def list(self, **query: Unpack[ListQuery]) -> AsyncListing:
        """The conversations of a query, page after page (§4); see `ListQuery`."""
        return AsyncListing(self._async_core(), all_conversations(), query)
