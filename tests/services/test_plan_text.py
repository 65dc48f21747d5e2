"""A plan can be had back as the text that makes it, and what waits for a day is offered to it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachtui.domain.block import BlockKind
from coachtui.domain.day_text import parse_day_text
from coachtui.domain.draft import Draft
from coachtui.services import blocks, drafting
from coachtui.services.plan_text import text_of
from coachtui.services.planning import plan
from coachtui.services.tasks import Group, leftovers
from tests.services.helpers import BERLIN, TODAY, Clock, at, open_office, rows

if TYPE_CHECKING:
    from tests.services.helpers import Office

TOMORROW = TODAY + timedelta(days=1)
TEXT = """\
Email 30m
Draft board deck 90m !
Review 20m
11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj
12:00-13:00 break Lunch
"""


def test_a_plan_reads_as_it_was_written(office: Office) -> None:
    plan(office, TEXT)
    assert text_of(office) == TEXT


def test_a_day_without_a_plan_has_no_text(office: Office) -> None:
    assert text_of(office) == ""


def test_what_does_not_fit_is_in_the_text_too(office: Office) -> None:
    plan(office, "Write the book 20h\n")
    assert text_of(office) == "Write the book 1200m\n"


@pytest.mark.parametrize(
    "title",
    ["Ends with !", "10-11 things !", '"quoted"', "- a bullet", "# no comment", "90m", "[/b] [@click=x]y[/]"],
)
def test_a_title_that_looks_like_something_else_stays_a_title(office: Office, title: str) -> None:
    plan(office, "Email 30m\n")
    number = next(one.id for one in plan(office, "Email 30m\n").snapshot.blocks if one.title == "Email")
    assert number is not None
    blocks.rename(office, number, title)
    before = rows(office)
    plan(office, text_of(office))
    assert rows(office) == before
    (task,) = parse_day_text(text_of(office), on=TODAY, zone=BERLIN).tasks
    assert task.title == title


def test_two_tasks_of_one_title_stay_two(office: Office) -> None:
    plan(office, "Email 30m\nCode 45m\nEmail 45m !\n")
    before = rows(office)
    plan(office, text_of(office))
    assert rows(office) == before


def test_an_edited_text_keeps_what_it_still_names(office: Office) -> None:
    plan(office, TEXT)
    day = plan(office, text_of(office).replace("Review 20m\n", "Taxes 25m\n")).snapshot
    titles = [one.title for one in day.blocks if one.kind is BlockKind.SPRINT]
    assert titles == ["Draft board deck 1/2", "Draft board deck 2/2", "Email", "Taxes"]
    assert [one.title for one in leftovers(office)] == ["Review"]


LINES = st.lists(
    st.tuples(st.sampled_from(["Email", "Deck", "Code", "Call"]), st.integers(5, 300), st.booleans()),
    min_size=1,
    max_size=7,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, wall=st.sampled_from(["07:00", "09:00", "10:21", "14:59"]), meeting=st.booleans())
def test_planning_with_the_text_of_a_day_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, lines: list[tuple[str, int, bool]], wall: str, meeting: bool
) -> None:
    office = open_office(tmp_path_factory.mktemp("day") / "coach.db", Clock(wall))
    with office.store:
        text = "".join(f"{title} {minutes}m{' !' * must}\n" for title, minutes, must in lines)
        plan(office, text + "15:30-16:10 Sync: numbers @Ana\n" * meeting)
        before = rows(office)
        answer = plan(office, text_of(office)).outcome
        assert rows(office) == before
        assert answer.moved == ()


def waiting(office: Office, on: date | None = None) -> list[tuple[str, int, Group]]:
    return [(one.title, one.minutes, one.group) for one in leftovers(office, on)]


def test_sprints_that_a_day_did_not_finish_wait_for_the_next_newest_first(office: Office) -> None:
    plan(office, "Old 90m\n", TODAY)
    office.clock.set("09:00", TOMORROW)
    plan(office, "New 45m\n")
    office.clock.set("09:00", TOMORROW + timedelta(days=1))
    assert waiting(office) == [("New", 45, Group.PREVIOUS), ("Old", 90, Group.PREVIOUS)]


def test_what_today_still_has_is_not_offered_to_tomorrow_but_what_did_not_fit_is(office: Office) -> None:
    plan(office, "Email 30m !\nWrite the book 20h\n")
    assert [(title, group) for title, _, group in waiting(office, TOMORROW)] == []
    office.clock.set("17:31")
    assert [title for title, _, _ in waiting(office, TOMORROW)] == ["Write the book", "Email"]
    assert waiting(office, TOMORROW)[0][1] == 1200


def test_a_deadline_is_louder_than_an_earlier_day(office: Office) -> None:
    plan(office, "Taxes 30m\nEmail 30m\n")
    with office.store.write("due", office.now()) as db:
        db.execute("update task set due = ? where title = 'Taxes'", (str(TODAY),))
    office.clock.set("09:00", TOMORROW)
    assert waiting(office) == [("Taxes", 30, Group.PAST_DEADLINE), ("Email", 30, Group.PREVIOUS)]
    assert leftovers(office)[0].is_past_due


def test_what_a_plan_no_longer_names_goes_to_the_others_and_comes_back_by_its_title(office: Office) -> None:
    office.clock.now = at("08:00")
    plan(office, "Email 30m\nTaxes 45m\n")
    plan(office, "Email 30m\n")
    assert waiting(office) == [("Taxes", 45, Group.BACKLOG)]
    plan(office, "Email 30m\nTaxes 45m\n")
    assert waiting(office) == []


def test_without_a_draft_the_plan_of_the_day_is_the_draft(office: Office) -> None:
    plan(office, TEXT)
    view = drafting.look(office, None, TODAY)
    assert view.draft.text == TEXT
    assert view.problem == ""
    assert view.standing == {"11:00-11:30 Budget sync: agree Q4 budget @Ana @Raj", "12:00-13:00 break Lunch"}


def test_a_draft_is_shown_as_the_day_it_would_make_and_nothing_is_kept(office: Office) -> None:
    view = drafting.look(office, Draft(TODAY, ("Email 30m",)), TODAY)
    assert view.planned is not None
    assert "Email" in {one.title for one in view.planned.snapshot.blocks}
    assert view.needed > 0
    assert text_of(office) == ""


def test_a_draft_that_cannot_be_planned_says_why(office: Office) -> None:
    view = drafting.look(office, Draft(TODAY, ("12:00-11:00 break",)), TODAY)
    assert view.planned is None
    assert view.problem.startswith("line 1")
