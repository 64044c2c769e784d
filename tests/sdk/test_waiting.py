"""Waiting for jobs, with `wait=True`, with callbacks, in line, and what ends a wait early."""

from __future__ import annotations

import asyncio
import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import symbl
import symbl_local
from symbl import AsyncSymbl, JobFailedError, JobTimeoutError, Symbl
from symbl._core import SyncCore
from symbl._exchange import Limits
from symbl._flow import Send, Sleep, run
from symbl._http import Answer as Read
from symbl._http import Transport
from symbl.conversation import Conversation
from symbl.polling import interval
from symbl_local import LocalServer

from .driving import PAYLOAD, both, drive, eventually, run_python
from .script import HANG, LOST, PATIENCE, RESET, Answer, Recorded, ScriptedServer, job, submitted

RUNNING = job("in_progress")
GIVEN = {"app_id": None, "app_secret": None, "access_token": "given"}
FAILING = {"messages": [{"payload": {"content": "FAIL"}}]}


def process(client: Any, **options: Any) -> Any:
    return client.text.process(PAYLOAD, **options)


def start(client: Any, **options: Any) -> Any:
    return client.text.process(PAYLOAD, wait=False, **options)


# --------------------------------------------------------------------------------------------- how often


@settings(deadline=None)
@given(st.floats(0, 10**6))
def test_interval(elapsed: float) -> None:
    exact = min(5.0, max(0.25, elapsed / 30))
    assert 0.9 * exact <= interval(elapsed) <= 1.1 * exact


class World:
    """A world in which time passes only while the SDK sleeps, and each request takes a moment."""

    def __init__(self, answers: Callable[[float], Read]) -> None:
        self.now = 0.0
        self.looks: list[float] = []
        self._answers = answers

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now

    def perform(self, effect: Any) -> Any:
        if isinstance(effect, Sleep):
            assert effect.seconds >= 0
            self.now += effect.seconds
            return None
        assert isinstance(effect, Send)
        self.looks.append(self.now)
        self.now += 0.01
        return self._answers(self.now)


def read(status: str, code: int = 200, **headers: str) -> Read:
    return Read(code, headers, f'{{"id": "j", "status": "{status}"}}'.encode())


def watch(world: World, wait_timeout: float = 10**6, deadline: float | None = None) -> Conversation:
    config = Symbl(access_token="x", wait_timeout=wait_timeout, deadline=deadline)._core.config
    core = SyncCore(config, Transport())
    conversation = core.conversation("c", "j")
    with pytest.MonkeyPatch.context() as patch:
        for module in ("_core", "_exchange", "_auth"):
            patch.setattr(f"symbl.{module}.time", world)
        run(core.watch(conversation, Limits.start(config)), world.perform)
    return conversation


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 20_000))
def test_the_end_of_a_job_is_noticed_soon(length: float) -> None:
    world = World(lambda now: read("completed" if now >= length else "in_progress"))
    assert watch(world).job_status == "completed"
    assert world.now - length <= max(0.25, min(5.0, length / 30)) * 1.1 + 0.1
    assert len(world.looks) <= 3 + length / 0.225
    if length >= 1000:
        assert len(world.looks) < 300 + length / 4.5


@both
def test_retry_after_wins(kind: str) -> None:
    answers = [read("scheduled", **{"retry-after": "9"}), read("", 503, **{"retry-after": "700"}), read("completed")]
    world = World(lambda now: answers.pop(0))
    watch(world)
    gaps = [later - earlier - 0.01 for earlier, later in zip(world.looks, world.looks[1:], strict=False)]
    assert gaps == pytest.approx([9, 700])


@pytest.mark.parametrize(("wait_timeout", "deadline"), [(30.0, None), (1000.0, 30.0), (30.0, 1000.0)])
def test_the_wait_ends_in_time(wait_timeout: float, deadline: float | None) -> None:
    world = World(lambda now: read("in_progress", **{"retry-after": "1000"} if now > 20 else {}))
    with pytest.raises(JobTimeoutError, match=r"within 30\.0 s; it goes on on the server"):
        watch(world, wait_timeout, deadline)
    assert 30 <= world.now < 30.1


@pytest.mark.parametrize("status", ["completed", "complete", "failed"])
def test_words_for_the_end(status: str) -> None:
    words = ["scheduled", "a new word", "in_progress", status]
    world = World(lambda now: read(words.pop(0)))
    assert watch(world).job_status == status.replace("complete", "completed").replace("dd", "d")
    assert words == []


# ---------------------------------------------------------------------------------- trouble while waiting

PASSING: dict[str, Any] = {
    "502": Answer(502, "<html>Bad Gateway"),
    "500": Answer(500, {"message": "oops"}),
    "408": Answer(408),
    "429": Answer(429, "", {"Retry-After": "0"}),
    "reset": RESET,
    "lost": LOST,
    "hang": HANG,
    "HTML on a 200": Answer(200, "<html>We are back soon"),
    "nothing on a 200": Answer(200, ""),
    "half of it": Answer(200, '{"id": "j1", "status": "comp'),
}


@both
@pytest.mark.parametrize("wait", [True, False])
@pytest.mark.parametrize("trouble", PASSING)
def test_passing_trouble_does_not_end_the_wait(kind: str, wait: bool, trouble: str, scripted: ScriptedServer) -> None:
    hangs = trouble == "hang"
    scripted.script("/job/j1", RUNNING, *[PASSING[trouble]] * (4 if hangs else 7), RUNNING, job())
    done = threading.Event()

    def begin(client: Any) -> Any:
        return process(client, wait=wait, timeout=0.4 if hangs else 30)

    def listen(client: Any) -> Any:
        client._core.recent().on_complete(lambda conversation: done.set())
        if kind == "async" and not wait:
            return asyncio.to_thread(done.wait, PATIENCE)
        return done.wait(PATIENCE)

    assert drive(kind, scripted.base_url, begin, listen)


LASTING: list[tuple[Answer, type[Exception]]] = [
    (Answer(404, {"message": "no such job"}), symbl.NotFoundError),
    (Answer(400), symbl.BadRequestError),
    (Answer(401), symbl.AuthenticationError),
    (Answer(501), symbl.ServerError),
    (Answer(200, {"id": "j1"}), symbl.ResponseDecodeError),
    (Answer(200, {"id": "j1", "status": 5}), symbl.ResponseDecodeError),
]


@both
@pytest.mark.parametrize(("answer", "error"), [pair for pair in LASTING if pair[0].status != 501])
def test_lasting_trouble_ends_the_wait(
    kind: str, answer: Answer, error: type[Exception], scripted: ScriptedServer
) -> None:
    scripted.script("/job/j1", RUNNING, answer)
    with pytest.raises(error):
        drive(kind, scripted.base_url, process, **GIVEN)
    fired: list[Any] = []

    ended = threading.Event()

    def end(conversation: Any) -> None:
        fired.append(conversation)
        ended.set()

    def watch_it(client: Any) -> Any:
        client._core.recent().on_complete(lambda _: fired.append("complete")).on_error(end)
        return asyncio.to_thread(ended.wait, PATIENCE) if kind == "async" else ended.wait(PATIENCE)

    drive(kind, scripted.base_url, start, watch_it, **GIVEN)
    [conversation] = fired
    assert isinstance(conversation.error, error)


# ----------------------------------------------------------------------------------------------- time-outs


@both
@pytest.mark.parametrize("limit", ["wait_timeout", "deadline"])
def test_waiting_can_go_on_after_a_timeout(kind: str, limit: str, scripted: ScriptedServer) -> None:
    scripted.script("/job/j1", RUNNING)
    held: list[JobTimeoutError] = []

    def in_vain(wait: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def step(client: Any) -> Any:
            with pytest.raises(JobTimeoutError) as caught:
                wait(client)
            held.append(caught.value)

        async def async_step(client: Any) -> Any:
            with pytest.raises(JobTimeoutError) as caught:
                await wait(client)
            held.append(caught.value)

        return step if kind == "sync" else async_step

    conversation = drive(
        kind,
        scripted.base_url,
        in_vain(lambda client: process(client, **{limit: 0.1})),
        in_vain(lambda client: held[0].conversation.wait(**{limit: 0.1})),
        lambda client: scripted.script("/job/j1", RUNNING, job()) and None,
        lambda client: held[0].conversation.wait(),
    )
    assert conversation is held[0].conversation is held[1].conversation
    assert isinstance(held[0], TimeoutError)
    assert (held[0].job_id, held[0].conversation_id) == ("j1", "c1")
    assert len(scripted.to("/process/text")) == 1


def test_the_reason_of_a_timeout_is_its_cause(scripted: ScriptedServer) -> None:
    scripted.script("/job/j1", Answer(503, "maintenance"))
    with Symbl("id", "secret", base_url=scripted.base_url) as client, pytest.raises(JobTimeoutError) as caught:
        process(client, wait_timeout=0.1)
    assert isinstance(caught.value.__cause__, symbl.SymblError)


# ----------------------------------------------------------------------------------------------- failed jobs


def test_a_failed_job(user: Symbl) -> None:
    with pytest.raises(JobFailedError, match="ValueError: told to fail") as caught:
        user.text.process(FAILING)
    error = caught.value
    assert error.reason == "ValueError: told to fail"
    assert error.conversation.job_status == "failed"
    assert error.job_id == error.conversation.job_id == user.conversations.get_job_id()
    for action in (error.conversation.wait, error.conversation.get_messages, error.conversation.topics):
        with pytest.raises(JobFailedError, match="told to fail"):
            action()
    assert error.conversation.get_job_status() == "failed"
    assert user.conversations.get_messages(error.conversation.conversation_id).messages == []
    fired: list[str] = []
    error.conversation.on_complete(lambda _: fired.append("complete")).on_error(lambda _: fired.append("error"))
    assert fired == ["error"]


def test_a_failed_job_in_asyncio(local: LocalServer) -> None:
    async def main() -> None:
        async with AsyncSymbl("async-failure", "s", base_url=local.base_url) as client:
            with pytest.raises(JobFailedError, match="told to fail") as caught:
                await client.text.process(FAILING)
            with pytest.raises(JobFailedError):
                await caught.value.conversation.get_messages()

    asyncio.run(main())


@both
def test_a_failure_without_a_reason(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/job/j1", job("failed"))
    with pytest.raises(JobFailedError, match="job j1 failed: the server gives no reason") as caught:
        drive(kind, scripted.base_url, process)
    assert caught.value.reason is None


def test_a_conversation_without_a_job(client: Symbl, scripted: ScriptedServer) -> None:
    conversation = client._core.conversation("c", None)
    assert conversation.get_job_id() is None
    assert repr(conversation) == "<Conversation id=c>"
    for action in (conversation.wait, conversation.get_job_status):
        with pytest.raises(symbl.NoConversationError, match="no job"):
            action()
    assert scripted.connections == 0


# ------------------------------------------------------------------------------------------------ callbacks


@pytest.mark.parametrize(("status", "kind"), [("completed", "complete"), ("failed", "error")])
@pytest.mark.parametrize("when", ["before the end", "after the end"])
def test_exactly_one_callback_fires_once(
    status: str, kind: str, when: str, client: Symbl, scripted: ScriptedServer
) -> None:
    over, fired, done = threading.Event(), list[tuple[str, Any, str]](), threading.Event()
    scripted.script("/job/j1", RUNNING, Answer(200, {"id": "j1", "status": status}, after=over))

    def listener(name: str) -> Callable[[Any], None]:
        def fire(conversation: Any) -> None:
            fired.append((name, conversation, threading.current_thread().name))
            if len(fired) == 2:
                done.set()

        return fire

    conversation = start(client)
    assert conversation.get_conversation_id() == "c1"
    watcher = next(thread for thread in threading.enumerate() if thread.name == "symbl-job-j1")
    assert not watcher.daemon
    if when == "after the end":
        over.set()
        watcher.join()
    for name in ("complete", "error"):
        register = getattr(conversation, f"on_{name}")
        assert register(listener(name)) is conversation
        assert register(listener(name)) is conversation
    over.set()
    watcher.join()
    assert done.is_set()
    where = "symbl-job-j1" if when == "before the end" else threading.current_thread().name
    assert fired == [(kind, conversation, where)] * 2
    assert conversation.get_job_status() == status
    assert conversation.job_status == status
    assert repr(conversation) == f"<Conversation id=c1 job=j1 status={status}>"
    assert len(fired) == 2


def test_on_complete_after_waiting_fires_at_once(client: Symbl) -> None:
    fired: list[Any] = []
    conversation = process(client)
    conversation.on_complete(fired.append).on_error(fired.append)
    assert fired == [conversation]


@pytest.mark.parametrize("callback", [None, 5, "print"])
def test_callbacks_are_callable(callback: Any, client: Symbl) -> None:
    conversation = process(client)
    for register in (conversation.on_complete, conversation.on_error):
        with pytest.raises(TypeError, match="callable"):
            register(callback)


@both
def test_an_exception_in_a_callback_is_logged(
    kind: str, scripted: ScriptedServer, caplog: pytest.LogCaptureFixture
) -> None:
    over, fired = threading.Event(), list[Any]()
    scripted.script("/job/j1", Answer(200, job().body, after=over))

    def fail(conversation: Any) -> None:
        raise ZeroDivisionError("in the callback")

    async def fail_later(conversation: Any) -> None:
        await asyncio.sleep(0)
        raise ZeroDivisionError("in the coroutine")

    async def listen(client: Any) -> None:
        conversation = await start(client)
        conversation.on_complete(fail).on_complete(fail_later).on_complete(fired.append)
        over.set()
        await conversation.wait()

    if kind == "async":
        drive(kind, scripted.base_url, listen)
    else:
        with Symbl("id", "secret", base_url=scripted.base_url) as client:
            conversation = start(client).on_complete(fail).on_complete(fired.append)
            over.set()
            eventually(lambda: fired)
            assert conversation.job_status == "completed"
    assert len(fired) == 1
    messages = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert messages == ["on_complete callback of job j1 raised"] * (2 if kind == "async" else 1)
    assert "ZeroDivisionError" in caplog.text


def test_coroutine_callbacks(scripted: ScriptedServer) -> None:
    over, fired = threading.Event(), list[Any]()
    scripted.script("/job/j1", Answer(200, job().body, after=over)).script("/messages", Answer(200, {"messages": []}))

    async def callback(conversation: Any) -> None:
        await conversation.get_messages()
        fired.append(conversation)

    async def main() -> None:
        async with AsyncSymbl("id", "secret", base_url=scripted.base_url) as client:
            conversation = await start(client)
            conversation.on_complete(callback).on_error(callback)
            over.set()
            await conversation.wait()
            conversation.on_complete(callback)
        assert fired == [conversation] * 2, "closing lets callbacks end"

    asyncio.run(main())


def test_a_callback_may_submit_the_next_job(scripted: ScriptedServer) -> None:
    """Though only one job may run at a time: the one that called back has ended."""
    chained: list[Any] = []
    with Symbl("id", "secret", base_url=scripted.base_url, max_concurrent_jobs=1, wait_timeout=PATIENCE) as client:
        start(client).on_complete(lambda _: chained.append(process(client)))
        eventually(lambda: chained)


def test_a_look_of_ones_own_settles_the_job(client: Symbl, scripted: ScriptedServer) -> None:
    scripted.script("/job/j1", RUNNING)
    with pytest.raises(JobTimeoutError) as caught:
        process(client, wait_timeout=0.1)
    fired: list[Any] = []
    conversation = caught.value.conversation.on_complete(fired.append)
    assert conversation.get_job_status() == "in_progress"
    assert fired == []
    scripted.script("/job/j1", job())
    assert conversation.get_job_status() == "completed"
    assert fired == [conversation]


def test_a_late_answer_does_not_undo_the_end(client: Symbl, scripted: ScriptedServer) -> None:
    scripted.script("/job/j1", job(), RUNNING)
    conversation = process(client)
    assert conversation.get_job_status() == "in_progress"
    assert conversation.job_status == "completed"


def test_watching_and_waiting_at_once(client: Symbl, scripted: ScriptedServer) -> None:
    over, fired = threading.Event(), list[Any]()
    scripted.script("/job/j1", RUNNING, RUNNING, Answer(200, job().body, after=over))
    conversation = start(client).on_complete(fired.append)
    over.set()
    assert conversation.wait() is conversation
    eventually(lambda: "symbl-job-j1" not in [thread.name for thread in threading.enumerate()])
    assert fired == [conversation]


# -------------------------------------------------------------------------------------- ends of programs

WAITING = """
import sys, symbl, asyncio
payload = {"messages": [{"payload": {"content": "Hello."}}]}
client = sys.argv[1]
if client == "Symbl":
    symbl.Symbl("id", "secret", base_url=sys.argv[2]).text.process(payload)
else:
    async def main():
        await symbl.AsyncSymbl("id", "secret", base_url=sys.argv[2]).text.process(payload)
    asyncio.run(main())
"""


@pytest.mark.parametrize("client", ["Symbl", "AsyncSymbl"])
def test_ctrl_c_while_waiting(client: str, scripted: ScriptedServer) -> None:
    scripted.script("/job/j1", RUNNING)
    program = subprocess.Popen(
        [sys.executable, "-c", WAITING, client, scripted.base_url],
        stderr=subprocess.PIPE,
        text=True,
        # The one who runs the tests may have it ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    with program:
        scripted.wait_for("/job/j1", 2)
        program.send_signal(signal.SIGINT)
        _, said = program.communicate(timeout=PATIENCE)
    assert program.returncode == -signal.SIGINT
    assert said.rstrip().endswith("KeyboardInterrupt")


ENDING = """
import sys, symbl
payload = {"messages": [{"payload": {"content": "SLOW"}}]}
symbl.Text.process(payload, wait=False).on_complete(
    lambda conversation: print("done:", conversation.get_messages().messages[0].text)
).on_error(print)
print("the program ends")
"""


def test_a_program_that_ends_still_calls_back(local: LocalServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {**local.env, "SYMBL_APP_ID": "ending"}.items():
        monkeypatch.setenv(name, value)
    assert run_python(ENDING).stdout.splitlines() == ["the program ends", "done: SLOW"]


@both
@pytest.mark.parametrize("at", ["a pause", "a request"])
def test_closing_while_a_job_is_watched(
    kind: str, at: str, scripted: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    if at == "a pause":
        monkeypatch.setattr("symbl._core.interval", lambda elapsed: 3600.0)
    scripted.script("/job/j1", RUNNING if at == "a pause" else HANG)
    fired: list[Any] = []
    later: list[Any] = []

    async def fire_later(conversation: Any) -> None:
        await asyncio.sleep(0)
        later.append(conversation)

    def listen(client: Any) -> None:
        client._core.recent().on_complete(lambda _: fired.append("complete")).on_error(fired.append)
        if kind == "async":
            client._core.recent().on_error(fire_later)

    def looked(client: Any) -> Any:
        return asyncio.to_thread(scripted.wait_for, "/job/j1") if kind == "async" else scripted.wait_for("/job/j1")

    # A look that is under way is cancelled in asyncio only; a thread sees it end.
    drive(kind, scripted.base_url, start, listen, looked, timeout=30 if kind == "async" else 0.3)
    eventually(lambda: fired)
    [conversation] = fired
    assert isinstance(conversation.error, (symbl.ConnectionFailed, RuntimeError))
    assert later == ([conversation] if kind == "async" else [])
    eventually(lambda: "symbl-job-j1" not in [thread.name for thread in threading.enumerate()])
    conversation.on_error(fired.append)
    assert fired == [conversation] * 2


def test_closing_ends_a_wait_elsewhere(scripted: ScriptedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    scripted.script("/job/j1", RUNNING)
    monkeypatch.setattr("symbl._core.interval", lambda elapsed: 0.05)

    async def main() -> None:
        client = AsyncSymbl("id", "secret", base_url=scripted.base_url)
        waiting = asyncio.create_task(process(client))
        await asyncio.to_thread(scripted.wait_for, "/job/j1")
        await client.close()
        with pytest.raises((symbl.ConnectionFailed, RuntimeError), match="closed"):
            await waiting

    asyncio.run(main())


def test_a_loop_that_ends_takes_its_watches_along(scripted: ScriptedServer) -> None:
    """Without closing the client: nothing is called back, nothing is left behind."""
    scripted.script("/job/j1", RUNNING)
    fired: list[Any] = []

    async def main() -> AsyncSymbl:
        client = AsyncSymbl("id", "secret", base_url=scripted.base_url)
        conversation = await start(client)
        conversation.on_error(fired.append)
        await asyncio.to_thread(scripted.wait_for, "/job/j1")
        task = next(iter(client._core.tasks.watches))
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await client.close()
        return client

    asyncio.run(main())
    assert fired == []


# -------------------------------------------------------------------------------------------------- in line


class Jobs:
    """Jobs that end after some looks; `most` is the largest number that ran at once."""

    def __init__(self, server: ScriptedServer, looks: int = 3) -> None:
        self.most = self.number = 0
        self._left: dict[str, int] = {}
        self._looks = looks
        self._lock = threading.Lock()
        server.script("/process/text", self._submit).script("", self._look)

    def _submit(self, request: Recorded) -> Answer:
        with self._lock:
            self.number += 1
            self._left[str(self.number)] = self._looks
            self.most = max(self.most, len(self._left))
            return submitted(f"c{self.number}", str(self.number))

    def _look(self, request: Recorded) -> Answer:
        if "/oauth2/" in request.path:
            return Answer(200, {"accessToken": "x", "expiresIn": 3600})
        name = request.path.rpartition("/")[2]
        with self._lock:
            if self._left.get(name, 0) > 1:
                self._left[name] -= 1
                return Answer(200, {"id": name, "status": "in_progress"})
            self._left.pop(name, None)
            return Answer(200, {"id": name, "status": "completed"})


@pytest.mark.parametrize("wait", [True, False])
def test_a_client_runs_so_many_jobs_at_a_time(wait: bool, scripted: ScriptedServer) -> None:
    jobs, done = Jobs(scripted), list[Any]()
    with Symbl("id", "secret", base_url=scripted.base_url, max_concurrent_jobs=2) as client:

        def work() -> None:
            for _ in range(3):
                client.text.process(PAYLOAD, wait=wait).on_complete(done.append)

        threads = [threading.Thread(target=work) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        eventually(lambda: len(done) == 15)
    assert jobs.number == 15
    assert jobs.most == 2


@pytest.mark.parametrize("wait", [True, False])
def test_an_asyncio_client_runs_so_many_jobs_at_a_time(wait: bool, scripted: ScriptedServer) -> None:
    jobs, done = Jobs(scripted), list[Any]()

    async def work(client: AsyncSymbl) -> None:
        conversation = await client.text.process(PAYLOAD, wait=wait)
        await conversation.wait()
        done.append(conversation)

    async def main() -> None:
        async with AsyncSymbl("id", "secret", base_url=scripted.base_url, max_concurrent_jobs=2) as client:
            await asyncio.gather(*(work(client) for _ in range(12)))

    asyncio.run(main())
    assert len(done) == 12
    assert jobs.most == 2


@both
def test_waiting_for_a_place_ends(kind: str, scripted: ScriptedServer) -> None:
    scripted.script("/job/j1", RUNNING)
    with pytest.raises(symbl.TimedOut, match="1 jobs of this client still run") as caught:
        drive(kind, scripted.base_url, start, lambda client: process(client, wait_timeout=0.1), max_concurrent_jobs=1)
    assert caught.value.sent is False
    with pytest.raises(symbl.TimedOut, match="still run"):
        drive(kind, scripted.base_url, start, lambda client: process(client, deadline=0.1), max_concurrent_jobs=1)


@both
@pytest.mark.parametrize("trouble", [Answer(400), RESET, "job"])
def test_a_place_is_free_again_after_trouble(kind: str, trouble: Any, scripted: ScriptedServer) -> None:
    if trouble == "job":
        scripted.script("/job/j1", Answer(404), job())
    else:
        scripted.script("/process/text", trouble, submitted())

    async def steps(client: Any) -> None:
        with pytest.raises(symbl.SymblError):
            await process(client)
        await process(client)

    def both_steps(client: Any) -> None:
        with pytest.raises(symbl.SymblError):
            process(client)
        process(client)

    drive(
        kind, scripted.base_url, steps if kind == "async" else both_steps, max_concurrent_jobs=1, wait_timeout=PATIENCE
    )
    assert len(scripted.to("/process/text")) == 2


def test_too_many_jobs_of_several_clients_wait_in_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("symbl._exchange.retry_after", lambda headers: 0.02 if "retry-after" in headers else None)
    with symbl_local.serve(max_concurrent_jobs=1, job_delay=0.1) as server:
        done: list[Any] = []

        def work() -> None:
            with Symbl(**server.credentials, base_url=server.base_url) as client:
                done.append(process(client).get_messages().messages[0].text)

        threads = [threading.Thread(target=work) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert done == ["Hello."] * 4
