from __future__ import annotations

from datetime import date, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.errors import UsageError
from coachtui.domain.series import Every, Repeat, moved_to, parse_repeat, places_after
from tests.domain.strategies import moments

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = date(2026, 10, 6)


def repeat(text: str, first: date = TUESDAY) -> Repeat:
    return parse_repeat(text, first, time(11), 30, BERLIN)


@pytest.mark.parametrize("text", ["week", "weekly", "every week", "every tuesday", "EVERY TUE"])
def test_weekly_is_every_seventh_day(text: str) -> None:
    assert list(islice(repeat(text).after(TUESDAY), 2)) == [date(2026, 10, 13), date(2026, 10, 20)]


@pytest.mark.parametrize("text", ["2 weeks", "every two weeks", "fortnightly", "every other week"])
def test_every_two_weeks_keeps_its_own_weeks(text: str) -> None:
    assert next(repeat(text).after(date(2026, 10, 7))) == date(2026, 10, 20)
    assert next(repeat(text).after(date(2026, 10, 20))) == date(2026, 11, 3)


@pytest.mark.parametrize("text", ["month", "monthly", "first tuesday", "the 1st tue of each month"])
def test_monthly_is_the_same_weekday_of_the_month(text: str) -> None:
    found = repeat(text)
    assert found.wording == "first Tue of the month"
    assert list(islice(found.after(TUESDAY), 3)) == [date(2026, 11, 3), date(2026, 12, 1), date(2027, 1, 5)]


def test_the_last_friday_is_the_last_one_of_every_month() -> None:
    found = repeat("last fri", date(2026, 10, 30))
    assert list(islice(found.after(date(2026, 10, 30)), 2)) == [date(2026, 11, 27), date(2026, 12, 25)]
    assert repeat("month", date(2026, 10, 30)).nth == -1


@pytest.mark.parametrize("text", ["second tuesday", "every fri", "last tuesday", "sometimes", "", "day"])
def test_what_is_no_series_or_another_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match=r"give the first meeting another day|is no series"):
        repeat(text)


def test_a_series_over_a_clock_change_keeps_its_wall_clock_time() -> None:
    weekly = repeat("week", date(2026, 10, 20))
    spans = [weekly.span(on) for on in (date(2026, 10, 20), *islice(weekly.after(date(2026, 10, 20)), 1))]
    assert [f"{span.start.astimezone(BERLIN):%H:%M}" for span in spans] == ["11:00", "11:00"]
    assert spans[1].start - spans[0].start == timedelta(days=7, hours=1)


@given(
    moment=moments(),
    minutes=st.integers(0, 23 * 60),
    every=st.sampled_from(["week", "2 weeks", "month"]),
    ahead=st.integers(0, 100),
)
def test_every_date_is_after_the_one_before_on_the_same_weekday(
    moment: tuple[date, ZoneInfo], minutes: int, every: str, ahead: int
) -> None:
    first, zone = moment
    found = parse_repeat(every, first, time(minutes // 60, minutes % 60), 45, zone)
    start = first + timedelta(days=ahead)
    dates = list(islice(found.after(start), 4))
    assert dates[0] > start
    for one, other in pairwise(dates):
        assert 7 <= (other - one).days <= 35
    assert {on.weekday() for on in dates} == {first.weekday()}
    assert all(found.span(on).minutes == 45 for on in dates)
    if found.every is not Every.MONTH:
        assert (dates[0] - start).days <= 14


@given(
    every=st.sampled_from(["week", "2 weeks", "month"]),
    begins=st.integers(-2, 6),
    kept=st.sets(st.integers(1, 6)),
    by=st.integers(-3, 6),
)
def test_every_subset_of_a_series_keeps_its_holes_when_it_moves(
    every: str, begins: int, kept: set[int], by: int
) -> None:
    rule = repeat(every)
    earlier = rule._replace(first=rule.first - timedelta(days=140))
    dates = [on for on in islice(earlier.after(earlier.first), 40) if on >= rule.first - timedelta(days=90)]
    start = next(at for at, on in enumerate(dates) if on >= rule.first) + begins
    here, last = dates[start], dates[start + 6]
    others = [dates[start + place] for place in sorted(kept)]
    assert places_after(rule, here, others, last) == (sorted(kept), 6)
    moved = moved_to(rule, here + timedelta(days=by), rule.at, rule.minutes)
    after = [moved.first, *islice(moved.after(moved.first), 6)]
    again = places_after(moved, moved.first, [after[place] for place in sorted(kept)], after[-1])
    assert again == (sorted(kept), 6)


@given(moves=st.dictionaries(st.integers(1, 6), st.integers(-3, 3)), kept=st.sets(st.integers(1, 6)))
def test_one_that_was_moved_alone_is_still_the_one_of_its_date(moves: dict[int, int], kept: set[int]) -> None:
    others = [TUESDAY + timedelta(days=7 * at + moves.get(at, 0)) for at in sorted(kept)]
    assert places_after(repeat("week"), TUESDAY, others, TUESDAY + timedelta(days=42)) == (sorted(kept), 6)


def test_two_in_the_week_of_one_go_to_dates_of_their_own() -> None:
    others = [TUESDAY + timedelta(days=days) for days in (14, 15, 21)]
    assert places_after(repeat("week"), TUESDAY, others, others[-1]) == ([2, 1, 3], 3)
