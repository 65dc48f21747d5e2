"""The numbers of a snapshot, and that looking changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from coachtui.domain.block import BlockKind
from coachtui.domain.interruption import Interruption, State
from coachtui.domain.span import Span
from coachtui.services import sprints
from coachtui.services.capture import capture
from coachtui.services.panes import whole
from coachtui.services.planning import plan
from coachtui.services.queue import drop, finish
from coachtui.services.snapshot import take
from coachtui.store import interruptions
from tests.services.helpers import TODAY, at, ids, item, rows

if TYPE_CHECKING:
    from coachtui.services.day_views import BlockView
    from tests.services.helpers import Office

# The default rhythm projects buffers at 10:30, 12:15, 14:00, 15:45 (15m each) and 16:45 (45m, 15 in reserve).


def buffer(office: Office, label: str) -> BlockView:
    return next(one for one in take(office).blocks if one.label == label)


def test_a_day_without_a_plan_shows_what_its_rhythm_projects(office: Office) -> None:
    day = take(office)
    assert (day.date, day.is_planned, day.is_working_day, day.unplaced) == (TODAY, False, True, ())
    assert day.queue == ()
    assert (day.summary.sprints, day.summary.planned, day.summary.buffered) == (9, 405, 105)
    assert all(one.id is None for one in day.blocks)


def test_two_pieces_of_one_item_in_a_buffer_count_once_each(office: Office) -> None:
    pieces = (Span(at("16:45"), at("16:55")), Span(at("17:00"), at("17:10")))
    split = Interruption(0, "split", 20, at("08:00"), state=State.SLOTTED, why="split", slots=pieces)
    with office.store.write("split", office.now()) as db:
        interruptions.insert(db, split)
    day = take(office)
    assert [(one.used, one.capacity, len(one.items)) for one in day.queue] == [(20, 45, 1)]
    last = buffer(office, "B5")
    assert (last.free_minutes, last.slots) == (25, (1,))
    assert [one.position for one in item(office, "split").pieces] == [1, 1]


def test_a_buffer_tells_its_free_minutes_and_who_is_in_it(office: Office) -> None:
    for line in ("one 10m", "two 3m"):
        capture(office, line)
    first = buffer(office, "B1")
    assert (first.free_minutes, first.slots, first.reserve) == (2, (1, 2), 0)
    assert (buffer(office, "B5").free_minutes, buffer(office, "B5").reserve) == (45, 15)
    office.clock.set("10:37")
    assert buffer(office, "B1").free_minutes == 0
    assert buffer(office, "B2").free_minutes == 15
    drop(office, [1])
    assert buffer(office, "B1").free_minutes == 5
    office.clock.set("10:45")
    assert buffer(office, "B1").free_minutes == 0


def test_free_minutes_are_what_the_next_arrival_finds(office: Office) -> None:
    office.clock.set("10:33")
    for minutes in (4, 3, 2, 2):
        free = buffer(office, "B1").free_minutes
        (kept,) = capture(office, f"x {minutes}m").items
        assert (kept.pieces[0].label == "B1") == (free >= minutes)


def test_the_day_in_numbers(office: Office) -> None:
    plan(office, "Draft 90m\n11:00-11:30 Sync: agree\nEverything 10h")
    for line in ("one 10m", "two 20m", "tomorrow 10m >wed", "waits 10m <09:30"):
        capture(office, line)
    finish(office, ids(capture(office, "gone 5m").items), 12)
    day = take(office)
    numbers = day.summary
    buffers = [one for one in day.blocks if one.kind is BlockKind.BUFFER]
    assert numbers.buffered == sum(one.minutes for one in buffers)
    assert numbers.booked == 30
    assert numbers.free == numbers.buffered - numbers.booked
    assert numbers.planned + numbers.unplaced == 90 + 600
    assert (numbers.meetings, numbers.meetings_done, numbers.sprints_done) == (1, 0, 0)
    assert (numbers.waiting, numbers.waiting_minutes) == (4, 50)
    assert (numbers.done, numbers.done_minutes) == (1, 12)
    office.clock.set("11:30")
    assert take(office).summary.meetings_done == 1


def test_the_queue_is_grouped_by_buffer_and_those_without_one_come_last(office: Office) -> None:
    for line in ("one 10m", "long 70m", "waits 10m <09:30", "now 5m !!", "friday 5m >fri"):
        capture(office, line)
    groups = take(office).queue
    assert [(one.label, one.capacity, one.used, [view.title for view in one.items]) for one in groups] == [
        ("B1", 15, 10, ["one"]),
        ("B2", 15, 15, ["long"]),
        ("B3", 15, 15, ["long"]),
        ("B4", 15, 15, ["long"]),
        ("B5", 45, 25, ["long"]),
        ("B1", 15, 5, ["friday"]),
        ("", 0, 15, ["waits", "now"]),
    ]
    assert groups[-1].day is None
    assert groups[-1].starts_at is None
    assert [one.title for one in take(office).items] == ["one", "long", "friday", "waits", "now"]
    assert item(office, "long").promise == "12:15 today, in 4 parts"


def test_another_day_can_be_looked_at_with_what_is_slotted_there(office: Office) -> None:
    capture(office, "tomorrow 10m >wed")
    wednesday = take(office, TODAY + timedelta(days=1))
    first = next(one for one in wednesday.blocks if one.label == "B1")
    assert (wednesday.date, first.slots, first.free_minutes) == (TODAY + timedelta(days=1), (1,), 5)
    assert wednesday.summary.booked == 10
    assert take(office).summary.booked == 0


def test_what_a_running_sprint_needs_beyond_its_place_is_gone_from_the_buffer_once(office: Office) -> None:
    plan(office, "Deck 45m\n09:45-10:15 Sync: agree @Ana\nNotes 45m")
    sprints.start(office)
    office.clock.set("09:44")
    before = take(office).fever
    sprints.extend(office, 30)
    after = take(office).fever
    assert before
    assert after
    assert (after.planned, after.buffer) == (before.planned, before.buffer)
    assert after.gone == before.gone + 30


def test_what_was_done_today_is_shown_latest_first(office: Office) -> None:
    for minute, title in enumerate(("one", "two", "three")):
        office.clock.set(f"09:0{minute}")
        capture(office, f"{title} 5m")
        finish(office, [minute + 1], 4)
    assert [(one.title, one.spent, one.closed_at) for one in take(office).done] == [
        ("three", 4, at("09:02")),
        ("two", 4, at("09:01")),
        ("one", 4, at("09:00")),
    ]


def test_looking_never_writes(office: Office) -> None:
    plan(office, "Draft 90m")
    capture(office, "one 10m")
    before, version = rows(office), office.store.version()
    for minutes in (0, 100, 600, 3000):
        office.clock.tick(minutes)
        for days in (-1, 0, 1, 40):
            take(office, TODAY + timedelta(days=days))
    assert rows(office) == before
    assert office.store.version() == version


def test_what_can_be_undone_and_done_again_has_a_name(office: Office) -> None:
    assert (take(office).undo, take(office).redo) == ("", "")
    capture(office, "Bob: invoice 10m")
    assert (take(office).undo, take(office).redo) == ("capture Bob: invoice", "")


def test_the_panes_tell_when_interruptions_came_today_and_who_asks_most_this_week(office: Office) -> None:
    office.clock.set("09:59")
    for line in ("Zoe: one", "Ana: two", "without a name"):
        capture(office, line)
    office.clock.set("10:00")
    capture(office, "Ana: three")
    pulse = whole(office).pulse
    assert pulse is not None
    assert {hour: count for hour, count in enumerate(pulse.by_hour) if count} == {9: 3, 10: 1}
    assert pulse.people == (("Ana", 2), ("Zoe", 1))


def test_of_those_who_ask_as_often_the_first_stands_first_and_five_are_told(office: Office) -> None:
    for name in ("Zoe", "Yan", "Xin", "Bob", "Kim", "Ana"):
        capture(office, f"{name}: one")
    office.clock.set("10:00", date(2026, 11, 25))
    capture(office, "Ana: again")
    pulse = whole(office).pulse
    assert pulse is not None
    assert sum(pulse.by_hour) == 1
    assert [name for name, _ in pulse.people] == ["Ana", "Zoe", "Yan", "Xin", "Bob"]
