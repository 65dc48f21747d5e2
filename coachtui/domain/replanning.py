"""A meeting lands on a planned day, overruns there, or is cancelled (rules 9 and 10).

What has begun keeps its start, and what the meeting does not touch stays. Sprints that it pushes keep
their order and never move to an earlier time; what no longer fits is named with its minutes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import BEGUN, Block, BlockKind, BlockState, labelled
from coachtui.domain.day import next_five
from coachtui.domain.errors import UsageError
from coachtui.domain.planning import Unplaced, kept_around, longest_left
from coachtui.domain.rooms import Walk, buffers, frame, held, standing_left
from coachtui.domain.slotting.events import Ripple, Slip
from coachtui.domain.span import Span, later, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from coachtui.domain.rhythm import Rhythm
    from coachtui.domain.rooms import Frame


class Change(NamedTuple):
    """What became of one block that is not a buffer."""

    title: str
    """With its part where there are several: "Draft board deck 1/2"."""
    kind: BlockKind
    before: Span | None
    """None when it is new."""
    after: Span | None
    """None when it has no place any more."""


class Replan(NamedTuple):
    """A day after something landed on it or left it."""

    blocks: tuple[Block, ...]
    """All blocks of the day, labelled; those that existed keep their ids."""
    unplaced: tuple[Unplaced, ...] = ()
    """What lost its place by this; not what had none before."""
    changes: tuple[Change, ...] = ()


def meeting_lands(
    blocks: Sequence[Block],
    meeting: Block,
    hours: Span | None,
    rhythm: Rhythm,
    now: datetime,
    promised: Sequence[Span] = (),
    standing: Sequence[Block] = (),
    *,
    eaten: int = 0,
) -> Replan:
    """Make room for a meeting (rule 9).

    A sprint that has begun ends when the meeting starts and its rest follows as a further part. A break
    keeps its longest piece. Sprints move as far as the rhythm's buffers need, and around the `promised`
    slots of interruptions unless work would lose its place by that; the `standing` buffers of the rhythm are
    the last to go. The buffer after the meeting is shorter by what its overrun has `eaten`.

    Raises:
        UsageError: the meeting overlaps another one, or starts before a sprint that has begun.
    """
    meetings = [one for one in blocks if one.kind == BlockKind.MEETING]
    clash = next((one for one in meetings if one.span.overlaps(meeting.span)), None)
    if clash:
        raise UsageError(f"{meeting.title!r} overlaps {clash.title!r}: give one of them another time")
    breaks = [one for one in blocks if one.kind == BlockKind.BREAK]
    left = [longest_left(one.span, [meeting.span]) for one in breaks]
    fixed = [meeting, *meetings]
    fixed += [one._replace(span=span) for one, span in zip(breaks, left, strict=True) if span]

    begun, waiting = _sprints(blocks, meeting)
    shorter = meeting, eaten
    owed = frame(None, rhythm, fixed, begun, None, shorter).owed
    pushing = [meeting.span, *(span for span in owed if span.start >= meeting.span.end)]
    pushed = (at for at, one in enumerate(waiting) if any(map(one.span.overlaps, pushing)))
    first = next(pushed, len(waiting))
    kept, moving = [*begun, *waiting[:first]], waiting[first:]

    free = [
        one._replace(span=span)
        for one in blocks
        if one.kind == BlockKind.BUFFER
        for span in without(one.span, [meeting.span])
    ]
    settled = [*kept, *(one for one in free if one.span.start < meeting.span.start)]
    start = max(meeting.span.end, next_five(now))
    last = standing_left(standing, [*fixed, *kept], start)
    frames = []
    for stays in [last, []] if last else [[]]:
        open_ = frame(hours, rhythm, fixed, [*settled, *stays], start, shorter)
        holds = held(promised, open_, rhythm)
        firm = frame(hours, rhythm, fixed, [*settled, *stays, *holds], start, shorter)
        frames += [firm, open_]
    moved, day = min(
        ((_moved(moving, day, rhythm), day) for day in frames),
        key=lambda pair: sum(one.minutes for one in pair[0].unplaced),
    )
    occupied = [*fixed, *kept, *moved.blocks]
    known = [one for one in blocks if one.kind == BlockKind.BUFFER]
    rest = buffers((one.span for one in blocks), occupied, day, known)
    changes = [Change(meeting.title, meeting.kind, None, meeting.span), *moved.changes]
    changes += [
        Change(one.name, one.kind, one.span, span)
        for one, span in zip(breaks, left, strict=True)
        if one.span != span
    ]
    return Replan(labelled((*occupied, *rest)), moved.unplaced, tuple(changes))


def meeting_lasts(
    blocks: Sequence[Block],
    meeting: Block,
    until: datetime,
    hours: Span | None,
    rhythm: Rhythm,
    now: datetime,
    promised: Sequence[Span] = (),
    standing: Sequence[Block] = (),
) -> Ripple:
    """A meeting that runs lasts until a later instant than planned: what follows gives way (rule 9).

    It never gets longer than up to the next meeting or break. The buffer after it moves along, and is the
    same one wherever it goes; of its free part the overrun eats only what keeps a sprint from being sent
    behind a fixed block, or off the day (rule 7).
    """
    span = Span(meeting.span.start, lasting_until(blocks, meeting, until))
    others = [one for one in blocks if one != meeting]

    def landed(eaten: int) -> Replan:
        new = meeting._replace(span=span)
        return meeting_lands(others, new, hours, rhythm, now, promised, standing, eaten=eaten)

    behind = Span(meeting.span.end, later(span.end, rhythm.meeting_buffer))
    free = rhythm.meeting_buffer - sum(one.minutes for one in promised if one.overlaps(behind))
    day = _least_eaten(landed, others, min(free, span.minutes - meeting.span.minutes))
    there = {one.id for one in day.blocks}
    after = (one.id for one in blocks if one.kind is BlockKind.BUFFER and one.span.start == meeting.span.end)
    if (known := next(after, None)) not in there:
        moved = (
            one._replace(id=known) if one.kind is BlockKind.BUFFER and one.span.start == span.end else one
            for one in day.blocks
        )
        day = day._replace(blocks=tuple(moved))
    lost = (one for one in others if one.kind is BlockKind.SPRINT and one.id not in there)
    return Ripple(day.blocks, tuple(Slip(one, one.span.minutes) for one in lost))


def _least_eaten(landed: Callable[[int], Replan], before: Sequence[Block], most: int) -> Replan:
    """The day with the fewest minutes eaten that spare as many sprints as the most would."""
    day = landed(0)
    sent = _sent_away(before, day)
    if not sent or most <= 0 or (least := _sent_away(before, landed(most))) == sent:
        return day
    return landed(bisect_left(range(most), True, key=lambda one: _sent_away(before, landed(one)) <= least))


def _sent_away(before: Iterable[Block], day: Replan) -> int:
    """How many sprints have gone behind the next fixed block after them, or lost their place."""
    after = {one.id: one.span.start for one in day.blocks if one.kind is BlockKind.SPRINT}
    fixed = sorted(one.span.start for one in before if one.is_fixed)
    count = 0
    for one in before:
        if one.kind is BlockKind.SPRINT and one.state not in BEGUN:
            following = [at for at in fixed if at >= one.span.end][:1]
            start = after.get(one.id)
            count += start is None or any(start >= limit for limit in following)
    return count


def lasting_until(blocks: Iterable[Block], meeting: Block, until: datetime) -> datetime:
    """How far a meeting that overruns reaches: the next meeting or break stays."""
    fixed = [one.span.start for one in blocks if one.is_fixed and one.span.start >= meeting.span.end]
    return max(meeting.span.end, min([until, *fixed]))


def meeting_cancelled(blocks: Sequence[Block], meeting: Block) -> Replan:
    """The span of a meeting becomes buffer, one with those it touches (rule 10)."""
    span, reserve, known = meeting.span, 0, None
    rest = []
    for one in blocks:
        touches = one.span.end == meeting.span.start or one.span.start == meeting.span.end
        if one.kind == BlockKind.BUFFER and touches:
            span = Span(min(span.start, one.span.start), max(span.end, one.span.end))
            reserve += one.reserve
            known = known or one.id
        elif one.kind != meeting.kind or one.span != meeting.span:
            rest.append(one)
    freed = Block(BlockKind.BUFFER, span, id=known, reserve=reserve)
    change = Change(meeting.title, meeting.kind, meeting.span, None)
    return Replan(labelled((*rest, freed)), changes=(change,))


def _sprints(blocks: Sequence[Block], meeting: Block) -> tuple[list[Block], list[Block]]:
    """The sprints that have begun, and in time order those to come, the rest of a broken one included."""
    began = [one for one in blocks if one.kind == BlockKind.SPRINT and one.state in BEGUN]
    begun = list(kept_around(began, [meeting]))
    waiting = [one for one in blocks if one.kind == BlockKind.SPRINT and one.state not in BEGUN]
    for old, new in zip(began, begun, strict=True):
        if new.span != old.span and old.state != BlockState.DONE:
            span = Span(new.span.end, old.span.end)
            rest = Block(
                old.kind, span, old.title, task_id=old.task_id, part=old.part + 1, parts=old.parts + 1
            )
            begun = [_one_part_more(one, old) for one in begun]
            waiting = [rest, *(_one_part_more(one, old) for one in waiting)]
    return begun, sorted(waiting, key=lambda one: one.span)


def _one_part_more(block: Block, broken: Block) -> Block:
    """The block as its task has it once one of its sprints became two."""
    if _task(block) != _task(broken):
        return block
    return block._replace(part=block.part + (block.part > broken.part), parts=block.parts + 1)


def _moved(moving: Sequence[Block], day: Frame, rhythm: Rhythm) -> Replan:
    """The sprints in their order, each at its own time or at the first place after it that holds it."""
    walk = Walk(day.rooms, rhythm)
    parts: dict[tuple[str, int | None], deque[int]] = {}
    for one in moving:
        parts.setdefault(_task(one), deque()).append(one.part)
    placed, changes = [], []
    lost: Counter[tuple[str, int | None]] = Counter()
    for one in moving:
        trial = walk.copy()
        span = None
        if trial.seek(one.span.minutes, one.span.start):
            walk, span = trial, trial.put(one.span.minutes)
            placed.append(one._replace(span=span, part=parts[_task(one)].popleft()))
        else:
            lost[_task(one)] += one.span.minutes
        if span != one.span:
            changes.append(Change(one.name, one.kind, one.span, span))
    unplaced = tuple(Unplaced(title, minutes, task_id) for (title, task_id), minutes in lost.items())
    return Replan(tuple(placed), unplaced, tuple(changes))


def _task(sprint: Block) -> tuple[str, int | None]:
    return sprint.title, sprint.task_id
