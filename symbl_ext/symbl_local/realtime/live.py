"""All live conversations of one server."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine, Generator
from contextlib import contextmanager
from functools import cached_property

from symbl_local.config import Settings
from symbl_local.engine.types import Analyzer, Tracker
from symbl_local.realtime import storing
from symbl_local.realtime.conversation import LiveConversation
from symbl_local.realtime.hub import Listener
from symbl_local.realtime.recognition import Recognition
from symbl_local.realtime.requests import RequestError, StartOptions
from symbl_local.store import Store
from symbl_local.times import now
from symbl_local.workers import Workers

__all__ = ["Live", "TooManyStreamsError"]

log = logging.getLogger(__name__)


GOING = 1001
"""Close code: the server goes away."""

_STOPPING = "the server is stopping"


class TooManyStreamsError(Exception):
    """The account has as many streams as it may have."""


class Live:
    """The conversations that are going on, by account and connection id. For the event loop.

    `on_completed` is called, in a thread, with each conversation that has ended.
    """

    def __init__(self, settings: Settings, store: Store, workers: Workers) -> None:
        self.settings = settings
        self.store = store
        self.on_completed: list[Callable[[LiveConversation], object]] = []
        self._workers = workers
        self._conversations: dict[tuple[str, str], LiveConversation] = {}
        self._opening = asyncio.Lock()
        self._streams: Counter[str] = Counter()
        self._sockets: set[Listener] = set()
        self._no_socket = asyncio.Event()
        self._no_socket.set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    @property
    def analyzer(self) -> Analyzer:
        """What looks into messages."""
        return self._workers.analyzer

    @cached_property
    def recognition(self) -> Recognition:
        """What listens to audio."""
        settings = self.settings
        model = {} if settings.model_dir is None else {"model_dir": str(settings.model_dir)}
        config = {**settings.recognizer_options, **model}
        return Recognition(settings.recognizer or "pocketsphinx", config, settings.speech_workers)

    def find(self, account: str, connection_id: str) -> LiveConversation | None:
        """The conversation of that connection id, if it is going on."""
        found = self._conversations.get((account, connection_id))
        return None if found is None or found.ending else found

    async def open(
        self, account: str, connection_id: str, options: StartOptions, *, base_url: str = "", transcripts: bool = False
    ) -> LiveConversation:
        """The conversation of that connection id, which is made if it is not going on. Raises `RequestError`.

        `base_url` is where the caller found this server, without which there is no link to a page.
        """
        await self.recognition.process(options.language)  # before anything is stored
        trackers = await self.trackers_of(account, options)
        async with self._opening:
            while (found := self._conversations.get((account, connection_id))) is not None:
                if not found.ending:
                    return found
                await found.finish()
            if self._closed:
                raise RequestError("shutting_down", _STOPPING)
            title = options.title
            conversation_id = await asyncio.to_thread(storing.begin, self.store, account, title, now())
            made = LiveConversation(self, account, connection_id, conversation_id, base_url, transcripts=transcripts)
            made.trackers = trackers
            self._conversations[account, connection_id] = made
            return made

    def forget(self, conversation: LiveConversation) -> None:
        """It has ended."""
        self._conversations.pop((conversation.account, conversation.connection_id), None)
        if self.on_completed:
            self.spawn(self._completed(conversation))

    async def _completed(self, conversation: LiveConversation) -> None:
        for hook in self.on_completed:
            try:
                await asyncio.to_thread(hook, conversation)
            except Exception:
                log.exception("what follows on a conversation failed")

    @contextmanager
    def socket(self, listener: Listener) -> Generator[None]:
        """Have a socket closed when the server stops, for as long as the block lasts."""
        self._sockets.add(listener)
        self._no_socket.clear()
        try:
            yield
        finally:
            self._sockets.discard(listener)
            if not self._sockets:
                self._no_socket.set()

    @contextmanager
    def streaming(self, account: str) -> Generator[None]:
        """Count a stream for as long as the block lasts. Raises `TooManyStreamsError`."""
        if self._streams[account] >= self.settings.max_streams:
            raise TooManyStreamsError
        self._streams[account] += 1
        try:
            yield
        finally:
            self._streams[account] -= 1

    async def trackers_of(self, account: str, options: StartOptions) -> tuple[Tracker, ...]:
        """The trackers that a speaker asks for. Raises `RequestError` for one that is not stored."""
        return await asyncio.to_thread(storing.trackers, self.store, account, options)

    def sentiment(self, text: str) -> float:
        """How glad a sentence is, from -1 to 1."""
        from symbl_local.engine.text.sentiment import sentiment

        return sentiment(text)

    def spawn(self, work: Coroutine[object, object, None]) -> None:
        """Have something done that nobody waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """The server is stopping: complete all conversations, and close their sockets."""
        self._closed = True
        for conversation in list(self._conversations.values()):
            self.spawn(conversation.finish(code=GOING, reason=_STOPPING))
        while self._tasks:
            await asyncio.wait(list(self._tasks))
        if "recognition" in self.__dict__:
            await self.recognition.close()
        for listener in self._sockets:
            listener.end(GOING, _STOPPING)
        await self._no_socket.wait()
