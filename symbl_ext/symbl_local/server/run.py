"""One server from its settings to its end."""

from __future__ import annotations

import asyncio
import logging
import os
import shlex
import signal
import socket
import sys
import threading
from contextlib import ExitStack, suppress
from importlib.util import find_spec
from pathlib import Path

import uvicorn

from symbl_local.config import Secrets, Settings, SettingsError
from symbl_local.mail import Mailer
from symbl_local.realtime.live import Live
from symbl_local.realtime.session import MAX_MESSAGE
from symbl_local.server.app import create_app
from symbl_local.server.auth import Tokens
from symbl_local.server.call import Services
from symbl_local.signing import keys
from symbl_local.speech import Speech
from symbl_local.spool import Spool
from symbl_local.store import Store
from symbl_local.telephony.calls import Calls
from symbl_local.telephony.recordings import Recordings, check_folder
from symbl_local.telephony.sip import SipSource
from symbl_local.telephony.source import CallSource
from symbl_local.webhooks import Webhooks
from symbl_local.workers import Workers

__all__ = ["run"]

_GRACE = 3
"""Seconds that open requests have when the server is told to stop."""

_PONG = 120
"""Seconds that a client may take to answer a ping: pongs wait behind audio that waits to be recognized."""

_RECEIVED = 2**18
"""Bytes that the system may keep of a connection before they are read."""

_LIVE_GRACE = 5
"""Seconds that live conversations have to be completed in."""


def run(settings: Settings, *, until_stdin_closes: bool) -> None:
    """Serve until a signal comes, or until standard input ends. Raises `SettingsError` if it cannot start."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    workers = Workers(settings.analyzer, settings.job_timeout)
    if settings.analyzer == "text":
        for needed in ("snowballstemmer", "vaderSentiment"):  # which it loads when the first text comes
            if find_spec(needed) is None:
                raise ModuleNotFoundError(name=needed)
    try:
        _ = workers.analyzer
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and ":" not in settings.analyzer:
            raise  # the extra is missing
        raise SettingsError(f"cannot load the analyzer {settings.analyzer!r}: {error}") from error
    store = Store(settings.data_dir)
    with ExitStack() as stack:
        stack.callback(store.close)
        spool = Spool(settings.data_dir)
        stack.callback(spool.close)
        spool.sweep(store.files())
        speech = Speech(settings, spool.folder)
        stack.callback(speech.close)
        speech.check()
        secrets = settings.secrets()
        mailer = Mailer(store, settings.smtp, _outbox(settings), settings.mail_from)
        stack.callback(mailer.close)
        live, calls = _live(settings, store, workers, mailer)
        listener = _listen(settings)
        services = Services(
            settings=settings,
            store=store,
            tokens=Tokens(secrets, settings.token_lifetime, settings.any_credentials, store),
            workers=workers,
            speech=speech,
            spool=spool,
            webhooks=Webhooks(store, settings, keys(secrets.webhook_secret)),
            live=live,
            calls=calls,
        )
        app = create_app(services, lambda: _announce(settings, _address(listener), secrets))
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
            ws="websockets-sansio",
            ws_max_size=4 * MAX_MESSAGE,  # so that who sends too much can be told
            ws_per_message_deflate=False,  # audio does not get smaller by it
            ws_ping_timeout=_PONG,
        )
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)  # below that it logs addresses, with their tokens
        server = _Server(config, live, calls)
        if until_stdin_closes:
            threading.Thread(target=_stop_at_end_of_input, args=[server], daemon=True).start()
        server.run(sockets=[listener])


class _Server(uvicorn.Server):
    """Completes live conversations before it closes their sockets."""

    def __init__(self, config: uvicorn.Config, live: Live, calls: Calls) -> None:
        super().__init__(config)
        self._live = live
        self._calls = calls

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(_LIVE_GRACE):
                await self._calls.close()
                await self._live.close()
        await super().shutdown(sockets)


def _outbox(settings: Settings) -> Path | None:
    return settings.outbox or (settings.data_dir / "outbox" if settings.data_dir else None)


def _live(settings: Settings, store: Store, workers: Workers, mailer: Mailer) -> tuple[Live, Calls]:
    """What is going on at the moment: streams and calls."""
    live = Live(settings, store, workers)
    live.on_completed.append(mailer.mail_speakers)
    sources: list[CallSource] = []
    if settings.call_recordings:
        check_folder(settings.call_recordings)
        sources.append(Recordings(settings.call_recordings, settings.call_speed))
    sources.append(SipSource(settings.allow_hosts, settings.sip_credentials))
    return live, Calls(live, mailer, sources)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listener = socket.create_server((settings.host, settings.port), family=family)
    except (OSError, UnicodeError) as error:
        why = str(error.strerror).partition(" (")[0] if isinstance(error, OSError) else "not a host name"
        raise SettingsError(f"cannot listen on {settings.host} port {settings.port}: {why}") from error
    # asyncio does this itself for sockets it has made; without, each answer takes 40 ms longer.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # Audio that waits here would hold up the pings behind it, and with them the connection.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVED)
    return listener


def _address(listener: socket.socket) -> str:
    name: tuple[str, int] = listener.getsockname()[:2]
    host, port = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(name[0], name[0]), name[1]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _announce(settings: Settings, address: str, secrets: Secrets) -> None:
    """Say where the server is, as lines that a shell understands. Secrets that were given stay untold."""
    lines = [
        f"# symbl_local listens on {address}, Ctrl-C stops it. Data: {settings.data_dir or 'in memory only'}",
        f"export SYMBL_BASE_URL={shlex.quote(address)}",
    ]
    if not settings.credentials:
        lines.append(f"export SYMBL_APP_ID={shlex.quote(secrets.credentials.app_id)}")
        lines.append(f"export SYMBL_APP_SECRET={shlex.quote(secrets.credentials.app_secret)}")
    if not settings.webhook_secret:
        lines.append(f"export SYMBL_WEBHOOK_SECRET={shlex.quote(secrets.webhook_secret)}")
    print(*lines, sep="\n", flush=True)


def _stop_at_end_of_input(server: uvicorn.Server) -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    server.should_exit = True
