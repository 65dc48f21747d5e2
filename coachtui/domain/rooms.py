"""The frame of a day: what stands, the buffers that are owed, and the rooms left for sprints.

Sprints are put into the rooms by one `Walk`, forward only, so that planning, projecting and making
room for a meeting keep the same promises: a buffer after every so many sprints, a buffer straight
after every meeting, and the buffer that ends the day. Lengths are whole minutes.
"""

from __future__ import annotations

from itertools import accumulate

from coachtui.domain.block import Block, BlockKind
from coachtui.domain.span import Span, common, later, minutes_between, without
from coachtui.domain.typed import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from coachtui.domain.rhythm import Rhythm


class Room(NamedTuple):
    """Working time in which sprints may be placed."""

    span: Span
    is_rested: bool
    """Whether a full buffer, or a meeting with its own, lies between the room before and this one."""
    sprints: int
    """Sprints that stand between the room before, or that rest, and this room."""
    is_served: bool
    """Whether a buffer that stands, or the end of the day, follows directly."""


class Frame(NamedTuple):
    """What of a day is settled before any sprint is placed."""

    standing: tuple[Block, ...]
    """What is fixed or kept, in time order."""
    owed: tuple[Span, ...]
    """The buffers of the meetings, in time order."""
    end: tuple[Block, ...]
    """The buffer that ends the day with its reserve, the last piece first; pieces where a fixed block
    lies in between."""
    rooms: tuple[Room, ...]
    hours: Span | None
    """The working hours; None on a day without any."""


def frame(
    hours: Span | None,
    rhythm: Rhythm,
    fixed: Iterable[Block],
    kept: Iterable[Block] = (),
    start: datetime | None = None,
    eaten: tuple[Block | None, int] = (None, 0),
) -> Frame:
    """The frame of a day, with rooms from `start`, or the opening, to the end of the hours.

    `eaten` is a meeting with the minutes that its overrun has taken from the buffer after it.
    """
    standing = tuple(sorted((*fixed, *kept), key=lambda block: block.span))
    owed = _owed(standing, rhythm.meeting_buffer, eaten)
    if hours is None:
        return Frame(standing, owed, (), (), hours)
    end = _end(hours, rhythm, [*(one.span for one in standing if one.kind != BlockKind.BUFFER), *owed])
    begin = max(hours.start, start or hours.start)
    taken = [*(one.span for one in (*standing, *end)), *owed]
    free = without(Span(begin, hours.end), taken) if begin < hours.end else []
    served = {hours.end, *(one.span.start for one in end)}
    served.update(one.span.start for one in standing if _is_rest(one, rhythm) and not one.is_fixed)
    return Frame(standing, owed, end, _rooms(free, standing, rhythm, served), hours)


def buffers(
    cover: Iterable[Span], occupied: Sequence[Block], day: Frame, known: Iterable[Block] = ()
) -> list[Block]:
    """The time of `cover` that nothing occupies, and what is owed, as merged buffers.

    The ids of `known` buffers go to those that continue them.
    """
    spans: list[Span] = []
    rest = (free for one in cover for free in without(one, (block.span for block in occupied)))
    for span in sorted((*rest, *day.owed)):
        if spans and span.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
        else:
            spans.append(span)
    old = list(known)
    out = []
    for span in spans:
        match = next((one for one in old if one.span.overlaps(span)), None)
        if match:
            old.remove(match)
        reserve = sum(_shared(span, one) for one in day.end)
        out.append(Block(BlockKind.BUFFER, span, id=match.id if match else None, reserve=reserve))
    return out


def held(promised: Iterable[Span], day: Frame, rhythm: Rhythm) -> list[Block]:
    """The buffers of the hours that must stand so that promised slots stay, where nothing else stands."""
    if day.hours is None:
        return []
    busy = [one.span for one in day.standing if one.kind != BlockKind.BUFFER]
    spans: list[Span] = []
    for slot in sorted(promised):
        if any(map(slot.overlaps, busy)) or not day.hours.covers(slot):
            continue
        if spans and slot.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(slot.end, spans[-1].end))
        else:
            end = max(slot.end, later(slot.start, rhythm.buffer))
            spans.append(Span(slot.start, min(end, day.hours.end)))
    settled = [one.span for one in (*day.standing, *day.end)]
    return [Block(BlockKind.BUFFER, piece) for one in spans for piece in without(one, settled)]


def standing_left(standing: Iterable[Block], taken: Iterable[Block], start: datetime) -> list[Block]:
    """What other blocks leave of the standing buffers, from an instant on."""
    busy = [one.span for one in taken]
    return [
        one._replace(span=Span(max(span.start, start), span.end))
        for one in standing
        for span in without(one.span, busy)
        if span.end > start
    ]


class Walk:
    """A place in the rooms of a day that only moves forward."""

    _at: datetime

    def __init__(self, rooms: Sequence[Room], rhythm: Rhythm) -> None:
        self._rooms = rooms
        self._rhythm = rhythm
        self._run = 0
        self._enter(0)

    def copy(self) -> Walk:
        """The same place, to try something out."""
        twin = Walk.__new__(Walk)
        vars(twin).update(vars(self))
        return twin

    @property
    def is_over(self) -> bool:
        """Whether no room is left."""
        return self._index >= len(self._rooms)

    @property
    def limit(self) -> int:
        """Minutes of the longest sprint that may begin here, its buffer kept where one is due."""
        is_due = self._run + 1 >= self._rhythm.every and not self._rooms[self._index].is_served
        return self._left - (self._rhythm.buffer if is_due else 0)

    def put(self, minutes: int) -> Span:
        """Place a sprint here, and the buffer after it when one is due."""
        span = Span(self._at, later(self._at, minutes))
        self._at = span.end
        self._run += 1
        self._rest_if_due()
        return span

    def seek(self, minutes: int, earliest: datetime) -> bool:
        """Go on to the first place, at `earliest` or after it, for a sprint; False when there is none."""
        while not self.is_over:
            self._idle_until(min(earliest, self._rooms[self._index].span.end))
            if minutes <= self.limit:
                return True
            self.leave()
        return False

    def leave(self) -> None:
        """Go on to the next room; what is left of this one is buffer."""
        self._idle_until(self._rooms[self._index].span.end)
        self._enter(self._index + 1)

    def _enter(self, index: int) -> None:
        self._index = index
        if not self.is_over:
            room = self._rooms[index]
            self._at = room.span.start
            self._run = room.sprints + (0 if room.is_rested else self._run)
            self._rest_if_due()

    @property
    def _left(self) -> int:
        return minutes_between(self._at, self._rooms[self._index].span.end)

    def _idle_until(self, instant: datetime) -> None:
        if minutes_between(self._at, instant) >= self._rhythm.buffer:
            self._run = 0
        self._at = max(self._at, instant)

    def _rest_if_due(self) -> None:
        if self._run >= self._rhythm.every:
            end = self._rooms[self._index].span.end
            self._idle_until(min(end, later(self._at, self._rhythm.buffer)))


def _owed(standing: Sequence[Block], minutes: int, eaten: tuple[Block | None, int]) -> tuple[Span, ...]:
    """A buffer straight after every meeting; what finds no room there comes after what follows."""
    owed = 0
    spans = []
    ends = accumulate((block.span.end for block in standing), max)
    for block, end, following in zip(standing, ends, [*standing[1:], None], strict=False):
        if block.kind == BlockKind.MEETING:
            owed += minutes - (eaten[1] if block is eaten[0] else 0)
        elif block.kind == BlockKind.BUFFER:
            owed = max(0, owed - block.span.minutes)
        room = min(owed, minutes_between(end, following.span.start)) if following else owed
        if room > 0:
            spans.append(Span(end, later(end, room)))
            owed -= room
    return tuple(spans)


def _end(hours: Span, rhythm: Rhythm, taken: Iterable[Span]) -> tuple[Block, ...]:
    """The last free minutes of the hours, from the last piece back; the reserve is at the very end."""
    left, reserve = rhythm.end_buffer, rhythm.reserve
    pieces = []
    for free in reversed(without(hours, taken)):
        if left <= 0:
            break
        piece = Span(max(free.start, later(free.end, -left)), free.end)
        kept_free = min(reserve, piece.minutes)
        pieces.append(Block(BlockKind.BUFFER, piece, reserve=kept_free))
        left, reserve = left - piece.minutes, reserve - kept_free
    return tuple(pieces)


def _rooms(
    free: Sequence[Span], standing: Sequence[Block], rhythm: Rhythm, served: set[datetime]
) -> tuple[Room, ...]:
    """The free spans, each with what lies between it and the one before."""
    rooms: list[Room] = []
    is_rested, sprints = False, 0
    edge: datetime | None = None
    between = [(block.span, block) for block in standing]
    for span, block in sorted([*between, *((one, None) for one in free)], key=lambda pair: pair[0]):
        if edge is not None and minutes_between(edge, span.start) >= rhythm.buffer:
            is_rested, sprints = True, 0
        edge = span.end
        if block is None:
            rooms.append(Room(span, is_rested, sprints, span.end in served))
            is_rested, sprints = False, 0
        elif _is_rest(block, rhythm):
            is_rested, sprints = True, 0
        elif block.kind == BlockKind.SPRINT:
            sprints += 1
    return tuple(rooms)


def _is_rest(block: Block, rhythm: Rhythm) -> bool:
    """Whether the count of sprints begins anew after a block."""
    if block.kind == BlockKind.MEETING:
        return rhythm.meeting_buffer > 0
    return block.kind == BlockKind.BUFFER and block.span.minutes >= rhythm.buffer


def _shared(span: Span, end: Block) -> int:
    """Minutes of the reserve of an end buffer that lie in a span."""
    return min(end.reserve, common(span, end.span))
