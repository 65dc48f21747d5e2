"""Sprints that start at another time, and days changed by hand: nothing overlaps, nothing is lost."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from coachtui.domain.block import BEGUN, Block, BlockKind, BlockState
from coachtui.domain.editing import added, continued, cut, exchanged, moved, parked, resized
from coachtui.domain.errors import CoachError
from coachtui.domain.planning import TaskAsk, plan_day
from coachtui.domain.slotting.events import Ripple, brought, inserted, taken_out
from coachtui.domain.span import Span, later, without
from tests.domain.strategies import Case, cases, instants_in
from tests.domain.test_slotting_events import at, day, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A day is planned for every example, which takes its time where others work too."""

MORNING = "S1 09:00-09:45, S2 09:45-10:30, B1 10:30-10:45, S3 10:45-11:30, B2 11:30-12:00, R1 12:00-13:00"
NOON = "S1 09:00-09:45, B1 09:45-10:00, M1 10:00-10:30, B2 10:30-10:40, S2 10:40-11:10, B3 11:10-12:00"


def shown(ripple: Ripple) -> str:
    """The blocks, a new buffer as "B", and behind a bar what slips."""
    slips = [f"{slip.block.label} {slip.minutes}m" for slip in ripple.slips]
    return " | ".join([words([one._replace(label=one.label or "B") for one in ripple.blocks]), *slips])


def block(blocks: Sequence[Block], label: str) -> Block:
    return next(one for one in blocks if one.label == label)


@pytest.mark.parametrize(
    ("before", "label", "start", "after"),
    [
        pytest.param(
            MORNING,
            "S3",
            "10:35",
            "S1 09:00-09:45, S2 09:45-10:30, B 10:30-10:35, S3 10:35-11:20, B2 11:20-12:00, R1 12:00-13:00",
            id="early, in the buffer before it, which is cut",
        ),
        pytest.param(
            MORNING,
            "S2",
            "09:50",
            "S1 09:00-09:45, B 09:45-09:50, S2 09:50-10:35, B1 10:35-10:45, S3 10:45-11:30, B2 11:30-12:00, "
            "R1 12:00-13:00",
            id="a little late",
        ),
        pytest.param(
            MORNING,
            "S1",
            "10:00",
            "B 09:00-10:00, S1 10:00-10:45, S2 10:45-11:30, S3 11:30-12:00, R1 12:00-13:00 | S3 15m",
            id="in the time of another, which moves whole behind it",
        ),
        pytest.param(
            MORNING,
            "S3",
            "08:30",
            "S3 08:30-09:15, S1 09:15-10:00, S2 10:00-10:45, B2 10:45-12:00, R1 12:00-13:00",
            id="before the day begins",
        ),
        pytest.param(
            MORNING,
            "S3",
            "12:30",
            "S1 09:00-09:45, S2 09:45-10:30, B2 10:30-12:00, R1 12:00-12:30, S3 12:30-13:15",
            id="in a break, which is cut short, and over the end of the day",
        ),
        pytest.param(
            NOON,
            "S1",
            "09:50",
            "B1 09:00-09:50, S1 09:50-10:00, M1 10:00-10:30, B2 10:30-10:40, S2 10:40-11:10, B3 11:10-12:00"
            " | S1 35m",
            id="up to the meeting",
        ),
    ],
)
def test_a_sprint_that_starts_at_another_time_moves_there(
    before: str, label: str, start: str, after: str
) -> None:
    blocks = day(before)
    ripple = brought(blocks, block(blocks, label), at(start))
    assert shown(ripple).replace("B1 09:00-09:50", "B1 09:00-09:50") == after


@pytest.mark.parametrize("start", ["10:00", "10:10", "10:29"])
def test_nothing_is_brought_into_a_meeting(start: str) -> None:
    blocks = day(NOON)
    with pytest.raises(CoachError, match="M1 is on then"):
        brought(blocks, block(blocks, "S2"), at(start))


@pytest.mark.parametrize(
    ("change", "after"),
    [
        pytest.param(
            lambda b: moved(b, block(b, "S2"), 10),
            "S1 09:00-09:45, B 09:45-09:55, S2 09:55-10:40, B1 10:40-10:45, S3 10:45-11:30, B2 11:30-12:00, "
            "R1 12:00-13:00",
            id="later",
        ),
        pytest.param(
            lambda b: moved(b, block(b, "S3"), -10),
            "S1 09:00-09:45, S2 09:45-10:30, B 10:30-10:35, S3 10:35-11:20, B2 11:20-12:00, R1 12:00-13:00",
            id="earlier",
        ),
        pytest.param(
            lambda b: resized(b, block(b, "S2"), 5),
            "S1 09:00-09:45, S2 09:45-10:35, B1 10:35-10:45, S3 10:45-11:30, B2 11:30-12:00, R1 12:00-13:00",
            id="a longer sprint eats its buffer",
        ),
        pytest.param(
            lambda b: resized(b, block(b, "S1"), -5),
            "S1 09:00-09:40, B 09:40-09:45, S2 09:45-10:30, B1 10:30-10:45, S3 10:45-11:30, B2 11:30-12:00, "
            "R1 12:00-13:00",
            id="a shorter sprint leaves a buffer",
        ),
        pytest.param(
            lambda b: resized(b, block(b, "B1"), 10),
            "S1 09:00-09:45, S2 09:45-10:30, B1 10:30-10:55, S3 10:55-11:40, B2 11:40-12:00, R1 12:00-13:00",
            id="a longer buffer",
        ),
        pytest.param(
            lambda b: resized(b, block(b, "B1"), -15),
            "S1 09:00-09:45, S2 09:45-10:30, S3 10:30-11:15, B2 11:15-12:00, R1 12:00-13:00",
            id="a removed buffer gives its minutes to the next one",
        ),
        pytest.param(
            lambda b: exchanged(b, block(b, "S2"), block(b, "S3")),
            "S1 09:00-09:45, S3 09:45-10:30, B1 10:30-10:45, S2 10:45-11:30, B2 11:30-12:00, R1 12:00-13:00",
            id="exchanged",
        ),
        pytest.param(
            lambda b: added(b, Block(BlockKind.SPRINT, Span(at("09:45"), at("10:15")), label="S4")),
            "S1 09:00-09:45, S4 09:45-10:15, S2 10:15-11:00, S3 11:00-11:45, B2 11:45-12:00, R1 12:00-13:00",
            id="a new sprint pushes what follows",
        ),
        pytest.param(
            lambda b: added(b, Block(BlockKind.BUFFER, Span(at("09:45"), at("10:00")), label="B3")),
            "S1 09:00-09:45, B3 09:45-10:00, S2 10:00-10:45, S3 10:45-11:30, B2 11:30-12:00, R1 12:00-13:00",
            id="a new buffer",
        ),
    ],
)
def test_a_day_changed_by_hand_keeps_a_name_for_every_minute(
    change: Callable[[tuple[Block, ...]], Ripple], after: str
) -> None:
    assert shown(change(day(MORNING))) == after


def test_sprints_of_different_lengths_change_places_around_a_meeting() -> None:
    blocks = day(NOON)
    assert shown(exchanged(blocks, block(blocks, "S1"), block(blocks, "S2"))) == (
        "S2 09:00-09:30, B1 09:30-10:00, M1 10:00-10:30, B 10:30-10:40, S1 10:40-11:25, B3 11:25-12:00"
    )


def test_a_meeting_that_is_cut_short_leaves_buffer() -> None:
    blocks = day(NOON)
    assert words(cut(blocks, block(blocks, "M1"), 10)) == (
        "S1 09:00-09:45, B1 09:45-10:00, M1 10:00-10:20, B2 10:20-10:40, S2 10:40-11:10, B3 11:10-12:00"
    )


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda b: moved(b, block(b, "S2"), -5), "S1 is there: exchange them instead"),
        (lambda b: moved(b, block(b, "S3"), 80), "R1 is on then: choose another time"),
        (lambda b: moved(b, block(b, "S3"), 31), "no room for S3 before what follows"),
        (lambda b: resized(b, block(b, "S3"), 45), "no room for S3 before what follows"),
        (lambda b: resized(b, block(b, "S3"), -45), "S3 has only 45m: remove it instead"),
        (lambda b: resized(b, block(b, "B2"), -5), "no sprint follows B2: its minutes stay buffer"),
        (
            lambda b: added(b, Block(BlockKind.SPRINT, Span(at("11:45"), at("12:05")), "Call")),
            "no room for Call before what follows",
        ),
    ],
)
def test_what_has_no_room_is_refused_in_one_line(
    change: Callable[[tuple[Block, ...]], Ripple], line: str
) -> None:
    with pytest.raises(CoachError, match=line):
        change(day(MORNING))


def test_a_sprint_too_long_for_the_others_place_stays() -> None:
    blocks = day(NOON.replace("B1 09:45-10:00, M1 10:00-10:30", "M1 09:45-10:30").replace("11:10", "11:50"))
    with pytest.raises(CoachError, match="S2 is too long for the place of S1: make it shorter"):
        exchanged(blocks, block(blocks, "S1"), block(blocks, "S2"))


class Moment(NamedTuple):
    """A planned day at some moment, with ids, and nothing running."""

    case: Case
    blocks: tuple[Block, ...]
    now: datetime
    sprint: Block
    """One that has not begun."""


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    case = draw(cases())
    now = draw(instants_in(case.hours))
    asks = (*case.asks, TaskAsk("Last", 20, task_id=77))
    blocks = []
    for number, one in enumerate(plan_day(case.hours, case.rhythm, asks, case.fixed).blocks, 1):
        is_over = one.kind is BlockKind.SPRINT and one.span.end <= now
        state = draw(st.sampled_from([BlockState.DONE, BlockState.PLANNED])) if is_over else one.state
        blocks.append(one._replace(id=number, state=state))
    open_ones = [one for one in blocks if one.kind is BlockKind.SPRINT and one.state not in BEGUN]
    assume(open_ones)
    return Moment(case, tuple(blocks), now, draw(st.sampled_from(open_ones)))


def work(blocks: Sequence[Block]) -> Counter[int | None]:
    total: Counter[int | None] = Counter()
    for one in blocks:
        if one.kind is BlockKind.SPRINT:
            total[one.task_id] += one.span.minutes
    return total


def check(before: Sequence[Block], after: Ripple, more: Counter[int | None] | None = None) -> None:
    """No overlap, no hole, fixed and done blocks unmoved, ids kept, every minute of work accounted for."""
    blocks = after.blocks
    assert list(blocks) == sorted(blocks, key=lambda one: one.span)
    assert all(one.span.end <= other.span.start for one, other in pairwise(blocks))
    assert not any(without(one.span, [other.span for other in blocks]) for one in before)
    assert [one for one in blocks if one.state is BlockState.DONE] == [
        one for one in before if one.state is BlockState.DONE
    ]
    ids = [one.id for one in blocks if one.id is not None]
    assert len(ids) == len(set(ids))
    kinds = {one.id: one.kind for one in before}
    assert all(one.kind is kinds[one.id] for one in blocks if one.id is not None)
    lost = work(after.blocks)
    for slip in after.slips:
        assert slip.minutes > 0
        lost[slip.block.task_id] += slip.minutes
    expected = work(before)
    expected.update(more or {})
    assert +lost == +expected
    touching = [one.kind is other.kind is BlockKind.BUFFER for one, other in pairwise(blocks)]
    edges = [one.span.end == other.span.start for one, other in pairwise(blocks)]
    assert not any(both and edge for both, edge in zip(touching, edges, strict=True))


def fixed(blocks: Sequence[Block]) -> list[Block]:
    return [one for one in blocks if one.is_fixed]


def order(blocks: Sequence[Block], but: Sequence[int | None] = ()) -> list[int | None]:
    return [one.id for one in blocks if one.kind is BlockKind.SPRINT and one.id and one.id not in but]


def kept_order(before: Sequence[Block], after: Sequence[Block], but: Sequence[int | None] = ()) -> bool:
    left = order(after, but)
    return left == [one for one in order(before, but) if one in left]


@BUSY
@given(moments())
def test_wherever_a_sprint_starts_the_day_stays_whole(moment: Moment) -> None:
    blocks, now, sprint = moment.blocks, moment.now, moment.sprint
    there = next((one for one in blocks if one.span.holds(now)), None)
    if there and (there.kind is BlockKind.MEETING or there.state in BEGUN) and there != sprint:
        with pytest.raises(CoachError):
            brought(blocks, sprint, now)
        return
    ripple = brought(blocks, sprint, now)
    check(blocks, ripple)
    placed = next((one for one in ripple.blocks if one.id == sprint.id), None)
    if placed:
        assert placed.span.start == now
        slipped = sum(slip.minutes for slip in ripple.slips if slip.block.id == sprint.id)
        assert placed.span.minutes + slipped == sprint.span.minutes
    assert kept_order(blocks, ripple.blocks, [sprint.id])
    was = {one.id: one.span.start for one in blocks}
    for one in ripple.blocks:
        if one.id and one.id != sprint.id and one.kind is not BlockKind.BUFFER:
            assert one.span.start >= was[one.id]
    cut_short = [one for one in fixed(blocks) if one.span.holds(now)]
    assert all(one.kind is BlockKind.BREAK for one in cut_short)
    assert [one for one in fixed(blocks) if one not in cut_short] == [
        one for one in fixed(ripple.blocks) if one.id not in [other.id for other in cut_short]
    ]


@given(
    moments(), st.integers(-200, 200), st.sampled_from(["move", "resize", "take out", "exchange", "put in"])
)
def test_whatever_is_done_by_hand_keeps_every_minute(moment: Moment, minutes: int, how: str) -> None:
    blocks, sprint = moment.blocks, moment.sprint
    more: Counter[int | None] = Counter()
    but: list[int | None] = [sprint.id]
    try:
        if how == "move":
            ripple = moved(blocks, sprint, minutes)
        elif how == "resize":
            ripple, more[sprint.task_id] = resized(blocks, sprint, minutes), minutes
        elif how == "take out":
            ripple, more[sprint.task_id] = Ripple(taken_out(blocks, sprint)), -sprint.span.minutes
        elif how == "exchange":
            others = [one for one in blocks if one.kind is BlockKind.SPRINT and one.span > sprint.span]
            assume(others and others[0].state not in BEGUN)
            ripple = exchanged(blocks, sprint, others[0])
            but.append(others[0].id)
        else:
            start = later(sprint.span.start, minutes)
            new = Block(BlockKind.SPRINT, Span(start, later(start, 30)), "New", task_id=99)
            ripple, more[99] = added(blocks, new), 30
    except CoachError:
        return
    check(blocks, ripple, more)
    assert fixed(ripple.blocks) == fixed(blocks)
    assert kept_order(blocks, ripple.blocks, but)


@BUSY
@given(moments(), st.integers(1, 60), st.data())
def test_a_buffer_that_changes_keeps_the_sprints_in_order(
    moment: Moment, minutes: int, data: st.DataObject
) -> None:
    blocks = moment.blocks
    buffers = [one for one in blocks if one.kind is BlockKind.BUFFER]
    assume(buffers)
    buffer = data.draw(st.sampled_from(buffers))
    for change in (minutes, -min(minutes, buffer.span.minutes)):
        try:
            ripple = resized(blocks, buffer, change)
        except CoachError:
            continue
        check(blocks, ripple)
        assert fixed(ripple.blocks) == fixed(blocks)
        assert kept_order(blocks, ripple.blocks)


@st.composite
def runs(draw: st.DrawFn) -> tuple[Moment, datetime]:
    """A day on which a sprint runs, and when it stops."""
    moment = draw(moments())
    sprint = moment.sprint._replace(state=BlockState.RUNNING, box=60)
    blocks = tuple(sprint if one == moment.sprint else one for one in moment.blocks)
    assume(not any(one.state is BlockState.DONE and one.span.start > sprint.span.start for one in blocks))
    until = later(sprint.span.start, draw(st.integers(1, sprint.span.minutes + 60)))
    return moment._replace(blocks=blocks, sprint=sprint), until


@BUSY
@given(runs(), st.integers(1, 90))
def test_a_parked_sprint_ends_here_and_its_rest_comes_back_whole_or_not_at_all(
    run: tuple[Moment, datetime], minutes: int
) -> None:
    (case, blocks, _, sprint), until = run
    ripple, rest = parked(blocks, sprint, until, minutes, case.hours, case.rhythm)
    done = next(one for one in ripple.blocks if one.id == sprint.id)
    assert done.state is BlockState.DONE
    worked = done.span.minutes - sprint.span.minutes
    unchanged = [one._replace(state=BlockState.RUNNING) if one == done else one for one in ripple.blocks]
    change = Counter({sprint.task_id: worked + (minutes if rest else 0)})
    total = work(unchanged)
    for slip in ripple.slips:
        total[slip.block.task_id] += slip.minutes
    expected = work(blocks)
    expected.update(change)
    assert +total == +expected
    assert fixed(ripple.blocks) == fixed(blocks)
    assert all(one.span.end <= other.span.start for one, other in pairwise(ripple.blocks))
    parts = [one.part for one in ripple.blocks if one.task_id == sprint.task_id]
    assert parts == sorted(set(parts))
    if rest:
        assert rest.span.minutes == minutes
        assert rest.span.start >= max(until, sprint.span.end)
        assert (rest.state, rest.box, rest.id) == (BlockState.PLANNED, None, None)


@BUSY
@given(runs(), st.integers(1, 90), st.integers(0, 120))
def test_a_sprint_that_goes_on_elsewhere_is_two_parts(
    run: tuple[Moment, datetime], minutes: int, wait: int
) -> None:
    (_, blocks, _, sprint), until = run
    until = min(until, sprint.span.end)
    start = later(sprint.span.end, wait)
    try:
        ripple, rest = continued(blocks, sprint, until, start, minutes)
    except CoachError:
        return
    assert all(one.span.end <= other.span.start for one, other in pairwise(ripple.blocks))
    assert rest.span == Span(start, later(start, minutes))
    parts = [one for one in ripple.blocks if one.task_id == sprint.task_id]
    assert len({one.parts for one in parts}) == 1


def test_an_insertion_is_refused_where_something_has_begun() -> None:
    blocks = day(MORNING)
    running = tuple(one._replace(state=BlockState.RUNNING) if one.label == "S1" else one for one in blocks)
    with pytest.raises(CoachError, match="S1 is on then"):
        inserted(running, Block(BlockKind.SPRINT, Span(at("09:10"), at("09:20"))))
