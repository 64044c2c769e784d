"""One call: a token, the exchange, and what to do when it fails.

Every function of this module is a decision or a flow; nothing here sends anything itself.
"""

from __future__ import annotations

import email.utils
import json
import logging
import random
import time
from collections.abc import Mapping
from math import inf
from typing import Any, Literal, TypeAlias
from urllib.parse import unquote

from attrs import field, frozen

from symbl_api.types import Request, Response

from ._auth import Tokens
from ._config import Config, Credentials
from ._flow import Flow, Send, Sleep
from ._upload import Upload, source_of
from .errors import APIError, ConnectionFailed, RateLimitError, TimedOut, error_class

__all__ = ["Limits", "Retry", "api_error", "exchange", "retry_after"]

logger = logging.getLogger("symbl")

# "always": the call may be made twice. "unsent": only after a refusal that carried nothing out (429, no connection).
Retry: TypeAlias = Literal["always", "unsent"]
TRIES = 3
LONGEST_RETRY_AFTER = 120.0
ANSWER_LOST = (408, 502, 504)  # a gateway's words for an answer that it did not get
SLOWEST_UPLOAD = 50_000.0  # bytes a second; slower is as good as stuck


@frozen
class Limits:
    """The time limits of one call. `ends` and `line_ends` are moments of the monotonic clock.

    A submission that is refused because too many jobs run waits in line until `line_ends`; other calls do not wait.
    """

    timeout: float
    ends: float | None
    deadline: float | None
    line_ends: float | None = None

    @classmethod
    def start(cls, config: Config, *, line: bool = False) -> Limits:
        """The limits of a call that begins now."""
        now = time.monotonic()
        ends = None if config.deadline is None else now + config.deadline
        return cls(config.timeout, ends, config.deadline, now + config.wait_timeout if line else None)

    def left(self) -> float | None:
        """Seconds until the deadline; None without one. Raises TimedOut when it is over."""
        if self.ends is None:
            return None
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TimedOut(f"the deadline of {self.deadline:g} s is over", sent=False)
        return left

    def allows(self, delay: float) -> bool:
        return self.ends is None or time.monotonic() + delay < self.ends


@frozen
class Deleted:
    """What stands for the lost answer to a DELETE that a second try finds carried out."""

    content: bytes
    status_code: int = 200
    headers: Mapping[str, str] = field(factory=lambda: dict[str, str]())

    @classmethod
    def of(cls, request: Request) -> Deleted:
        gone = unquote(request.path.rpartition("/")[2])
        return cls(json.dumps({"id": gone, "deleted": True, "message": "deleted by an earlier try"}).encode())


def exchange(request: Request, base_url: str, tokens: Tokens, limits: Limits, retry: Retry) -> Flow[Response]:
    """The successful response to a request. Raises APIError or ConnectionFailed when the last try failed."""
    content, headers = encode(request)
    tries, waits, renewed, lost, perhaps_done = 0, 0, False, False, False
    while True:
        token = ""
        if request.authorized:
            token = yield from bearer(base_url, tokens, limits)
            headers["Authorization"] = f"Bearer {token}"
        try:
            left = limits.left() or inf
            patience = min(left, limits.timeout + upload_time(content))
            timeout = min(limits.timeout, patience)
            response: Response = yield Send(
                request.method, base_url + request.path, request.params, headers, content, timeout, patience
            )
        except ConnectionFailed as error:
            failure: APIError | ConnectionFailed = error
            may = retry == "always" or not error.sent
            delay = backoff(tries)
            error.sent = lost = lost or error.sent  # of all tries together
            perhaps_done = perhaps_done or lost
        else:
            if 200 <= response.status_code < 300:
                return response
            if response.status_code == 401 and token and tokens.renewable and not renewed:
                tokens.forget(token)
                renewed = True
                if not (isinstance(content, Upload) and not content.again):
                    continue
            secret = request.json.get("appSecret", "") if not request.authorized and request.json else token
            if response.status_code == 404 and request.method == "DELETE" and perhaps_done:
                return Deleted.of(request)
            failure = api_error(request.operation, response, secret)
            perhaps_done = perhaps_done or failure.status in ANSWER_LOST
            may = retriable(failure.status) and (retry == "always" or failure.status == 429)
            delay = backoff(tries + waits) if failure.retry_after is None else failure.retry_after
        if stays_in_line(failure, delay, limits):
            waits += 1
            logger.info("%s: too many jobs at once; in line, next try in %.1f s", request.operation, delay)
        else:
            tries += 1
        if may and isinstance(content, Upload) and not content.again:
            raise once(failure)
        if not may or tries == TRIES or delay > LONGEST_RETRY_AFTER or not limits.allows(delay):
            raise failure
        yield Sleep(delay)


def bearer(base_url: str, tokens: Tokens, limits: Limits) -> Flow[str]:
    from symbl_api.api.authentication import generate_token
    from symbl_api.models import TokenRequest

    def fetch(credentials: Credentials) -> Flow[Response]:
        body = TokenRequest(
            type="application", app_id=credentials.app_id or "", app_secret=credentials.app_secret or ""
        )
        return exchange(generate_token.request(body=body), base_url, tokens, limits, "always")

    try:
        return (yield from tokens.get(fetch, limits.left()))
    except ConnectionFailed as error:
        error.sent = False  # the call itself
        raise
    except TimeoutError:
        raise TimedOut("no token within the deadline", sent=False) from None


def encode(request: Request) -> tuple[bytes | Upload | None, dict[str, str]]:
    """The body and the headers. Raises TypeError or ValueError for what JSON cannot say."""
    headers = {"Accept": "application/json", **request.headers}
    if request.content is not None:
        upload = request.content if isinstance(request.content, Upload) else Upload(source_of(request.content), None)
        return upload, {**headers, **({} if upload.size is None else {"Content-Length": str(upload.size)})}
    if request.json is None:
        return None, headers
    try:
        content = json.dumps(request.json, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError, RecursionError) as error:
        kind = TypeError if isinstance(error, TypeError) else ValueError
        raise kind(f"{request.operation}: the body is not JSON: {error}") from None
    return content, {**headers, "Content-Type": "application/json"}


def upload_time(content: bytes | Upload | None) -> float:
    """Seconds that a body may take besides the time limit; for ever where its size is not known."""
    if isinstance(content, Upload):
        return inf if content.size is None else content.size / SLOWEST_UPLOAD
    return 0.0


def once(failure: APIError | ConnectionFailed) -> APIError | ConnectionFailed:
    """The same error, saying that it was not tried again because the source can be read only once."""
    note = (
        "not tried again: the file can be read only once; a path, bytes or a seekable file object could be sent again"
    )
    if isinstance(failure, ConnectionFailed):
        return type(failure)(f"{failure}; {note}", sent=failure.sent)
    failure.add_note(note)
    return failure


def stays_in_line(failure: Exception, delay: float, limits: Limits) -> bool:
    if limits.line_ends is None or not isinstance(failure, RateLimitError):
        return False
    return time.monotonic() + delay < limits.line_ends


def retriable(status: int) -> bool:
    return status in (408, 429) or (status >= 500 and status != 501)


def backoff(tries: int) -> float:
    """Seconds before the next try: anything up to a limit that doubles, so that clients spread."""
    return random.uniform(0.0, min(8.0, 0.5 * 2.0 ** min(tries, 10)))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait, given as a number or as a date."""
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = email.utils.parsedate_to_datetime(value).timestamp() - time.time()
        except (ValueError, OverflowError):
            return None
    return max(0.0, seconds) if seconds == seconds else None


def api_error(operation: str, response: Response, secret: str = "") -> APIError:
    """The error that stands for a response that is no success. A secret that the server echoes is not shown."""
    text = response.content.decode("utf-8", "replace").strip()
    if secret:
        text = text.replace(secret, "***")
    body: Any = text
    message: Any = None
    try:
        body = json.loads(text)
        message = body.get("message") if isinstance(body, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    except (ValueError, RecursionError):
        pass
    if 300 <= response.status_code < 400 and (location := response.headers.get("location")):
        message = f"redirected to {location}, which is not followed; set base_url to where the server is"
    if not isinstance(message, str) or not message:
        message = text[:200] or "no message"
    return error_class(response.status_code)(
        message,
        operation=operation,
        status=response.status_code,
        body=body,
        request_id=response.headers.get("x-request-id"),
        retry_after=retry_after(response.headers),
    )
