from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.helpers import Coach

EVENING = "2026-11-24T17:00"


def log(coach: Coach, days: int) -> None:
    """So many days with a sprint that took its time and one interruption."""
    for number in range(1, days + 1):
        day = f"2026-11-{number:02}"
        assert coach("plan", "-", stdin=f"Deck {number} 50m", now=f"{day}T09:00").status == 0
        assert coach("start", now=f"{day}T09:00").status == 0
        assert coach("finish", now=f"{day}T09:45").status == 0
        coach("add", f"Bob: question {number} 5m", now=f"{day}T10:00")
        coach("done", str(number), "--took", "15m", now=f"{day}T10:40")


def test_the_forecast_says_what_would_have_held_and_how_to_take_it(coach: Coach) -> None:
    first = coach("forecast").out
    assert "30%" in first
    assert "until ten days are logged (0 so far)" in first
    assert "`coachtui forecast --apply`" in first
    log(coach, 12)
    text = coach("forecast", now=EVENING).out
    assert "this would have held on 12 of your last 12 working days" in text
    assert "mornings: interruptions 15m" in text
    document = coach("forecast", "--json", now=EVENING).document
    assert (document["default"], document["days"], document["held"], document["of"]) == (False, 12, 12, 12)
    assert document["needed_minutes"] >= document["share"] * document["planned_minutes"]
    assert document["date"] == "2026-11-25"


def test_the_first_line_and_the_proposal_name_the_same_minutes(coach: Coach) -> None:
    head, *rest = coach("forecast").out.splitlines()
    assert head == "tomorrow: 2h30m of buffer for 6h of work, 30% of it at least"
    assert any(one.endswith("2h30m for 6h of work") for one in rest)


def test_the_backtest_is_a_table(coach: Coach) -> None:
    answer = coach("forecast", "--backtest", now=EVENING)
    assert (answer.status, answer.out) == (1, "")
    assert "11" in answer.err
    log(coach, 14)
    out = coach("forecast", "--backtest", now=EVENING).out
    assert out.startswith("4 working days, each judged only by the 60 before it\n")
    assert [line.split("  ")[0] for line in out.splitlines()[2:]] == [
        *("none", "fixed 10 %", "fixed 20 %", "fixed 25 %", "fixed 30 %", "fixed 40 %", "fixed 50 %"),
        *("your own, 8 of 10", "your own, 9 of 10"),
    ]
    document = coach("forecast", "--backtest", "--json", now=EVENING).document
    assert document["judged"] == 4
    assert {"rule", "share", "held", "coverage"} == set(document["rules"][0])


def test_applying_it_sets_the_rhythm_and_can_be_undone(coach: Coach) -> None:
    before = coach("rhythm", "--json").document
    assert "rhythm set: Monday" in coach("forecast", "--apply", "--days", "mon-thu").out
    assert coach("rhythm", "--json").document != before
    coach("undo")
    assert coach("rhythm", "--json").document == before
    answer = coach("forecast", "--apply-standing")
    assert (answer.status, answer.err.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    "words", [["--days", "mon"], ["--apply", "--date", "fri"], ["--apply", "--backtest"], ["--date", "x"]]
)
def test_what_does_not_go_together_is_wrong_usage(coach: Coach, words: list[str]) -> None:
    assert coach("forecast", *words).status == 2


def test_a_standing_buffer_is_set_and_breaks_leave_it_alone(coach: Coach) -> None:
    coach("rhythm", "mon-fri", "--standing", "10:15-10:30=Bob", "--break", "12:00-13:00=Lunch")
    assert "buffer 10:15–10:30 Bob, 12:00–13:00 Lunch" in coach("rhythm", "mon").out
    coach("rhythm", "mon", "--no-breaks")
    assert [one["buffer"] for one in coach("rhythm", "--json").document["rhythms"][0]["breaks"]] == [True]
    coach("rhythm", "mon", "--no-standing", "--break", "12:00-12:30")
    (rest,) = coach("rhythm", "--json").document["rhythms"][0]["breaks"]
    assert (rest["title"], rest["buffer"]) == ("Break", False)
