from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coachtui.domain.capture import Captured, parse_capture
from coachtui.domain.capture_text import WORDS, as_captured, format_capture
from coachtui.domain.errors import UsageError
from coachtui.domain.interruption import Interruption, Urgency

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 9, 21, 30, tzinfo=UTC)
TODAY = date(2026, 11, 24)


def read(line: str) -> Captured:
    return parse_capture(line, now=NOW, zone=BERLIN, today=TODAY)


def written(said: Captured) -> str:
    return format_capture(said, now=NOW, zone=BERLIN, today=TODAY)


def meaning(said: Captured) -> list[object]:
    return [getattr(said, field) for field in WORDS]


@pytest.mark.parametrize(
    "line",
    [
        "invoice question",
        "Bob: invoice question 10m !",
        "Bob: invoice question 1h30m ~",
        "sign >today,14:00 <fri",
        "sign 5m !! <wed,09:30",
        "call 10m >2026-12-24",
        "ask @Ana -- the blue folder",
        "Kim: quote 5 ~",
    ],
)
def test_a_plain_line_is_written_as_it_was_typed(line: str) -> None:
    assert written(read(line)) == line


WORD = st.one_of(
    st.sampled_from(
        [
            "10m",
            "90",
            "1h",
            "30m",
            "!",
            "!!",
            "~",
            ">fri",
            "<fri",
            ">14:00",
            "<16:00",
            "@Ana",
            "--",
            "Bob:",
            "bob",
        ]
    ),
    st.text(max_size=6),
)


@given(st.one_of(st.lists(WORD, min_size=1, max_size=7).map(" ".join), st.text(min_size=1)))
@example("x 1h ! 30m")
@example("a 5 10m -- one\ntwo")
@example("x" * 600)
def test_what_was_read_from_a_line_is_read_from_the_written_line(line: str) -> None:
    try:
        said = read(line)
    except UsageError:
        return
    assert meaning(read(written(said))) == meaning(said)


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)))
@example(datetime(2026, 10, 25, 1, 30))
@example(datetime(2026, 11, 24, 9, 21, 7))
def test_any_instant_can_be_written_and_means_the_same_an_hour_later(naive: datetime) -> None:
    instant = naive.replace(tzinfo=UTC, microsecond=0)
    line = written(Captured("x", not_before=instant, due=instant))
    after = parse_capture(line, now=NOW + timedelta(hours=1), zone=BERLIN, today=TODAY)
    assert (after.not_before, after.due) == (instant, instant)


def test_a_guessed_length_is_not_written() -> None:
    item = Interruption(1, "quote", 5, NOW, who="Kim", estimated=True, urgency=Urgency.LATER)
    assert written(as_captured(item)) == "Kim: quote ~"
