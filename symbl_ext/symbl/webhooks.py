"""What a server posts to a `webhookUrl`: checked, and read into a typed event (docs/contract.md §2.5).

    event = symbl.webhooks.unwrap(body, headers)
    print(event.job_id, event.status)

The signatures are those of the Standard Webhooks specification.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import math
import os
import re
import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from attrs import frozen

from symbl_api import DecodeError
from symbl_api.types import load

from .errors import ConfigurationError, ResponseDecodeError, WebhookVerificationError

if TYPE_CHECKING:
    from symbl_api.models import JobEvent, JobStatus

__all__ = ["WebhookEvent", "unwrap"]

TOLERANCE = 300.0
VARIABLE = "SYMBL_WEBHOOK_SECRET"
OPERATION = "job-status-callback"

_PREFIX = "whsec_"
_ID, _TIMESTAMP, _SIGNATURE = "webhook-id", "webhook-timestamp", "webhook-signature"


class _Items(Protocol):
    def items(self) -> Iterable[tuple[str, str]]: ...


Headers = _Items | Iterable[tuple[str, str]] | Iterable[tuple[bytes, bytes]]
"""Of a mapping, or of a list of pairs as ASGI has it."""


@frozen(kw_only=True)
class WebhookEvent:
    """A job has reached a status."""

    job_id: str
    """The job's id."""
    status: JobStatus
    """`scheduled`, `in_progress`, `completed` or `failed`; the last two are final."""
    delivery_id: str | None
    """The same whenever this event is sent again, so that it can be ignored then. None where the server named none."""
    verified: bool
    """Whether the signature was checked; False only with `allow_unsigned=True`."""
    body: JobEvent
    """All that was sent; members that the description does not name are in its `additional_properties`."""


def unwrap(
    body: bytes | str,
    headers: Headers,
    secret: str | list[str] | tuple[str, ...] | None = None,
    *,
    tolerance: float = TOLERANCE,
    allow_unsigned: bool = False,
) -> WebhookEvent:
    """The event in the request that a webhook made, once its signature is found to be good.

    `body` is the request's body as it came; the signature covers its bytes, so one that was parsed and written again
    will not do. `headers` are the request's, a mapping or a list of pairs, in any case. `secret` is what the server
    signs with, or a list while an old one is being replaced; by default what the variable ``SYMBL_WEBHOOK_SECRET``
    holds, several with blanks between them. A request that was signed more than `tolerance` seconds ago, or that far in
    the future, is refused, so that nobody can send an old one again. Within that time an event may come twice; see
    `delivery_id`.

    Only with `allow_unsigned=True` is a request without a signature accepted, from whomever it is. One with a signature
    is checked all the same.

    Raises `WebhookVerificationError` for a request that is not to be trusted, and answers to it should be 4xx;
    `ResponseDecodeError` for a body that is no such event; `ConfigurationError` for a secret that is missing or none;
    TypeError and ValueError for other arguments.
    """
    content = _content(body)
    found = _lowered(headers)
    _check_tolerance(tolerance)
    keys = _keys(secret)
    signed = bool(found.get(_SIGNATURE))
    if signed or not allow_unsigned:
        _verify(content, found, keys, tolerance)
    return _event(content, found.get(_ID) or None, signed)


def _check_tolerance(value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"tolerance must be a number of seconds, not {type(value).__name__}")
    if not 0 < value < math.inf:
        raise ValueError(f"tolerance must be greater than 0, not {value}")


def _content(body: Any) -> bytes:
    if isinstance(body, str):
        return body.encode("utf-8", "surrogateescape")
    if isinstance(body, (bytes, bytearray)):
        return bytes(body)
    kind = type(body).__name__
    raise TypeError(f"body must be the bytes or str that came, not {kind}: the signature covers them as they were sent")


def _lowered(headers: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    try:
        for name, value in headers.items() if hasattr(headers, "items") else headers:
            if isinstance(name, bytes):
                name = name.decode("latin-1")
            if name.lower() in (_ID, _TIMESTAMP, _SIGNATURE):
                found[name.lower()] = (value.decode("latin-1") if isinstance(value, bytes) else value).strip()
    except (TypeError, ValueError, AttributeError):
        raise TypeError("headers must be a mapping of str to str, or pairs of them") from None
    return found


def _keys(secret: Any) -> list[bytes]:
    where, given = "secret", [secret]
    if secret is None:
        where, given = VARIABLE, [os.environ.get(VARIABLE, "")]
    elif isinstance(secret, (list, tuple)):
        given = list(cast(list[Any], secret))
    keys: list[bytes] = []
    for text in given:
        if not isinstance(text, str):
            raise TypeError(f"{where} must be a str or a list of them, not {type(text).__name__}")
        keys += [_key(word, where) for word in text.split()]
    if secret is not None and not keys:
        raise ConfigurationError("secret must not be empty")
    return keys


def _key(word: str, where: str) -> bytes:
    text = word.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        key = b""
    if not key:
        raise ConfigurationError(f"{where} must be {_PREFIX} and base64")
    return key


def _verify(content: bytes, headers: Mapping[str, str], keys: list[bytes], tolerance: float) -> None:
    for name in (_SIGNATURE, _ID, _TIMESTAMP):
        if not headers.get(name):
            raise WebhookVerificationError(f"the webhook cannot be checked: it has no header {name}")
    if not keys:
        raise ConfigurationError(f"no secret to check a webhook with: give secret= or set {VARIABLE}")
    timestamp = headers[_TIMESTAMP]
    if not re.fullmatch("[0-9]{1,15}", timestamp):
        raise WebhookVerificationError(f"the header {_TIMESTAMP} of the webhook is not a number of seconds")
    message = f"{headers[_ID]}.{timestamp}.".encode("utf-8", "replace") + content
    expected = [b"v1," + base64.b64encode(hmac.digest(key, message, hashlib.sha256)) for key in keys]
    signatures = [word.encode("utf-8", "replace") for word in headers[_SIGNATURE].split(" ")]
    # Every pair is compared, so that the time tells nothing.
    if not sum(hmac.compare_digest(mine, theirs) for mine in expected for theirs in signatures):
        raise WebhookVerificationError("the signature of the webhook is not of this secret and body")
    age = time.time() - int(timestamp)
    if abs(age) > tolerance:
        when = "ago" if age > 0 else "in the future"
        raise WebhookVerificationError(f"the webhook was signed {abs(age):.0f} s {when}; {tolerance:g} s are tolerated")


def _event(content: bytes, delivery_id: str | None, verified: bool) -> WebhookEvent:
    from symbl_api.models import JobEvent

    try:
        body = JobEvent.from_dict(load(content))
        job_id = body.job_id or body.id
        if job_id is None:
            raise DecodeError("missing", "$.jobId")
    except DecodeError as error:
        raise ResponseDecodeError(error.reason, error.path, content, OPERATION) from None
    return WebhookEvent(job_id=job_id, status=body.status, delivery_id=delivery_id, verified=verified, body=body)
