from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coachtui.domain.block import BEGUN, Block, BlockKind, BlockState
from coachtui.domain.errors import UsageError
from coachtui.domain.planning import TaskAsk, Unplaced, plan_day
from coachtui.domain.replanning import Replan, meeting_cancelled, meeting_lands
from coachtui.domain.span import Span, later, without
from tests.domain.strategies import Case, cases, instants_in, minutes_of
from tests.domain.test_planning import DEFAULT, HOURS, at, lines, meeting, rest, span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

TASKS = [
    TaskAsk("Brief", 45, task_id=1),
    TaskAsk("Deck", 90, task_id=2),
    TaskAsk("Notes", 45, task_id=3),
    TaskAsk("Client", 45, task_id=4),
]


def stored(blocks: Sequence[Block]) -> list[Block]:
    """The blocks as they come back from a file: each with an id."""
    return [one._replace(id=index) for index, one in enumerate(blocks, 1)]


FULL = stored(
    plan_day(
        HOURS,
        DEFAULT,
        TASKS,
        [meeting("11:00-11:30", "Budget"), rest("12:00-13:00"), meeting("15:00-15:45", "Hiring")],
    ).blocks
)
"""S1 9:00, S2 9:45, B1, M1 11:00, B2, R1 12:00, S3 13:00, S4 13:45, B3, M2 15:00, B4, S5 15:55, B5 16:40."""


def land(text: str, blocks: Sequence[Block] = FULL, now: str = "08:00") -> Replan:
    return meeting_lands(blocks, meeting(text, "New"), HOURS, DEFAULT, at(now))


def changes(replan: Replan) -> list[tuple[str, str, str]]:
    def word(one: Span | None) -> str:
        return lines([Block(BlockKind.BUFFER, one)])[0].strip() if one else "-"

    return [(one.title, word(one.before), word(one.after)) for one in replan.changes]


def test_a_meeting_on_a_buffer_moves_nothing() -> None:
    replan = land("10:30-10:45")
    assert changes(replan) == [("New", "-", "10:30-10:45")]
    assert lines(replan.blocks)[2:5] == ["M1 10:30-10:45 New", "B1 10:45-11:00", "M2 11:00-11:30 Budget"]


def test_sprints_move_after_the_meeting_and_the_rest_stays() -> None:
    replan = land("13:10-13:30")
    assert changes(replan) == [
        ("New", "-", "13:10-13:30"),
        ("Deck 2/2", "13:00-13:45", "13:40-14:25"),
        ("Notes", "13:45-14:30", "15:55-16:40"),
        ("Client", "15:55-16:40", "-"),
    ]
    assert replan.unplaced == (Unplaced("Client", 45, 4),)


def test_a_meeting_in_lunch_leaves_the_longest_piece_of_it() -> None:
    replan = land("12:30-13:00")
    assert changes(replan) == [
        ("New", "-", "12:30-13:00"),
        ("Deck 2/2", "13:00-13:45", "13:10-13:55"),
        ("Notes", "13:45-14:30", "13:55-14:40"),
        ("Lunch", "12:00-13:00", "12:00-12:30"),
    ]
    assert ("Lunch", "12:00-13:00", "-") in changes(land("11:40-12:58"))


LIGHT = stored(plan_day(HOURS, DEFAULT, [TaskAsk(name, 45) for name in "ABC"]).blocks)
"""A 9:00, B 9:45, a buffer at 10:30, C 10:45, and a buffer to the end of the day."""


def test_sprints_move_only_as_far_as_needed() -> None:
    assert lines(land("09:00-09:15", LIGHT).blocks) == [
        "M1 09:00-09:15 New",
        "B1 09:15-09:25",
        "S1 09:25-10:10 A",
        "S2 10:10-10:55 B",
        "B2 10:55-11:10",
        "S3 11:10-11:55 C",
        "B3 11:55-17:30",
    ]


def test_sprints_go_around_promised_slots_and_the_buffers_they_are_in() -> None:
    slots = [span("10:30-10:40"), span("12:00-12:20")]
    replan = meeting_lands(LIGHT, meeting("09:00-09:15", "New"), HOURS, DEFAULT, at("08:00"), slots)
    assert lines(replan.blocks) == [
        "M1 09:00-09:15 New",
        "B1 09:15-09:25",
        "S1 09:25-10:10 A",
        "B2 10:10-10:45",
        "S2 10:45-11:30 B",
        "B3 11:30-12:20",
        "S3 12:20-13:05 C",
        "B4 13:05-17:30",
    ]


def test_a_promised_slot_gives_way_where_work_would_lose_its_place() -> None:
    slots = [span("14:30-14:40")]
    replan = meeting_lands(FULL, meeting("12:30-13:00", "New"), HOURS, DEFAULT, at("08:00"), slots)
    assert replan == land("12:30-13:00")


def test_blocks_keep_their_ids() -> None:
    before = {one.id: one for one in FULL}
    for one in land("10:30-10:45").blocks:
        if one.id is not None:
            assert one.kind == before[one.id].kind
            assert one.title == before[one.id].title
    assert [one.id for one in land("10:30-10:45").blocks if one.title != "New"] == [one.id for one in FULL]


def test_a_running_sprint_ends_where_the_meeting_starts_and_its_rest_follows() -> None:
    running = [one._replace(state=BlockState.RUNNING) if one.label == "S2" else one for one in FULL]
    replan = land("10:00-10:20", running, now="09:50")
    assert lines(replan.blocks)[:5] == [
        "S1 09:00-09:45 Brief",
        "S2 09:45-10:00 Deck 1/3",
        "M1 10:00-10:20 New",
        "B1 10:20-10:30",
        "S3 10:30-11:00 Deck 2/3",
    ]
    assert [one.name for one in replan.blocks if one.task_id == 2][-1] == "Deck 3/3"
    assert changes(replan)[1:] == [("Deck 2/3", "10:00-10:30", "10:30-11:00")]
    assert [one.id for one in replan.blocks if one.state is BlockState.RUNNING] == [2]


def test_a_sprint_that_is_done_has_no_rest() -> None:
    done = [one._replace(state=BlockState.DONE) if one.label == "S2" else one for one in FULL]
    replan = land("10:10-10:25", done, now="10:05")
    assert lines(replan.blocks)[1] == "S2 09:45-10:10 Deck 1/2"
    assert changes(replan) == [("New", "-", "10:10-10:25")]


def test_a_meeting_cannot_take_the_start_of_what_has_begun() -> None:
    running = [one._replace(state=BlockState.RUNNING) if one.label == "S2" else one for one in FULL]
    with pytest.raises(UsageError, match=r'"Deck" has begun in the time of "New"'):
        land("09:30-10:00", running, now="09:50")


def test_a_meeting_over_another_one_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match=r"'New' overlaps 'Budget'"):
        land("11:15-11:45")


def test_what_a_past_meeting_pushes_goes_to_the_time_to_come() -> None:
    replan = land("09:00-09:20", now="10:42")
    assert changes(replan)[1] == ("Brief", "09:00-09:45", "13:00-13:45")


def test_a_meeting_outside_the_hours_gets_its_buffer() -> None:
    assert lines(land("18:00-19:00").blocks)[-2:] == ["M3 18:00-19:00 New", "B6 19:00-19:10"]


def test_a_cancelled_meeting_becomes_one_buffer_with_those_around_it() -> None:
    budget = next(one for one in FULL if one.title == "Budget")
    replan = meeting_cancelled(FULL, budget)
    assert lines(replan.blocks)[2:4] == ["B1 10:30-12:00", "R1 12:00-13:00 Lunch"]
    assert replan.blocks[2].id == FULL[2].id
    assert changes(replan) == [("Budget", "11:00-11:30", "-")]


def test_a_cancelled_meeting_keeps_the_reserve_of_the_day() -> None:
    late = plan_day(HOURS, DEFAULT, [], [meeting("16:45-17:15", "Late")]).blocks
    (only,) = meeting_cancelled(late, late[1]).blocks
    assert (only.span, only.reserve) == (HOURS, 15)


@st.composite
def days(draw: st.DrawFn) -> tuple[Case, list[Block], datetime]:
    """A planned day at some moment: what is over is done or was never begun, one sprint may run."""
    case = draw(cases())
    now = draw(instants_in(case.hours))
    blocks = []
    for block in stored(plan_day(case.hours, case.rhythm, case.asks, case.fixed).blocks):
        states = [BlockState.PLANNED]
        if block.kind == BlockKind.SPRINT and block.span.end <= now:
            states = [BlockState.DONE, BlockState.PLANNED]
        elif block.kind == BlockKind.SPRINT and block.span.start <= now:
            states = [BlockState.RUNNING, BlockState.PAUSED, BlockState.PLANNED]
        blocks.append(block._replace(state=draw(st.sampled_from(states))))
    return case, blocks, now


@st.composite
def landings(draw: st.DrawFn) -> tuple[Case, list[Block], datetime, Block, list[Span]]:
    """A day, a meeting that may land on it, and slots in its buffers."""
    case, blocks, now = draw(days())
    start = draw(instants_in(case.hours))
    new = Block(BlockKind.MEETING, Span(start, later(start, draw(st.integers(1, 120)))), "New")
    assume(not any(one.kind == BlockKind.MEETING and one.span.overlaps(new.span) for one in blocks))
    begun = [one for one in blocks if one.state in BEGUN and one.span.overlaps(new.span)]
    assume(all(one.span.start < start for one in begun))
    buffers = [one for one in blocks if one.kind == BlockKind.BUFFER]
    slots = [Span(one.span.start, later(one.span.start, min(10, one.span.minutes))) for one in buffers]
    return (
        case,
        blocks,
        now,
        new,
        draw(st.lists(st.sampled_from(slots), unique=True) if slots else st.just([])),
    )


def work(blocks: Sequence[Block]) -> Counter[int | None]:
    """Minutes of sprints by task."""
    total: Counter[int | None] = Counter()
    for one in blocks:
        if one.kind == BlockKind.SPRINT:
            total[one.task_id] += one.span.minutes
    return total


@given(landings())
def test_any_landing_leaves_a_whole_day(
    landing: tuple[Case, list[Block], datetime, Block, list[Span]],
) -> None:
    case, before, now, new, slots = landing
    replan = meeting_lands(before, new, case.hours, case.rhythm, now, slots)
    after = replan.blocks
    assert all(one.span.end <= other.span.start for one, other in pairwise(after))
    assert without(case.hours, [one.span for one in after]) == []
    assert new in [one._replace(label="") for one in after]
    lost = Counter({one.task_id: one.minutes for one in replan.unplaced})
    done = Counter[int | None]()
    for one in before:
        if one.state is BlockState.DONE and one.span.overlaps(new.span):
            done[one.task_id] += one.span.minutes - Span(one.span.start, new.span.start).minutes
    assert work(before) == work(after) + lost + done
    ids = [one.id for one in after if one.id is not None]
    assert len(ids) == len(set(ids))
    assert meeting_lands(before, new, case.hours, case.rhythm, now, slots) == replan


@given(landings())
def test_a_landing_moves_sprints_only_later_and_in_their_order(
    landing: tuple[Case, list[Block], datetime, Block, list[Span]],
) -> None:
    case, before, now, new, slots = landing
    replan = meeting_lands(before, new, case.hours, case.rhythm, now, slots)
    after = {one.id: one.span for one in replan.blocks}
    sprints = [one for one in before if one.kind == BlockKind.SPRINT and one.id in after]
    for one in sprints:
        moved = after[one.id]
        if one.state in BEGUN:
            over = one.span.overlaps(new.span)
            assert moved == (Span(one.span.start, new.span.start) if over else one.span)
        elif one.span.end <= new.span.start:
            assert moved == one.span
        else:
            assert moved.minutes == one.span.minutes
            assert moved == one.span or moved.start >= max(now, new.span.end, one.span.start)
    waiting = [after[one.id] for one in sprints if one.state not in BEGUN]
    assert waiting == sorted(waiting)
    meetings = [one for one in before if one.kind == BlockKind.MEETING]
    assert all(after[one.id] == one.span for one in meetings)


@given(landings())
def test_a_landing_keeps_the_buffers_of_the_rhythm(
    landing: tuple[Case, list[Block], datetime, Block, list[Span]],
) -> None:
    case, before, now, new, slots = landing
    after = meeting_lands(before, new, case.hours, case.rhythm, now, slots).blocks
    run = owed = 0
    for one in after:
        if one.kind == BlockKind.SPRINT:
            assert owed == 0 or one.state in BEGUN
            run += 1
            assert run <= case.rhythm.every
        elif one.kind == BlockKind.BUFFER:
            owed = max(0, owed - one.span.minutes)
            run = 0 if one.span.minutes >= case.rhythm.buffer else run
        elif one.kind == BlockKind.MEETING:
            owed += case.rhythm.meeting_buffer
            run = 0
    assert owed == 0


@given(days(), st.data())
def test_cancelling_fills_nothing_with_work(
    day: tuple[Case, list[Block], datetime], data: st.DataObject
) -> None:
    _, before, _ = day
    meetings = [one for one in before if one.kind == BlockKind.MEETING]
    assume(meetings)
    gone = data.draw(st.sampled_from(meetings))
    after = meeting_cancelled(before, gone).blocks
    assert all(one.span.end <= other.span.start for one, other in pairwise(after))
    assert [one for one in after if one.kind == BlockKind.BUFFER and one.span.covers(gone.span)]
    others = (BlockKind.SPRINT, BlockKind.MEETING, BlockKind.BREAK)
    assert [one.id for one in after if one.kind in others] == [
        one.id for one in before if one.kind in others and one.id != gone.id
    ]
    freed = minutes_of(after, BlockKind.BUFFER) - minutes_of(before, BlockKind.BUFFER)
    assert freed == gone.span.minutes
    assert sum(one.reserve for one in after) == sum(one.reserve for one in before)
    assert not any(
        one.kind == other.kind == BlockKind.BUFFER and one.span.end == other.span.start
        for one, other in pairwise(after)
    )
