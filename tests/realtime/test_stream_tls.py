"""Streams over TLS, whose records tell less of what may be read and written than a plain socket does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from driving_streams import both, done, drive
from streams import StreamServer, message
from tests.certificates import certified

import symbl


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StreamServer]:
    context, certificate = certified(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with StreamServer(tls=context) as server:
        yield server


@both
@pytest.mark.parametrize("options", [{}, {"reconnect_timeout": 30}], ids=["plain", "reliable"])
def test_everything_goes_over_tls(kind: str, options: dict[str, Any], secure: StreamServer) -> None:
    whole = b"".join((number % 65536).to_bytes(2, "little") for number in range(1_000_000))
    secure.finals = [message(f"{number} " + "word " * 2000, number) for number in range(50)]
    finals: list[Any] = []

    async def steps(client: Any) -> None:
        connection = await done(client.streaming.start_connection(**options))
        connection.subscribe({"message_response": finals.append})
        for start in range(0, len(whole), 50_000):
            await done(connection.send_audio(whole[start : start + 50_000]))
        await done(connection.stop())

    drive(kind, secure.base_url, steps)
    assert secure.last.audio == whole
    assert [event["sequenceNumber"] for event in finals] == list(range(50))


@both
def test_a_certificate_that_nobody_trusts(
    kind: str, secure: StreamServer, no_pauses: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")

    async def steps(client: Any) -> None:
        await done(client.streaming.start_connection())

    with pytest.raises(symbl.ConnectionFailed, match="certificate verify failed"):
        drive(kind, secure.base_url, steps)
    assert secure.handshakes == 0
