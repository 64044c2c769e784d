"""Settings of a client, and where they are looked up."""

from __future__ import annotations

import configparser
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from attrs import evolve, field, frozen

from ._arguments import is_header, mapping
from .errors import ConfigurationError

__all__ = ["DEFAULT_BASE_URL", "Config", "Credentials", "load_config", "state"]

DEFAULT_BASE_URL = "https://api.symbl.ai"
LONGEST = 1e9  # seconds; 30 years, and the system's clocks still count that far
TIMEOUT = 60.0
WAIT_TIMEOUT = 4 * 3600.0
MAX_CONCURRENT_JOBS = 50
FILE = "symbl.conf"
VARIABLES = ("SYMBL_APP_ID", "SYMBL_APP_SECRET", "SYMBL_ACCESS_TOKEN", "SYMBL_BASE_URL")


@frozen
class Credentials:
    """An application's id and secret, or an access token, or both. Equal ones share a token."""

    app_id: str | None = None
    app_secret: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, value: Any) -> Credentials | None:
        """Reads the `credentials=` of a call. ValueError names what is missing, TypeError a wrong type."""
        if value is None or isinstance(value, Credentials):
            return value
        given = mapping(value, "credentials")
        names = {"app_id": "appId", "app_secret": "appSecret", "access_token": "accessToken"}
        unknown = set(given) - set(names) - set(names.values())
        if unknown:
            raise ValueError(f"credentials: unknown key {sorted(unknown)[0]!r}")
        for name, alias in names.items():
            if alias in given and given.setdefault(name, given[alias]) != given[alias]:
                raise TypeError(f"credentials: {name} and {alias} are the same, given with different values")
        return cls.checked(**{name: given.get(name) for name in names})

    @classmethod
    def checked(cls, app_id: Any, app_secret: Any, access_token: Any) -> Credentials:
        """A pair, a token, or both; half a pair is a ConfigurationError."""
        for name, value in (("app_id", app_id), ("app_secret", app_secret), ("access_token", access_token)):
            if value is not None and (not isinstance(value, str) or not value.strip()):
                raise ConfigurationError(f"{name} must be a str that is not empty")
        if access_token is not None and not is_header(access_token):
            raise ConfigurationError("access_token must be printable ASCII without blanks")
        if app_id is None and (app_secret is not None or access_token is None):
            raise ConfigurationError("app_id is required")
        if app_secret is None and app_id is not None:
            raise ConfigurationError("app_secret is required")
        return cls(app_id, app_secret, access_token)


@frozen
class Config:
    """What a client works with; times are in seconds. See `symbl.Symbl`."""

    credentials: Credentials | None
    base_url: str
    timeout: float
    wait_timeout: float
    deadline: float | None
    max_concurrent_jobs: int
    idempotent_submits: bool

    def evolve(self, **changes: Any) -> Config:
        """A copy with changes. TypeError names an unknown option, ValueError a bad value."""
        for name, value in changes.items():
            if name not in (
                "timeout",
                "wait_timeout",
                "deadline",
                "max_concurrent_jobs",
                "idempotent_submits",
            ):
                raise TypeError(f"unexpected keyword argument {name!r}")
            check(name, value)
        return evolve(self, **changes)


def check(name: str, value: Any) -> None:
    """Refuses a value that an option cannot have."""
    if name == "idempotent_submits":
        if not isinstance(value, bool):
            raise TypeError(f"{name} must be a bool, not {type(value).__name__}")
    elif name != "deadline" or value is not None:
        kinds = int if name == "max_concurrent_jobs" else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise TypeError(f"{name} must be a number, not {type(value).__name__}")
        if not 0 < value <= LONGEST:
            raise ValueError(f"{name} must be greater than 0 and at most {LONGEST:g}, not {value}")


def load_config(
    *,
    app_id: str | None = None,
    app_secret: str | None = None,
    access_token: str | None = None,
    base_url: str | None = None,
    timeout: float = TIMEOUT,
    wait_timeout: float = WAIT_TIMEOUT,
    deadline: float | None = None,
    max_concurrent_jobs: int = MAX_CONCURRENT_JOBS,
    idempotent_submits: bool = False,
) -> Config:
    """Arguments, then environment, then symbl.conf in the working directory, then in the home directory.

    Credentials come whole from the first place that has them; a file's `base_url` is taken only together with its
    credentials, so that a file never decides where another place's secret is sent.
    """
    options: dict[str, Any] = {
        "timeout": timeout,
        "wait_timeout": wait_timeout,
        "deadline": deadline,
        "max_concurrent_jobs": max_concurrent_jobs,
        "idempotent_submits": idempotent_submits,
    }
    for name, value in options.items():
        check(name, value)
    found_url = base_url or os.environ.get("SYMBL_BASE_URL", "").strip() or None
    credentials: Credentials | None = None
    if app_id is not None or app_secret is not None or access_token is not None:
        credentials = Credentials.checked(app_id, app_secret, access_token)
    else:
        credentials = from_environment()
        if credentials is None:
            for path in files():
                credentials, file_url = from_file(path)
                if credentials is not None:
                    found_url = found_url or file_url
                    break
    return Config(credentials=credentials, base_url=check_url(found_url or DEFAULT_BASE_URL), **options)


def from_environment() -> Credentials | None:
    app_id, secret, token = (os.environ.get(name, "").strip() or None for name in VARIABLES[:3])
    if app_id and secret:
        return Credentials.checked(app_id, secret, token)
    return Credentials.checked(None, None, token) if token else None


def files() -> list[Path]:
    try:
        here = [Path.cwd() / FILE]
    except FileNotFoundError:  # the working directory was removed
        here = []
    try:
        return [*here, Path.home() / FILE]
    except RuntimeError:  # no home directory
        return here


def from_file(path: Path) -> tuple[Credentials | None, str | None]:
    """The credentials and base URL of a file; None for a file that is missing or lacks one of the pair."""
    parser = configparser.ConfigParser(interpolation=None)
    try:
        parser.read_string(path.read_text(encoding="utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None, None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {type(error).__name__}") from None
    except configparser.Error as error:
        # The parser's message quotes the line, which may hold the secret.
        raise ConfigurationError(f"{path} is not a configuration file: {type(error).__name__}") from None
    names = ("app_id", "app_secret", "base_url")
    values = {name: unquote(parser.get("credentials", name, fallback="")) for name in names}
    if not values["app_id"] or not values["app_secret"]:
        return None, None
    return Credentials(values["app_id"], values["app_secret"]), values["base_url"] or None


def unquote(value: str) -> str:
    """A value without a trailing comment, blanks and quotes."""
    return re.sub(r"(^|\s)[#;].*$", "", value).strip().strip("\"'").strip()


def check_url(url: str) -> str:
    if not isinstance(url, str):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"base_url must be a str, not {type(url).__name__}")
    if "@" in url:  # it would go before the token, and into every log line
        raise ConfigurationError("base_url must not hold a user name or a password")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna")  # as it is looked up
        good = bool(re.fullmatch(r"https?://[^/\s?#]+(/[^\s?#]*)?", url) and host) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise ConfigurationError(f"base_url must be an http:// or https:// address, not {url!r}")
    return url.rstrip("/")


def missing_credentials() -> ConfigurationError:
    places = " nor ".join(str(path) for path in files())
    return ConfigurationError(
        "app_id is required: give app_id and app_secret, or set SYMBL_APP_ID and SYMBL_APP_SECRET, or write them to "
        f"symbl.conf (neither {places} has them)"
    )


def state() -> tuple[Any, ...]:
    """Something that changes when the places that are looked up do."""
    stamps: list[Any] = []
    for path in files():
        try:
            info = path.stat()
            stamps.append((str(path), info.st_mtime_ns, info.st_size, info.st_ino))
        except OSError:
            stamps.append(str(path))
    return (*(os.environ.get(name) for name in VARIABLES), *stamps)
