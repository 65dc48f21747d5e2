from __future__ import annotations

import re
from datetime import time
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coachtui.domain.errors import UnclearError
from coachtui.domain.human import (
    format_clock,
    format_minutes,
    parse_clock,
    parse_clock_range,
    parse_minutes,
)
from coachtui.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def all_lengths() -> dict[str, int]:
    """Every way to write the minutes up to a day, but for zeros in front."""
    written: dict[str, int] = {}
    for minutes in range(1, 1441):
        hours, rest = divmod(minutes, 60)
        forms = [f"{minutes}", f"{minutes}m", f"{minutes}min", f"PT{minutes}M"]
        forms += [f"{hours}h{rest:02}", f"{hours}h{rest:02}m", f"{hours}h {rest:02}m"]
        forms += [f"{hours}h{rest}m", f"{hours}h {rest}m", f"PT{hours}H{rest}M"]
        forms += [f"{hours}h", f"PT{hours}H"] if not rest else []
        written |= dict.fromkeys(forms, minutes)
    for hours, hundredths, mark in product(range(24), range(0, 100, 5), ".,"):
        if minutes := hours * 60 + hundredths * 60 // 100:
            written[f"{hours}{mark}{hundredths:02}h"] = minutes
            if hundredths % 10 == 0:
                written[f"{hours}{mark}{hundredths // 10}h"] = minutes
    return written


def all_clocks() -> dict[str, time]:
    """Every way to write a time of day."""
    written: dict[str, time] = {}
    for hour, minute in product(range(24), range(60)):
        at = time(hour, minute)
        forms = [
            f"{hour}:{minute:02}",
            f"{hour:02}:{minute:02}",
            f"{hour}{minute:02}",
            f"{hour:02}{minute:02}",
        ]
        forms += [f"{hour}h{minute:02}", f"{hour:02}h{minute:02}"]
        forms += [f"{hour}", f"{hour:02}", f"{hour}h", f"{hour:02}h"] if not minute else []
        written |= dict.fromkeys(forms, at)
        twelve, half = hour % 12 or 12, "pm" if hour >= 12 else "am"
        forms = [f"{twelve}:{minute:02}", f"{twelve:02}:{minute:02}"]
        forms += [f"{twelve}{minute:02}", f"{twelve:02}{minute:02}"]
        forms += [f"{twelve}", f"{twelve:02}"] if not minute else []
        written |= {f"{form}{gap}{half}": at for form in forms for gap in ("", " ")}
    return written


LENGTHS, CLOCKS = all_lengths(), all_clocks()


@st.composite
def nearly(draw: st.DrawFn, texts: Mapping[str, object]) -> str:
    """One of the texts, with a character more, less or other."""
    text: str = draw(st.sampled_from(sorted(texts)))
    at, skipped = draw(st.integers(0, len(text))), draw(st.integers(0, 1))
    other: str = draw(st.sampled_from([*"0123456789hmapt:., -+", "", "٣", "½", "²"]))
    return text[:at] + other + text[at + skipped :]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("25", 25),
        ("25m", 25),
        ("90min", 90),
        ("1h", 60),
        ("1h30", 90),
        ("1h30m", 90),
        ("1h 30m", 90),
        ("1.5h", 90),
        ("1,5h", 90),
        ("PT25M", 25),
        ("PT1H30M", 90),
        (" 24H ", 1440),
        ("１５ｍ", 15),
    ],
)
def test_a_length_is_understood(text: str, minutes: int) -> None:
    assert parse_minutes(text) == minutes


@pytest.mark.parametrize(
    "text", ["0", "0m", "-5m", "1441", "24h1m", "1h90", "1h 30", "1.5", "٢٥", "25 m", "", "pt"]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(UnclearError):
        parse_minutes(text)


def test_the_longest_length_is_an_argument() -> None:
    assert parse_minutes("100h", longest=6000) == 6000
    with pytest.raises(UnclearError, match="between 1m and 45m"):
        parse_minutes("46", longest=45)


@pytest.mark.parametrize(
    ("text", "choices"), [("1:30", ("1h30m", "2m")), ("0:45", ("45m", "1m")), ("1.33h", ("1h19m", "1h20m"))]
)
def test_a_length_of_two_meanings_offers_choices(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(UnclearError) as caught:
        parse_minutes(text)
    assert caught.value.choices == choices
    assert all(parse_minutes(choice) for choice in choices)


def test_a_meaning_that_is_too_long_is_no_choice() -> None:
    with pytest.raises(UnclearError) as caught:
        parse_minutes("9:59", longest=30)
    assert caught.value.choices == ("10m",)
    with pytest.raises(UnclearError, match="no length"):
        parse_minutes("9:59", longest=5)


@given(nearly(LENGTHS))
def test_nothing_but_the_grammar_is_a_length(text: str) -> None:
    plain = " ".join(text.split()).lower()
    expected = {written.lower(): minutes for written, minutes in LENGTHS.items()}.get(plain)
    assume(expected or not re.search("(?:^|[th])0", plain))
    try:
        assert parse_minutes(text) == expected
    except UnclearError:
        assert expected is None


@given(st.integers(1, 6000))
def test_a_length_reads_as_it_is_written(minutes: int) -> None:
    assert parse_minutes(format_minutes(minutes), longest=6000) == minutes


def test_lengths_are_written_short() -> None:
    assert [format_minutes(one) for one in (0, 45, 60, 65, 90, 120, -5, -90)] == (
        ["0m", "45m", "1h", "1h05m", "1h30m", "2h", "-5m", "-1h30m"]
    )


@given(nearly(CLOCKS))
def test_nothing_but_the_grammar_is_a_clock_time(text: str) -> None:
    expected = CLOCKS.get(" ".join(text.split()))
    try:
        assert parse_clock(text) == expected
    except UnclearError:
        assert expected is None


@given(st.times(), st.booleans())
def test_a_clock_time_reads_as_it_is_written(at: time, clock24: bool) -> None:
    at = time(at.hour, at.minute)
    assert parse_clock(format_clock(at, clock24)) == at


def test_midnight_at_the_end_of_the_day_is_refused_with_what_to_write() -> None:
    with pytest.raises(UnclearError) as caught:
        parse_clock("24:00")
    assert caught.value.choices == ("00:00",)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("9-10:30", time(9), time(10, 30)),
        ("09:00-17:30", time(9), time(17, 30)),
        ("9–10:30", time(9), time(10, 30)),
        ("9 - 10", time(9), time(10)),
        ("22-2", time(22), time(2)),
        ("22:00-06:00", time(22), time(6)),
        ("9am-5pm", time(9), time(17)),
        ("9-5pm", time(9), time(17)),
        ("9-10:15pm", time(21), time(22, 15)),
        ("12-1pm", time(12), time(13)),
        ("11-1 pm", time(11), time(13)),
        ("9-5am", time(21), time(5)),
        ("9pm-5", time(21), time(5)),
    ],
)
def test_a_range_of_clock_times_is_understood(text: str, start: time, end: time) -> None:
    assert parse_clock_range(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("9-5", ("09:00-17:00", "09:00-05:00")),
        ("9am-5", ("09:00-17:00", "09:00-05:00")),
        ("12:30-1:15", ("12:30-13:15", "12:30-01:15")),
    ],
)
def test_an_open_half_of_the_day_offers_choices(text: str, choices: tuple[str, ...]) -> None:
    with pytest.raises(UnclearError) as caught:
        parse_clock_range(text)
    assert caught.value.choices == choices
    assert all(parse_clock_range(choice) for choice in choices)


@pytest.mark.parametrize("text", ["9-9", "9-", "-", "9", "9-10-11", "25:00-26:00", "9-24", ""])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(UnclearError):
        parse_clock_range(text)


@given(
    st.sampled_from([parse_minutes, parse_clock, parse_clock_range]),
    st.text(st.characters(), max_size=40) | st.text("0123456789hmapt:., -–", max_size=8),
)
def test_any_text_is_understood_or_unclear_in_one_line(parse: Callable[[str], object], text: str) -> None:
    try:
        parse(text)
    except UnclearError as problem:
        message = str(problem)
    else:
        message = ""
    assert message == clean_line(message)
