from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.block import BlockKind
from coachtui.domain.block_text import BlockLine, parse_block_line
from coachtui.domain.errors import UsageError

BERLIN = ZoneInfo("Europe/Berlin")
TODAY = date(2026, 11, 24)


def read(line: str) -> BlockLine:
    return parse_block_line(line, on=TODAY, zone=BERLIN)


@pytest.mark.parametrize(
    ("line", "kind", "title", "clock", "minutes"),
    [
        ("13:00 45m Client call prep", "sprint", "Client call prep", "13:00", 45),
        ("13:00 Client call prep", "sprint", "Client call prep", "13:00", 45),
        ("9 1h30m sprint Slides", "sprint", "Slides", "09:00", 90),
        ("14:00 buffer", "buffer", "", "14:00", 15),
        ("14:00 buffer 20m", "buffer", "", "14:00", 20),
        ("12:00-13:00 break Lunch", "break", "Lunch", "12:00", 60),
        ("15:00 meeting 45m 1:1 with Lee", "meeting", "1:1 with Lee", "15:00", 45),
        ("16:00 3 bugs of the release", "sprint", "3 bugs of the release", "16:00", 45),
        ("2pm 30m Call", "sprint", "Call", "14:00", 30),
    ],
)
def test_a_line_is_a_block(line: str, kind: str, title: str, clock: str, minutes: int) -> None:
    start = datetime.fromisoformat(f"{TODAY}T{clock}").replace(tzinfo=BERLIN).astimezone(UTC)
    assert read(line) == BlockLine(BlockKind(kind), title, start, minutes)


def test_a_time_after_midnight_belongs_to_the_working_day() -> None:
    assert read("01:00 30m Deploy").start.astimezone(BERLIN).date() == date(2026, 11, 25)


@pytest.mark.parametrize("line", ["", "Client call prep", "25:00 x", "45m Client", "10:00-10:00 x"])
def test_a_line_without_a_time_says_how_it_should_begin(line: str) -> None:
    with pytest.raises(UsageError, match="write"):
        read(line)


@given(st.text())
def test_any_text_is_a_block_or_refused_in_one_line(line: str) -> None:
    said = ""
    try:
        assert read(line).minutes > 0
    except UsageError as problem:
        said = str(problem)
    assert "\n" not in said
