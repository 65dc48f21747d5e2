"""The queue: deciding about interruptions. One transaction and one undo step each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coachtui.domain.capture_text import WORDS, as_captured, format_capture
from coachtui.domain.errors import CoachError
from coachtui.domain.human import parse_moment
from coachtui.domain.interruption import State, Urgency, climbed, name_of
from coachtui.domain.promise import after_beginning
from coachtui.domain.text import clean_line, one_line
from coachtui.services.breaking import begin_now, slots_now
from coachtui.services.calendar import Calendar
from coachtui.services.capture import minutes_of, understand
from coachtui.services.slots import keep, outcome
from coachtui.services.triage import triage
from coachtui.store import interruptions, people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coachtui.domain.interruption import Interruption
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import Outcome
    from coachtui.services.triage import Triage

PLACING = frozenset({"minutes", "urgency", "not_before", "due"})
"""What decides where an interruption goes."""


def finish(desk: Desk, ids: Sequence[int], took: int | None = None) -> Outcome:
    """Done: `took` is what it took, in minutes, where no clock ran."""
    with triage(desk, "done", ids) as work:
        for item in work.chosen:
            work.close(item, State.DONE, took)
        return work.outcome("done")


def begin(desk: Desk, number: int, resume: str = "") -> Outcome:
    """Deal with it now, with a running clock: the sprint that runs is paused with a resume note (rule 6).

    Raises:
        CoachError: it is not open, or its clock runs already.
    """
    with triage(desk, "begin", [number]) as work:
        return _begun(work, number, resume)


def edit(desk: Desk, number: int, line: str) -> Outcome:
    """Understand an interruption again by another line: what the line says otherwise is changed.

    It keeps its id, its history and all that the line leaves as `format_capture` writes it. Where its
    length or its times are others it is slotted again; `!!` begins it, `@name` gives it away.

    Raises:
        CoachError: it is not open, or the line is empty or says nothing else.
    """
    with triage(desk, "edit", [number]) as work:
        item = next(work.chosen)
        today = work.calendar.today
        shown = format_capture(as_captured(item), now=work.now, zone=desk.zone, today=today)
        before = understand(desk, work.db, shown, work.now)
        said = understand(desk, work.db, line, work.now)
        if one_line(said.note) == one_line(before.note):
            said = said._replace(note=before.note)
        fields = {
            field: getattr(said, field) for field in WORDS if getattr(said, field) != getattr(before, field)
        }
        receiver = fields.pop("given_to", "")
        if "minutes" in fields or (item.estimated and "who" in fields):
            fields["minutes"], fields["estimated"] = minutes_of(work.db, said)
        if not fields and not receiver:
            raise CoachError(f"{name_of(item)} says that already: change something, or leave it")
        after = item._replace(**fields)
        if receiver:
            work.close(after, State.GIVEN, given_to=receiver)
            return work.outcome(f"given to {receiver}")
        begins = fields.get("urgency") is Urgency.NOW and item.state is not State.DOING
        if begins or item.state is State.DOING or not fields.keys() & PLACING:
            work.save(after)
        else:
            work.reseat(after._replace(why=""))
        return _begun(work, number) if begins else work.outcome("changed")


def give(desk: Desk, ids: Sequence[int], name: str) -> Outcome:
    """Delegate to someone.

    Raises:
        CoachError: no name, or an id that is not open.
    """
    receiver = clean_line(name, 80)
    if not receiver:
        raise CoachError("give it to whom? Say a name, for example: coachtui give 3 --to Raj")
    with triage(desk, f"give to {receiver}", ids) as work:
        receiver = people.known(work.db, receiver) or receiver
        for item in work.chosen:
            work.close(item, State.GIVEN, given_to=receiver)
        return work.outcome(f"given to {receiver}")


def decline(desk: Desk, ids: Sequence[int], reason: str = "") -> Outcome:
    """Say no, with a sentence that can be sent to the person who asked."""
    because = clean_line(reason)
    with triage(desk, "decline", ids) as work:
        for item in work.chosen:
            work.close(item, State.DECLINED, why=because or item.why)
        outcome = work.outcome("declined")
        to_say = "  ".join(_regret(item, because) for item in work.decided.values())
        return outcome._replace(message=f'{outcome.message}. To say: "{to_say}"', to_say=to_say)


def drop(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Let go without telling anyone."""
    with triage(desk, "drop", ids) as work:
        for item in work.chosen:
            work.close(item, State.DROPPED)
        return work.outcome("dropped")


def defer(desk: Desk, ids: Sequence[int], until: str = "") -> Outcome:
    """Move to the next buffer that has room, or to the first one after a human time.

    Raises:
        CoachError: no buffer has room, or the time is not understood.
    """
    with triage(desk, "defer", ids) as work:
        if not until.strip():
            return _to_other_buffer(work, later=True)
        moment = parse_moment(until, work.now, desk.zone, work.calendar.today)
        for item in work.chosen:
            work.reseat(item._replace(not_before=moment.earliest(desk.zone), why=""))
        return work.outcome("deferred")


def advance(desk: Desk, ids: Sequence[int]) -> Outcome:
    """Move to the nearest earlier buffer that has room, also before the time it was not to be before."""
    with triage(desk, "move earlier", ids) as work:
        return _to_other_buffer(work, later=False)


def reorder(desk: Desk, ids: Sequence[int], *, later: bool) -> Outcome:
    """Change places with the one after it in the same buffer, or before it.

    Raises:
        CoachError: several ids, no place in a line, no neighbour there, or one that may not move.
    """
    if len(set(ids)) > 1:
        raise CoachError(f"an order is changed by one at a time: these are {len(set(ids))}")
    with triage(desk, f"move {'down' if later else 'up'}", ids) as work:
        work.exchange(next(work.chosen), is_later=later)
        return work.outcome("moved")


def set_urgency(desk: Desk, ids: Sequence[int], urgency: Urgency) -> Outcome:
    """Change how soon it must be dealt with, and slot it again by that unless it is being dealt with."""
    with triage(desk, f"make {urgency.value}", ids) as work:
        for item in work.chosen:
            _make(work, item, urgency)
        return work.outcome(f"now {urgency.value}")


def climb(desk: Desk, number: int, steps: int) -> Outcome:
    """Make an item so many steps more urgent, or less where it is negative.

    Raises:
        CoachError: it is as urgent, or can wait as long, as can be; or an id that is not open.
    """
    with triage(desk, f"make {'more' if steps > 0 else 'less'} urgent", (number,)) as work:
        item = next(work.chosen)
        urgency = climbed(item.urgency, steps)
        if urgency is item.urgency:
            raise CoachError("it is as urgent as can be" if steps > 0 else "it can wait already")
        _make(work, item, urgency)
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
            message=f"{count} moved" if count else "everything is where it was promised: nothing moved"
        )


def _begun(work: Triage, number: int, resume: str = "") -> Outcome:
    item = next(work.chosen)
    if work.ran and work.ran.interruption == number:
        raise CoachError(f"{name_of(item)} is being dealt with already")
    slots = slots_now(work.calendar, item.minutes, (one for one in work.items if one.id != number))
    started = item.started_at or work.now
    begun = item._replace(state=State.DOING, started_at=started, slots=slots, why="you began it")
    work.save(begun._replace(promise=after_beginning(item.promise)))
    return begin_now(work.desk, work.db, work.calendar, work.items, number, clean_line(resume))


def _make(work: Triage, item: Interruption, urgency: Urgency) -> None:
    """Another urgency, and the place that goes with it."""
    changed = item._replace(urgency=urgency)
    if item.state is State.DOING:
        work.save(changed)
    else:
        work.reseat(changed._replace(why=""))


def _to_other_buffer(work: Triage, *, later: bool) -> Outcome:
    for item in work.chosen:
        not_before = item.not_before if later else None
        work.reseat(item._replace(why="", not_before=not_before), later=later)
    return work.outcome("moved")


def _regret(item: Interruption, because: str) -> str:
    """A sentence that can be sent to the person who asked."""
    greeting = f"{item.who}, " if item.who else ""
    reason = f": {because}" if because else ""
    return f"{greeting}I can't take on {item.title!r}{reason}."
