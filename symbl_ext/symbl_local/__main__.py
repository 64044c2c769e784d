"""The command line: ``symbl-local``, or ``python -m symbl_local``."""

from __future__ import annotations

import argparse
import logging
import math
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from symbl_local import signing
from symbl_local.config import MEMORY, Credentials, Settings, SettingsError, SmtpServer, default_data_dir
from symbl_local.mail import is_address, read_server

_EXTRA = "symbl-local needs packages that are not installed: pip install 'symbl-sdk[local]'"

_DEFAULTS = Settings()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server until it is stopped. Options that cannot work end it with status 2 and one line."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=options.log_level.upper(), format="%(levelname)s %(name)s: %(message)s")
    for name in ("httpx", "httpcore"):  # they log whole addresses, which may hold secrets
        logging.getLogger(name).setLevel(logging.WARNING)
    try:
        from symbl_local.server.run import run

        run(_settings(options), until_stdin_closes=options.until_stdin_closes)
    except ModuleNotFoundError as error:
        if error.name and error.name.startswith("symbl"):
            raise
        return _fail(f"{_EXTRA} ({error.name} is missing)")
    except SettingsError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        pass
    return 0


def _fail(message: str) -> int:
    print(f"symbl-local: {message}", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="symbl-local",
        description="A local server that speaks the Symbl REST API with an engine of its own.",
    )
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    add("--port", type=_whole(0, 65535), default=0, help="port to listen on; 0, the default, is any free one")
    add(
        "--data-dir",
        metavar="DIR",
        help=f"where everything is kept; {MEMORY} keeps it until the server stops",
    )
    add(
        "--app-id",
        default=os.environ.get("SYMBL_APP_ID"),
        help="who may ask for tokens (default: SYMBL_APP_ID)",
    )
    add("--app-secret", default=os.environ.get("SYMBL_APP_SECRET"), help="(default: SYMBL_APP_SECRET)")
    add("--any-credentials", action="store_true", help="let any id and secret in, each pair its own account")
    add("--token-lifetime", type=_seconds, default=86_400, metavar="SECONDS", help="(default: %(default)s)")
    add(
        "--job-delay",
        type=_seconds,
        default=0,
        metavar="SECONDS",
        help="a job is in progress at least so long",
    )
    add("--job-timeout", type=_seconds, default=3_600, metavar="SECONDS", help="a job fails after so long")
    add(
        "--max-concurrent-jobs",
        type=_whole(0),
        default=50,
        metavar="N",
        help="per account (default: %(default)s)",
    )
    add(
        "--max-body",
        type=_whole(1),
        default=_DEFAULTS.max_body,
        metavar="BYTES",
        help="of a request but an upload (default: %(default)s)",
    )
    add(
        "--max-media",
        type=_whole(1),
        default=_DEFAULTS.max_media,
        metavar="BYTES",
        help="of a recording (default: %(default)s)",
    )
    add(
        "--max-media-seconds",
        type=_seconds,
        default=_DEFAULTS.max_media_seconds,
        metavar="SECONDS",
        help="of a recording (default: %(default)s)",
    )
    add(
        "--allow-hosts",
        type=_words,
        default=frozenset[str](),
        metavar="HOST[,HOST...]",
        help="hosts that webhooks may go to and recordings may come from, by name or address, or the word loopback"
        " (default: none)",
    )
    add(
        "--webhook-secret",
        default=os.environ.get("SYMBL_WEBHOOK_SECRET"),
        metavar="SECRET",
        help="what webhooks are signed with, several with blanks between them (default: SYMBL_WEBHOOK_SECRET)",
    )
    add(
        "--webhook-give-up",
        type=_seconds,
        default=_DEFAULTS.webhook_give_up,
        metavar="SECONDS",
        help="how long a webhook is tried (default: %(default)s)",
    )
    add(
        "--analyzer",
        default="text",
        metavar="NAME",
        help="an entry point of symbl.analyzers, or module:attribute",
    )
    add(
        "--recognizer",
        metavar="NAME",
        help="pocketsphinx, faster-whisper, sherpa-onnx, vosk, an entry point of symbl.recognizers, or"
        " module:attribute (default: pocketsphinx, loaded when first needed)",
    )
    add("--model-dir", type=Path, metavar="DIR", help="the recognizer's model")
    add(
        "--recognizer-option",
        type=_pair,
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="another option of the recognizer, such as languages=fr-FR; as often as you like",
    )
    add(
        "--max-streams",
        type=_whole(0),
        default=_DEFAULTS.max_streams,
        metavar="N",
        help="live streams of an account at a time (default: %(default)s)",
    )
    add(
        "--stream-idle",
        type=_seconds,
        default=_DEFAULTS.stream_idle,
        metavar="SECONDS",
        help="a streaming socket on which nothing is started is closed after so long (default: %(default)s)",
    )
    add(
        "--stream-silence",
        type=_seconds,
        default=_DEFAULTS.stream_silence,
        metavar="SECONDS",
        help="a live conversation in which nobody speaks ends after so long (default: %(default)s)",
    )
    add(
        "--subscriber-backlog",
        type=_whole(1),
        default=_DEFAULTS.subscriber_backlog,
        metavar="N",
        help="messages that a listener may leave unread before it is dropped (default: %(default)s)",
    )
    add(
        "--call-recordings",
        type=Path,
        metavar="DIR",
        help="recordings that answer phone calls, by number or SIP address: +15551230000.wav,"
        " sip-8002@sip.example.com.wav",
    )
    add(
        "--call-speed",
        type=_seconds,
        default=_DEFAULTS.call_speed,
        metavar="TIMES",
        help="how fast they are played; 0 is as fast as can be (default: %(default)s)",
    )
    add(
        "--smtp",
        metavar="HOST:PORT",
        help="where mail is handed in, as SYMBL_SMTP_USER with SYMBL_SMTP_PASSWORD if they are set",
    )
    add("--mail-from", metavar="ADDRESS", default=_DEFAULTS.mail_from, help="sender of mail (default: %(default)s)")
    add(
        "--outbox",
        type=Path,
        metavar="DIR",
        help="where mail goes without --smtp (default: outbox in the data directory)",
    )
    add("--speech-workers", type=_whole(1), metavar="N", help="processes that recognize speech (default: one a core)")
    add("--log-level", default="warning", choices=("debug", "info", "warning", "error"))
    add("--until-stdin-closes", action="store_true", help="stop when standard input ends, as with its parent")
    return parser


def _settings(options: argparse.Namespace) -> Settings:
    if bool(options.app_id) != bool(options.app_secret):
        raise SettingsError("an app id and an app secret are needed together")
    in_memory = options.data_dir == MEMORY
    return Settings(
        host=options.host,
        port=options.port,
        data_dir=None if in_memory else Path(options.data_dir or default_data_dir()),
        credentials=Credentials(options.app_id, options.app_secret) if options.app_id else None,
        any_credentials=options.any_credentials,
        token_lifetime=options.token_lifetime,
        job_delay=options.job_delay,
        job_timeout=options.job_timeout,
        max_concurrent_jobs=options.max_concurrent_jobs,
        max_body=options.max_body,
        allow_hosts=options.allow_hosts,
        analyzer=options.analyzer,
        recognizer=options.recognizer,
        model_dir=options.model_dir,
        recognizer_options=dict(options.recognizer_option),
        speech_workers=options.speech_workers,
        max_media=options.max_media,
        max_media_seconds=options.max_media_seconds,
        max_streams=options.max_streams,
        stream_idle=options.stream_idle,
        stream_silence=options.stream_silence,
        subscriber_backlog=options.subscriber_backlog,
        call_recordings=options.call_recordings,
        call_speed=options.call_speed,
        sip_credentials=_pair_from_environment("SYMBL_SIP"),
        smtp=_smtp(options.smtp),
        mail_from=_sender(options.mail_from),
        outbox=options.outbox,
        webhook_secret=_webhook_secret(options.webhook_secret),
        webhook_give_up=options.webhook_give_up,
    )


def _pair_from_environment(prefix: str) -> tuple[str, str] | None:
    user, password = (os.environ.get(f"{prefix}_{name}", "") for name in ("USER", "PASSWORD"))
    if bool(user) != bool(password):
        raise SettingsError(f"{prefix}_USER and {prefix}_PASSWORD are needed together")
    return (user, password) if user else None


def _smtp(text: str | None) -> SmtpServer | None:
    if not text:
        return None
    user, password = _pair_from_environment("SYMBL_SMTP") or ("", "")
    try:
        return read_server(text, user, password)
    except ValueError as error:
        raise SettingsError(f"--smtp: {error}") from None


def _sender(text: str) -> str:
    if not is_address(text):
        raise SettingsError(f"--mail-from: {text!r} is not an e-mail address")
    return text


def _webhook_secret(text: str | None) -> str | None:
    if not text:
        return None
    try:
        signing.keys(text)
    except ValueError as error:
        raise SettingsError(f"the webhook secret {error}") from None
    return text


def _whole(low: int, high: float = math.inf) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not (text.isdecimal() and low <= int(text) <= high):
            limits = f"from {low} to {high}" if high < math.inf else f"from {low}"
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number {limits}")
        return int(text)

    return number


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds")
    return value


def _pair(text: str) -> tuple[str, str | int]:
    name, equals, value = text.partition("=")
    if not (name.isidentifier() and equals):
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, int(value) if value.isdecimal() else value


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split(",") if word.strip())


if __name__ == "__main__":
    sys.exit(main())
