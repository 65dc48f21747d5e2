from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.calendar_words import describe_day, parse_day
from coachtui.domain.errors import UnclearError
from coachtui.domain.text import clean_line

TUESDAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TUESDAY),
        ("yesterday", date(2026, 11, 23)),
        ("tomorrow", date(2026, 11, 25)),
        ("tmrw", date(2026, 11, 25)),
        ("TOM", date(2026, 11, 25)),
        ("wed", date(2026, 11, 25)),
        ("Monday", date(2026, 11, 30)),
        ("tue", date(2026, 12, 1)),
        ("thurs", date(2026, 11, 26)),
        ("next week", date(2026, 11, 30)),
        ("+3d", date(2026, 11, 27)),
        ("+2w", date(2026, 12, 8)),
        ("in 3 days", date(2026, 11, 27)),
        ("2026-11-25", date(2026, 11, 25)),
        ("25.11", date(2026, 11, 25)),
        ("25.11.", date(2026, 11, 25)),
        ("25.11.2025", date(2025, 11, 25)),
        ("24.11", TUESDAY),
        ("23.11", date(2027, 11, 23)),
        ("29.2.", date(2028, 2, 29)),
        ("25 nov", date(2026, 11, 25)),
        ("nov 25", date(2026, 11, 25)),
        ("25nov", date(2026, 11, 25)),
        ("November 25, 2027", date(2027, 11, 25)),
        ("Wed 25 Nov", date(2026, 11, 25)),
    ],
)
def test_a_day_is_understood(text: str, day: date) -> None:
    found = parse_day(text, TUESDAY)
    assert found == day
    assert type(found) is date


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("3/4", ("2027-04-03", "2027-03-04")),
        ("25/11", ("2026-11-25",)),
        ("13/13", ()),
        ("next fri", ("2026-11-27", "2026-12-04")),
        ("Tue 25 Nov", ("2026-11-25", "2026-12-01")),
        ("30.2.", ()),
        ("2026-02-30", ()),
        ("31 nov", ()),
        ("someday", ()),
        ("2026-1-5", ()),
        ("25.11.26", ()),
        ("", ()),
    ],
)
def test_an_unclear_day_is_refused_with_choices(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(UnclearError) as caught:
        parse_day(text, TUESDAY)
    assert caught.value.choices == choices
    assert all(parse_day(choice, TUESDAY) for choice in choices)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(-1, 3000))
def test_a_day_reads_as_it_is_described(today: date, ahead: int) -> None:
    day = today + timedelta(days=ahead)
    assert parse_day(describe_day(day, today), today) == day
    assert parse_day(day.isoformat(), today) == day


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_within_the_coming_seven_days(today: date, weekday: int) -> None:
    day = parse_day(["mon", "tue", "wed", "thu", "fri", "sat", "sun"][weekday], today)
    assert day.weekday() == weekday
    assert 1 <= (day - today).days <= 7


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TUESDAY, "today"),
        (date(2026, 11, 25), "tomorrow"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 27), "Fri 27 Nov"),
        (date(2027, 1, 1), "Fri 1 Jan 2027"),
    ],
)
def test_a_day_is_described_in_words(day: date, words: str) -> None:
    assert describe_day(day, TUESDAY) == words


PIECES = ("fri", "nov", "25", "30", "2", ".", "/", "next", "in", "+", "d", "w", "2026", "-", "2026-11-25")
WORDS = st.builds(str.join, st.sampled_from(["", " "]), st.lists(st.sampled_from(PIECES), max_size=5))


@given(st.text(st.characters(), max_size=40) | WORDS)
def test_any_text_is_understood_or_unclear_in_one_line(text: str) -> None:
    try:
        parse_day(text, TUESDAY)
    except UnclearError as problem:
        message = str(problem)
    else:
        message = ""
    assert message == clean_line(message)
