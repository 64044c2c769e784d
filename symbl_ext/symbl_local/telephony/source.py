"""Where the audio of a call comes from: a protocol, so that recordings and real lines look alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

__all__ = ["CallAudio", "CallFailedError", "CallSource", "Endpoint"]


class CallFailedError(Exception):
    """The call did not come about, or broke off; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Whom to call. `number` has digits only; `dtmf` are the keys to press when somebody has answered."""

    kind: Literal["pstn", "sip"]
    number: str = ""
    uri: str = ""
    dtmf: str = ""

    @property
    def name(self) -> str:
        """Number or address, as it is shown."""
        return f"+{self.number}" if self.kind == "pstn" else self.uri


@dataclass(frozen=True, slots=True)
class CallAudio:
    """What is heard: 16-bit little-endian mono PCM of that rate, as it comes. The end is the end of the call."""

    rate: int
    pcm: AsyncIterator[bytes]


class CallSource(Protocol):
    """One way to make calls."""

    def refusal(self, endpoint: Endpoint) -> str | None:
        """Why this source cannot call that endpoint; None if it can try. Must not wait for anything."""
        ...

    def call(self, endpoint: Endpoint) -> AbstractAsyncContextManager[CallAudio]:
        """Call; the block begins when somebody has answered, and its end hangs up. Raises `CallFailedError`."""
        ...

    async def close(self) -> None:
        """Let the last calls end in good order. No more are made."""
        ...
