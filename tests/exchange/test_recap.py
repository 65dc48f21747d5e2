"""A recap in lines, JSON and Markdown: plots are right in every width, in ASCII, and without colour."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachtui.domain.recap import (
    DayRecap,
    HandledRecap,
    MeetingRecap,
    Numbers,
    PersonRecap,
    Recap,
    Scale,
    SprintRecap,
)
from coachtui.exchange.cells import cells
from coachtui.exchange.glyphs import ASCII, UNICODE
from coachtui.exchange.plots import bar, rows
from coachtui.exchange.recap_lines import heading, lines
from coachtui.exchange.recap_view import document, markdown

MONDAY = date(2026, 11, 23)
HOSTILE = "[/b] \x1b[31m# **x** 日本語の長い題名 " + "y" * 300


ASKED = (
    PersonRecap("Bob", 5, 30),
    PersonRecap(HOSTILE, 2, 5),
    *(PersonRecap(f"P{n}", 1, 1) for n in range(8)),
)
SPRINTS = (SprintRecap("Deck", True, True, 45, 55), SprintRecap(HOSTILE, False, False, 45, None))
HANDLED = (HandledRecap("invoice", "Bob", "done", 12), HandledRecap(HOSTILE, "", "dropped", 0))
MEETINGS = (MeetingRecap("Sync", True, "partly"), MeetingRecap(HOSTILE, False, ""))


def sample(scale: Scale) -> Recap:
    numbers = Numbers(
        sprints=5, sprints_done=4, musts=2, musts_done=1, planned=225, focus=200, estimated=180, actual=200,
        broken=1, arrived=9, handled=7, let_go=1, spent=43, kept=6, missed=1, renegotiated=1,
        meetings=2, reviewed=2, met=1, partly=1, buffer=90, used=63,
    )  # fmt: skip
    over = numbers._replace(used=120)
    is_day = scale is Scale.DAY
    days = [DayRecap(MONDAY, numbers, "deck done before noon")]
    if not is_day:
        days += [DayRecap(MONDAY + timedelta(days=at), over) for at in (1, 3, 8)]
    return Recap(
        scale=scale,
        first=MONDAY,
        last=MONDAY,
        days=tuple(days),
        by_hour=tuple({9: 3, 10: 6, 14: 1}.get(hour, 0) for hour in range(24)),
        by_weekday=(4, 3, 0, 2, 0, 0, 0),
        people=ASKED,
        sprints=SPRINTS * is_day,
        handled=HANDLED * is_day,
        meetings=MEETINGS * is_day,
        lag=80,
    )


def text(scale: Scale, width: int = 100, glyphs: object = UNICODE) -> list[str]:
    assert glyphs in (ASCII, UNICODE)
    drawn = lines(sample(scale), width, ASCII if glyphs is ASCII else UNICODE)
    return ["".join(part for part, _ in parts) for parts in drawn]


@given(st.integers(0, 500), st.integers(0, 500), st.integers(1, 40))
def test_a_bar_has_its_cells_and_grows_with_its_value(value: int, most: int, width: int) -> None:
    drawn = bar(value, most, width, UNICODE)
    assert len(drawn) == width
    full = drawn.count(UNICODE.full)
    assert (full > 0) == (value > 0 and most > 0)
    assert full == width or value < most or most == 0
    assert bar(value + 1, most, width, UNICODE).count(UNICODE.full) >= full
    assert len(bar(value, most, width, ASCII)) == width


@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize("width", [40, 58, 76, 100, 156])
def test_no_line_is_wider_than_the_screen_and_nothing_hostile_is_in_it(scale: Scale, width: int) -> None:
    for line in text(scale, width):
        assert cells(line) <= max(width, 72), line
        assert "\x1b" not in line


@pytest.mark.parametrize("scale", Scale)
def test_ascii_has_every_number_and_no_other_sign(scale: Scale) -> None:
    drawn = "\n".join(text(scale, 100, ASCII))
    assert set(drawn) - set("日本語の長い題名") <= set(map(chr, range(128)))
    assert "####" in drawn
    for said in ("4/5" if scale is Scale.DAY else "16/20", "09:00", "Bob", "told anew in time"):
        assert said in drawn


def test_every_plot_of_a_week_has_its_numbers() -> None:
    drawn = "\n".join(text(Scale.WEEK))
    for name in ("focus kept", "buffer used", "estimate", "Interruptions by hour", "By weekday", "By person"):
        assert name in drawn
    assert "Tue 24 Nov    4/5" in drawn
    assert "2h/1h30m!" in drawn
    assert "3h → 3h20m" in drawn
    assert f"10:00 {'■' * 24} 6" in drawn
    assert "and 3 more" in drawn
    assert "1m 20s after an interruption" in drawn


def test_hours_and_weekdays_are_in_the_users_order_and_words() -> None:
    drawn = lines(sample(Scale.WEEK)._replace(week_start=6, clock24=False), 58, UNICODE)
    said = ["".join(part for part, _ in parts) for parts in drawn]
    assert any(line.startswith("  2:00pm") for line in said)
    assert [line[2:5] for line in said[said.index("By weekday") + 1 :][:5]] == [
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
    ]


def test_a_month_has_a_line_for_each_week() -> None:
    drawn = text(Scale.MONTH)
    assert any(line.startswith("  23–26 Nov     12/15") for line in drawn)
    assert any(line.startswith("  1 Dec         4/5") for line in drawn)


def test_a_day_shows_estimates_what_was_handled_and_its_line() -> None:
    drawn = text(Scale.DAY)
    assert drawn[0] == "Mon 23 Nov 2026"
    assert drawn[1] == "  deck done before noon"
    assert any("Deck" in line and "45m → 55m" in line for line in drawn)
    assert any("Bob: invoice  12m" in line for line in drawn)
    assert any("1 met · 1 partly" in line for line in drawn)


def test_a_day_without_anything_says_so() -> None:
    empty = sample(Scale.DAY)._replace(days=(), by_hour=(0,) * 24, people=())
    assert "nothing was planned" in "".join(part for parts in lines(empty, 80, UNICODE) for part, _ in parts)
    assert markdown(empty).startswith("# Mon 23 Nov 2026")


def test_rows_are_as_long_as_their_share_of_the_longest() -> None:
    drawn = rows([("a", 10, ""), ("b", 5, "x"), ("c", 0, "")], 20, UNICODE)
    assert [parts[1][0].count("■") for parts in drawn] == [10, 5, 0]
    assert rows([], 10, UNICODE) == []


def test_json_holds_all_numbers() -> None:
    found = document(sample(Scale.WEEK))
    total = found["total"]
    assert isinstance(total, dict)
    assert (total["sprints_done"], total["used"]) == (16, 63 + 3 * 120)
    assert found["by_hour"] == {"09": 3, "10": 6, "14": 1}
    assert found["resumption_lag_seconds"] == 80
    assert "\x1b" not in str(found)


def test_markdown_is_the_log_of_a_day_and_never_markup() -> None:
    page = markdown(sample(Scale.DAY))
    assert page.startswith(
        "# Mon 23 Nov 2026\n\ndeck done before noon\n\n- Sprints: 4 of 5 done, musts 1 of 2\n"
    )
    assert "- [x] Deck **must** (45m, took 55m)" in page
    assert "- Sync (purpose partly met)" in page
    assert "\\*\\*x\\*\\*" in page
    assert "| Mon 2026-11-23 | 4/5 |" in markdown(sample(Scale.WEEK))
    assert heading(sample(Scale.MONTH)) == "Nov 2026"
