"""A day changed by hand: sprints are moved, exchanged, made longer or shorter, and divided.

As in `slotting.events`, fixed blocks stay, what follows gives way, and every minute keeps a name. What
is asked for and has no room is refused, never squeezed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.block import BEGUN, Block, BlockKind, BlockState
from coachtui.domain.errors import CoachError
from coachtui.domain.rooms import Walk, buffers, frame, held, standing_left
from coachtui.domain.slotting.events import Ripple, inserted, joined, lasting, taken_out
from coachtui.domain.span import Span, later

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from coachtui.domain.rhythm import Rhythm


def added(blocks: Sequence[Block], new: Block) -> Ripple:
    """A sprint or buffer is put in: a buffer there gives way, a sprint there moves whole behind it.

    Raises:
        CoachError: a fixed block or one that has begun is on then, or begins too soon after.
    """
    there = next((one for one in blocks if one.span.holds(new.span.start)), None)
    if there and (there.is_fixed or there.state in BEGUN):
        raise CoachError(f"{there.heading} is on then: choose another time")
    return _whole(inserted(blocks, new), new)


def moved(blocks: Sequence[Block], sprint: Block, minutes: int) -> Ripple:
    """A sprint begins so many minutes later, or earlier where only buffer is there.

    Raises:
        CoachError: something that does not give way is there.
    """
    span = Span(later(sprint.span.start, minutes), later(sprint.span.end, minutes))
    there = next((one for one in blocks if one.span.holds(span.start)), None)
    if minutes < 0 and there and there.kind is BlockKind.SPRINT and there.state not in BEGUN:
        raise CoachError(f"{there.heading} is there: exchange them instead")
    return added(taken_out(blocks, sprint), sprint._replace(span=span))


def exchanged(blocks: Sequence[Block], one: Block, other: Block) -> Ripple:
    """Two sprints, the earlier one first, change places; what lies between them keeps its order.

    Raises:
        CoachError: a meeting or break lies between them and one is too long for the other's place.
    """
    between = [block for block in blocks if one.span.end <= block.span.start < other.span.start]
    if not any(block.is_fixed for block in between):
        out = [block for block in blocks if block not in (one, other, *between)]
        at = one.span.start
        for block in (other, *between, one):
            out.append(block._replace(span=Span(at, later(at, block.span.minutes))))
            at = out[-1].span.end
        return Ripple(in_order(joined(out)))
    day = taken_out(taken_out(blocks, one), other)
    for sprint, place in ((other, one), (one, other)):
        room = next(block for block in day if block.span.holds(place.span.start))
        span = Span(place.span.start, later(place.span.start, sprint.span.minutes))
        if span.end > room.span.end:
            raise CoachError(
                f"{sprint.heading} is too long for the place of {place.heading}: make it shorter"
            )
        day = inserted(day, sprint._replace(span=span)).blocks
    return Ripple(in_order(day))


def resized(blocks: Sequence[Block], block: Block, minutes: int) -> Ripple:
    """A sprint or buffer becomes so many minutes longer or shorter.

    A shorter sprint leaves its minutes to the buffer after it; behind a shorter buffer the sprints that
    follow it begin earlier, and the minutes go to the buffer after those.

    Raises:
        CoachError: there is no room, or nothing would be left of a sprint.
    """
    if block.span.minutes + minutes < 1 and block.kind is BlockKind.SPRINT:
        raise CoachError(f"{block.heading} has only {block.span.minutes}m: remove it instead")
    if minutes < 0 and block.kind is BlockKind.BUFFER:
        return _shrunk(blocks, block, min(-minutes, block.span.minutes))
    return _whole(lasting(blocks, block, later(block.span.end, minutes)), block)


def cut(blocks: Sequence[Block], fixed: Block, minutes: int) -> tuple[Block, ...]:
    """A meeting or break ends so many minutes earlier; these become buffer."""
    at = later(fixed.span.end, -minutes)
    freed = Block(BlockKind.BUFFER, Span(at, fixed.span.end))
    rest = fixed._replace(span=Span(fixed.span.start, at))
    return joined([freed, *(rest if one == fixed else one for one in blocks)])


def parked(
    blocks: Sequence[Block],
    sprint: Block,
    until: datetime,
    minutes: int,
    hours: Span | None,
    rhythm: Rhythm,
    promised: Sequence[Span] = (),
    standing: Sequence[Block] = (),
) -> tuple[Ripple, Block | None]:
    """A sprint ends before it is done, and so many minutes of it come back as a further part.

    Its rest takes the first place after the sprint's own that holds it with every buffer of the rhythm and
    every promised slot kept. The `standing` buffers of the rhythm give way only where no other place is.

    Returns:
        The day, and the further part in it; None when there is no such place.
    """
    day, rest = _divided(blocks, sprint, until, minutes)
    fixed = [one for one in day.blocks if one.is_fixed]
    sprints = [one for one in day.blocks if one.kind is BlockKind.SPRINT]
    last = standing_left(standing, [*fixed, *sprints], until)
    for stays in [last, []] if last else [[]]:
        loose = frame(hours, rhythm, fixed, [*sprints, *stays], until)
        holds = held((one for one in promised if one.start >= until), loose, rhythm)
        firm = frame(hours, rhythm, fixed, [*sprints, *stays, *holds], until)
        walk = Walk(firm.rooms, rhythm)
        if walk.seek(minutes, max(until, sprint.span.end)):
            break
    else:
        return day, None
    rest = rest._replace(span=walk.put(minutes))
    occupied = [*fixed, *sprints, rest]
    known = [one for one in day.blocks if one.kind is BlockKind.BUFFER]
    free = buffers((one.span for one in day.blocks), occupied, firm, known)
    return day._replace(blocks=in_order(joined([*occupied, *free]))), rest


def continued(
    blocks: Sequence[Block], sprint: Block, until: datetime, at: datetime, minutes: int
) -> tuple[Ripple, Block]:
    """A paused sprint goes on where fixed blocks lie between: as a further part of so many minutes.

    Returns:
        The day, and the further part in it.

    Raises:
        CoachError: a meeting is on.
    """
    day, rest = _divided(blocks, sprint, until, minutes)
    rest = rest._replace(span=Span(at, later(at, minutes)), estimate=minutes)
    after = inserted(day.blocks, rest)
    return after._replace(slips=(*day.slips, *after.slips)), rest


def rested(blocks: Iterable[Block], span: Span) -> tuple[Block, ...]:
    """What is buffer in a span becomes a break."""
    out = []
    for one in blocks:
        start, end = max(one.span.start, span.start), min(one.span.end, span.end)
        if one.kind is not BlockKind.BUFFER or start >= end:
            out.append(one)
            continue
        out.append(Block(BlockKind.BREAK, Span(start, end), "Break"))
        if one.span.start < start:
            out.append(one._replace(span=Span(one.span.start, start), reserve=0))
        if end < one.span.end:
            known = Block(BlockKind.BUFFER, one.span, one.title) if one.span.start < start else one
            rest = Span(end, one.span.end)
            out.append(known._replace(span=rest, reserve=min(one.reserve, rest.minutes)))
    return tuple(sorted(out, key=lambda block: block.span))


def in_order(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with the parts of each task that have not begun numbered by time."""
    blocks = tuple(blocks)
    waiting = [one for one in blocks if one.kind is BlockKind.SPRINT and one.state not in BEGUN]
    numbers: dict[int | None, list[int]] = {}
    for one in sorted(waiting, key=lambda one: one.part):
        numbers.setdefault(one.task_id, []).append(one.part)
    return tuple(
        one._replace(part=numbers[one.task_id].pop(0)) if one in waiting and one.task_id else one
        for one in blocks
    )


def _divided(blocks: Sequence[Block], sprint: Block, until: datetime, minutes: int) -> tuple[Ripple, Block]:
    """The day with the sprint done at an instant, and its rest of so many minutes, which has no place yet.

    What was planned for it is divided too, so that both parts together are not planned twice.
    """
    day = lasting(blocks, sprint, until)
    out = []
    for one in day.blocks:
        if one.kind is BlockKind.SPRINT and (one.title, one.task_id) == (sprint.title, sprint.task_id):
            one = one._replace(part=one.part + (one.part > sprint.part), parts=one.parts + 1)
        if one.id == sprint.id:
            planned = None if sprint.estimate is None else max(0, sprint.estimate - minutes)
            one = one._replace(state=BlockState.DONE, box=None, estimate=planned)
        out.append(one)
    slips = tuple(slip for slip in day.slips if slip.block != sprint)
    rest = sprint._replace(
        id=None,
        state=BlockState.PLANNED,
        box=None,
        estimate=None,
        part=sprint.part + 1,
        parts=sprint.parts + 1,
    )
    return Ripple(tuple(out), slips), rest


def _shrunk(blocks: Sequence[Block], buffer: Block, minutes: int) -> Ripple:
    followers: list[Block] = []
    end = buffer.span.end
    for one in blocks:
        if one.span.start == end and one.kind is BlockKind.SPRINT and one.state not in BEGUN:
            followers.append(one)
            end = one.span.end
    if not followers:
        raise CoachError(f"no sprint follows {buffer.heading}: its minutes stay buffer")
    out = [one for one in blocks if one not in (buffer, *followers)]
    if minutes < buffer.span.minutes:
        out.append(buffer._replace(span=Span(buffer.span.start, later(buffer.span.end, -minutes))))
    out += [
        one._replace(span=Span(later(one.span.start, -minutes), later(one.span.end, -minutes)))
        for one in followers
    ]
    return Ripple(joined([*out, Block(BlockKind.BUFFER, Span(later(end, -minutes), end))]))


def _whole(ripple: Ripple, block: Block) -> Ripple:
    """The ripple itself, when the block that was changed by hand has its minutes."""
    if any(slip.block == block for slip in ripple.slips):
        raise CoachError(f"there is no room for {block.heading} before what follows: make it shorter")
    return ripple
