"""What can go wrong.

    SymblError
    ├── ConfigurationError          (ValueError)  no credentials, half of a pair, a bad base URL or proxy
    ├── NoConversationError         (LookupError, RuntimeError)  there is no conversation, or no job, to speak of
    ├── ConnectionFailed            no answer came
    │   └── TimedOut                (TimeoutError)  ... within `timeout` or `deadline`
    ├── APIError                    the server refused
    │   ├── BadRequestError         400, and other 4xx
    │   ├── AuthenticationError     401
    │   ├── PermissionDeniedError   403
    │   ├── NotFoundError           404
    │   ├── ConflictError           409
    │   ├── PayloadTooLargeError    413
    │   ├── RateLimitError          429
    │   └── ServerError             5xx
    ├── ResponseDecodeError         (symbl_api.DecodeError)  the answer, or a webhook, has another shape than described
    ├── JobError                    a job, with its conversation
    │   ├── JobFailedError          ended as failed
    │   └── JobTimeoutError         (TimeoutError)  not ended within `wait_timeout` or `deadline`
    ├── StreamingError              a live connection
    └── WebhookVerificationError    a webhook that is not to be trusted

Bad arguments are plain ValueError, TypeError and FileNotFoundError, raised before any request. The use of a closed
client, or of an AsyncSymbl in a second event loop, is a RuntimeError.
No message holds a secret or a token.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from symbl_api import DecodeError

if TYPE_CHECKING:
    from .conversation import BaseConversation

__all__ = [
    "APIError",
    "AuthenticationError",
    "BadRequestError",
    "ConfigurationError",
    "ConflictError",
    "ConnectionFailed",
    "JobError",
    "JobFailedError",
    "JobTimeoutError",
    "NoConversationError",
    "NotFoundError",
    "PayloadTooLargeError",
    "PermissionDeniedError",
    "RateLimitError",
    "ResponseDecodeError",
    "ServerError",
    "StreamingError",
    "SymblError",
    "TimedOut",
    "WebhookVerificationError",
]


E = TypeVar("E", bound="SymblError")


class SymblError(Exception):
    """The root of the tree."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, dict(self.__dict__))


class ConfigurationError(SymblError, ValueError):
    """The client cannot work as it was set up."""


class NoConversationError(SymblError, LookupError, RuntimeError):
    """There is no conversation yet, or none with a job."""


class ConnectionFailed(SymblError):
    """No answer came. `sent` is False when the request certainly did not reach the server."""

    def __init__(self, message: str, *, sent: bool = True) -> None:
        super().__init__(message)
        self.sent = sent


class TimedOut(ConnectionFailed, TimeoutError):
    """No answer came in time."""


class APIError(SymblError):
    """The server answered with another status than success.

    `message` is the server's, `body` the parsed JSON or the text that came, `request_id` and `retry_after`
    (seconds) are None where the server did not say.
    """

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        status: int,
        body: Any = None,
        request_id: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.operation = operation
        self.status = status
        self.body = body
        self.request_id = request_id
        self.retry_after = retry_after

    def __str__(self) -> str:
        request = f" (request {self.request_id})" if self.request_id else ""
        return f"{self.operation}: {self.status} {self.message}{request}"


class BadRequestError(APIError):
    """The request is not understood; the message names the field."""


class AuthenticationError(APIError):
    """The credentials or the token are not valid."""


class PermissionDeniedError(APIError):
    """The account may not do this."""


class NotFoundError(APIError):
    """There is no such conversation or job."""


class ConflictError(APIError):
    """Something of that name or key exists already."""


class PayloadTooLargeError(APIError):
    """The body is larger than the server takes."""


class RateLimitError(APIError):
    """Too many requests or too many jobs at once."""


class ServerError(APIError):
    """The server failed."""


class ResponseDecodeError(SymblError, DecodeError):
    """The answer has another shape than described. `path` says where, `body` is the raw answer."""

    def __init__(self, reason: str, path: str = "$", body: bytes | None = None, operation: str = "") -> None:
        DecodeError.__init__(self, reason, path, body)
        self.operation = operation

    def __str__(self) -> str:
        return f"{self.operation}: {self.path}: {self.reason}"


class JobError(SymblError):
    """Something about a job. `conversation` is what the call would have returned; it is None once pickled."""

    def __init__(self, message: str, conversation: BaseConversation[Any]) -> None:
        super().__init__(message)
        self.conversation: Any = conversation
        self.conversation_id = conversation.conversation_id
        self.job_id = conversation.job_id

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, {**self.__dict__, "conversation": None})

    def __copy__(self) -> Self:
        return _restore(type(self), self.args, self.__dict__)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self.__copy__()


class JobFailedError(JobError):
    """The job ended as failed. `reason` is the server's, None where it gave none."""

    def __init__(self, message: str, conversation: BaseConversation[Any], reason: str | None = None) -> None:
        super().__init__(message, conversation)
        self.reason = reason


class JobTimeoutError(JobError, TimeoutError):
    """The job has not ended in time; it goes on on the server. `conversation.wait()` waits again."""


class StreamingError(SymblError):
    """A live connection broke or was used wrongly."""


class WebhookVerificationError(SymblError):
    """A webhook has no good signature, or it was signed too long ago: anybody may have sent it."""


_BY_STATUS: Mapping[int, type[APIError]] = {
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    413: PayloadTooLargeError,
    429: RateLimitError,
}


def error_class(status: int) -> type[APIError]:
    """The class for a status that is no success."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if 400 <= status < 500:
        return BadRequestError
    return ServerError if status >= 500 else APIError


def _restore(kind: type[E], args: tuple[Any, ...], state: dict[str, Any]) -> E:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error
