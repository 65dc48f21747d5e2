"""A sprint that overruns or ends early: what becomes of the day (rules 6 to 8)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from coachtui.domain.block import Block, BlockKind
from coachtui.domain.day import resolve
from coachtui.domain.interruption import Interruption
from coachtui.domain.planning import plan_day
from coachtui.domain.slotting.events import Ripple, lasting
from coachtui.domain.slotting.rules import arrive, settle
from coachtui.domain.slotting.shelves import Buffer
from coachtui.domain.span import Span, later
from tests.domain.strategies import cases, minutes_of

if TYPE_CHECKING:
    from collections.abc import Sequence

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A day is planned for every example, which takes its time where others work too."""

KINDS = {"S": BlockKind.SPRINT, "B": BlockKind.BUFFER, "M": BlockKind.MEETING, "R": BlockKind.BREAK}
MORNING = "S1 09:00-09:45, S2 09:45-10:30, B1 10:30-10:45, S3 10:45-11:30, B2 11:30-11:45"
MEETING = "S1 09:00-09:45, B1 09:45-09:50, M1 09:50-10:20, B2 10:20-10:30, S2 10:30-11:15, B3 11:15-11:45"
TIGHT = "S1 09:00-09:45, S2 09:45-10:30, M1 10:30-11:00, B1 11:00-11:10, S3 11:10-11:55, B2 11:55-12:25"


def at(clock: str) -> datetime:
    return datetime.combine(date(2026, 11, 24), datetime.strptime(clock, "%H:%M").time(), UTC)


def day(text: str) -> tuple[Block, ...]:
    """The blocks of a day written as "S1 09:00-09:45, B1 09:45-10:00"."""
    blocks = []
    for line in text.split(", "):
        label, clocks = line.split()
        start, end = clocks.split("-")
        blocks.append(Block(KINDS[label[0]], Span(at(start), at(end)), label=label))
    return tuple(blocks)


def words(blocks: Sequence[Block]) -> str:
    return ", ".join(f"{one.label} {one.span.start:%H:%M}-{one.span.end:%H:%M}" for one in blocks)


def slipped(ripple: Ripple) -> list[tuple[str, int]]:
    return [(slip.block.label, slip.minutes) for slip in ripple.slips]


@pytest.mark.parametrize(
    ("before", "until", "after", "slips"),
    [
        pytest.param(MORNING, "09:45", MORNING, [], id="on time"),
        pytest.param(
            MORNING,
            "09:52",
            "S1 09:00-09:52, S2 09:52-10:37, B1 10:37-10:45, S3 10:45-11:30, B2 11:30-11:45",
            [],
            id="the next sprint moves and its buffer repays",
        ),
        pytest.param(
            MORNING,
            "10:05",
            "S1 09:00-10:05, S2 10:05-10:50, S3 10:50-11:35, B2 11:35-11:45",
            [],
            id="more than one buffer repays, the next only what is left",
        ),
        pytest.param(
            MORNING,
            "10:20",
            "S1 09:00-10:20, S2 10:20-11:05, S3 11:05-11:45",
            [("S3", 5)],
            id="what the buffers cannot repay slips at the end of the day",
        ),
        pytest.param(
            MORNING,
            "11:20",
            "S1 09:00-11:20, S2 11:20-11:45",
            [("S2", 20), ("S3", 45)],
            id="sprints slip from the last backwards",
        ),
        pytest.param(
            MEETING,
            "09:49",
            "S1 09:00-09:49, B1 09:49-09:50, M1 09:50-10:20, B2 10:20-10:30, S2 10:30-11:15, B3 11:15-11:45",
            [],
            id="nothing behind a meeting moves",
        ),
        pytest.param(
            MEETING,
            "10:00",
            "S1 09:00-09:50, M1 09:50-10:20, B2 10:20-10:30, S2 10:30-11:15, B3 11:15-11:45",
            [("S1", 10)],
            id="a meeting never moves: the sprint ends where it begins",
        ),
        pytest.param(
            TIGHT,
            "10:00",
            "S1 09:00-10:00, S2 10:00-10:30, M1 10:30-11:00, B1 11:00-11:10, S3 11:10-11:55, B2 11:55-12:25",
            [("S2", 15)],
            id="the sprint before a meeting slips",
        ),
    ],
)
def test_an_overrun_moves_the_sprints_and_eats_the_buffers(
    before: str, until: str, after: str, slips: list[tuple[str, int]]
) -> None:
    blocks = day(before)
    ripple = lasting(blocks, blocks[0], at(until))
    assert (words(ripple.blocks), slipped(ripple)) == (after, slips)


def test_the_reserve_of_a_buffer_is_the_last_that_an_overrun_takes() -> None:
    blocks = (*day("S1 09:00-09:45"), day("B1 09:45-10:15")[0]._replace(reserve=15))
    assert [lasting(blocks, blocks[0], at(end)).blocks[1].reserve for end in ("09:55", "10:10")] == [15, 5]


@pytest.mark.parametrize(
    ("before", "number", "ends", "after"),
    [
        pytest.param(
            MORNING,
            1,
            "10:10",
            "S1 09:00-09:45, S2 09:45-10:10, B1 10:10-10:45, S3 10:45-11:30, B2 11:30-11:45",
            id="the buffer behind it gets the minutes",
        ),
        pytest.param(
            MORNING,
            0,
            "09:30",
            "S1 09:00-09:30,  09:30-09:45, S2 09:45-10:30, B1 10:30-10:45, S3 10:45-11:30, B2 11:30-11:45",
            id="a buffer of its own before the next sprint",
        ),
        pytest.param(MORNING, 0, "09:45", MORNING, id="on time"),
        pytest.param(
            MORNING,
            1,
            "09:45",
            "S1 09:00-09:45, S2 09:45-09:46, B1 09:46-10:45, S3 10:45-11:30, B2 11:30-11:45",
            id="it lasted a minute at least",
        ),
    ],
)
def test_finishing_early_gives_the_minutes_to_the_next_buffer(
    before: str, number: int, ends: str, after: str
) -> None:
    blocks = day(before)
    ripple = lasting(blocks, blocks[number], at(ends))
    assert words(ripple.blocks) == after
    assert ripple.slips == ()


@pytest.mark.parametrize(
    ("on", "ends", "after"),
    [
        (date(2026, 3, 29), "04:05", "S1 01:30-04:05, S2 04:05-04:35, B1 04:35-04:45"),
        (date(2026, 10, 25), "02:05", "S1 01:30-02:05, S2 02:05-02:35, B1 02:35-02:45"),
    ],
)
def test_over_a_clock_change_lengths_stay_true(on: date, ends: str, after: str) -> None:
    """In the night of spring 01:30 to 03:30 are sixty minutes, in autumn 01:30 to 02:00 are thirty."""
    berlin = ZoneInfo("Europe/Berlin")

    def clock(text: str) -> datetime:
        return resolve(on, datetime.strptime(text, "%H:%M").time(), berlin)

    first = Span(clock("01:30"), later(clock("01:30"), 60 if on.month == 3 else 30))
    second = Span(first.end, later(first.end, 30))
    free = Span(second.end, later(second.end, 15 if on.month == 10 else 45))
    kinds = zip((first, second, free), (BlockKind.SPRINT, BlockKind.SPRINT, BlockKind.BUFFER), strict=True)
    blocks = [Block(kind, span) for span, kind in kinds]
    ripple = lasting(blocks, blocks[0], clock(ends))
    local = [(one.span.start.astimezone(berlin), one.span.end.astimezone(berlin)) for one in ripple.blocks]
    names = ("S1", "S2", "B1")
    told = [f"{name} {start:%H:%M}-{end:%H:%M}" for name, (start, end) in zip(names, local, strict=True)]
    assert ", ".join(told) == after
    assert ripple.blocks[1].span.minutes == 30


class Event(NamedTuple):
    """A planned day and one of its sprints."""

    blocks: tuple[Block, ...]
    sprint: Block


@st.composite
def events(draw: st.DrawFn) -> Event:
    case = draw(cases())
    blocks = plan_day(case.hours, case.rhythm, case.asks, case.fixed).blocks
    sprints = [one for one in blocks if one.kind is BlockKind.SPRINT]
    assume(sprints)
    return Event(blocks, draw(st.sampled_from(sprints)))


def check(before: Sequence[Block], ripple: Ripple) -> None:
    """What every event keeps: order, fixed blocks, and minutes of sprints are in blocks or slips."""
    after = ripple.blocks
    assert all(one.span.end <= other.span.start for one, other in pairwise(after))
    assert [one for one in after if one.is_fixed] == [one for one in before if one.is_fixed]
    order = [one.label for one in before if one.kind is BlockKind.SPRINT]
    assert [one.label for one in after if one.label in order] == [
        label for label in order if any(one.label == label for one in after)
    ]
    assert all(slip.minutes > 0 for slip in ripple.slips)


@BUSY
@given(events(), st.integers(0, 300))
def test_an_overrun_loses_no_minute_and_moves_only_sprints_to_come(event: Event, minutes: int) -> None:
    ripple = lasting(event.blocks, event.sprint, later(event.sprint.span.end, minutes))
    check(event.blocks, ripple)
    slips = sum(slip.minutes for slip in ripple.slips)
    work = minutes_of(ripple.blocks, BlockKind.SPRINT)
    assert work + slips == minutes_of(event.blocks, BlockKind.SPRINT) + minutes
    eaten = minutes_of(event.blocks, BlockKind.BUFFER) - minutes_of(ripple.blocks, BlockKind.BUFFER)
    assert 0 <= eaten <= minutes - slips
    old = {one.label: one for one in event.blocks}
    for one in ripple.blocks:
        was = old[one.label]
        if one.kind is BlockKind.BUFFER:
            assert one.span.end == was.span.end
            assert one.reserve == min(was.reserve, one.span.minutes)
        assert one.span.start >= was.span.start
        if was.span.start < event.sprint.span.start:
            assert one == was


@BUSY
@given(events(), st.integers(0, 120), st.integers(0, 120))
def test_an_overrun_seen_every_minute_is_the_overrun_seen_once(event: Event, first: int, more: int) -> None:
    halfway = lasting(event.blocks, event.sprint, later(event.sprint.span.end, first))
    sprint = next(one for one in halfway.blocks if one.label == event.sprint.label)
    assume(sprint.span.end == later(event.sprint.span.end, first))
    end = later(sprint.span.end, more)
    in_steps, at_once = lasting(halfway.blocks, sprint, end), lasting(event.blocks, event.sprint, end)
    assert in_steps.blocks == at_once.blocks
    slips = [*halfway.slips, *in_steps.slips]
    assert sum(slip.minutes for slip in slips) == sum(slip.minutes for slip in at_once.slips)


@BUSY
@given(events(), st.integers(1, 240))
def test_finishing_early_frees_exactly_the_minutes_that_are_left(event: Event, lasted: int) -> None:
    lasted = min(lasted, event.sprint.span.minutes)
    ripple = lasting(event.blocks, event.sprint, later(event.sprint.span.start, lasted))
    check(event.blocks, ripple)
    freed = event.sprint.span.minutes - lasted
    for kind, more in ((BlockKind.SPRINT, -freed), (BlockKind.BUFFER, freed)):
        assert minutes_of(ripple.blocks, kind) == minutes_of(event.blocks, kind) + more
    untouched = set(event.blocks) & set(ripple.blocks)
    touches = {one for one in event.blocks if one.span.start == event.sprint.span.end}
    assert set(event.blocks) - untouched <= {event.sprint, *touches}


@given(st.lists(st.integers(1, 10), min_size=1, max_size=5), st.integers(0, 20))
def test_the_free_part_is_eaten_first_and_the_line_keeps_its_order(lengths: list[int], eaten: int) -> None:
    """Rule 7: an overrun pushes what is slotted in order; only what does not fit any more has to go."""
    now = at("09:00")
    first = Buffer(now.date(), Span(at("10:30"), at("11:00")))
    second = Buffer(now.date(), Span(at("15:00"), at("16:00")))
    items: dict[int, Interruption] = {}
    for number, minutes in enumerate(lengths, start=1):
        new = Interruption(number, f"item {number}", minutes, now)
        items |= {one.id: one for one in arrive(new, items.values(), [first, second], now).items}
    in_first = [one.id for one in items.values() if first.span.covers(one.slots[0])]
    shorter = first._replace(eaten=eaten)
    items |= {one.id: one for one in settle(items.values(), [shorter, second], now).items}
    stayed = [one for one in in_first if first.span.covers(items[one].slots[0])]
    left = 30 - eaten
    for number in in_first:
        if number in stayed:
            left -= items[number].minutes
        else:
            assert items[number].minutes > left
    assert left >= 0
    starts = [items[number].slots[0].start for number in stayed]
    assert starts == sorted(starts)
    free = 30 - sum(items[number].minutes for number in in_first)
    if eaten <= free:
        assert stayed == in_first
        assert all(one.start >= first.span.start + timedelta(minutes=eaten) for one in items[1].slots)
