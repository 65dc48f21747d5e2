"""Interruptions as views show them: with their buffer's label, their place in line and their promise."""

from __future__ import annotations

from coachtui.domain.block import BlockKind
from coachtui.domain.interruption import OPEN, Promise
from coachtui.domain.promise import apology, promise_of, word_of
from coachtui.domain.slotting.promises import stands, will_not_hold
from coachtui.domain.typed import TYPE_CHECKING
from coachtui.services.item_views import ItemView, MovedView, PieceView

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from coachtui.domain.block import Block
    from coachtui.domain.interruption import Interruption
    from coachtui.domain.span import Span
    from coachtui.domain.wall import Wall
    from coachtui.services.calendar import Calendar
    from coachtui.services.item_views import Shown
    from coachtui.store.interruptions import LastMove


class Line:
    """The open interruptions together, so that each one's place in line can be told."""

    def __init__(
        self,
        calendar: Calendar,
        items: Iterable[Interruption],
        wall: Wall,
        moves: Mapping[int, LastMove] | None = None,
        known: Shown | None = None,
    ) -> None:
        """See the class.

        Args:
            calendar: the days of the moment.
            items: the open interruptions.
            wall: how times are worded.
            moves: the last change of place of those that had one.
            known: views of an earlier moment; those that are still true are not made again.
        """
        self.shown: Shown = {}
        """The views that were asked for, with all that they were made of."""
        self._known = known or {}
        self._calendar = calendar
        self._moves = moves or {}
        self._wall = wall
        self.by_buffer: dict[datetime, list[int]] = {}
        """The ids of the interruptions in each buffer, in line and once, by the buffer's start."""
        pieces = sorted((span, one.id) for one in items if one.state in OPEN for span in one.slots)
        buffer: Block | None = None
        for span, number in pieces:
            # most stand in the buffer of the one before them
            if buffer is None or not buffer.span.holds(span.start):
                buffer = self.buffer_of(span)
            line = self.by_buffer.setdefault(buffer.span.start if buffer else span.start, [])
            if number not in line:  # one that is split can have two pieces in a buffer
                line.append(number)

    def buffer_of(self, span: Span) -> Block | None:
        """The buffer that holds a slot; None when no buffer does."""
        block = self._calendar.block_at(span.start)
        return block if block is not None and block.kind is BlockKind.BUFFER else None

    def view(self, item: Interruption) -> ItemView:
        """One interruption, open or closed."""
        pieces = tuple(self._piece(item.id, span) for span in item.slots)
        move = self._moves.get(item.id)
        is_past_due = item.state in OPEN and item.due is not None and item.due < self._calendar.now
        is_at_risk = bool(item.who) and self._is_at_risk(item)
        is_broken = is_at_risk or (item.state in OPEN and item.promise is Promise.MISSED and bool(item.who))
        spoken = self._calendar.now if is_broken else None
        made_of = item, pieces, move, is_past_due, is_at_risk, spoken, self._calendar.today
        last = self._known.get(item.id)
        if last is None or last[0] != made_of:
            last = made_of, self._made(item, pieces, move, is_past_due, is_at_risk, is_broken)
        self.shown[item.id] = last
        return last[1]

    def _made(
        self,
        item: Interruption,
        pieces: tuple[PieceView, ...],
        move: LastMove | None,
        is_past_due: bool,
        is_at_risk: bool,
        is_broken: bool,
    ) -> ItemView:
        """A view of these; where no promise is broken, the moment only matters by its two dates."""
        now, told = self._calendar.now, item.promised_at or item.arrived_at
        return ItemView(
            id=item.id,
            title=item.title,
            who=item.who,
            minutes=item.minutes,
            estimated=item.estimated,
            urgency=item.urgency,
            state=item.state,
            arrived_at=item.arrived_at,
            pieces=pieces,
            promise=promise_of(item, pieces[0].position if pieces else 0, now, self._wall),
            why=item.why,
            promised_at=item.promised_at,
            promise_state=item.promise,
            during=item.during,
            note=item.note,
            not_before=item.not_before,
            due=item.due,
            given_to=item.given_to,
            started_at=item.started_at,
            closed_at=item.closed_at,
            spent=item.spent,
            is_from_previous_day=item.state in OPEN and self._calendar.date_of(told) < self._calendar.today,
            is_past_due=is_past_due,
            moved=MovedView(*move) if move else None,
            word=word_of(item, is_at_risk=is_at_risk),
            to_say=apology(item, now, self._wall) if is_broken else "",
        )

    def _is_at_risk(self, item: Interruption) -> bool:
        """Whether the time that was told will not hold; days are worked out only where that is in doubt."""
        told = item.promised_at
        if told is None or not stands(item) or (item.slots and item.slots[0].start <= told):
            return False
        on = self._calendar.date_of(told)
        return will_not_hold(item, self._calendar.buffers([on]), self._calendar.now)

    def views(self, items: Sequence[Interruption]) -> tuple[ItemView, ...]:
        """Several interruptions."""
        return tuple(self.view(item) for item in items)

    def _piece(self, item: int, span: Span) -> PieceView:
        buffer = self.buffer_of(span)
        line = self.by_buffer.get(buffer.span.start if buffer else span.start, [])
        return PieceView(
            block=buffer.id if buffer else None,
            label=buffer.label if buffer else "",
            starts_at=span.start,
            ends_at=span.end,
            position=line.index(item) + 1 if item in line else 1,
        )
