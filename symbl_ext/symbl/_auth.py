"""Access tokens: fetched when first needed, once however many calls wait for one, renewed shortly before they end."""

from __future__ import annotations

import time
from collections.abc import Callable

from symbl_api import DecodeError
from symbl_api.types import Response

from ._arguments import is_header
from ._config import LONGEST, Credentials, missing_credentials
from ._flow import Acquire, Flow, Lock
from .errors import ResponseDecodeError

__all__ = ["Tokens"]


class Tokens:
    """The token of one pair of credentials. `fetch` is the flow of the token request."""

    def __init__(self, credentials: Credentials | None, lock: Lock) -> None:
        self._credentials = credentials
        self._lock = lock
        self._token = credentials.access_token if credentials else None
        self._ends = float("inf")

    @property
    def renewable(self) -> bool:
        return self._credentials is not None and self._credentials.app_id is not None

    def get(self, fetch: Callable[[Credentials], Flow[Response]], timeout: float | None) -> Flow[str]:
        """A token that is still good. Only one caller asks for a new one, the others wait for it."""
        if self._credentials is None:
            raise missing_credentials()
        if token := self._fresh():
            return token
        if not (yield Acquire(self._lock, timeout)):
            raise TimeoutError
        try:
            if token := self._fresh():
                return token
            from symbl_api.api.authentication import generate_token

            asked = time.monotonic()
            response = yield from fetch(self._credentials)
            try:
                answer = generate_token.parse(response)
                if not is_header(answer.access_token):
                    raise DecodeError("not a token", "$.accessToken")
            except DecodeError as error:  # whose text may quote the token, and whose body holds it
                reason = "not JSON" if error.reason.startswith("not JSON") else error.reason
                raise ResponseDecodeError(reason, error.path, None, generate_token.OPERATION) from None
            self._token = answer.access_token
            # Renewed early, so that a token does not end on its way: a minute, or a tenth of a short life.
            life = min(answer.expires_in, LONGEST)
            self._ends = asked + life - min(60.0, life / 10)
            return self._token
        finally:
            self._lock.release()

    def forget(self, token: str) -> None:
        """Drops a token that the server refused, unless a newer one has taken its place."""
        if self._token == token:
            self._token = None

    def clear(self) -> None:
        """Drops the token, which is no longer good."""
        if self.renewable:
            self._token = None

    def _fresh(self) -> str | None:
        if not self.renewable:
            return self._token
        return self._token if time.monotonic() < self._ends else None
