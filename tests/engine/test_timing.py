from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symbl_local.engine.timing import spread

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def seconds(value: float) -> timedelta:
    return timedelta(seconds=value)


def test_a_given_duration_is_shared_by_length() -> None:
    assert spread(NOON, NOON + seconds(10), ["aaaa", "bbbb", "c" * 14], NOON - seconds(99)) == [
        (NOON, NOON + seconds(2)),
        (NOON + seconds(2), NOON + seconds(4)),
        (NOON + seconds(4), NOON + seconds(10)),
    ]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (None, None, (0, 4)),
        (5, None, (5, 9)),
        (None, 30, (26, 30)),
        (None, 2, (0, 2)),
        (None, -9, (-13, -9)),
        (8, 3, (8, 12)),
        (8, 8, (8, 8)),
    ],
)
def test_missing_or_crossed_times_follow_from_the_pace(
    start: float | None, end: float | None, expected: tuple[float, float]
) -> None:
    ten_words = ["one two three four five", "six seven eight nine ten"]
    times = spread(
        NOON + seconds(start) if start is not None else None,
        NOON + seconds(end) if end is not None else None,
        ten_words,
        NOON,
    )
    assert (times[0][0], times[-1][1]) == (NOON + seconds(expected[0]), NOON + seconds(expected[1]))


def test_nothing_said_takes_no_time() -> None:
    assert spread(NOON, NOON + seconds(1), [], NOON) == []


def test_the_ends_of_the_calendar_do_not_matter() -> None:
    latest = datetime.max.replace(tzinfo=UTC)
    assert spread(latest, None, ["some words here"], NOON)[0][1] <= latest
    earliest = datetime.min.replace(tzinfo=UTC)
    assert spread(None, earliest, ["some words here"], NOON)[0][0] >= earliest


moments = st.datetimes(timezones=st.just(UTC))


@given(st.none() | moments, st.none() | moments, st.lists(st.text(max_size=30), max_size=9), moments)
def test_times_rise_in_whole_milliseconds_within_the_turn(
    start: datetime | None, end: datetime | None, sentences: list[str], cursor: datetime
) -> None:
    times = spread(start, end, sentences, cursor)
    assert len(times) == len(sentences)
    flat = [moment for pair in times for moment in pair]
    assert flat == sorted(flat)
    assert all(moment.microsecond % 1000 == 0 for moment in flat)
    assert all(one[1] == other[0] for one, other in pairwise(times))
    if times and start and end and start <= end:
        assert start - seconds(0.001) < flat[0]
        assert flat[-1] <= end
