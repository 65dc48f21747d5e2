"""What a sprint that starts, overruns or ends early does to the blocks around it (rules 6 to 8).

The functions take the day's blocks in time order and the event, and return the blocks as they then
are; nothing reads a clock. Fixed blocks never move. Buffers give way from their front; sprints keep
their order and move later only as far as they must. Instants are on whole minutes.
"""

from __future__ import annotations

from coachtui.domain.block import BEGUN, Block, BlockKind
from coachtui.domain.errors import CoachError
from coachtui.domain.span import Span, later, minutes_between
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


class Slip(NamedTuple):
    """Minutes of a sprint that find no room before the next fixed block or the end of the day."""

    block: Block
    minutes: int


class Ripple(NamedTuple):
    """The day after an event."""

    blocks: tuple[Block, ...]
    """All blocks in time order; a buffer that was eaten whole is gone, and so is a sprint without room."""
    slips: tuple[Slip, ...] = ()
    """What does not fit any more: shown before it slips."""


def lasting(blocks: Sequence[Block], block: Block, until: datetime) -> Ripple:
    """A sprint or buffer lasts until another instant than planned, a minute at least (rules 7 and 8).

    When it is longer the next buffers are eaten minute by minute from their front, sprints between
    them move later, meetings and breaks stay. What it is shorter goes to the buffer after it.
    """
    before = [one for one in blocks if one.span.start < block.span.start]
    rest = [one for one in blocks if one.span.start > block.span.start]
    closing = max(one.span.end for one in blocks)
    limit = room_end(rest, block.span.end, closing)
    end = max(min(until, limit), later(block.span.start, 1))
    out, slips = pushed(rest, end, closing)
    if until > limit:
        slips = [Slip(block, minutes_between(limit, until)), *slips]
    freed = [Block(BlockKind.BUFFER, Span(end, block.span.end))] if end < block.span.end else []
    same = block._replace(span=Span(block.span.start, end))
    return Ripple(joined([*before, same, *freed, *out]), tuple(slips))


def inserted(blocks: Sequence[Block], new: Block) -> Ripple:
    """A block is put in at a time of its own, and everything after gives way.

    A buffer or break that is on then ends there, a sprint that has not begun moves whole behind it.

    Raises:
        CoachError: it would begin inside a meeting or a block that has begun.
    """
    begin = new.span.start
    before: list[Block] = []
    after: list[Block] = []
    halved = None
    for one in blocks:
        if one.span.end <= begin:
            before.append(one)
        elif one.span.start > begin or (one.span.start == begin and not stands(one)):
            after.append(one)
        elif one.kind is BlockKind.MEETING or one.state in BEGUN:
            raise CoachError(f"{one.heading} is on then: choose another time")
        else:
            passed, rest = Span(one.span.start, begin), Span(begin, one.span.end)
            if one.kind is BlockKind.SPRINT:
                before.append(Block(BlockKind.BUFFER, passed))
                after.append(one._replace(span=Span(begin, later(begin, one.span.minutes))))
            elif one.kind is BlockKind.BREAK:
                before += [one._replace(span=passed)] if one.span.start < begin else []
                after.append(Block(BlockKind.BUFFER, rest))
            else:
                halved = one
                after.append(one._replace(span=rest))
    end = min(new.span.end, room_end(after, begin, new.span.end))
    out, slips = pushed(after, end, max((one.span.end for one in blocks), default=end))
    if end < new.span.end:
        slips = [Slip(new, minutes_between(end, new.span.end)), *slips]
    if halved:
        goes_on = any(one.kind is BlockKind.BUFFER and one.span.end == halved.span.end for one in out)
        known = Block(BlockKind.BUFFER, halved.span) if goes_on else halved
        before.append(known._replace(span=Span(halved.span.start, begin), reserve=0))
    placed = [new._replace(span=Span(begin, end))] if begin < end else []
    return Ripple(joined([*before, *placed, *out]), tuple(slips))


def taken_out(blocks: Iterable[Block], block: Block) -> tuple[Block, ...]:
    """The place of a block becomes buffer: no minute is without a name (rule 10)."""
    freed = Block(BlockKind.BUFFER, block.span)
    return joined(freed if one == block else one for one in blocks)


def brought(blocks: Sequence[Block], sprint: Block, at: datetime) -> Ripple:
    """A sprint is started outside its time: it moves there, and its old place becomes buffer.

    Raises:
        CoachError: a meeting is on, or another sprint runs.
    """
    day = taken_out(blocks, sprint)
    return inserted(day, sprint._replace(span=Span(at, later(at, sprint.span.minutes))))


def pushed(rest: Iterable[Block], cursor: datetime, closing: datetime) -> tuple[list[Block], list[Slip]]:
    """The blocks behind one another, from `cursor` on; sprints up to what stands or the closing."""
    rest = list(rest)
    out: list[Block] = []
    slips: list[Slip] = []
    for block in rest:
        start = max(cursor, block.span.start)
        end = block.span.end
        if stands(block):
            start = block.span.start
        elif block.kind is BlockKind.SPRINT:
            end = later(start, block.span.minutes)
            limit = max(start, room_end(rest, start, closing))
            if end > limit:
                slips.append(Slip(block, minutes_between(limit, end)))
                end = limit
        if start < end:
            span = Span(start, end)
            out.append(block._replace(span=span, reserve=min(block.reserve, span.minutes)))
            cursor = max(cursor, end)
    return out, slips


def room_end(blocks: Iterable[Block], start: datetime, closing: datetime) -> datetime:
    """The start of the next block from an instant on that stands, or else the end of the day."""
    return min((one.span.start for one in blocks if stands(one) and one.span.start >= start), default=closing)


def stands(block: Block) -> bool:
    """Whether nothing moves it: it is fixed, or has begun."""
    return block.is_fixed or block.state in BEGUN


def joined(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks in time order, with buffers that touch as one."""
    out: list[Block] = []
    for one in sorted(blocks, key=lambda block: block.span):
        last = out[-1] if out else None
        if last and last.kind is one.kind is BlockKind.BUFFER and last.span.end == one.span.start:
            known = max(one, last, key=lambda block: (block.id is not None, block.label != ""))
            span = Span(last.span.start, one.span.end)
            out[-1] = known._replace(span=span, reserve=last.reserve + one.reserve)
        else:
            out.append(one)
    return tuple(out)
