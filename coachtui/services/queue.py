"""The queue: deciding about interruptions. One transaction and one undo step each."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachtui.domain.errors import CoachError
from coachtui.domain.human import parse_moment
from coachtui.domain.interruption import OPEN, Interruption, Promise, State, Urgency
from coachtui.domain.slotting.rules import Slotting, arrive, to_other_buffer
from coachtui.domain.text import clean_line
from coachtui.services.calendar import Calendar
from coachtui.services.slots import keep, name_of, outcome, promised
from coachtui.store import interruptions, people, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.domain.interruption import Move
    from coachtui.services.desk import Desk
    from coachtui.services.views import Outcome


def finish(desk: Desk, ids: Sequence[int], took: int | None = None) -> Outcome:
    """Done: `took` is what it took, in minutes, where no clock ran."""
    with _triage(desk, "done", ids) as work:
        for item in work.chosen:
            spent = runs.end(work.db, work.now, interruption=item.id) if item.state is State.DOING else None
            kept = item.promise in (Promise.OPEN, Promise.RENEGOTIATED)
            work.close(
                item,
                state=State.DONE,
                spent=spent if took is None else took,
                promise=Promise.KEPT if kept else item.promise,
            )
        return work.outcome("done")


def give(desk: Desk, ids: Sequence[int], name: str) -> Outcome:
    """Delegate to someone.

    Raises:
        CoachError: no name, or an id that is not open.
    """
    receiver = clean_line(name, 80)
    if not receiver:
        raise CoachError("Give it to whom? Say a name, for example: coachtui give 3 --to Raj")
    with _triage(desk, f"give to {receiver}", ids) as work:
        receiver = people.known(work.db, receiver) or receiver
        for item in work.chosen:
            work.close(item, state=State.GIVEN, given_to=receiver)
        return work.outcome(f"given to {receiver}")


def decline(desk: Desk, ids: Sequence[int], reason: str = "") -> Outcome:
    """Say no, with a sentence that can be sent to the person who asked."""
    because = clean_line(reason)
    with _triage(desk, "decline", ids) as work:
        for item in work.chosen:
            work.close(item, state=State.DECLINED, why=because or item.why)
        outcome = work.outcome("declined")
        sentences = "  ".join(_regret(item, because) for item in work.chosen)
        return outcome._replace(message=f"{outcome.message}. {sentences}")


def drop(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Let go without telling anyone."""
    with _triage(desk, "drop", ids) as work:
        for item in work.chosen:
            work.close(item, state=State.DROPPED)
        return work.outcome("dropped")


def defer(desk: Desk, ids: Sequence[int], until: str = "") -> Outcome:
    """Move to the next buffer that has room, or to the first one after a human time.

    Raises:
        CoachError: no buffer has room, or the time is not understood.
    """
    with _triage(desk, "defer", ids) as work:
        if not until.strip():
            return _to_other_buffer(work, later=True)
        moment = parse_moment(until, work.now, desk.zone, work.calendar.today)
        for item in work.chosen:
            work.reseat(item._replace(not_before=moment.instant, why=""))
        return work.outcome("deferred")


def advance(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Move to the nearest earlier buffer that has room."""
    with _triage(desk, "move earlier", ids) as work:
        return _to_other_buffer(work, later=False)


def set_urgency(desk: Desk, ids: Sequence[int], urgency: Urgency) -> Outcome:
    """Change how soon it must be dealt with, and slot it again by that."""
    with _triage(desk, f"make {urgency.value}", ids) as work:
        for item in work.chosen:
            work.reseat(item._replace(urgency=urgency, why=""))
        return work.outcome(f"now {urgency.value}")


def reslot(desk: Desk) -> Outcome:
    """Put everything right that is no longer where it can be; what is still valid stays (rule 15)."""
    now = desk.now()
    with desk.store.write("re-slot", now) as db:
        calendar = Calendar(desk, db, now)
        items = interruptions.open_ones(db)
        slotting = calendar.settled(items)
        items = keep(db, items, slotting, now)
        answer = outcome(desk, calendar, (), items, slotting.moves)
        count = len(slotting.moves)
        return answer._replace(
            message=f"{count} moved" if count else "Everything is where it was promised: nothing moved"
        )


class _Triage:
    """One decision about some open interruptions, inside its transaction."""

    def __init__(self, desk: Desk, db: Connection, now: datetime, ids: Sequence[int]) -> None:
        self.desk = desk
        self.db = db
        self.now = now
        self.calendar = Calendar(desk, db, now)
        self.items = list(interruptions.open_ones(db))
        self.moves: list[Move] = []
        self.chosen = [self._open(number) for number in dict.fromkeys(ids)]
        self.decided: dict[int, Interruption] = {}

    def _open(self, number: int) -> Interruption:
        for item in self.items:
            if item.id == number:
                return item
        gone = interruptions.by_ids(self.db, [number]).get(number)
        if gone is None:
            raise CoachError(f"There is no interruption {number}: `coachtui queue` lists them with their ids")
        raise CoachError(f"{number} is already {gone.state.value}: {name_of(gone)}")

    def close(self, item: Interruption, **fields: object) -> None:
        """Take an interruption out of the queue in one of the closed states."""
        values: dict[str, object] = {"closed_at": self.now, "slots": (), **fields}
        after = item._replace(**values)  # type: ignore[arg-type]
        interruptions.update(self.db, item, after)
        self.items = [one for one in self.items if one.id != item.id]
        self.decided[item.id] = after

    def reseat(self, item: Interruption, answer: Callable[[Interruption], Slotting] | None = None) -> None:
        """Slot an interruption again after a change of it by hand; a new time is a new promise."""
        others = [one for one in self.items if one.id != item.id]
        slotting = (
            answer(item)
            if answer
            else self.calendar.answer(
                [*others, item], lambda buffers: arrive(item, others, buffers, self.now)
            )
        )
        after = promised(slotting.of(item.id) or item)
        before = next(one for one in self.items if one.id == item.id)
        interruptions.update(self.db, before, after)
        if before.slots != after.slots:
            interruptions.note_move(self.db, item.id, self.now, "you", before.slots, after.slots, after.why)
        kept = Slotting(
            tuple(one for one in slotting.items if one.id != item.id),
            tuple(move for move in slotting.moves if move.item != item.id),
        )
        self.items = [*keep(self.db, others, kept, self.now), after]
        self.moves += kept.moves
        self.decided[item.id] = after

    def outcome(self, verb: str) -> Outcome:
        """Settle the rest and say what became of the chosen ones."""
        slotting = self.calendar.settled(self.items)
        self.items = keep(self.db, self.items, slotting, self.now)
        by_id = {one.id: one for one in self.items}
        decided = tuple(by_id.get(number, one) for number, one in self.decided.items())
        moves = (*self.moves, *slotting.moves)
        answer = outcome(self.desk, self.calendar, decided, self.items, moves)
        if len(decided) == 1:
            if decided[0].state in OPEN:
                return answer
            message = f"{name_of(decided[0])}: {verb}"
        else:
            message = f"{len(decided)} {verb}"
        return answer._replace(message=message)


@contextmanager
def _triage(desk: Desk, verb: str, ids: Sequence[int]) -> Iterator[_Triage]:
    if not ids:
        raise CoachError("Which one? Give an id: `coachtui queue` lists them")
    now = desk.now()
    with desk.store.read() as db:
        titles = [name_of(one) for one in interruptions.by_ids(db, ids).values()]
    label = f"{verb} {titles[0]}" if len(titles) == 1 else f"{verb} {len(titles)} interruptions"
    with desk.store.write(label, now) as db:
        yield _Triage(desk, db, now, ids)


def _to_other_buffer(work: _Triage, *, later: bool) -> Outcome:
    for item in work.chosen:
        others = [one for one in work.items if one.id != item.id]

        def answer(one: Interruption, others: Sequence[Interruption] = others) -> Slotting:
            buffers = work.calendar.buffers_ahead([*others, one])
            return to_other_buffer(one, others, buffers, work.now, later=later)

        work.reseat(item._replace(why=""), answer)
    return work.outcome("moved")


def _regret(item: Interruption, because: str) -> str:
    """A sentence that can be sent to the person who asked."""
    greeting = f"{item.who}, " if item.who else ""
    reason = f": {because}" if because else ""
    return f'To say: "{greeting}I can\'t take on {item.title!r}{reason}."'
