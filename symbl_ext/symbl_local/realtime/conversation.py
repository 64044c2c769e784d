"""A conversation that is going on, whoever speaks in it: over streaming sockets or over the telephone.

How to use it, on the event loop:

    conversation = await live.open(account, connection_id, options)  # a new one, or the one of that id
    stream = await conversation.add_speaker(options, listener)       # raises RequestError
    await stream.feed(audio)                                         # encoded as options.audio says; may wait
    await stream.stop()                                              # all of it was heard, stored and told
    await stream.leave()                                             # the conversation ends with the last to leave

    listener = conversation.subscribe()                              # its `next` gives events, and an `Ending` at last
    await conversation.finish()                                      # end it now, whoever is still there

Everything that is said is stored as soon as it is final, and told after that. Live text goes to the listener of its
stream and to subscribers, everything else to all listeners.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from symbl_local.engine.types import Findings, Message, Tracker
from symbl_local.realtime import messages as wire
from symbl_local.realtime import storing
from symbl_local.realtime.hub import Listener, Past
from symbl_local.realtime.messages import Line
from symbl_local.realtime.people import People
from symbl_local.realtime.requests import RequestError, StartOptions
from symbl_local.realtime.session import IDLE, error
from symbl_local.realtime.stream import Stream
from symbl_local.realtime.work import Heard, analyzed, interim_matches, message_lines
from symbl_local.records import Person
from symbl_local.store import NoConversationError
from symbl_local.threads import in_thread
from symbl_local.times import now

if TYPE_CHECKING:
    from symbl_local.realtime.live import Live

__all__ = ["LiveConversation"]

log = logging.getLogger(__name__)

Json = dict[str, Any]


class LiveConversation:
    """One conversation. `id` is its id in the database, `connection_id` the one by which sockets know it.

    `transcripts`: live text has the form that telephony gives it, ``transcript_response``.
    """

    def __init__(
        self,
        live: Live,
        account: str,
        connection_id: str,
        conversation_id: str,
        base_url: str = "",
        *,
        transcripts: bool = False,
    ) -> None:
        self.account = account
        self.connection_id = connection_id
        self.id = conversation_id
        self.people = People()
        self.started = now()
        self.messages: tuple[Message, ...] = ()
        self.trackers: tuple[Tracker, ...] = ()
        self.summary_url = ""
        """Where people can read about the conversation; known at its end."""
        self.subscribed = asyncio.Event()
        """Set as soon as somebody listens."""
        self.ending = False
        self._live = live
        self._base_url = base_url
        self._transcripts = transcripts
        self._streams: set[Stream] = set()
        self._joining = 0
        self._subscribers: set[Listener] = set()
        self._past = Past()
        self._topics_told: set[str] = set()
        self._scores: dict[str, float] = {}
        self._to_write: asyncio.Queue[Heard | asyncio.Future[None]] = asyncio.Queue()
        self._to_analyze: asyncio.Queue[tuple[Stream, list[Line]] | asyncio.Future[None]] = asyncio.Queue()
        self._tasks = [asyncio.create_task(self._write()), asyncio.create_task(self._analyze())]
        self._settling: list[asyncio.Future[None]] = []
        self._keep = 0.0
        self._later: asyncio.TimerHandle | None = None
        self._silence: asyncio.TimerHandle | None = None
        self._over = asyncio.Event()
        self.alive()

    @property
    def telephony(self) -> bool:
        """Whether this is a phone call."""
        return self._transcripts

    # -- who is there ---------------------------------------------------------------------------------

    async def add_speaker(self, options: StartOptions, listener: Listener | None = None) -> Stream:
        """Take in a speaker, who is heard from now on. Events go to `listener`. Raises `RequestError`.

        The trackers are those of who opened the conversation; a later speaker's are not looked for.
        """
        if self._later:
            self._later.cancel()
            self._later = None
        stream = Stream(self, options, listener)
        self._joining += 1
        try:
            stream.ear = await self._live.recognition.open(
                stream, options.audio, language=options.language, vocabulary=options.vocabulary
            )
            if self.ending:
                stream.ear.close()
                raise RequestError("shutting_down", "the conversation has just ended")
            if listener and options.resume is not None:
                for message in self._past.missed(options.resume):
                    listener.put(_encoded(message))
            self._past.keeps |= options.keep > 0
            self._streams.add(stream)
        finally:
            self._joining -= 1
            self._finish_when_empty(self._keep)
        return stream

    def subscribe(self) -> Listener:
        """Listen to everything that is told from now on."""
        listener = Listener(self._live.settings.subscriber_backlog)
        self._subscribers.add(listener)
        self.subscribed.set()
        created = {"type": "conversation_created", "data": {"conversationId": self.id}}
        listener.put(_encoded(wire.live(created)))
        return listener

    def unsubscribe(self, listener: Listener) -> None:
        """Listen no more."""
        self._subscribers.discard(listener)

    async def leave(self, stream: Stream, *, lost: bool) -> None:
        """A stopped stream is gone for good, or its connection was `lost` and may come back."""
        if stream not in self._streams:
            return
        if lost:
            self._keep = max(self._keep, stream.options.keep)
        last = len(self._streams) == 1 and not self._joining
        if last and not (lost and self._keep):
            await self.finish()  # which is to be told to this one too
        self._streams.discard(stream)
        self._finish_when_empty(self._keep)

    def _finish_when_empty(self, seconds: float) -> None:
        if not self._streams and not self._joining and not self.ending:
            loop = asyncio.get_running_loop()
            self._later = loop.call_later(seconds, lambda: self._live.spawn(self.finish()))

    # -- what is told ---------------------------------------------------------------------------------

    def tell(self, message: Json) -> None:
        """Tell everybody, with a `sequenceNumber` of its type if it is a response."""
        text = _encoded(self._past.numbered(message))
        for stream in self._streams:
            if stream.listener:
                stream.listener.put(text)
        self._tell_subscribers(text)

    def tell_live(self, stream: Stream, message: Json) -> None:
        """Tell the one who spoke, and subscribers."""
        text = _encoded(message)
        if stream.listener:
            stream.listener.put(text)
        self._tell_subscribers(text)

    def _tell_subscribers(self, text: str) -> None:
        for listener in list(self._subscribers):
            listener.put(text)
            if listener.ended:
                self._subscribers.discard(listener)

    def tell_text(self, stream: Stream, heard: wire.LiveText) -> None:
        """Tell what somebody is saying."""
        if self._transcripts:
            self.tell_live(stream, wire.transcript(heard))
        else:
            self.tell_live(stream, wire.recognized(heard))

    # -- what becomes of it ---------------------------------------------------------------------------

    def take(self, heard: Heard) -> None:
        """Something was heard."""
        self.alive()
        self._to_write.put_nowait(heard)

    async def settle(self) -> None:
        """Wait until all that was taken is stored, looked into and told."""
        if not self._over.is_set():
            done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._settling.append(done)
            self._to_write.put_nowait(done)
            await done
            self._settling.remove(done)

    async def _write(self) -> None:
        """Store what is final, then tell it; pass it on to be analyzed."""
        while True:
            item = await self._to_write.get()
            if isinstance(item, asyncio.Future):
                self._to_analyze.put_nowait(item)
                continue
            try:
                await self._write_one(item)
            except NoConversationError:
                self._gone()
            except Exception as problem:
                log.exception("something said could not be stored")
                item.stream.trouble("internal", f"something said could not be stored ({type(problem).__name__})")

    async def _write_one(self, heard: Heard) -> None:
        stream = heard.stream
        if not heard.final:
            self.tell_text(stream, heard.text)
            self._track_interim(heard)
            return
        stream.tracked = frozenset()
        lines = message_lines(heard)
        if not lines:
            return
        await asyncio.to_thread(storing.write_lines, self._live.store, self.id, self.people.all, lines)
        self.tell_text(stream, heard.text)
        known = {person.id: person for person in self.people.all}
        asked = stream.options
        scores = {
            line.message.id: self._live.sentiment(line.message.text) if asked.sentiment else None for line in lines
        }
        told = [
            wire.message(line, known, self.started, asked.timezone_offset, scores[line.message.id]) for line in lines
        ]
        answer: Json = {"type": "message_response", "messages": told}
        self.tell(answer | {"sentiment": True} if asked.sentiment else answer)
        self._to_analyze.put_nowait((stream, lines))

    def _track_interim(self, heard: Heard) -> None:
        if heard.stream.options.interim_trackers and self.trackers:
            said, matches = interim_matches(heard, self.trackers, now())
            places = frozenset((match.tracker.id, match.phrase) for match in matches)
            if places - heard.stream.tracked:  # each is told once while somebody is saying something
                heard.stream.tracked |= places
                found = wire.trackers(matches, {said.id: said}, ())
                self.tell({"type": "tracker_response", "isFinal": False, "trackers": found})

    async def _analyze(self) -> None:
        """Look into what was stored; what is told refers to messages that were told."""
        waiting: tuple[Stream, list[Line]] | asyncio.Future[None] | None = None
        while True:
            item, waiting = waiting or await self._to_analyze.get(), None
            if isinstance(item, asyncio.Future):
                if not item.done():
                    item.set_result(None)
                continue
            stream, lines = item
            while waiting is None and not self._to_analyze.empty():  # what has piled up is looked into together
                waiting = self._to_analyze.get_nowait()
                if not isinstance(waiting, asyncio.Future) and waiting[0] is stream:
                    lines, waiting = [*lines, *waiting[1]], None
            try:
                await self._analyze_one(stream, lines)
            except NoConversationError:
                self._gone()
            except Exception as problem:
                log.warning("a message could not be analyzed: %s", type(problem).__name__)
                stream.trouble("internal", f"a message could not be analyzed ({type(problem).__name__})")

    async def _analyze_one(self, stream: Stream, lines: list[Line]) -> None:
        asked = stream.options
        people = self.people.all
        work = analyzed(people, self.messages, lines, asked, self.trackers, self.account, self.id)
        store, analyzer = self._live.store, self._live.analyzer
        async with asyncio.timeout(self._live.settings.job_timeout):
            found, self.messages = await in_thread(lambda: work(store, analyzer), "analysis")
        stored = await asyncio.to_thread(storing.write_findings, store, self.id, people, found, asked.threshold)
        self._scores |= found.sentiment
        known = {person.id: person for person in people}
        self._tell_findings(stream, lines, found, stored, known)

    def _tell_findings(
        self,
        stream: Stream,
        lines: list[Line],
        found: Findings,
        stored: storing.Stored,
        known: Mapping[str, Person],
    ) -> None:
        asked = stream.options
        said = {line.message.id: line.message for line in lines}
        pii = {line.message.id: line.pii for line in lines}
        insights = [
            wire.insight(insight_id, one, known, asked.timezone_offset, pii.get(one.message_id, ()))
            for insight_id, one in stored.insights
            if one.type in asked.insight_types
        ]
        if found.matches:
            trackers = wire.trackers(found.matches, said, stored.insights)
            self.tell({"type": "tracker_response", "isFinal": True, "trackers": trackers})
        if insights:
            self.tell({"type": "insight_response", "insights": insights})
        if asked.detect_entities and found.entities:
            self.tell({"type": "entity_response", "entities": wire.entities(found.entities, said)})
        self._tell_topics(stored, asked.sentiment)

    def _tell_topics(self, stored: storing.Stored, sentiment: bool) -> None:
        """Those that were not told before."""
        news = [(one, topic) for one, topic in stored.topics if one not in self._topics_told]
        if news:
            indexes = {message.id: number for number, message in enumerate(self.messages)}
            scores = self._scores if sentiment else None
            self._topics_told.update(one for one, _ in news)
            found = [wire.topic(one, topic, indexes, scores) for one, topic in news]
            self.tell({"type": "topic_response", "topics": found})

    def _gone(self) -> None:
        """Somebody has deleted the conversation: there is nothing to add to."""
        if not self.ending:
            self.tell(error("conversation_deleted", "the conversation was deleted while it was going on"))
            self._live.spawn(self.finish(code=1008, reason="the conversation was deleted"))

    # -- its end --------------------------------------------------------------------------------------

    def alive(self) -> None:
        """Somebody speaks: the limit of silence counts from now."""
        if self._silence:
            self._silence.cancel()
        limit = self._live.settings.stream_silence
        loop = asyncio.get_running_loop()
        self._silence = loop.call_later(limit, lambda: self._live.spawn(self._silent(limit)))

    async def _silent(self, limit: float) -> None:
        await self.finish(code=IDLE, reason=f"nobody spoke for {limit:g} s")

    async def finish(self, *, code: int = 1000, reason: str = "") -> None:
        """End it: what was heard is stored and told, then that it is completed. Subscribers' sockets are closed.

        With a `code` other than 1000 the speakers' sockets are closed too. When called again, waits for the end.
        """
        if self.ending:
            await self._over.wait()
            return
        self.ending = True
        for timer in (self._later, self._silence):
            if timer:
                timer.cancel()
        try:
            await asyncio.gather(*(stream.hush() for stream in list(self._streams)))
            await self.settle()
            span = self.started, self._end()
            key = await asyncio.to_thread(storing.close, self._live.store, self.account, self.id, *span)
            self.summary_url = f"{self._base_url}/experiences/{key}" if key and self._base_url else ""
        except Exception:
            log.exception("a conversation could not be completed")
        self.tell(wire.live(self._completed()))
        for task in self._tasks:
            task.cancel()
        self._live.forget(self)
        self._over.set()
        for waiting in self._settling:
            if not waiting.done():
                waiting.set_result(None)
        for listener in self._subscribers:
            listener.end(code, reason)
        self._subscribers.clear()
        if code != 1000:
            for stream in self._streams:
                if stream.listener:
                    stream.listener.end(code, reason)

    def _completed(self) -> Json:
        return {
            "type": "conversation_completed",
            "conversationId": self.id,
            "summaryUrl": self.summary_url,
            "data": {"conversationId": self.id},
        }

    def _end(self) -> datetime:
        return max([now(), *(message.end for message in self.messages)])


def _encoded(message: Json) -> str:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))
