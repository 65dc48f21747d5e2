"""The backlog lane: what earlier days left waits, newest first, until somebody decides about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coachtui.domain.block import BlockKind
from coachtui.domain.errors import CoachError
from coachtui.services import lane, sprints, wrapup
from coachtui.services.capture import capture
from coachtui.services.history import undo
from coachtui.services.lane import look
from coachtui.services.plan_text import text_of
from coachtui.services.planning import plan
from coachtui.services.snapshot import take
from coachtui.services.tasks import Group
from tests.services.helpers import TODAY, blocks, queue_of, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from coachtui.services.item_views import Outcome
    from tests.services.helpers import Office

FRIDAY, MONDAY = TODAY - timedelta(days=4), TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def morning(office: Office) -> Office:
    """Tuesday at nine: Friday left two tasks, Monday two, of which one was there on Friday already."""
    office.clock.set("09:00", FRIDAY)
    plan(office, "Runbook 30m\nTaxes 90m")
    office.clock.set("09:00", MONDAY)
    plan(office, "Runbook 30m\nInvoice template 20m !\nBrief 45m")
    sprints.start(office)
    office.clock.tick(20)
    sprints.finish(office)
    office.clock.set("09:00")
    return office


def ids(office: Office, *titles: str) -> list[int]:
    return [one.id for title in titles for one in look(office).tasks if one.title == title]


def waits(office: Office) -> list[str]:
    return [one.title for one in look(office).tasks]


def test_the_morning_opens_clean_and_what_is_left_waits_newest_first(morning: Office) -> None:
    assert all(not one.title for one in take(morning).blocks)
    plan(morning, "Deck 45m")
    assert [one.title for one in take(morning).blocks if one.kind is BlockKind.SPRINT] == ["Deck"]
    view = look(morning)
    assert [(one.title, one.since, one.carried) for one in view.left] == [
        ("Brief", MONDAY, 1),
        ("Runbook", MONDAY, 2),
        ("Taxes", FRIDAY, 1),
    ]


def test_the_frontier_moves_backwards_as_days_are_worked_off(morning: Office) -> None:
    assert look(morning).frontier == MONDAY
    lane.finish(morning, ids(morning, "Brief"))
    assert look(morning).frontier == MONDAY
    lane.drop(morning, ids(morning, "Runbook"))
    assert look(morning).frontier == FRIDAY
    lane.rest(morning, ids(morning, "Taxes"))
    assert look(morning).frontier is None
    assert [(one.title, one.group) for one in look(morning).tasks] == [("Taxes", Group.BACKLOG)]
    lane.wake(morning, ids(morning, "Taxes"))
    assert look(morning).frontier == FRIDAY


def test_a_task_goes_into_the_spare_time_of_a_buffer_and_moves_nothing(morning: Office) -> None:
    plan(morning, "Deck 90m\nNotes 90m")
    capture(morning, "Bob: question 10m")
    before, queue = blocks(take(morning)), queue_of(morning)
    said = lane.take(morning, ids(morning, "Runbook"))
    assert said.message == "Runbook: 12:15–12:45 today, in spare buffer"
    assert said.moved == ()
    assert queue_of(morning) == queue
    day = take(morning)
    kept = [one.split(" ", 1)[1] for one in blocks(day, BlockKind.SPRINT)]
    assert [one.split(" ", 1)[1] for one in before if one.startswith("S")] == [
        one for one in kept if "Runbook" not in one
    ]
    sprints_now = [one.title for one in day.blocks if one.kind is BlockKind.SPRINT]
    assert sorted(sprints_now) == ["Deck 1/2", "Deck 2/2", "Notes 1/2", "Notes 2/2", "Runbook"]
    assert "Runbook" not in waits(morning)
    reserve = sum(one.reserve for one in day.blocks)
    assert reserve == 15


def test_a_task_that_is_taken_in_rests_no_more(morning: Office) -> None:
    lane.rest(morning, ids(morning, "Runbook"))
    plan(morning, "Deck 90m\nNotes 90m")
    lane.take(morning, ids(morning, "Runbook"))
    assert "Runbook" in [one.title for one in wrapup.look(morning).things]
    morning.clock.set("09:00", TOMORROW)
    (runbook,) = [one for one in look(morning).tasks if one.title == "Runbook"]
    assert (runbook.group, runbook.since) == (Group.PREVIOUS, TODAY)


def test_what_no_buffer_can_spare_is_refused_and_nothing_changes(morning: Office) -> None:
    plan(morning, "\n".join(f"Task {at} 45m" for at in range(9)))
    before = rows(morning)
    with pytest.raises(CoachError, match=r"1h30m to spare for Taxes: plan the day with it$"):
        lane.take(morning, ids(morning, "Taxes"))
    assert rows(morning) == before


def test_tomorrow_finds_what_was_put_off(morning: Office) -> None:
    lane.put_off(morning, ids(morning, "Brief", "Taxes"))
    assert text_of(morning, TOMORROW) == "Brief 45m\nTaxes 90m\n"
    assert waits(morning) == ["Runbook"]


def test_a_whole_stale_stretch_is_put_to_rest_and_comes_back_in_one_step(morning: Office) -> None:
    before = rows(morning)
    assert "1 from Fri 20 Nov and before" in lane.rest_from(morning, FRIDAY).message
    assert [one.title for one in look(morning).left] == ["Brief", "Runbook"]
    undo(morning)
    assert rows(morning) == before
    lane.rest_from(morning, TODAY)
    assert look(morning).left == ()
    undo(morning)
    assert rows(morning) == before
    with pytest.raises(CoachError, match="nothing is left"):
        lane.rest_from(morning, FRIDAY - timedelta(days=1))


@pytest.fixture
def carried(morning: Office) -> Office:
    """Wednesday: the runbook was planned on three days and never begun."""
    plan(morning, "Runbook 30m\nDeck 45m")
    morning.clock.set("09:00", TOMORROW)
    return morning


WAYS: dict[str, Callable[[Office, list[int]], Outcome]] = {
    "take": lane.take,
    "put off": lane.put_off,
    "finish": lane.finish,
    "give": lambda office, ids: lane.give(office, ids, "Raj"),
    "drop": lane.drop,
    "rest": lane.rest,
    "keep": lane.keep,
}


@pytest.mark.parametrize("way", WAYS)
def test_after_three_rollovers_it_is_asked_once_what_becomes_of_a_thing(carried: Office, way: str) -> None:
    assert [one.title for one in look(carried).asked] == ["Runbook"]
    before = rows(carried)
    WAYS[way](carried, ids(carried, "Runbook"))
    assert look(carried).asked == ()
    carried.clock.set("09:00", TOMORROW + timedelta(days=6))
    assert look(carried).asked == ()
    carried.clock.set("09:00", TOMORROW)
    undo(carried)
    assert rows(carried) == before
    assert [one.title for one in look(carried).asked] == ["Runbook"]


def test_a_day_on_which_a_part_was_done_is_no_rollover(office: Office) -> None:
    for days in range(4):
        office.clock.set("09:00", TODAY + timedelta(days=days))
        plan(office, "Book 90m")
        sprints.start(office)
        office.clock.tick(45)
        sprints.finish(office)
    office.clock.set("09:00", TODAY + timedelta(days=6))
    (book,) = look(office).left
    assert (book.title, book.carried, book.asks) == ("Book", 0, False)


@pytest.mark.parametrize("is_planned", [True, False])
def test_each_day_that_a_wrap_up_sends_a_task_on_from_is_a_rollover(office: Office, is_planned: bool) -> None:
    """Whether the day planned it, and took its sprint out at the end, or only had it waiting."""
    plan(office, "Book 45m")
    for day in (TODAY, *(TODAY + timedelta(days=more) for more in (1, 2))):
        office.clock.set("09:00", day)
        if is_planned:
            plan(office, "Book 45m")
        (thing,) = wrapup.look(office).things
        wrapup.close(office, {thing.key: wrapup.Decision(wrapup.Verdict.TOMORROW)})
    office.clock.set("09:00", TODAY + timedelta(days=6))
    (book,) = look(office).left
    assert (book.title, book.minutes, book.carried, book.asks) == ("Book", 45, 4, True)


def test_a_given_task_is_known_as_given(morning: Office) -> None:
    lane.give(morning, ids(morning, "Taxes"), "Raj")
    (row,) = morning.store.query(
        "select i.title, i.state, p.name from interruption i join person p on p.id = i.given_to"
    )
    assert tuple(row) == ("Taxes", "given", "Raj")
    assert "Taxes" not in waits(morning)
    with pytest.raises(CoachError, match="whom"):
        lane.give(morning, ids(morning, "Brief"), "  ")


def test_a_task_of_more_than_a_day_of_work_can_be_given_away(office: Office) -> None:
    plan(office, "Book 30h")
    wrapup.close(office, {wrapup.look(office).things[0].key: wrapup.Decision(wrapup.Verdict.GIVE, "Raj")})
    (row,) = office.store.query("select title, state, minutes from interruption")
    assert tuple(row) == ("Book", "given", 24 * 60)


def test_past_its_deadline_is_another_word_than_from_previous_days(morning: Office) -> None:
    morning.store.query("update task set due = '2026-11-20' where title = 'Taxes'")
    morning.store.query("update task set due = '2026-11-25' where title = 'Brief'")
    assert [(one.title, one.group.value, one.is_past_due) for one in look(morning).tasks] == [
        ("Taxes", "past deadline", True),
        ("Runbook", "from previous days", False),
        ("Brief", "due soon", False),
    ]


def test_what_does_not_wait_is_refused(morning: Office) -> None:
    before = rows(morning)
    for chosen, reason in ([99], "does not wait"), ([], "which one"):
        with pytest.raises(CoachError, match=reason):
            lane.drop(morning, chosen)
    assert rows(morning) == before


def test_what_a_wrap_up_shelves_rests_and_is_not_left_over(morning: Office) -> None:
    plan(morning, "Deck 45m")
    (thing,) = wrapup.look(morning).things
    wrapup.close(morning, {thing.key: wrapup.Decision(wrapup.Verdict.BACKLOG)})
    morning.clock.set("09:00", TOMORROW)
    view = look(morning)
    assert "Deck" not in [one.title for one in view.left]
    assert view.tasks[-1].title == "Deck"


def test_a_resting_task_that_the_same_day_plans_rests_no_more(morning: Office) -> None:
    lane.rest(morning, ids(morning, "Runbook"))
    plan(morning, "Runbook 30m")
    assert "Runbook" in [one.title for one in wrapup.look(morning).things]
    morning.clock.set("09:00", TOMORROW)
    (runbook,) = [one for one in look(morning).tasks if one.title == "Runbook"]
    assert (runbook.group, runbook.rests) == (Group.PREVIOUS, False)
