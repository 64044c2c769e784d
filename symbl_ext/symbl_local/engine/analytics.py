"""Talk, silence, pace and overlap, computed from when each message was said."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from .types import Member, Message

__all__ = ["Analytics", "Metric", "OverlapWith", "Share", "SpeakerAnalytics", "measure", "summarize"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Share:
    """Seconds, and what percentage of their whole they are; both to three decimals."""

    seconds: float
    percent: float


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure of the whole conversation."""

    type: str
    share: Share


@dataclass(frozen=True, slots=True)
class OverlapWith:
    """How long two people talked at once; the percentage is of what both of them talked."""

    member: Member | None
    share: Share


@dataclass(frozen=True, slots=True)
class SpeakerAnalytics:
    """One speaker's figures. `member` is None for speech that nobody is known to have said; `wpm` is words a minute."""

    member: Member | None
    wpm: int
    talk: Share
    listen: Share
    overlap_seconds: float
    overlaps: tuple[OverlapWith, ...]


@dataclass(frozen=True, slots=True)
class Analytics:
    """The figures of a conversation. The speakers stand in the order in which they first spoke."""

    silence: Share
    talk: Share
    overlap: Share
    speakers: tuple[SpeakerAnalytics, ...]

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """The figures of the whole conversation, under their names."""
        pairs = (("total_silence", self.silence), ("total_talk_time", self.talk), ("total_overlap", self.overlap))
        return tuple(Metric(name, share) for name, share in pairs)


def measure(messages: Sequence[Message]) -> Analytics:
    """The figures of these messages; those without a member count for one unknown speaker."""
    speakers: dict[tuple[str, str] | None, int] = {}
    members: list[Member | None] = []
    words: list[int] = []
    intervals: list[list[tuple[int, int]]] = []
    for message in messages:
        key = (message.member.id, message.member.name) if message.member else None
        number = speakers.setdefault(key, len(members))
        if number == len(members):
            members.append(message.member)
            words.append(0)
            intervals.append([])
        start, end = _milliseconds(message.start), _milliseconds(message.end)
        words[number] += len(message.text.split())
        intervals[number].append((start, max(start, end)))
    own = [_union(spoken) for spoken in intervals]
    whole = _union([interval for spoken in own for interval in spoken])
    silence = (whole[-1][1] - whole[0][0] - _length(whole)) / 1000 if whole else 0.0
    overlaps = {pair: length / 1000 for pair, length in _overlaps(own).items()}
    return summarize(members, [_length(spoken) / 1000 for spoken in own], words, overlaps, silence)


def summarize(
    members: Sequence[Member | None],
    talk: Sequence[float],
    words: Sequence[int],
    overlaps: Mapping[tuple[int, int], float],
    silence: float,
) -> Analytics:
    """The figures that follow from seconds: each member's `talk` and `words`, the `silence`, and the `overlaps` of
    members by their numbers (lower number first).
    """
    total = sum(talk)
    shared: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for (one, other), seconds in sorted(overlaps.items()):
        shared[one].append((other, seconds))
        shared[other].append((one, seconds))
    speakers: list[SpeakerAnalytics] = []
    for number, member in enumerate(members):
        seconds = talk[number]
        pairs = sorted(shared[number])
        speakers.append(
            SpeakerAnalytics(
                member=member,
                wpm=round(words[number] * 60 / seconds) if seconds else 0,
                talk=_share(seconds, total),
                listen=_share(total - seconds, total),
                overlap_seconds=round(sum(length for _, length in pairs), 3),
                overlaps=tuple(
                    OverlapWith(members[other], _share(length, seconds + talk[other])) for other, length in pairs
                ),
            )
        )
    return Analytics(
        silence=_share(silence, silence + total),
        talk=_share(total, silence + total),
        overlap=_share(sum(overlaps.values()), total),
        speakers=tuple(speakers),
    )


def _share(seconds: float, whole: float) -> Share:
    return Share(round(seconds, 3), round(100 * seconds / whole, 3) if whole > 0 else 0.0)


def _union(intervals: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same time in intervals that neither touch nor overlap, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _length(intervals: list[tuple[int, int]]) -> int:
    return sum(end - start for start, end in intervals)


def _overlaps(own: list[list[tuple[int, int]]]) -> dict[tuple[int, int], int]:
    """Milliseconds that each two speakers share: one sweep, which meets every overlap of two intervals once."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    active: list[tuple[int, int]] = []  # (end, speaker), the earliest end first
    for start, end, number in sorted((start, end, n) for n, spoken in enumerate(own) for start, end in spoken):
        while active and active[0][0] <= start:
            heapq.heappop(active)
        for other_end, other in active:
            length = min(end, other_end) - start
            if length > 0:
                shared[min(number, other), max(number, other)] += length
        heapq.heappush(active, (end, number))
    return dict(shared)


def _milliseconds(moment: datetime) -> int:
    return ((moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - _EPOCH) // timedelta(milliseconds=1)
