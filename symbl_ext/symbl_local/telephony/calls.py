"""The calls of one server: made, listened to, ended (docs/contract.md §19.1, §19.2). For the event loop."""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from symbl_local import experiences
from symbl_local.mail import Mailer
from symbl_local.realtime.conversation import LiveConversation
from symbl_local.realtime.live import Live
from symbl_local.realtime.requests import AudioFormat, RequestError, Speaker, StartOptions
from symbl_local.realtime.session import error
from symbl_local.realtime.stream import Stream
from symbl_local.telephony.requests import Event, Start, Stop
from symbl_local.telephony.source import CallFailedError, CallSource, Endpoint
from symbl_local.times import now

__all__ = ["Call", "CallRefusedError", "Calls", "NoCallError"]

log = logging.getLogger(__name__)

_RINGS = 1.0
"""Seconds for which a call waits for somebody to listen to it, so that nothing of it is missed."""
_KEPT = 3_600.0
"""Seconds for which an ended call can still be stopped, which tells what came of it."""
_PIECE = 32_000


class CallRefusedError(Exception):
    """There is no way to make that call; the message begins with the member that is to blame."""


class NoCallError(Exception):
    """There is no such call, or none any more."""


class Call:
    """One call. `id` is its connection id."""

    def __init__(self, asked: Start, conversation: LiveConversation, options: StartOptions) -> None:
        self.id = conversation.connection_id
        self.asked = asked
        self.conversation = conversation
        self.options = options
        self.over = asyncio.Event()
        self.listening: asyncio.Task[None] | None = None
        self._stream: Stream | None = None
        self._seconds = 0.0
        self._active: list[Speaker] = []

    def answered(self, stream: Stream) -> None:
        """Somebody has answered, and is heard on that stream."""
        self._stream = stream
        if self._active:
            stream.change_speaker(self._active[-1], stream.started)

    async def hear(self, pcm: bytes, rate: int) -> None:
        """Audio of the call."""
        assert self._stream
        for start in range(0, len(pcm), _PIECE):
            await self._stream.feed(pcm[start : start + _PIECE])
        self._seconds += len(pcm) / 2 / rate

    def follow(self, event: Event) -> None:
        """Somebody began or ceased to speak. Who began last and has not ceased is the one who speaks."""
        someone = event.speaker
        if someone is None:
            self._active = []
        elif event.word == "joined":
            self.conversation.people.person(someone)
            return
        else:
            self._active = [one for one in self._active if _id(one) != _id(someone)]
            if event.word == "started_speaking":
                self._active.append(someone)
        if self._stream:
            moment = self._heard_at(event.moment)
            self._stream.change_speaker(self._active[-1] if self._active else None, moment)

    def _heard_at(self, moment: datetime) -> datetime:
        """That moment by the clock of the audio, which runs ahead where recordings are played fast."""
        assert self._stream
        reached = self._stream.clock.at(self._seconds)
        return min(reached, max(self._stream.started, reached - (now() - moment)))

    def summary_info(self, others: Collection[str] = ()) -> list[dict[str, Any]]:
        """A link for everybody who took part, and for these addresses."""
        url = self.conversation.summary_url
        if not url:
            return []
        users: dict[str, dict[str, str]] = {}
        for person in self.conversation.people.all:
            user_id = person.user_id or person.id
            users[user_id.lower()] = {"id": person.id, "userId": user_id, "name": person.name}
        for address in (*(self.asked.emails.get("stop", ())), *others):
            users.setdefault(address.lower(), {"userId": address, "name": address.partition("@")[0]})
        return [{"user": user, "url": url} for user in users.values()]


def _id(speaker: Speaker) -> str:
    return (speaker.user_id or "").casefold()


class Calls:
    """`sources` are tried in turn."""

    def __init__(self, live: Live, mailer: Mailer, sources: Sequence[CallSource]) -> None:
        self._live = live
        self._mailer = mailer
        self._sources = sources
        self._calls: dict[tuple[str, str], Call] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False
        self.loop: asyncio.AbstractEventLoop
        """The loop that all of this lives on; set when it runs."""

    async def start(self, account: str, asked: Start, base_url: str) -> Call:
        """Begin to call somebody; returns before anybody answers. What goes wrong then is told to the listeners.

        Raises `CallRefusedError`, the `RequestError` of what cannot be recognized, and `TooManyStreamsError`.
        """
        source = await asyncio.to_thread(self._source, asked.endpoint)
        options = StartOptions(
            language=asked.language,
            title=asked.name,
            insight_types=asked.insight_types,
            timezone_offset=asked.timezone_offset,
        )
        connection_id = str(uuid.uuid4())
        with ExitStack() as slot:
            slot.enter_context(self._live.streaming(account))
            if self._closed:
                raise RequestError("shutting_down", "the server is stopping")
            conversation = await self._live.open(account, connection_id, options, base_url=base_url, transcripts=True)
            call = Call(asked, conversation, options)
            for user in asked.users:
                conversation.people.person(user)
            self._calls[account, connection_id] = call
            call.listening = asyncio.create_task(self._listen(call, source))
            self._spawn(self._attend(call, account, slot.pop_all()))
        if emails := asked.emails.get("start"):
            key = await asyncio.to_thread(self._link, account, conversation.id)
            self._mailer.send_summary(emails, conversation.id, f"{base_url}/experiences/{key}")
        return call

    async def stop(self, account: str, asked: Stop) -> Call:
        """Hang up; returns when all that was said is known. One that has ended by itself can be stopped too, once.

        Raises `NoCallError`.
        """
        call = self._calls.pop((account, asked.connection_id), None)
        if call is None:
            raise NoCallError
        assert call.listening
        call.listening.cancel()
        await call.over.wait()
        if asked.name:
            await asyncio.to_thread(self._rename, call.conversation.id, asked.name)
        told = call.asked.emails.get("stop", ())
        others = [address for address in asked.emails if address not in told]
        self._mailer.send_summary(others, call.conversation.id, call.conversation.summary_url)
        return call

    def follow(self, account: str, connection_id: str, event: Event) -> None:
        """Who speaks in a call. Raises `NoCallError`."""
        call = self._calls.get((account, connection_id))
        if call is None or call.conversation.ending:
            raise NoCallError
        call.follow(event)

    def _source(self, endpoint: Endpoint) -> CallSource:
        member = "endpoint.phoneNumber" if endpoint.kind == "pstn" else "endpoint.uri"
        reasons: list[str] = []
        for source in self._sources:
            reason = source.refusal(endpoint)
            if reason is None:
                return source
            reasons.append(reason)
        raise CallRefusedError(f"{member}: {'; '.join(reasons)}")

    async def _listen(self, call: Call, source: CallSource) -> None:
        """Listen until one side hangs up, or the conversation has ended in another way."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_RINGS):
                await call.conversation.subscribed.wait()
        async with source.call(call.asked.endpoint) as audio:
            options = replace(call.options, audio=AudioFormat("LINEAR16", audio.rate))
            call.answered(await call.conversation.add_speaker(options))
            async for pcm in audio.pcm:
                if call.conversation.ending:
                    break
                await call.hear(pcm, audio.rate)

    async def _attend(self, call: Call, account: str, slot: AbstractContextManager[object]) -> None:
        """See to it that a call ends well, whichever way it does."""
        assert call.listening
        conversation = call.conversation
        with slot:
            await asyncio.wait([call.listening])
            problem = None if call.listening.cancelled() else call.listening.exception()
            if isinstance(problem, CallFailedError):
                conversation.tell(error("call_failed", str(problem)))
            elif isinstance(problem, RequestError):
                conversation.tell(error(problem.code, problem.details))
            elif problem is not None:
                log.error("a call failed", exc_info=problem)
                conversation.tell(error("internal", f"the call failed ({type(problem).__name__})"))
            await conversation.finish()
        call.over.set()
        self._mailer.send_summary(call.asked.emails.get("stop", ()), conversation.id, conversation.summary_url)
        key = account, call.id
        asyncio.get_running_loop().call_later(_KEPT, lambda: self._calls.pop(key, None))

    def _link(self, account: str, conversation_id: str) -> str:
        moment = now()
        end = moment + timedelta(seconds=experiences.EXPIRES_IN)
        made = experiences.Experience(account=account, conversation_id=conversation_id, look={}, end=end)
        with self._live.store.writing() as db:
            return experiences.add(db, made, moment)

    def _rename(self, conversation_id: str, name: str) -> None:
        with self._live.store.writing() as db:
            db.execute("UPDATE conversations SET name = ? WHERE id = ?", [name, conversation_id])

    def _spawn(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """The server is stopping: hang up everywhere."""
        self._closed = True
        for call in self._calls.values():
            if call.listening:
                call.listening.cancel()
        while self._tasks:
            await asyncio.wait(list(self._tasks))
        for source in self._sources:
            await source.close()
