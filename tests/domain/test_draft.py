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


def test_a_line_that_was_typed_like_an_offered_task_is_another_one() -> None:
    draft = Draft(ON, ("Runbook 45m",)).toggled(7, "Runbook 45m")
    assert draft.without(0).taken == {7: "Runbook 45m"}
    assert draft.without(0).toggled(7, "Runbook 45m").lines == ()
    assert draft.toggled(7, "Runbook 45m").lines == ("Runbook 45m",)
    assert draft.without(0).without(0).taken == {}


def test_two_offered_tasks_with_one_title_are_two() -> None:
    draft = Draft(ON).toggled(7, "Call back 45m").toggled(8, "Call back 45m")
    assert draft.toggled(7, "Call back 45m").taken == {8: "Call back 45m"}
    assert draft.toggled(7, "Call back 45m").toggled(8, "Call back 45m") == Draft(ON)
    must = draft.must_toggled(0, BERLIN)
    assert must is not None
    assert must.lines == ("Call back 45m !", "Call back 45m")
    assert sorted(must.taken.values()) == ["Call back 45m", "Call back 45m !"]
