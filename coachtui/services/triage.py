"""One decision about open interruptions: its transaction, and what becomes of the others because of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import OPEN, Move, State, name_of
from coachtui.domain.promise import after_closing
from coachtui.domain.slotting.order import exchanged
from coachtui.domain.slotting.rules import arrive, to_other_buffer
from coachtui.services.breaking import hand_back, with_days
from coachtui.services.calendar import Calendar
from coachtui.services.slots import keep, outcome, places, promised
from coachtui.store import interruptions, runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from sqlite3 import Connection
    from typing import Any

    from coachtui.domain.interruption import Interruption
    from coachtui.domain.slotting.rules import Slotting
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome


class Triage:
    """One decision about some open interruptions, inside its transaction."""

    def __init__(self, desk: Desk, db: Connection, now: datetime, ids: Sequence[int]) -> None:
        self.desk = desk
        self.db = db
        self.now = now
        self.before = self.calendar = Calendar(desk, db, now)
        self.ran = runs.running(db)
        """What the clock ran for when it began."""
        self.items: Sequence[Interruption] = interruptions.open_ones(db)
        self.moves: dict[int, Move] = {}
        self.decided: dict[int, Interruption] = {}
        self._ids = tuple(dict.fromkeys(ids))
        for number in self._ids:
            self._open(number)
        self._settle()

    @property
    def chosen(self) -> Iterator[Interruption]:
        """The interruptions that it is about, each as the decisions so far have left it."""
        return (self._open(number) for number in self._ids)

    def _open(self, number: int) -> Interruption:
        for item in self.items:
            if item.id == number:
                return item
        gone = interruptions.by_ids(self.db, [number]).get(number)
        if gone is None:
            raise CoachError(f"there is no interruption {number}: `coachtui queue` lists them with their ids")
        raise CoachError(f"{number} is already {gone.state.value}: {name_of(gone)}")

    def save(self, after: Interruption) -> None:
        """Write one of the chosen as it is decided."""
        interruptions.update(self.db, self._open(after.id), after)
        others = [one for one in self.items if one.id != after.id]
        self.items = [*others, after] if after.state in OPEN else others
        self.decided[after.id] = after

    def close(self, item: Interruption, state: State, took: int | None = None, **fields: Any) -> None:
        """Take an interruption out of the queue; what it took is measured where its clock ran."""
        ran = self._stop_clock(item)
        spent = ran if took is None else took
        promise = after_closing(item.promise, state)
        closed = item._replace(state=state, closed_at=self.now, spent=spent, promise=promise, slots=())
        self.save(closed._replace(**fields))

    def reseat(self, item: Interruption, *, later: bool | None = None) -> None:
        """Slot an interruption again after a change of it by hand; a new time is a new promise.

        By earliest fit, or with `later` in the nearest buffer after, or before, its own.
        """
        if self._stop_clock(item):
            item = item._replace(state=State.WAITING)
        others = [one for one in self.items if one.id != item.id]
        buffers = self.calendar.buffers_ahead([*others, item])
        if later is None:
            slotting = arrive(item, others, buffers, self.now)
        else:
            slotting = to_other_buffer(item, others, buffers, self.now, later=later)
        before, after = self._open(item.id), promised(slotting.of(item.id) or item)
        self.save(after)
        if before.slots != after.slots:
            interruptions.note_move(self.db, item.id, self.now, "you", before.slots, after.slots, after.why)
        self._keep(slotting.without(item.id))

    def exchange(self, item: Interruption, *, is_later: bool) -> None:
        """Change places with a neighbour in its buffer, who was not told anything and keeps its promise."""
        buffers = self.calendar.buffers_ahead(self.items)
        for after in exchanged(item, self.items, buffers, is_later=is_later):
            before = self._open(after.id)
            if after.id == item.id:
                after = promised(after)
            self.items = [after if one.id == after.id else one for one in self.items]
            interruptions.update(self.db, before, after)
            interruptions.note_move(self.db, after.id, self.now, "you", before.slots, after.slots, after.why)
            if after.id == item.id:
                self.decided[after.id] = after
            else:
                self.moves[after.id] = Move(after.id, before.slots, after.slots, after.why)

    def _stop_clock(self, item: Interruption) -> int | None:
        """The minutes that the clock of an interruption ran; None when it did not."""
        if item.state is not State.DOING:
            return None
        minutes = runs.end(self.db, self.now, interruption=item.id)
        if self.ran and self.ran.interruption == item.id:
            self.calendar = Calendar(self.desk, self.db, self.now, was=self.before)
        return minutes

    def _settle(self) -> None:
        """Put right what is no longer where it can be, which is how every view shows the queue."""
        self._keep(self.calendar.settled(self.items))

    def _keep(self, slotting: Slotting) -> None:
        self.items = keep(self.db, self.items, slotting, self.now)
        for move in slotting.moves:
            first = self.moves.get(move.item, move)
            self.moves[move.item] = move._replace(before=first.before)

    def outcome(self, verb: str) -> Outcome:
        """Let what was broken go on, settle the rest and say what became of all."""
        said = hand_back(self.db, self.calendar, self.ran)
        if self.ran != runs.running(self.db):
            self.calendar = Calendar(self.desk, self.db, self.now, was=self.before)
        self._settle()
        by_id = {one.id: one for one in self.items}
        decided = tuple(by_id.get(number, one) for number, one in self.decided.items())
        moves = [
            move
            for move in self.moves.values()
            if move.item not in self.decided and move.before != move.after
        ]
        answer = outcome(self.desk, self.calendar, decided, self.items, moves)
        message = f"{len(decided)} {verb}"
        if len(decided) == 1:
            is_open = decided[0].state in OPEN
            message = answer.message if is_open else f"{name_of(decided[0])}: {verb}"
        elif any(one.state in OPEN for one in decided):
            message = f"{message}: {places(answer.items)}"
        answer = answer._replace(message=f"{message}; {said}" if said else message)
        return with_days(answer, self.before, self.calendar, self.desk)


@contextmanager
def triage(desk: Desk, verb: str, ids: Sequence[int]) -> Iterator[Triage]:
    """One undo step about these interruptions."""
    if not ids:
        raise CoachError("which one? Give an id: `coachtui queue` lists them")
    now = desk.now()
    with desk.store.read() as db:
        titles = [name_of(one) for one in interruptions.by_ids(db, ids).values()]
    label = f"{verb} {titles[0]}" if len(titles) == 1 else f"{verb} {len(titles)} interruptions"
    with desk.store.write(label, now) as db:
        yield Triage(desk, db, now, ids)
