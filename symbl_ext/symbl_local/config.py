"""The settings of one server, and the secrets it keeps in its data directory."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from symbl_local import signing

__all__ = [
    "MEMORY",
    "Credentials",
    "Secrets",
    "Settings",
    "SettingsError",
    "SmtpServer",
    "default_data_dir",
    "load_secrets",
]

MEMORY = ":memory:"


class SettingsError(Exception):
    """An option that cannot work; the message is one line for the person who started the server."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """An application's id and secret."""

    app_id: str
    app_secret: str


@dataclass(frozen=True, slots=True)
class Secrets:
    """What a data directory keeps: the credentials made at its first start, the key that signs tokens and the secret
    that signs webhooks.
    """

    credentials: Credentials
    token_key: str
    webhook_secret: str


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """Where mail is handed in, and as whom; no user for a server that asks for none."""

    host: str
    port: int = 587
    user: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What `symbl-local --help` lists. `data_dir` is None for a server that keeps everything in memory."""

    host: str = "127.0.0.1"
    port: int = 0
    data_dir: Path | None = None
    credentials: Credentials | None = None
    any_credentials: bool = False
    token_lifetime: float = 86_400
    job_delay: float = 0
    job_timeout: float = 3_600
    max_concurrent_jobs: int = 50
    max_body: int = 16 * 2**20
    allow_hosts: frozenset[str] = frozenset()
    analyzer: str = "text"
    recognizer: str | None = None
    model_dir: Path | None = None
    recognizer_options: Mapping[str, str | int] = field(default_factory=lambda: dict[str, str | int]())
    speech_workers: int | None = None
    max_media: int = 2 * 2**30
    max_media_seconds: float = 4 * 3_600
    max_streams: int = 50
    stream_idle: float = 1_800
    stream_silence: float = 1_800
    subscriber_backlog: int = 1_000
    call_recordings: Path | None = None
    call_speed: float = 1
    sip_credentials: tuple[str, str] | None = field(default=None, repr=False)
    smtp: SmtpServer | None = field(default=None, repr=False)
    mail_from: str = "symbl-local@localhost.localdomain"
    outbox: Path | None = None
    webhook_secret: str | None = None
    webhook_give_up: float = 3_600

    def secrets(self) -> Secrets:
        """The secrets of this server. What was given wins over what is in the data directory."""
        kept = load_secrets(self.data_dir / "secrets.json") if self.data_dir else _new_secrets()
        return Secrets(self.credentials or kept.credentials, kept.token_key, self.webhook_secret or kept.webhook_secret)


def default_data_dir() -> Path:
    """``$XDG_DATA_HOME/symbl_local``, or its usual place in the home directory."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "symbl_local"


def load_secrets(path: Path) -> Secrets:
    """Read the secrets at `path`, or make them, readable for their owner only."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return _save(path, _new_secrets())
    except OSError as error:
        raise SettingsError(f"cannot read {path}: {error.strerror}") from error
    try:
        values = json.loads(text)
        webhook_secret = values.get("webhook_secret") or signing.new_secret()  # earlier versions kept none
        signing.keys(webhook_secret)
        found = Secrets(Credentials(values["app_id"], values["app_secret"]), values["token_key"], webhook_secret)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SettingsError(f"{path} is damaged; delete it and new credentials are made") from None
    return found if values.get("webhook_secret") else _save(path, found)


def _new_secrets() -> Secrets:
    pair = Credentials(secrets.token_hex(16), secrets.token_hex(32))
    return Secrets(pair, secrets.token_hex(32), signing.new_secret())


def _save(path: Path, made: Secrets) -> Secrets:
    values = {
        "app_id": made.credentials.app_id,
        "app_secret": made.credentials.app_secret,
        "token_key": made.token_key,
        "webhook_secret": made.webhook_secret,
    }
    draft = path.with_suffix(".new")
    try:
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(values, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror}") from error
    return made
