"""The queue: deciding about interruptions. One transaction and one undo step each."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from coachtui.domain.errors import CoachError
from coachtui.domain.human import parse_moment
from coachtui.domain.interruption import OPEN, Interruption, Promise, State, Urgency
from coachtui.domain.slotting.rules import arrive, to_other_buffer
from coachtui.domain.text import clean_line
from coachtui.services.breaking import begin_now, hand_back, slots_now, with_days
from coachtui.services.calendar import Calendar
from coachtui.services.slots import keep, name_of, outcome, promised
from coachtui.store import interruptions, people, runs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from sqlite3 import Connection
    from typing import Any

    from coachtui.domain.interruption import Move
    from coachtui.domain.slotting.rules import Slotting
    from coachtui.services.desk import Desk
    from coachtui.services.views import Outcome


def finish(desk: Desk, ids: Sequence[int], took: int | None = None) -> Outcome:
    """Done: `took` is what it took, in minutes, where no clock ran."""
    with _triage(desk, "done", ids) as work:
        for item in work.chosen:
            is_kept = item.promise in (Promise.OPEN, Promise.RENEGOTIATED)
            work.close(item, State.DONE, took, promise=Promise.KEPT if is_kept else item.promise)
        return work.outcome("done")


def begin(desk: Desk, number: int, resume: str = "") -> Outcome:
    """Deal with it now, with a running clock: the sprint that runs is paused with a resume note (rule 6).

    Raises:
        CoachError: it is not open, or its clock runs already.
    """
    with _triage(desk, "begin", [number]) as work:
        item = next(work.chosen)
        if work.ran and work.ran.interruption == number:
            raise CoachError(f"{name_of(item)} is being dealt with already")
        slots = slots_now(work.calendar, item.minutes)
        started = item.started_at or work.now
        work.save(item._replace(state=State.DOING, started_at=started, slots=slots, why="you began it"))
        return begin_now(desk, work.db, work.calendar, work.items, number, clean_line(resume))


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
            work.close(item, State.GIVEN, given_to=receiver)
        return work.outcome(f"given to {receiver}")


def decline(desk: Desk, ids: Sequence[int], reason: str = "") -> Outcome:
    """Say no, with a sentence that can be sent to the person who asked."""
    because = clean_line(reason)
    with _triage(desk, "decline", ids) as work:
        for item in work.chosen:
            work.close(item, State.DECLINED, why=because or item.why)
        outcome = work.outcome("declined")
        sentences = "  ".join(_regret(item, because) for item in work.decided.values())
        return outcome._replace(message=f"{outcome.message}. {sentences}")


def drop(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Let go without telling anyone."""
    with _triage(desk, "drop", ids) as work:
        for item in work.chosen:
            work.close(item, State.DROPPED)
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
    """Move to the nearest earlier buffer that has room, also before the time it was not to be before."""
    with _triage(desk, "move earlier", ids) as work:
        return _to_other_buffer(work, later=False)


def set_urgency(desk: Desk, ids: Sequence[int], urgency: Urgency) -> Outcome:
    """Change how soon it must be dealt with, and slot it again by that unless it is being dealt with."""
    with _triage(desk, f"make {urgency.value}", ids) as work:
        for item in work.chosen:
            changed = item._replace(urgency=urgency)
            if item.state is State.DOING:
                work.save(changed)
            else:
                work.reseat(changed._replace(why=""))
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
            raise CoachError(f"There is no interruption {number}: `coachtui queue` lists them with their ids")
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
        self.save(item._replace(state=state, closed_at=self.now, spent=spent, slots=(), **fields))

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

    def _stop_clock(self, item: Interruption) -> int | None:
        """The minutes that the clock of an interruption ran; None when it did not."""
        is_running = item.state is State.DOING
        return runs.end(self.db, self.now, interruption=item.id) if is_running else None

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
        before = self.calendar
        said = hand_back(self.desk, self.db, before, self.ran)
        if self.ran != runs.running(self.db):
            self.calendar = Calendar(self.desk, self.db, self.now, was=before)
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
        answer = answer._replace(message=f"{message}; {said}" if said else message)
        return with_days(answer, before, self.calendar, self.desk)


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
        not_before = item.not_before if later else None
        work.reseat(item._replace(why="", not_before=not_before), later=later)
    return work.outcome("moved")


def _regret(item: Interruption, because: str) -> str:
    """A sentence that can be sent to the person who asked."""
    greeting = f"{item.who}, " if item.who else ""
    reason = f": {because}" if because else ""
    return f'To say: "{greeting}I can\'t take on {item.title!r}{reason}."'
