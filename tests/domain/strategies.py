"""Hypothesis strategies of the domain: zones, dates, rhythms, days with tasks and fixed blocks.

Clock changes are drawn often: most mistakes with time hide there.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from coachtui.domain.block import Block, BlockKind
from coachtui.domain.day import hours
from coachtui.domain.planning import TaskAsk
from coachtui.domain.rhythm import Rhythm, StandingBreak, checked
from coachtui.domain.span import Span, later

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

CLOCK_CHANGES = {
    "UTC": (),
    "Asia/Kathmandu": (),
    "Europe/Berlin": (date(2026, 3, 29), date(2026, 10, 25)),
    "America/New_York": (date(2026, 3, 8), date(2026, 11, 1)),
    "America/Santiago": (date(2026, 4, 4), date(2026, 9, 6)),
    "Australia/Lord_Howe": (date(2026, 4, 5), date(2026, 10, 4)),
}
"""Zones with dates on which their clocks change: by an hour, at midnight, or by half an hour."""


class Moment(NamedTuple):
    """A date in a zone."""

    on: date
    zone: ZoneInfo


class Case(NamedTuple):
    """A day to plan; all that `plan_day` asks for."""

    on: date
    zone: ZoneInfo
    rhythm: Rhythm
    hours: Span
    asks: tuple[TaskAsk, ...]
    fixed: tuple[Block, ...]


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    name = draw(st.sampled_from(sorted(CLOCK_CHANGES)))
    any_date = st.dates(date(2024, 1, 1), date(2028, 12, 31))
    changes = CLOCK_CHANGES[name]
    on = draw(st.one_of(st.sampled_from(changes), any_date) if changes else any_date)
    return Moment(on, ZoneInfo(name))


def wall_times(step: int = 5) -> st.SearchStrategy[time]:
    """Times of the clock on full steps of minutes."""
    return st.integers(0, 24 * 60 // step - 1).map(lambda at: time(at * step // 60, at * step % 60))


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    """Working rhythms that `checked` accepts, by day and by night."""
    end_buffer = draw(st.integers(0, 60))
    starts = draw(st.lists(wall_times(), max_size=2, unique_by=lambda at: at.hour))
    return checked(
        Rhythm(
            opens=draw(wall_times()),
            closes=draw(wall_times()),
            sprint=draw(st.one_of(st.just(45), st.integers(5, 120))),
            buffer=draw(st.one_of(st.just(15), st.integers(1, 60))),
            every=draw(st.integers(1, 4)),
            end_buffer=end_buffer,
            reserve=draw(st.integers(0, end_buffer)),
            meeting_buffer=draw(st.one_of(st.just(10), st.integers(0, 30))),
            breaks=tuple(
                StandingBreak(at, at.replace(minute=59), "Lunch") for at in starts if at.minute < 59
            ),
        )
    )


def task_asks(max_size: int = 8) -> st.SearchStrategy[tuple[TaskAsk, ...]]:
    """Tasks with ids, in order of importance."""
    minutes = st.one_of(st.sampled_from([25, 45, 90, 100]), st.integers(1, 400))
    tasks = st.lists(st.tuples(minutes, st.booleans()), max_size=max_size)
    return tasks.map(
        lambda rows: tuple(
            TaskAsk(f"Task {index}", length, must, index) for index, (length, must) in enumerate(rows, 1)
        )
    )


@st.composite
def fixed_blocks(draw: st.DrawFn, around: Span) -> tuple[Block, ...]:
    """Meetings and breaks from an hour before a span to, about, an hour after it; none overlap."""
    blocks: list[Block] = []
    cursor = later(around.start, -60)
    for gap, length, kind in draw(
        st.lists(
            st.tuples(
                st.one_of(st.just(0), st.integers(1, 300)),
                st.one_of(st.sampled_from([15, 30, 45]), st.integers(1, 180)),
                st.sampled_from([BlockKind.MEETING, BlockKind.BREAK]),
            ),
            max_size=6,
        )
    ):
        start = later(cursor, gap)
        if start >= later(around.end, 60):
            break
        cursor = later(start, length)
        blocks.append(Block(kind, Span(start, cursor), f"{kind.title()} {len(blocks) + 1}"))
    return tuple(blocks)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Days to plan, also over clock changes and through the night."""
    on, zone = draw(moments())
    rhythm = draw(rhythms())
    span = hours(on, rhythm, zone)
    if span is None:
        rhythm = rhythm._replace(opens=time(9), closes=time(17, 30))
        span = hours(on, rhythm, zone)
        assert span is not None
    return Case(on, zone, rhythm, span, draw(task_asks()), draw(fixed_blocks(span)))


def instants_in(span: Span, step: int = 1) -> st.SearchStrategy[datetime]:
    """Instants on full steps of minutes from the start of a span."""
    return st.integers(0, max(0, span.minutes - 1) // step).map(lambda at: later(span.start, at * step))


def minutes_of(blocks: Sequence[Block], kind: BlockKind) -> int:
    """The minutes of all blocks of a kind."""
    return sum(block.span.minutes for block in blocks if block.kind == kind)
