"""`serve()`: a server for a program or a test, in a child process of its own."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

__all__ = ["LocalServer", "StartError", "serve"]

_SAYS = "export "
_SECRETS = ("export SYMBL_APP_SECRET=", "export SYMBL_WEBHOOK_SECRET=")
_PATH = "SYMBL_LOCAL_PATH"
_PROGRAM = f"""
import os, sys
sys.path += [entry for entry in os.environ.pop("{_PATH}").split(os.pathsep) if entry not in sys.path]
from symbl_local.__main__ import main
sys.exit(main())
"""
"""What the child runs. The caller's search path comes last: its modules (an analyzer, say) are found, and a file
of the caller's that is called like one of Python's own does not take that one's place.
"""
_STARTS_WITHIN = 60
_STOPS_WITHIN = 10


class StartError(RuntimeError):
    """The server did not start; the message holds what it said."""


class Credentials(TypedDict):
    """What the SDK takes as keyword arguments: ``symbl.Symbl(**server.credentials, base_url=server.base_url)``."""

    app_id: str
    app_secret: str


class LocalServer:
    """A running server: where it is and how to get in."""

    base_url: str
    """Such as ``http://127.0.0.1:40123``."""
    credentials: Credentials
    """``app_id`` and ``app_secret``."""
    webhook_secret: str
    """What webhooks are signed with: the `secret` of `symbl.webhooks.unwrap`."""

    def __init__(self, arguments: Sequence[str], credentials: Credentials | None, webhook_secret: str | None) -> None:
        # A file instead of a pipe: nobody has to empty it. It is read by its name, because a handle would
        # share its position with the child.
        self._output = tempfile.NamedTemporaryFile(prefix="symbl-local-", suffix=".log")  # noqa: SIM115 - see _end
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _PROGRAM, "--until-stdin-closes", *arguments],
                stdin=subprocess.PIPE,
                stdout=self._output,
                stderr=subprocess.STDOUT,
                env=os.environ
                | {
                    "SYMBL_APP_ID": credentials["app_id"] if credentials else "",
                    "SYMBL_APP_SECRET": credentials["app_secret"] if credentials else "",
                    "SYMBL_WEBHOOK_SECRET": webhook_secret or "",
                    _PATH: os.pathsep.join(map(os.path.abspath, sys.path)),
                    "PYTHONUNBUFFERED": "1",
                },
            )
        except BaseException:
            self._output.close()
            raise
        wanted = {"BASE_URL"}
        if not credentials:
            wanted |= {"APP_ID", "APP_SECRET"}
        if not webhook_secret:
            wanted.add("WEBHOOK_SECRET")
        try:
            said = self._wait_until_ready(wanted)
        except BaseException:
            self.kill()
            raise
        self.base_url = said["BASE_URL"]
        self.credentials = credentials or {"app_id": said["APP_ID"], "app_secret": said["APP_SECRET"]}
        self.webhook_secret = webhook_secret or said["WEBHOOK_SECRET"]

    @property
    def env(self) -> dict[str, str]:
        """The variables that point the SDK of another process at this server."""
        return {
            "SYMBL_BASE_URL": self.base_url,
            "SYMBL_APP_ID": self.credentials["app_id"],
            "SYMBL_APP_SECRET": self.credentials["app_secret"],
            "SYMBL_WEBHOOK_SECRET": self.webhook_secret,
        }

    @property
    def pid(self) -> int:
        """The id of the server's process."""
        return self._process.pid

    @property
    def log(self) -> str:
        """What the server has printed, but for its secrets."""
        return "".join(line for line in self._lines() if not line.startswith(_SECRETS))

    def stop(self) -> None:
        """End the server in good order. Jobs that are not done wait in the data directory, if any."""
        self._end(lambda: None)

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        self._end(self._process.kill)

    def _end(self, how: Callable[[], None]) -> None:
        assert self._process.stdin
        how()
        self._process.stdin.close()
        try:
            self._process.wait(_STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for folder in Path(tempfile.gettempdir()).glob(f"symbl-local-{self.pid}-*"):  # recordings, after a kill
            shutil.rmtree(folder, ignore_errors=True)
        self._output.close()

    def _lines(self) -> list[str]:
        if self._output.closed:
            return []
        return Path(self._output.name).read_text("utf-8", "replace").splitlines(keepends=True)

    def _wait_until_ready(self, wanted: set[str]) -> dict[str, str]:
        """The variables that the server prints, without their prefix."""
        deadline = time.monotonic() + _STARTS_WITHIN
        while time.monotonic() < deadline:
            ended = self._process.poll() is not None
            said: dict[str, str] = {}
            for line in self._lines():
                if line.startswith(_SAYS) and line.endswith("\n"):
                    name, _, value = shlex.split(line)[1].removeprefix("SYMBL_").partition("=")
                    said[name] = value
            if wanted <= said.keys():
                return said
            if ended:
                raise StartError(f"the server ended with status {self._process.returncode}:\n{self.log}".rstrip())
            time.sleep(0.02)
        raise StartError(f"the server was not ready after {_STARTS_WITHIN} s:\n{self.log}".rstrip())


@contextmanager
def serve(
    *,
    data_dir: str | os.PathLike[str] | None = None,
    host: str | None = None,
    port: int | None = None,
    app_id: str | None = None,
    app_secret: str | None = None,
    any_credentials: bool = False,
    token_lifetime: float | None = None,
    job_delay: float | None = None,
    job_timeout: float | None = None,
    max_concurrent_jobs: int | None = None,
    max_body: int | None = None,
    allow_hosts: str | Sequence[str] | None = None,
    analyzer: str | None = None,
    recognizer: str | None = None,
    model_dir: str | os.PathLike[str] | None = None,
    recognizer_options: Mapping[str, str | int] | None = None,
    speech_workers: int | None = None,
    max_media: int | None = None,
    max_media_seconds: float | None = None,
    max_streams: int | None = None,
    stream_idle: float | None = None,
    stream_silence: float | None = None,
    subscriber_backlog: int | None = None,
    call_recordings: str | os.PathLike[str] | None = None,
    call_speed: float | None = None,
    smtp: str | None = None,
    mail_from: str | None = None,
    outbox: str | os.PathLike[str] | None = None,
    webhook_secret: str | None = None,
    webhook_give_up: float | None = None,
    log_level: str | None = None,
) -> Generator[LocalServer]:
    """Run a server for as long as the block lasts, and until this process ends at the longest.

    It is a child process, started with this interpreter; the options are those of ``symbl-local --help``.
    Unless told otherwise it keeps everything in memory, takes a free port and has credentials of its own; with
    `data_dir`, those kept there.

    Raises `StartError` if the server does not start.
    """
    given = {
        "data-dir": ":memory:" if data_dir is None else Path(data_dir),
        "host": host,
        "port": port,
        "token-lifetime": token_lifetime,
        "job-delay": job_delay,
        "job-timeout": job_timeout,
        "max-concurrent-jobs": max_concurrent_jobs,
        "max-body": max_body,
        "allow-hosts": allow_hosts if isinstance(allow_hosts, str | None) else ",".join(allow_hosts),
        "analyzer": analyzer,
        "recognizer": recognizer,
        "model-dir": None if model_dir is None else Path(model_dir),
        "speech-workers": speech_workers,
        "max-media": max_media,
        "max-media-seconds": max_media_seconds,
        "max-streams": max_streams,
        "stream-idle": stream_idle,
        "stream-silence": stream_silence,
        "subscriber-backlog": subscriber_backlog,
        "call-recordings": None if call_recordings is None else Path(call_recordings),
        "call-speed": call_speed,
        "smtp": smtp,
        "mail-from": mail_from,
        "outbox": None if outbox is None else Path(outbox),
        "webhook-give-up": webhook_give_up,
        "log-level": log_level,
    }
    arguments = [f"--{name}={value}" for name, value in given.items() if value is not None]
    arguments += [f"--recognizer-option={name}={value}" for name, value in (recognizer_options or {}).items()]
    if any_credentials:
        arguments.append("--any-credentials")
    credentials: Credentials | None = None
    if data_dir is None or app_id or app_secret:
        credentials = {
            "app_id": app_id or f"local-{secrets.token_hex(4)}",
            "app_secret": app_secret or secrets.token_hex(16),
        }
    server = LocalServer(arguments, credentials, webhook_secret)
    try:
        yield server
    finally:
        server.stop()
