"""Planning a day: tasks, fixed blocks and a rhythm become blocks without a gap.

Pure and repeatable: the same input gives the same plan. All minutes asked for are either in a sprint
or in `unplaced`; buffers are never made shorter so that a sprint fits.
"""

from __future__ import annotations

from collections import deque
from itertools import pairwise

from coachtui.domain.block import Block, BlockKind, labelled
from coachtui.domain.day import full_minute, wall
from coachtui.domain.day import hours as hours_of
from coachtui.domain.errors import UsageError
from coachtui.domain.rooms import Walk, buffers, frame, held
from coachtui.domain.span import Span, later, without
from coachtui.domain.text import quoted
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from coachtui.domain.rhythm import Rhythm, StandingBreak
    from coachtui.domain.rooms import Frame

SHORTEST_BREAK = 5
"""Minutes below which what is left of a break is no break."""

STEP = 5
"""Minutes to which the sprints of a long task are rounded."""


class TaskAsk(NamedTuple):
    """A task that asks for sprints."""

    title: str
    minutes: int
    must: bool = False
    task_id: int | None = None


class Unplaced(NamedTuple):
    """Minutes of a task that did not fit into the day."""

    title: str
    minutes: int
    task_id: int | None = None


class Plan(NamedTuple):
    """A planned day."""

    blocks: tuple[Block, ...]
    """All blocks of the day in time order, labelled, without overlap."""
    unplaced: tuple[Unplaced, ...]


def plan_day(
    hours: Span | None,
    rhythm: Rhythm,
    asks: Sequence[TaskAsk],
    fixed: Sequence[Block] = (),
    start: datetime | None = None,
    kept: Sequence[Block] = (),
    promised: Sequence[Span] = (),
) -> Plan:
    """Plan a day, or what is left of it from `start` on.

    Args:
        hours: The working hours; None when there are none, then only fixed blocks make the day.
        rhythm: The lengths to keep.
        asks: The tasks in order of importance; musts come before all others.
        fixed: Meetings and breaks.
        start: Where planning during the day begins; nothing new is placed before it.
        kept: Blocks that ran, run or lie before `start`, none of them in `fixed`. They stay as they are,
            but of a buffer that goes on after `start` only its regular length is sure to.
        promised: Slots of interruptions; sprints go around them unless work would lose its place by that.

    Raises:
        UsageError: fixed or kept blocks overlap.
    """
    begin = full_minute(start) if start else None
    standing = [_regular(one, begin, rhythm) if begin else one for one in kept]
    loose = frame(hours, rhythm, fixed, standing, begin)
    for one, other in pairwise(loose.standing):
        if one.span.overlaps(other.span):
            raise UsageError(f"{_word(one)} and {_word(other)} overlap: give one of them another time")
    holds = held((one for one in promised if not begin or one.start >= begin), loose, rhythm)
    days = [frame(hours, rhythm, fixed, [*standing, *holds], begin), loose] if holds else [loose]

    begun = [sum(_is_sprint_of(ask, block) for block in kept) for ask in asks]
    tries = [_attempt(day, rhythm, asks, begun) for day in days]
    best = min(
        tries, key=lambda one: (sum(one.left[at] for at, ask in enumerate(asks) if ask.must), sum(one.left))
    )
    free = [one for one in standing if one.kind == BlockKind.BUFFER]
    occupied = [*fixed, *(one for one in standing if one.kind != BlockKind.BUFFER), *best.sprints]
    cover = [one.span for one in free] + (_from(begin or hours.start, [hours]) if hours else [])
    day = best.day._replace(owed=tuple(_from(begin, best.day.owed))) if begin else best.day
    unplaced = tuple(
        Unplaced(ask.title, minutes, ask.task_id)
        for ask, minutes in zip(asks, best.left, strict=True)
        if minutes
    )
    return Plan(labelled((*occupied, *buffers(cover, occupied, day, free))), unplaced)


def project_day(
    hours: Span | None, rhythm: Rhythm, fixed: Sequence[Block] = (), standing: Sequence[Block] = ()
) -> tuple[Block, ...]:
    """The blocks that a rhythm projects for a day without a plan (rule 16).

    As if there were no end of tasks: sprints without a name, and buffers; the same at any time of the day.
    `standing` are its standing buffers.
    """
    day = frame(hours, rhythm, fixed, standing)
    walk = Walk(day.rooms, rhythm)
    occupied = [one for one in day.standing if one.kind is not BlockKind.BUFFER]
    while not walk.is_over:
        if rhythm.sprint <= walk.limit:
            occupied.append(Block(BlockKind.SPRINT, walk.put(rhythm.sprint)))
        else:
            walk.leave()
    return labelled((*occupied, *buffers([hours] if hours else [], occupied, day)))


def standing_breaks(
    on: date, rhythm: Rhythm, zone: ZoneInfo, around: Sequence[Block] = ()
) -> tuple[Block, ...]:
    """The breaks of a rhythm as fixed blocks of a date, inside its hours.

    A meeting leaves the longest piece of a break; a break in `around` stands for one it overlaps.
    """
    open_hours = hours_of(on, rhythm, zone)
    if open_hours is None:
        return ()
    breaks: list[Block] = []
    for rest in rhythm.breaks:
        span = None if rest.is_buffer else _in_hours(rest, on, rhythm, zone, open_hours)
        if span is None or any(one.kind == BlockKind.BREAK and one.span.overlaps(span) for one in around):
            continue
        left = longest_left(span, (one.span for one in (*around, *breaks)))
        if left:
            breaks.append(Block(BlockKind.BREAK, left, rest.title))
    return tuple(breaks)


def standing_buffers(
    on: date, rhythm: Rhythm, zone: ZoneInfo, around: Sequence[Block] = (), start: datetime | None = None
) -> tuple[Block, ...]:
    """The standing buffers of a rhythm on a date, inside its hours and from `start` on.

    What lies around leaves the rest of them.
    """
    open_hours = hours_of(on, rhythm, zone)
    if open_hours is None or (start and start >= open_hours.end):
        return ()
    if start and start > open_hours.start:
        open_hours = Span(start, open_hours.end)
    spans = [_in_hours(rest, on, rhythm, zone, open_hours) for rest in rhythm.breaks if rest.is_buffer]
    return tuple(
        Block(BlockKind.BUFFER, left)
        for span in spans
        if span
        for left in without(span, (one.span for one in around))
    )


def _in_hours(rest: StandingBreak, on: date, rhythm: Rhythm, zone: ZoneInfo, hours: Span) -> Span | None:
    """The part of a standing break or buffer that lies in the hours."""
    begin = max(wall(on, rest.start, rhythm, zone), hours.start)
    end = min(wall(on, rest.end, rhythm, zone), hours.end)
    return Span(begin, end) if begin < end else None


def longest_left(rest: Span, taken: Iterable[Span]) -> Span | None:
    """The longest piece of a break that is left, the first of equals; None when it is no break any more."""
    longest = max(without(rest, taken), key=lambda span: span.minutes, default=None)
    return longest if longest and longest.minutes >= SHORTEST_BREAK else None


class InTheWayError(UsageError):
    """A sprint has begun in the time that a fixed block is to have."""

    def __init__(self, begun: Block, fixed: Block) -> None:
        line = (
            f"{quoted(begun.title)} has begun in the time of {quoted(fixed.title)}: give that a later start"
        )
        super().__init__(line)
        self.fixed = fixed
        """The block that cannot be there."""


def kept_around(kept: Iterable[Block], fixed: Sequence[Block]) -> tuple[Block, ...]:
    """Kept sprints and buffers as far as fixed blocks leave them: a sprint ends where one begins.

    Raises:
        InTheWayError: a sprint began inside a fixed block.
    """
    out: list[Block] = []
    for block in kept:
        over = [one for one in fixed if one.span.overlaps(block.span)]
        if not over:
            out.append(block)
        elif block.kind == BlockKind.BUFFER:
            left = without(block.span, (one.span for one in over))
            out.extend(
                block._replace(span=span, id=None if index else block.id) for index, span in enumerate(left)
            )
        else:
            first = min(over, key=lambda one: one.span)
            if first.span.start <= block.span.start:
                raise InTheWayError(block, first)
            out.append(block._replace(span=Span(block.span.start, first.span.start)))
    return tuple(out)


def pieces(minutes: int, longest: int) -> list[int]:
    """Lengths of the fewest sprints for a task: balanced in steps of five minutes, and exact in sum."""
    lengths = []
    for count in range(-(-minutes // longest), 0, -1):
        fair = -(-minutes // count)
        lengths.append(min(-(-fair // STEP) * STEP, longest, minutes))
        minutes -= lengths[-1]
    return lengths


class _Attempt(NamedTuple):
    """Sprints in one frame of the day."""

    day: Frame
    sprints: list[Block]
    left: list[int]
    """Minutes that found no place, by ask."""


def _attempt(day: Frame, rhythm: Rhythm, asks: Sequence[TaskAsk], begun: Sequence[int]) -> _Attempt:
    """Fill the rooms of a day; `begun` counts the sprints that each task has already."""
    waiting = [deque(pieces(ask.minutes, rhythm.sprint)) for ask in asks]
    parts = [len(lengths) + before for lengths, before in zip(waiting, begun, strict=True)]
    sprints = []
    for index, span in _placed(Walk(day.rooms, rhythm), asks, waiting):
        title, task_id, part = asks[index].title, asks[index].task_id, parts[index] - len(waiting[index])
        sprints.append(Block(BlockKind.SPRINT, span, title, task_id=task_id, part=part, parts=parts[index]))
    return _Attempt(day, sprints, [sum(lengths) for lengths in waiting])


def _placed(walk: Walk, asks: Sequence[TaskAsk], waiting: Sequence[deque[int]]) -> Iterator[tuple[int, Span]]:
    """Take from `waiting` what fits, in time order: the index of each ask and its sprint.

    Musts come first, then the given order. An optional sprint is placed only where the musts that
    are left lose nothing by it.
    """
    musts = [index for index, ask in enumerate(asks) if ask.must]
    others = [index for index, ask in enumerate(asks) if not ask.must]
    least = _lost(walk, [waiting[index] for index in musts])

    def fits(index: int) -> bool:
        return bool(waiting[index]) and waiting[index][0] <= limit

    def harmless(index: int) -> bool:
        minutes = waiting[index][0]
        if minutes not in harms:
            left = [waiting[must] for must in musts if waiting[must]]
            trial = walk.copy()
            trial.put(minutes)
            harms[minutes] = bool(left) and _lost(trial, left) > least
        return not harms[minutes]

    while not walk.is_over:
        limit = walk.limit
        harms: dict[int, bool] = {}
        index = next(filter(fits, musts), None)
        if index is None:
            index = next((one for one in others if fits(one) and harmless(one)), None)
        if index is None:
            walk.leave()
        else:
            yield index, walk.put(waiting[index].popleft())


def _lost(walk: Walk, waiting: Sequence[deque[int]]) -> int:
    """Minutes that find no place when nothing else is placed from here on."""
    walk = walk.copy()
    left = [deque(lengths) for lengths in waiting]
    while left and not walk.is_over:
        limit = walk.limit
        index = next((at for at, lengths in enumerate(left) if lengths[0] <= limit), None)
        if index is None:
            walk.leave()
            continue
        walk.put(left[index].popleft())
        if not left[index]:
            del left[index]
    return sum(map(sum, left))


def _is_sprint_of(ask: TaskAsk, block: Block) -> bool:
    return block.kind == BlockKind.SPRINT and ask.task_id is not None and block.task_id == ask.task_id


def _regular(block: Block, begin: datetime, rhythm: Rhythm) -> Block:
    """Of a buffer that goes on after an instant only its regular length; all else as it is."""
    if block.kind != BlockKind.BUFFER or block.span.end <= begin:
        return block
    end = max(begin, later(block.span.start, rhythm.buffer))
    return block._replace(span=Span(block.span.start, min(block.span.end, end)))


def _from(begin: datetime, spans: Iterable[Span]) -> list[Span]:
    """The spans as far as they lie after an instant."""
    return [Span(max(begin, span.start), span.end) for span in spans if span.end > begin]


def _word(block: Block) -> str:
    return repr(block.title) if block.title else f"a {block.kind}"
