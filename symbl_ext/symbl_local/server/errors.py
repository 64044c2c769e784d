"""Errors as answers (docs/contract.md §0)."""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from symbl_api.errors import DecodeError

__all__ = ["ApiError", "error_response", "handlers", "no_conversation", "refused"]

_LONGEST = 300
"""Characters of a message that quotes the request."""


class ApiError(Exception):
    """An error that the caller is told about. `members` stand beside the message in the body."""

    def __init__(self, status: int, message: str, headers: dict[str, str] | None = None, **members: Any) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.headers = headers or {}
        self.members = members


def refused(error: DecodeError) -> ApiError:
    """400, naming the place: ``messages[0].payload.content: expected a string, not a number``."""
    place = error.path.removeprefix("$").removeprefix(".")
    message = f"{place}: {error.reason}" if place else error.reason
    return ApiError(400, message if len(message) <= _LONGEST else message[:_LONGEST] + "…")


def no_conversation() -> ApiError:
    """404 for a conversation that is not there, or belongs to another account."""
    return ApiError(404, "The conversationId is either invalid or does not exist.")


def error_response(error: ApiError) -> Response:
    """The body that carries an error's message."""
    body = json.dumps(error.members | {"message": error.message}).encode()
    return Response(body, error.status, error.headers, "application/json")


async def _api_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)
    return error_response(error)


async def _http_error(request: Request, error: Exception) -> Response:
    """Unknown paths and wrong methods, which Starlette finds."""
    assert isinstance(error, HTTPException)
    return error_response(ApiError(error.status_code, f"{error.detail}.", dict(error.headers or {})))


async def _unforeseen(request: Request, error: Exception) -> Response:
    return error_response(ApiError(500, "Internal server error."))


async def _gone(request: Request, error: Exception) -> Response:
    return Response(status_code=400)  # nobody is there to read it


handlers = {
    ApiError: _api_error,
    HTTPException: _http_error,
    ClientDisconnect: _gone,
    Exception: _unforeseen,
}
