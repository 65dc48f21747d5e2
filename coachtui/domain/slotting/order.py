"""The order inside a buffer, changed by hand: two neighbours in its line change places."""

from __future__ import annotations

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import OPEN, State
from coachtui.domain.span import Span, later
from coachtui.domain.text import quoted
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coachtui.domain.interruption import Interruption
    from coachtui.domain.slotting.shelves import Buffer


def exchanged(
    item: Interruption, items: Iterable[Interruption], buffers: Sequence[Buffer], *, is_later: bool
) -> tuple[Interruption, Interruption]:
    """An interruption and its neighbour in the buffer, in each other's place.

    The two take the same minutes together as before, so that nobody else in the line moves and the
    buffer holds what it held. What is moved up by hand may also be before the time it was not to be
    before; its neighbour may not.

    Args:
        item: a slotted interruption, as the queue is settled.
        items: all open interruptions, as the queue is settled.
        buffers: the buffers in time order.
        is_later: whether it goes behind the one after it; else before the one before it.

    Returns:
        The interruption and its neighbour, with their new slots.

    Raises:
        CoachError: it has no single place, there is no neighbour on that side, or one of the two may
            not stand there.
    """
    _refuse_fixed(item)
    buffer = next((one for one in buffers if one.span.covers(item.slots[0])), None)
    line = [
        (span, one)
        for one in items
        if one.state in OPEN
        for span in one.slots
        if buffer is not None and buffer.span.covers(span)
    ]
    line.sort(key=lambda entry: entry[0])
    at = next((index for index, (_, one) in enumerate(line) if one.id == item.id), 0)
    beside = at + 1 if is_later else at - 1
    if not 0 <= beside < len(line):
        edge = "last" if is_later else "first"
        raise CoachError(f"{quoted(item.title)} is {edge} in its buffer already")
    other = line[beside][1]
    _refuse_fixed(other)
    ahead, behind = (item, other) if is_later else (other, item)
    span = Span(ahead.slots[0].start, behind.slots[0].end)
    first = Span(span.start, later(span.start, behind.slots[0].minutes))
    second = Span(later(span.end, -ahead.slots[0].minutes), span.end)
    if behind.not_before is not None and first.start < behind.not_before:
        if behind.id != item.id:
            raise CoachError(f"{quoted(behind.title)} is not to be earlier than it is")
        behind = behind._replace(not_before=None)
    if ahead.due is not None and second.end > ahead.due:
        raise CoachError(f"{quoted(ahead.title)} would end after it is due")
    moved = {behind.id: behind._replace(slots=(first,)), ahead.id: ahead._replace(slots=(second,))}
    return moved[item.id]._replace(why="you moved it"), moved[other.id]._replace(why="you changed the order")


def _refuse_fixed(item: Interruption) -> None:
    """Say why an interruption has no place in line that could be changed, where it has none."""
    if item.state is State.DOING:
        raise CoachError(f"{quoted(item.title)} is being dealt with: it stays where it is")
    if not item.slots:
        raise CoachError(f"{quoted(item.title)} has no buffer yet, and so no place in a line")
    if len(item.slots) > 1:
        raise CoachError(f"{quoted(item.title)} is in {len(item.slots)} parts: each stays where it is")
