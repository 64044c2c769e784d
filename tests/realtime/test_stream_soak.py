"""Short forms of the soak, and lines that are cut again and again: nothing gets lost between SDK and local server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import pytest
from driving_streams import both, done, drive
from streams import CuttingProxy, random_cuts
from tests.description import ROOT

import symbl_local

sys.path.append(str(ROOT / "benchmarks"))

import soak
from marked import RATE, block

SECONDS = 30  # of audio, which is sent as fast as it is taken
NEAR = 5  # blocks in half a second


@pytest.fixture(scope="module")
def local() -> Iterator[symbl_local.LocalServer]:
    with symbl_local.serve(recognizer="marked:Marked", recognizer_options={"blocks": 20}, speech_workers=1) as server:
        yield server


def blocks(messages: list[Any]) -> list[int]:
    """The blocks that are words of these texts."""
    words = [word.lower().strip(".") for text in messages for word in text.split()]
    assert "torn" not in words
    return [int(word[1:]) for word in words if word.startswith("b")]


@both
@pytest.mark.parametrize("seed", range(3))
def test_every_word_comes_through_a_line_that_is_cut(kind: str, seed: int, local: symbl_local.LocalServer) -> None:
    """A word is a tenth of a second. All are told to the speaker, each once, but what was on its way comes twice."""
    whole = range(SECONDS * 10)
    told: list[dict[str, Any]] = []
    line: list[dict[str, Any]] = []

    async def steps(client: Any) -> Any:
        connection = await done(
            client.streaming.start_connection(config={"sampleRateHertz": RATE}, reconnect_timeout=30)
        )
        connection.subscribe(
            {
                "message_response": told.append,
                "reconnecting": line.append,
                "reconnected": line.append,
                "error": line.append,
            }
        )
        for number in whole:
            await done(connection.send_audio(block(number)))
        await done(connection.stop())
        return (await done(connection.conversation.get_messages())).messages

    least, most = 2 * RATE, 6 * 2 * RATE  # bytes of one to six seconds
    port = int(local.base_url.rpartition(":")[2])
    with CuttingProxy(port, [10**9, *random_cuts(seed, 100, least, most)]) as proxy:
        stored = drive(kind, proxy.base_url, steps, access_token=None, **local.credentials)
    kinds = [event["type"] for event in line]
    cuts = kinds.count("reconnecting")
    assert cuts >= 4
    assert kinds == ["reconnecting", "reconnected"] * cuts
    heard = blocks([message.text for message in stored])
    assert set(heard) == set(whole)
    twice = len(heard) - len(whole)
    assert twice <= cuts * NEAR / 2
    assert [message["id"] for event in told for message in event["messages"]] == [message.id for message in stored]
    assert [event["sequenceNumber"] for event in told] == list(range(len(told)))


def test_a_short_soak() -> None:
    """What `scripts/bench soak` does for minutes."""
    found = soak.run(soak.Options(seconds=5, speech=2, counted=8, together=True))
    assert [figures.faults for figures in found] == [[], []]
    assert [figures.events["conversation_completed"] for figures in found] == [2, 8]
    assert all(figures.events["message_response"] >= figures.streams for figures in found)


def test_a_short_soak_of_lines_that_are_cut() -> None:
    found = soak.run(soak.Options(seconds=5, speech=1, counted=4, cuts=2, together=True))
    assert [figures.faults for figures in found] == [[], []]
    assert found[1].cuts >= 4
