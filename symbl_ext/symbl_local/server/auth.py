"""Access tokens: made, kept and checked (docs/contract.md §0, §1)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import threading
import time
from typing import Any

import jwt
from starlette.datastructures import Headers

from symbl_api.models import RevokeRequest, TokenRequest
from symbl_local import generations
from symbl_local.config import Secrets
from symbl_local.server.accept import decoded, read_object
from symbl_local.server.call import Answer, Call
from symbl_local.server.errors import ApiError
from symbl_local.store import Store

__all__ = ["Tokens", "generate_token", "revoke_token"]

_ALGORITHM = "HS256"
_CHALLENGE = {"WWW-Authenticate": "Bearer"}
_REUSE_ABOVE = 0.05
"""The part of its life that a token must have left to be given out again."""


class Tokens:
    """The tokens of one server: JWTs that name an account, signed with a key from the data directory.

    A token also has the generation of its account. To revoke is to begin the next one.
    """

    def __init__(self, secrets: Secrets, lifetime: float, any_credentials: bool, store: Store) -> None:
        self._credentials = secrets.credentials
        self._key = secrets.token_key.encode()
        self._lifetime = lifetime
        self._any = any_credentials
        self._lock = threading.Lock()
        self._current: dict[str, tuple[str, float]] = {}
        self._store = store
        with store.reading() as db:
            self._generations = generations.all_of(db)  # kept here too: a token is checked on the event loop

    def issue(self, app_id: str, app_secret: str) -> tuple[str, int]:
        """A token for these credentials and the seconds it has left: the same until close to its end."""
        account = self._account(app_id, app_secret)
        now = time.time()
        with self._lock:
            token, end = self._current.get(account, ("", 0.0))
            if end - now <= self._lifetime * _REUSE_ABOVE:
                end = now + self._lifetime
                claims: dict[str, Any] = {"sub": app_id, "account": account, "iat": int(now), "exp": int(end)}
                claims["generation"] = self._generations.get(account, 0)
                token = jwt.encode(claims, self._key, _ALGORITHM)  # pyright: ignore[reportUnknownMemberType]
                self._current[account] = token, end
        return token, int(end) - int(now)

    def revoke(self, app_id: str, app_secret: str) -> None:
        """Refuse all tokens that these credentials have been given so far."""
        account = self._account(app_id, app_secret)
        with self._lock:
            with self._store.writing() as db:
                generation = generations.advance(db, account)
            self._generations[account] = generation
            self._current.pop(account, None)

    def account(self, headers: Headers) -> str:
        """The account whose token a request carries; 401 if there is none that is valid."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            token = headers.get("x-api-key", "")
        if not token.strip():
            raise ApiError(401, "No access token: send the header Authorization: Bearer <token>.", _CHALLENGE)
        try:
            claims: dict[str, Any] = jwt.decode(  # pyright: ignore[reportUnknownMemberType]
                token.strip(), self._key, [_ALGORITHM], {"require": ["exp", "account"]}
            )
        except jwt.ExpiredSignatureError:
            raise ApiError(401, "The access token has expired.", _CHALLENGE) from None
        except (jwt.InvalidTokenError, ValueError):
            raise ApiError(401, "Token validation failed for provided token.", _CHALLENGE) from None
        account = str(claims["account"])
        if claims.get("generation", 0) != self._generations.get(account, 0):
            raise ApiError(401, "The access token has been revoked.", _CHALLENGE)
        return account

    def digest(self, *texts: str) -> str:
        """A word of 192 bits for these texts, the same each time, which nobody without the server's key can find."""
        digest = hmac.digest(self._key, "\0".join(texts).encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:24]).decode()

    def _account(self, app_id: str, app_secret: str) -> str:
        known = self._credentials
        right_id = hmac.compare_digest(app_id.encode(), known.app_id.encode())
        right_secret = hmac.compare_digest(app_secret.encode(), known.app_secret.encode())
        if right_id and right_secret:
            return app_id
        if not self._any:
            raise ApiError(401, "Wrong appId or appSecret.", _CHALLENGE)
        # Every pair is an account of its own; the digest keeps the secret out of the token.
        pair = f"{app_id}\0{app_secret}".encode()
        return f"{app_id}/{hmac.digest(self._key, pair, hashlib.sha256).hex()[:16]}"


def generate_token(call: Call) -> Answer:
    """``POST /oauth2/token:generate`` (docs/contract.md §1)."""
    request = decoded(TokenRequest.from_dict, _pair(call))
    if request.type != "application":
        raise ApiError(400, "type: expected application")
    _check(request)
    token, seconds = call.services.tokens.issue(request.app_id, request.app_secret)
    return Answer({"accessToken": token, "expiresIn": seconds})


def revoke_token(call: Call) -> Answer:
    """``DELETE /oauth2/token:revoke`` (docs/contract.md §1)."""
    request = decoded(RevokeRequest.from_dict, _pair(call))
    _check(request)
    call.services.tokens.revoke(request.app_id, request.app_secret)
    return Answer({"message": "The tokens of this application are revoked."})


def _pair(call: Call) -> dict[str, Any]:
    """The body, with an id and a secret that may have been written as numbers."""
    body = read_object(call.body)
    for name in ("appId", "appSecret"):
        if isinstance(value := body.get(name), int) and not isinstance(value, bool):
            body[name] = str(value)
    return body


def _check(request: TokenRequest | RevokeRequest) -> None:
    for name, value in (("appId", request.app_id), ("appSecret", request.app_secret)):
        if not value:
            raise ApiError(400, f"{name}: must not be empty")
