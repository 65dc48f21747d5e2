"""Back to the time that was told, as soon as it can be kept again (rules 6, 8 and 15).

A quick `!!`, a sprint that ends early, an item that is done: minutes that had pushed others away come
back, and with them the places that were promised. Who comes back to a buffer goes before those there who
were told a later time, as long as none of them loses the minute that was told; inside a buffer the order
stays, which may have been made by hand.
"""

from __future__ import annotations

from bisect import bisect_right

from coachtui.domain.interruption import State
from coachtui.domain.slotting.promises import STANDING
from coachtui.domain.slotting.shelves import Entry, goes_first, minute_of
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from coachtui.domain.interruption import Interruption
    from coachtui.domain.slotting.shelves import Places, Shelf


class Return(NamedTuple):
    """One that is back, or nearer to the time that was told."""

    item: Interruption
    gave_way: tuple[Interruption, ...] = ()
    """Those who were told a later time and now stand behind it."""


class _Line(NamedTuple):
    """A line with an item that has come nearer to the time that was told."""

    entries: list[Entry]
    start: int
    gave_way: tuple[Interruption, ...]


def told(item: Interruption) -> int | None:
    """The minute that was told, while that promise stands and nobody deals with it yet."""
    if item.promised_at is None or item.state is State.DOING or item.promise not in STANDING:
        return None
    return minute_of(item.promised_at)


def returned(
    shelves: Sequence[Shelf],
    places: Places,
    items: Iterable[Interruption],
    push_in: Callable[[Shelf, Interruption], object],
) -> list[Return]:
    """Let each of the items that stands later than it was told come as near to that time as it can.

    One round, urgent ones first, then in order of the told times. Who moves may make room for another, so
    ask until nobody does. `push_in` puts an urgent one before the normal ones of a shelf (rule 5).
    """
    starts: dict[int, int] = {}
    for shelf in shelves:
        for entry in shelf.line:
            starts[entry.item.id] = min(entry.start, starts.get(entry.item.id, entry.start))
    displaced = [
        (not goes_first(item), wanted, item.id, item)
        for item in items
        if item.id in starts and (wanted := told(item)) is not None and starts[item.id] > wanted
    ]
    closes = [shelf.closes for shelf in shelves] if displaced else []
    moved = []
    for _, wanted, _, item in sorted(displaced, key=lambda one: one[:3]):
        at = bisect_right(closes, wanted)
        home = shelves[at] if at < len(shelves) else None
        assert item.promised_at is not None
        if home and home.buffer.covers(item.promised_at):
            back = _back(home, places, item, wanted, push_in)
            moved += [back] if back else []
    return moved


def _back(
    home: Shelf,
    places: Places,
    item: Interruption,
    wanted: int,
    push_in: Callable[[Shelf, Interruption], object],
) -> Return | None:
    """Bring an item nearer to the minute of a shelf that was told; None when it cannot come nearer."""
    start = places.start_of(item)
    if start is None or start <= wanted:
        return None  # another of the same round has moved it
    mine = sum(entry.minutes for entry in home.line if entry.item.id == item.id)
    has_room = home.room_for(item) + mine >= item.minutes
    line = _with(home, item, wanted, start) if has_room else None
    if goes_first(item) and not mine and (line is None or line.start > wanted) and home.holds(item):
        places.take_out(item)
        push_in(home, item)
        return Return(item)
    if line is None:
        return None
    places.take_out(item)
    home.set_line(line.entries)
    return Return(item, line.gave_way)


def _with(shelf: Shelf, item: Interruption, wanted: int, start: int) -> _Line | None:
    """The line with the item whole and as near to the told minute as can be, if that is earlier than now.

    Where it comes from another buffer, those who were told a later time and do not stand at it line up
    behind the item, but none of them leaves the buffer or passes the time that was told.
    """
    others = [entry for entry in shelf.line if entry.item.id != item.id]
    comes_back = len(others) == len(shelf.line)
    behind = [entry for entry in others if comes_back and _may_give_way(entry, wanted)]
    while True:
        firm = [entry for entry in others if entry not in behind]
        taken = [(entry.start, entry.end) for entry in firm]
        place = _place(shelf, Entry(item, wanted, item.minutes), taken)
        if place is None or place >= start:
            return None
        line = [*firm, Entry(item, place, item.minutes)]
        gave_way = []
        for entry in behind:
            after = _place(shelf, entry, taken)
            until = told(entry.item)
            if after is None or (until is not None and entry.start < until < after):
                behind.remove(entry)  # the item goes around who would lose a place or a time
                break
            if after > entry.start:
                gave_way.append(entry.item)
            line.append(entry.moved_to(after))
        else:
            return _Line(line, place, tuple(gave_way))


def _may_give_way(entry: Entry, wanted: int) -> bool:
    """Whether one in line was told a later time than this, and does not stand there (rule 15)."""
    minute = told(entry.item)
    return minute is not None and minute > wanted and entry.start != minute


def _place(shelf: Shelf, entry: Entry, taken: list[tuple[int, int]]) -> int | None:
    """The first minute from its own on where an entry has room between those taken, and takes it."""
    first, last = shelf.bounds(entry.item)
    at = max(first, entry.start)
    for begin, end in sorted(taken):
        if begin < at + entry.minutes and at < end:
            at = end
    if at + entry.minutes > last:
        return None
    taken.append((at, at + entry.minutes))
    return at
