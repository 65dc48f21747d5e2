"""What a sprint that breaks, overruns or ends early does to the blocks after it (rules 6 to 8).

The functions take the day's blocks and the event and return the blocks as they then are; nothing
reads a clock. Fixed blocks never move. Buffers give way from their front; sprints keep their
order and move later only as far as they must.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coachtui.domain.block import Block, BlockKind, BlockState
from coachtui.domain.span import Span, later, minutes_between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


class Slip(NamedTuple):
    """Minutes of a sprint that find no room before the next fixed block or the end of the day."""

    block: Block
    minutes: int


class Ripple(NamedTuple):
    """The day after an event."""

    blocks: tuple[Block, ...]
    """All blocks in time order; a buffer that was eaten whole is gone."""
    slips: tuple[Slip, ...]
    """What does not fit any more: shown before it slips."""


def overrun(blocks: Sequence[Block], sprint: Block, until: datetime) -> Ripple:
    """The sprint goes on until an instant after its end (rule 7).

    The next buffers are eaten minute by minute from their front, sprints between them move later,
    meetings and breaks stay. `settle` then re-slots what no longer fits its buffer.
    """
    cursor = max(until, sprint.span.end)
    out = [one for one in blocks if one.span.start < sprint.span.start]
    slips: list[Slip] = []
    rest = [one for one in blocks if one.span.start > sprint.span.start]
    ends = _limit(rest, sprint.span.end, max((one.span.end for one in blocks), default=cursor))
    if cursor > ends:
        slips.append(Slip(sprint, minutes_between(ends, cursor)))
        cursor = ends
    out.append(sprint._replace(span=Span(sprint.span.start, cursor)))
    for block in rest:
        if block.is_fixed:
            out.append(block)
            cursor = max(cursor, block.span.end)
            continue
        start = max(cursor, block.span.start)
        if block.kind is BlockKind.BUFFER:
            if start < block.span.end:
                out.append(block._replace(span=Span(start, block.span.end)))
                cursor = block.span.end
            continue
        end = later(start, block.span.minutes)
        limit = _limit(rest, start, blocks[-1].span.end)
        if end > limit:
            slips.append(Slip(block, minutes_between(limit, end)))
            end = limit
        if start < end:
            out.append(block._replace(span=Span(start, end)))
            cursor = end
    return Ripple(tuple(out), tuple(slips))


def broken(blocks: Sequence[Block], sprint: Block, minutes: int) -> Ripple:
    """An interruption takes so many minutes out of a running sprint (rule 6).

    The sprint ends later by what was taken, which the next buffers repay.
    """
    return overrun(blocks, sprint, later(sprint.span.end, minutes))


def finished_early(blocks: Sequence[Block], sprint: Block, at: datetime) -> Ripple:
    """The sprint ends before its time: the freed minutes go to the buffer after it (rule 8).

    Where no buffer follows at once, the freed minutes are a buffer of their own. Nothing else moves.
    """
    at = max(at, later(sprint.span.start, 1))
    if at >= sprint.span.end:
        return Ripple(tuple(blocks), ())
    freed = Span(at, sprint.span.end)
    done = sprint._replace(span=Span(sprint.span.start, at), state=BlockState.DONE)
    out = [done if one == sprint else one for one in blocks]
    for index, one in enumerate(out):
        if one.kind is BlockKind.BUFFER and one.span.start == freed.end:
            out[index] = one._replace(span=Span(freed.start, one.span.end))
            break
    else:
        out.append(Block(BlockKind.BUFFER, freed))
    return Ripple(tuple(sorted(out, key=lambda one: one.span)), ())


def _limit(blocks: Sequence[Block], start: datetime, closing: datetime) -> datetime:
    """The next fixed block's start after an instant, or else the end of the day."""
    return min(
        (one.span.start for one in blocks if one.is_fixed and one.span.start >= start), default=closing
    )
