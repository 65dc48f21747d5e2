from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachtui.domain.day import working_date
from coachtui.domain.errors import UnclearError
from coachtui.domain.human import Moment, describe_moment, parse_moment
from coachtui.domain.text import clean_line

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
TUESDAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 9, 21, 30, tzinfo=UTC)
"""10:21:30 in Berlin."""


def moment(text: str, now: datetime = NOW, zone: ZoneInfo = BERLIN, today: date = TUESDAY) -> Moment:
    return parse_moment(text, now, zone, today)


def local(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("14:00", "2026-11-24T14:00"),
        ("10:21", "2026-11-24T10:21"),
        ("10:20", "2026-11-25T10:20"),
        ("9", "2026-11-25T09:00"),
        ("in 20m", "2026-11-24T10:41:30"),
        ("+20m", "2026-11-24T10:41:30"),
        ("in 1h 30m", "2026-11-24T11:51:30"),
        ("in 48h", "2026-11-26T10:21:30"),
        ("tomorrow 9", "2026-11-25T09:00"),
        ("today 9", "2026-11-24T09:00"),
        ("fri 14:00", "2026-11-27T14:00"),
        ("fri@14:00", "2026-11-27T14:00"),
        ("fri, 2 pm", "2026-11-27T14:00"),
        ("2pm fri", "2026-11-27T14:00"),
        ("25.11. 9:30", "2026-11-25T09:30"),
        ("9 nov 10", "2027-11-09T10:00"),
        ("9:00 nov 25", "2026-11-25T09:00"),
        ("25 nov 2130", "2026-11-25T21:30"),
        ("+3d 9", "2026-11-27T09:00"),
        ("2026-11-25T14:00", "2026-11-25T14:00"),
        ("2026-11-25 14:00", "2026-11-25T14:00"),
        ("2026-11-25T14:00:30Z", "2026-11-25T15:00:30"),
        ("2026-11-25T14:00:00-05:00", "2026-11-25T20:00"),
    ],
)
def test_a_point_in_time_is_understood(text: str, there: str) -> None:
    assert moment(text) == Moment(local(there), date.fromisoformat(there[:10]), has_clock=True)


@pytest.mark.parametrize(("text", "day"), [("fri", "2026-11-27"), ("25 nov 2027", "2027-11-25")])
def test_a_day_alone_is_its_first_minute_and_has_no_clock(text: str, day: str) -> None:
    assert moment(text) == Moment(local(f"{day}T00:00"), date.fromisoformat(day), has_clock=False)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("3/4 9:30", ("2027-04-03 9:30", "2027-03-04 9:30")),
        ("next fri 9", ("2026-11-27 9", "2026-12-04 9")),
        ("fri 24:00", ("00:00",)),
        ("tomorrow 25:00", ()),
        ("30.2. 9:00", ()),
        ("2026-11-25T25:00", ()),
        ("2026-11-25T14:00+99:00", ()),
        ("in 20", ()),
        ("in 3 months", ()),
        ("in 8h 90m", ()),
        ("call may about march", ()),
        ("fri 14:00 sharp", ()),
        ("1,2@" * 40_000 + "x", ()),
    ],
)
def test_an_unclear_moment_is_refused_with_choices(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(UnclearError) as caught:
        moment(text)
    assert caught.value.choices == choices
    assert all(moment(choice) for choice in choices)


@pytest.mark.parametrize(
    ("zone", "day", "text", "instant"),
    [
        (BERLIN, "2026-03-29", "2026-03-29 02:30", "2026-03-29T01:30Z"),
        (BERLIN, "2026-10-25", "2026-10-25 02:30", "2026-10-25T00:30Z"),
        (NEW_YORK, "2026-03-08", "2026-03-08 02:30", "2026-03-08T07:30Z"),
        (NEW_YORK, "2026-11-01", "2026-11-01 01:30", "2026-11-01T05:30Z"),
        (LORD_HOWE, "2026-10-04", "2026-10-04 02:15", "2026-10-03T15:45Z"),
        (LORD_HOWE, "2026-04-05", "2026-04-05 01:45", "2026-04-04T14:45Z"),
    ],
)
def test_a_clock_change_moves_skipped_times_on_and_takes_the_earlier_of_two(
    zone: ZoneInfo, day: str, text: str, instant: str
) -> None:
    found = moment(text, zone=zone, today=date.fromisoformat(day))
    assert found.instant == datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    ("now", "instant"),
    [
        ("2026-10-25T00:10Z", "2026-10-25T00:30Z"),
        ("2026-10-25T00:40Z", "2026-10-25T01:30Z"),
        ("2026-10-25T01:40Z", "2026-10-26T01:30Z"),
    ],
)
def test_a_clock_time_of_the_repeated_hour_is_the_next_of_the_two(now: str, instant: str) -> None:
    found = moment("02:30", now=datetime.fromisoformat(now), today=date(2026, 10, 25))
    assert found.instant == datetime.fromisoformat(instant)


def test_a_clock_time_after_midnight_is_still_to_come_although_the_working_day_is_yesterday() -> None:
    one_at_night = local("2026-11-25T01:00")
    assert moment("00:30", now=one_at_night).instant == local("2026-11-26T00:30")
    assert moment("02:00", now=one_at_night).instant == local("2026-11-25T02:00")


@pytest.mark.parametrize(
    ("there", "words", "of_twelve"),
    [
        ("2026-11-24T10:45", "10:45 today", "10:45am today"),
        ("2026-11-25T09:45", "09:45 tomorrow", "9:45am tomorrow"),
        ("2026-11-23T10:05", "10:05 yesterday", "10:05am yesterday"),
        ("2026-11-25T00:05", "00:05 tonight", "12:05am tonight"),
        ("2026-11-26T00:05", "Thu 26 Nov 00:05", "Thu 26 Nov 12:05am"),
        ("2026-11-24T00:05", "Tue 24 Nov 00:05", "Tue 24 Nov 12:05am"),
        ("2026-11-26T13:45", "Thu 26 Nov 13:45", "Thu 26 Nov 1:45pm"),
        ("2027-01-08T12:00", "Fri 8 Jan 2027 12:00", "Fri 8 Jan 2027 12:00pm"),
    ],
)
def test_a_moment_is_described_in_words(there: str, words: str, of_twelve: str) -> None:
    assert describe_moment(local(there), NOW, BERLIN) == words
    assert describe_moment(local(there), NOW, BERLIN, clock24=False) == of_twelve


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 600 * 24 * 60),
    st.sampled_from([BERLIN, NEW_YORK, LORD_HOWE]),
    st.booleans(),
)
@example(datetime(2026, 10, 25, 0, 10, tzinfo=UTC), 80, BERLIN, True)
def test_a_moment_reads_as_it_is_described(now: datetime, ahead: int, zone: ZoneInfo, clock24: bool) -> None:
    there = (now.replace(second=0, microsecond=0) + timedelta(minutes=ahead)).astimezone(zone)
    words = describe_moment(there.astimezone(UTC), now, zone, clock24)
    found = parse_moment(words, now, zone, working_date(now, zone))
    # The words do not tell the two passes of a repeated hour apart: the earlier one is read.
    assert found.instant == there.replace(fold=0).astimezone(UTC)


@pytest.mark.parametrize("now", ["2026-11-24T23:00", "2026-11-25T01:00"])
def test_tomorrow_is_the_next_working_day_also_after_midnight(now: str) -> None:
    morning, today = local("2026-11-25T09:00"), working_date(local(now), BERLIN)
    assert describe_moment(morning, local(now), BERLIN) == "09:00 tomorrow"
    assert parse_moment("09:00 tomorrow", local(now), BERLIN, today).instant == morning
    assert parse_moment("tomorrow", local(now), BERLIN, today).earliest(BERLIN) == local("2026-11-25T04:00")


@pytest.mark.parametrize(
    ("words", "instant"),
    [
        ("tonight 22:30", "2026-11-24T22:30"),
        ("01:30 tonight", "2026-11-25T01:30"),
        ("tonight 1am", "2026-11-25T01:00"),
    ],
)
def test_tonight_reaches_past_midnight(words: str, instant: str) -> None:
    assert moment(words).instant == local(instant)


PIECES = ("fri", "nov", "25", "9", "9:00", "3/4", "next", "in", "+", "2026-11-25", "T", "@", "pm", "h", "m")
WORDS = st.builds(str.join, st.sampled_from(["", " "]), st.lists(st.sampled_from(PIECES), max_size=5))


@given(st.text(st.characters(), max_size=40) | WORDS)
def test_any_text_is_understood_or_unclear_in_one_line(text: str) -> None:
    try:
        moment(text)
    except UnclearError as problem:
        message = str(problem)
    else:
        message = ""
    assert message == clean_line(message)
