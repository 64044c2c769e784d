"""`client.telephony`: phone calls that a server makes and listens to."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, TypeVar, Unpack
from weakref import WeakValueDictionary

from .._core import AsyncCore, Core, SyncCore
from .._flow import Flow, operation
from .._namespace import AsyncNamespace, BaseNamespace, Namespace
from ..conversation import AsyncConversation, BaseConversation, Conversation
from ..errors import SymblError
from ._calling import CallOptions, in_place, phone_endpoint, sip_endpoint, start_body, stop_body
from .streaming import current_token

if TYPE_CHECKING:
    from symbl_api.models import CallAnswer

    from .call import AsyncConnection, Connection

__all__ = ["AsyncTelephony", "Telephony", "hang_up"]

C = TypeVar("C", bound=BaseConversation[Any])
S = TypeVar("S")


class BaseTelephony(BaseNamespace[C], Generic[C, S]):
    """Makes and ends phone calls (docs/contract.md §19.1). docs/telephony.md shows how they are used."""

    def __init__(self, core: Any) -> None:
        super().__init__(core)
        self._known: WeakValueDictionary[str, Any] = WeakValueDictionary()

    @operation
    def start_pstn(
        self,
        phone_number: str | None = None,
        dtmf: str | None = None,
        credentials: Mapping[str, str] | None = None,
        actions: list[dict[str, Any]] | None = None,
        data: Mapping[str, Any] | None = None,
        languages: list[str] | None = None,
        timezone: str | None = None,
        **options: Unpack[CallOptions],
    ) -> Flow[S]:
        """Has the server call a telephone, and returns when the call is being made.

        `phone_number` has the country code. `dtmf` are keys to press when somebody has answered: digits, `*`, `#`, and
        a comma for half a second. `actions` is a list of `{"invokeOn": "stop", "name": "sendSummaryEmail",
        "parameters": {"emails": [...]}}`, `data` is `{"session": {"name": ...}}`. The first of `languages` is the
        language, `timezone` an IANA name. `credentials` are for this call and its conversation; a list, or a dict
        without such keys, in their place is taken as `actions`, and what follows as `data`.

        Raises ValueError or TypeError naming the argument before any request; `APIError` when the server refuses, such
        as `BadRequestError` where it cannot make the call. A lost answer is not repeated: it might call twice.
        """
        endpoint = phone_endpoint(phone_number, dtmf)
        return (yield from self._start(endpoint, credentials, actions, data, languages, timezone, options))

    @operation
    def start_sip(
        self,
        uri: str | None = None,
        audio_config: Mapping[str, Any] | None = None,
        credentials: Mapping[str, str] | None = None,
        actions: list[dict[str, Any]] | None = None,
        data: Mapping[str, Any] | None = None,
        languages: list[str] | None = None,
        timezone: str | None = None,
        *,
        dtmf: str | None = None,
        **options: Unpack[CallOptions],
    ) -> Flow[S]:
        """Has the server call a SIP address, such as `sip:8002@sip.example.com`; otherwise as `start_pstn`.

        `audio_config` is `{"encoding": ..., "sampleRate": ..., "sampleSize": ...}`; without it the server chooses.
        """
        endpoint = sip_endpoint(uri, audio_config, dtmf)
        return (yield from self._start(endpoint, credentials, actions, data, languages, timezone, options))

    @operation
    def stop(
        self,
        connection_id: str | None = None,
        actions: list[dict[str, Any]] | None = None,
        data: Mapping[str, Any] | None = None,
        credentials: Mapping[str, str] | None = None,
    ) -> Flow[S]:
        """Ends a call and gives its connection with `conversation_id` and `summary_info`.

        That is the object that started it, if this namespace did. `actions` and `data` are as for `start_pstn`. Raises
        ValueError without an id, `NotFoundError` if there is no such call any more.
        """
        body = stop_body(connection_id, actions, data)
        core = self._get_core().with_credentials(credentials)
        answer = yield from hang_up(core, body)
        connection = self._known.get(answer.connection_id)
        if connection is None:
            connection = self._connection(core, answer, "")
            connection._link.close()
            connection._link.begin()
        connection._told_of_end(answer)
        made: S = connection
        return made

    def _start(
        self,
        endpoint: dict[str, Any],
        credentials: Any,
        actions: Any,
        data: Any,
        languages: Any,
        timezone: Any,
        options: Mapping[str, Any],
    ) -> Flow[S]:
        from symbl_api.api.telephony import connect_endpoint

        credentials, actions, data = in_place(credentials, actions, data)
        body = start_body(endpoint, actions, data, languages, timezone, options)
        core = self._get_core().with_credentials(credentials)
        answer = yield from core.call(connect_endpoint.request(body=body), connect_endpoint.parse)
        try:
            token = yield from current_token(core)
            connection = self._connection(core, answer, token)
            yield from connection._listened()
        except BaseException:  # nobody would know of the call
            with suppress(SymblError):
                yield from hang_up(core, stop_body(answer.connection_id))
            raise
        self._known[answer.connection_id] = connection
        if connection.conversation_id is not None:
            core.shared.recent = connection.conversation
        made: S = connection
        return made

    def _connection(self, core: Any, answer: CallAnswer, token: str) -> Any:
        raise NotImplementedError


def hang_up(core: Core[Any], body: Mapping[str, Any]) -> Flow[CallAnswer]:
    """Has the server end a call."""
    from symbl_api.api.telephony import connect_endpoint

    return core.call(connect_endpoint.request(body=body), connect_endpoint.parse)


class Telephony(BaseTelephony[Conversation, "Connection"], Namespace):
    """Phone calls of a `Symbl` client. Its calls block."""

    def _connection(self, core: SyncCore, answer: CallAnswer, token: str) -> Connection:
        from .call import Connection

        return Connection(core, answer, token, lambda stale: current_token(core, stale))


class AsyncTelephony(BaseTelephony[AsyncConversation, "AsyncConnection"], AsyncNamespace):
    """Phone calls of an `AsyncSymbl` client. Its calls are awaited."""

    def _connection(self, core: AsyncCore, answer: CallAnswer, token: str) -> AsyncConnection:
        from .call import AsyncConnection

        return AsyncConnection(core, answer, token, lambda stale: current_token(core, stale))
