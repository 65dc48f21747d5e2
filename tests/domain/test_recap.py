from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.recap import DayRecap, Numbers, Scale, bounds, stepped, total, weeks

dates = st.dates(date(2000, 1, 31), date(2100, 1, 1))
numbers = st.builds(Numbers, *[st.integers(0, 1000)] * len(Numbers._fields))


@pytest.mark.parametrize(
    ("scale", "first", "last"),
    [
        ("day", date(2026, 2, 12), date(2026, 2, 12)),
        ("week", date(2026, 2, 9), date(2026, 2, 15)),
        ("month", date(2026, 2, 1), date(2026, 2, 28)),
    ],
)
def test_a_date_lies_in_a_day_a_week_from_monday_and_a_month(scale: str, first: date, last: date) -> None:
    assert bounds(Scale(scale), date(2026, 2, 12)) == (first, last)


@given(st.sampled_from(Scale), dates)
def test_stretches_follow_each_other_without_a_gap(scale: Scale, on: date) -> None:
    first, last = bounds(scale, on)
    assert first <= on <= last
    assert bounds(scale, stepped(scale, on, 1))[0] == last + timedelta(days=1)
    assert bounds(scale, stepped(scale, on, -1))[1] == first - timedelta(days=1)
    assert bounds(scale, stepped(scale, stepped(scale, on, 3), -3)) == (first, last)


@given(st.dictionaries(dates, numbers, max_size=20))
def test_weeks_hold_every_day_once(days: dict[date, Numbers]) -> None:
    recaps = [DayRecap(on, days[on]) for on in sorted(days)]
    found = weeks(recaps)
    assert total(one for _, _, one in found) == total(days.values())
    assert all(first.isocalendar()[:2] == last.isocalendar()[:2] for first, last, _ in found)
