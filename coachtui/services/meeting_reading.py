"""Meetings, reviews and actions as views, read inside a transaction."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from coachtui.domain.action import ActionState, due_on, read_action, read_open_item
from coachtui.domain.conclusion import problems
from coachtui.domain.day import resolve
from coachtui.domain.errors import CoachError
from coachtui.domain.meeting import YOU, Role, borrowed, progress
from coachtui.domain.next_meeting import read_next
from coachtui.domain.note import NoteKind
from coachtui.domain.readiness import findings
from coachtui.domain.review import Held, Unfinished, suggested_next
from coachtui.domain.span import later, minutes_between
from coachtui.services.calendar import Calendar
from coachtui.services.habits import name_said
from coachtui.services.meeting_views import (
    ActionView,
    MeetingState,
    MeetingView,
    NextView,
    NoteView,
    OpenItemView,
    ReviewView,
)
from coachtui.store import actions, meetings, people, reviews, series

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime
    from sqlite3 import Connection

    from coachtui.domain.review import Review
    from coachtui.services.desk import Desk
    from coachtui.store.actions import ActionRecord
    from coachtui.store.meetings import MeetingRecord
    from coachtui.store.reviews import ReviewRecord


def record(db: Connection, number: int) -> MeetingRecord:
    """The meeting with this id.

    Raises:
        CoachError: there is none.
    """
    found = meetings.by_id(db, number)
    if found is None:
        raise CoachError(f"there is no meeting {number}: `coachtui meetings` lists them with their ids")
    return found


def title_of(desk: Desk, number: int) -> str:
    """What a meeting is called, for the name of an intention about it.

    Raises:
        CoachError: there is none with this id.
    """
    with desk.store.read() as db:
        return record(db, number).meeting.title


def known(db: Connection) -> Callable[[str], str | None]:
    """The full name of whoever is known by a name or first name; the user's own name is `YOU`."""
    me = name_said().casefold()

    def full(word: str) -> str | None:
        said = word.casefold()
        if me and said == me:
            return YOU
        return people.known(db, word) or (YOU if me and said == me.split()[0] else None)

    return full


def view(
    desk: Desk, db: Connection, one: MeetingRecord, now: datetime, calendar: Calendar | None = None
) -> MeetingView:
    """A meeting with all that is known about it."""
    return views(desk, db, [one], now, calendar)[0]


def views(
    desk: Desk,
    db: Connection,
    records: Sequence[MeetingRecord],
    now: datetime,
    calendar: Calendar | None = None,
) -> tuple[MeetingView, ...]:
    """Meetings with all that is known about them; what they have in common is read once."""
    calendar = calendar or Calendar(desk, db, now)
    numbers = [one.id for one in records]
    notes, reviewed = meetings.notes_of(db, numbers), reviews.existing(db, numbers)
    out = []
    for one in records:
        kept = reviews.of_meeting(db, one.id, held(desk, db, one, now)) if one.id in reviewed else None
        noted = tuple(NoteView(*note) for note in notes.get(one.id, ()))
        out.append(_view(desk, db, one, now, calendar, kept, noted))
    return tuple(out)


def _view(
    desk: Desk,
    db: Connection,
    one: MeetingRecord,
    now: datetime,
    calendar: Calendar,
    review: ReviewRecord | None,
    notes: tuple[NoteView, ...],
) -> MeetingView:
    label = next((block.label for block in calendar.blocks(one.on) if block.id == one.block), "")
    is_unended = one.is_unended(calendar.today)
    is_running = one.started_at is not None and one.ended_at is None and not is_unended
    is_over = is_unended or one.ended_at or (one.started_at is None and one.meeting.span.end <= now)
    if review and not review.is_open:
        state = MeetingState.REVIEWED
    elif is_running:
        state = MeetingState.RUNNING
    else:
        state = MeetingState.OVER if is_over else MeetingState.PLANNED
    limit = one.planned if one.meeting.limit is None else min(one.meeting.limit, one.planned)
    ends = later(one.meeting.span.start, limit)
    return MeetingView(
        id=one.id,
        label=label,
        on=one.on,
        meeting=one.meeting,
        state=state,
        repeat=series.repeat_of(db, one.series),
        series=one.series,
        started_at=one.started_at,
        ended_at=one.ended_at,
        left=-minutes_between(ends, now),
        progress=progress(one.meeting, one.started_at, now)
        if is_running and one.started_at and one.meeting.agenda
        else None,
        borrowed=borrowed(one.meeting, one.due_end, now) if is_running else one.borrowed,
        findings=findings(one.meeting),
        notes=notes,
        review=review_view(desk, db, one, review, now) if review else None,
        uid=one.uid,
        sequence=one.sequence,
        due_end=one.due_end,
        late=max(0, minutes_between(one.due_end, one.ended_at or now)) if is_running or one.ended_at else 0,
        is_unended=is_unended,
    )


def held(desk: Desk, db: Connection, one: MeetingRecord, now: datetime) -> Held:
    """What the review of a meeting knows of it."""
    start = one.meeting.span.start.astimezone(desk.zone)
    on, today = start.date(), desk.date_of(now)
    if repeat := series.repeat_of(db, one.series):
        after = next(repeat.after(max(on, today)))
    else:
        after = on + timedelta(days=7 * (max(0, (today - on).days) // 7 + 1))
    return Held(
        title=one.meeting.title,
        purpose=one.meeting.purpose,
        on=on,
        at=start.time(),
        minutes=one.planned,
        facilitator=one.meeting.facilitator,
        others=one.meeting.others,
        next_on=after,
        unfinished=_unfinished(desk, db, one),
    )


def _unfinished(desk: Desk, db: Connection, one: MeetingRecord) -> tuple[Unfinished, ...]:
    """The earlier actions of a meeting's series that are open, and those on which its review has decided."""
    verdicts = {verdict.action: verdict for verdict in reviews.verdicts_of(db, one.id)}
    judged = actions.by_ids(db, list(verdicts)) if verdicts else {}
    closed = [desk.date_of(at) for at in reviews.closed_on(db, one.id)] if verdicts else []
    found = {action.id: action for action in actions.open_ones(db) if _is_earlier_of(action, one)} | judged
    out = []
    for action in found.values():
        due = action.due
        if closed and action.id in verdicts:
            is_new = verdicts[action.id].due is not None
            due = due_on(due, action.history, closed[0], at_first=is_new)
        out.append(
            Unfinished(
                action.id, action.owner, action.task, due, action.done_when, action.meeting_on or one.on
            )
        )
    return tuple(sorted(out, key=lambda each: (each.due, each.id)))


def _is_earlier_of(action: ActionRecord, one: MeetingRecord) -> bool:
    """Whether an action comes from an earlier meeting of the same series, or of the same title."""
    if action.meeting in (None, one.id) or action.meeting_on is None or action.meeting_on > one.on:
        return False
    same_series = one.series is not None and action.series == one.series
    return same_series or action.meeting_title.casefold() == one.meeting.title.casefold()


def review_view(
    desk: Desk, db: Connection, one: MeetingRecord, kept: ReviewRecord, now: datetime
) -> ReviewView:
    """A review: of a closed one what it made, of a draft what its lines mean so far."""
    review = kept.review
    drafted = kept.is_open or not kept.closed_at
    lines = tuple(_drafted(review)) if drafted else actions_of(desk, actions.of_meeting(db, one.id), now)
    items = [read_open_item(entry.text) for entry in review.of(NoteKind.OPEN_ITEM)]
    return ReviewView(
        review=review,
        is_open=kept.is_open,
        closed_at=kept.closed_at,
        corrected_at=kept.corrected_at,
        problems=problems(review),
        highlights=tuple(entry.text for entry in review.of(NoteKind.HIGHLIGHT)),
        decisions=tuple(entry.text for entry in review.of(NoteKind.DECISION)),
        accomplished=review.accomplished,
        reason=review.reason,
        actions=lines,
        open_items=tuple(OpenItemView(item.owner, item.text) for item in items),
        following=_following(desk, db, kept),
        suggestion=suggested_next(review.held),
    )


def _drafted(review: Review) -> list[ActionView]:
    reads = (read_action(entry.text, review.held.on) for entry in review.of(NoteKind.ACTION))
    return [ActionView(None, one.owner, one.task, one.due, one.done_when, ActionState.OPEN) for one in reads]


def _following(desk: Desk, db: Connection, kept: ReviewRecord) -> NextView | None:
    """The next meeting: as it now is once it is made, else as the line says, as far as that is clear."""
    made = meetings.by_id(db, kept.next_meeting) if kept.next_meeting and not kept.is_open else None
    if made:
        facilitator = made.meeting.in_role(Role.FACILITATOR)
        return NextView(made.id, *made.meeting.span, facilitator, made.meeting.others)
    if not kept.review.next_line:
        return None
    was = kept.review.held
    line = read_next(kept.review.next_line, was.on, was.minutes, facilitator=was.facilitator)
    if line.on is None or line.at is None:
        return None
    start = resolve(line.on, line.at, desk.zone)
    return NextView(None, start, later(start, line.minutes), line.facilitator, line.others)


def actions_of(desk: Desk, records: list[ActionRecord], now: datetime) -> tuple[ActionView, ...]:
    """Actions as views."""
    today = desk.date_of(now)
    return tuple(
        ActionView(
            id=one.id,
            owner=one.owner,
            task=one.task,
            due=one.due,
            done_when=one.done_when,
            state=one.state,
            history=one.history,
            meeting=one.meeting,
            meeting_title=one.meeting_title,
            meeting_on=one.meeting_on,
            is_late=one.state is ActionState.OPEN and one.due < today,
            closed_at=one.closed_at,
        )
        for one in records
    )


def closest(db: Connection, today: date, now: datetime) -> MeetingRecord | None:
    """The meeting that runs, else the one on now by the clock, else the next of today, else its last.

    One of an earlier day that nobody has ended does not count as running.
    """
    if (running := meetings.running(db)) and not running.is_unended(today):
        return running
    of_today = meetings.between(db, today, today)
    coming = [one for one in of_today if one.meeting.span.end > now and one.ended_at is None]
    return coming[0] if coming else (of_today[-1] if of_today else None)
