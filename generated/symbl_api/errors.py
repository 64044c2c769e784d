"""What can go wrong between a request and its result. Transport errors are the client's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .models.error import Error

__all__ = ("DecodeError", "StatusError")


class StatusError(Exception):
    """The server answered with another status than success.

    `error` is the typed error body, None where the body is something else; `body` is what came, as bytes.
    """

    def __init__(
        self, operation: str, status: int, headers: Mapping[str, str], body: bytes, error: Error | None
    ) -> None:
        message = error.message if error else body[:200].decode("utf-8", "replace")
        super().__init__(f"{operation}: {status} {message}".rstrip())
        self.operation = operation
        self.status = status
        self.headers = headers
        self.body = body
        self.error = error

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.operation, self.status, dict(self.headers), self.body, self.error)


class DecodeError(ValueError):
    """A value does not have the shape that the description gives it.

    `path` says where, as a JSON path from the outermost value (`$`); `body` is the whole body when a response was read.
    """

    def __init__(self, reason: str, path: str = "$", body: bytes | None = None) -> None:
        super().__init__(reason, path, body)
        self.reason = reason
        self.path = path
        self.body = body

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"

    def inside(self, step: str) -> DecodeError:
        """The same error seen from one step further out."""
        return DecodeError(self.reason, f"${step}{self.path[1:]}", self.body)
