"""The buffer that holds on 8 days of 10: judged on days that the rule has not seen."""

from __future__ import annotations

import math
import random
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.fitting import EVERY, fitted, shape
from coachtui.domain.forecast import (
    DEFAULT_SHARE,
    LEAST_DAYS,
    RULES,
    WINDOW,
    Arrival,
    DayLoad,
    backtest,
    habits,
    held,
    learnt,
    needed,
    rounded,
)
from coachtui.domain.rhythm import Rhythm, StandingBreak, checked
from tests.domain.strategies import rhythms

MONDAY = date(2026, 1, 5)
UTC = ZoneInfo("UTC")


def simulated(seed: int, days: int = 1500) -> list[DayLoad]:
    """Working days of one person: tasks with a fat tail, calm and busy weeks, people who have a minute.

    A task takes less than its estimate one time in four, just that one time in two, else up to many
    times that: about the quantiles of ten years of one developer (80 % at 1.5, 95 % at 3).
    """
    chance = random.Random(seed)
    out = []
    for number in range(days):
        busy = 1 + 0.3 * math.sin(number / 40)
        estimates = [chance.choice((25, 45, 45, 90)) for _ in range(chance.randint(4, 8))]
        actual = 0.0
        for estimate in estimates:
            kind = chance.random()
            ratio = chance.uniform(0.5, 1) if kind < 0.245 else 1.0
            if kind > 0.745:
                ratio = 1 + min(chance.lognormvariate(-0.6, 1.0), 8)
            actual += estimate * ratio
        arrivals = sum(chance.random() < 0.35 * busy for _ in range(16))
        minutes = sum(round(chance.lognormvariate(1.5, 0.8)) for _ in range(arrivals))
        planned = sum(estimates)
        out.append(DayLoad(MONDAY + timedelta(days=number), planned, round(actual) - planned, minutes))
    return out


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_your_own_percentile_holds_on_the_part_of_unseen_days_that_it_says(seed: int) -> None:
    scores = {one.rule.name: one for one in backtest(simulated(seed))}
    print("\nrule                buffer  coverage")
    for name, one in scores.items():
        print(f"{name:<18} {one.share:>7.1%} {one.coverage:>9.1%}")
    assert len(scores) == len(RULES) == 9
    assert 0.78 <= scores["your own, 8 of 10"].coverage <= 0.85
    assert 0.87 <= scores["your own, 9 of 10"].coverage <= 0.94
    fixed = [one.coverage for name, one in scores.items() if name.startswith("fixed")]
    assert fixed == sorted(fixed)
    assert scores["none"].coverage < fixed[0] < 0.5
    assert min(one.judged for one in scores.values()) == 1500 - LEAST_DAYS


def test_a_day_is_judged_only_by_the_days_before_it() -> None:
    quiet = [DayLoad(MONDAY + timedelta(days=at), 100, 0, 10) for at in range(30)]
    loud = DayLoad(MONDAY + timedelta(days=30), 100, 0, 99)
    own = next(one for one in backtest([*quiet, loud]) if one.rule.name == "your own, 8 of 10")
    assert (own.judged, own.held) == (21, 20)
    assert own.share == pytest.approx(0.1)


def test_until_ten_days_are_logged_the_default_decides() -> None:
    days = [DayLoad(MONDAY + timedelta(days=at), 100, 0, 90) for at in range(LEAST_DAYS)]
    assert 0.25 <= DEFAULT_SHARE <= 0.3
    assert learnt(days[:-1]) == (DEFAULT_SHARE, 9, True)
    assert learnt(days) == (0.9, 10, False)


def test_only_the_last_sixty_days_count() -> None:
    old = [DayLoad(MONDAY + timedelta(days=at), 100, 0, 90) for at in range(100)]
    new = [DayLoad(MONDAY + timedelta(days=100 + at), 100, 0, 20) for at in range(WINDOW)]
    assert learnt([*old, *new]) == (0.2, WINDOW, False)


def test_what_sprints_took_less_is_buffer_for_what_interrupted() -> None:
    assert DayLoad(MONDAY, 200, -30, 50).needed == 20
    assert DayLoad(MONDAY, 200, -30, 20).needed == 0


loads = st.builds(DayLoad, st.just(MONDAY), st.integers(1, 600), st.integers(-300, 600), st.integers(0, 600))


@given(st.lists(loads, max_size=80), st.floats(0.05, 0.95))
def test_the_share_holds_on_at_least_that_part_of_the_days_it_is_made_of(
    days: list[DayLoad], coverage: float
) -> None:
    share = needed(days, coverage)
    if share is not None:
        assert held(days, share) >= coverage * len(days)
        assert share in [one.share for one in days]
    else:
        assert len(days) < coverage / (1 - coverage) + 1


@given(st.lists(loads, min_size=20, max_size=60))
def test_a_higher_coverage_never_takes_less_buffer(days: list[DayLoad]) -> None:
    lower, higher = needed(days, 0.8), needed(days, 0.9)
    assert lower is not None
    assert higher is not None
    assert lower <= higher


@given(st.floats(0, 1000))
def test_minutes_of_buffer_are_whole_fives_and_enough(minutes: float) -> None:
    assert rounded(minutes) % 5 == 0
    assert minutes <= rounded(minutes) + 1e-5 < minutes + 5.001


@pytest.mark.parametrize("share", [0.0, 0.15, 0.25, 0.3, 0.4, 0.6, 0.9])
def test_a_fitted_rhythm_has_the_buffer_and_keeps_hours_sprints_and_breaks(share: float) -> None:
    rhythm = Rhythm(breaks=(StandingBreak(time(12), time(13), "Lunch"),))
    found = fitted(rhythm, share, UTC)
    assert shape(found, UTC).holds(share)
    kept = ("opens", "closes", "sprint", "breaks", "meeting_buffer", "working")
    assert all(getattr(found, name) == getattr(rhythm, name) for name in kept)
    assert found.every in EVERY
    assert fitted(found, share, UTC) == found


@given(rhythms(), st.floats(0, 2))
def test_a_fitted_rhythm_can_shape_a_day(rhythm: Rhythm, share: float) -> None:
    found = fitted(rhythm, share, UTC)
    assert checked(found) == found
    assert shape(found, UTC).work + shape(found, UTC).buffer >= 0


def test_who_comes_at_the_same_hour_on_three_days_of_a_week_has_a_habit() -> None:
    days = [MONDAY + timedelta(days=at) for at in range(5)]
    bob = [
        Arrival("Bob", day, minute, 8) for day, minute in zip(days, (595, 640, 610, 900, 300), strict=True)
    ]
    kim = [Arrival("Kim", days[0], minute, 5) for minute in (600, 610, 620)]
    two = [Arrival("Ana", day, 700, 5) for day in days[:2]]
    (habit,) = habits([*bob, *kim, *two, Arrival("", days[0], 600, 5)])
    assert (habit.who, habit.minute, habit.days, habit.spent) == ("Bob", 595, 3, 8)
