"""One speaker's audio in a live conversation."""

from __future__ import annotations

import asyncio
import json
from bisect import bisect_right
from collections.abc import Coroutine
from datetime import datetime
from typing import TYPE_CHECKING

from symbl_local.engine.speech.types import Partial, Utterance
from symbl_local.realtime.clock import Clock
from symbl_local.realtime.hub import Listener
from symbl_local.realtime.recognition import Ear, Hearing
from symbl_local.realtime.requests import AudioFormat, RequestError, Speaker, StartOptions
from symbl_local.realtime.session import error
from symbl_local.realtime.work import final_heard, interim_heard
from symbl_local.records import Person
from symbl_local.times import now

if TYPE_CHECKING:
    from symbl_local.realtime.conversation import LiveConversation

__all__ = ["Stream"]


class Stream(Hearing):
    """Made by `LiveConversation.add_speaker`. Its methods are for one task, in their order."""

    ear: Ear

    def __init__(self, conversation: LiveConversation, options: StartOptions, listener: Listener | None) -> None:
        self.conversation = conversation
        self.options = options
        self.listener = listener
        self.started = now()
        self.said_before = ""
        """The end of what was said before, for redaction."""
        self.clock = Clock(self.started)
        self.tracked: frozenset[tuple[str, str]] = frozenset()
        """The phrases of trackers that were told of what is just being said."""
        self._since: list[datetime] = []
        self._speakers: list[Person | None] = [conversation.people.person(options.speaker)]
        self._running = True
        self._hushed = asyncio.Event()

    def speaker_at(self, moment: datetime) -> Person | None:
        """Who spoke then."""
        return self._speakers[bisect_right(self._since, moment)]

    def change_speaker(self, speaker: Speaker | None, moment: datetime) -> None:
        """From that moment on, which is not before the last change, somebody else speaks."""
        self._since.append(max(moment, self._since[-1]) if self._since else moment)
        self._speakers.append(self.conversation.people.person(speaker))

    async def feed(self, audio: bytes) -> None:
        """Audio has come; waits while too much is waiting to be recognized. Raises `RequestError`."""
        if self._running:
            if (heard := self.ear.caught_up) is not None:
                self.clock.arrived(heard, now())
            await self._or_end(self.ear.feed(audio))

    async def modify(self, audio: AudioFormat) -> None:
        """What is fed from here on is encoded like this. Raises `RequestError`."""
        if self._running:
            await self._or_end(self.ear.modify(audio))

    async def _or_end(self, doing: Coroutine[object, object, None]) -> None:
        """What cannot be recognized any more is not tried again with every frame."""
        try:
            await doing
        except RequestError:
            self._end()
            raise

    def _end(self) -> None:
        if self._running:
            self._running = False
            self.ear.close()
            self._hushed.set()

    async def hush(self) -> None:
        """There is no more audio: returns when the last of it was heard."""
        if self._running:
            self._running = False
            try:
                await self.ear.finish()
            finally:
                self._hushed.set()
        else:
            await self._hushed.wait()

    async def stop(self) -> None:
        """There is no more audio: returns when the last of it was heard, stored, looked into and told."""
        await self.hush()
        await self.conversation.settle()

    async def leave(self, *, lost: bool = False) -> None:
        """The speaker is gone, or, with `lost`, may come back within the time that `options.keep` gives.

        The conversation ends with the last to leave; then this returns when it has ended.
        """
        self._end()
        await self.conversation.leave(self, lost=lost)

    def heard(self, result: Partial | Utterance) -> None:
        """The recognizer has news."""
        heard = interim_heard(self, result) if isinstance(result, Partial) else final_heard(self, result)
        if heard:
            self.conversation.take(heard)

    def trouble(self, code: str, details: str) -> None:
        """Something went wrong that the speaker should know; the stream goes on."""
        if self.listener:
            self.listener.put(json.dumps(error(code, details), ensure_ascii=False))
