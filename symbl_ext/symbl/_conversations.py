"""Reading conversations by their id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack

from ._arguments import check_conversation_id
from ._config import Credentials
from ._core import Options
from ._flow import Flow, operation
from ._namespace import AsyncNamespace, BaseNamespace, Namespace
from ._reads import DetectedTrackers, Parameters, Reader
from .conversation import AsyncConversation, BaseConversation, Conversation

if TYPE_CHECKING:
    from symbl_api.models import (
        ActionItems,
        Analytics,
        Entities,
        FollowUps,
        Insights,
        Members,
        Messages,
        Questions,
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
        core = self._get_core().with_credentials(Credentials.of(credentials)).with_options(options)
        return Reader(core, conversation_id, parameters)  # pyright: ignore[reportUnknownArgumentType]

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


class Conversations(BaseConversations[Conversation], Namespace):
    """Conversations of a `Symbl` client. Its calls block."""


class AsyncConversations(BaseConversations[AsyncConversation], AsyncNamespace):
    """Conversations of an `AsyncSymbl` client. Its calls are awaited."""
