"""The answers of slotting: an arrival, a re-slot, another buffer by hand.

Every function takes all open interruptions and all buffers in time order, today's passed ones
included, and returns only what differs. Same input, same answer (rule 15).
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import OPEN, Interruption, Move, Promise, State, Urgency
from coachtui.domain.slotting.promises import PASSED, STANDING, holds_until
from coachtui.domain.slotting.returning import returned
from coachtui.domain.slotting.shelves import (
    Buffer,
    Entry,
    Places,
    Shelf,
    goes_first,
    minute_of,
    next_minute,
    rows_of,
)
from coachtui.domain.span import Span
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from coachtui.domain.interruption import Choice

SMALLEST_PIECE = 10
"""Minutes that each piece of a split interruption has at least (rule 3)."""

KEPT_AGAIN = "the time that was told is free again"
NEARER = "nearer to the time that was told"


class Slotting(NamedTuple):
    """What slotting changes."""

    items: tuple[Interruption, ...]
    """The interruptions that differ, with their new slots, state, promise and reason."""
    moves: tuple[Move, ...]
    """Every change of place that was not asked for, with its reason: never silent (rule 5)."""

    def of(self, item: int) -> Interruption | None:
        """The interruption with this id, when it differs."""
        return next((one for one in self.items if one.id == item), None)

    def without(self, item: int) -> Slotting:
        """What changes besides the interruption with this id."""
        return Slotting(
            tuple(one for one in self.items if one.id != item),
            tuple(move for move in self.moves if move.item != item),
        )


def settle(items: Iterable[Interruption], buffers: Sequence[Buffer], now: datetime) -> Slotting:
    """Put right what is no longer where it can be (rules 7, 9, 12, 15 and 16).

    Slots that are still valid stay; items whose buffer passed, shrank or went away, and items
    that wait, take the earliest fit from now on.
    """
    work = _Work(items, buffers, now)
    work.settle()
    return work.result()


def arrive(
    new: Interruption,
    items: Iterable[Interruption],
    buffers: Sequence[Buffer],
    now: datetime,
    *,
    into: Buffer | None = None,
) -> Slotting:
    """Slot a new or changed interruption by earliest fit, after settling the others (rules 1 to 5, 11).

    Its own old slots are given up first. The answer always holds `new`. A buffer that `chosen` found
    for it can be named, then it goes there.
    """
    work = _Work((one for one in items if one.id != new.id), buffers, now)
    work.settle()
    work.enter(new)
    if into is None or not work.seat_in(into, new):
        work.seat(new, new.minutes, None)
    work.fill()
    return work.result(asked=new.id)


def chosen(
    new: Interruption,
    items: Iterable[Interruption],
    buffers: Sequence[Buffer],
    now: datetime,
    choice: Choice,
) -> Buffer | None:
    """The buffer that a choice comes to, among those that hold the interruption whole.

    They stand in a ring: the first fit, then the later ones. None is the first fit that nobody chose: at
    the ring's beginning, or where the chosen buffer does not hold it.
    """
    work = _Work((one for one in items if one.id != new.id), buffers, now)
    work.settle()
    holding = [shelf for shelf in work.shelves if shelf.holds(new)]
    work.enter(new)
    work.seat(new, new.minutes, None)
    ring: list[Buffer | None] = [shelf.buffer for shelf in holding]
    if not (holding and any(entry.item.id == new.id for entry in holding[0].line)):
        ring.insert(0, None)  # the first fit is in pieces, or there is none
    told = choice.buffer
    at = next((index for index, one in enumerate(ring) if told and one and one.covers(told)), None)
    if not choice.steps:
        return None if at is None else ring[at]
    after = ((at or 0) + choice.steps) % len(ring)
    return ring[after] if after else None


def to_other_buffer(
    item: Interruption,
    items: Iterable[Interruption],
    buffers: Sequence[Buffer],
    now: datetime,
    *,
    later: bool,
) -> Slotting:
    """Move an item by hand to the next buffer, or to an earlier one, that holds it whole.

    What no later buffer holds whole goes on behind its present one in pieces (rule 3).

    Raises:
        CoachError: there is none.
    """
    work = _Work((one for one in items if one.id != item.id), buffers, now)
    work.settle()
    work.enter(item)
    if not (work.seat_beside(item, later=later) or (later and work.seat_behind(item))):
        which = "later" if later else "earlier"
        raise CoachError(f"no {which} buffer has {item.minutes}m free for {item.title!r}.")
    work.fill()
    return work.result(asked=item.id)


class _Loss(NamedTuple):
    """Minutes of an item that have lost their place, and why."""

    item: Interruption
    minutes: int
    start: int
    why: str


class _Work:
    """One working out: the shelves, and what has become of each item."""

    def __init__(self, items: Iterable[Interruption], buffers: Sequence[Buffer], now: datetime) -> None:
        self.now = now
        self.buffers = buffers
        self.minute = next_minute(now)
        self.places = Places()
        self.rows = rows_of(buffers, now, self.places)
        self.shelves = [shelf for row in self.rows for shelf in row.shelves]
        self.items: dict[int, Interruption] = {}
        self.why: dict[int, str] = {}
        """The reason of each change, by item."""
        self.lost: dict[int, _Loss] = {}
        """Items that have no place for some of their minutes and are still to be seated."""
        self.waiting: dict[int, Interruption] = {}
        """Items without a place, to be tried again when minutes come free."""
        self.asked: int | None = None
        """The item that is told a new time now."""
        self.hopeless: set[tuple[bool, bool, int]] = set()
        """Kinds of items that no row can hold, until minutes come free: a long queue asks once for each."""
        self._load([one for one in items if one.state in OPEN])

    def enter(self, item: Interruption) -> None:
        """Take note of an item that is about to be seated, and told its new time."""
        self.items[item.id] = item
        self.asked = item.id

    def _load(self, items: Sequence[Interruption]) -> None:
        """Put every slot where it belongs, and note those that belong nowhere any more."""
        closes = [shelf.closes for shelf in self.shelves]
        lines: dict[int, list[Entry]] = {}
        for item in items:
            self.items[item.id] = item
            if item.state is State.WAITING:
                self.waiting[item.id] = item
            for span in item.slots:
                start, minutes = minute_of(span.start), span.minutes
                home = bisect_right(closes, start)
                shelf = self.shelves[home] if home < len(self.shelves) else None
                if item.state is State.DOING:
                    self._load_running(item, span, lines)
                elif start < self.minute and not (shelf and shelf.is_running and shelf.first <= start):
                    self._lose(item, minutes, start, PASSED)
                elif shelf is None or start < shelf.first:
                    self._lose(item, minutes, start, "its buffer is gone")
                else:
                    lines.setdefault(home, []).append(Entry(item, start, minutes))
        for home, line in lines.items():
            self.shelves[home].set_line(line)

    def _load_running(self, item: Interruption, span: Span, lines: dict[int, list[Entry]]) -> None:
        """Keep what the running item still needs of its span, in whatever buffers lie there now."""
        for index, shelf in enumerate(self.shelves):
            start = max(minute_of(span.start), shelf.starts)
            left = min(minute_of(span.end), shelf.closes) - start
            if left > 0:
                lines.setdefault(index, []).append(Entry(item, start, left))

    def settle(self) -> None:
        """Slide every line into its buffer and seat again what lost its place."""
        for shelf in self.shelves:
            if shelf.line:
                for entry in shelf.settle():
                    self._lose(entry.item, entry.minutes, entry.was, "its buffer got shorter")
                self._explain(shelf, "its buffer begins later")
        self._return()
        for loss in sorted(self.lost.values(), key=_turn):
            if self.lost.pop(loss.item.id, None):
                self.seat(loss.item, loss.minutes, loss.why)
        self.fill()

    def fill(self) -> None:
        """Give those that were told a time, and then those that wait, the minutes that are free."""
        self._return()
        while self._seat_waiting():
            self._return()

    def _return(self) -> None:
        """Let everyone who has a place back to the time that was told, as far as it is free."""
        for _ in range(len(self.items)):
            told = (one for one in self.items.values() if one.id != self.asked and one.id not in self.lost)
            moved = returned(self.shelves, self.places, told, self._push_in)
            if not moved:
                break
            for item, gave_way in moved:
                self.why[item.id] = NEARER
                for one in gave_way:
                    self.why[one.id] = f"behind {item.title!r}, which was promised earlier"
            self.hopeless.clear()

    def _push_in(self, shelf: Shelf, item: Interruption) -> None:
        self._place(shelf, item, item.minutes)

    def _lose(self, item: Interruption, minutes: int, start: int, why: str) -> None:
        """Note minutes that have to be seated again, with the place and reason of the first."""
        first = self.lost.get(item.id, _Loss(item, 0, start, why))
        self.lost[item.id] = first._replace(minutes=first.minutes + minutes)

    def _seat_waiting(self) -> bool:
        """Give those that wait the minutes that are free; whether one of them has a place now."""
        is_any = False
        for item in sorted(self.waiting.values(), key=_rank):
            if (reason := self._find(item, item.minutes)) is not None:
                del self.waiting[item.id]
                self.why[item.id] = reason
                is_any = True
        return is_any

    def seat(self, item: Interruption, minutes: int, why: str | None) -> None:
        """Find a place for so many minutes of an item; it waits when there is none.

        `why` is the reason of the loss for minutes that had a place, and None for an arrival.
        """
        reason = self._find(item, minutes)
        if reason is None and minutes < item.minutes:
            self._take_out(item)
            reason = self._find(item, item.minutes)
        if reason is None:
            self.waiting[item.id] = item
            reason = self._refusal(item)
        self.why[item.id] = f"{why}: {reason}" if why else reason

    def _find(self, item: Interruption, minutes: int) -> str | None:
        """Seat by earliest fit, day by day: whole, or else in pieces; says why there."""
        kind = goes_first(item), item.due is not None, minutes
        if kind in self.hopeless:
            return None
        first = self.rows[0].day if self.rows else None
        has_hope = False
        is_long = minutes >= 2 * SMALLEST_PIECE
        for row in self.rows:
            if row.may_hold(item, minutes):
                has_hope = True
                for shelf in row.shelves:
                    if self._place(shelf, item, minutes):
                        return self._reason(item, minutes, row.day == first)
                row.count()
            if is_long and row.may_split(minutes):
                has_hope = True
                if self._split(row.shelves, item, minutes):
                    return f"no buffer holds {minutes}m, so it is split"
        if not has_hope:
            self.hopeless.add(kind)
        return None

    def _place(self, shelf: Shelf, item: Interruption, minutes: int) -> bool:
        if not goes_first(item):
            return self._place_behind(shelf, item, minutes)
        pushed = shelf.place_first(item, minutes)
        if pushed is None:
            return False
        self._explain(shelf, f"behind the urgent {item.title!r}")
        if pushed:
            self.hopeless.clear()
        lost: dict[int, _Loss] = {}
        for entry in pushed:
            first = lost.get(entry.item.id, _Loss(entry.item, 0, entry.was, ""))
            lost[entry.item.id] = first._replace(minutes=first.minutes + entry.minutes)
        for loss in lost.values():
            self.seat(loss.item, loss.minutes, f"made room for the urgent {item.title!r}")
        return True

    def _place_behind(self, shelf: Shelf, item: Interruption, minutes: int) -> bool:
        is_placed = shelf.place(item, minutes)
        if is_placed:
            self._explain(shelf, f"moved up to make room for {item.title!r}")
        return is_placed

    def _explain(self, shelf: Shelf, why: str) -> None:
        """Note the reason for those of the line that have no longer their old start."""
        for entry in shelf.line:
            if entry.start != entry.was and self.why.get(entry.item.id, NEARER) == NEARER:
                self.why[entry.item.id] = why

    def _split(self, shelves: Sequence[Shelf], item: Interruption, minutes: int) -> bool:
        """Seat the minutes in pieces over one day's buffers, or not at all (rule 3)."""
        pieces = cut(minutes, [shelf.longest_for(item) for shelf in shelves])
        for shelf, piece in zip(shelves, pieces, strict=False):
            if piece:
                self._place_behind(shelf, item, piece)
        return bool(pieces)

    def seat_beside(self, item: Interruption, *, later: bool) -> bool:
        """Seat an item whole in the nearest buffer after, or before, the ones it stands in."""
        closes = [shelf.closes for shelf in self.shelves]
        homes = [bisect_right(closes, minute_of(span.start)) for span in item.slots]
        if later:
            candidates = range((max(homes) if homes else -1) + 1, len(self.shelves))
        else:
            candidates = range((min(homes) if homes else len(self.shelves)) - 1, -1, -1)
        for index in candidates:
            if self._place(self.shelves[index], item, item.minutes):
                self.why[item.id] = "you moved it"
                return True
        return False

    def seat_in(self, buffer: Buffer, item: Interruption) -> bool:
        """Seat an item whole in this buffer, because somebody wants it there."""
        for shelf in self.shelves:
            if shelf.buffer.span == buffer.span and self._place(shelf, item, item.minutes):
                self.why[item.id] = "you chose it"
                return True
        return False

    def seat_behind(self, item: Interruption) -> bool:
        """Seat an item in pieces, all of them behind the buffer that it begins in."""
        if not item.slots:
            return False
        closes = [shelf.closes for shelf in self.shelves]
        home = bisect_right(closes, minute_of(item.slots[0].start))
        ends = self.shelves[home].buffer.span.end if home < len(self.shelves) else item.slots[0].end
        reason = self._find(item._replace(not_before=ends), item.minutes)
        self.why[item.id] = f"you moved it: {reason}"
        return reason is not None

    def _take_out(self, item: Interruption) -> None:
        """Remove every piece of the item from the shelves, to be seated as a whole."""
        self.hopeless.clear()
        self.lost.pop(item.id, None)
        self.places.take_out(item)

    def _reason(self, item: Interruption, minutes: int, is_today: bool) -> str:
        today = self.rows[0].shelves[-1].buffer.span
        if not is_today and (item.not_before is None or item.not_before < today.end):
            return f"no {minutes}m free today"
        first = "urgent: first" if goes_first(item) else "first"
        return f"{first} buffer with {minutes}m free"

    def _refusal(self, item: Interruption) -> str:
        if item.due is not None:
            return f"no {item.minutes}m free before it is due"
        return f"no {item.minutes}m free in the days ahead: make it a task"

    def _is_missed(self, item: Interruption) -> bool:
        """Whether the buffer whose time was told has passed (rule 12)."""
        if item.promised_at is None or item.promise not in STANDING:
            return False
        is_over = minute_of(item.promised_at) < self.minute
        return is_over and holds_until(item.promised_at, self.buffers) <= self.now

    def result(self, asked: int | None = None) -> Slotting:
        """What differs from the items that came in.

        The place of the item that was asked about is the answer; that it got one is no move.
        """
        seats: dict[int, list[Span]] = {}
        for shelf in self.shelves:
            for entry in shelf.line:
                spans = seats.setdefault(entry.item.id, [])
                span = entry.span
                if spans and spans[-1].end == span.start and minute_of(span.start) > shelf.first:
                    span = Span(spans.pop().start, span.end)
                spans.append(span)
        changed, moves = [], []
        for item in self.items.values():
            if item.state is State.DOING:
                continue
            slots = tuple(seats.get(item.id, ()))
            state = State.SLOTTED if slots else State.WAITING
            promise = Promise.MISSED if self._is_missed(item) else item.promise
            same_place = slots == item.slots
            if same_place and item.why and state is item.state and promise is item.promise:
                continue
            is_later = bool(slots and item.slots) and slots[0].start > item.slots[0].start
            default = "moved back in its buffer" if is_later else "moved up in its buffer"
            why = item.why if same_place and item.why else self.why.get(item.id, default)
            if why == NEARER and slots and slots[0].start == item.promised_at:
                why = KEPT_AGAIN
            after = item._replace(slots=slots, state=state, promise=promise, why=why)
            if after != item:
                changed.append(after)
            if not same_place and (item.slots or item.id != asked):
                moves.append(Move(item.id, item.slots, slots, why))
        return Slotting(tuple(changed), tuple(moves))


def cut(minutes: int, rooms: Sequence[int]) -> list[int]:
    """A piece for each room, in order, 0 for none; the first as long as they can be (rule 3).

    Empty when pieces of at least `SMALLEST_PIECE` cannot add up to the minutes.
    """
    pieces: list[int] = []
    for index, room in enumerate(rooms):
        rest = minutes - sum(pieces)
        after = sorted((one for one in rooms[index + 1 :] if one >= SMALLEST_PIECE), reverse=True)
        sizes = [*range(min(rest, room), SMALLEST_PIECE - 1, -1), 0]
        piece = next((one for one in sizes if _adds_up(rest - one, after)), None)
        if piece is None:
            return []
        pieces.append(piece)
    return pieces


def _adds_up(minutes: int, rooms: Sequence[int]) -> bool:
    """Whether pieces for some of the rooms, given longest first, can add up to the minutes."""
    longest = accumulate(rooms)
    return not minutes or any(
        count * SMALLEST_PIECE <= minutes <= most for count, most in enumerate(longest, start=1)
    )


def _turn(loss: _Loss) -> tuple[bool, bool, int, datetime, int]:
    """Urgent ones first, those that can wait last; then by the place that was promised."""
    item = loss.item
    return (not goes_first(item), item.urgency is Urgency.LATER, loss.start, item.arrived_at, item.id)


def _rank(item: Interruption) -> tuple[bool, bool, datetime, int]:
    """The turn of one that waits without a place."""
    return (not goes_first(item), item.urgency is Urgency.LATER, item.arrived_at, item.id)
