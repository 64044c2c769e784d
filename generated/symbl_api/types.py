"""What operations and models are made of: requests, responses, and the reading and writing of JSON values."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import AsyncIterable, Awaitable, Callable, Iterable, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar
from urllib.parse import quote

from attrs import field, frozen

from .errors import DecodeError, StatusError

__all__ = ("AsyncSender", "Request", "Response", "Sender")

T = TypeVar("T")
Decoder = Callable[[Any], T]
Content = bytes | Iterable[bytes] | AsyncIterable[bytes]

MISSING: Any = object()
PLAIN = frozenset({str, int, float, bool, type(None)})


@frozen
class Request:
    """An HTTP request that is not sent yet.

    `path` comes after the base URL and is encoded; `json` is a body to be encoded, `content` one that is sent as it is;
    `authorized` says whether a token belongs on it.
    """

    operation: str
    method: str
    path: str
    params: dict[str, str] = field(factory=dict)
    headers: dict[str, str] = field(factory=dict)
    json: Any = None
    content: Any = None
    authorized: bool = True


class Response(Protocol):
    """The parts of a response that are read. An `httpx.Response` is one."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def content(self) -> bytes: ...


class Sender(Protocol):
    """What `sync` needs of a client. It adds the base URL and a token, and raises errors of its own kind."""

    def send(self, request: Request, /) -> Response: ...


class AsyncSender(Protocol):
    """What `asyncio` needs of a client."""

    def send(self, request: Request, /) -> Awaitable[Response]: ...


# ------------------------------------------------------------------------------------------------ requests


def segment(value: str | int, name: str) -> str:
    """One segment of a path. Refuses what would address another resource."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise TypeError(f"{name} must be a str or an int, not {type(value).__name__}")
    text = str(value)
    if not text.strip() or text in (".", ".."):
        raise ValueError(f"{name} must not be {text!r}")
    return quote(text, safe="")


def query(**values: Any) -> dict[str, str]:
    """Query parameters without those that are None. Lists and objects are written as JSON text."""
    return {name: word(value) for name, value in values.items() if value is not None}


def headers(**values: Any) -> dict[str, str]:
    """Headers without those that are None."""
    return {name: word(value) for name, value in values.items() if value is not None}


def word(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    value = to_wire(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else str(value)


def to_wire(value: Any) -> Any:
    """The JSON form of a model, a time, or a list or mapping of them. Anything else comes back as it is."""
    if type(value) in PLAIN:
        return value
    if isinstance(value, (list, tuple)):
        return [to_wire(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_wire(item) for key, item in value.items()}
    if isinstance(value, datetime.datetime):
        return from_date_time(value)
    return value.to_dict() if hasattr(value, "to_dict") else value


def from_date_time(value: datetime.datetime) -> str:
    """UTC with milliseconds, or microseconds where there are any. A time without a zone is taken as UTC."""
    try:
        value = value.replace(tzinfo=datetime.UTC) if value.tzinfo is None else value.astimezone(datetime.UTC)
    except OverflowError:  # at the ends of the calendar there is no UTC
        return value.isoformat()
    spec = "microseconds" if value.microsecond % 1000 else "milliseconds"
    return value.isoformat(timespec=spec).removesuffix("+00:00") + "Z"


# ----------------------------------------------------------------------------------------------- responses


def decode(operation: str, response: Response, decoder: Decoder[T]) -> T:
    """The result of a successful response. Raises StatusError for any other, and DecodeError for another shape."""
    body = response.content
    if not 200 <= response.status_code < 300:
        raise StatusError(operation, response.status_code, response.headers, body, error_body(body))
    try:
        return decoder(load(body))
    except DecodeError as error:
        raise DecodeError(error.reason, error.path, body) from None


def error_body(body: bytes) -> Any:
    from .models.error import Error

    try:
        return Error.from_dict(load(body))
    except DecodeError:
        return None


def load(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise DecodeError(f"not JSON: {body[:60].decode('utf-8', 'replace')!r}", body=body) from None


# ---------------------------------------------------------------------------------------------- JSON values


class JsonMember(NamedTuple):
    """One member of a JSON object: the attribute that holds it, its wire name, and how it is read."""

    attribute: str
    name: str
    required: bool
    decoder: Decoder[Any]


def read(model: type[T], members: tuple[JsonMember, ...], value: Any, others: Decoder[Any] | None = None) -> T:
    """A model from a JSON object. Null on an optional member is absent; what is not named is kept."""
    if type(value) is not dict:
        if isinstance(value, model):
            return value
        if not isinstance(value, Mapping):
            raise wrong("an object", value)
    rest: dict[str, Any] = dict(value)
    found: dict[str, Any] = {}
    name = ""
    try:
        for attribute, name, required, decoder in members:
            inner = rest.pop(name, MISSING)
            if inner is MISSING:
                if required:
                    raise DecodeError("missing")
            elif inner is not None or required:
                found[attribute] = decoder(inner)
        if others is not None:
            for name, inner in rest.items():
                rest[name] = others(inner)
    except DecodeError as error:
        raise error.inside(f".{name}") from None
    make: Any = model
    result: T = make(additional_properties=rest, **found)
    return result


def write(model: Any, members: tuple[JsonMember, ...]) -> dict[str, Any]:
    """The JSON object of a model. Optional members that are None are left out."""
    result: dict[str, Any] = to_wire(model.additional_properties)
    for attribute, name, required, _ in members:
        value = getattr(model, attribute)
        if value is not None or required:
            result[name] = value if type(value) in PLAIN else to_wire(value)
    return result


def wrong(expected: str, value: Any) -> DecodeError:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    names |= {int: "a number", float: "a number"}
    return DecodeError(f"expected {expected}, not {names.get(type(value), type(value).__name__)}")


def anything(value: Any) -> Any:
    return value


def string(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise wrong("a string", value)


def identifier(value: Any) -> str:
    """An id; some senders write it as a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return string(value)


def boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise wrong("a boolean", value)


def integer(value: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    raise wrong("an integer", value)


def number(value: Any) -> float:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, float):
        if math.isfinite(value):
            return value
        raise DecodeError(f"{value} is no number in JSON")
    raise wrong("a number", value)


def null(value: Any) -> None:
    if value is not None:
        raise wrong("null", value)


def date_time(value: Any) -> datetime.datetime:
    """A time. One without a zone is UTC."""
    try:
        time = value if isinstance(value, datetime.datetime) else datetime.datetime.fromisoformat(value)
    except TypeError:
        raise wrong("a string", value) from None
    except ValueError:
        raise DecodeError(f"not an ISO 8601 time: {value!r}") from None
    return time if time.tzinfo else time.replace(tzinfo=datetime.UTC)


def constant(expected: Any) -> Decoder[Any]:
    def decoder(value: Any) -> Any:
        if value != expected or type(value) is not type(expected):
            raise DecodeError(f"expected {expected!r}, not {value!r}")
        return value

    return decoder


def list_of(decoder: Decoder[T]) -> Decoder[list[T]]:
    def read(value: Any) -> list[T]:
        if not isinstance(value, (list, tuple)):
            raise wrong("a list", value)
        result: list[T] = []
        try:
            for item in value:
                result.append(decoder(item))
        except DecodeError as error:
            raise error.inside(f"[{len(result)}]") from None
        return result

    return read


def one_of(*decoders: Decoder[Any]) -> Decoder[Any]:
    """The first that fits. If none does, the error is that of the one that got furthest into the value.

    Another constant means that the value has not that form at all, so any other error tells more.
    """

    def read(value: Any) -> Any:
        errors: list[DecodeError] = []
        for decoder in decoders:
            try:
                return decoder(value)
            except DecodeError as error:
                errors.append(error)
        raise max(errors, key=lambda error: (not error.reason.startswith("expected '"), len(error.path)))

    return read
