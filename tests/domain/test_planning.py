from __future__ import annotations

import time as clock
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coachtui.domain.block import Block, BlockKind, BlockState
from coachtui.domain.day import hours, resolve
from coachtui.domain.errors import UsageError
from coachtui.domain.planning import (
    Plan,
    TaskAsk,
    Unplaced,
    kept_around,
    pieces,
    plan_day,
    project_day,
    standing_breaks,
)
from coachtui.domain.rhythm import Rhythm, StandingBreak
from coachtui.domain.span import Span, later, without
from tests.domain.strategies import Case, cases, instants_in, minutes_of, moments, rhythms

if TYPE_CHECKING:
    from collections.abc import Sequence

ZONE = ZoneInfo("Europe/Berlin")
TUESDAY = date(2026, 3, 3)
DEFAULT = Rhythm()
HOURS = hours(TUESDAY, DEFAULT, ZONE)


def at(text: str) -> datetime:
    return resolve(TUESDAY, time.fromisoformat(text), ZONE)


def span(text: str) -> Span:
    start, end = text.split("-")
    return Span(at(start), at(end))


def meeting(text: str, title: str = "Meeting") -> Block:
    return Block(BlockKind.MEETING, span(text), title)


def rest(text: str, title: str = "Lunch") -> Block:
    return Block(BlockKind.BREAK, span(text), title)


def sprint(text: str, title: str = "Work", state: BlockState = BlockState.DONE) -> Block:
    return Block(BlockKind.SPRINT, span(text), title, state)


def lines(blocks: Sequence[Block]) -> list[str]:
    """The blocks as a person would write them: "S1 09:00-09:45 Write Q3 brief"."""
    out = []
    for block in blocks:
        start, end = (one.astimezone(ZONE) for one in block.span)
        out.append(f"{block.label} {start:%H:%M}-{end:%H:%M} {block.name}".strip())
    return out


def plan(*asks: TaskAsk, fixed: Sequence[Block] = (), rhythm: Rhythm = DEFAULT, start: str = "") -> Plan:
    return plan_day(hours(TUESDAY, rhythm, ZONE), rhythm, asks, fixed, start=at(start) if start else None)


def test_a_day_of_tasks_meetings_and_lunch() -> None:
    planned = plan(
        TaskAsk("Write Q3 brief", 45, must=True),
        TaskAsk("Draft board deck", 90, must=True),
        TaskAsk("Hiring loop notes", 45),
        TaskAsk("Client proposal", 45),
        TaskAsk("Code review batch", 45),
        fixed=[meeting("11:00-11:30", "Budget"), meeting("15:00-15:45", "Hiring"), rest("12:00-13:00")],
    )
    assert lines(planned.blocks) == [
        "S1 09:00-09:45 Write Q3 brief",
        "S2 09:45-10:30 Draft board deck 1/2",
        "B1 10:30-11:00",
        "M1 11:00-11:30 Budget",
        "B2 11:30-12:00",
        "R1 12:00-13:00 Lunch",
        "S3 13:00-13:45 Draft board deck 2/2",
        "S4 13:45-14:30 Hiring loop notes",
        "B3 14:30-15:00",
        "M2 15:00-15:45 Hiring",
        "B4 15:45-15:55",
        "S5 15:55-16:40 Client proposal",
        "B5 16:40-17:30",
    ]
    assert [one.reserve for one in planned.blocks if one.kind == BlockKind.BUFFER] == [0, 0, 0, 0, 15]
    assert planned.unplaced == (Unplaced("Code review batch", 45),)


def test_a_day_without_tasks_is_one_buffer_with_its_reserve() -> None:
    (only,) = plan().blocks
    assert (only.label, only.span, only.reserve) == ("B1", HOURS, 15)


@pytest.mark.parametrize(
    ("minutes", "longest", "expected"),
    [
        (45, 45, [45]),
        (46, 45, [25, 21]),
        (90, 45, [45, 45]),
        (100, 45, [35, 35, 30]),
        (101, 45, [35, 35, 31]),
        (86, 43, [43, 43]),
        (11, 5, [5, 5, 1]),
        (1, 45, [1]),
    ],
)
def test_a_long_task_becomes_balanced_sprints(minutes: int, longest: int, expected: list[int]) -> None:
    assert pieces(minutes, longest) == expected


@given(st.integers(1, 10_080), st.integers(5, 240))
def test_pieces_are_few_and_add_up(minutes: int, longest: int) -> None:
    lengths = pieces(minutes, longest)
    assert sum(lengths) == minutes
    assert len(lengths) == -(-minutes // longest)
    assert all(0 < length <= longest for length in lengths)


def test_musts_come_first_and_a_short_task_fills_a_gap() -> None:
    planned = plan(
        TaskAsk("Optional", 45),
        TaskAsk("Short", 15),
        TaskAsk("Must", 45, must=True),
        fixed=[meeting("10:05-11:00")],
    )
    assert lines(planned.blocks)[:3] == ["S1 09:00-09:45 Must", "B1 09:45-10:05", "M1 10:05-11:00 Meeting"]
    assert "S2 11:10-11:55 Optional" in lines(planned.blocks)
    gap = plan(TaskAsk("Long", 45), TaskAsk("Short", 20), fixed=[meeting("09:20-10:00")])
    assert lines(gap.blocks)[0] == "S1 09:00-09:20 Short"


def test_an_optional_task_never_costs_a_must_its_place() -> None:
    rhythm = Rhythm(closes=time(10, 45), end_buffer=0, reserve=0)
    optional = [TaskAsk("One", 10), TaskAsk("Two", 10)]
    coffee = rest("09:10-09:15", "Coffee")
    with_must = plan(*optional, TaskAsk("Must", 90, must=True), rhythm=rhythm, fixed=[coffee])
    assert with_must.unplaced == (Unplaced("One", 10), Unplaced("Two", 10))
    assert lines(plan(*optional, rhythm=rhythm, fixed=[coffee]).blocks)[0] == "S1 09:00-09:10 One"


def test_the_buffer_after_every_second_sprint_is_a_hard_constraint() -> None:
    planned = plan(TaskAsk("A", 45), TaskAsk("B", 45), TaskAsk("C", 45), fixed=[rest("10:40-11:00")])
    assert lines(planned.blocks)[:4] == [
        "S1 09:00-09:45 A",
        "B1 09:45-10:40",
        "R1 10:40-11:00 Lunch",
        "S2 11:00-11:45 B",
    ]


def test_the_count_of_sprints_goes_on_over_a_break() -> None:
    planned = plan(TaskAsk("A", 45), TaskAsk("B", 45), TaskAsk("C", 45), fixed=[rest("09:45-10:00")])
    assert lines(planned.blocks)[:5] == [
        "S1 09:00-09:45 A",
        "R1 09:45-10:00 Lunch",
        "S2 10:00-10:45 B",
        "B1 10:45-11:00",
        "S3 11:00-11:45 C",
    ]


def test_the_end_of_the_day_serves_as_the_buffer_of_the_last_sprint() -> None:
    planned = plan(TaskAsk("A", 45), TaskAsk("B", 45), rhythm=Rhythm(closes=time(11)))
    assert lines(planned.blocks) == ["S1 09:00-09:45 A", "S2 09:45-10:30 B", "B1 10:30-11:00"]


def test_buffers_owed_by_back_to_back_meetings_come_after_the_last() -> None:
    planned = plan(
        TaskAsk("A", 45), fixed=[meeting("09:00-09:30"), meeting("09:35-10:00"), rest("10:00-10:15", "Tea")]
    )
    assert lines(planned.blocks)[:6] == [
        "M1 09:00-09:30 Meeting",
        "B1 09:30-09:35",
        "M2 09:35-10:00 Meeting",
        "R1 10:00-10:15 Tea",
        "B2 10:15-10:30",
        "S1 10:30-11:15 A",
    ]


def test_a_meeting_outside_the_hours_keeps_its_buffer() -> None:
    planned = plan(fixed=[meeting("07:00-08:00"), meeting("19:00-20:00")])
    assert lines(planned.blocks) == [
        "M1 07:00-08:00 Meeting",
        "B1 08:00-08:10",
        "B2 09:00-17:30",
        "M2 19:00-20:00 Meeting",
        "B3 20:00-20:10",
    ]


def test_the_end_buffer_moves_before_a_meeting_that_ends_the_day() -> None:
    planned = plan(TaskAsk("A", 8 * 60), fixed=[meeting("16:45-17:15")])
    assert lines(planned.blocks)[-3:] == ["B4 15:45-16:45", "M1 16:45-17:15 Meeting", "B5 17:15-17:30"]
    assert [one.reserve for one in planned.blocks[-3:]] == [10, 0, 5]


def test_planning_late_in_the_day_leaves_what_is_left_of_the_end_buffer() -> None:
    planned = plan(TaskAsk("A", 45), start="17:20")
    assert lines(planned.blocks) == ["B1 17:20-17:30"]
    assert planned.blocks[0].reserve == 10
    assert planned.unplaced == (Unplaced("A", 45),)


def test_planning_after_the_hours_places_nothing() -> None:
    assert plan(TaskAsk("A", 45), start="18:00") == Plan((), (Unplaced("A", 45),))


def test_planning_during_the_day_begins_after_the_running_sprint() -> None:
    kept = [sprint("09:00-09:45"), sprint("09:50-10:35", "Deck", BlockState.RUNNING)._replace(task_id=7)]
    planned = plan_day(HOURS, DEFAULT, [TaskAsk("Deck", 45, task_id=7)], start=at("10:00"), kept=kept)
    assert lines(planned.blocks)[:4] == [
        "S1 09:00-09:45 Work",
        "S2 09:50-10:35 Deck",
        "B1 10:35-10:50",
        "S3 10:50-11:35 Deck 2/2",
    ]


def test_planning_again_uses_a_long_buffer_that_has_begun() -> None:
    before = [one._replace(id=index) for index, one in enumerate(plan(TaskAsk("A", 45)).blocks, 1)]
    again = plan_day(HOURS, DEFAULT, [TaskAsk("B", 45)], start=at("09:50"), kept=before)
    assert lines(again.blocks) == [
        "S1 09:00-09:45 A",
        "B1 09:45-10:00",
        "S2 10:00-10:45 B",
        "B2 10:45-17:30",
    ]
    assert [one.id for one in again.blocks] == [1, 2, None, None]
    assert [one.reserve for one in again.blocks] == [0, 0, 0, 15]


def test_planning_again_without_new_work_changes_nothing() -> None:
    before = [one._replace(id=index) for index, one in enumerate(plan(TaskAsk("A", 45)).blocks, 1)]
    assert plan_day(HOURS, DEFAULT, [], start=at("09:50"), kept=before).blocks == tuple(before)


def test_sprints_go_around_promised_slots() -> None:
    asks = [TaskAsk("A", 45), TaskAsk("B", 45)]
    planned = plan_day(HOURS, DEFAULT, asks, promised=[span("10:00-10:10"), span("10:10-10:20")])
    assert lines(planned.blocks) == [
        "S1 09:00-09:45 A",
        "B1 09:45-10:20",
        "S2 10:20-11:05 B",
        "B2 11:05-17:30",
    ]


def test_a_promised_slot_gives_way_where_a_task_would_lose_its_place() -> None:
    asks, slots = [TaskAsk("A", 90)], [span("09:30-09:40")]
    short = span("09:00-11:00")
    assert plan_day(short, DEFAULT, asks, promised=slots) == plan_day(short, DEFAULT, asks)


def test_a_day_off_holds_only_what_is_fixed() -> None:
    planned = plan_day(None, DEFAULT, [TaskAsk("A", 45)], [meeting("10:00-11:00")])
    assert lines(planned.blocks) == ["M1 10:00-11:00 Meeting", "B1 11:00-11:10"]
    assert planned.unplaced == (Unplaced("A", 45),)


def test_overlapping_fixed_blocks_are_refused_by_name() -> None:
    with pytest.raises(UsageError, match=r"'Budget' and 'Hiring' overlap"):
        plan(fixed=[meeting("10:00-11:00", "Budget"), meeting("10:30-11:30", "Hiring")])
    with pytest.raises(UsageError, match=r"'Budget' and a break overlap"):
        plan(fixed=[meeting("10:00-11:00", "Budget"), rest("10:30-11:30", "")])


def test_an_unplanned_day_is_full_of_sprints_without_a_name() -> None:
    assert lines(project_day(HOURS, DEFAULT, [rest("12:00-13:00")])) == [
        "S1 09:00-09:45",
        "S2 09:45-10:30",
        "B1 10:30-10:45",
        "S3 10:45-11:30",
        "B2 11:30-12:00",
        "R1 12:00-13:00 Lunch",
        "S4 13:00-13:45",
        "S5 13:45-14:30",
        "B3 14:30-14:45",
        "S6 14:45-15:30",
        "S7 15:30-16:15",
        "B4 16:15-17:30",
    ]


def test_the_spring_night_gives_a_buffer_its_true_length() -> None:
    rhythm = Rhythm(opens=time(1, 45), closes=time(3, 15))
    (only,) = project_day(hours(date(2026, 3, 29), rhythm, ZONE), rhythm)
    assert only.span.minutes == 30


LUNCH = Rhythm(breaks=(StandingBreak(time(12), time(13), "Lunch"),))


@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ([], ["12:00-13:00"]),
        (["11:30-12:15"], ["12:15-13:00"]),
        (["12:20-12:30"], ["12:30-13:00"]),
        (["12:10-12:56"], ["12:00-12:10"]),
        (["12:04-13:00"], []),
        (["11:00-14:00"], []),
    ],
)
def test_a_standing_break_goes_around_meetings(around: list[str], expected: list[str]) -> None:
    breaks = standing_breaks(TUESDAY, LUNCH, ZONE, [meeting(text) for text in around])
    assert [one.span for one in breaks] == [span(text) for text in expected]
    assert all(one.title == "Lunch" for one in breaks)


def test_an_explicit_break_stands_for_the_standing_one_it_overlaps() -> None:
    assert standing_breaks(TUESDAY, LUNCH, ZONE, [rest("12:45-13:15", "Late lunch")]) == ()
    assert len(standing_breaks(TUESDAY, LUNCH, ZONE, [rest("13:00-13:15", "Coffee")])) == 1


def test_standing_breaks_lie_in_the_hours_also_at_night() -> None:
    night = LUNCH._replace(opens=time(22), closes=time(6), breaks=(StandingBreak(time(2), time(2, 30)),))
    (only,) = standing_breaks(TUESDAY, night, ZONE)
    assert only.span.start == resolve(date(2026, 3, 4), time(2), ZONE)
    assert standing_breaks(TUESDAY, LUNCH._replace(closes=time(12)), ZONE) == ()
    assert standing_breaks(TUESDAY, LUNCH._replace(working=False), ZONE) == ()


def test_a_break_in_the_skipped_hour_is_none() -> None:
    night = Rhythm(opens=time(0), closes=time(8), breaks=(StandingBreak(time(2, 30), time(3, 10)),))
    assert standing_breaks(date(2026, 3, 29), night, ZONE) == ()


@given(moments(), rhythms(), st.data())
def test_standing_breaks_overlap_nothing(
    moment: tuple[date, ZoneInfo], rhythm: Rhythm, data: st.DataObject
) -> None:
    on, zone = moment
    open_hours = hours(on, rhythm, zone)
    assume(open_hours)
    assert open_hours is not None
    start = data.draw(instants_in(open_hours))
    around = [Block(BlockKind.MEETING, Span(start, later(start, data.draw(st.integers(1, 120)))))]
    blocks = sorted([*around, *standing_breaks(on, rhythm, zone, around)], key=lambda one: one.span)
    assert all(one.span.end <= other.span.start for one, other in pairwise(blocks))
    assert all(open_hours.covers(one.span) for one in blocks if one.kind == BlockKind.BREAK)


def test_what_is_kept_gives_way_to_fixed_blocks() -> None:
    buffer = Block(BlockKind.BUFFER, span("09:45-10:30"), id=3)
    kept = kept_around(
        [sprint("09:00-09:45"), buffer, sprint("10:30-11:15")],
        [meeting("10:00-10:10"), meeting("11:00-12:00")],
    )
    assert [(one.span, one.id) for one in kept] == [
        (span("09:00-09:45"), None),
        (span("09:45-10:00"), 3),
        (span("10:10-10:30"), None),
        (span("10:30-11:00"), None),
    ]


def test_a_sprint_that_began_inside_a_meeting_is_named() -> None:
    with pytest.raises(UsageError, match='"Work" has begun in the time of "Meeting"'):
        kept_around([sprint("09:00-09:45")], [meeting("08:30-09:30")])


def unnamed(blocks: Sequence[Block], day: Span) -> list[Span]:
    """The time of a day that no block covers."""
    return without(day, [one.span for one in blocks])


def assert_is_a_day(blocks: Sequence[Block], rhythm: Rhythm) -> None:
    """What holds for the blocks of any plan: order, lengths, and the buffers that are promised."""
    assert all(one.span.end <= other.span.start for one, other in pairwise(blocks))
    run = owed = 0
    for index, block in enumerate(blocks):
        if block.kind == BlockKind.SPRINT:
            assert block.span.minutes <= rhythm.sprint
            assert owed == 0, "a meeting's buffer comes before any sprint"
            run += 1
            assert run <= rhythm.every
            if run == rhythm.every and any(one.kind == BlockKind.SPRINT for one in blocks[index + 1 :]):
                following = blocks[index + 1]
                assert following.kind == BlockKind.BUFFER
                assert following.span.minutes >= rhythm.buffer
        elif block.kind == BlockKind.BUFFER:
            owed = max(0, owed - block.span.minutes)
            run = 0 if block.span.minutes >= rhythm.buffer else run
        elif block.kind == BlockKind.MEETING:
            owed += rhythm.meeting_buffer
            run = 0 if rhythm.meeting_buffer else run
    assert owed == 0


@given(cases())
def test_any_plan_keeps_its_promises(case: Case) -> None:
    planned = plan_day(case.hours, case.rhythm, case.asks, case.fixed)
    assert_is_a_day(planned.blocks, case.rhythm)
    assert unnamed(planned.blocks, case.hours) == []
    assert [one._replace(label="") for one in planned.blocks if one.is_fixed] == list(case.fixed)
    assert plan_day(case.hours, case.rhythm, case.asks, case.fixed) == planned


@given(cases())
def test_no_minute_is_lost_or_made_up(case: Case) -> None:
    planned = plan_day(case.hours, case.rhythm, case.asks, case.fixed)
    for ask in case.asks:
        sprints = [one for one in planned.blocks if one.task_id == ask.task_id]
        left = sum(one.minutes for one in planned.unplaced if one.task_id == ask.task_id)
        assert sum(one.span.minutes for one in sprints) + left == ask.minutes
        assert [one.part for one in sprints] == list(range(1, len(sprints) + 1))
        assert all(one.parts == -(-ask.minutes // case.rhythm.sprint) for one in sprints)


@given(cases())
def test_the_day_ends_with_its_buffer_and_its_reserve(case: Case) -> None:
    blocks = plan_day(case.hours, case.rhythm, case.asks, case.fixed).blocks
    last = max((index for index, one in enumerate(blocks) if one.kind == BlockKind.SPRINT), default=None)
    assume(last is not None)
    assert last is not None
    within = [one for one in blocks[last + 1 :] if one.span.overlaps(case.hours)]
    assert minutes_of(within, BlockKind.BUFFER) >= case.rhythm.end_buffer
    assert sum(one.reserve for one in blocks) == case.rhythm.reserve


def lost_musts(planned: Plan, asks: Sequence[TaskAsk]) -> int:
    musts = {ask.task_id for ask in asks if ask.must}
    return sum(one.minutes for one in planned.unplaced if one.task_id in musts)


@given(cases())
def test_musts_lose_nothing_to_other_tasks(case: Case) -> None:
    alone = [ask for ask in case.asks if ask.must]
    all_planned = plan_day(case.hours, case.rhythm, case.asks, case.fixed)
    musts_planned = plan_day(case.hours, case.rhythm, alone, case.fixed)
    assert lost_musts(all_planned, case.asks) <= lost_musts(musts_planned, case.asks)


@given(cases(), st.data())
def test_planning_again_keeps_what_was_and_fills_the_rest(case: Case, data: st.DataObject) -> None:
    first = plan_day(case.hours, case.rhythm, case.asks, case.fixed)
    start = data.draw(instants_in(case.hours))
    kept = [one for one in first.blocks if one.span.start < start and not one.is_fixed]
    spent = {ask.task_id: 0 for ask in case.asks}
    for block in kept:
        if block.kind == BlockKind.SPRINT:
            spent[block.task_id] += block.span.minutes
    asks = [
        ask._replace(minutes=ask.minutes - spent[ask.task_id])
        for ask in case.asks
        if ask.minutes > spent[ask.task_id]
    ]
    again = plan_day(case.hours, case.rhythm, asks, case.fixed, start=start, kept=kept)
    spans = [one.span for one in again.blocks if one.kind == BlockKind.BUFFER]
    for block in kept:
        if block.kind == BlockKind.SPRINT:
            assert block.span in [one.span for one in again.blocks if one.task_id == block.task_id]
        else:
            regular = max(start, later(block.span.start, case.rhythm.buffer))
            assert without(Span(block.span.start, min(block.span.end, regular)), spans) == []
    earlier = [one for one in again.blocks if one.span.start < start and one.kind == BlockKind.SPRINT]
    assert len(earlier) == sum(one.kind == BlockKind.SPRINT for one in kept)
    assert_is_a_day(again.blocks, case.rhythm)
    assert unnamed(again.blocks, case.hours) == []
    asked = sum(ask.minutes for ask in case.asks)
    assert minutes_of(again.blocks, BlockKind.SPRINT) + sum(one.minutes for one in again.unplaced) == asked


@given(cases(), st.data())
def test_promised_slots_stay_unless_work_is_lost_by_it(case: Case, data: st.DataObject) -> None:
    starts = data.draw(st.lists(instants_in(case.hours, step=5), max_size=5))
    slots = [Span(start, later(start, data.draw(st.integers(1, 20)))) for start in starts]
    loose = plan_day(case.hours, case.rhythm, case.asks, case.fixed)
    firm = plan_day(case.hours, case.rhythm, case.asks, case.fixed, promised=slots)
    assert_is_a_day(firm.blocks, case.rhythm)
    assert unnamed(firm.blocks, case.hours) == []
    lost, least = (sum(one.minutes for one in planned.unplaced) for planned in (firm, loose))
    assert lost_musts(firm, case.asks) <= lost_musts(loose, case.asks)
    if lost_musts(firm, case.asks) == lost_musts(loose, case.asks):
        assert lost <= least
    broken = [slot for slot in slots for one in firm.blocks if one.task_id and one.span.overlaps(slot)]
    fixed = [one.span for one in case.fixed]
    assert firm == loose or not [one for one in broken if not any(map(one.overlaps, fixed))]


@given(cases(), st.integers(1, 59))
def test_nothing_new_is_placed_before_the_start_rounded_up(case: Case, seconds: int) -> None:
    start = case.hours.start + timedelta(seconds=seconds)
    blocks = plan_day(case.hours, case.rhythm, case.asks, case.fixed, start=start).blocks
    assert all(one.is_fixed or one.span.start >= later(case.hours.start, 1) for one in blocks)
    assert all(one.span.start.second == 0 for one in blocks)


@given(cases())
def test_a_projected_day_keeps_its_promises(case: Case) -> None:
    blocks = project_day(case.hours, case.rhythm, case.fixed)
    assert_is_a_day(blocks, case.rhythm)
    assert unnamed(blocks, case.hours) == []
    assert all(one.span.minutes == case.rhythm.sprint for one in blocks if one.kind == BlockKind.SPRINT)


@given(cases())
def test_a_projected_day_is_a_day_of_endless_tasks(case: Case) -> None:
    endless = [TaskAsk("", case.rhythm.sprint)] * (case.hours.minutes // case.rhythm.sprint)
    planned = plan_day(case.hours, case.rhythm, endless, case.fixed)
    assert project_day(case.hours, case.rhythm, case.fixed) == planned.blocks


@pytest.mark.benchmark
def test_two_hundred_tasks_are_planned_in_the_blink_of_an_eye() -> None:
    asks = [TaskAsk(f"Task {index}", 1 + index * 37 % 240, index % 3 == 0, index) for index in range(200)]
    fixed = [meeting(f"{hour:02}:20-{hour:02}:45") for hour in range(9, 17)]
    begin = clock.process_time()
    plan(*asks, fixed=fixed)
    assert clock.process_time() - begin < 0.05
