"""Back to the time that was told, as soon as it can be kept again (rules 6, 8 and 15).

A quick `!!`, a sprint that ends early, an item that is done: minutes that had pushed others away come
back, and with them the places that were promised. Who comes back to a buffer goes before those who were
told a later time there; inside a buffer the order stays, which may have been made by hand.
"""

from __future__ import annotations

from bisect import bisect_right

from coachtui.domain.interruption import State
from coachtui.domain.slotting.promises import STANDING
from coachtui.domain.slotting.shelves import Entry, goes_first, minute_of
from coachtui.domain.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coachtui.domain.interruption import Interruption
    from coachtui.domain.slotting.shelves import Shelf


def told(item: Interruption) -> int | None:
    """The minute that was told, while that promise stands and the item has a place that is later."""
    if item.state is State.DOING or item.promised_at is None or item.promise not in STANDING:
        return None
    return minute_of(item.promised_at)


def returned(
    shelves: Sequence[Shelf],
    items: Iterable[Interruption],
    push_in: Callable[[Shelf, Interruption], object],
) -> set[int]:
    """Put everyone as near to the time that was told as can be; the ids of those that moved.

    `push_in` puts an urgent one before the normal ones of a shelf, and these elsewhere (rule 5): that ends
    the round, since others have moved by it.
    """
    closes = [shelf.closes for shelf in shelves]
    starts: dict[int, int] = {}
    for shelf in shelves:
        for entry in shelf.line:
            starts[entry.item.id] = min(entry.start, starts.get(entry.item.id, entry.start))
    displaced = [
        (wanted, item.id, item)
        for item in items
        if (wanted := told(item)) is not None and item.id in starts and starts[item.id] > wanted
    ]
    moved: set[int] = set()
    for wanted, _, item in sorted(displaced, key=lambda one: one[:2]):
        at = bisect_right(closes, wanted)
        home = shelves[at] if at < len(shelves) else None
        assert item.promised_at is not None
        if home is None or not home.buffer.covers(item.promised_at):
            continue
        is_there = any(entry.item.id == item.id for entry in home.line)
        if not is_there and goes_first(item):
            if home.holds(item):
                take_out(shelves, item)
                push_in(home, item)
                return {*moved, item.id}
            continue
        if not is_there and home.room_for(item) < item.minutes:
            continue
        if (line := _with(home, item, wanted, starts[item.id])) is None:
            continue
        take_out(shelves, item)
        home.set_line(line)
        moved.add(item.id)
    return moved


def take_out(shelves: Iterable[Shelf], item: Interruption) -> None:
    """Remove every piece of the item."""
    for shelf in shelves:
        if any(entry.item.id == item.id for entry in shelf.line):
            shelf.set_line([entry for entry in shelf.line if entry.item.id != item.id])


def _with(shelf: Shelf, item: Interruption, wanted: int, start: int) -> list[Entry] | None:
    """The line with the item whole and as near to the told minute as can be, if that is earlier than now.

    Where it comes from another buffer, who was told a later time lines up behind it and stays in the
    buffer; all others stay where they are.
    """
    comes_back = all(entry.item.id != item.id for entry in shelf.line)
    fixed: list[Entry] = []
    behind: list[Entry] = []
    for entry in shelf.line:
        if entry.item.id == item.id:
            continue
        later_told = told(entry.item)
        gives_way = comes_back and later_told is not None and later_told > wanted
        (behind if gives_way else fixed).append(entry)
    taken = [(entry.start, entry.end) for entry in fixed]
    out: list[Entry] = []
    for one, minutes, old, least in [
        (item, item.minutes, start, wanted),
        *((entry.item, entry.minutes, entry.was, entry.start) for entry in behind),
    ]:
        first, last = shelf.bounds(one)
        place = _free(taken, max(first, least), minutes)
        if place + minutes > last or (one is item and place >= start):
            return None
        entry = Entry(one, place, minutes)
        entry.was = old
        taken.append((place, entry.end))
        out.append(entry)
    return [*fixed, *out]


def _free(taken: Iterable[tuple[int, int]], at: int, minutes: int) -> int:
    """The first minute from one on at which so many are free."""
    for begin, end in sorted(taken):
        if begin < at + minutes and at < end:
            at = end
    return at
