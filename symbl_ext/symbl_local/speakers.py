"""Who says what, by who speaks when: pure functions over nanoseconds from the start of a conversation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Said", "Span", "SpeakerChange", "spans", "speakers"]


@dataclass(frozen=True, slots=True)
class SpeakerChange:
    """A speaker, by number, begins or ceases to speak."""

    at: int
    speaker: int
    begins: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A speaker speaks from `start` until just before `end`."""

    start: int
    end: int
    speaker: int


@dataclass(frozen=True, slots=True)
class Said:
    """Something that is said from `start` to `end`, and by whom as far as is known."""

    start: int
    end: int
    speaker: int | None


def spans(changes: Sequence[SpeakerChange], end: int) -> list[Span]:
    """When each speaker speaks; the changes may be in any order, and those of different speakers overlap.

    Who does not cease speaks until `end`, that moment included. To begin twice, and to cease without having begun,
    mean nothing; nor do both at one moment.
    """
    moments: dict[tuple[int, int], set[bool]] = defaultdict(set)
    for change in changes:
        moments[change.at, change.speaker].add(change.begins)
    since: dict[int, int] = {}
    found: list[Span] = []
    for (at, speaker), kinds in sorted(moments.items()):
        if kinds == {True}:
            since.setdefault(speaker, at)
        elif kinds == {False} and speaker in since:
            found.append(Span(since.pop(speaker), at, speaker))
    found.extend(Span(at, max(at, end + 1), speaker) for speaker, at in since.items())
    return found


def speakers(said: Sequence[Said], found: Sequence[Span]) -> list[int | None]:
    """Who says each: the speaker whose time overlaps it most.

    Of equals it is the one who was so far known to say it, else the one with the lowest number. What nobody's time
    overlaps keeps its speaker. What takes no time belongs to those who speak at that moment.
    """
    shares: list[dict[int, int]] = [defaultdict(int) for _ in said]
    times = [(one.start, max(one.end, one.start + 1)) for one in said]
    items = [(start, end, True, number) for number, (start, end) in enumerate(times)]
    items += [(span.start, span.end, False, span.speaker) for span in found]
    open_messages: list[tuple[int, int]] = []
    open_spans: list[tuple[int, int]] = []
    for start, end, is_message, number in sorted(items):  # meets every overlap once
        if is_message:
            open_spans = [(until, speaker) for until, speaker in open_spans if until > start]
            for until, speaker in open_spans:
                shares[number][speaker] += min(end, until) - start
            open_messages.append((end, number))
        else:
            open_messages = [(until, message) for until, message in open_messages if until > start]
            if end > start:
                for until, message in open_messages:
                    shares[message][number] += min(end, until) - start
                open_spans.append((end, number))
    return [_most(share, one.speaker) for share, one in zip(shares, said, strict=True)]


def _most(share: dict[int, int], known: int | None) -> int | None:
    if not share:
        return known
    return min(share, key=lambda speaker: (-share[speaker], speaker != known, speaker))
