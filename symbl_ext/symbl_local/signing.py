"""Signatures of webhooks, as the Standard Webhooks specification describes them (docs/contract.md §2.5)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Sequence

__all__ = ["keys", "new_secret", "signed"]

_PREFIX = "whsec_"
_SIZES = range(24, 65)


def new_secret() -> str:
    """A secret such as ``whsec_…``."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def keys(text: str) -> tuple[bytes, ...]:
    """The keys in a secret, or in several with blanks between them. A `ValueError` says why there are none."""
    found = tuple(_key(word) for word in text.split())
    if not found:
        raise ValueError("is empty")
    return found


def _key(word: str) -> bytes:
    text = word.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise ValueError(f"is not {_PREFIX} and base64") from None
    if len(key) not in _SIZES:
        raise ValueError(f"has {len(key)} bytes instead of {_SIZES[0]} to {_SIZES[-1]}")
    return key


def signed(keys: Sequence[bytes], delivery_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers that let a receiver check `body`: one signature for each key."""
    content = f"{delivery_id}.{timestamp}.".encode() + body
    digests = (hmac.digest(key, content, hashlib.sha256) for key in keys)
    return {
        "webhook-id": delivery_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests),
    }
