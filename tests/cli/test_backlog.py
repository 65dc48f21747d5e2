from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.helpers import Coach

MORNING = "2026-11-25T09:00"


@pytest.fixture
def left(coach: Coach) -> Coach:
    """Wednesday morning: Monday and Tuesday left two tasks each."""
    coach("plan", "-", stdin="Runbook 30m\nTaxes 90m", now="2026-11-23T09:00")
    coach("plan", "-", stdin="Brief 45m !\nInvoice template 20m", now="2026-11-24T09:00")
    return coach


def test_what_is_left_is_told_newest_first_with_the_frontier(left: Coach) -> None:
    out = left("backlog", now=MORNING).out
    assert out.startswith("4 left over; clear back to yesterday, the oldest of Mon 23 Nov · ")
    assert out.index("Brief") < out.index("Runbook")
    assert "from previous days" in out
    document = left("backlog", "--json", now=MORNING).document
    assert (document["frontier"], document["left"]) == ("2026-11-24", 4)
    assert [one["id"] for one in document["tasks"]] == [4, 3, 2, 1]
    assert set(document["tasks"][0]) == {
        *("id", "title", "minutes", "must", "group", "since", "due", "past_due"),
        *("from_previous_day", "carried", "asks"),
    }


def test_each_word_of_the_triage_does_what_it_says(left: Coach) -> None:
    def titles() -> list[str]:
        return [one["title"] for one in left("backlog", "--json", now=MORNING).document["tasks"]]

    assert "Runbook: 16:45–17:15 today" in left("backlog", "take", "1", now=MORNING).out
    assert "Taxes: tomorrow" in left("backlog", "take", "2", "--tomorrow", now=MORNING).out
    assert "Brief: given to Raj" in left("backlog", "give", "3", "--to", "Raj", now=MORNING).out
    assert titles() == ["Invoice template"]
    assert "at rest" in left("backlog", "rest", "4", now=MORNING).out
    assert left("backlog", "--json", now=MORNING).document["frontier"] is None
    assert "awake" in left("backlog", "wake", "4", now=MORNING).out
    assert "stays as it is" in left("backlog", "keep", "4", now=MORNING).out
    assert "done" in left("backlog", "done", "4", now=MORNING).out
    left("undo")
    assert "let go" in left("backlog", "drop", "4", now=MORNING).out
    assert titles() == []
    assert "The backlog is empty" in left("backlog", now=MORNING).out


def test_a_stale_stretch_is_put_to_rest_and_back(left: Coach) -> None:
    assert (
        "2 from Mon 23 Nov and before are at rest"
        in left("backlog", "rest", "--from", "mon", now=MORNING).out
    )
    document = left("backlog", "--json", now=MORNING).document
    assert [one["group"] for one in document["tasks"]] == [*["from previous days"] * 2, *["backlog"] * 2]
    left("undo")
    assert left("backlog", "--json", now=MORNING).document["left"] == 4


def test_what_is_carried_over_three_times_is_asked_about(coach: Coach) -> None:
    for day in (23, 24, 25):
        coach("plan", "-", stdin="Runbook 30m", now=f"2026-11-{day}T09:00")
    out = coach("backlog", now="2026-11-26T09:00").out
    assert "carried over three times or more: do it, give it, or let it go?" in out
    coach("backlog", "keep", "1", now="2026-11-26T09:00")
    assert "do it, give it" not in coach("backlog", now="2026-11-26T09:00").out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["take", "99"], 1),
        (["take"], 2),
        (["take", "x"], 2),
        (["give", "1"], 2),
        (["rest"], 2),
        (["rest", "1", "--from", "mon"], 2),
        (["rest", "--from", "2020-01-01"], 1),
    ],
)
def test_what_cannot_be_decided_is_refused_in_one_line(left: Coach, words: list[str], status: int) -> None:
    answer = left("backlog", *words, now=MORNING)
    assert (answer.status, answer.out, answer.err.count("\n")) == (status, "", 1)
