"""The minutes of all buffers while slots are worked out: what is taken, what is free.

Inside, time is whole minutes since 1970 and values change in place; nothing of that leaves the
package. A *shelf* is one buffer with its line of entries, a *row* the shelves of one day.
"""

from __future__ import annotations

from datetime import UTC, datetime

from coachtui.domain.interruption import State, Urgency
from coachtui.domain.span import Span, later
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from coachtui.domain.interruption import Interruption


OVERNIGHT = 12 * 60
"""Minutes after its last buffer until a day with no other behind it is surely over."""


class Buffer(NamedTuple):
    """A buffer as slotting sees it."""

    day: date
    """The working day it belongs to."""
    span: Span
    reserve: int = 0
    """Minutes left free for overrun unless something must happen that day (rule 4)."""
    eaten: int = 0
    """Minutes that an overrun has taken off its front (rule 7)."""
    behind: datetime | None = None
    """The start of the sprint or meeting right before it, where that may have eaten its front."""

    def covers(self, told: datetime) -> bool:
        """Whether a time that was told is one of this buffer, or was before its front was eaten."""
        return (self.behind or self.span.start) <= told < self.span.end


def minute_of(instant: datetime) -> int:
    """The whole minute in which the instant lies."""
    return int(instant.timestamp()) // 60


def next_minute(instant: datetime) -> int:
    """The first whole minute that is not before the instant."""
    return -int(-instant.timestamp() // 60)


def goes_first(item: Interruption) -> bool:
    """Whether the item stands before normal ones in a line (rule 5)."""
    return item.urgency in (Urgency.URGENT, Urgency.NOW)


class Entry:
    """A piece of an interruption in the line of a shelf."""

    __slots__ = ("item", "minutes", "start", "was")

    def __init__(self, item: Interruption, start: int, minutes: int) -> None:
        self.item = item
        self.start = start
        self.minutes = minutes
        self.was = start
        """Where it stood when the working out began."""

    @property
    def end(self) -> int:
        """The minute after its last one."""
        return self.start + self.minutes

    @property
    def span(self) -> Span:
        """Where it stands now, as instants."""
        return Span(datetime.fromtimestamp(self.start * 60, UTC), datetime.fromtimestamp(self.end * 60, UTC))

    @property
    def stays_ahead(self) -> bool:
        """Whether an urgent newcomer lines up behind it."""
        return self.item.state is State.DOING or goes_first(self.item)

    def moved_to(self, start: int) -> Entry:
        """The same piece with another start."""
        entry = Entry(self.item, start, self.minutes)
        entry.was = self.was
        return entry


class Places:
    """In which shelves the pieces of each item stand, so that none has to be looked for."""

    __slots__ = ("_shelves",)

    def __init__(self) -> None:
        self._shelves: dict[int, list[Shelf]] = {}

    def add(self, entry: Entry, shelf: Shelf) -> None:
        """A piece now stands in this shelf."""
        self._shelves.setdefault(entry.item.id, []).append(shelf)

    def remove(self, entry: Entry, shelf: Shelf) -> None:
        """A piece does not stand in this shelf any more."""
        self._shelves[entry.item.id].remove(shelf)

    def start_of(self, item: Interruption) -> int | None:
        """The first minute of an item; None where it stands nowhere."""
        shelves = self._shelves.get(item.id, ())
        pieces = (entry for shelf in shelves for entry in shelf.line if entry.item.id == item.id)
        return min((entry.start for entry in pieces), default=None)

    def take_out(self, item: Interruption) -> None:
        """Remove every piece of an item."""
        for shelf in dict.fromkeys(self._shelves.get(item.id, ())):
            shelf.set_line([entry for entry in shelf.line if entry.item.id != item.id])


class Shelf:
    """One buffer with its line, from `opens` up to `closes`."""

    __slots__ = (
        "buffer", "closes", "first", "free", "is_running", "left",
        "line", "opens", "places", "row", "starts", "tail", "urgent",
    )  # fmt: skip

    def __init__(self, buffer: Buffer, now: datetime, minute: int, row: Row, places: Places) -> None:
        self.buffer = buffer
        self.row = row
        self.places = places
        self.first = next_minute(buffer.span.start)
        """Where the buffer began before anything was eaten."""
        self.opens = self.first + buffer.eaten
        self.closes = minute_of(buffer.span.end)
        self.is_running = buffer.span.holds(now)
        """Whether the buffer is on now."""
        self.starts = max(self.opens, minute)
        """The first minute that can still be used."""
        self.left = max(0, self.closes - self.starts)
        """Minutes from now on, taken or not."""
        self.line: list[Entry] = []
        self.tail = self.starts
        """The first minute behind the line."""
        self.free = self.left
        """`free(b)`: what is left from now on, minus what is slotted, minus what was eaten."""
        self.urgent = 0
        """Minutes in the line that an urgent newcomer lines up behind."""

    def set_line(self, entries: Sequence[Entry]) -> None:
        """Take these entries as the line, in order of their starts."""
        for entry in self.line:
            self.places.remove(entry, self)
        self.line = []
        self.tail, self.free, self.urgent = self.starts, self.left, 0
        for entry in sorted(entries, key=lambda one: one.start):
            self._append(entry)
        self.row.is_counted = False

    def _append(self, entry: Entry) -> None:
        """Let an entry that starts behind all others join the line."""
        self.line.append(entry)
        self.places.add(entry, self)
        self.tail = max(self.tail, entry.start) + entry.minutes
        self.free = max(0, self.free - entry.minutes)
        if entry.stays_ahead:
            self.urgent += entry.minutes

    def room_for(self, item: Interruption) -> int:
        """Minutes that the item may take here, whatever its times (rules 1, 4 and 5)."""
        if goes_first(item):
            return max(0, self.left - self.urgent)
        if self.buffer.reserve and not self.row.is_due(item):
            return max(0, self.free - self.buffer.reserve)
        return self.free

    def _start_in(self, line: Sequence[Entry], item: Interruption, minutes: int) -> int | None:
        """Where so many minutes of the item can stand in a line; it is closed up only where it must be.

        Behind the line (first come, first served), or else in its first hole.
        """
        start = self._start_for(item, minutes, line)
        if start is None:
            starts = [entry.start for entry in line]
            self._close_up(line)
            start = self._start_for(item, minutes, line)
            if start is None:
                _put_back(line, starts)
        return start

    def _start_for(self, item: Interruption, minutes: int, line: Sequence[Entry]) -> int | None:
        """Where so many minutes of the item can stand in a line that stays as it is."""
        return next((start for start, end in self._gaps(item, line) if end - start >= minutes), None)

    def longest_for(self, item: Interruption) -> int:
        """The most minutes of the item that `place` can put here in one piece."""
        room = self.free if goes_first(item) else self.room_for(item)
        if not room:
            return 0
        starts = [entry.start for entry in self.line]
        gaps = self._gaps(item, self.line)
        self._close_up(self.line)
        gaps += self._gaps(item, self.line)
        _put_back(self.line, starts)
        return min(room, max(end - start for start, end in gaps))

    def holds(self, item: Interruption) -> bool:
        """Whether the item can be seated here whole: before the normal ones where it goes first."""
        if not goes_first(item):
            return self.longest_for(item) >= item.minutes
        ahead = [entry for entry in self.line if entry.stays_ahead]
        starts = [entry.start for entry in ahead]
        fits = self._start_in(ahead, item, item.minutes) is not None
        _put_back(ahead, starts)
        return fits and self.room_for(item) >= item.minutes

    def _gaps(self, item: Interruption, line: Sequence[Entry]) -> list[tuple[int, int]]:
        """What is free behind a line and then between its entries, within the item's own times."""
        least, most = self.bounds(item)
        holes = []
        at = self.starts
        for entry in line:
            start = max(entry.start, at)
            holes.append((at, start))
            at = start + entry.minutes
        return [(max(start, least), min(end, most)) for start, end in [(at, self.closes), *holes]]

    def place(self, item: Interruption, minutes: int) -> bool:
        """Put so many minutes behind the line; close the line up only where it must be (rule 1)."""
        if self.room_for(item) < minutes:
            return False
        least, most = self.bounds(item)
        behind = max(self.tail, least)
        if most - behind >= minutes:
            self._append(Entry(item, behind, minutes))
            return True
        start = self._start_in(self.line, item, minutes)
        if start is None:
            return False
        self.set_line([*self.line, Entry(item, start, minutes)])
        return True

    def place_first(self, item: Interruption, minutes: int) -> list[Entry] | None:
        """Put an urgent item before the normal ones (rule 5).

        Returns:
            The entries that it pushed out, or None when it does not fit here.
        """
        if self.room_for(item) < minutes:
            return None
        ahead = [entry for entry in self.line if entry.stays_ahead]
        behind = [entry for entry in self.line if not entry.stays_ahead]
        start = self._start_in(ahead, item, minutes)
        if start is None:
            return None
        newcomer = Entry(item, start, minutes)
        pushed = self._settle([*ahead, newcomer], behind, self.starts)
        self.set_line([*ahead, newcomer, *behind])
        return pushed

    def settle(self) -> list[Entry]:
        """Slide the line into what is left of the buffer (rule 7); returns whom it pushes out."""
        fixed = [entry for entry in self.line if entry.item.state is State.DOING]
        others = [entry for entry in self.line if entry.item.state is not State.DOING]
        pushed = self._settle(fixed, others, self.opens)
        if pushed or any(entry.start != entry.was for entry in others):
            self.set_line([*fixed, *others])
        return pushed

    def _settle(self, fixed: Sequence[Entry], others: list[Entry], opens: int) -> list[Entry]:
        """Find each of the others its place around the fixed; take out of `others` whom it pushes out."""
        pushed: list[Entry] = []
        while (late := self._lay_out(fixed, others, opens)) is not None:
            patient = [entry for entry in others if entry.item.urgency is Urgency.LATER]
            victim = late if self._is_late(late) else (patient or others)[-1]
            others.remove(victim)
            pushed.append(victim)
        return pushed[::-1]

    def _lay_out(self, fixed: Sequence[Entry], others: Sequence[Entry], opens: int) -> Entry | None:
        """Start each of the others where it was, or else as early after that and now as it can.

        Returns the first that cannot.
        """
        taken = sorted((entry.start, entry.end) for entry in fixed)
        for entry in others:
            start = entry.was if entry.was >= opens else self.starts
            for begin, end in taken:
                if begin < start + entry.minutes and start < end:
                    start = max(end, self.starts)
            entry.start = start
            if entry.end > self.closes or self._is_late(entry):
                return entry
            taken = sorted([*taken, (entry.start, entry.end)]) if fixed else [(opens, entry.end)]
        return None

    @staticmethod
    def _is_late(entry: Entry) -> bool:
        """Whether the entry would end after its own deadline."""
        return entry.item.due is not None and entry.end > minute_of(entry.item.due)

    def _close_up(self, line: Sequence[Entry]) -> None:
        """Move each entry up as far as the one before and its own times allow."""
        at = self.starts
        for entry in line:
            if entry.item.state is not State.DOING:
                entry.start = min(entry.start, max(at, self.bounds(entry.item)[0]))
            at = max(at, entry.end)

    def bounds(self, item: Interruption) -> tuple[int, int]:
        """The first minute the item may start at and the last it may end at (rule 11)."""
        least = self.starts if item.not_before is None else max(self.starts, next_minute(item.not_before))
        most = self.closes if item.due is None else min(self.closes, minute_of(item.due))
        return least, most


def _put_back(line: Iterable[Entry], starts: Iterable[int]) -> None:
    """Give each entry of a line the start that it had."""
    for entry, start in zip(line, starts, strict=True):
        entry.start = start


class Row:
    """The shelves of one day, with the most that one of them can hold.

    Placing only takes minutes, so what was counted once stays an upper bound until it is counted
    again, and a full day is passed over at a glance.
    """

    __slots__ = ("_most", "_most_due", "_most_urgent", "_pooled", "day", "ends", "is_counted", "shelves")

    def __init__(self, day: date) -> None:
        self.day = day
        self.shelves: list[Shelf] = []
        self.ends: datetime | None = None
        """When the next day's first buffer begins, or, on the last day, a night later."""
        self.is_counted = False
        """False when minutes may have come free since the last count."""
        self._most = self._most_due = self._most_urgent = self._pooled = 0

    def is_due(self, item: Interruption) -> bool:
        """Whether the item must happen by this day, which opens the reserve to it (rule 4)."""
        return item.due is not None and (self.ends is None or item.due <= self.ends)

    def may_hold(self, item: Interruption, minutes: int) -> bool:
        """Whether one of the shelves may hold so many minutes of the item."""
        if not self.is_counted:
            self.count()
        if goes_first(item):
            return minutes <= self._most_urgent
        return minutes <= (self._most if item.due is None else self._most_due)

    def may_split(self, minutes: int) -> bool:
        """Whether the shelves together may hold so many minutes."""
        return minutes <= self._pooled

    def count(self) -> None:
        """Count again what the shelves can hold."""
        shelves = self.shelves
        self._most = max([shelf.free - shelf.buffer.reserve for shelf in shelves], default=0)
        self._most_due = max([shelf.free for shelf in shelves], default=0)
        self._most_urgent = max([shelf.left - shelf.urgent for shelf in shelves], default=0)
        self._pooled = sum([shelf.free for shelf in shelves])
        self.is_counted = True


def rows_of(buffers: Sequence[Buffer], now: datetime, places: Places) -> list[Row]:
    """The buffers, given in time order, as rows of empty shelves that note in `places` who stands there."""
    rows: list[Row] = []
    minute = next_minute(now)
    for buffer in buffers:
        if not rows or rows[-1].day != buffer.day:
            if rows:
                rows[-1].ends = buffer.span.start
            rows.append(Row(buffer.day))
        rows[-1].shelves.append(Shelf(buffer, now, minute, rows[-1], places))
        rows[-1].ends = later(buffer.span.end, OVERNIGHT)
    return rows
