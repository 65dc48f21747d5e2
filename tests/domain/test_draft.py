"""A draft of a plan is changed by making another, and knows which offered tasks it holds."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from coachtui.domain.draft import Draft

ON = date(2026, 11, 24)
BERLIN = ZoneInfo("Europe/Berlin")


def test_its_text_is_a_plan_file() -> None:
    assert Draft(ON).text == ""
    assert Draft(ON).with_line("one 5m").with_line("two 10m !").text == "one 5m\ntwo 10m !\n"


def test_an_offered_task_is_taken_in_and_put_back() -> None:
    draft = Draft(ON, ("one 5m",)).toggled(7, "Runbook 45m")
    assert draft.lines == ("one 5m", "Runbook 45m")
    assert draft.toggled(7, "Runbook 45m") == Draft(ON, ("one 5m",))


def test_a_task_whose_line_was_taken_out_can_be_taken_in_again() -> None:
    draft = Draft(ON).toggled(7, "Runbook 45m").without(0)
    assert draft == Draft(ON)
    assert draft.toggled(7, "Runbook 45m").lines == ("Runbook 45m",)


def test_a_must_is_still_the_task_that_was_taken_in() -> None:
    draft = Draft(ON).toggled(7, "Runbook 45m").must_toggled(0, BERLIN)
    assert draft is not None
    assert draft.lines == ("Runbook 45m !",)
    assert draft.toggled(7, "Runbook 45m").lines == ()


def test_only_a_task_can_be_a_must() -> None:
    assert Draft(ON, ("12:00-13:00 break Lunch",)).must_toggled(0, BERLIN) is None
