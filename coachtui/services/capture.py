"""Capturing: one line becomes an interruption with a place and a promise, in one transaction."""

from __future__ import annotations

from coachtui.domain.block import during
from coachtui.domain.capture import parse_capture
from coachtui.domain.errors import CoachError
from coachtui.domain.interruption import (
    DEFAULT_MINUTES,
    FIRST_FIT,
    LONGEST,
    Choice,
    Interruption,
    State,
    Urgency,
    name_of,
)
from coachtui.domain.slotting.rules import arrive, chosen
from coachtui.domain.span import later
from coachtui.domain.text import clean_line
from coachtui.domain.typed import TYPE_CHECKING
from coachtui.services.calendar import Calendar
from coachtui.services.item_views import Preview
from coachtui.services.items import Line
from coachtui.services.slots import keep, outcome, place_of, promised
from coachtui.store import interruptions, people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from sqlite3 import Connection

    from coachtui.domain.capture import Captured
    from coachtui.domain.past_line import PastLine
    from coachtui.domain.slotting.rules import Slotting
    from coachtui.domain.slotting.shelves import Buffer
    from coachtui.services.desk import Desk
    from coachtui.services.item_views import ItemView, Outcome


CHOICE_LOST = "the buffer you chose does not hold it"
"""Why an interruption goes to the first fit all the same."""


def preview(desk: Desk, line: str, choice: Choice = FIRST_FIT) -> Preview:
    """What a capture line means and where it would go, without keeping it.

    Args:
        desk: where it would be kept.
        line: the capture line of the design.
        choice: the buffer that is wanted instead of the first fit.
    """
    now = desk.now()
    past = _past(desk, line, now)
    with desk.store.read() as db:
        try:
            captured = understand(desk, db, past.line if past else line, now)
        except CoachError as error:
            kept = choice._replace(steps=0)
            return Preview(
                "", "", 0, False, Urgency.NORMAL, "", "", "", "", str(error), choice=choice, chosen=kept
            )
        calendar = Calendar(desk, db, now)
        items = interruptions.open_ones(db)
        new = _interruption(db, captured, calendar, now)
        if past:
            start, end = (desk.wall.clock(one) for one in (past.at, later(past.at, past.took)))
            target = f"done {start}–{end}, logged afterwards"
            return _with_choice(
                Preview(new.title, new.who, past.took, False, new.urgency, new.note, "", "", target),
                choice, None, "what is over needs no buffer",
            )  # fmt: skip
        into = None
        if new.state is State.WAITING:
            slotting, into = _arrived(calendar, new, items, choice)
            changed = {one.id: one for one in slotting.items}
            new = changed.pop(new.id, new)
            items = [*(changed.get(one.id, one) for one in items), new]
        view = Line(calendar, items, desk.wall).view(new)
    said = Preview(
        title=new.title,
        who=new.who,
        minutes=new.minutes,
        estimated=new.estimated,
        urgency=new.urgency,
        note=new.note,
        given_to=new.given_to,
        constraint=_constraint(desk, new, now),
        target=_chosen_place(view, _spare(calendar, into, items)) if into else place_of(view),
    )
    return _with_choice(said, choice, into, _why_not(new, choice))


def _chosen_place(view: ItemView, spare: int) -> str:
    """The chosen buffer and the time there, in as few words as can be told."""
    place, _, _ = place_of(view).rpartition(", ")
    return f"{place}, {spare}m spare, you chose it"


def _with_choice(said: Preview, choice: Choice, into: Buffer | None, why_not: str) -> Preview:
    """The preview with what became of the choice; a buffer that does not hold this text may hold the next."""
    if into:
        return said._replace(choice=choice, chosen=Choice(into.span.start))
    if why_not and choice != FIRST_FIT:
        return said._replace(choice=choice, chosen=choice._replace(steps=0), about_choice=why_not)
    return said._replace(choice=choice)


def _why_not(new: Interruption, choice: Choice) -> str:
    """Why no chosen buffer takes the interruption; empty where the choice came round to the first fit."""
    if new.state is State.DOING:
        return "!! begins at once and needs no buffer"
    if new.state is State.GIVEN:
        return "what is given away needs no buffer of yours"
    if not choice.steps:
        return CHOICE_LOST
    return "no other buffer holds it" if choice == Choice(steps=1) else ""


def capture(
    desk: Desk,
    line: str,
    *,
    at: datetime | None = None,
    took: int | None = None,
    resume: str = "",
    choice: Choice = FIRST_FIT,
) -> Outcome:
    """Take in one line; the answer is a promise, or where it waits and why (rules 1 to 6 and 11).

    Args:
        desk: where to keep it.
        line: the capture line of the design; one that begins with a range of times that is over, as in
            `10:05-10:20 Bob: printer`, is logged like `at` and `took`.
        at: when it arrived, if that was earlier.
        took: the minutes it took, if it is already dealt with; it is then kept as done, and with `at`
            these minutes are taken off the sprint whose clock ran then.
        resume: the resume note of the sprint that `!!` breaks.
        choice: the buffer that is wanted instead of the first fit, for what goes to a buffer at all; where
            it does not hold the interruption any more, the reason says so.

    Raises:
        CoachError: the line is empty, or the file cannot be written.
    """
    now = desk.now()
    if at is None and took is None and (past := _past(desk, line, now)):
        line, at, took = past
    with desk.store.read() as db:
        captured = understand(desk, db, line, now)
    with desk.store.write(f"capture {name_of(captured)}", now) as db:
        calendar = Calendar(desk, db, now)
        items = interruptions.open_ones(db)
        new = _interruption(db, captured, calendar, now)
        if at is not None and took is not None:
            from coachtui.services.afterwards import logged

            return logged(desk, db, calendar, items, new, at, took)
        if at is not None:
            new = new._replace(arrived_at=at)
        if took is not None:
            new = new._replace(state=State.DONE, closed_at=now, spent=took, why="logged afterwards")
        if new.state is State.DOING:
            from coachtui.services.breaking import begin_now, slots_now

            slots = slots_now(calendar, new.minutes, items)
            new = interruptions.insert(db, new._replace(slots=slots))
            return begin_now(desk, db, calendar, [*items, new], new.id, clean_line(resume))
        if new.state is not State.WAITING:
            return outcome(desk, calendar, (interruptions.insert(db, new),), items, ())
        slotting, into = _arrived(calendar, new, items, choice)
        seated = promised(slotting.of(new.id) or new)
        if choice.buffer and not choice.steps and not into:
            seated = seated._replace(why=f"{CHOICE_LOST}: {seated.why}")
        seated = interruptions.insert(db, seated)
        others = slotting.without(new.id)
        items = keep(db, items, others, now)
        return outcome(desk, calendar, (seated,), [*items, seated], others.moves)


def _past(desk: Desk, line: str, now: datetime) -> PastLine | None:
    """What a line says about what is over; one that begins with no digit says nothing of that."""
    if not line.lstrip()[:1].isdigit():
        return None
    from coachtui.domain.past_line import read_past

    return read_past(line, now, desk.zone, desk.date_of(now))


def understand(desk: Desk, db: Connection, line: str, now: datetime) -> Captured:
    """What a line says to someone who knows the people of the file."""
    return parse_capture(
        line,
        now=now,
        zone=desk.zone,
        today=desk.date_of(now),
        known=lambda word: people.known(db, word),
    )


def minutes_of(db: Connection, captured: Captured) -> tuple[int, bool]:
    """How long it takes, and whether that is a guess (rule 2)."""
    if captured.minutes is not None:
        return captured.minutes, False
    known = interruptions.median_spent(db, captured.who) if captured.who else None
    return min(known or DEFAULT_MINUTES, LONGEST), True


def _interruption(db: Connection, captured: Captured, calendar: Calendar, now: datetime) -> Interruption:
    """The line as an interruption that has no place yet; guesses its minutes (rule 2)."""
    minutes, estimated = minutes_of(db, captured)
    on = calendar.block_at(now)
    state = State.WAITING
    why = ""
    if captured.given_to:
        state, why = State.GIVEN, "given away at once"
    elif captured.urgency is Urgency.NOW:
        state, why = State.DOING, "it could not wait"
    return Interruption(
        id=0,
        title=captured.title,
        minutes=minutes,
        arrived_at=now,
        who=captured.who,
        estimated=estimated,
        urgency=captured.urgency,
        state=state,
        not_before=captured.not_before,
        due=captured.due,
        note=captured.note,
        during=during(on),
        given_to=captured.given_to,
        started_at=now if state is State.DOING else None,
        closed_at=now if state is State.GIVEN else None,
        why=why,
    )


def _arrived(
    calendar: Calendar, new: Interruption, items: Sequence[Interruption], choice: Choice
) -> tuple[Slotting, Buffer | None]:
    """The places of the new interruption and of all others, and the buffer if it is a chosen one."""
    buffers = calendar.buffers_ahead([*items, new])
    into = chosen(new, items, buffers, calendar.now, choice) if choice != FIRST_FIT else None
    return arrive(new, items, buffers, calendar.now, into=into), into


def _spare(calendar: Calendar, buffer: Buffer, items: Sequence[Interruption]) -> int:
    """The minutes that would still be free in a buffer."""
    from coachtui.services.snapshot import free_minutes

    block = calendar.block_at(buffer.span.start)
    return free_minutes(block, items, calendar.now) if block else 0


def _constraint(desk: Desk, item: Interruption, now: datetime) -> str:
    """Its own times, in words."""
    words = []
    if item.not_before is not None:
        words.append(f"not before {desk.wall.earliest(item.not_before, now)}")
    if item.due is not None:
        words.append(f"due {desk.wall.latest(item.due, now)}")
    return ", ".join(words)
