from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.day import (
    DAY_STARTS,
    ONE_DAY,
    day_span,
    full_minute,
    hours,
    next_five,
    resolve,
    wall,
    working_date,
    working_days,
)
from coachtui.domain.rhythm import DEFAULT_WEEK, Rhythm
from coachtui.domain.span import Span
from tests.domain.strategies import Moment, moments, rhythms, wall_times

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


@pytest.mark.parametrize(
    ("on", "at", "expected"),
    [
        (SPRING, time(1, 59), "2026-03-29T01:59+01:00"),
        (SPRING, time(2, 30), "2026-03-29T03:30+02:00"),
        (SPRING, time(3, 0), "2026-03-29T03:00+02:00"),
        (AUTUMN, time(2, 30), "2026-10-25T02:30+02:00"),
        (AUTUMN, time(2, 30, fold=1), "2026-10-25T02:30+02:00"),
        (AUTUMN, time(3, 0), "2026-10-25T03:00+01:00"),
    ],
)
def test_a_skipped_time_moves_forward_and_a_doubled_one_is_the_earlier(
    on: date, at: time, expected: str
) -> None:
    instant = resolve(on, at, BERLIN)
    assert instant == utc(expected)
    assert instant.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-03T03:59:59+01:00", date(2026, 3, 2)),
        ("2026-03-03T04:00:00+01:00", date(2026, 3, 3)),
        ("2026-03-03T23:59:59+01:00", date(2026, 3, 3)),
    ],
)
def test_work_after_midnight_belongs_to_the_day_before(text: str, expected: date) -> None:
    assert working_date(utc(text), BERLIN) == expected


def test_a_day_that_starts_in_the_skipped_hour_starts_after_it() -> None:
    half_past_two = time(2, 30)
    assert working_date(utc("2026-03-29T03:29+02:00"), BERLIN, half_past_two) == date(2026, 3, 28)
    assert working_date(utc("2026-03-29T03:30+02:00"), BERLIN, half_past_two) == SPRING


@pytest.mark.parametrize(("on", "length"), [(SPRING - ONE_DAY, 23), (AUTUMN - ONE_DAY, 25), (SPRING, 24)])
def test_a_day_is_as_long_as_the_clocks_make_it(on: date, length: int) -> None:
    assert day_span(on, BERLIN).minutes == length * 60


@given(moments(), st.integers(0, 25 * 60 * 60 - 1), st.one_of(st.just(DAY_STARTS), wall_times()))
def test_every_instant_lies_in_the_span_of_its_day(moment: Moment, seconds: int, day_start: time) -> None:
    instant = resolve(moment.on, time(0), moment.zone) + timedelta(seconds=seconds)
    assert day_span(working_date(instant, moment.zone, day_start), moment.zone, day_start).holds(instant)


@given(moments(), wall_times())
def test_days_follow_each_other_without_a_gap(moment: Moment, day_start: time) -> None:
    today = day_span(moment.on, moment.zone, day_start)
    tomorrow = day_span(moment.on + ONE_DAY, moment.zone, day_start)
    assert today.end == tomorrow.start
    assert working_date(today.start, moment.zone, day_start) == moment.on


@pytest.mark.parametrize(
    ("opens", "closes", "on", "minutes"),
    [
        (time(9), time(17, 30), SPRING, 510),
        (time(22), time(6), SPRING - ONE_DAY, 7 * 60),
        (time(22), time(6), AUTUMN - ONE_DAY, 9 * 60),
        (time(1, 45), time(3, 15), SPRING, 30),
        (time(1, 45), time(3, 15), AUTUMN, 150),
        (time(9), time(9), date(2026, 3, 3), 24 * 60),
    ],
)
def test_hours_have_their_true_length(opens: time, closes: time, on: date, minutes: int) -> None:
    span = hours(on, Rhythm(opens=opens, closes=closes), BERLIN)
    assert span is not None
    assert span.minutes == minutes


def test_hours_inside_the_skipped_hour_are_none() -> None:
    assert hours(SPRING, Rhythm(opens=time(2, 30), closes=time(3, 15)), BERLIN) is None


def test_a_day_off_has_no_hours() -> None:
    assert hours(date(2026, 3, 7), DEFAULT_WEEK[5], BERLIN) is None


@given(moments(), rhythms())
def test_hours_never_end_before_they_begin(moment: Moment, rhythm: Rhythm) -> None:
    span = hours(moment.on, rhythm, moment.zone)
    assert span is None or span.minutes >= 1


def test_a_time_after_midnight_belongs_to_hours_that_go_that_far() -> None:
    night = Rhythm(opens=time(22), closes=time(6))
    on = date(2026, 3, 3)
    assert wall(on, time(23), night, BERLIN) == utc("2026-03-03T23:00+01:00")
    assert wall(on, time(2), night, BERLIN) == utc("2026-03-04T02:00+01:00")
    assert wall(on, time(2), Rhythm(), BERLIN) == utc("2026-03-03T02:00+01:00")


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ("10:00:00", "10:00:00"),
        ("10:00:00.400000", "10:00:00"),
        ("10:00:01", "10:05:00"),
        ("10:04:59", "10:05:00"),
        ("10:56:00", "11:00:00"),
    ],
)
def test_planning_starts_at_the_next_five_minutes(given_: str, expected: str) -> None:
    assert next_five(utc(f"2026-03-03T{given_}+00:00")) == utc(f"2026-03-03T{expected}+00:00")


def test_a_full_minute_is_not_before_the_instant() -> None:
    ten = utc("2026-03-03T10:00:00+00:00")
    assert full_minute(ten) == ten
    assert full_minute(ten - timedelta(microseconds=1)) == ten


def test_working_days_skip_the_weekend() -> None:
    friday = date(2026, 3, 6)
    assert list(islice(working_days(friday, DEFAULT_WEEK), 2)) == [date(2026, 3, 9), date(2026, 3, 10)]


def test_a_week_without_working_days_ends_the_search() -> None:
    assert list(working_days(date(2026, 3, 6), [Rhythm(working=False)] * 7)) == []


def test_the_search_for_working_days_ends_with_the_calendar() -> None:
    assert list(working_days(date.max - ONE_DAY, [Rhythm()] * 7)) == [date.max]


def test_a_zone_that_skips_a_date_has_no_instant_on_it() -> None:
    apia = ZoneInfo("Pacific/Apia")
    noon = Span(utc("2011-12-29T12:00-10:00"), utc("2011-12-31T12:00+14:00"))
    assert noon.minutes == 24 * 60
    assert [working_date(one, apia) for one in noon] == [date(2011, 12, 29), date(2011, 12, 31)]
