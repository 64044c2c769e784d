from datetime import timedelta

from symbl_local.engine import Member, Message
from symbl_local.engine.analytics import Share, measure, summarize

from .helpers import ANA, LIN, MONDAY, OMAR


def message(start: float, end: float, member: Member | None, words: int = 1) -> Message:
    return Message(
        id="m",
        text="word " * words,
        start=MONDAY + timedelta(seconds=start),
        end=MONDAY + timedelta(seconds=end),
        member=member,
    )


def test_percentages_follow_from_seconds() -> None:
    # Four speakers of whom the first is interrupted by each other one.
    speakers = [Member(id=str(number), name=f"Speaker {number}") for number in range(1, 5)]
    result = summarize(
        speakers,
        talk=[23.401, 17.099, 1.9, 14.799],
        words=[27, 38, 6, 37],
        overlaps={(0, 1): 24.94, (0, 2): 1.9, (0, 3): 4.66},
        silence=23.432,
    )
    assert result.silence == Share(23.432, 29.061)
    assert result.talk == Share(57.199, 70.939)
    assert result.overlap == Share(31.5, 55.071)
    first = result.speakers[0]
    assert (first.talk, first.listen) == (Share(23.401, 40.912), Share(33.798, 59.088))
    assert first.overlap_seconds == 31.5
    assert [one.share for one in first.overlaps] == [Share(24.94, 61.58), Share(1.9, 7.51), Share(4.66, 12.199)]
    assert [speaker.talk.percent for speaker in result.speakers[1:]] == [29.894, 3.322, 25.873]
    assert [speaker.listen.seconds for speaker in result.speakers[1:]] == [40.1, 55.299, 42.4]
    assert result.speakers[1].overlaps[0].member == speakers[0]
    assert [metric.type for metric in result.metrics] == ["total_silence", "total_talk_time", "total_overlap"]


def test_overlap_and_silence_come_from_the_times() -> None:
    result = measure(
        [
            message(0, 10, ANA, words=20),
            message(8, 12, OMAR, words=10),
            message(9, 11, LIN, words=3),
            message(20, 30, ANA, words=20),
            message(25, 26, None, words=2),
        ]
    )
    assert result.silence.seconds == 8
    assert [speaker.member for speaker in result.speakers] == [ANA, OMAR, LIN, None]
    assert [speaker.talk.seconds for speaker in result.speakers] == [20, 4, 2, 1]
    assert [speaker.wpm for speaker in result.speakers] == [120, 150, 90, 120]
    ana = result.speakers[0]
    assert [(one.member, one.share.seconds) for one in ana.overlaps] == [(OMAR, 2), (LIN, 1), (None, 1)]
    assert result.speakers[1].overlaps[1].share == Share(2, 33.333)
    assert result.overlap.seconds == 6


def test_nothing_said_measures_nothing() -> None:
    result = measure([])
    assert result.talk == result.silence == result.overlap == Share(0, 0)
    assert result.speakers == ()
    alone = measure([message(5, 5, ANA)])
    assert alone.speakers[0].wpm == 0
    assert alone.speakers[0].talk == Share(0, 0)


def test_a_message_that_ends_before_it_starts_counts_nothing() -> None:
    assert measure([message(5, 1, ANA), message(0, 2, OMAR)]).talk.seconds == 2
