"""Where speech is found, and where it is cut."""

from __future__ import annotations

import itertools
import random
from array import array
from collections.abc import Iterable

import pytest

from symbl_local.engine.speech.vad import MAX_SEGMENT, Piece, Segment, Segmenter, gather

RATE = 16_000
FRAME = 960  # bytes: 30 ms
LOUD, SOFT = b"\1" * FRAME, bytes(FRAME)


def segments(pcm: bytes, *, block: int = 16_000) -> list[Segment]:
    """By the real detector, fed in blocks."""
    return list(_segments(Segmenter(RATE), pcm, block))


def judged(pattern: Iterable[tuple[int, bytes]], block: int = 7_777) -> list[tuple[int, int]]:
    """(first, last) frames of the segments when LOUD frames count as speech and SOFT ones do not."""
    pcm = b"".join(frame * count for count, frame in pattern)
    found = _segments(Segmenter(RATE, lambda frame: frame == LOUD), pcm, block)
    spans = [(round(segment.start / 0.03), len(segment.pcm) // FRAME) for segment in found]
    return [(start, start + length) for start, length in spans]


def _segments(segmenter: Segmenter, pcm: bytes, block: int) -> Iterable[Segment]:
    parts: list[Piece] = []
    for at in range(0, len(pcm), block):
        yield from gather(segmenter.feed(pcm[at : at + block]), parts)
    yield from gather(segmenter.finish(), parts)
    assert not parts


def test_speech_is_kept_with_a_little_of_what_surrounds_it() -> None:
    assert judged([(100, SOFT), (50, LOUD), (100, SOFT)]) == [(94, 156)]


def test_segments_never_overlap_and_hold_all_speech() -> None:
    assert judged([(3, SOFT), (50, LOUD), (16, SOFT), (50, LOUD)]) == [(0, 59), (63, 119)]


def test_a_short_pause_ends_nothing_and_a_click_begins_nothing() -> None:
    assert judged([(30, LOUD), (10, SOFT), (30, LOUD), (30, SOFT)]) == [(0, 76)]
    assert judged([(30, SOFT), (3, LOUD), (30, SOFT)]) == []


@pytest.mark.parametrize("rest", [0, 1, 5, 14])
def test_the_last_segment_is_kept_when_audio_ends_in_speech(rest: int) -> None:
    assert judged([(40, SOFT), (30, LOUD), (rest, SOFT)]) == [(34, 70 + min(rest, 6))]


@pytest.mark.parametrize("block", [2, 960, 961, 10_000, 10_000_000])
def test_blocks_of_any_size_give_the_same(speech: dict[str, bytes], block: int) -> None:
    pcm = speech["office"] if block > 100 else speech["office"][:20_000]
    assert segments(pcm, block=block) == segments(pcm)


def test_speech_without_end_is_cut_at_a_pause_or_at_the_limit() -> None:
    most = int(MAX_SEGMENT / 0.03)
    without = judged([(2 * most + 100, LOUD)])
    assert [last - first for first, last in without] == [most, most, 100]
    assert [first for first, _ in without[1:]] == [last for _, last in without[:-1]]
    with_pause = judged([(450, LOUD), (5, SOFT), (450, LOUD)])
    assert with_pause == [(0, 452), (452, 905)]
    assert judged([(300, LOUD), (5, SOFT), (200, LOUD)]) == [(0, 505)]
    late = judged([(600, LOUD), (1, SOFT), (50, LOUD)])
    assert [last for _, last in late] == [601, 651]


def test_silence_and_nothing_give_nothing() -> None:
    assert segments(b"") == segments(b"\0") == segments(bytes(RATE * 2 * 5)) == []


def test_clips_after_each_other_are_found_one_by_one(speech: dict[str, bytes]) -> None:
    pause = bytes(RATE * 2)
    names = list(speech)
    found = segments(b"".join(speech[name] + pause for name in names)[: -len(pause)])
    starts: list[float] = []
    at = 0.0
    for name in names:
        starts.append(at)
        at += len(speech[name]) / 2 / RATE + 1
    # The clip called "report" is two sentences, with a pause between them that may end a segment.
    assert len(found) in (len(names), len(names) + 1)
    for start in starts:
        assert min(abs(segment.start - start) for segment in found) < 0.35


def test_noise_never_gives_a_segment_over_the_limit() -> None:
    chance = random.Random(3)
    noise = array("h", [chance.randint(-3000, 3000) for _ in range(RATE * 5)]).tobytes() * 10
    found = segments(noise)
    assert all(len(segment.pcm) / 2 / RATE <= MAX_SEGMENT for segment in found)
    assert all(one.start + len(one.pcm) / 32_000 <= two.start + 1e-6 for one, two in itertools.pairwise(found))
