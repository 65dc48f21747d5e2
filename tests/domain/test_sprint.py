"""The measured time of a sprint (rules 6 and 7)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.sprint import SHORTEST, Timing, extended, left_words, needs_prompt, projected_end

NOW = datetime(2026, 11, 24, 10, 20, 30, tzinfo=UTC)
HOUR = 3600


def clock(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-24T{text}+00:00")


@pytest.mark.parametrize(
    ("timing", "ahead", "end"),
    [
        pytest.param(Timing(45 * 60, 20 * 60), 0, "10:45:30", id="what is left"),
        pytest.param(Timing(45 * 60, 45 * 60), 0, "10:20:30", id="its time is up"),
        pytest.param(Timing(45 * 60, 50 * 60), 0, "10:20:30", id="an overrun ends now at the earliest"),
        pytest.param(Timing(45 * 60, 20 * 60, True), 0, "10:45:30", id="paused"),
        pytest.param(Timing(45 * 60, 20 * 60, True), 600, "10:55:30", id="broken for ten minutes more"),
    ],
)
def test_a_sprint_ends_when_what_is_left_of_it_has_run(timing: Timing, ahead: int, end: str) -> None:
    assert projected_end(timing, NOW, ahead) == clock(end)


@pytest.mark.parametrize(
    ("worked", "is_overrun"), [(0, False), (HOUR - 1, False), (HOUR, True), (HOUR + 1, True)]
)
def test_a_sprint_overruns_from_the_second_at_which_nothing_is_left(worked: int, is_overrun: bool) -> None:
    assert Timing(HOUR, worked).is_overrun is is_overrun


@pytest.mark.parametrize(
    ("worked", "fixed", "asks"),
    [
        pytest.param(HOUR, None, False, id="its time is up"),
        pytest.param(HOUR + HOUR // 4 - 1, None, False, id="almost a quarter over"),
        pytest.param(HOUR + HOUR // 4, None, True, id="a quarter over"),
        pytest.param(HOUR - 600, "10:30:30", False, id="done when the meeting begins"),
        pytest.param(HOUR - 601, "10:30:30", True, id="a second too long for the meeting in ten minutes"),
        pytest.param(HOUR - 601, "10:30:31", False, id="the meeting is farther than ten minutes"),
        pytest.param(HOUR, "10:30:30", True, id="over, and a meeting in ten minutes"),
        pytest.param(0, "10:15:00", True, id="the meeting is on already"),
    ],
)
def test_a_sprint_asks_when_it_is_a_quarter_over_or_a_fixed_block_is_near(
    worked: int, fixed: str | None, asks: bool
) -> None:
    before = clock(fixed) if fixed else None
    assert needs_prompt(Timing(HOUR, worked), NOW, before) is asks
    assert not needs_prompt(Timing(HOUR, worked, is_paused=True), NOW, before)


@pytest.mark.parametrize(
    ("worked", "minutes", "left"),
    [
        pytest.param(50 * 60, 5, 15 * 60, id="more"),
        pytest.param(50 * 60, -5, 5 * 60, id="less"),
        pytest.param(50 * 60, -10, 60, id="a minute at least"),
        pytest.param(HOUR + 180, 5, 5 * 60, id="five minutes from now on where it was over"),
    ],
)
def test_extending_gives_minutes_from_now_on(worked: int, minutes: int, left: int) -> None:
    assert extended(Timing(HOUR, worked), minutes) == worked + left


@pytest.mark.parametrize("worked", [HOUR - 60, HOUR - 1, HOUR, HOUR + 600])
def test_the_last_minute_cannot_be_given_away(worked: int) -> None:
    assert extended(Timing(HOUR, worked), -5) is None


@given(st.integers(60, 86400), st.integers(0, 90000), st.integers(-240, 240), st.integers(0, 7200))
def test_what_is_left_is_exact_to_the_second(box: int, worked: int, minutes: int, later: int) -> None:
    timing = Timing(box, worked)
    assert timing.remaining == box - worked
    assert projected_end(timing, NOW) >= NOW
    after = extended(timing, minutes)
    if after is None:
        assert minutes < 0
        assert timing.remaining <= SHORTEST
    else:
        assert Timing(after, worked).remaining >= SHORTEST
        ran = Timing(after, worked + later)
        assert ran.remaining == Timing(after, worked).remaining - later
        if ran.remaining > 0:
            end = projected_end(Timing(after, worked), NOW)
            assert projected_end(ran, NOW + timedelta(seconds=later)) == end


@pytest.mark.parametrize(
    ("remaining", "words"),
    [
        (1470, "25m left"), (1500, "25m left"), (1501, "26m left"), (1, "1m left"), (5400, "1h30m left"),
        (0, "time is up"), (-59, "time is up"), (-60, "1m over"), (-3725, "1h02m over"),
    ],
)  # fmt: skip
def test_what_is_left_counts_the_begun_minute(remaining: int, words: str) -> None:
    assert left_words(remaining) == words
